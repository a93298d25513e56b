"""What the records of every app share: a random public name, a version, and one way from an id to a record."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Self, TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.http import Http404
from django.utils import timezone

from interface.constraints import broken_by
from interface.refusals import Refused, StaleVersion

R = TypeVar("R", bound=models.Model, covariant=True)


class RecordQuerySet(models.QuerySet[R]):
    """Every queryset of ours says which rows a user may know of."""

    def visible_to(self, user) -> Self:
        raise NotImplementedError(f"{type(self).__name__} does not say who may see its rows.")

    def lock(self, pk: int, *, expected_version: int | None = None) -> R:
        """The row, locked until the transaction ends. Raises `StaleVersion` when saved since `expected_version`."""
        record = self._locking().get(pk=pk)
        if expected_version is not None and record.version != expected_version:  # type: ignore[attr-defined]
            raise StaleVersion(record)
        return record

    def lock_all(self) -> list:
        """These rows, locked until the transaction ends; by key, so that nobody who does the same waits in a circle."""
        return list(self._locking().order_by("pk"))

    def _locking(self) -> Self:
        """Our own rows only, and no key: whoever writes a row that points to one of them need not wait."""
        if not transaction.get_connection(self.db).in_atomic_block:
            raise RuntimeError("A lock outside a transaction holds nothing.")
        return self.select_for_update(of=("self",), no_key=True)


class Record(models.Model):
    """An editable record: known outside by `public_id`, guarded against lost edits by `version`."""

    public_id = models.UUIDField("mã ngoài", default=uuid.uuid4, unique=True, editable=False)
    version = models.PositiveIntegerField("phiên bản", default=1, editable=False)
    created_at = models.DateTimeField("tạo lúc", default=timezone.now, editable=False)
    updated_at = models.DateTimeField("sửa lúc", auto_now=True)

    class Meta:
        abstract = True

    @property
    def lasting_name(self) -> str:
        """What tells it from others of its kind; of records that are shown before they are saved another fact does."""
        return str(self.public_id)

    def save_next_version(self) -> None:
        """Save a changed record that `lock()` gave."""
        self.version += 1
        self.save()


@contextmanager
def refused_when(constraint: str, sentence: str | Callable[[], str | Refused], *, field: str = "") -> Iterator[None]:
    """Around a save: what this constraint of the database does not take is `Refused` in words.

    The constraint alone judges, so two people at once are told apart as well. A sentence that names the other record
    is a function: only when the save has failed is it sure to find the other. It may give the whole refusal.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if broken_by(error) != constraint:
            raise
        refusal = sentence if isinstance(sentence, str) else sentence()
        raise (refusal if isinstance(refusal, Refused) else Refused(refusal, field=field)) from None


M = TypeVar("M", bound=models.Model)


def get_visible(model: type[M], user, **lookup: Any) -> M:
    """The record, if this user may know of it; else 404, as if it did not exist. So it is with an unreadable id."""
    try:
        return model._default_manager.visible_to(user).get(**lookup)  # type: ignore[attr-defined]
    except (model.DoesNotExist, ValidationError, ValueError):  # type: ignore[attr-defined]
        raise Http404 from None

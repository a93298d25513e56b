"""The scanned paper of a record about a child: a decision, a list that was signed, a referral."""

from functools import reduce
from operator import or_

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.encryption import EncryptedTextField
from attachments.models import StoredFile
from children.models.allowance import MonthlyAllowance
from children.models.entry import DisasterEntry, InjuryEntry, LabourEntry, ParticipationEntry
from children.models.justice import Adoption, LegalAid
from children.models.support import Support
from interface.records import Record, RecordQuerySet

# The records that can have papers, by the column that points to them.
OWNERS: dict[str, type[Record]] = {
    "allowance": MonthlyAllowance,
    "support": Support,
    "injury": InjuryEntry,
    "labour": LabourEntry,
    "disaster": DisasterEntry,
    "participation": ParticipationEntry,
    "adoption": Adoption,
    "legal_aid": LegalAid,
}


def _of_one_record() -> Q:
    """Exactly one of the columns is filled."""
    return reduce(or_, (Q(**{f"{each}__isnull": each != one for each in OWNERS}) for one in OWNERS))


def _owner(name: str) -> models.ForeignKey:
    model = OWNERS[name]
    return models.ForeignKey(
        model, models.PROTECT, verbose_name=model._meta.verbose_name, null=True, blank=True, related_name="papers"
    )


class RecordFileQuerySet(RecordQuerySet["RecordFile"]):
    def visible_to(self, user):
        """Whoever sees the record sees its papers, nobody else."""
        owners = OWNERS.items()
        seen = (Q(**{f"{name}__in": model._default_manager.visible_to(user)}) for name, model in owners)  # type: ignore[attr-defined]
        return self.filter(reduce(or_, seen))

    def true(self):
        """Without those that were attached by mistake."""
        return self.filter(withdrawn_on=None)


class RecordFile(Record):
    """Of one record; papers of the child itself, and of a circumstance, are `ChildFile`."""

    allowance = _owner("allowance")
    support = _owner("support")
    injury = _owner("injury")
    labour = _owner("labour")
    disaster = _owner("disaster")
    participation = _owner("participation")
    adoption = _owner("adoption")
    legal_aid = _owner("legal_aid")
    stored = models.OneToOneField(StoredFile, models.PROTECT, verbose_name="tệp", related_name="+")
    note = EncryptedTextField("là giấy gì")
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người đính kèm", related_name="+"
    )
    withdrawn_on = models.DateField("gỡ ngày", null=True, blank=True)
    withdrawal_reason = EncryptedTextField("lý do gỡ")

    objects = RecordFileQuerySet.as_manager()

    class Privacy:
        telling = True
        public = ["id", "public_id", "version", "created_at", "updated_at"]
        official = ["officer"]
        personal = ["stored", "withdrawn_on"]
        sensitive = [*OWNERS, "note", "withdrawal_reason"]

    class Meta:
        verbose_name = "giấy tờ của một mục"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=_of_one_record(), name="paper_of_one_record"),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None, withdrawal_reason=None)
                | Q(withdrawn_on__isnull=False, withdrawal_reason__isnull=False),
                name="paper_withdrawn_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.note or f"giấy tờ {self.created_at:%d/%m/%Y}"

    @property
    def owner(self) -> Record:
        """The record it belongs to."""
        return next(getattr(self, name) for name in OWNERS if getattr(self, f"{name}_id"))

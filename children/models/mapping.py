import hashlib
import json
from collections.abc import Sequence

from django.db import models

from interface.records import Record, RecordQuerySet
from vietnamese.names import normalise
from vietnamese.syllables import canonical_tones

Header = Sequence[str]


class ColumnMappingQuerySet(RecordQuerySet["ColumnMapping"]):
    def visible_to(self, user):
        """How a kind of list is read is shared by all who import."""
        return self if user.may("children.import") else self.none()

    def known(self) -> dict[str, list[str]]:
        """The fields that somebody chose, by the key of their headers."""
        return dict(self.values_list("headers", "fields"))


class ColumnMapping(Record):
    """What the columns of a list mean, as a person chose it: the next list with the same headers is read so again."""

    headers = models.CharField("dấu của dòng tiêu đề", max_length=64, unique=True, db_collation="C")
    fields = models.JSONField("các cột ghi vào")
    chosen_by = models.ForeignKey("accounts.User", models.PROTECT, verbose_name="người chọn", related_name="+")

    objects = ColumnMappingQuerySet.as_manager()

    class Privacy:
        public = ["id", "public_id", "version", "created_at", "updated_at", "headers", "fields"]
        official = ["chosen_by"]
        personal: list[str] = []
        sensitive: list[str] = []

    class Meta:
        verbose_name = "cách khớp cột"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.headers[:8]

    @staticmethod
    def key_of(headers: Sequence[Header]) -> str:
        """The same for headers that read the same: capitals and spaces do not count. Marks do: Năm is not Nam."""
        words = [[canonical_tones(normalise(cell)).casefold() for cell in header] for header in headers]
        return hashlib.sha256(json.dumps(words).encode()).hexdigest()

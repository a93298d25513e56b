from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least
from django.urls import reverse

from accounts.encryption import EncryptedTextField
from children.models.child import Child
from interface.records import Record, RecordQuerySet


class DuplicatePairQuerySet(RecordQuerySet["DuplicatePair"]):
    def visible_to(self, user):
        """Pairs for those who may decide on them, both children of whom they may know of."""
        if not user.may("children.merge"):
            return self.none()
        children = Child.objects.visible_to(user)
        return self.filter(one__in=children, other__in=children)

    def open(self):
        """Nobody has said yet whether they are one child."""
        return self.filter(refused_at=None)


class DuplicatePair(Record):
    """Two records that may be one child: a suggestion of the machine, with what a person answered.

    A refusal is remembered with the score it was given for: only when the two have become more alike since is the
    pair asked about again.
    """

    one = models.ForeignKey(Child, models.CASCADE, verbose_name="trẻ em", related_name="+")
    other = models.ForeignKey(Child, models.CASCADE, verbose_name="trẻ em kia", related_name="+")
    score = models.PositiveSmallIntegerField("giống nhau, phần trăm")
    reasons = models.JSONField("vì sao", default=list)  # codes of duplicates.likeness
    refused_at = models.DateTimeField("ghi hai trẻ khác nhau lúc", null=True)
    refused_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người ghi", null=True, related_name="+"
    )

    objects = DuplicatePairQuerySet.as_manager()

    class Privacy:
        public = ["id", "public_id", "version", "created_at", "updated_at", "refused_at"]
        official = ["refused_by"]
        personal = ["one", "other", "score", "reasons"]
        sensitive: list[str] = []

    class Meta:
        verbose_name = "cặp hồ sơ có thể trùng"
        ordering = ["-score", "pk"]
        indexes = [models.Index(fields=["-score", "id"], condition=Q(refused_at=None), name="open_pairs_by_score")]
        constraints = [
            models.UniqueConstraint(Least("one", "other"), Greatest("one", "other"), name="one_pair_of_two_children"),
            models.CheckConstraint(condition=~Q(one=F("other")), name="a_pair_is_two_children"),
            models.CheckConstraint(
                condition=Q(refused_at=None, refused_by=None) | Q(refused_at__isnull=False, refused_by__isnull=False),
                name="refused_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one.code} và {self.other.code}"

    def get_absolute_url(self) -> str:
        return reverse("duplicate", args=[self.public_id])

    @property
    def code(self) -> str:
        """What the access log calls it."""
        return str(self)


class ChildMergeQuerySet(RecordQuerySet["ChildMerge"]):
    def visible_to(self, user):
        """What was merged into the children one may see with their details."""
        if not user.may("children.view_details"):
            return self.none()
        return self.filter(kept__in=Child.objects.visible_to(user))

    def standing(self):
        """Not taken apart again."""
        return self.filter(undone_at=None)


class ChildMerge(Record):
    """Two records became one. The record that is gone is kept whole in the rows of `MergedRow`, its code and address
    lead to the one that was kept.
    """

    kept = models.ForeignKey(Child, models.PROTECT, verbose_name="hồ sơ giữ lại", related_name="merges")
    gone_id = models.BigIntegerField("hồ sơ được gộp vào", editable=False)
    gone_code = models.CharField("mã cũ", max_length=16)
    gone_public_id = models.UUIDField("mã ngoài cũ", editable=False)
    changed = EncryptedTextField("mục lấy từ hồ sơ kia")  # JSON: column → before and after
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người gộp", related_name="+")
    undone_at = models.DateTimeField("tách lại lúc", null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người tách", null=True, related_name="+"
    )

    objects = ChildMergeQuerySet.as_manager()

    class Privacy:
        public = ["id", "public_id", "version", "created_at", "updated_at", "undone_at"]
        official = ["merged_by", "undone_by"]
        personal = ["kept", "gone_id", "gone_code", "gone_public_id"]
        sensitive = ["changed"]

    class Meta:
        verbose_name = "lần gộp hồ sơ"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["gone_id"], condition=Q(undone_at=None), name="a_record_is_merged_into_one_other"
            ),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None) | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="undone_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gone_code} gộp vào {self.kept.code}"

    def get_absolute_url(self) -> str:
        return reverse("merge", args=[self.public_id])

    @property
    def code(self) -> str:
        """What the access log calls it."""
        return str(self)


class MergedRowQuerySet(RecordQuerySet["MergedRow"]):
    def visible_to(self, user):
        """Nobody: among them are rows of extra-secret groups. Only the functions in the database read them."""
        return self.none()


class MergedRow(models.Model):
    """One row as it stood before a merge: moved to the kept record (U: the columns that were changed), or taken out
    because the kept record has its like (D: the whole row).
    """

    merge = models.ForeignKey(ChildMerge, models.CASCADE, verbose_name="lần gộp", related_name="rows")
    table = models.CharField("bảng", max_length=63)
    row = models.BigIntegerField("dòng")
    operation = models.CharField("việc", max_length=1)
    before = models.JSONField("trước khi gộp")

    objects = MergedRowQuerySet.as_manager()

    class Privacy:
        public = ["id", "merge", "table", "operation"]
        official: list[str] = []
        personal = ["row"]
        sensitive = ["before"]

    class Meta:
        verbose_name = "ghi chép của lần gộp"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.table} {self.operation}"

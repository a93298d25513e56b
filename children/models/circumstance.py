from django.conf import settings
from django.db import models
from django.db.models import F, Q, TextChoices

from accounts.authorization import scope_of
from accounts.encryption import EncryptedTextField
from children.models.child import Child
from interface.records import Record, RecordQuerySet

SHORT = 40  # letters of a tag


class ListQuerySet(RecordQuerySet):
    def visible_to(self, user):
        """The law's own list is public; which child stands in a group is not."""
        return self

    def on(self, day):
        """Entries in force on that day."""
        return self.filter(Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gte=day))


class CircumstanceGroup(models.Model):
    """One of the 14 groups of Luật Trẻ em 2016, Điều 10, or an at-risk category that ward lists track beside them."""

    class Kind(TextChoices):
        LEGAL = "legal", "Nhóm hoàn cảnh đặc biệt"
        AT_RISK = "at_risk", "Nguy cơ"

    code = models.CharField("mã", max_length=3, unique=True)
    kind = models.CharField("loại", max_length=10, choices=Kind)
    position = models.PositiveSmallIntegerField("thứ tự")
    law_point = models.CharField("điểm của khoản 1 Điều 10", max_length=1, blank=True)
    decree_article = models.PositiveSmallIntegerField("điều của NĐ 56/2017", null=True, blank=True)
    name = models.CharField("tên", max_length=200)
    short_name = models.CharField("tên gọn", max_length=60)  # as it stands on a tag
    extra_secret = models.BooleanField("bảo mật đặc biệt", default=False)
    is_abuse = models.BooleanField("do bị xâm hại", default=False)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)

    objects = ListQuerySet.as_manager()

    class Privacy:
        public = [
            "id", "code", "kind", "position", "law_point", "decree_article", "name", "short_name",
            "extra_secret", "is_abuse", "valid_from", "valid_to",
        ]  # fmt: skip
        official: list[str] = []
        personal: list[str] = []
        sensitive: list[str] = []

    class Meta:
        verbose_name = "nhóm hoàn cảnh"
        ordering = ["kind", "position"]
        constraints = [
            # What a circumstance copies: `circumstance_as_secret_as_its_group` refers to both columns.
            models.UniqueConstraint(fields=["id", "extra_secret"], name="group_with_its_secrecy"),
        ]

    def __str__(self) -> str:
        return self.name


class CircumstanceSubtype(models.Model):
    """A kind of case inside a group, as NĐ 56/2017 Điều 3-16 lists them. Wordings the ward may correct."""

    group = models.ForeignKey(CircumstanceGroup, models.PROTECT, verbose_name="nhóm hoàn cảnh", related_name="subtypes")
    code = models.CharField("mã", max_length=6, unique=True)
    position = models.PositiveSmallIntegerField("thứ tự")
    name = models.CharField("tên", max_length=300)
    wording_unsure = models.BooleanField("chưa đối chiếu câu chữ của nghị định", default=False)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)

    objects = ListQuerySet.as_manager()

    class Privacy:
        public = ["id", "group", "code", "position", "name", "wording_unsure", "valid_from", "valid_to"]
        official: list[str] = []
        personal: list[str] = []
        sensitive: list[str] = []

    class Meta:
        verbose_name = "trường hợp của nhóm hoàn cảnh"
        ordering = ["group", "position"]
        constraints = [
            models.UniqueConstraint(fields=["id", "group"], name="subtype_with_its_group"),
        ]

    def __str__(self) -> str:
        return self.name


class CircumstanceQuerySet(RecordQuerySet["Circumstance"]):
    def visible_to(self, user):
        """Memberships this user may read. Extra-secret groups: the officer in charge and the chairs (PRIV-02)."""
        if not user.may("children.view_circumstances"):
            return self.none()
        scope = scope_of(user)  # whole ward for all who have that right: no need to ask of each child again
        mine = self if scope.whole_ward else self.filter(child__in=Child.objects.visible_to(user))
        return mine if scope.secrets else mine.filter(Q(secret=False) | Q(officer=user))

    def current(self, on):
        """In force on that day."""
        return self.true().filter(Q(started_on__lte=on), Q(ended_on=None) | Q(ended_on__gt=on))

    def true(self):
        """Without those that were recorded by mistake: they count nowhere, on no day."""
        return self.filter(withdrawn_on=None)


class Circumstance(Record):
    """A child's membership in a group, dated and proven by a document; several at once are normal.

    `secret` repeats the group's secrecy, so that row-level security needs no join.
    """

    child = models.ForeignKey(Child, models.PROTECT, verbose_name="trẻ em", related_name="circumstances")
    group = models.ForeignKey(
        CircumstanceGroup, models.PROTECT, verbose_name="nhóm hoàn cảnh", related_name="circumstances"
    )
    subtype = models.ForeignKey(
        CircumstanceSubtype, models.PROTECT, verbose_name="trường hợp", null=True, blank=True, related_name="+"
    )
    secret = models.BooleanField("bảo mật đặc biệt", editable=False)
    started_on = models.DateField("từ ngày")
    ended_on = models.DateField("kết thúc từ ngày", null=True, blank=True)
    proof = EncryptedTextField("giấy tờ làm căn cứ")
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người phụ trách", related_name="+"
    )
    withdrawn_on = models.DateField("xóa khỏi hồ sơ ngày", null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người xóa", null=True, blank=True, related_name="+"
    )
    withdrawal_reason = EncryptedTextField("lý do xóa")

    objects = CircumstanceQuerySet.as_manager()

    class Privacy:
        telling = True
        public = ["id", "public_id", "version", "created_at", "updated_at"]
        official = ["officer", "withdrawn_by"]
        personal = ["child", "started_on", "ended_on", "withdrawn_on"]
        sensitive = ["group", "subtype", "secret", "proof", "withdrawal_reason"]

    class Meta:
        verbose_name = "hoàn cảnh"
        ordering = ["-started_on", "-pk"]
        indexes = [models.Index(fields=["group", "child"], name="circumstance_by_group")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                name="circumstance_ends_after_it_begins",
                violation_error_message="Ngày kết thúc phải từ ngày bắt đầu trở đi.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None, withdrawn_by=None, withdrawal_reason=None)
                | Q(withdrawn_on__isnull=False, withdrawn_by__isnull=False, withdrawal_reason__isnull=False),
                name="withdrawn_by_somebody_for_a_reason",
                violation_error_message="Xóa khỏi hồ sơ thì ghi lý do.",
            ),
            models.UniqueConstraint(
                fields=["child", "group"],
                condition=Q(secret=False, ended_on=None, withdrawn_on=None),
                name="one_current_membership_of_a_group",
                violation_error_message="Trẻ đang ở trong nhóm này. Kết thúc lần ghi cũ trước.",
            ),
            # Per officer: another officer's secret row must not show itself through a clash.
            models.UniqueConstraint(
                fields=["child", "group", "officer"],
                condition=Q(secret=True, ended_on=None, withdrawn_on=None),
                name="one_current_secret_membership_per_officer",
                violation_error_message="Trẻ đang ở trong nhóm này. Kết thúc lần ghi cũ trước.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group.code} {self.started_on}"

    def save(self, *args, **kwargs) -> None:
        self.secret = self.group.extra_secret
        super().save(*args, **kwargs)

    @property
    def label(self) -> str:
        """What the tag says: the case where its name is short, else the group."""
        case = self.subtype.name.removeprefix("Trẻ em ") if self.subtype else ""
        return case[:1].upper() + case[1:] if 0 < len(case) <= SHORT else self.group.short_name

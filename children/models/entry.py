"""What happened to a child, or what it took part in, on a day: one table per kind, for their fields differ."""

from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q, TextChoices

from accounts.encryption import EncryptedTextField
from children.models.child import Child, Residence
from interface.records import Record, RecordQuerySet
from vietnamese.ages import age_on


class EntryQuerySet(RecordQuerySet):
    def visible_to(self, user) -> Self:
        """Officers and leaders: an injury or labour is as private as a circumstance."""
        return self if user.may("children.view_entries") else self.none()

    def true(self) -> Self:
        """Without those that were recorded by mistake."""
        return self.filter(withdrawn_on=None)

    def between(self, first: date, last: date) -> Self:
        return self.true().filter(happened_on__range=(first, last))


ENTRY_PRIVACY = {
    "public": ["id", "public_id", "version", "created_at", "updated_at"],
    "official": ["recorded_by"],
    "personal": ["child", "happened_on", "withdrawn_on"],
    "sensitive": ["details", "withdrawal_reason"],
}


class ChildEntry(Record):
    """A dated entry of a child. Nothing is deleted: what was recorded by mistake is withdrawn for a reason."""

    child = models.ForeignKey(Child, models.PROTECT, verbose_name="trẻ em", related_name="%(class)s_set")
    happened_on = models.DateField("ngày")
    details = EncryptedTextField("ghi thêm")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người ghi", related_name="+", editable=False
    )
    withdrawn_on = models.DateField("xóa khỏi hồ sơ ngày", null=True, blank=True, editable=False)
    withdrawal_reason = EncryptedTextField("lý do xóa")

    objects = EntryQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-happened_on", "-pk"]
        indexes = [models.Index(fields=["happened_on"], name="%(class)s_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_on=None, withdrawal_reason=None)
                | Q(withdrawn_on__isnull=False, withdrawal_reason__isnull=False),
                name="%(class)s_withdrawn_for_a_reason",
            ),
        ]

    first_age: ClassVar[int] = 0  # whoever is younger cannot have such an entry
    until_age: ClassVar[int] = 0  # nor whoever has reached this age, where there is one

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.happened_on}"

    @property
    def age(self) -> int:
        """Completed years on that day; of a birth known in part, counted from its last possible day."""
        return age_on(self.child.born_by, max(self.happened_on, self.child.born_by)).years

    @property
    def lived_here(self) -> bool:
        """Whether the child was a resident of the ward on that day, as `living_here` says; also on the day it died."""
        child, day = self.child, self.happened_on
        came = child.moved_in_on is None or child.moved_in_on <= day
        away = child.residence == Residence.AWAY and (child.residence_since is None or child.residence_since <= day)
        return came and not away and (child.left_on is None or child.left_on >= day)


class InjuryKind(TextChoices):
    """The 11 kinds of the injury report of commune, district and province, in its order and words."""

    FALL = "fall", "Ngã"
    BURN = "burn", "Bỏng/cháy"
    TRAFFIC = "traffic", "Tai nạn giao thông"
    POISON = "poison", "Ngộ độc các loại"
    CUT = "cut", "Cắt, đâm"
    CHOKING = "choking", "Ngạt thở, hóc nghẹn"
    ANIMAL = "animal", "Súc vật cắn"
    DROWNING = "drowning", "Đuối nước"
    EXPLOSIVE = "explosive", "Bom, mìn/vật nổ"
    ELECTRIC = "electric", "Điện giật"
    OTHER = "other", "Các loại tai nạn, thương tích khác"


class InjuryPlace(TextChoices):
    HOME = "home", "Tại nhà"
    SCHOOL = "school", "Trường học"
    COMMUNITY = "community", "Cộng đồng"


class Severity(TextChoices):
    UNKNOWN = "", "Không rõ"
    MINOR = "minor", "Nhẹ"
    MODERATE = "moderate", "Trung bình"
    SEVERE = "severe", "Nặng"


class InjuryOutcome(TextChoices):
    RECOVERED = "recovered", "Đã khỏi"
    TREATED = "treated", "Đang điều trị"
    DISABLED = "disabled", "Để lại di chứng, tàn tật"
    DEAD = "dead", "Tử vong"


class InjuryEntry(ChildEntry):
    """Tai nạn, thương tích."""

    kind = models.CharField("loại tai nạn, thương tích", max_length=12, choices=InjuryKind)
    place = models.CharField("nơi xảy ra", max_length=12, choices=InjuryPlace)
    severity = models.CharField("mức độ", max_length=10, choices=Severity, blank=True)
    outcome = models.CharField("kết quả", max_length=12, choices=InjuryOutcome)
    died_on = models.DateField("tử vong ngày", null=True, blank=True)

    class Privacy:
        telling = True
        public = ENTRY_PRIVACY["public"]
        official = ENTRY_PRIVACY["official"]
        personal = ENTRY_PRIVACY["personal"]
        sensitive = [*ENTRY_PRIVACY["sensitive"], "kind", "place", "severity", "outcome", "died_on"]

    class Meta(ChildEntry.Meta):
        verbose_name = "tai nạn, thương tích"
        constraints = [
            *ChildEntry.Meta.constraints,
            models.CheckConstraint(
                condition=(Q(outcome="dead") & Q(died_on__gte=models.F("happened_on")))
                | (~Q(outcome="dead") & Q(died_on=None)),
                name="injury_death_has_its_day",
                violation_error_message="Tử vong thì ghi ngày tử vong, từ ngày xảy ra trở đi; khác thì để trống.",
            ),
        ]


class LabourBreach(TextChoices):
    HAZARDOUS = "hazardous", "Công việc nặng nhọc, độc hại, nguy hiểm"
    UNDERAGE = "underage", "Chưa đủ tuổi làm việc này"
    HOURS = "hours", "Quá giờ, làm đêm"
    OTHER = "other", "Trái quy định khác"


class LabourEntry(ChildEntry):
    """Lao động trái quy định của pháp luật, found with a person of 5 to 17."""

    first_age, until_age = 5, 18

    form = models.CharField("trái quy định thế nào", max_length=12, choices=LabourBreach)
    work = models.CharField("công việc, nơi làm", max_length=150)
    measure = models.CharField("đã xử lý thế nào", max_length=200, blank=True)
    stopped_on = models.DateField("thôi làm ngày", null=True, blank=True)

    class Privacy:
        telling = True
        public = ENTRY_PRIVACY["public"]
        official = ENTRY_PRIVACY["official"]
        personal = ENTRY_PRIVACY["personal"]
        sensitive = [*ENTRY_PRIVACY["sensitive"], "form", "work", "measure", "stopped_on"]

    class Meta(ChildEntry.Meta):
        verbose_name = "lao động trái quy định"


class DisasterHarm(TextChoices):
    HOUSE = "house", "Nhà sập, hư hỏng, ngập"
    FAMILY = "family", "Mất người thân"
    HEALTH = "health", "Bị thương, ốm"
    SCHOOLING = "schooling", "Mất đồ dùng học tập, nghỉ học"
    EVACUATED = "evacuated", "Phải sơ tán"
    OTHER = "other", "Ảnh hưởng khác"


class DisasterEntry(ChildEntry):
    """Ảnh hưởng của thiên tai, hỏa hoạn, dịch bệnh; what was given stands in “Trợ giúp”."""

    disaster = models.CharField("thiên tai, sự cố", max_length=120)
    harm = models.CharField("ảnh hưởng đến trẻ", max_length=12, choices=DisasterHarm)
    relief = models.CharField("đã hỗ trợ", max_length=200, blank=True)

    class Privacy:
        telling = True
        public = ENTRY_PRIVACY["public"]
        official = ENTRY_PRIVACY["official"]
        personal = [*ENTRY_PRIVACY["personal"], "disaster"]
        sensitive = [*ENTRY_PRIVACY["sensitive"], "harm", "relief"]

    class Meta(ChildEntry.Meta):
        verbose_name = "ảnh hưởng thiên tai"


class ParticipationKind(TextChoices):
    CONSULTED = "consulted", "Được hỏi ý kiến"
    FORUM = "forum", "Diễn đàn trẻ em"
    DIALOGUE = "dialogue", "Đối thoại học đường"
    MODEL = "model", "Mô hình, câu lạc bộ quyền tham gia"


ASKED = (ParticipationKind.CONSULTED, ParticipationKind.FORUM, ParticipationKind.DIALOGUE)
MODELS = (ParticipationKind.FORUM, ParticipationKind.MODEL)


class ParticipationEntry(ChildEntry):
    """Trẻ em tham gia: asked for its view (from 7), in a forum, in a model of participation (counted from 11)."""

    form = models.CharField("hình thức", max_length=12, choices=ParticipationKind)
    topic = models.CharField("nội dung", max_length=150)

    class Privacy:
        telling = True
        public = ENTRY_PRIVACY["public"]
        official = ENTRY_PRIVACY["official"]
        personal = [*ENTRY_PRIVACY["personal"], "form", "topic"]
        sensitive = ENTRY_PRIVACY["sensitive"]

    class Meta(ChildEntry.Meta):
        verbose_name = "tham gia, ý kiến của trẻ"

"""Lần thăm: somebody was at a home (plan task TDP-04 and beyond), saw how the children live, wrote it down."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q, TextChoices
from django.urls import reverse
from django.utils import timezone

from accounts.encryption import EncryptedTextField
from agencies.models import Neighbourhood
from attachments.models import StoredFile
from children.models.child import Child
from children.models.household import Household
from interface.records import Record, RecordQuerySet

MOST_PHOTOS = 3


class VisitPurpose(TextChoices):
    REGULAR = "regular", "Thăm thường kỳ"
    INJURY = "injury", "Trẻ bị tai nạn, thương tích"  # counted for TDP-04
    CIRCUMSTANCE = "circumstance", "Trẻ có hoàn cảnh đặc biệt, có nguy cơ"
    ASKED = "asked", "Theo đề nghị của phường"


class Met(TextChoices):
    PARENTS = "parents", "Cha, mẹ"
    CARER = "carer", "Ông bà, người chăm sóc"
    SOMEBODY = "somebody", "Người khác"
    NOBODY = "nobody", "Không gặp ai"


class Finding(TextChoices):
    WELL = "well", "Trẻ sinh hoạt bình thường"
    ILL = "ill", "Trẻ ốm, bị thương"
    SCHOOL = "school", "Trẻ nghỉ học, học sa sút"
    ALONE = "alone", "Trẻ ở nhà không có người lớn"
    HARDSHIP = "hardship", "Gia đình thiếu ăn, thiếu mặc"
    UNSAFE = "unsafe", "Nhà ở có chỗ nguy hiểm"


class HomeVisitQuerySet(RecordQuerySet["HomeVisit"]):
    def visible_to(self, user):
        """Visits to homes and children one may know of, both where both are named. Where a visitor was worried, that
        is as near to a report of abuse as to a note: officers and leaders read it, and whoever wrote it (access matrix,
        `intake`). What was taken off as a mistake is for officers only.
        """
        if not user.may("children.view_visits"):
            return self.none()
        homes = Household.objects.visible_to(user)
        children = Child.objects.visible_to(user)
        here = self.filter(
            Q(household=None) | Q(household__in=homes),
            Q(child=None) | Q(child__in=children),
        )
        if not user.may("children.edit"):
            here = here.true()
        return here if user.may("children.view_concerns") else here.filter(Q(concern=False) | Q(recorded_by=user))

    def true(self):
        """Without those that were recorded by mistake."""
        return self.filter(withdrawn_on=None)


class HomeVisit(Record):
    """A visit to a household, or for the sake of one child of it; a child without a household has its own address."""

    household = models.ForeignKey(
        Household, models.PROTECT, verbose_name="hộ gia đình", null=True, blank=True, related_name="visits"
    )
    child = models.ForeignKey(
        Child, models.PROTECT, verbose_name="trẻ em", null=True, blank=True, related_name="visits"
    )
    visited_on = models.DateField("ngày thăm")
    purpose = models.CharField("thăm vì", max_length=12, choices=VisitPurpose, default=VisitPurpose.REGULAR)
    met = models.CharField("gặp ai", max_length=10, choices=Met)
    child_seen = models.BooleanField("có thấy trẻ")
    findings = ArrayField(models.CharField(max_length=10, choices=Finding), verbose_name="thấy gì", default=list)
    concern = models.BooleanField("có dấu hiệu trẻ mất an toàn")
    note = EncryptedTextField("ghi thêm")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người ghi", related_name="+", editable=False
    )
    withdrawn_on = models.DateField("xóa khỏi hồ sơ ngày", null=True, blank=True, editable=False)
    withdrawal_reason = EncryptedTextField("lý do xóa")

    objects = HomeVisitQuerySet.as_manager()

    class Privacy:
        public = ["id", "public_id", "version", "created_at", "updated_at"]
        official = ["recorded_by"]
        personal = ["household", "child", "visited_on", "withdrawn_on"]
        sensitive = ["purpose", "met", "child_seen", "findings", "concern", "note", "withdrawal_reason"]

    class Meta:
        verbose_name = "lần thăm"
        ordering = ["-visited_on", "-pk"]
        indexes = [models.Index(fields=["-visited_on", "-id"], name="visit_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(household__isnull=False) | Q(child__isnull=False), name="visit_is_to_somebody"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None, withdrawal_reason=None)
                | Q(withdrawn_on__isnull=False, withdrawal_reason__isnull=False),
                name="visit_withdrawn_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"lần thăm {self.visited_on:%d/%m/%Y}"

    def get_absolute_url(self) -> str:
        return reverse("visit", args=[self.public_id])

    @property
    def neighbourhood(self) -> Neighbourhood:
        """Where the home is now."""
        return (self.household or self.child).neighbourhood  # type: ignore[union-attr]

    @property
    def code(self) -> str:
        """What the access log calls it: no name."""
        return f"lần thăm, {self.neighbourhood.short_name}"

    def mended_by(self, user) -> bool:
        """Whoever wrote it, on that day; later it is what the ward has acted on. A worry is told at once: from then on
        it is in the hands of the officers.
        """
        mine = self.recorded_by_id == user.pk and not self.withdrawn_on
        today = timezone.localdate(self.created_at) == timezone.localdate()
        return mine and today and (not self.concern or user.may("children.edit"))

    def taken_off_by(self, user) -> bool:
        """Whoever may still mend it, and the officers at any time."""
        return not self.withdrawn_on and (self.mended_by(user) or user.may("children.edit"))

    @property
    def found(self) -> list[str]:
        return [Finding(each).label for each in self.findings]


class VisitPhotoQuerySet(RecordQuerySet["VisitPhoto"]):
    def visible_to(self, user):
        """A home seen from inside: for officers, leaders and whoever took the picture."""
        seen = self.filter(visit__in=HomeVisit.objects.visible_to(user))
        return seen if user.may("children.view_files") else seen.filter(visit__recorded_by=user)

    def true(self):
        """Neither dropped nor of a visit that was recorded by mistake."""
        return self.filter(withdrawn_on=None, visit__withdrawn_on=None)


class VisitPhoto(Record):
    """A picture taken on a visit; one that is dropped again stays in the history, but nobody opens it."""

    visit = models.ForeignKey(HomeVisit, models.PROTECT, verbose_name="lần thăm", related_name="photos")
    stored = models.OneToOneField(StoredFile, models.PROTECT, verbose_name="tệp", related_name="+")
    withdrawn_on = models.DateField("bỏ ngày", null=True, blank=True)

    objects = VisitPhotoQuerySet.as_manager()

    class Privacy:
        public = ["id", "public_id", "version", "created_at", "updated_at"]
        official: list[str] = []
        personal = ["visit", "stored", "withdrawn_on"]
        sensitive: list[str] = []

    class Meta:
        verbose_name = "ảnh của lần thăm"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"ảnh {self.created_at:%d/%m/%Y}"

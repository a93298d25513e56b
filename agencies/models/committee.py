from datetime import date
from typing import Self

from django.db import models
from django.db.models import TextChoices
from django.utils import timezone

from agencies.models.effective import EFFECTIVE_FIELDS, RECORD_FIELDS, Effective, EffectiveQuerySet, one_at_a_time
from agencies.models.standing import Standing
from interface.records import Record, RecordQuerySet
from vietnamese.formats import format_date

USUAL_NAME = "Ban chỉ đạo chăm sóc trẻ em phường"


class SteeringCommittee(Effective):
    """Ban chỉ đạo chăm sóc trẻ em: founded by a decision; a new decision founds the next one (kiện toàn)."""

    name = models.CharField("tên", max_length=150, default=USUAL_NAME)
    decision_number = models.CharField("số quyết định", max_length=40)
    decided_on = models.DateField("ngày quyết định")

    objects = EffectiveQuerySet.as_manager()

    class Privacy:
        public = [*EFFECTIVE_FIELDS, "name", "decision_number", "decided_on"]
        official: list[str] = []
        personal: list[str] = []
        sensitive: list[str] = []

    class Meta:
        verbose_name = "Ban chỉ đạo"
        ordering = ["-valid_from"]
        constraints = [*Effective.Meta.constraints, one_at_a_time("one_committee_at_a_time")]

    def __str__(self) -> str:
        return self.name


class PartOfCommitteeQuerySet(RecordQuerySet):
    def visible_to(self, user) -> Self:
        """Members and minutes are for those who may see the ward's organisation."""
        return self if user.may("agencies.view") else self.none()


class CommitteeRole(TextChoices):
    HEAD = "1_head", "Trưởng ban"
    STANDING_DEPUTY = "2_standing", "Phó Trưởng ban thường trực"
    DEPUTY = "3_deputy", "Phó Trưởng ban"
    MEMBER = "4_member", "Thành viên"
    SECRETARY = "5_secretary", "Thư ký"


class CommitteeMember(Record):
    """One seat: the person, in which role, for which agency. Who leaves keeps the row."""

    committee = models.ForeignKey(SteeringCommittee, models.PROTECT, verbose_name="Ban", related_name="members")
    full_name = models.CharField("họ và tên", max_length=120)
    position = models.CharField("chức vụ", max_length=120, blank=True)
    role = models.CharField("vai trò trong Ban", max_length=12, choices=CommitteeRole)
    agency = models.ForeignKey(
        "agencies.Agency", models.PROTECT, verbose_name="cơ quan", null=True, blank=True, related_name="+"
    )
    user = models.ForeignKey(
        "accounts.User", models.PROTECT, verbose_name="tài khoản", null=True, blank=True, related_name="+"
    )
    left_on = models.DateField("thôi từ ngày", null=True, blank=True)

    objects = PartOfCommitteeQuerySet.as_manager()

    class Privacy:
        public = [*RECORD_FIELDS, "committee", "role", "agency", "left_on"]
        official = ["full_name", "position", "user"]
        personal: list[str] = []
        sensitive: list[str] = []

    class Meta:
        verbose_name = "thành viên Ban chỉ đạo"
        ordering = ["role", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["committee"],
                condition=models.Q(role=CommitteeRole.HEAD, left_on=None),
                name="one_head_per_committee",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.full_name}, {self.get_role_display()}"

    @property
    def standing(self) -> Standing:
        return self.standing_on(timezone.localdate())

    def standing_on(self, day: date) -> Standing:
        if self.left_on is None:
            return Standing("done", "Đang tham gia")
        since = f"từ {format_date(self.left_on)}"
        return (
            Standing("soon", "Sắp thôi", since)
            if day < self.left_on
            else Standing("idle", "Đã thôi", since, "dash-circle")
        )


class CommitteeMeeting(Record):
    """A meeting and its minutes. Children are named by code only."""

    committee = models.ForeignKey(SteeringCommittee, models.PROTECT, verbose_name="Ban", related_name="meetings")
    held_on = models.DateField("ngày họp")
    title = models.CharField("tên cuộc họp", max_length=150)
    place = models.CharField("nơi họp", max_length=150, blank=True)
    chaired_by = models.CharField("chủ trì", max_length=120, blank=True)
    agenda = models.TextField("nội dung", blank=True)
    attendees = models.PositiveSmallIntegerField("số người dự", null=True, blank=True)
    minutes = models.TextField("biên bản", blank=True)
    decisions = models.TextField("kết luận, việc phải làm", blank=True)

    objects = PartOfCommitteeQuerySet.as_manager()

    class Privacy:
        public = [*RECORD_FIELDS, "committee", "held_on", "title", "place", "attendees"]
        official = ["chaired_by", "agenda", "minutes", "decisions"]
        personal: list[str] = []
        sensitive: list[str] = []

    class Meta:
        verbose_name = "cuộc họp Ban chỉ đạo"
        ordering = ["-held_on", "-id"]

    def __str__(self) -> str:
        return self.title

"""A child's years at school."""

import re
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q, TextChoices

from accounts.authorization import scope_of
from children.models.child import Child
from interface.records import Record, RecordQuerySet

BEGINS_IN = 8  # month: the lists of the new year are made in August (Luật Giáo dục 2019; lessons from 5 September)


def school_year_on(day: date) -> int:
    """The school year of a day, named by the year it begins in: 2026 for 2026-2027."""
    return day.year if day.month >= BEGINS_IN else day.year - 1


def bare_class(text: str) -> str:
    """“5A” of “Lớp 5A”: the first figure of a class is its grade."""
    return re.sub(r"(?i)^lớp\s*", "", text.strip())


class DropoutReason(TextChoices):
    HARDSHIP = "hardship", "Gia đình khó khăn"
    WORK = "work", "Đi làm, phụ giúp gia đình"
    HEALTH = "health", "Ốm đau, khuyết tật"
    LEARNING = "learning", "Học yếu, chán học"
    FAMILY = "family", "Hoàn cảnh gia đình"
    OTHER = "other", "Lý do khác"


class EnrolmentQuerySet(RecordQuerySet["Enrolment"]):
    def visible_to(self, user):
        """A school knows of its own pupils only, not of the schools they went to before."""
        if not user.may("children.view_schooling"):
            return self.none()
        mine, scope = self.filter(child__in=Child.objects.visible_to(user)), scope_of(user)
        return mine if scope.whole_ward else mine.filter(school__in=scope.agencies)

    def in_year(self, year: int):
        return self.filter(school_year=year)

    def studying(self, on: date):
        """At school on that day: not gone to another one, and back again if they had dropped out."""
        dropped = Q(dropped_on__lte=on) & (Q(returned_on=None) | Q(returned_on__gt=on))
        return self.filter(~dropped, Q(left_on=None) | Q(left_on__gt=on))

    def dropped_out(self, on: date):
        return self.filter(Q(returned_on=None) | Q(returned_on__gt=on), dropped_on__lte=on)


class Enrolment(Record):
    """A child at a school in one school year.

    `Child.school` and `Child.class_name` are the truth of today; a trigger writes them into the row of the running
    year, whoever changes them (form, import, merge), so that the two never differ and earlier years stay as they were.
    """

    child = models.ForeignKey(Child, models.CASCADE, verbose_name="trẻ em", related_name="enrolments")
    school = models.ForeignKey("agencies.Agency", models.PROTECT, verbose_name="trường", related_name="+")
    school_year = models.PositiveSmallIntegerField("năm học")
    class_name = models.CharField("lớp", max_length=20, blank=True)
    left_on = models.DateField("rời trường ngày", null=True, blank=True)
    dropped_on = models.DateField("bỏ học ngày", null=True, blank=True)
    dropout_reason = models.CharField("lý do bỏ học", max_length=10, choices=DropoutReason, blank=True)
    returned_on = models.DateField("trở lại trường ngày", null=True, blank=True)
    absences = models.PositiveSmallIntegerField("số buổi vắng không phép", null=True, blank=True)
    boards = models.BooleanField("ăn bán trú", null=True, blank=True)
    swims = models.BooleanField("biết bơi an toàn", null=True, blank=True)
    counselled = models.BooleanField("được tham vấn học đường", default=False)
    completed = models.BooleanField("hoàn thành lớp học", null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="người ghi",
        related_name="+",
        null=True,
        editable=False,
    )

    objects = EnrolmentQuerySet.as_manager()

    class Privacy:
        public = ["id", "public_id", "version", "created_at", "updated_at"]
        official = ["recorded_by"]
        personal = ["child", "school", "school_year", "class_name", "left_on", "boards", "swims", "completed"]
        sensitive = ["dropped_on", "dropout_reason", "returned_on", "absences", "counselled"]

    class Meta:
        verbose_name = "năm học của trẻ"
        ordering = ["-school_year", "-pk"]
        indexes = [models.Index(fields=["school", "school_year", "class_name"], name="enrolment_by_class")]
        constraints = [
            models.UniqueConstraint(
                fields=["child", "school_year"], condition=Q(left_on=None), name="one_school_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(dropped_on=None, dropout_reason="", returned_on=None)
                | (Q(dropped_on__isnull=False) & ~Q(dropout_reason="")),
                name="a_dropout_has_a_day_and_a_reason",
                violation_error_message="Bỏ học thì ghi ngày và lý do.",
            ),
            models.CheckConstraint(
                condition=Q(returned_on=None) | Q(returned_on__gte=F("dropped_on")),
                name="one_returns_after_dropping_out",
                violation_error_message="Ngày trở lại phải từ ngày bỏ học trở đi.",
            ),
        ]

    def __str__(self) -> str:
        return f"năm học {self.year_in_words}"

    @property
    def year_in_words(self) -> str:
        """2026-2027"""
        return f"{self.school_year}-{self.school_year + 1}"

    @property
    def words(self) -> str:
        """lớp 8A, THCS Ánh Dương"""
        class_name = f"lớp {self.class_name}" if self.class_name else ""
        return ", ".join(filter(None, (class_name, self.school.short_name or self.school.name)))

    @property
    def facts(self) -> str:
        """ăn bán trú; chưa biết bơi; vắng 3 buổi; hoàn thành lớp học"""
        found = {
            "boards": {True: "ăn bán trú"},
            "swims": {True: "biết bơi an toàn", False: "chưa biết bơi"},
            "counselled": {True: "được tham vấn học đường"},
            "completed": {True: "hoàn thành lớp học", False: "chưa hoàn thành lớp học"},
        }
        words = [told.get(getattr(self, name), "") for name, told in found.items()]
        absent = f"vắng {self.absences} buổi không phép" if self.absences else ""
        left = f"rời trường ngày {self.left_on:%d/%m/%Y}" if self.left_on else ""
        return "; ".join(filter(None, (*words, absent, left)))

    @property
    def has_dropped_out(self) -> bool:
        return self.dropped_on is not None and self.returned_on is None

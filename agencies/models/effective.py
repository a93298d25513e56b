from datetime import date
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils import timezone

from agencies.models.standing import Standing
from interface.records import R, Record, RecordQuerySet
from vietnamese.formats import format_date


class EffectiveQuerySet(RecordQuerySet[R]):
    def visible_to(self, user) -> Self:
        """How the ward is organised is no secret inside it."""
        return self

    def on(self, day) -> Self:
        """What is in force on that day."""
        return self.filter(Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gte=day))

    def not_over(self, day) -> Self:
        """What is in force on that day or will be."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day))


class Effective(Record):
    """In force from a day to a day, both included. What ended stays: a report about 2024 uses the names of 2024."""

    IN_FORCE = "Đang hoạt động"

    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="%(class)s_ends_after_it_begins",
            ),
        ]

    @property
    def is_to_come(self) -> bool:
        return self.valid_from > timezone.localdate()

    @property
    def is_over(self) -> bool:
        return self.valid_to is not None and self.valid_to < timezone.localdate()

    def in_force(self, day) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    @property
    def period(self) -> str:
        """từ 01/07/2025; 01/01/2005 – 30/06/2025"""
        if self.valid_to is None:
            return f"từ {format_date(self.valid_from)}"
        return f"{format_date(self.valid_from)} – {format_date(self.valid_to)}"

    @property
    def standing(self) -> Standing:
        return self.standing_on(timezone.localdate())

    def standing_on(self, day: date) -> Standing:
        if self.valid_from > day:
            return Standing("run", "Sắp có", f"từ {format_date(self.valid_from)}")
        if self.valid_to is None:
            return Standing("done", self.IN_FORCE)
        until = f"sau ngày {format_date(self.valid_to)}"
        return (
            Standing("soon", "Sắp thôi", until)
            if self.in_force(day)
            else Standing("idle", "Đã thôi", until, "dash-circle")
        )


def one_at_a_time(name: str, *, same: str = "", condition: Q | None = None) -> ExclusionConstraint:
    """No two rows are in force on one day; with `same`, no two that agree in this text.

    `textrange` is a type of ours (first migration): a gist index compares ranges out of the box, text only with an
    extension that not every server has.
    """
    days = Func(F("valid_from"), F("valid_to"), Value("[]"), function="daterange")
    text = Func(F(same), F(same), Value("[]"), function="textrange")
    agree = [(text, RangeOperators.EQUAL)] if same else []
    return ExclusionConstraint(name=name, expressions=[*agree, (days, RangeOperators.OVERLAPS)], condition=condition)


RECORD_FIELDS = ["id", "public_id", "version", "created_at", "updated_at"]
EFFECTIVE_FIELDS = [*RECORD_FIELDS, "valid_from", "valid_to"]

"""A new school year: who goes on to which class, as far as the name of the class says so.

`Child.class_name` says in which class a child is; a trigger enrols whose school or class changes. Whose class keeps its
name (“Lá 1”, a repeater) is enrolled only by opening the year.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.db.models import Exists, OuterRef, Prefetch, QuerySet, TextChoices

from agencies.models import Agency, SchoolLevel
from children.models import Child, Enrolment
from children.models.schooling import school_year_on

LAST_GRADE: dict[str, int] = {SchoolLevel.PRIMARY: 5, SchoolLevel.LOWER: 9}
NO_GRADE = 0
NURSERY_CLASSES = ("Mầm", "Chồi", "Lá")
GRADE_ONE_AT = 6  # in the calendar year, Luật Giáo dục 2019, Điều 28


class Step(TextChoices):
    UP = "up", "Lên lớp"
    SAME = "same", "Giữ tên lớp"
    REPEATS = "repeats", "Chưa hoàn thành, học lại lớp"
    WRITTEN = "written", "Đã ghi lớp mới"
    LEAVES = "leaves", "Hết cấp, chờ trường mới ghi"
    DROPPED = "dropped", "Đã bỏ học"

    @property
    def stays(self) -> bool:
        return self not in (Step.LEAVES, Step.DROPPED)


@dataclass(frozen=True)
class Class:
    """Pupils of one school who take the same step; `after`: what their class is called then, as far as one can tell."""

    school: Agency
    name: str
    step: Step
    after: str
    pupils: tuple[Child, ...]

    @property
    def key(self) -> str:
        """The same line when the page is posted, whatever came or went meanwhile."""
        return hashlib.sha256(f"{self.school.pk} {self.name} {self.step}".encode()).hexdigest()[:16]


def waiting(children: QuerySet[Child], on: date) -> QuerySet[Child]:
    """With a school, but not enrolled in the running year."""
    running = Enrolment.objects.in_year(school_year_on(on)).filter(child=OuterRef("pk"), left_on=None)
    return children.filter(~Exists(running), school__isnull=False, left_on=None)


def classes_of(children: QuerySet[Child], user, on: date) -> list[Class]:
    """Of those who wait, by school, class and step."""
    year = school_year_on(on)
    last = Enrolment.objects.visible_to(user).in_year(year - 1).filter(left_on=None)
    known = children.select_related("school").prefetch_related(Prefetch("enrolments", last, to_attr="last"))
    found: dict[tuple[Agency, str, Step], list[Child]] = defaultdict(list)
    for child in known.order_by("school__name", "school", "class_name", "sort_key", "pk"):
        if school := child.school:
            found[school, child.class_name, _step(child, school, year)].append(child)
    return list(_classes(found.items()))


def _classes(found: Iterable[tuple[tuple[Agency, str, Step], list[Child]]]) -> Iterator[Class]:
    for (school, name, step), pupils in found:
        yield Class(school, name, step, next_class(name) if step is Step.UP else name, tuple(pupils))


def _step(child: Child, school: Agency, year: int) -> Step:
    last = next(iter(child.last), None)  # type: ignore[attr-defined]
    if last and last.has_dropped_out:
        return Step.DROPPED
    if last and (last.school_id, last.class_name) != (child.school_id, child.class_name):
        return Step.WRITTEN
    if last and last.completed is False:
        return Step.REPEATS
    if _leaves(child, school, year):
        return Step.LEAVES
    return Step.UP if last and next_class(child.class_name) != child.class_name else Step.SAME


def _leaves(child: Child, school: Agency, year: int) -> bool:
    if school.school_level == SchoolLevel.PRESCHOOL:
        return child.born_by.year + GRADE_ONE_AT <= year
    return grade_of(child.class_name) == LAST_GRADE.get(school.school_level, NO_GRADE)


def grade_of(class_name: str) -> int | None:
    """8 of “8A”, “8/2”; None of “Mầm 2” and of no class."""
    digits = re.match(r"\d{1,2}", class_name)
    return int(digits[0]) if digits else None


def next_class(class_name: str) -> str:
    """“6A” of “5A”, “Chồi 2” of “Mầm 2”; the same where the name says nothing."""
    grade = grade_of(class_name)
    if grade is not None:
        return f"{grade + 1}{class_name[len(str(grade)) :]}"
    for name, after in pairwise(NURSERY_CLASSES):
        if class_name.startswith(name):
            return class_name.replace(name, after, 1)
    return class_name

"""Two records of one child become one with what agencies recorded of both, and two again."""

import datetime

import pytest

from accounts.acting import acting_as
from accounts.authorization import FIGURES
from accounts.models import User
from children.actions.merging import merge_children, unmerge_children
from children.actions.schooling import SchoolingDraft, record_schooling
from children.models import Child, Enrolment, Measurement, MonthlyAllowance
from interface.refusals import Refused
from tests.children.health import SMALL, measured
from tests.children.support import becomes_poor, granted, joins

FIRST, SECOND = datetime.date(2026, 9, 1), datetime.date(2026, 10, 1)


@pytest.fixture(autouse=True)
def today(at):
    with at("2026-11-23 09:00"):
        yield


def fresh(child: Child) -> Child:
    with acting_as(User.objects.system(), scope=FIGURES):
        return Child.objects.get(pk=child.pk)


def absent(child: Child, by: User, number: int) -> None:
    with acting_as(by):
        year = Enrolment.objects.get(child=child)
        draft = SchoolingDraft(year.class_name, absences=number)
        record_schooling(enrolment=year, by=by, version=year.version, draft=draft)


def merged(kept: Child, gone: Child, by: User):
    with acting_as(by):
        versions = (fresh(kept).version, fresh(gone).version)
        return merge_children(kept=kept, gone=gone, by=by, taken=[], versions=versions)


def test_two_rows_of_a_year_that_a_school_wrote_are_made_one_by_the_school(child_of, ward, officer):
    kept, gone = (child_of(**SMALL, school=ward["school"], class_name="Lá 1") for _ in range(2))
    absent(kept, officer, 2)
    absent(gone, officer, 4)
    with pytest.raises(Refused, match="Trường đã ghi năm học 2026-2027 khác nhau"):
        merged(kept, gone, officer)
    absent(kept, officer, 4)
    merged(kept, gone, officer)
    with acting_as(officer):
        assert Enrolment.objects.get().absences == 4


def records() -> dict[str, list]:
    with acting_as(User.objects.system(), scope=FIGURES):
        return {
            "children": list(Child.objects.order_by("pk").values_list("pk", "school", "class_name")),
            "years": list(
                Enrolment.objects.order_by("pk").values_list("child", "school", "class_name", "absences", "left_on")
            ),
            "measured": list(Measurement.objects.order_by("pk").values_list("child", "measured_on", "weight_kg")),
        }


@pytest.mark.parametrize("worked", ["", "kept", "gone"])
@pytest.mark.parametrize("taken", [[], ["schooling"]])
@pytest.mark.parametrize("where", ["school", "station"])
def test_merged_and_taken_apart_again(child_of, ward, officer, nurse, worked, taken, where):
    """`where` another agency: the kept record says another school, which a merge does not believe by itself."""
    kept = child_of(**SMALL, school=ward[where], class_name="Lá 1")
    gone = child_of(**SMALL, school=ward["school"], class_name="Lá 2")
    measured(kept, nurse, FIRST)
    measured(gone, nurse, FIRST, weight="11")
    measured(gone, nurse, SECOND)
    if worked:
        absent(kept if worked == "kept" else gone, officer, 4)
        kept, gone = fresh(kept), fresh(gone)
    before = records()
    with acting_as(officer):
        merge = merge_children(kept=kept, gone=gone, by=officer, taken=taken, versions=(kept.version, gone.version))
        assert [str(day) for day in Measurement.objects.order_by("pk").values_list("measured_on", flat=True)] == [
            str(FIRST),
            str(SECOND),
        ]
        years = Enrolment.objects.filter(child=kept)
        assert years.count() == Enrolment.objects.count()
        assert years.filter(absences=4).exists() == bool(worked)
        now = Child.objects.get()
        assert years.filter(left_on=None, school=now.school, class_name=now.class_name).count() == 1
    with acting_as(officer):
        unmerge_children(merge=merge, by=officer, version=merge.version)
    after = records()
    assert {name: sorted(map(str, rows)) for name, rows in after.items()} == {
        name: sorted(map(str, rows)) for name, rows in before.items()
    }


def test_overlapping_secret_allowances_of_another_officer_do_not_tell_of_themselves(
    child_of, lists, officer, other_officer, chair
):
    kept, gone = child_of(address="12/4 Trần Phú"), child_of(address="12/4 Trần Phú")
    for child in (kept, gone):
        becomes_poor(child)
        joins(child, other_officer, "G05.2")
        granted(child, other_officer, "hiv_poor_4_16")
    with acting_as(officer):
        kept, gone = Child.objects.get(pk=kept.pk), Child.objects.get(pk=gone.pk)
        merge = merge_children(kept=kept, gone=gone, by=officer, taken=(), versions=(kept.version, gone.version))
    with acting_as(chair):
        assert MonthlyAllowance.objects.get().child_id == kept.pk
    with acting_as(officer):
        unmerge_children(merge=merge, by=officer, version=merge.version)
    with acting_as(chair):
        assert MonthlyAllowance.objects.count() == 2

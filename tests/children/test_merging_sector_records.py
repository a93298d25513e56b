"""Two records of one child become one with what agencies recorded of both, and two again."""

import datetime

import pytest

from accounts.acting import acting_as
from accounts.authorization import FIGURES
from accounts.models import User
from children.actions.merging import merge_children, unmerge_children
from children.actions.schooling import SchoolingDraft, record_schooling
from children.models import Child, Enrolment, Measurement
from tests.children.health import SMALL, measured

FIRST, SECOND = datetime.date(2026, 9, 1), datetime.date(2026, 10, 1)


@pytest.fixture(autouse=True)
def today(at):
    with at("2026-11-23 09:00"):
        yield


def records() -> dict[str, list]:
    with acting_as(User.objects.system(), scope=FIGURES):
        return {
            "children": list(Child.objects.order_by("pk").values_list("pk", "school", "class_name")),
            "years": list(Enrolment.objects.order_by("pk").values_list("child", "school", "class_name", "absences")),
            "measured": list(Measurement.objects.order_by("pk").values_list("child", "measured_on", "weight_kg")),
        }


@pytest.mark.parametrize("worked", [False, True])
@pytest.mark.parametrize("taken", [[], ["school", "class_name"]])
def test_merged_and_taken_apart_again(child_of, ward, officer, nurse, worked, taken):
    kept = child_of(**SMALL, school=ward["school"], class_name="Lá 1")
    gone = child_of(**SMALL, school=ward["school"], class_name="Lá 2")
    measured(kept, nurse, FIRST)
    measured(gone, nurse, FIRST, weight="11")
    measured(gone, nurse, SECOND)
    if worked:
        with acting_as(officer):
            enrolment = Enrolment.objects.get(child=gone)
            record_schooling(enrolment=enrolment, by=officer, version=1, draft=SchoolingDraft("Lá 2", absences=4))
    before = records()
    with acting_as(officer):
        merge = merge_children(kept=kept, gone=gone, by=officer, taken=taken, versions=(kept.version, gone.version))
        assert [str(day) for day in Measurement.objects.order_by("pk").values_list("measured_on", flat=True)] == [
            str(FIRST),
            str(SECOND),
        ]
        assert Enrolment.objects.get().child_id == kept.pk
    with acting_as(officer):
        unmerge_children(merge=merge, by=officer, version=merge.version)
    after = records()
    assert {name: sorted(map(str, rows)) for name, rows in after.items()} == {
        name: sorted(map(str, rows)) for name, rows in before.items()
    }

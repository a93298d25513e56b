"""What the station records about its patients."""

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from accounts.acting import acting_as
from accounts.audit import history_of
from children.actions.children import ChildDraft, draft_of, edit_child
from children.actions.health import edit_measurement, record_measurement, withdraw_measurement
from children.forms.child import initial_of
from children.models import Child, Measurement
from interface.refusals import NotAllowed, Refused, StaleVersion
from tests.children.health import SMALL, TODAY, draft, measured
from vietnamese.partial_dates import PartialDate


@pytest.fixture(autouse=True)
def today(at):
    with at("2026-11-23 09:00"):
        yield


def test_the_station_measures_its_patient_and_the_scores_are_kept(child_of, nurse):
    measurement = measured(child_of(**SMALL), nurse)
    assert (measurement.weight_for_age, measurement.height_for_age) == (Decimal("-1.44"), Decimal("-2.25"))
    assert measurement.recorded_by == nurse


@pytest.mark.parametrize("who", ["collaborator", "teacher", "chair", "admin", "clerk"])
def test_nobody_else_records_health(child_of, ward, request, who):
    child = child_of(**SMALL, school=ward["school"])
    user = request.getfixturevalue(who)
    with acting_as(user), pytest.raises(NotAllowed):
        record_measurement(child=child, by=user, draft=draft())


def test_the_officer_may_enter_what_the_station_wrote_on_paper(child_of, officer):
    assert measured(child_of(**SMALL), officer).pk


def test_a_child_of_six_is_no_patient(child_of, nurse):
    child = child_of(birth=PartialDate(2020, 11, 23))
    with acting_as(nurse), pytest.raises(NotAllowed):
        record_measurement(child=child, by=nurse, draft=draft())


def test_the_database_itself_takes_no_measurement_from_a_school(child_of, ward, teacher):
    child = child_of(**SMALL, school=ward["school"])
    with acting_as(teacher), pytest.raises(Exception, match="row-level security"), transaction.atomic():
        Measurement.objects.create(child=child, recorded_by=teacher, measured_on=TODAY, weight_kg=10)


def test_once_a_day_and_not_before_the_birth(child_of, nurse):
    child = child_of(**SMALL)
    measured(child, nurse)
    with acting_as(nurse):
        with pytest.raises(Refused, match="đã được cân đo"):
            record_measurement(child=child, by=nurse, draft=draft(weight="10.2"))
        with pytest.raises(Refused, match="trước ngày sinh"):
            record_measurement(child=child, by=nurse, draft=draft(datetime.date(2024, 9, 19)))


def test_a_correction_reckons_anew_and_the_history_keeps_the_slip(child_of, nurse, officer):
    measurement = measured(child_of(**SMALL), nurse, weight="20")
    with acting_as(nurse):
        edit_measurement(measurement=measurement, by=nurse, version=1, draft=draft(weight="10"))
        with pytest.raises(StaleVersion):
            edit_measurement(measurement=measurement, by=nurse, version=1, draft=draft(weight="11"))
        measurement.refresh_from_db()
        assert measurement.weight_for_age == Decimal("-1.44")
        change = history_of(measurement)[0]
        assert (change.actor, change.old["weight_kg"], change.new["weight_kg"]) == (nurse.pk, 20.0, 10.0)


def test_a_measurement_of_another_child_is_withdrawn_and_the_day_is_free_again(child_of, nurse):
    child = child_of(**SMALL)
    measurement = measured(child, nurse)
    with acting_as(nurse):
        withdraw_measurement(measurement=measurement, by=nurse, version=1, reason="ghi vào trẻ khác")
        assert not Measurement.objects.true().exists()
        with pytest.raises(Refused, match="đã được xóa"):
            withdraw_measurement(measurement=measurement, by=nurse, version=2, reason="lần nữa")
    assert measured(child, nurse).pk


def test_a_corrected_birth_date_changes_the_scores(child_of, nurse, officer):
    child = child_of(**SMALL)
    measurement = measured(child, nurse)
    with acting_as(officer):
        child.refresh_from_db()
        values = initial_of(child)
        kept = {name: values[name] for name in values if name in ChildDraft.__dataclass_fields__}
        edit_child(child=child, by=officer, version=1, draft=ChildDraft(**kept | {"birth": PartialDate(2024)}))
        measurement.refresh_from_db()
        assert measurement.weight_for_age is None
        edit_child(child=child, by=officer, version=2, draft=ChildDraft(**kept | {"birth": PartialDate(2025, 3, 20)}))
        measurement.refresh_from_db()
    assert measurement.weight_for_age > Decimal("-0.6")


def test_a_corrected_name_leaves_what_the_station_measured_alone(child_of, nurse, officer):
    child = child_of(**SMALL)
    measurement = measured(child, nurse)
    with acting_as(officer):
        child.refresh_from_db()
        edit_child(child=child, by=officer, version=1, draft=replace(draft_of(child), full_name="Hồ Thị An"))
        assert Measurement.objects.get().updated_at == measurement.updated_at


def test_scores_are_reckoned_anew_beside_what_the_station_corrects(child_of, nurse, officer):
    """The officer's page had read the old weight."""
    child = child_of(**SMALL)
    measurement = measured(child, nurse)
    with acting_as(officer):
        Child.objects.filter(pk=child.pk).update(
            born_on="2025-03-20", born_by="2025-03-20", birth=PartialDate(2025, 3, 20)
        )
        Measurement.objects.all().rescore()
        after = Measurement.objects.get()
        assert (after.version, after.updated_at) == (1, measurement.updated_at)
        assert after.weight_for_age != measurement.weight_for_age


def test_a_birth_corrected_while_the_station_types_is_the_one_that_counts(child_of, nurse, officer):
    child = child_of(**SMALL)
    with acting_as(officer):
        known = Child.objects.get(pk=child.pk)
        edit_child(child=known, by=officer, version=1, draft=replace(draft_of(known), birth=PartialDate(2025, 3, 20)))
    stale = measured(child, nurse)
    with acting_as(officer):
        expected = Measurement.objects.get().scores
        Measurement.objects.all().rescore()
        assert Measurement.objects.get().scores == expected == stale.scores


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({"weight_kg": None, "height_cm": None, "posture": ""}, "something_was_measured"),
        ({"posture": ""}, "a_height_says_how_it_was_measured"),
        ({"withdrawn_on": TODAY}, "measurement_withdrawn_for_a_reason"),
    ],
)
def test_the_database_keeps_the_rules_of_a_measurement(child_of, nurse, wrong, constraint):
    measurement = measured(child_of(**SMALL), nurse)
    with acting_as(nurse), pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Measurement.objects.filter(pk=measurement.pk).update(**wrong)


@pytest.mark.parametrize(
    ("who", "children", "measurements"),
    [
        ("nurse", 1, 1),
        ("officer", 1, 1),
        ("chair", 1, 1),
        ("collaborator", 1, 0),
        ("teacher", 1, 0),
        ("stranger", 0, 0),
        ("admin", 0, 0),
        ("clerk", 0, 0),
    ],
)
def test_who_knows_what_was_measured(child_of, ward, nurse, request, who, children, measurements):
    """With the Python filter and without it."""
    measured(child_of(**SMALL, school=ward["school"]), nurse)
    user = request.getfixturevalue(who)
    with acting_as(user):
        assert (Child.objects.count(), Measurement.objects.count()) == (children, measurements)
        assert Child.objects.visible_to(user).count() == children
        assert Measurement.objects.visible_to(user).count() == measurements

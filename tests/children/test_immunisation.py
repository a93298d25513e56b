"""Which doses are due: the shipped schedule, followed day by day."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from children.health.immunisation import LATE_AFTER, Due, due_doses
from children.reference import HERE
from interface.reference import read_yaml
from vietnamese.ages import add_months

BORN = date(2025, 9, 18)


@dataclass(frozen=True)
class Dose:
    code: str
    name: str
    due_months: int
    after: str
    gap_days: int
    until_months: int
    counts_full: bool


ROWS = read_yaml(HERE / "immunisation.yaml")["doses"]
SCHEDULE = [
    Dose(row["code"], row["vi"], row["due"], row.get("after", ""), row.get("gap", 0), row["until"], row["full"])
    for row in ROWS
]
BY_CODE = {dose.code: dose for dose in SCHEDULE}


def due(on: date, had: dict[str, date] | None = None, **more) -> dict[str, date]:
    found = due_doses(BORN, SCHEDULE, had or {}, on=on, within=0, **more)
    return {each.dose.code: each.on for each in found}


def test_the_schedule_leads_from_birth_to_school_and_says_what_is_unsure():
    assert len(BY_CODE) == len(ROWS) == 18
    for dose in SCHEDULE:
        assert dose.until_months > dose.due_months
        assert not dose.after or BY_CODE[dose.after].due_months <= dose.due_months
        assert bool(dose.after) == bool(dose.gap_days)
    assert {row["code"] for row in ROWS if row["conf"] == "?"} == {"IPV-2", "ROTA-1", "ROTA-2"}
    assert max(dose.due_months for dose in SCHEDULE if dose.counts_full) == 9


def test_a_newborn_is_due_for_two_doses_and_at_two_months_for_the_first_round():
    assert set(due(BORN)) == {"VGB-0", "BCG"}
    assert set(due(date(2025, 11, 17))) == {"BCG"}
    assert due(date(2025, 11, 18), {"BCG": BORN}) == dict.fromkeys(("5IN1-1", "BOPV-1", "ROTA-1"), date(2025, 11, 18))


def test_a_dose_waits_for_the_one_before_it_and_for_the_days_between():
    on = date(2026, 3, 1)
    assert "5IN1-2" not in due(on)
    assert "5IN1-2" not in due(on, {"5IN1-1": date(2026, 2, 10)})
    assert due(date(2026, 3, 10), {"5IN1-1": date(2026, 2, 10)})["5IN1-2"] == date(2026, 3, 10)
    assert due(on, {"5IN1-1": date(2025, 11, 18)})["5IN1-2"] == date(2025, 12, 18)


def test_who_missed_the_dose_before_for_too_long_is_still_due_for_the_one_after():
    on = add_months(BORN, 24)
    assert {"SR-1", "DPT-4"}.isdisjoint(due(on - timedelta(days=1)))
    assert {"SR-1", "DPT-4"} <= due(on).keys()
    assert due(on)["SR-1"] == add_months(BORN, 18)
    assert "SR-1" not in due(on, closed=["SOI-1"])


def test_what_a_doctor_ruled_out_or_was_missed_too_long_is_not_asked_for():
    on = date(2026, 7, 1)
    assert "SOI-1" in due(on, closed=["BCG"])
    assert "BCG" not in due(on, closed=["BCG"])
    assert "ROTA-1" not in due(on)  # eight months
    assert "BCG" not in due(add_months(BORN, 12))


@pytest.mark.parametrize(("days", "late"), [(0, 0), (LATE_AFTER, 0), (LATE_AFTER + 1, LATE_AFTER + 1), (27, 27)])
def test_one_is_late_when_a_week_has_passed(days, late):
    assert Due(BY_CODE["BCG"], BORN).days_late(BORN + timedelta(days=days)) == late


@given(days=st.integers(0, 2200), had=st.dictionaries(st.sampled_from(sorted(BY_CODE)), st.integers(0, 1500)))
def test_nothing_is_due_twice_or_before_its_age(days, had):
    on = BORN + timedelta(days=days)
    given_on = {code: BORN + timedelta(days=day) for code, day in had.items() if day <= days}
    found = due_doses(BORN, SCHEDULE, given_on, on=on)
    assert not {each.dose.code for each in found} & set(given_on)
    assert all(each.on >= add_months(BORN, each.dose.due_months) for each in found)
    assert [each.on for each in found] == sorted(each.on for each in found)


def test_who_comes_to_every_session_has_everything_at_two_years():
    had: dict[str, date] = {}
    day = BORN
    while day < add_months(BORN, 25):
        for code in due(day, had):
            had[code] = day
        day += timedelta(days=1)
    assert set(had) == set(BY_CODE)
    full = {dose.code for dose in SCHEDULE if dose.counts_full}
    assert max(had[code] for code in full) == date(2026, 6, 18)

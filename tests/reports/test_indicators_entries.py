"""Injuries, labour and participation of a period."""

import datetime

import pytest

from accounts.acting import acting_as
from accounts.authorization import FIGURES
from accounts.models import User
from children.actions.entries import InjuryDraft, LabourDraft, ParticipationDraft, add_entries, withdraw_entry
from children.models import Child
from reports.actions import open_report
from reports.collecting import collect
from reports.indicators import Measured, Period, measure
from reports.snapshot import WITHHELD
from reports.withholding import published
from tests.children.conftest import child_of  # noqa: F401  a fixture
from vietnamese.partial_dates import PartialDate

YEAR = Period(datetime.date(2026, 1, 1), datetime.date(2026, 11, 15))
DAY = datetime.date(2026, 3, 2)


@pytest.fixture(autouse=True)
def today(at):
    with at("2026-11-23 09:00"):
        yield


def hurt(child, by, *, on=DAY, kind="fall", died_on=None):
    outcome = "dead" if died_on else "treated"
    draft = InjuryDraft(happened_on=on, kind=kind, place="home", outcome=outcome, died_on=died_on)
    with acting_as(by):
        return add_entries(children=[child], by=by, draft=draft)[0]


def measured(code: str, period: Period = YEAR) -> Measured:
    with acting_as(User.objects.system(), scope=FIGURES):
        return measure(code, period)


@pytest.fixture
def three(child_of):  # noqa: F811
    return [child_of(full_name=name) for name in ("Lê Tú", "Hồ An", "Vũ Mai")]


def test_nothing_recorded_is_not_reported(three):
    assert [measured(code).numerator for code in ("INJ-01", "INJ-02a", "INJ-02b", "INJ-05", "LAB-01", "PAR-01")] == (
        [None] * 6
    )


def test_a_child_hurt_twice_counts_once_and_zero_deaths_is_a_figure(three, officer):
    hurt(three[0], officer)
    hurt(three[0], officer, kind="burn")
    hurt(three[1], officer, on=datetime.date(2025, 12, 31))
    assert measured("INJ-01") == Measured(1, 3)
    assert measured("INJ-02a") == Measured(0, 3)
    assert measured("INJ-02b") == Measured(0)


def test_a_mistake_counts_nowhere(three, officer):
    entry = hurt(three[0], officer)
    hurt(three[1], officer)
    with acting_as(officer):
        withdraw_entry(entry=entry, by=officer, version=1, reason="Nhầm")
    assert measured("INJ-01").numerator == 1


def test_a_death_counts_in_the_period_of_the_death(three, officer):
    hurt(three[0], officer, on=datetime.date(2025, 12, 30), kind="drowning", died_on=datetime.date(2026, 1, 2))
    hurt(three[1], officer, kind="traffic")
    assert measured("INJ-01").numerator == 1
    assert measured("INJ-02a").numerator == 1
    assert measured("INJ-02b") == Measured(1)
    assert measured("INJ-05") == Measured(1)


def test_who_died_of_it_was_a_resident_on_that_day_and_who_had_left_before_was_not(three, officer):
    for child, left in ((three[0], DAY), (three[1], DAY - datetime.timedelta(days=1))):
        hurt(child, officer, died_on=DAY)
        with acting_as(officer):
            Child.objects.filter(pk=child.pk).update(residence="dead", left_on=left)
    assert measured("INJ-02a") == Measured(1, 1)


@pytest.mark.parametrize(("day", "counted"), [(1, 1), (2, 0)])
def test_an_injury_on_the_sixteenth_birthday_is_no_childs(child_of, three, officer, day, counted):  # noqa: F811
    hurt(child_of(full_name="Đỗ Nam", birth=PartialDate(2010, 3, 2)), officer, on=datetime.date(2026, 3, day))
    assert measured("INJ-01").numerator == counted


def test_labour_counts_persons_of_five_to_seventeen(child_of, officer):  # noqa: F811
    births = {"a": (2021, 3, 2), "b": (2008, 3, 3), "c": (2008, 3, 3)}
    people = [child_of(full_name=f"Lê {name}", birth=PartialDate(*birth)) for name, birth in births.items()]
    draft = LabourDraft(happened_on=DAY, form="hours", work="Phụ quán")
    with acting_as(officer):
        add_entries(children=people, by=officer, draft=draft)
        add_entries(children=people[:1], by=officer, draft=draft)
        born = datetime.date(2008, 3, 2)  # corrected since: 18 on that day
        Child.objects.filter(pk=people[2].pk).update(birth=PartialDate(2008, 3, 2), born_on=born, born_by=born)
    assert measured("LAB-01") == Measured(2)
    assert measured("LAB-02") == Measured(2, 1)


def test_asked_from_seven_and_in_models_from_eleven(child_of, officer):  # noqa: F811
    six, nine, twelve = (child_of(full_name=f"Lê {year}", birth=PartialDate(year, 1, 5)) for year in (2020, 2017, 2014))
    with acting_as(officer):
        add_entries(
            children=[six, nine, twelve], by=officer,
            draft=ParticipationDraft(happened_on=DAY, form="forum", topic="An toàn"),
        )  # fmt: skip
        add_entries(
            children=[nine], by=officer, draft=ParticipationDraft(happened_on=DAY, form="model", topic="Câu lạc bộ")
        )
    assert measured("PAR-01") == Measured(2, 2)
    assert measured("PAR-02") == Measured(1, 1)


def injuries_annex(officer):
    with acting_as(officer):
        snapshot = collect(open_report(year=2026, by=officer), by=officer)
    return next(each for each in snapshot.annexes if each.code == "PL04")


def test_the_annex_splits_injuries_by_cause_sex_age_and_place(ready, officer):
    with acting_as(officer):
        first, second = Child.objects.order_by("pk")
    hurt(first, officer)
    hurt(first, officer, kind="drowning", died_on=DAY)
    hurt(second, officer)
    annex = injuries_annex(officer)
    keys = [column.key for column in annex.columns]
    rows = {row.cells[1]: dict(zip(keys, row.cells, strict=True)) for row in annex.rows}
    assert len(annex.rows) == 12
    assert (rows["Ngã"]["total_hurt"], rows["Ngã"]["total_dead"], rows["Ngã"]["home_hurt"]) == (2, 0, 2)
    assert (rows["Đuối nước"]["total_hurt"], rows["Đuối nước"]["total_dead"]) == (1, 1)
    total = rows["Cộng"]
    assert total["total_hurt"] == 3 == total["boys_hurt"] + total["girls_hurt"]
    assert total["total_hurt"] == sum(total[f"{age}_hurt"] for age in ("age_0", "age_6", "age_10", "age_14"))


def test_a_count_of_few_children_is_withheld_in_the_annex_of_targets_as_in_the_text(ready, lists, officer):
    with acting_as(officer):
        children = list(Child.objects.order_by("pk"))
    for child in children:
        hurt(child, officer, kind="traffic")
        hurt(child, officer, kind="fall")
    with acting_as(officer):
        exact = collect(open_report(year=2026, by=officer), by=officer)
    [place] = [number for number, row in enumerate(targets_of(exact)) if row["value"] == 2]
    shown = targets_of(published(exact))[place]
    assert "giao thông" in shown["target"]
    assert (shown["value"], shown["numerator"]) == (WITHHELD, None)


def targets_of(snapshot):
    annex = next(each for each in snapshot.annexes if each.code == "PL05")
    keys = [column.key for column in annex.columns]
    return [dict(zip(keys, row.cells, strict=True)) for row in annex.rows]


def test_a_death_is_told_where_nobody_was_hurt_in_the_period(ready, officer):
    with acting_as(officer):
        child = Child.objects.order_by("pk").first()
    hurt(child, officer, on=datetime.date(2025, 12, 30), kind="drowning", died_on=datetime.date(2026, 1, 2))
    assert (measured("INJ-01").numerator, measured("INJ-02a").numerator, measured("INJ-02b").numerator) == (0, 1, 1)
    with acting_as(officer):
        annex = next(
            each for each in collect(open_report(year=2026, by=officer), by=officer).annexes if each.code == "PL04"
        )
    assert annex.rows[-1].cells[2:4] == (0, 1)


def test_the_annex_of_injuries_adds_up_with_a_child_whose_sex_nobody_wrote_down(ready, officer):
    with acting_as(officer):
        first, second = Child.objects.order_by("pk")
        Child.objects.filter(pk=second.pk).update(sex="unknown")
    hurt(first, officer)
    hurt(second, officer)
    with acting_as(officer):
        annex = next(
            each for each in collect(open_report(year=2026, by=officer), by=officer).annexes if each.code == "PL04"
        )
    total = dict(zip([column.key for column in annex.columns], annex.rows[-1].cells, strict=True))
    assert total["total_hurt"] == 2 == total["boys_hurt"] + total["girls_hurt"] + total["unknown_hurt"]

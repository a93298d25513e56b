"""Each figure has one definition; these are its borders."""

from datetime import UTC, date, datetime

import pytest

from accounts.acting import acting_as
from accounts.authorization import FIGURES
from accounts.models import User
from agencies.models import WardProfile
from children.models import Child, Circumstance, CircumstanceGroup, Household, Poverty, PovertyYear, Residence, Sex
from reports.indicators import Measured, Period, counted, definitions, figure, measure, registry
from vietnamese.partial_dates import PartialDate

YEAR = Period(date(2026, 1, 1), date(2026, 11, 15))


@pytest.fixture
def counting(ward):
    """Inside the story figures are counted with the reach of the report."""
    with acting_as(User.objects.system(), scope=FIGURES):
        yield


@pytest.fixture
def born(ward, counting):
    """`born("2015-09-05", sex=…)`: a child of TDP 7."""
    codes = iter(f"TE-2026-{number:04}" for number in range(1, 100))
    began = datetime(2024, 3, 1, tzinfo=UTC)

    def make(day: str, **more) -> Child:
        more = {
            "sex": Sex.MALE,
            "neighbourhood": ward["tdp7"],
            "full_name": "Nguyễn Gia Hân",
            "created_at": began,
        } | more
        return Child.objects.create(code=next(codes), birth=PartialDate.fromisoformat(day), **more)

    return make


def test_one_stops_being_counted_on_the_sixteenth_birthday(born):
    born("2010-11-16")
    assert measure("POP-01", YEAR).numerator == 1
    born("2010-11-15")
    assert measure("POP-01", YEAR).numerator == 1
    assert measure("POP-05", YEAR).numerator == 1


def test_who_moved_away_or_is_away_is_not_counted_but_was_last_year(born):
    born("2015-01-01", residence=Residence.MOVED_OUT, left_on=date(2026, 3, 1))
    born("2015-01-01", residence=Residence.AWAY, residence_since=date(2026, 5, 1))
    born("2015-01-01", moved_in_on=date(2026, 2, 1))
    found = figure("POP-01", YEAR)
    assert (found.value, found.previous) == (1, 2)


def test_a_child_in_two_groups_counts_once(born, lists, officer):
    child, other = born("2015-01-01"), born("2016-01-01")
    for code in ("G01", "G04"):
        group = CircumstanceGroup.objects.get(code=code)
        Circumstance.objects.create(child=child, group=group, started_on=date(2025, 1, 1), officer=officer)
    group = CircumstanceGroup.objects.get(code="G02")
    Circumstance.objects.create(
        child=other, group=group, started_on=date(2024, 1, 1), ended_on=date(2026, 11, 15), officer=officer
    )
    found = figure("SPC-01", YEAR)
    assert (found.value, found.previous) == (1, 2)
    assert figure("SPC-02", YEAR).denominator == 2


def test_extra_secret_groups_are_counted_whoever_asks(born, lists, officer, other_officer):
    child = born("2015-01-01")
    secret = CircumstanceGroup.objects.get(code="G11")
    Circumstance.objects.create(child=child, group=secret, started_on=date(2026, 2, 1), officer=other_officer)
    with acting_as(officer):
        assert Circumstance.objects.count() == 0
    assert measure("SPC-01", YEAR).numerator == 1


@pytest.mark.parametrize(("registered", "on_time"), [(date(2026, 5, 7), 1), (date(2026, 5, 8), 0)])
def test_day_sixty_is_on_time_and_day_sixty_one_late(born, registered, on_time):
    born("2026-03-08", birth_registered_on=registered)
    assert measure("CIV-02", YEAR) == Measured(on_time, 1)


def test_the_population_is_unknown_until_somebody_writes_it(born, counting):
    born("2015-01-01")
    assert figure("POP-02", YEAR).value is None
    WardProfile.objects.create(
        name="phường Cẩm Thành", issuing_body="UBND", place_line="Cẩm Thành", superiors="tỉnh", report_to="tỉnh",
        province_code="51", ward_code="21025", recipients="UBND tỉnh", population=200, valid_from=date(2025, 7, 1),
    )  # fmt: skip
    assert (figure("POP-02", YEAR).numerator, figure("POP-02", YEAR).denominator) == (1, 200)


def test_what_nobody_keeps_is_not_reported_and_never_zero(counting):
    missing = figure("HLT-02", YEAR)
    assert missing.value is None
    assert not missing.is_reported


def test_an_empty_register_is_no_figure_and_never_zero(counting):
    for code in ("POP-01", "POP-02", "SPC-01", "CIV-01"):
        assert (figure(code, YEAR).value, figure(code, YEAR).denominator) == (None, None)
    assert measure("RES-01a", YEAR).numerator is not None


def test_no_poor_child_is_a_figure_only_where_somebody_wrote_down_who_is_poor(born, ward):
    home = Household.objects.create(head_name="Trần Văn Sáu", neighbourhood=ward["tdp7"])
    born("2015-01-01", household=home)
    assert [figure(code, YEAR).value for code in ("SPC-05a", "SPC-05b")] == [None, None]
    PovertyYear.objects.create(household=home, year=YEAR.cut_off.year, poverty=Poverty.POOR)
    assert [figure(code, YEAR).value for code in ("SPC-05a", "SPC-05b")] == [1, 0]


def test_at_risk_are_the_children_of_poor_households_too_each_once(born, lists, officer, ward):
    homes = [Household.objects.create(head_name="Trần Văn Sáu", neighbourhood=ward["tdp7"]) for _ in range(3)]
    for home, poverty in zip(homes, (Poverty.POOR, Poverty.NEAR_POOR, Poverty.NONE), strict=True):
        PovertyYear.objects.create(household=home, year=YEAR.cut_off.year, poverty=poverty)
    children = [born("2015-01-01", household=home) for home in homes]
    group = CircumstanceGroup.objects.get(code="R05")
    for child in children[1:]:
        Circumstance.objects.create(child=child, group=group, started_on=date(2025, 1, 1), officer=officer)
    born("2015-01-01")
    found = figure("SPC-04", YEAR)
    assert (found.value, found.previous) == (3, None)


def test_a_year_before_the_first_entry_is_not_compared_with(born):
    born("2015-01-01", created_at=datetime(2026, 2, 1, tzinfo=UTC))
    assert figure("POP-01", YEAR).previous is None
    born("2016-01-01", created_at=datetime(2025, 11, 15, tzinfo=UTC))
    assert figure("POP-01", YEAR).previous == 2


def test_every_indicator_of_the_list_has_words_and_unit():
    assert len(definitions()) == 67
    assert all(each.name and each.unit for each in definitions().values())


def test_every_function_belongs_to_an_indicator_of_the_list(counting):
    assert set(registry._rules) <= set(definitions())
    for code in registry._rules:
        assert counted(code, YEAR) is not None


def test_births_are_those_of_residents_whoever_died_since_and_not_of_babies_who_moved_in(born):
    born("2026-03-01")
    born("2026-03-01", residence=Residence.DEAD, left_on=date(2026, 3, 20))
    born("2026-03-01", moved_in_on=date(2026, 5, 1), sex=Sex.FEMALE)
    assert measure("POP-03a", YEAR).numerator == 2
    assert measure("POP-03b", YEAR) == Measured(2, 0)


def test_a_card_that_has_run_out_is_no_insurance(born):
    for until in (None, date(2026, 11, 15), date(2026, 11, 14)):
        born("2023-01-01", health_insurance="TE1510123456789", health_insurance_until=until)
    assert measure("HLT-01", YEAR) == Measured(2, 3)


def test_a_birth_registered_by_a_child_who_moved_away_is_not_of_the_ward(born):
    born("2026-03-08", birth_registered_on=date(2026, 4, 1))
    born("2026-03-08", birth_registered_on=date(2026, 4, 1), residence=Residence.MOVED_OUT, left_on=date(2026, 6, 1))
    assert measure("CIV-02", YEAR) == Measured(1, 1)


def test_who_works_for_children_is_counted_at_the_cut_off(counting, officer, collaborator):
    User.objects.filter(pk=collaborator.pk).update(left_on=date(2026, 11, 16))
    assert measure("RES-01a", YEAR).numerator == 2
    User.objects.filter(pk=collaborator.pk).update(left_on=date(2026, 11, 15))
    assert measure("RES-01a", YEAR).numerator == 1


def test_a_ratio_of_two_groups_has_no_rest(born):
    """12 boys for 10 girls: two more, but nobody is left over."""
    for sex, number in ((Sex.MALE, 12), (Sex.FEMALE, 10)):
        for _ in range(number):
            born("2026-03-01", sex=sex)
    assert figure("POP-03b", YEAR).rest is None
    assert figure("POP-04", YEAR).rest == 22

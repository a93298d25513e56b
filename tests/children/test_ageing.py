"""At 16 a child leaves the child counts by itself, on the right day, and stays where the law names under-18s."""

import datetime

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from accounts.acting import acting_as
from accounts.authorization import FIGURES
from accounts.models import User
from children.actions.entries import LabourDraft, add_entries
from children.finding.filters import AGES
from children.models import Child
from reports.indicators import Period, measure
from tests.children.support import granted
from vietnamese.ages import add_years, age_on, is_child, sixteenth_birthday
from vietnamese.partial_dates import PartialDate

DAYS = st.dates(datetime.date(2004, 1, 1), datetime.date(2034, 12, 31))
LEAP = st.sampled_from([datetime.date(year, 2, 29) for year in range(2004, 2036, 4)])
ROUND_MARCH = st.sampled_from([datetime.date(year, 2, 28) for year in range(2004, 2036)]) | st.sampled_from(
    [datetime.date(year, 3, 1) for year in range(2004, 2036)]
)
a_story = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)


@pytest.fixture
def reborn(child_of):
    """The one child of the ward, born on another day (or known less precisely)."""
    child = child_of()

    def again(birth: PartialDate) -> None:
        with acting_as(User.objects.system(), scope=FIGURES):
            known = Child.objects.get(pk=child.pk)
            known.birth = birth
            known.save()

    return again


def whole(day: datetime.date) -> PartialDate:
    return PartialDate(day.year, day.month, day.day)


def counted(rows) -> bool:
    with acting_as(User.objects.system(), scope=FIGURES):
        return rows().exists()


@a_story
@given(born=DAYS | LEAP, on=DAYS | LEAP | ROUND_MARCH)
def test_the_database_counts_children_as_the_law_does_on_any_day(reborn, born, on):
    reborn(whole(born))
    assert counted(lambda: Child.objects.of_ward(on)) is (born <= on and is_child(born, on))


@a_story
@given(born=DAYS | LEAP)
def test_the_sixteenth_birthday_is_the_first_day_outside(reborn, born):
    reborn(whole(born))
    birthday = sixteenth_birthday(born)
    before = birthday - datetime.timedelta(days=1)
    assert [counted(lambda day=day: Child.objects.of_ward(day)) for day in (before, birthday)] == [True, False]


@a_story
@given(born=DAYS | LEAP, on=DAYS | LEAP | ROUND_MARCH)
def test_every_age_band_is_half_open_and_nobody_falls_between_two(reborn, born, on):
    assume(born <= on)
    reborn(whole(born))
    bands = [tuple(map(int, band.split("-"))) for band in AGES] + [(16, 18)]
    found = [
        (first, end)
        for first, end in bands
        if counted(lambda first=first, end=end: Child.objects.living_here(on).aged(on, at_least=first, under=end))
    ]
    years = age_on(born, on).years
    assert found == [(first, end) for first, end in bands if first <= years < end]


@a_story
@given(year=st.integers(2004, 2020), month=st.none() | st.integers(1, 12), on=DAYS | LEAP)
def test_a_birth_known_in_part_keeps_its_child_until_the_last_possible_day(reborn, year, month, on):
    birth = PartialDate(year, month)
    assume(birth.earliest() <= on)
    reborn(birth)
    assert counted(lambda: Child.objects.of_ward(on)) is (on < add_years(birth.latest(), 16))


def test_at_sixteen_one_leaves_the_children_and_joins_the_minors(child_of, officer):
    child_of(birth=PartialDate(2010, 11, 20))
    for day, children, minors in ((19, 1, 0), (20, 0, 1)):
        period = Period(datetime.date(2026, 1, 1), datetime.date(2026, 11, day))
        with acting_as(User.objects.system(), scope=FIGURES):
            assert measure("POP-01", period).numerator == children
            assert measure("POP-05", period).numerator == minors


def test_labour_of_a_minor_still_counts(child_of, officer, at):
    minor = child_of(birth=PartialDate(2009, 5, 1))
    draft = LabourDraft(happened_on=datetime.date(2026, 11, 2), form="hours", work="Phụ quán")
    with at("2026-11-23 09:00"), acting_as(officer):
        add_entries(children=[minor], by=officer, draft=draft)
    period = Period(datetime.date(2026, 1, 1), datetime.date(2026, 11, 15))
    with acting_as(User.objects.system(), scope=FIGURES):
        assert measure("LAB-01", period).numerator == 1
        assert measure("POP-01", period).numerator == 0


def test_who_turned_sixteen_lately_is_found_with_the_open_allowance(child_of, lists, officer, as_user, at):
    child = child_of(birth=PartialDate(2010, 11, 20), full_name="Lê Tú")
    child_of(birth=PartialDate(2010, 11, 24), full_name="Hồ An")
    granted(child, officer)
    with at("2026-11-23 09:00"):
        page = as_user(officer).get("/children/?state=turned_16").content.decode()
        assert "Lê <b>Tú</b>" in page
        assert "Hồ <b>An</b>" not in page
        reviews = as_user(officer).get("/support/allowances/?state=review").content.decode()
        assert "Đủ 16 tuổi ngày 20/11/2026" in reviews
        assert "Đủ 16 tuổi," in as_user(officer).get(child.get_absolute_url()).content.decode()

"""Deaths of small children for 1.000 live births: whose death counts where, and how little of it is printed."""

from datetime import date, timedelta

import pytest

from accounts.acting import acting_as
from accounts.authorization import FIGURES
from accounts.models import User
from children.models import Child, CodeCounter, Residence, Sex
from reports.actions import open_report
from reports.collecting import collect
from reports.indicators import Measured, Period, figure, measure
from reports.withholding import published
from reports.wording import Words, say
from vietnamese.partial_dates import PartialDate

YEAR = Period(date(2026, 1, 1), date(2026, 11, 15))


@pytest.fixture
def counting(ward):
    with acting_as(User.objects.system(), scope=FIGURES):
        yield


@pytest.fixture
def born(ward, counting):
    """`born("2026-03-01", died="2026-03-20")`: a child of TDP 7."""

    def make(day: str, died: str = "") -> Child:
        gone = {"residence": Residence.DEAD, "left_on": date.fromisoformat(died)} if died else {}
        [code] = CodeCounter.objects.take(2025)
        return Child.objects.create(
            code=code, birth=PartialDate.fromisoformat(day), sex=Sex.MALE, full_name="Nguyễn Gia Hân",
            neighbourhood=ward["tdp7"], **gone,
        )  # fmt: skip

    return make


def deaths(period: Period = YEAR) -> tuple[int | None, ...]:
    """Neonatal, infant, under five."""
    return tuple(measure(code, period).numerator for code in ("HLT-06a", "HLT-06b", "HLT-06c"))


@pytest.mark.parametrize(
    ("day", "died", "counted"),
    [
        ("2026-03-01", "2026-03-01", (1, 1, 1)),
        ("2026-03-01", "2026-03-28", (1, 1, 1)),  # day 27
        ("2026-03-01", "2026-03-29", (0, 1, 1)),
        ("2025-03-02", "2026-03-01", (0, 1, 1)),  # the last day of the first year
        ("2025-03-01", "2026-03-01", (0, 0, 1)),
        ("2021-03-02", "2026-03-01", (0, 0, 1)),
        ("2021-03-01", "2026-03-01", (0, 0, 0)),
        ("2026-03-01", "2026-11-16", (0, 0, 0)),  # after the cut-off
        ("2025-12-30", "2025-12-31", (0, 0, 0)),  # the year before
        ("2026-03", "2026-03-20", (0, 1, 1)),  # nobody knows whether within 28 days
    ],
)
def test_a_death_counts_by_its_day_and_the_age_on_it(born, day, died, counted):
    born(day, died)
    assert deaths() == counted


def test_whoever_moved_away_has_not_died(born, ward):
    child = born("2026-03-01", "2026-03-20")
    child.residence = Residence.MOVED_OUT
    child.save()
    assert deaths() == (0, 0, 0)


def test_the_rate_is_for_a_thousand_live_births_of_the_period(born):
    for _ in range(39):
        born("2026-05-05")
    born("2026-03-01", "2026-03-20")
    born("2023-03-01", "2026-03-20")  # no birth of this year
    assert measure("HLT-06c", YEAR) == Measured(2, 40)
    assert str(figure("HLT-06c", YEAR).value) == "50.0"
    assert str(figure("HLT-06a", YEAR).value) == "25.0"


def test_without_a_birth_there_is_no_rate_and_without_a_register_no_count(born):
    assert measure("HLT-06c", YEAR) == Measured(None)
    born("2020-05-05")
    assert figure("HLT-06c", YEAR).value is None


def sentence(officer, *, printed: bool) -> str:
    with acting_as(officer):
        snapshot = collect(open_report(year=2026, by=officer), by=officer)
    snapshot = published(snapshot) if printed else snapshot
    section = next(part for each in snapshot.sections for part in each.parts if part.code == "R3.4")
    fact = next(each for each in section.facts if "tử vong trẻ em" in each.template)
    return say(fact, Words.of(snapshot))


@pytest.fixture
def year_of_deaths(ready, born):
    """So many die under a month, under a year, under five."""

    def make(neonatal: int, infant: int, under_5: int) -> None:
        for _ in range(100):
            born("2026-05-05")
        for number in range(under_5):
            age = 3 if number < neonatal else 100 if number < infant else 900
            day = date(2026, 6, 1)
            born(str(day - timedelta(days=age)), str(day))

    return make


def test_the_sentence_says_counts_and_that_a_wards_rate_leaps(year_of_deaths, officer):
    year_of_deaths(6, 12, 20)
    said = sentence(officer, printed=True)
    assert "dưới 5 tuổi 178,6‰, tức 20/112 trẻ em; dưới 1 tuổi 107,1‰, tức 12/112 trẻ em; sơ sinh" in said
    assert "dao động mạnh" in said


def test_few_deaths_are_not_printed(year_of_deaths, officer):
    year_of_deaths(1, 2, 3)
    assert "tức 03/102 trẻ em" in sentence(officer, printed=False)
    said = sentence(officer, printed=True)
    assert "dưới 5 tuổi (*), tức (*) trẻ em. Số trẻ đẻ sống" in said


@pytest.mark.parametrize(("neonatal", "infant", "under_5"), [(7, 9, 20), (0, 8, 11), (0, 0, 6)])
def test_what_a_reader_could_take_from_another_count_is_not_printed(year_of_deaths, officer, neonatal, infant, under_5):
    """Two of the year, or three of five years, would follow from the difference."""
    year_of_deaths(neonatal, infant, under_5)
    said = sentence(officer, printed=True)
    few = any(one - other in range(1, 5) for one, other in ((infant, neonatal), (under_5, infant)))
    assert ("dưới 1 tuổi" not in said) == few
    assert "dưới 5 tuổi" in said

"""What the justice officer's books say of the tasks of the plan."""

from dataclasses import replace
from datetime import date

import pytest

from accounts.acting import acting_as
from children.actions.justice import record_justice
from children.models import Child
from programs.actions import say_nothing
from programs.models import PlanTask
from reports.actions import open_report
from reports.collecting import collect
from reports.snapshot import WITHHELD, SmallCells
from reports.withholding import published
from tests.children.justice import ADOPTED, REFERRED


@pytest.fixture(autouse=True)
def today(at):
    with at("2026-11-23 09:00"):
        yield


def test_small_numbers_of_the_books_stay_in_the_ward(ready, officer):
    """Those of a copy to the superior authority, too, which names small numbers of other tasks."""
    with acting_as(officer):
        child = Child.objects.visible_to(officer).earliest("pk")
        for draft in (ADOPTED, REFERRED, replace(REFERRED, matter="accused")):
            record_justice(child=child, by=officer, draft=draft)
        snapshot = collect(open_report(year=2026, by=officer), by=officer)
    found = _results(snapshot)
    assert found["Nuôi con nuôi trong nước"] == 1
    assert found["Trẻ được giới thiệu/trợ giúp"] == 1
    printed = _results(published(replace(snapshot, suppress_small_cells=SmallCells.SECRET)))
    assert {printed[each] for each in ("Nuôi con nuôi trong nước", "Trẻ được giới thiệu/trợ giúp")} == {WITHHELD}


def test_a_book_without_a_line_reports_nothing(ready, officer):
    with acting_as(officer):
        snapshot = collect(open_report(year=2026, by=officer), by=officer)
    assert "Nuôi con nuôi trong nước" not in _results(snapshot)


def _results(snapshot) -> dict:
    """Results of tasks in the annex, by their words without the unit."""
    annex = next(each for each in snapshot.annexes if each.code == "PL06")
    place = next(number for number, column in enumerate(annex.columns) if column.key == "value")
    lines = [(next(str(cell) for cell in row.cells if str(cell).startswith("- ")), row.cells[place])
             for row in annex.rows if any(str(cell).startswith("- ") for cell in row.cells)]  # fmt: skip
    return {words.removeprefix("- ").rpartition(" (")[0]: value for words, value in lines}


def test_what_was_said_not_to_occur_is_no_blank_and_no_zero(ready, officer, registrar):
    """Until a case is known all the same."""
    with acting_as(registrar):
        task = PlanTask.objects.get(code="JUSTICE-04")
        say_nothing(task=task, by=registrar, until=date(2026, 11, 15), ground="đã xem sổ")
    with acting_as(officer):
        report = open_report(year=2026, by=officer)
        assert _results(published(collect(report, by=officer)))["Nuôi con nuôi trong nước"] == "Không phát sinh"
        record_justice(child=Child.objects.visible_to(officer).earliest("pk"), by=officer, draft=ADOPTED)
        assert _results(collect(report, by=officer))["Nuôi con nuôi trong nước"] == 1

"""Which class a household had in which year: said, corrected, taken back; what holds on a day; what New Year brings."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.acting import acting_as
from accounts.authorization import FIGURES
from accounts.models import User
from children.actions.bulk import BulkDraft, decide_bulk, start_bulk, undo_bulk
from children.actions.poverty import ClassDraft, begin_year, class_of, record_class
from children.models import Child, Household, PovertyYear, in_class
from children.models.poverty import repeat_class
from interface.refusals import NotAllowed, Refused, StaleVersion
from tests.children.importing import HAN
from tests.children.spreadsheets import one
from tests.children.test_page_editing import hidden, words_of

POOR = ClassDraft("poor", "45/GCN-HN", date(2026, 1, 2))
NEAR_POOR = ClassDraft("near_poor", "12/GCN-HCN", date(2025, 1, 3))


@pytest.fixture
def home(child_of):
    return child_of(address="50/7 Nguyễn Trãi").household


@pytest.fixture
def say(home, officer):
    """The class of a year, as the officer writes it down."""

    def record(year: int, draft: ClassDraft):
        with acting_as(officer):
            home.refresh_from_db()
            return record_class(household=home, by=officer, year=year, draft=draft, version=home.version)

    return record


def on(day: date, officer) -> str:
    with acting_as(officer):
        return next(iter(PovertyYear.objects.on(day).values_list("poverty", flat=True)), "")


def now(home, officer) -> tuple:
    with acting_as(officer):
        home.refresh_from_db()
        return home.poverty, home.certificate_number, home.certificate_year, home.certificate_issued_on


def test_each_year_has_its_class_and_the_last_one_said_holds_on(say, home, officer, at):
    with at("2026-11-23 08:00"):
        say(2025, NEAR_POOR)
        say(2026, POOR)
        assert [on(date(year, 6, 1), officer) for year in (2024, 2025, 2026, 2027)] == ["", "near_poor", "poor", "poor"]
        assert now(home, officer) == ("poor", "45/GCN-HN", 2026, date(2026, 1, 2))


def test_a_past_year_changes_nothing_of_now(say, home, officer, at):
    with at("2026-11-23 08:00"):
        say(2026, POOR)
        before = now(home, officer)
        say(2024, ClassDraft("none"))
        assert now(home, officer) == before
        assert on(date(2024, 12, 31), officer) == "none"


def test_what_is_taken_back_lets_the_year_before_hold(say, home, officer, at):
    with at("2026-11-23 08:00"):
        say(2025, NEAR_POOR)
        say(2026, POOR)
        say(2026, ClassDraft())
        assert now(home, officer) == ("near_poor", "12/GCN-HCN", 2025, date(2025, 1, 3))


def test_next_years_class_holds_from_its_first_day(say, home, officer, at):
    with at("2026-12-20 08:00"):
        say(2026, POOR)
        say(2027, ClassDraft("none"))
        assert now(home, officer)[0] == "poor"
    with at("2027-01-01 00:05"), acting_as(system := User.objects.system(), scope=FIGURES):
        assert [begin_year(by=system, on=date(2027, 1, 1)) for _ in range(2)] == [1, 0]
    assert now(home, officer) == ("none", "", None, None)


@pytest.mark.parametrize(
    ("draft", "sentence"),
    [
        (ClassDraft("none", "45"), "Chỉ hộ nghèo"),
        (ClassDraft("poor", "45", date(2023, 1, 2)), "được cấp trong năm 2025 hoặc 2026"),
    ],
)
def test_what_no_certificate_can_be_is_refused(say, draft, sentence):
    with pytest.raises(Refused, match=sentence):
        say(2026, draft)


def test_a_collaborator_and_whoever_saw_an_older_version_write_nothing(home, officer, collaborator):
    with acting_as(collaborator), pytest.raises(NotAllowed):
        record_class(household=home, by=collaborator, year=2026, draft=POOR, version=home.version)
    with acting_as(officer), pytest.raises(StaleVersion):
        record_class(household=home, by=officer, year=2026, draft=POOR, version=home.version + 1)


@given(
    st.dictionaries(st.integers(2018, 2030), st.sampled_from(["none", "poor", "near_poor"])), st.integers(2018, 2030)
)
def test_the_household_repeats_the_last_class_said_by_then(said, year):
    entries = [PovertyYear(year=each, poverty=poverty) for each, poverty in said.items()]
    home = Household()
    repeat_class(home, entries, date(year, 7, 1))
    earlier = [each for each in said if each <= year]
    assert home.poverty == (said[max(earlier)] if earlier else "")
    assert (home.certificate_year is not None) == (home.poverty in ("poor", "near_poor"))


# --- What reads it ---------------------------------------------------------------------------
def test_children_are_counted_by_the_class_of_the_day_that_is_asked_about(say, officer, lists, at):
    with at("2026-11-23 08:00"):
        say(2025, ClassDraft("poor"))
        say(2026, ClassDraft("none"))
    with acting_as(officer):
        found = [Child.objects.filter(in_class(date(year, 6, 1), "poor")).count() for year in (2024, 2025, 2026)]
        assert found == [0, 1, 0]


# --- Bulk, import and their undoing ----------------------------------------------------------
def test_a_bulk_deed_writes_a_year_and_its_undoing_gives_back_exactly_that_year(say, home, officer, at):
    with at("2026-12-20 08:00"):
        say(2026, POOR)
        with acting_as(officer):
            home.refresh_from_db()
            deed = start_bulk(kind="poverty", records=[home], by=officer)
            kept = [str(home.public_id)]
            numbers = {kept[0]: "7/GCN"}
            draft = BulkDraft(
                poverty="near_poor", certificate_year=2027, issued_on=date(2026, 12, 19), numbers=numbers, kept=kept
            )
            deed = decide_bulk(deed=deed, by=officer, version=deed.version, draft=draft)
            home.refresh_from_db()
            assert class_of(household=home, by=officer, year=2027) == ClassDraft(
                "near_poor", "7/GCN", date(2026, 12, 19)
            )
            assert class_of(household=home, by=officer, year=2026) == POOR
            undo_bulk(deed=deed, by=officer)
            assert class_of(household=home, by=officer, year=2027) == ClassDraft()
        assert now(home, officer)[0] == "poor"


def test_a_list_writes_the_year_it_names_and_its_undoing_takes_it_back(say, home, officer, importer, at):
    with at("2026-11-23 08:00"):
        say(2026, POOR)
        cells = {"Hộ cận nghèo": "x", "Năm của giấy chứng nhận hộ nghèo": 2025, "Số giấy chứng nhận hộ nghèo": "9/GCN"}
        batch = importer.bring(one(**HAN | cells | {"Ngày cấp giấy chứng nhận hộ nghèo": "3/1/2025"}))
        (row,) = importer.rows(batch)
        assert row.changes == {
            "poverty": ("", "Hộ cận nghèo"),
            "certificate_year": ("", "2025"),
            "certificate_number": ("", "9/GCN"),
            "certificate_issued_on": ("", "03/01/2025"),
        }
        importer.accept(batch)
        with acting_as(officer):
            assert class_of(household=home, by=officer, year=2025) == ClassDraft("near_poor", "9/GCN", date(2025, 1, 3))
        assert now(home, officer)[0] == "poor"
        again = importer.bring(one(**HAN | cells))
        assert [each.outcome for each in importer.rows(again)] == ["identical"]
        importer.undo(batch)
        with acting_as(officer):
            assert (
                class_of(household=home, by=officer, year=2025),
                class_of(household=home, by=officer, year=2026),
            ) == (ClassDraft(), POOR)


def test_a_list_of_this_year_keeps_last_years_class(say, home, officer, importer, at):
    with at("2026-11-23 08:00"):
        say(2025, NEAR_POOR)
        batch = importer.bring_and_accept(one(**HAN | {"Hộ nghèo": "x"}))
        assert now(home, officer)[:3] == ("poor", "", 2026)
        with acting_as(officer):
            assert class_of(household=home, by=officer, year=2025) == NEAR_POOR
        importer.undo(batch)
        assert now(home, officer) == ("near_poor", "12/GCN-HCN", 2025, date(2025, 1, 3))


# --- Page ------------------------------------------------------------------------------------
def test_the_page_of_a_household_tells_its_classes_year_by_year(say, home, officer, as_user, collaborator, at):
    with at("2026-11-23 08:00"):
        say(2025, NEAR_POOR)
        browser = as_user(officer)
        form = browser.get(f"{home.get_absolute_url()}class/2026")
        day = {"issued_on_day": "2", "issued_on_month": "1", "issued_on_year": "2026"}
        typed = {"poverty": "poor", "certificate_number": "45/GCN-HN", "opened": hidden(form, "opened")}
        assert browser.post(form.wsgi_request.path, typed | day).status_code == 302
        page = words_of(browser.get(home.get_absolute_url()))
        assert "<h2>Hộ nghèo</h2>" in page
        assert "Số 45/GCN-HN, cấp ngày 02/01/2026, dùng đến 31/12/2026." in page
        assert "Từ hộ cận nghèo sang hộ nghèo năm 2026." in page
        assert "Ghi diện hộ năm 2027" in page
        history = words_of(browser.get(f"{home.get_absolute_url()}history"))
        assert "Hộ nghèo năm 2026" in history
        assert browser.get(f"{home.get_absolute_url()}class/2031").status_code == 404
        seen = as_user(collaborator).get(home.get_absolute_url())
        assert "Ghi diện hộ" not in words_of(seen)

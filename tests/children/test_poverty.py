"""Which class a household had in which year: said, corrected, taken back; what holds on a day; what New Year brings."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.acting import acting_as
from accounts.authorization import FIGURES
from accounts.models import User
from children.actions.bulk import BulkDraft, decide_bulk, start_bulk, undo_bulk
from children.actions.households import HouseholdDraft, edit_household
from children.actions.poverty import ClassDraft, begin_year, class_of, record_class
from children.models import Child, Household, PovertyYear, in_class
from children.models.poverty import repeat_class
from interface.refusals import NotAllowed, Refused, StaleVersion
from tests.children.importing import BAO, HAN
from tests.children.spreadsheets import one, rows_of
from tests.children.test_page_editing import hidden, words_of
from vietnamese.partial_dates import PartialDate

BAO_OF_THE_REGISTER = {"full_name": "Nguyễn Gia Bảo", "birth": PartialDate(2016, 2, 2), "sex": "male"}
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


def of_a_certificate(number: str = "", issued: str = "", **more) -> bytes:
    cells = {"Hộ nghèo": "x", "Số giấy chứng nhận hộ nghèo": number, "Ngày cấp giấy chứng nhận hộ nghèo": issued}
    return one(**HAN | cells | more)


@pytest.mark.parametrize(
    ("number", "issued", "year", "held"),
    [
        ("12/2027", "05/01/2027", 2027, ClassDraft("poor", "12/2027", date(2027, 1, 5))),
        ("12/2027", "", 2027, ClassDraft("poor", "12/2027")),
        ("", "20/12/2026", 2027, ClassDraft("poor", "", date(2026, 12, 20))),
        ("45/GCN-HN", "", 2027, ClassDraft()),  # the one that is held
        ("", "", 2027, ClassDraft()),
        ("44/GCN-HN", "03/02/2026", 2026, ClassDraft("poor", "44/GCN-HN", date(2026, 2, 3))),
    ],
)
def test_a_list_in_the_new_year_with_another_certificate_leaves_last_years_alone(
    say, home, officer, importer, at, number, issued, year, held
):
    with at("2026-11-23 08:00"):
        say(2026, POOR)
    with at("2027-01-11 08:00"):
        batch = importer.bring(of_a_certificate(number, issued))
        (row,) = importer.rows(batch)
        another = year == 2027 and held != ClassDraft()
        assert row.changes.get("certificate_year") == (("2026", "2027") if another else None)
        importer.accept(batch)
        with acting_as(officer):
            assert class_of(household=home, by=officer, year=year) == held
            if year == 2027:
                assert class_of(household=home, by=officer, year=2026) == POOR
        again = importer.bring(of_a_certificate(number, issued))
        assert [each.outcome for each in importer.rows(again)] == ["identical"]


@pytest.mark.parametrize(
    ("year", "words"), [({}, "giấy năm 2026"), ({"Năm của giấy chứng nhận hộ nghèo": 2025}, "giấy năm 2025")]
)
def test_a_day_of_issue_that_cannot_be_of_its_year_is_told_and_left_out(home, officer, importer, at, year, words):
    with at("2026-11-23 08:00"):
        batch = importer.bring(of_a_certificate("7/GCN", "02/01/2023", **year))
        (row,) = importer.rows(batch)
        assert words in row.why
        importer.accept(batch)
        with acting_as(officer):
            assert list(PovertyYear.objects.values_list("certificate_number", "issued_on")) == [("7/GCN", None)]


def test_a_list_says_two_years_of_one_household(home, officer, importer, child_of, at):
    """Two of its children, a year each."""
    child_of(**BAO_OF_THE_REGISTER, household=home)
    year = "Năm của giấy chứng nhận hộ nghèo"
    with at("2026-11-23 08:00"):
        place = {"Chủ hộ": "Trần Văn Sáu", "Địa chỉ": "50/7 Nguyễn Trãi"}
        rows = [{"Hộ nghèo": "x", year: 2025}, {"Hộ cận nghèo": "x", year: 2026}]
        batch = importer.bring(rows_of(*[who | place | row for who, row in zip((HAN, BAO), rows, strict=True)]))
        assert [each.why for each in importer.rows(batch)] == ["", ""]
        importer.accept(batch)
        with acting_as(officer):
            said = dict(PovertyYear.objects.values_list("year", "poverty"))
        assert said == {2025: "poor", 2026: "near_poor"}


def test_a_second_class_of_the_same_year_is_told_and_changes_no_year(home, officer, importer, child_of, at):
    child_of(**BAO_OF_THE_REGISTER, household=home)
    year = "Năm của giấy chứng nhận hộ nghèo"
    with at("2026-11-23 08:00"):
        place = {"Chủ hộ": "Trần Văn Sáu", "Địa chỉ": "50/7 Nguyễn Trãi"}
        rows = [{"Hộ nghèo": "x"}, {"Hộ cận nghèo": "x", year: 2026}]
        batch = importer.bring(rows_of(*[who | place | row for who, row in zip((HAN, BAO), rows, strict=True)]))
        assert "ghi diện hộ khác" in importer.rows(batch)[1].why
        importer.accept(batch)
        with acting_as(officer):
            assert dict(PovertyYear.objects.values_list("year", "poverty")) == {2026: "poor"}


def test_new_year_is_no_edit_that_keeps_an_import(say, home, officer, importer, at):
    """The class of 2027 was said, by a person or by the list itself; then the machine turned the household."""
    cells = {"Hộ cận nghèo": "x", "Năm của giấy chứng nhận hộ nghèo": 2027, "Lớp": "2A"}
    with at("2026-12-20 08:00"):
        say(2026, POOR)
        batch = importer.bring_and_accept(one(**HAN | cells))
    with at("2027-01-01 00:05"), acting_as(system := User.objects.system(), scope=FIGURES):
        assert begin_year(by=system, on=date(2027, 1, 1)) == 1
    assert now(home, officer)[0] == "near_poor"
    with at("2027-01-04 08:00"):
        assert importer.undo(batch).kept == 0
        assert now(home, officer)[:3] == ("poor", "45/GCN-HN", 2026)
        with acting_as(officer):
            assert Child.objects.get().class_name == ""
            assert class_of(household=home, by=officer, year=2027) == ClassDraft()


def test_to_say_nothing_on_the_form_of_a_household_takes_back_the_class_that_holds(say, home, officer, at):
    with at("2026-11-23 08:00"):
        say(2025, ClassDraft("none"))
        with acting_as(officer):
            home.refresh_from_db()
            draft = HouseholdDraft(home.head_name, home.neighbourhood, home.address)
            edit_household(household=home, by=officer, draft=draft, version=home.version)
            assert not PovertyYear.objects.exists()
        assert now(home, officer) == ("", "", None, None)


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
        assert "đã xóa" not in history
        assert browser.get(f"{home.get_absolute_url()}class/2031").status_code == 404
        seen = as_user(collaborator).get(home.get_absolute_url())
        assert "Ghi diện hộ" not in words_of(seen)


def test_a_class_that_was_taken_back_stays_in_the_history_of_the_household(
    say, home, child_of, officer, collaborator, as_user, sql, at
):
    elsewhere = child_of("tdp12", address="3 Lê Lợi").household
    with at("2026-11-23 08:00"):
        say(2026, POOR)
        say(2026, ClassDraft())
    history = words_of(as_user(officer).get(f"{home.get_absolute_url()}history"))
    assert "Diện hộ đã xóa" in history
    assert "45/GCN-HN" in history
    assert "Phạm Thị Hồng Vân" in history
    assert "45/GCN-HN" not in words_of(as_user(officer).get(f"{elsewhere.get_absolute_url()}history"))
    taken_back = f"select count(*) from history_of_classes_taken_back({home.pk})"
    for user, number in ((officer, 2), (collaborator, 0)):
        with acting_as(user):
            assert sql(taken_back) == [(number,)], user

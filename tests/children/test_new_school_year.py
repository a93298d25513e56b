"""A new school year is opened: who goes on to which class, who leaves the school, who stays where they were."""

import datetime

import pytest

from accounts.acting import acting_as
from accounts.authorization import FIGURES
from accounts.models import User
from agencies.models import Agency, AgencyKind, SchoolLevel
from children.actions.schooling import (
    SchoolingDraft,
    enrolment_on,
    open_school_year,
    record_dropout,
    record_schooling,
)
from children.models import Child, Enrolment
from children.new_school_year import classes_of, next_class, waiting
from interface.refusals import NotAllowed
from vietnamese.partial_dates import PartialDate

LAST_YEAR, SUMMER, AUGUST = "2026-03-02 09:00", "2026-07-10 09:00", "2026-08-20 09:00"


@pytest.fixture
def schools(ward):
    with acting_as(User.objects.system()):
        Agency.objects.filter(pk=ward["school"].pk).update(school_level=SchoolLevel.LOWER)
        return {"lower": Agency.objects.get(pk=ward["school"].pk)} | {
            level: Agency.objects.create(
                kind=AgencyKind.SCHOOL, name=f"Trường {level}", school_level=level, valid_from="2020-01-01"
            )
            for level in (SchoolLevel.PRESCHOOL, SchoolLevel.PRIMARY)
        }


@pytest.fixture
def pupil(child_of, schools, at):
    """A pupil of the year before: `pupil("primary", "4A")`."""

    def make(level: str, class_name: str, birth: str = "2014-05-01", **facts) -> Child:
        with at(LAST_YEAR):
            child = child_of(birth=PartialDate.fromisoformat(birth), school=schools[level], class_name=class_name)
            with acting_as(User.objects.system(), scope=FIGURES):
                Enrolment.objects.filter(child=child).update(**facts)
        return child

    return make


def opened(by, at, *, to: dict[str, str] | None = None) -> int:
    """Everybody's class as proposed, or as `to` calls it."""
    with at(AUGUST), acting_as(by):
        day = datetime.date(2026, 8, 20)
        classes = classes_of(waiting(Child.objects.visible_to(by), day), by, day)
        names = {each.key: (to or {}).get(each.name, each.after) for each in classes}
        return open_school_year(by=by, names=names)


def years(child, by) -> dict[int, str]:
    with acting_as(by):
        return dict(Enrolment.objects.filter(child=child, left_on=None).values_list("school_year", "class_name"))


def test_everybody_who_goes_on_is_enrolled_also_whose_class_keeps_its_name(pupil, officer, at):
    stories = {
        ("primary", "4A", "2016-05-01"): "5A",
        ("lower", "8/2", "2012-05-01"): "9/2",
        ("preschool", "Mầm 2", "2022-05-01"): "Chồi 2",
        ("preschool", "Hoa Sen", "2022-05-01"): "Hoa Sen",
        ("primary", "", "2016-05-01"): "",
    }
    children = {pupil(*story): after for story, after in stories.items()}
    assert opened(officer, at) == len(children)
    for child, after in children.items():
        assert years(child, officer)[2026] == after
        with acting_as(officer):
            assert Child.objects.get(pk=child.pk).class_name == after
    assert years(next(iter(children)), officer)[2025] == "4A"
    assert opened(officer, at) == 0


def test_the_last_grade_and_who_turns_six_leave_and_who_dropped_out_is_no_pupil(pupil, officer, at):
    gone = {"dropped_on": datetime.date(2026, 2, 2), "dropout_reason": "work"}
    children = [
        pupil("primary", "5A", "2015-05-01"),
        pupil("lower", "9B", "2011-05-01"),
        pupil("preschool", "Lá 1", "2020-12-31"),
        pupil("lower", "7A", "2013-05-01", **gone),
    ]
    assert opened(officer, at) == 0
    assert all(2026 not in years(child, officer) for child in children)


def test_a_repeater_stays_and_a_class_written_in_july_is_the_new_ones(pupil, officer, at):
    repeater = pupil("primary", "4A", "2016-05-01", completed=False)
    early = pupil("primary", "3A", "2017-05-01")
    with at(SUMMER), acting_as(officer):
        known = Child.objects.get(pk=early.pk)
        known.class_name = "4C"
        known.save_next_version()
    assert years(early, officer) == {2025: "3A"}
    assert opened(officer, at) == 2
    assert years(repeater, officer) == {2025: "4A", 2026: "4A"}
    assert years(early, officer) == {2025: "3A", 2026: "4C"}


def test_what_a_school_notes_in_july_leaves_a_class_written_for_the_new_year_alone(pupil, officer, at):
    child = pupil("lower", "7A", "2013-05-01")
    with at(SUMMER), acting_as(officer):
        known = Child.objects.get(pk=child.pk)
        known.class_name = "8C"
        known.save_next_version()
        year = Enrolment.objects.get(child=child)
        record_schooling(enrolment=year, by=officer, version=year.version, draft=SchoolingDraft("7A", completed=True))
        assert Child.objects.get(pk=child.pk).class_name == "8C"


def test_a_school_opens_its_own_year_on_the_page(pupil, schools, teacher, officer, as_user, at):
    mine, other = pupil("lower", "7A", "2013-05-01"), pupil("primary", "2A", "2018-05-01")
    with at(AUGUST):
        browser = as_user(teacher)
        assert "1 học sinh chưa vào năm học mới" in browser.get("/").text
        assert "Mở năm học mới" in browser.get("/school/").text
        page = browser.get("/school/new-year")
        [(_, box)] = page.context["form"].lines
        assert (box.value(), "Mở năm học cho 1 học sinh" in page.text) == ("8A", True)
        answer = browser.post("/school/new-year", {box.html_name: "8B"}, follow=True)
        assert "Đã mở năm học cho 1 học sinh." in answer.text
    assert years(mine, officer) == {2025: "7A", 2026: "8B"}
    assert 2026 not in years(other, officer)


def test_who_may_not_record_opens_nothing(chair):
    with acting_as(chair), pytest.raises(NotAllowed):
        open_school_year(by=chair, names={})


def test_who_moved_away_is_no_pupil_until_a_correction_brings_them_back(pupil, officer, at):
    child = pupil("lower", "7A", "2013-05-01")

    def leaves(day):
        with at(LAST_YEAR), acting_as(officer):
            known = Child.objects.get(pk=child.pk)
            known.left_on, known.residence = day, "moved_out" if day else "permanent"
            known.save_next_version()
            return Enrolment.objects.get(child=child).left_on

    day = datetime.date(2026, 2, 20)
    assert leaves(day) == day
    assert leaves(day.replace(day=25)) == day.replace(day=25)
    assert leaves(None) is None


def test_a_dropout_in_september_is_of_the_year_that_began(pupil, collaborator, officer, at):
    child = pupil("lower", "7A", "2013-05-01")
    with at("2026-09-20 09:00"), acting_as(officer):
        known = Child.objects.get(pk=child.pk)
        year = enrolment_on(child=known, by=officer, day=datetime.date(2026, 9, 15))
        record_dropout(
            enrolment=year, by=officer, version=year.version, dropped_on=datetime.date(2026, 9, 15),
            dropout_reason="work",
        )  # fmt: skip
        assert enrolment_on(child=known, by=officer, day=datetime.date(2026, 5, 4)).school_year == 2025
        assert set(Enrolment.objects.filter(child=child).values_list("school_year", "dropped_on")) == {
            (2025, None),
            (2026, datetime.date(2026, 9, 15)),
        }


@pytest.mark.parametrize(
    ("before", "after"), [("5A", "6A"), ("10C", "11C"), ("Mầm 2", "Chồi 2"), ("Chồi", "Lá"), ("Lá 1", "Lá 1"), ("", "")]
)
def test_the_next_class_as_far_as_the_name_says_so(before, after):
    assert next_class(before) == after

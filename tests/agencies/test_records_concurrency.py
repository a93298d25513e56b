"""Two people write at the same moment what can stand only once: one has it, the other is told in a sentence."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from accounts.acting import acting_as
from accounts.authorization import Role
from accounts.models import User
from agencies.actions.calendar import add_day, confirm_year, swap_days
from agencies.actions.committee import CommitteeDraft, MemberDraft, add_member, found_committee
from agencies.actions.organisations import (
    AgencyDraft,
    NeighbourhoodDraft,
    add_agency,
    add_neighbourhood,
    add_neighbourhoods,
)
from agencies.actions.register import DocumentDraft, register_paper, start_after_paper
from agencies.actions.ward import ProfileDraft, add_signer, write_profile
from agencies.models import (
    Agency,
    AgencyKind,
    CalendarDay,
    CalendarYear,
    CommitteeMember,
    CommitteeRole,
    DayKind,
    Neighbourhood,
    RegisterCounter,
    RegisteredDocument,
    Signer,
    SteeringCommittee,
    WardProfile,
)
from agencies.reference import ward_profiles
from tests.agencies.conftest import VICE_CHAIR, signer_of_reports

MADE = (
    RegisteredDocument, RegisterCounter, CommitteeMember, SteeringCommittee, Agency, Neighbourhood, WardProfile, Signer,
    CalendarDay, CalendarYear,
)  # fmt: skip
SINCE, LATER = date(2025, 7, 1), date(2026, 1, 1)
FRIDAY = date(2026, 10, 23)


def person(elsewhere, role):
    """Somebody whom other connections see; taken away afterwards with all that was made."""
    [user] = elsewhere(_begin, [(role,)])
    yield user
    elsewhere(_take_away, [(user,)])


@pytest.fixture
def admin(elsewhere):
    yield from person(elsewhere, Role.ADMIN)


@pytest.fixture
def clerk(elsewhere):
    yield from person(elsewhere, Role.CLERK)


def _begin(role) -> User:
    with acting_as(User.objects.system()):
        user = User(username="nguoi.viet", full_name="Người Viết", role=role)
        user.save()
        return user


def _take_away(user) -> None:
    with acting_as(User.objects.system()):
        for model in MADE:
            model.objects.all().delete()
        user.delete()


def test_an_agency_of_a_name_at_a_time(admin, refusal_of_the_second):
    """From different days on: no unique index tells them apart, only that the periods overlap."""
    draft = AgencyDraft(AgencyKind.HEALTH, "Trạm Y tế", SINCE)
    first = partial(add_agency, by=admin, draft=draft)
    second = partial(add_agency, by=admin, draft=replace(draft, valid_from=LATER))
    assert "Đã có “Trạm Y tế”" in refusal_of_the_second(admin, first, second)
    assert Agency.objects.count() == 1


def test_a_neighbourhood_of_a_name_at_a_time_also_from_a_list(admin, refusal_of_the_second):
    draft = NeighbourhoodDraft(7, "Tổ dân phố 7", SINCE)
    first = partial(add_neighbourhood, by=admin, draft=draft)
    others = [NeighbourhoodDraft(8, "Tổ dân phố 8", LATER), replace(draft, valid_from=LATER)]
    second = partial(add_neighbourhoods, by=admin, drafts=others)
    assert "Đã có “Tổ dân phố 7”" in refusal_of_the_second(admin, first, second)
    assert [each.number for each in Neighbourhood.objects.all()] == [7]


@pytest.mark.parametrize("day", [LATER, date(2026, 2, 1)])
def test_a_committee_at_a_time(admin, elsewhere, refusal_of_the_second, day):
    """Both find the same one before theirs; it ends once, the day before the first."""

    def found(number, day):
        found_committee(by=admin, draft=CommitteeDraft(number, decided_on=day, valid_from=day))

    def before():
        with acting_as(admin):
            found("35/QĐ-UBND", SINCE)

    elsewhere(before, [()])
    sentence = refusal_of_the_second(admin, partial(found, "120/QĐ-UBND", LATER), partial(found, "121/QĐ-UBND", day))
    assert "đã có Ban chỉ đạo theo quyết định 120/QĐ-UBND" in sentence
    assert [(each.decision_number, each.valid_to) for each in SteeringCommittee.objects.all()] == [
        ("120/QĐ-UBND", None),
        ("35/QĐ-UBND", date(2025, 12, 31)),
    ]


def test_a_head_of_a_committee(admin, elsewhere, refusal_of_the_second):
    def before():
        with acting_as(admin):
            return found_committee(by=admin, draft=CommitteeDraft("35/QĐ-UBND", decided_on=SINCE, valid_from=SINCE))

    [committee] = elsewhere(before, [()])

    def head(name):
        add_member(committee=committee, by=admin, draft=MemberDraft(name, role=CommitteeRole.HEAD))

    sentence = refusal_of_the_second(admin, partial(head, "Trần Quốc Duy"), partial(head, "Đinh Thị Mỹ Lệ"))
    assert "Trần Quốc Duy đang là Trưởng ban" in sentence


def test_a_profile_at_a_time(admin, refusal_of_the_second):
    draft = ProfileDraft(**ward_profiles()[-1])
    first = partial(write_profile, by=admin, draft=draft)
    second = partial(write_profile, by=admin, draft=replace(draft, valid_from=LATER))
    assert "Trùng thời gian với hồ sơ “Phường Cẩm Thành”" in refusal_of_the_second(admin, first, second)


def test_a_signer_of_reports_at_a_time(admin, refusal_of_the_second):
    first = partial(add_signer, by=admin, draft=VICE_CHAIR)
    second = partial(add_signer, by=admin, draft=replace(VICE_CHAIR, full_name="Trần Quốc Duy", valid_from=LATER))
    assert "Đinh Thị Mỹ Lệ được giao ký báo cáo năm" in refusal_of_the_second(admin, first, second)


def test_of_two_who_take_over_the_yearly_report_at_once_one_does(admin, elsewhere, refusal_of_the_second):
    elsewhere(signer_of_reports, [(admin,)])

    def takes_over(name):
        draft = replace(VICE_CHAIR, full_name=name, valid_from=LATER)
        return partial(add_signer, by=admin, draft=draft)

    sentence = refusal_of_the_second(admin, takes_over("Trần Quốc Duy"), takes_over("Võ Thuỳ Dương"))
    assert "Trần Quốc Duy được giao ký báo cáo năm" in sentence
    assert Signer.objects.filter(signs_reports=True).count() == 2
    assert Signer.objects.count() == 3


@pytest.mark.parametrize(
    "second",
    [
        partial(add_day, day=FRIDAY, kind=DayKind.HOLIDAY, name="Nghỉ lũ"),
        partial(swap_days, off=FRIDAY, worked=date(2026, 10, 31)),
    ],
)
def test_a_day_of_the_calendar(admin, refusal_of_the_second, second):
    first = partial(add_day, day=FRIDAY, kind=DayKind.HOLIDAY, name="Nghỉ bão", by=admin)
    assert "đã có trong lịch: Nghỉ bão" in refusal_of_the_second(admin, first, partial(second, by=admin))
    assert [each.name for each in CalendarDay.objects.all()] == ["Nghỉ bão"]


def test_a_new_year_of_the_calendar_is_made_once(admin, refusal_of_the_second):
    first = partial(add_day, day=date(2031, 1, 1), kind=DayKind.HOLIDAY, name="Tết Dương lịch", by=admin)
    assert refusal_of_the_second(admin, first, partial(confirm_year, year=2031, by=admin)) == ""
    assert CalendarYear.objects.get().confirmed_by == admin


def test_a_number_of_the_paper_register(clerk, elsewhere, refusal_of_the_second):
    def before():
        with acting_as(clerk):
            start_after_paper(type="QĐ", year=2026, last=10, by=clerk)
            WardProfile.objects.create(**ward_profiles()[-1])

    elsewhere(before, [()])
    copy = partial(register_paper, type="QĐ", number=5, on=LATER, by=clerk, draft=DocumentDraft(subject="Từ sổ giấy"))
    assert refusal_of_the_second(clerk, copy, copy) == "Số 5 năm 2026 đã có trong sổ."
    with acting_as(clerk):
        assert RegisteredDocument.objects.count() == 1

"""The steering committee, its members, meetings and minutes."""

import datetime
from dataclasses import replace

import pytest

from accounts.acting import acting_as
from agencies.actions.committee import (
    CommitteeDraft,
    MeetingDraft,
    MemberDraft,
    add_member,
    edit_committee,
    edit_meeting,
    edit_member,
    found_committee,
    record_meeting,
)
from agencies.models import CommitteeMeeting, CommitteeMember, CommitteeRole, SteeringCommittee
from agencies.queries import committee_on
from interface.refusals import NotAllowed, Refused, StaleVersion

DECIDED, RENEWED = datetime.date(2025, 8, 1), datetime.date(2026, 9, 1)
FIRST = CommitteeDraft("35/QĐ-UBND", decided_on=DECIDED, valid_from=DECIDED)
SECOND = CommitteeDraft("120/QĐ-UBND", decided_on=RENEWED, valid_from=RENEWED)
HEAD = MemberDraft("Trần Quốc Duy", role=CommitteeRole.HEAD)
MEETING = MeetingDraft(held_on=datetime.date(2026, 11, 12), title="Quý IV")


@pytest.fixture
def committee(officer):
    with acting_as(officer):
        yield found_committee(by=officer, draft=FIRST)


def test_a_new_decision_ends_the_committee_before(officer, committee):
    new = found_committee(by=officer, draft=SECOND)
    committee.refresh_from_db()
    assert (committee.valid_to, committee.version) == (datetime.date(2026, 8, 31), 2)
    assert committee_on(RENEWED) == new
    assert committee_on(DECIDED) == committee


def test_two_committees_never_sit_on_the_same_day(officer, committee):
    with pytest.raises(Refused, match="đã có Ban chỉ đạo theo quyết định 35/QĐ-UBND") as refused:
        found_committee(by=officer, draft=replace(SECOND, valid_from=DECIDED))
    assert refused.value.field == "valid_from"
    with pytest.raises(Refused, match="35/QĐ-UBND, từ ngày 01/08/2025"):  # one of the past that never ended
        found_committee(by=officer, draft=replace(SECOND, valid_from=datetime.date(2024, 1, 1)))
    renewed = found_committee(by=officer, draft=SECOND)
    with pytest.raises(Refused, match="35/QĐ-UBND"):
        edit_committee(
            committee=renewed, by=officer, version=1, draft=replace(SECOND, valid_from=datetime.date(2026, 8, 31))
        )
    assert SteeringCommittee.objects.count() == 2


def test_a_committee_has_one_head(officer, committee):
    head = add_member(committee=committee, by=officer, draft=HEAD)
    with pytest.raises(Refused, match="Trần Quốc Duy đang là Trưởng ban") as refused:
        add_member(committee=committee, by=officer, draft=replace(HEAD, full_name="Đinh Thị Mỹ Lệ"))
    assert refused.value.field == "role"
    left = replace(HEAD, left_on=datetime.date(2026, 1, 1))
    edit_member(member=head, by=officer, version=head.version, draft=left)
    add_member(committee=committee, by=officer, draft=replace(HEAD, full_name="Đinh Thị Mỹ Lệ"))


def test_minutes_are_written_after_the_meeting_and_not_over_somebody_elses(officer, admin, committee):
    meeting = record_meeting(committee=committee, by=officer, draft=MEETING)
    minutes = replace(MEETING, minutes="Kết luận 1", attendees=11)
    edit_meeting(meeting=meeting, by=officer, version=meeting.version, draft=minutes)
    with acting_as(admin), pytest.raises(StaleVersion):
        edit_meeting(meeting=meeting, by=admin, version=meeting.version, draft=replace(MEETING, minutes="Khác"))
    assert CommitteeMeeting.objects.get().minutes == "Kết luận 1"


def test_how_a_member_stands_is_said_by_the_day():
    member = CommitteeMember(full_name="Lê Văn Ba", left_on=datetime.date(2026, 10, 1))
    assert member.standing_on(datetime.date(2026, 9, 30)).word == "Sắp thôi"
    gone = member.standing_on(datetime.date(2026, 10, 1))
    assert (gone.word, gone.detail) == ("Đã thôi", "từ 01/10/2026")
    assert CommitteeMember().standing_on(RENEWED).word == "Đang tham gia"


def test_leaders_read_and_do_not_write_focal_points_do_not_know(chair, teacher, committee, officer):
    add_member(committee=committee, by=officer, draft=HEAD)
    with acting_as(chair):
        assert CommitteeMember.objects.visible_to(chair).count() == 1
        with pytest.raises(NotAllowed):
            record_meeting(committee=committee, by=chair, draft=MEETING)
    with acting_as(teacher):
        assert CommitteeMember.objects.visible_to(teacher).count() == 0

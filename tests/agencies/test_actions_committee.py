"""The steering committee, its members, meetings and minutes."""

import datetime

import pytest

from accounts.acting import acting_as
from agencies.actions.committee import add_member, edit_meeting, edit_member, found_committee, record_meeting
from agencies.models import CommitteeMeeting, CommitteeMember, CommitteeRole
from agencies.queries import committee_on
from interface.refusals import NotAllowed, Refused, StaleVersion

DECIDED = datetime.date(2025, 8, 1)


@pytest.fixture
def committee(officer):
    with acting_as(officer):
        yield found_committee(by=officer, decision_number="35/QĐ-UBND", decided_on=DECIDED, valid_from=DECIDED)


def test_a_new_decision_ends_the_committee_before(officer, committee):
    day = datetime.date(2026, 9, 1)
    new = found_committee(by=officer, decision_number="120/QĐ-UBND", decided_on=day, valid_from=day)
    committee.refresh_from_db()
    assert committee.valid_to == datetime.date(2026, 8, 31)
    assert committee_on(day) == new
    assert committee_on(DECIDED) == committee
    with pytest.raises(Refused, match="Đã có Ban chỉ đạo"):
        found_committee(by=officer, decision_number="121/QĐ-UBND", decided_on=day, valid_from=day)


def test_a_committee_has_one_head(officer, committee):
    head = add_member(committee=committee, by=officer, full_name="Trần Quốc Duy", role=CommitteeRole.HEAD)
    with pytest.raises(Refused, match="Trần Quốc Duy") as refused:
        add_member(committee=committee, by=officer, full_name="Đinh Thị Mỹ Lệ", role=CommitteeRole.HEAD)
    assert refused.value.field == "role"
    edit_member(member=head, by=officer, version=head.version, left_on=datetime.date(2026, 1, 1))
    add_member(committee=committee, by=officer, full_name="Đinh Thị Mỹ Lệ", role=CommitteeRole.HEAD)


def test_minutes_are_written_after_the_meeting_and_not_over_somebody_elses(officer, admin, committee):
    meeting = record_meeting(committee=committee, by=officer, held_on=datetime.date(2026, 11, 12), title="Quý IV")
    edit_meeting(meeting=meeting, by=officer, version=meeting.version, minutes="Kết luận 1", attendees=11)
    with acting_as(admin), pytest.raises(StaleVersion):
        edit_meeting(meeting=meeting, by=admin, version=meeting.version, minutes="Khác")
    assert CommitteeMeeting.objects.get().minutes == "Kết luận 1"


def test_leaders_read_and_do_not_write_focal_points_do_not_know(chair, teacher, committee, officer):
    add_member(committee=committee, by=officer, full_name="Trần Quốc Duy", role=CommitteeRole.HEAD)
    with acting_as(chair):
        assert CommitteeMember.objects.visible_to(chair).count() == 1
        with pytest.raises(NotAllowed):
            record_meeting(committee=committee, by=chair, held_on=DECIDED, title="Họp")
    with acting_as(teacher):
        assert CommitteeMember.objects.visible_to(teacher).count() == 0

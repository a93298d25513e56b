"""The steering committee: founded by a decision, renewed by the next one; its members, meetings and minutes."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from accounts.authorization import authorize, locked
from accounts.models import User
from agencies.actions.records import ONE_DAY, check_period, described, overlapping, saved
from agencies.models import Agency, CommitteeMeeting, CommitteeMember, CommitteeRole, SteeringCommittee
from agencies.models.committee import USUAL_NAME
from interface.records import refused_when
from vietnamese.formats import format_date

EDIT = "agencies.edit_committee"


@dataclass(frozen=True)
class CommitteeDraft:
    decision_number: str
    decided_on: date
    valid_from: date
    valid_to: date | None = None
    name: str = USUAL_NAME


@dataclass(frozen=True)
class MemberDraft:
    """`left_on` is how somebody leaves."""

    full_name: str
    role: str
    position: str = ""
    agency: Agency | None = None
    left_on: date | None = None


@dataclass(frozen=True)
class MeetingDraft:
    """`decisions`: one line for each thing to do."""

    held_on: date
    title: str
    place: str = ""
    chaired_by: str = ""
    attendees: int | None = None
    agenda: str = ""
    decisions: str = ""
    minutes: str = ""


@transaction.atomic
def found_committee(*, by: User, draft: CommitteeDraft) -> SteeringCommittee:
    """A decision founds a committee; the one before ends the day before. Raises NotAllowed, Refused."""
    authorize(by, EDIT)
    _end_the_one_before(draft.valid_from)
    return _saved_committee(described(SteeringCommittee(), draft))


@transaction.atomic
def edit_committee(*, committee: SteeringCommittee, by: User, version: int, draft: CommitteeDraft) -> SteeringCommittee:
    """Raises NotAllowed, StaleVersion, Refused."""
    committee = locked(committee, by=by, may=EDIT, version=version)
    return _saved_committee(described(committee, draft))


@transaction.atomic
def add_member(*, committee: SteeringCommittee, by: User, draft: MemberDraft) -> CommitteeMember:
    """Raises NotAllowed, Refused."""
    authorize(by, EDIT, committee)
    return _saved_member(described(CommitteeMember(committee=committee), draft))


@transaction.atomic
def edit_member(*, member: CommitteeMember, by: User, version: int, draft: MemberDraft) -> CommitteeMember:
    """Raises NotAllowed, StaleVersion, Refused."""
    member = locked(member, by=by, may=EDIT, version=version)
    return _saved_member(described(member, draft))


@transaction.atomic
def record_meeting(*, committee: SteeringCommittee, by: User, draft: MeetingDraft) -> CommitteeMeeting:
    """Raises NotAllowed."""
    authorize(by, EDIT, committee)
    return saved(described(CommitteeMeeting(committee=committee), draft))


@transaction.atomic
def edit_meeting(*, meeting: CommitteeMeeting, by: User, version: int, draft: MeetingDraft) -> CommitteeMeeting:
    """Raises NotAllowed, StaleVersion."""
    meeting = locked(meeting, by=by, may=EDIT, version=version)
    return saved(described(meeting, draft))


def _end_the_one_before(day: date) -> None:
    """The committee of that day ends the day before. One that begins on that very day is none before."""
    found = SteeringCommittee.objects.on(day).first()
    before = SteeringCommittee.objects.lock(found.pk) if found else None
    if before and before.in_force(day) and before.valid_from < day:
        before.valid_to = day - ONE_DAY
        saved(before)


def _saved_committee(committee: SteeringCommittee) -> SteeringCommittee:
    def taken() -> str:
        other = overlapping(committee).first()
        return (
            f"Trong thời gian này đã có Ban chỉ đạo theo quyết định {other.decision_number}, "
            f"từ ngày {format_date(other.valid_from)}. Sửa Ban ấy, hoặc ghi ngày khác."
        )

    check_period(committee)
    with refused_when("one_committee_at_a_time", taken, field="valid_from"):
        return saved(committee)


def _saved_member(member: CommitteeMember) -> CommitteeMember:
    def has_head() -> str:
        head = CommitteeMember.objects.get(committee=member.committee, role=CommitteeRole.HEAD, left_on=None)
        return f"{head.full_name} đang là Trưởng ban. Ghi người ấy thôi từ ngày nào trước."

    with refused_when("one_head_per_committee", has_head, field="role"):
        return saved(member)

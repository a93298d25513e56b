"""The steering committee: founded by a decision, renewed by the next one; its members, meetings and minutes."""

from typing import Any

from django.db import transaction

from accounts.authorization import authorize
from accounts.models import User
from agencies.actions.records import ONE_DAY, check_period, edited
from agencies.models import CommitteeMeeting, CommitteeMember, CommitteeRole, SteeringCommittee
from interface.refusals import Refused

EDIT = "agencies.edit_committee"


@transaction.atomic
def found_committee(*, by: User, **facts: Any) -> SteeringCommittee:
    """A decision founds a committee; the one before ends the day before."""
    authorize(by, EDIT)
    committee = SteeringCommittee(**facts)
    check_period(committee)
    before = SteeringCommittee.objects.on(committee.valid_from).select_for_update(of=("self",)).first()
    if before:
        if before.valid_from == committee.valid_from:
            raise Refused("Đã có Ban chỉ đạo từ ngày này. Sửa Ban ấy, hoặc ghi ngày khác.", field="valid_from")
        before.valid_to = committee.valid_from - ONE_DAY
        before.save_next_version()
    committee.save()
    return committee


@transaction.atomic
def edit_committee(*, committee: SteeringCommittee, by: User, version: int, **facts: Any) -> SteeringCommittee:
    committee = edited(committee, by=by, may=EDIT, version=version, facts=facts)
    check_period(committee)
    committee.save_next_version()
    return committee


@transaction.atomic
def add_member(*, committee: SteeringCommittee, by: User, **facts: Any) -> CommitteeMember:
    authorize(by, EDIT, committee)
    member = CommitteeMember(committee=committee, **facts)
    _check_one_head(member)
    member.save()
    return member


@transaction.atomic
def edit_member(*, member: CommitteeMember, by: User, version: int, **facts: Any) -> CommitteeMember:
    """Also how somebody leaves: `left_on`."""
    member = edited(member, by=by, may=EDIT, version=version, facts=facts)
    _check_one_head(member)
    member.save_next_version()
    return member


@transaction.atomic
def record_meeting(*, committee: SteeringCommittee, by: User, **facts: Any) -> CommitteeMeeting:
    authorize(by, EDIT, committee)
    return CommitteeMeeting.objects.create(committee=committee, **facts)


@transaction.atomic
def edit_meeting(*, meeting: CommitteeMeeting, by: User, version: int, **facts: Any) -> CommitteeMeeting:
    meeting = edited(meeting, by=by, may=EDIT, version=version, facts=facts)
    meeting.save_next_version()
    return meeting


def _check_one_head(member: CommitteeMember) -> None:
    if member.role != CommitteeRole.HEAD or member.left_on:
        return
    heads = CommitteeMember.objects.filter(committee=member.committee, role=CommitteeRole.HEAD, left_on=None)
    head = heads.exclude(pk=member.pk).first()
    if head:
        raise Refused(f"{head.full_name} đang là Trưởng ban. Ghi người ấy thôi từ ngày nào trước.", field="role")

"""The steering committee: members, meetings, minutes."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from accounts.history import history_entries
from agencies.actions.committee import (
    add_member,
    edit_committee,
    edit_meeting,
    edit_member,
    found_committee,
    record_meeting,
)
from agencies.forms.committee import CommitteeForm, MeetingForm, MemberForm
from agencies.models import CommitteeMeeting, CommitteeMember, SteeringCommittee
from agencies.queries import committee_on
from agencies.wording import committee_sits, meeting_held
from interface.editing import add_page, edit_page
from interface.records import get_visible


def committee(request):
    today = committee_on(timezone.localdate())
    if today is None:
        may_edit = request.user.may("agencies.edit_committee")
        return render(request, "agencies/no_committee.html", {"may_edit": may_edit})
    return _show(request, today)


def past_committee(request, committee):
    return _show(request, get_visible(SteeringCommittee, request.user, public_id=committee))


def _show(request, committee: SteeringCommittee) -> HttpResponse:
    members = CommitteeMember.objects.visible_to(request.user).filter(committee=committee).select_related("agency")
    meetings = CommitteeMeeting.objects.visible_to(request.user).filter(committee=committee)
    context = {
        "committee": committee,
        "members": members,
        "meetings": meetings,
        "state": committee_sits(members, meetings, timezone.localdate()),
        "others": SteeringCommittee.objects.visible_to(request.user).exclude(pk=committee.pk),
        "entries": history_entries(committee, request.user),
        "may_edit": request.user.may("agencies.edit_committee"),
    }
    return render(request, "agencies/committee.html", context)


def new_committee(request):
    form, title = CommitteeForm(request.POST or None), "Ghi quyết định thành lập, kiện toàn Ban chỉ đạo"
    done = "Đã ghi Ban chỉ đạo. Ban trước thôi từ ngày ấy."
    return add_page(request, form, found_committee, title=title, button="Ghi", parent=_list(), done=done)


def change_committee(request, committee):
    committee = get_visible(SteeringCommittee, request.user, public_id=committee)
    title = "Sửa Ban chỉ đạo"
    return edit_page(
        request, CommitteeForm, edit_committee, committee, name="committee", title=title, parent=_page_of(committee)
    )


def new_member(request, committee):
    committee = get_visible(SteeringCommittee, request.user, public_id=committee)
    form, title = MemberForm(request.POST or None), "Thêm thành viên Ban chỉ đạo"
    return add_page(
        request,
        form,
        add_member,
        title=title,
        button="Thêm",
        parent=_page_of(committee),
        done="Đã thêm thành viên.",
        committee=committee,
    )


def change_member(request, member):
    member = get_visible(CommitteeMember, request.user, public_id=member)
    title = f"Sửa thành viên {member.full_name}"
    return edit_page(
        request, MemberForm, edit_member, member, name="member", title=title, parent=_page_of(member.committee)
    )


def new_meeting(request, committee):
    committee = get_visible(SteeringCommittee, request.user, public_id=committee)
    form = MeetingForm(request.POST or None, initial={"held_on": timezone.localdate()})
    return add_page(
        request,
        form,
        record_meeting,
        title="Ghi cuộc họp",
        button="Ghi cuộc họp",
        parent=_page_of(committee),
        done="Đã ghi cuộc họp.",
        committee=committee,
    )


def meeting(request, meeting):
    meeting = get_visible(CommitteeMeeting, request.user, public_id=meeting)
    decisions = [line for line in meeting.decisions.splitlines() if line.strip()]
    context = {
        "meeting": meeting,
        "decisions": decisions,
        "state": meeting_held(meeting, decisions),
        "committee_page": _page_of(meeting.committee)[1],
        "entries": history_entries(meeting, request.user),
        "may_edit": request.user.may("agencies.edit_committee"),
    }
    return render(request, "agencies/meeting.html", context)


def change_meeting(request, meeting):
    meeting = get_visible(CommitteeMeeting, request.user, public_id=meeting)
    parent = meeting.title, reverse("meeting", args=[meeting.public_id])
    title = f"Sửa cuộc họp {meeting.title}"
    return edit_page(request, MeetingForm, edit_meeting, meeting, name="meeting", title=title, parent=parent)


def _list():
    return "Ban chỉ đạo", reverse("committee")


def _page_of(committee: SteeringCommittee):
    return "Ban chỉ đạo", reverse("past_committee", args=[committee.public_id])

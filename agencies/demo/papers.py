"""Signers, the steering committee with its meetings, and the last lines of the outgoing register."""

from typing import Any

from django.utils import timezone

from accounts.models import User
from agencies.actions.register import (
    DocumentDraft,
    draft_document,
    issue_number,
    return_document,
    start_after_paper,
)
from agencies.demo.facts import facts
from agencies.models import CommitteeMeeting, CommitteeMember, Signer, SteeringCommittee
from interface.demo import Demo

Facts = dict[str, Any]


def make_papers(demo: Demo) -> str:
    """What is dated after the demo's day has not happened yet."""
    given = facts()
    users = {user.username: user for user in User.objects.people()}
    signers = {each.get("user", ""): _signer(each, users) for each in given["signers"]}
    committees = [each for each in given["committees"] if each["decided"] <= demo.today]
    for each in committees:
        _committee(each, users, demo)
    documents = _documents(given["documents"], users, signers, demo)
    return f"{len(signers)} người ký, {len(committees)} Ban chỉ đạo, {documents} văn bản đi"


def _signer(given: Facts, users: dict[str, User]) -> Signer:
    user = users.get(given.get("user", ""))
    return Signer.objects.create(
        full_name=user.full_name if user else given["name"],
        position=given["position"],
        form=given["form"],
        user=user,
        signs_reports=given.get("reports", False),
        valid_from=given["from"],
        valid_to=given.get("to"),
    )


def _committee(given: Facts, users: dict[str, User], demo: Demo) -> None:
    committee = SteeringCommittee.objects.create(
        decision_number=given["decision"],
        decided_on=given["decided"],
        valid_from=given["from"],
        valid_to=given.get("to"),
    )
    for member in given["members"]:
        user = users.get(member.get("user", ""))
        CommitteeMember.objects.create(
            committee=committee,
            full_name=user.full_name if user else member["name"],
            position=user.title if user else member["position"],
            role=member["role"],
            agency=user.agency if user else None,
            user=user,
        )
    CommitteeMeeting.objects.bulk_create(
        CommitteeMeeting(
            committee=committee,
            held_on=meeting["held"],
            title=meeting["title"],
            place="Phòng họp UBND phường",
            chaired_by=meeting["chair"],
            attendees=meeting["attendees"],
            agenda=meeting.get("agenda", ""),
            decisions=meeting.get("decisions", ""),
        )
        for meeting in given["meetings"]
        if meeting["held"] <= demo.today
    )


def _documents(given: Facts, users: dict[str, User], signers: dict[str, Signer], demo: Demo) -> int:
    """Numbers go on after the paper register's, given by the clerk as in life."""
    clerk, officer = users["phuoc.nh"], users["van.pth"]
    until = min(demo.today, timezone.localdate())  # nobody numbers a document of tomorrow
    issued = [each for each in given["issued"] if each["day"] <= until and each["day"].year == demo.today.year]
    for type_, last in given["on_paper"].items():
        start_after_paper(type=type_, year=demo.today.year, last=last, by=clerk)
    for each in sorted(issued, key=lambda each: each["day"]):
        issue_number(by=clerk, on=each["day"], **_document(each, signers))
    for each in given["returned"]:
        document = draft_document(by=officer, **_document(each, signers))
        return_document(document=document, by=clerk, version=document.version, reason=each["reason"])
    for each in given["waiting"]:
        draft_document(by=officer, **_document(each, signers))
    return len(issued) + len(given["returned"]) + len(given["waiting"])


def _document(given: Facts, signers: dict[str, Signer]) -> Facts:
    draft = DocumentDraft(
        subject=given["subject"],
        signer=signers[given["signer"]],
        recipients=given["recipients"],
        copies=given["copies"],
    )
    return {"type": given["type"], "unit": given.get("unit", ""), "draft": draft}

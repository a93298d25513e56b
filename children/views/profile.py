"""One child (screen 04)."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from accounts.events import Event, record
from children import presenting, queries
from children.entries import KINDS
from children.households.family_risks import risks_now
from children.models import Child
from children.papers import papers_of
from children.support.presenting import year_of_support
from children.timeline import timeline_of
from interface.records import get_visible


def show(request, child):
    try:
        child = get_visible(Child, request.user, public_id=child)
    except Http404:
        if kept := queries.kept_instead_of(child, request.user):
            return redirect(kept)
        raise
    record(Event.CHILD_READ, child)
    return render(request, "children/child.html", _page(request, child))


def personal_id(request, child):
    """POST shows the whole number and writes down who asked; GET masks it again."""
    child = get_visible(Child, request.user, public_id=child)
    shown = request.method == "POST"
    if shown:
        record(Event.PERSONAL_ID_SHOWN, child)
    if request.htmx:
        return render(request, "children/_personal_id.html", {"child": child, "shown": shown, "may_show": True})
    if not shown:
        return redirect(child)
    response = render(request, "children/child.html", _page(request, child, shown=True))
    response["Refresh"] = f"30;url={child.get_absolute_url()}"  # it hides again without JavaScript, too
    return response


def _page(request, child: Child, *, shown: bool = False) -> dict:
    """All that the page shows of the child to this user."""
    user, today = request.user, timezone.localdate()
    details = user.may("children.view_details")
    circumstances = list(queries.circumstances_of(child, user).true())
    household = child.household if details else None
    marked = not user.may("children.view_circumstances") and queries.is_marked(child, today)
    return {
        "child": child,
        "facts": presenting.facts_of(child, user, today, _number(request, child, shown=shown)),
        "tags": presenting.tags_of(circumstances, household, marked=marked),
        "details": details,
        "household_words": str(household) if household else "",
        "household_url": household.get_absolute_url() if household else "",
        "family": [
            (presenting.relation_in_words(each, user), each.caregiver, presenting.person_in_words(each.caregiver))
            for each in queries.family_of(child, user)
        ],
        "risks": [line for line in risks_now(household, user) if line.is_there] if household else [],
        "siblings": [
            (each, presenting.age_of(each, today), presenting.schooling_of(each))
            for each in queries.siblings_of(child, user)
        ]
        if details
        else [],
        "schooling": presenting.schooling_of(child),
        "circumstances": circumstances,
        "sees_circumstances": user.may("children.view_circumstances"),
        "timeline": timeline_of(child, user, circumstances) if details else [],
        "missing": queries.what_is_missing(child, today) if details else [],
        "entry_kinds": KINDS if user.may("children.edit") else (),
        "may_keep_legal_aid": user.may("children.keep_legal_aid"),
        "may_keep_adoptions": user.may("children.keep_adoptions"),
        "support": year_of_support(child, user, today) if user.may("support.view") else None,
        "papers": list(papers_of(child, today, numbers=user.may("children.show_personal_id"))) if details else [],
        "may_review_retention": user.may("retention.review"),
        "may_report": user.may("cases.report"),
        "may_see_cases": user.may("cases.view"),
        "may_print_sheet": user.may("children.print_sheet"),
        "portrait": queries.portrait_of(child, user) if user.may("children.view_files") else None,
        "may_see_files": user.may("children.view_files"),
        "files": list(queries.files_of(child, user)),
        "may_edit": user.may("children.edit"),
        "sees_schooling": user.may("children.view_schooling"),
        "enrolments": queries.enrolments_of(child, user),
        "sees_health": user.may("children.view_health"),
        "may_visit": user.may("children.record_visits"),
        "may_propose": user.may("children.propose_changes"),
        "may_read_history": user.may("children.view_history"),
        "may_read_log": user.may("accounts.view_log"),
    }


def _number(request, child: Child, *, shown: bool) -> SafeString:
    values = {"child": child, "shown": shown, "may_show": request.user.may("children.show_personal_id")}
    return mark_safe(render_to_string("children/_personal_id.html", values, request).strip())  # noqa: S308  our template

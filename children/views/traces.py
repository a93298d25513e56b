"""What was changed in a child's record, and who has read it."""

from django.shortcuts import render

from accounts.access_log import kind_of
from accounts.audit import history_from
from accounts.events import Event, record
from accounts.history import history_entries
from children.models import Child
from children.presenting import circumstance_in_words, relation_in_words
from children.queries import allowances_of, circumstances_of, family_of, justice_of, merges_into, readers_of
from interface.lists import page_of
from interface.records import get_visible


def history(request, child):
    """Only of what this user may see: a secret circumstance has no history for others."""
    child = get_visible(Child, request.user, public_id=child)
    record(Event.HISTORY_READ, child)
    parts = [("Thông tin của trẻ", history_entries(child, request.user))]
    if merges := list(merges_into(child, request.user)):
        gone = history_from("history_of_merged", child.pk)
        title = "Hồ sơ " + ", ".join(each.gone_code for each in merges) + " đã gộp vào"
        parts.append((title, history_entries(child, request.user, changes=gone)))
    for each in circumstances_of(child, request.user):
        parts.append((circumstance_in_words(each), history_entries(each, request.user)))
    for allowance in allowances_of(child, request.user):
        parts.append((f"Trợ cấp hằng tháng, {allowance}", history_entries(allowance, request.user)))
    for kept in justice_of(child, request.user):
        title = str(kept)
        parts.append((title[:1].upper() + title[1:], history_entries(kept, request.user)))
    for relation in family_of(child, request.user):
        title = f"{relation_in_words(relation, request.user)}: {relation.caregiver}"
        parts.append((title, history_entries(relation.caregiver, request.user)))
    context = {
        "parts": parts,
        "title": child.code,
        "parent": "Trẻ em",
        "page": "children",
        "back": child.get_absolute_url(),
    }
    return render(request, "children/history.html", context)


def readers(request, child):
    child = get_visible(Child, request.user, public_id=child)
    record(Event.HISTORY_READ, child)
    page = page_of(request, readers_of(child, request.user))
    page.object_list = [(event, kind_of(event.event).sentence) for event in page.object_list]
    return render(request, "children/readers.html", {"child": child, "page": page})

"""Saying that something has changed (screens 06, 22), and what became of what one has sent."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.events import Event, record
from children.actions.changes import answer_change, propose_change, withdraw_change
from children.changes.words import (
    STATUS,
    ChangeLine,
    about,
    circumstance_in_words,
    facts_now,
    lines_of_change,
)
from children.forms.change import AnswerForm, ChangeForm
from children.forms.proposed_child import ProposedChildForm
from children.models import OF_NEW_CHILDREN, ChangeKind, Child, ChildChange, Household, Residence
from children.presenting import age_of
from children.queries import sent_by
from children.views.editing import TWINS
from interface.editing import deed_page
from interface.lists import page_of
from interface.records import get_visible
from interface.refusals import StaleVersion

SENT = "Đã gửi cán bộ phường duyệt. Xem ở mục “Đã gửi”."
RECORDED = "Đã ghi vào sổ trẻ em."
SUBMITS = ("csrfmiddlewaretoken", "review", "send", "edit")


def who(request, household):
    """Whom in this household it is about."""
    household = get_visible(Household, request.user, public_id=household)
    record(Event.HOUSEHOLD_READ, household)
    today = timezone.localdate()
    children = Child.objects.visible_to(request.user).filter(household=household).under_16(today)
    context = {
        "household": household,
        "place": household.address or str(household),
        "children": [(each, age_of(each, today)) for each in children.order_by("born_on", "pk")],
    }
    return render(request, "children/changes/who.html", context)


def propose(request, child):
    """What, two questions, a last look, and off it goes."""
    child = get_visible(Child, request.user, public_id=child)
    record(Event.CHILD_READ, child)
    kinds = kinds_for(child)
    kind = request.GET.get("kind")
    base = {"child": child, "age": age_of(child, timezone.localdate()), "at_once": _at_once(request)}
    if kind not in kinds:
        return render(request, "children/changes/what.html", base | {"kinds": kinds})
    form = ChangeForm(request.POST or None, child=child, kind=ChangeKind(kind), at_once=_at_once(request))
    context = base | {"form": form, "kind": ChangeKind(kind)}
    if "send" in request.POST and (change := form.carry_out(propose_change, by=request.user)):
        return _sent(request, change)
    if "review" in request.POST and form.is_valid():
        return render(request, "children/changes/review.html", context | _last_look(request, form))
    return render(request, "children/changes/questions.html", context)


def kinds_for(child: Child) -> dict[str, str]:
    """What can have happened to this child, in the register's state."""
    comes_back = child.residence in (Residence.MOVED_OUT, Residence.AWAY)
    kinds = [ChangeKind.ARRIVAL] if comes_back else []
    if not child.is_gone:
        kinds += [ChangeKind.DEPARTURE, ChangeKind.CIRCUMSTANCE, ChangeKind.DROPOUT, ChangeKind.DEATH]
    return {kind.value: "Trở về" if kind == ChangeKind.ARRIVAL else kind.label for kind in kinds}


def _at_once(request) -> bool:
    """An officer's own word needs nobody's approval."""
    return request.user.may("children.decide_changes")


def _last_look(request, form: ChangeForm) -> dict:
    draft = form.facts["draft"]
    change = ChildChange(**{name: getattr(draft, name) for name in draft.__dataclass_fields__}, proposer=request.user)
    change.seen = facts_now(change)
    return {"lines": lines_of_change(change, request.user), "note": draft.note, "posted": _posted(request)}


def _posted(request) -> list[tuple[str, str]]:
    return [(key, value) for key, value in request.POST.items() if key not in SUBMITS]


def propose_child(request, household=None):
    """A child that is not in the register: of this household, or of one that is not known either."""
    if household:
        household = get_visible(Household, request.user, public_id=household)
        record(Event.HOUSEHOLD_READ, household)
    initial = {"kind": asked} if (asked := request.GET.get("kind")) in OF_NEW_CHILDREN else {}
    form = ProposedChildForm(request.POST or None, user=request.user, household=household, initial=initial)
    if change := form.carry_out(propose_change, by=request.user, despite_namesakes="still" in request.POST):
        return _sent(request, change)
    if form.twins:
        record(Event.CHILDREN_SEARCHED, TWINS)
    context = {"form": form, "household": household, "twins": form.twins, "at_once": _at_once(request)}
    return render(request, "children/changes/new_child.html", context)


def _sent(request, change: ChildChange):
    messages.success(request, SENT if change.is_open else RECORDED)
    return redirect(change.child if change.child and not change.is_open else "sent_changes")


def list_sent(request):
    """“Đã gửi”: one's own slips, those that wait for an answer first."""
    page = page_of(request, sent_by(request.user))
    record(Event.CHANGE_READ, "phiếu đã gửi")
    lines = [(each, STATUS[each.state], _what(each)) for each in page]
    return render(request, "children/changes/sent.html", {"page": page, "lines": lines})


def _what(change: ChildChange) -> str:
    """Hoàn cảnh đổi: Có cha, mẹ đi làm ăn xa"""
    words = change.get_kind_display()
    more = change.kind == ChangeKind.CIRCUMSTANCE and circumstance_in_words(change)
    return f"{words}: {more}" if more else words


def show_sent(request, change):
    change = get_visible(ChildChange, request.user, public_id=change)
    record(Event.CHANGE_READ, change)
    lines: list[ChangeLine] = lines_of_change(change, request.user)
    context = {
        "change": change,
        "what": _what(change),
        "about": about(change, timezone.localdate()),
        "status": STATUS[change.state],
        "lines": lines,
        "mine": change.proposer_id == request.user.pk,
    }
    return render(request, "children/changes/sent_one.html", context)


def answer(request, change):
    change = get_visible(ChildChange, request.user, public_id=change)
    record(Event.CHANGE_READ, change)
    return deed_page(
        request, AnswerForm(request.POST or None), answer_change, change,
        name="change", title="Trả lời phường", button="Gửi trả lời", done="Đã gửi trả lời. Phiếu chờ duyệt lại.",
        parent=("Phiếu đã gửi", change.get_absolute_url()), lead=f"Phường hỏi: {change.question}",
    )  # fmt: skip


def withdraw(request, change):
    change = get_visible(ChildChange, request.user, public_id=change)
    version = request.POST.get("version", "")
    try:
        withdraw_change(change=change, by=request.user, version=int(version) if version.isdecimal() else 0)
    except StaleVersion:
        messages.error(request, "Phiếu vừa có người quyết định hoặc trả lời. Xem lại trước khi rút.")
        return redirect(change)
    messages.success(request, "Đã rút phiếu lại. Sổ trẻ em không đổi.")
    return redirect("sent_changes")

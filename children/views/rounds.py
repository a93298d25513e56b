"""Screens 05a, 05b: the collaborator's phone. And for officers, how far each neighbourhood has come."""

from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.authorization import Role
from accounts.events import Event, record
from children.actions.checks import check_household, uncheck_household
from children.finding.typed import recall, search_typed
from children.models import ChangeState, CheckResult, Child, Household
from children.models.check import checked_in
from children.presenting import age_of
from children.queries import sent_by
from children.rounds import households_to_ask, last_day, round_of, rounds
from interface.homes import home_for
from interface.lists import page_of
from interface.records import get_visible
from interface.todo import todos_of
from vietnamese.formats import weekday_date
from vietnamese.names import search_key

BOX = "round"
PICKS = {"child": "Trẻ mới ở hộ nào?", "change": "Biến động ở hộ nào?"}


@home_for(Role.COLLABORATOR)
def home(request):
    """Two big buttons, this month's round, what came back, and the rest of the things to do."""
    today = timezone.localdate()
    returned = list(sent_by(request.user).filter(state=ChangeState.RETURNED))
    if returned:
        record(Event.CHANGE_READ, "phiếu bị trả lại")
    own_pages = (reverse("round"), reverse("sent_changes"))
    context = {
        "greeting": f"Chào {request.user.form_of_address} {request.user.full_name.split()[-1]}".replace("  ", " "),
        "today": weekday_date(today),
        "month": today.month,
        "round": round_of(request.user, today),
        "returned": returned,
        "todos": [todo for todo in todos_of(request) if not todo.url.startswith(own_pages)],
    }
    return render(request, "children/rounds/home.html", context)


def list_round(request):
    """One's households, at first those not asked yet this month; or all of them, to pick one."""
    if request.method == "POST":
        return search_typed(request, BOX)
    today, pick = timezone.localdate(), request.GET.get("pick", "")
    everything = bool(pick) or request.GET.get("all") == "1"
    asked = households_to_ask(request.user, today).annotate(checked=checked_in(today))
    typed, progress = recall(request, BOX), round_of(request.user, today)
    for word in search_key(typed).split():
        asked = asked.with_word(word) | asked.filter(children__search_key__contains=word)
    shown = asked.distinct() if everything else asked.filter(checked=False).distinct()
    children = Child.objects.visible_to(request.user).of_ward(today).order_by("born_on", "pk")
    shown = shown.prefetch_related(Prefetch("children", children, to_attr="children_now"))
    page = page_of(request, shown.order_by("neighbourhood__number", "address_order", "sort_key", "pk"))
    record(Event.CHILDREN_LISTED, f"hộ để rà soát, trang {page.number}")
    context = {
        "page": page,
        "lines": [(each, [(child, age_of(child, today)) for child in each.children_now]) for each in page],
        "round": progress,
        "pick": pick if pick in PICKS else "",
        "title": PICKS.get(pick, "Hộ có trẻ em"),
        "everything": everything,
        "filters": [],
        "typed": typed,
    }
    return render(request, "children/rounds/list.html", context)


def same(request, household):
    household = get_visible(Household, request.user, public_id=household)
    check = check_household(household=household, by=request.user, result=CheckResult.SAME)
    record(Event.HOUSEHOLD_CHECKED, household)
    where = household.address or "Hộ này"
    if check.result == CheckResult.CHANGED:
        messages.info(request, f"{where}: tháng này đã ghi có biến động, giữ nguyên như vậy.")
    else:
        undo = reverse("uncheck_household", args=[household.public_id])
        messages.success(request, f"{where}: không đổi.", extra_tags=undo)
    return redirect("round")


def undo(request, household):
    household = get_visible(Household, request.user, public_id=household)
    uncheck_household(household=household, by=request.user)
    messages.success(request, "Đã bỏ lần rà soát của hộ này.")
    return redirect("round")


def overview(request):
    """Which neighbourhoods have done this month's round."""
    today = timezone.localdate()
    context = {"rounds": list(rounds(request.user, today)), "month": today, "due": last_day(today)}
    return render(request, "children/rounds/overview.html", context)

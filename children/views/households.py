"""Households: list, page, form (core of screens 05b and 25)."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.audit import history_from
from accounts.events import Event, record
from accounts.history import history_entries, last_hand
from children.actions.households import add_household, edit_household
from children.finding.filters import household_filters_of
from children.finding.lists import LISTS
from children.finding.typed import recall, search_typed
from children.forms import HouseholdForm
from children.households.family_risks import risks_now
from children.households.moves import left_in_words
from children.households.people import people_of_household
from children.households.poverty import certificate_in_words, classes_of
from children.households.safe_home import table_of
from children.households.timeline import household_timeline
from children.households.visits import whom_to_call
from children.models import Household, PovertyYear
from children.models.child import GONE
from children.presenting import household_state, in_words, lines_of
from children.queries import for_list, households_for_list, register_of
from children.views.lists import tools_of
from children.views.opening import opened
from interface.editions import Edition, two_versions, with_choices
from interface.lists import page_of, sorted_by
from interface.refusals import StaleVersion
from vietnamese.names import search_key

BOX = "households"
KIND = LISTS["households"]


def list_households(request):
    if request.method == "POST":
        return search_typed(request, BOX)
    today = timezone.localdate()
    filters = household_filters_of(request, today)
    households = households_for_list(request.user, today)
    households = filters.apply(households)
    typed = recall(request, BOX)
    for word in search_key(typed).split():
        households = households.with_word(word)
    page = page_of(request, sorted_by(request, households, KIND.orders(request.user), "name"))
    record(Event.CHILDREN_LISTED, f"hộ gia đình, trang {page.number}")
    context = tools_of(request, KIND, filters) | {
        "page": page,
        "order": "name",
        "narrowed_by": in_words(filters.chips, typed),
        "export_url": "",
        "filters": filters.chips,
        "filtered": bool(typed or filters.chosen),
        "typed": typed,
        "may_edit": request.user.may("children.edit"),
    }
    return render(request, "children/household_list.html", context)


def show(request, household):
    household = opened(request, Household, household, Event.HOUSEHOLD_READ)
    today = timezone.localdate()
    children = register_of(request.user).filter(household=household)
    here = children.exclude(residence__in=GONE)
    context = {
        "household": household,
        "title": str(household),
        "state": household_state(household),
        "lines": lines_of(for_list(here, request.user, today).order_by("born_on", "pk"), request.user),
        "move": ("Chuyển sang hộ khác, tách hộ", reverse("move_children", args=[household.public_id]))
        if request.user.may("children.edit") and here
        else ("", ""),
        "gone": left_in_words(children, household, request.user),
        "people": people_of_household(household, request.user),
        "classes": (classes := classes_of(household, request.user, today)),
        "certificate": certificate_in_words(classes.now) if classes.now else "",
        "may_edit": request.user.may("children.edit"),
        "timeline": household_timeline(household, request.user),
        "risks": risks_now(household, request.user),
        "risk_calls": whom_to_call(),
        "sees_risks": request.user.may("children.view_circumstances"),
        "safe_home": (safe_home := table_of(household, request.user)),
        "checked_this_year": bool(safe_home and safe_home.latest.year == today.year),
        "this_year": today.year,
        "may_check": request.user.may("children.check_homes"),
        "may_visit": request.user.may("children.record_visits"),
        "may_propose": request.user.may("children.propose_changes"),
        "may_read_history": request.user.may("children.view_history"),
    }
    return render(request, "children/household.html", context)


def history(request, household):
    household = opened(request, Household, household, Event.HISTORY_READ)
    parts = [("Thông tin của hộ", history_entries(household, request.user))]
    for each in PovertyYear.objects.visible_to(request.user).filter(household=household):
        parts.append((str(each), history_entries(each, request.user)))
    if taken_back := history_from("history_of_classes_taken_back", household.pk):
        parts.append(("Diện hộ đã xóa", history_entries(PovertyYear(), request.user, changes=taken_back)))
    context = {
        "parts": parts,
        "title": str(household),
        "parent": "Hộ gia đình",
        "page": "households",
        "back": household.get_absolute_url(),
    }
    return render(request, "children/history.html", context)


def add(request):
    form = HouseholdForm(request.POST or None, user=request.user)
    if household := form.carry_out(add_household, by=request.user):
        messages.success(request, "Đã lập hộ. Thêm trẻ em vào hộ này nếu có.")
        return redirect(household)
    return render(request, "children/household_form.html", {"form": form, "household": None, "opened": ""})


def edit(request, household):
    household = opened(request, Household, household, Event.HOUSEHOLD_READ)
    form = HouseholdForm(
        with_choices(request.POST, household) if request.POST else None, user=request.user, household=household
    )
    if request.POST:
        version = Edition.from_post(request.POST, household).version
        try:
            if form.carry_out(edit_household, by=request.user, household=household, version=version):
                messages.success(request, "Đã lưu.")
                return redirect(household)
        except StaleVersion as stale:
            current = HouseholdForm(user=request.user, household=stale.current)
            back = household.get_absolute_url()
            by = last_hand(stale.current)
            return two_versions(request, form, current, stale.current, title=str(household), back=back, by=by)
    token = request.POST.get("opened") or Edition.of(household, form).token
    context = {"form": form, "household": household, "opened": token}
    return render(request, "children/household_form.html", context)

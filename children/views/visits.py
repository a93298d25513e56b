"""Visits to households: writing one down at the door, the list, one visit with its photos."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.events import Event, record
from attachments.sending import marked_answer, small_answer
from children.actions.visits import edit_visit, record_visit, withdraw_visit
from children.finding.filters import neighbourhood_filter
from children.forms.support import MistakeForm
from children.forms.visit import EditVisitForm, VisitForm
from children.households.visits import (
    REVISIT_WITHIN,
    for_telling,
    seen_in_words,
    sums_of,
    to_revisit,
    whom_to_call,
    with_place,
)
from children.models import Child, HomeVisit, Household, VisitPhoto, VisitPurpose
from children.presenting import named
from children.views.opening import opened
from interface.components import Filter
from interface.editing import Parent, deed_page
from interface.filters import Filters, ListFilter
from interface.lists import page_of
from interface.records import get_visible
from interface.requests import bytes_sent


def add_to_household(request, household):
    household = opened(request, Household, household, Event.HOUSEHOLD_READ)
    lead = household.address or str(household)
    return _add(request, (lead, household.get_absolute_url()), str(household), household=household)


def add_to_child(request, child):
    child = opened(request, Child, child)
    return _add(request, (child.code, child.get_absolute_url()), named(child), child=child)


def _add(request, parent: Parent, lead: str, **whom) -> HttpResponse:
    form = VisitForm(request.POST or None, request.FILES or None, sent=bytes_sent(request))
    if visit := form.carry_out(record_visit, by=request.user, **whom):
        if visit.concern:
            messages.warning(request, "Đã ghi lần thăm. Nếu trẻ có nguy cơ bị hại: gọi ngay, không đợi ai đọc phiếu.")
            return redirect(visit)
        messages.success(request, "Đã ghi lần thăm.")
        return redirect(parent[1])
    context = {"form": form, "parent": parent, "lead": lead, "calls": whom_to_call()}
    return render(request, "children/visits/form.html", context)


def listing(request):
    """All one may read; of a collaborator, one's own."""
    user, today = request.user, timezone.localdate()
    own = not user.may("children.view_concerns")
    visits = with_place(HomeVisit.objects.visible_to(user).true())
    visits = visits.filter(recorded_by=user) if own else visits
    filters = _filters(request, own=own)
    visits = filters.apply(visits)
    page = page_of(request, for_telling(visits).order_by("-visited_on", "-pk"))
    page.object_list = [(each, seen_in_words(each)) for each in page.object_list]
    record(Event.CHILDREN_LISTED, f"lần thăm, trang {page.number}")
    context = {
        "own": own,
        "title": "Lần thăm của tôi" if own else "Lần thăm hộ",
        "page": page,
        "sums": sums_of(visits),
        "filters": filters.chips,
        "year": next(chip.chosen for chip in filters.chips if chip.name == "year") or today.year,
    }
    return render(request, "children/visits/list.html", context)


def _filters(request, *, own: bool) -> Filters:
    today = timezone.localdate()
    answers = [("open", "có, chưa thăm lại"), ("yes", "có"), ("no", "không")]
    concern = Filter.of(request, "concern", "Dấu hiệu mất an toàn", answers)
    filters = [
        ListFilter.of_year(request, "visited_on", today=today),
        ListFilter.on(request, "purpose", "Thăm vì", VisitPurpose.choices),
        ListFilter(concern, lambda rows, value: _of_concern(rows, value, today)),
    ]
    place = [] if own else [neighbourhood_filter(request, today, "place")]
    return Filters(*place, *filters)


def _of_concern(rows, value: str, today: date):
    return to_revisit(rows, today) if value == "open" else rows.filter(concern=value == "yes")


def show(request, visit):
    visit = opened(request, HomeVisit, visit, Event.VISIT_READ)
    home = visit.household or visit.child
    context = {
        "visit": visit,
        "home": home,
        "home_place": ", ".join(filter(None, (home.address, visit.neighbourhood.short_name))),
        "child_seen": "Có thấy" if visit.child_seen else "Không thấy",
        "home_words": named(visit.child) if visit.child else str(home),
        "photos": list(VisitPhoto.objects.visible_to(request.user).true().filter(visit=visit)),
        "calls": whom_to_call(),
        "again_by": _again_by(request.user, visit),
        "may_edit": visit.mended_by(request.user),
        "may_withdraw": visit.taken_off_by(request.user),
    }
    return render(request, "children/visits/show.html", context)


def _again_by(user, visit: HomeVisit) -> date | None:
    """Until when somebody should be there again; None when that was, or nobody feared anything."""
    waits = user.may("children.record_visits") and to_revisit(
        HomeVisit.objects.visible_to(user).filter(pk=visit.pk), timezone.localdate()
    )
    return visit.visited_on + REVISIT_WITHIN if waits else None


def edit(request, visit):
    visit = opened(request, HomeVisit, visit, Event.VISIT_READ)
    photos = list(VisitPhoto.objects.visible_to(request.user).true().filter(visit=visit))
    form = EditVisitForm(
        request.POST or None, request.FILES or None, visit=visit, photos=photos, sent=bytes_sent(request)
    )
    return deed_page(
        request, form, edit_visit, visit, name="visit", title="Sửa lần thăm", button="Lưu", done="Đã lưu.",
        parent=_page_of(visit),
    )  # fmt: skip


def withdraw(request, visit):
    visit = opened(request, HomeVisit, visit, Event.VISIT_READ)
    return deed_page(
        request, MistakeForm(request.POST or None), withdraw_visit, visit, name="visit",
        title="Xóa lần thăm ghi nhầm", button="Xóa khỏi hồ sơ", done="Đã xóa lần thăm ghi nhầm.",
        parent=("Lần thăm", reverse("visits")),
    )  # fmt: skip


def photo(request, photo):
    """The picture itself, with the viewer's mark."""
    photo = get_visible(VisitPhoto, request.user, public_id=photo, withdrawn_on=None, visit__withdrawn_on=None)
    record(Event.FILE_READ, photo.visit, reason="ảnh của lần thăm")
    return marked_answer(request.user, photo.stored, "Ảnh của lần thăm")


def small_photo(request, photo):
    """As it stands on the page of its visit, which is in the log."""
    photo = get_visible(VisitPhoto, request.user, public_id=photo, withdrawn_on=None, visit__withdrawn_on=None)
    return small_answer(photo.stored)


def _page_of(visit: HomeVisit) -> Parent:
    return f"Lần thăm {visit.visited_on:%d/%m/%Y}", visit.get_absolute_url()

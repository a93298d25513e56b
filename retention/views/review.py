"""“Hồ sơ hết thời hạn lưu”: which children's records are over, and what keeps some of them; holds of one child."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from accounts.events import Event, record
from children.finding.filters import neighbourhood_filter
from children.models import Child
from children.presenting import named
from children.views.opening import opened
from interface.components import Filter
from interface.editing import Parent, add_page, deed_page
from interface.filters import Filters, ListFilter
from interface.lists import page_of
from retention.actions.holds import lift_hold, set_hold
from retention.forms import HoldForm, LiftForm
from retention.models import RecordHold
from retention.periods import Periods
from retention.presenting import line_of
from retention.queries import held, old_log, over, periods, stops_of

AGE, LEFT, HELD, FREE = "age", "left", "held", "free"


def review(request):
    user, today, kept = request.user, timezone.localdate(), periods()
    filters = _filters(request, kept)
    rows = filters.apply(over(user, kept, today))
    page = page_of(request, rows.select_related("neighbourhood"))
    children = list(page.object_list)
    stops = stops_of(child.pk for child in children)
    page.object_list = [line_of(child, kept, stops.get(child.pk, [])) for child in children]
    record(Event.CHILDREN_LISTED, f"hồ sơ hết thời hạn lưu, trang {page.number}")
    context = {
        "page": page,
        "filters": filters.chips,
        "filtered": bool(filters.chosen),
        "periods": kept,
        "log": old_log(kept.log_before(today)),
        "log_before": kept.log_before(today),
        "may_hold": user.may("retention.hold"),
        "may_propose": user.may("retention.propose"),
    }
    return render(request, "retention/review.html", context)


def _filters(request, kept: Periods) -> Filters:
    user, today = request.user, timezone.localdate()
    grounds = {
        AGE: lambda rows: rows.filter(born_by__lte=kept.born_by(today)),
        LEFT: lambda rows: rows.filter(left_on__lte=kept.left_by(today)),
    }
    holds = {HELD: lambda rows: rows.filter(held(user, today)), FREE: lambda rows: rows.exclude(held(user, today))}
    ground = Filter.of(request, "ground", "Vì sao", [(AGE, "Đủ tuổi"), (LEFT, "Đã rời sổ")])
    hold = Filter.of(request, "hold", "Giữ lại", [(HELD, "Có người giữ lại"), (FREE, "Không ai giữ lại")])
    return Filters(
        neighbourhood_filter(request, today),
        ListFilter(ground, lambda rows, value: grounds[value](rows)),
        ListFilter(hold, lambda rows, value: holds[value](rows)),
    )


def show_child(request, child):
    """When this record is over, what keeps it, who put a hold on it and when."""
    child, kept = opened(request, Child, child), periods()
    context = {
        "child": child,
        "line": line_of(child, kept, stops_of([child.pk]).get(child.pk, [])),
        "over": kept.due(child.born_by, child.left_on) <= timezone.localdate(),
        "holds": RecordHold.objects.visible_to(request.user).filter(child=child).select_related("set_by", "lifted_by"),
        "today": timezone.localdate(),
        "named": named(child),
        "may_hold": request.user.may("retention.hold"),
    }
    return render(request, "retention/child.html", context)


def hold(request, child):
    child = opened(request, Child, child)
    return add_page(
        request, HoldForm(request.POST or None), set_hold, title="Giữ lại hồ sơ", button="Giữ lại",
        done="Đã giữ lại. Hồ sơ không vào đợt tiêu hủy nào.", parent=_page_of(child), lead=named(child), child=child,
    )  # fmt: skip


def lift(request, hold):
    hold = opened(request, RecordHold, hold)
    return deed_page(
        request, LiftForm(request.POST or None), lift_hold, hold, name="hold", title="Bỏ giữ lại hồ sơ",
        button="Bỏ giữ lại", done="Đã bỏ giữ lại.", parent=_page_of(hold.child), lead=named(hold.child),
    )  # fmt: skip


def _page_of(child: Child) -> Parent:
    return f"Thời hạn lưu của {child.code}", reverse("child_retention", args=[child.public_id])

"""“Trợ giúp”: who is entitled and has no decision, allowances paid now, what was given in a year."""

from django.db.models import Count, Q, Sum
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from accounts.events import Event, record
from children.finding.filters import neighbourhood_filter
from children.models import MoneySource, MonthlyAllowance, Support, SupportRecipient
from children.queries import register_of
from children.support import filters as support_filters
from children.support.allowance_reviews import Rates, why_review
from children.support.entitlements import Entitlements
from interface.components import Tab
from interface.filters import Filters
from interface.lists import page_of, sorted_by
from interface.remembered import remembered

PROPOSED = "Máy xét theo hoàn cảnh và diện hộ ghi trong sổ và chỉ đề xuất; quyết định do Chủ tịch ký."
PAID = "Ghi theo quyết định đã ký. Dòng phải rà soát nêu việc cần làm."
GIVEN = "Mỗi lần trao ghi một lần cho mọi trẻ nhận; có chứng từ mới tính là đã trợ giúp."
TEMPLATES = {
    "entitled": "children/support/entitled.html",
    "allowances": "children/support/allowances.html",
    "given_supports": "children/support/given_supports.html",
}
BY_CHILD = ("child__sort_key", "child__pk", "pk")


def entitled(request):
    """Children whom the rules grant an allowance that nobody has decided on, each with the reason."""
    user, today = request.user, timezone.localdate()
    entitlements = Entitlements.of(user, today)
    filters = Filters(
        neighbourhood_filter(request, today),
        support_filters.by_rule(request, entitlements),
        support_filters.how_certain(request, entitlements),
    )
    rows = _open(user, entitlements)
    rows = filters.apply(rows)
    page = page_of(request, rows.order_by("sort_key", "pk").values_list("pk", flat=True))
    judged = entitlements.judged(register_of(user).filter(pk__in=list(page.object_list)))
    children = judged.select_related("neighbourhood", "household").order_by("sort_key", "pk")
    page.object_list = [(child, entitlements.open_proposals(child)) for child in children]
    record(Event.CHILDREN_LISTED, f"đủ điều kiện trợ cấp, trang {page.number}")
    return _page(request, "entitled", filters, {"page": page, "state": PROPOSED}, entitlements)


def _open(user, entitlements: Entitlements):
    """Residents who fit a rule, or may fit one, without being paid; up to which age, the rule says."""
    here = register_of(user).living_here(entitlements.on)
    return here.filter(entitlements.unpaid | entitlements.unclear)


def allowances(request):
    user, today = request.user, timezone.localdate()
    entitlements, rows = Entitlements.of(user, today), MonthlyAllowance.objects.visible_to(user).active(today)
    filters = Filters(
        neighbourhood_filter(request, today, "child__neighbourhood"),
        support_filters.by_rule_paid(request, entitlements.rules),
        support_filters.by_review(request, today),
    )
    rows = filters.apply(rows)
    sums = rows.order_by().aggregate(amount=Sum("amount"), children=Count("child", distinct=True))
    columns = {"name": BY_CHILD, "since": ("starts_on", *BY_CHILD), "amount": ("amount", *BY_CHILD)}
    page = page_of(request, sorted_by(request, rows.select_related("child__neighbourhood", "rule"), columns, "name"))
    rates = Rates.of(today)
    page.object_list = [(each, why_review(each, rates)) for each in page.object_list]
    record(Event.CHILDREN_LISTED, f"trợ cấp hằng tháng, trang {page.number}")
    return _page(request, "allowances", filters, {"page": page, "sums": sums, "state": PAID}, entitlements)


def given(request):
    """What was given once in a year, with its sums."""
    user, today = request.user, timezone.localdate()
    shares = SupportRecipient.objects.visible_to(user).filter(support__withdrawn_on=None)
    filters = support_filters.of_given(request, today)
    shares = filters.apply(shares)
    ids = shares.order_by().values("support")
    counts = {row["support"]: row["children"] for row in ids.annotate(children=Count("pk"))}
    supports = Support.objects.visible_to(user).filter(pk__in=list(counts)).order_by("-given_on", "-pk")
    page = page_of(request, supports)
    page.object_list = [(each, counts[each.pk], (each.value or 0) * counts[each.pk]) for each in page.object_list]
    sums = shares.aggregate(
        budget=Sum("support__value", filter=Q(support__source=MoneySource.BUDGET), default=0),
        mobilised=Sum("support__value", filter=Q(support__source=MoneySource.MOBILISED), default=0),
        people=Count("child", distinct=True),
    )
    record(Event.CHILDREN_LISTED, f"trợ giúp đã trao, trang {page.number}")
    return _page(request, "given_supports", filters, {"page": page, **sums, "state": GIVEN})


def _page(request, name: str, filters: Filters, context: dict, entitlements: Entitlements | None = None):
    tabs = _tabs(request.user, name, entitlements or Entitlements.of(request.user, timezone.localdate()))
    more = {
        "tabs": tabs,
        "filters": filters.chips,
        "filtered": bool(filters.chosen),
        "may_edit": request.user.may("support.edit"),
    }
    return render(request, TEMPLATES[name], context | more)


def _tabs(user, current: str, entitlements: Entitlements) -> list[Tab]:
    """The counts of the other tabs may be a minute old; a deed of one's own makes them fresh."""
    today = entitlements.on
    labels = {
        "entitled": "Chưa có quyết định",
        "allowances": "Đang hưởng hằng tháng",
        "given_supports": f"Lần trao năm {today.year}",
    }
    counts = remembered(user, "support", lambda: _counts(user, entitlements), always=True)
    return [Tab(label, counts[name], reverse(name), current=name == current) for name, label in labels.items()]


def _counts(user, entitlements: Entitlements) -> dict[str, int]:
    today = entitlements.on
    active = MonthlyAllowance.objects.visible_to(user).active(today)
    given_this_year = Support.objects.visible_to(user).given(today.replace(month=1, day=1), today)
    return {
        "entitled": _open(user, entitlements).count(),
        "allowances": active.count(),
        "given_supports": given_this_year.count(),
    }

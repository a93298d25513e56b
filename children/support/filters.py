"""What the lists of “Trợ giúp” can be narrowed by."""

from datetime import date

from children.finding.filters import neighbourhood_filter
from children.models import MoneySource, SupportKind
from children.support.allowance_reviews import to_review
from children.support.entitlements import Entitlements
from interface.components import Filter
from interface.filters import Filters, ListFilter


def by_rule(request, entitlements: Entitlements) -> ListFilter:
    """A category; extra-secret ones are no choice for anybody (PRIV-02): address and log would tell who is in them."""
    rules = [(rule.code, rule.short_name) for rule in entitlements.rules if not rule.secret]
    chip = Filter.of(request, "kind", "Diện", rules)
    return ListFilter(chip, lambda children, code: children.filter(entitlements.of_rule(code)))


def how_certain(request, entitlements: Entitlements) -> ListFilter:
    chip = Filter.of(request, "state", "Trạng thái", [("certain", "Đủ điều kiện"), ("unclear", "Cần làm rõ")])

    def narrow(children, state: str):
        return children.filter(entitlements.unpaid if state == "certain" else entitlements.unclear)

    return ListFilter(chip, narrow)


def by_rule_paid(request, rules) -> ListFilter:
    choices = [(rule.code, rule.short_name) for rule in rules if not rule.secret]
    return ListFilter.on(request, "kind", "Diện", choices, "rule__code")


def by_review(request, on: date) -> ListFilter:
    chip = Filter.of(request, "state", "Rà soát", [("review", "Phải rà soát"), ("settled", "Chưa phải")])

    def narrow(rows, state: str):
        found = to_review(rows, on)
        return found if state == "review" else rows.exclude(pk__in=found.values("pk"))

    return ListFilter(chip, narrow)


def of_given(request, on: date) -> Filters:
    """Year, neighbourhood, kind, source, and whether a paper shows it. Without a choice the year is this one."""
    papers = Filter.of(request, "paper", "Chứng từ", [("none", "Chưa có"), ("some", "Đã có")])

    def with_paper(rows, paper: str):
        return rows.filter(support__evidence="") if paper == "none" else rows.with_evidence()

    return Filters(
        ListFilter.of_year(request, "support__given_on", today=on),
        neighbourhood_filter(request, on, "child__neighbourhood"),
        ListFilter.on(request, "kind", "Loại", SupportKind.choices, "support__kind"),
        ListFilter.on(request, "source", "Nguồn", MoneySource.choices, "support__source"),
        ListFilter(papers, with_paper),
    )

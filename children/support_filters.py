"""What the lists of “Trợ giúp” can be narrowed by."""

from datetime import date

from children.allowance_reviews import to_review
from children.entitlements import Entitlements
from children.filters import ListFilter, neighbourhood_filter
from children.models import MoneySource, SupportKind
from interface.components import Filter

FIRST_YEAR = 2024


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
    chip = Filter.of(request, "kind", "Diện", choices)
    return ListFilter(chip, lambda rows, code: rows.filter(rule__code=code))


def by_review(request, on: date) -> ListFilter:
    chip = Filter.of(request, "state", "Rà soát", [("review", "Phải rà soát"), ("settled", "Chưa phải")])

    def narrow(rows, state: str):
        found = to_review(rows, on)
        return found if state == "review" else rows.exclude(pk__in=found.values("pk"))

    return ListFilter(chip, narrow)


def of_given(request, on: date) -> list[ListFilter]:
    """Year, neighbourhood, kind, source, and whether a paper shows it. Without a choice the year is this one."""
    years = [(str(year), str(year)) for year in range(on.year, FIRST_YEAR - 1, -1)]
    chip = Filter.of(request, "year", "Năm", years)
    return [
        ListFilter(chip, lambda rows, year: rows.filter(support__given_on__year=int(year or on.year)), always=True),
        neighbourhood_filter(request, on, "child__neighbourhood"),
        _field(request, "kind", "Loại", SupportKind.choices),
        _field(request, "source", "Nguồn", MoneySource.choices),
        ListFilter(
            Filter.of(request, "paper", "Chứng từ", [("none", "Chưa có"), ("some", "Đã có")]),
            lambda rows, paper: rows.filter(support__evidence="") if paper == "none" else rows.with_evidence(),
        ),
    ]


def _field(request, name: str, label: str, choices) -> ListFilter:
    chip = Filter.of(request, name, label, choices)
    return ListFilter(chip, lambda rows, value: rows.filter(**{f"support__{name}": value}))

"""Screen 30: the quality of the data (rules, where they are broken, and the way to the children)."""

from datetime import date

from django.shortcuts import render
from django.utils import timezone

from accounts.events import Event, record
from children.models import DuplicatePair
from children.quality.figures import CHILDREN, FLAWED, VERIFIED, quality_of, trend_of
from children.quality.map import VERIFIED as VERIFIED_IDS
from children.quality.map import WHOLE, map_of, measure_of
from vietnamese.formats import format_number, format_percent


def show(request):
    today = timezone.localdate()
    quality = quality_of(request.user, today)
    trend = trend_of(request.user, quality, today)
    record(Event.CHILDREN_LISTED, "chất lượng dữ liệu")
    flawed, children = format_number(quality.flawed), format_number(quality.children)
    measure = measure_of(request.GET.get("rule", ""), [each.rule for each in quality.findings])
    pairs = DuplicatePair.objects.visible_to(request.user).open().count()
    context = {
        "pairs": format_number(pairs),
        "quality": quality,
        "lines": [(each, trend.of(each.rule.code)) for each in quality.findings],
        "clean_before": _before(trend.month_before(FLAWED, CHILDREN), rest=True),
        "verified_before": _before(trend.month_before(VERIFIED, CHILDREN)),
        "map": map_of(quality, measure, today),
        "measures": (WHOLE, VERIFIED_IDS),
        "clean": _share(quality.children - quality.flawed, quality.children),
        "verified": _share(quality.verified, quality.children),
        "state": f"{flawed} trong {children} trẻ em còn ít nhất một điều phải sửa. Một trẻ có thể mắc nhiều điều.",
    }
    return render(request, "children/quality.html", context)


def _share(part: int, whole: int) -> str:
    return format_percent(100 * part / whole) if whole else "chưa có số liệu"


def _before(found: tuple[date, int, int] | None, *, rest: bool = False) -> str:
    """tháng 10: 94,2%"""
    if found is None:
        return ""
    month, part, whole = found
    return f"tháng {month.month}: {_share(whole - part if rest else part, whole)}"

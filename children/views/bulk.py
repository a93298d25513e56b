"""Rows ticked in a list, or all rows of its filter: what shall become of them, what became of them; on paper."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.events import Event, record
from children.actions.bulk import MOST, decide_bulk, start_bulk, undo_bulk
from children.actions.exports import print_list
from children.finding.lists import ListKind, list_named
from children.finding.picked import picked_of
from children.forms.bulk import BulkForm
from children.models import BulkDeed, BulkKind, BulkResult, BulkRow
from children.presenting import lines_of
from children.queries import for_list, register_of
from interface.editing import CHANGED
from interface.editions import Edition
from interface.lists import sorted_by
from interface.records import get_visible
from interface.refusals import Refused, StaleVersion
from jobs.progress import progress_of
from vietnamese.formats import format_number

TROUBLE = (BulkResult.STALE, BulkResult.KEPT)
FROM = "bulk_from"  # in the session: the last deed that was begun, and in which list


def start(request, list):
    """What was ticked becomes a deed to look at; nothing is changed yet."""
    kind = list_named(list)
    rows = picked_of(request, kind)
    if kind.code == "children":
        rows = rows.select_related("household")
    asked = request.POST.get("kind", "")
    try:
        if asked not in BulkKind.values:
            raise Refused("Chọn việc cần làm với các dòng đã đánh dấu.")
        deed = start_bulk(kind=asked, records=rows.order_by("pk")[: _more_than(MOST)], by=request.user)
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect(_back(request, kind))
    request.session[FROM] = [str(deed.public_id), kind.title, _back(request, kind)]
    return redirect(deed)


def _origin(request, deed: BulkDeed) -> list[str]:
    """The list one came from, with its filters: its title and address."""
    of, *place = request.session.get(FROM, ["", "", ""])
    return place if of == str(deed.public_id) else ["Hộ gia đình", reverse("households")]


def _more_than(most: int) -> int:
    """Enough rows to see that they are too many: of a household as many children as live in it may be ticked."""
    return 10 * most


def _back(request, kind: ListKind) -> str:
    query = request.GET.urlencode()
    return reverse(kind.page) + (f"?{query}" if query else "")


def show(request, deed):
    """Before, and after a job that failed: a form and the rows. While it runs: how far. Then: what became of each."""
    deed = get_visible(BulkDeed, request.user, public_id=deed)
    under_way = deed.job is not None and deed.job.unfinished
    if deed.done_at and not under_way:
        return _result(request, deed)
    if under_way:
        context = {"deed": deed, "job": deed.job, "origin": _origin(request, deed)}
        return render(request, "children/bulk/running.html", context)
    return _preview(request, deed)


def _preview(request, deed: BulkDeed):
    form = BulkForm(request.POST or None, deed=deed, user=request.user)
    opened = Edition.of(deed).token
    if form.is_bound:
        edition = Edition.from_post(request.POST, deed)
        try:
            if form.carry_out(decide_bulk, deed=deed, by=request.user, version=edition.version) is not None:
                return redirect(deed)
        except StaleVersion:
            form.add_error(None, CHANGED.format(button=_button(deed)))
    record(Event.CHILDREN_LISTED, f"chuẩn bị {deed.code.lower()}")
    kept = set(form.kept)
    rows = [
        (row, not form.is_bound or str(row.record.public_id) in kept, _number(form, row))
        for row in _rows(request, deed)
    ]
    context = {"deed": deed, "form": form, "rows": rows, "opened": opened, "button": _button(deed)}
    context["state"] = f"{_how_many(row for row, *_ in rows)} Bỏ dấu chọn ở dòng không làm; chưa ghi gì vào sổ."
    return render(request, "children/bulk/preview.html", context | _about(request, deed))


def _number(form: BulkForm, row) -> str:
    """The number that was typed, now or for a job that has failed."""
    if form.is_bound:
        return form.data.get(f"number-{row.record.public_id}", "")
    return row.certificate_number


def _rows(request, deed: BulkDeed):
    children = register_of(request.user).living_here(timezone.localdate()).order_by("born_on", "pk")
    return deed.rows.in_order().prefetch_related(Prefetch("household__children", children, to_attr="children_now"))


def _how_many(rows: Iterable[BulkRow]) -> str:
    """313 hộ, 368 trẻ đang ở."""
    rows = [*rows]
    homes: list[Any] = [row.household for row in rows if row.household]
    children = sum(len(home.children_now) for home in homes) + len(rows) - len(homes)
    return f"{format_number(len(homes))} hộ, {format_number(children)} trẻ đang ở."


def _button(deed: BulkDeed) -> str:
    return f"{deed.code} cho các hộ đã chọn"


def _about(request, deed: BulkDeed) -> dict:
    return {"moves": deed.kind == BulkKind.MOVE, "origin": _origin(request, deed)}


def _result(request, deed: BulkDeed):
    record(Event.CHILDREN_LISTED, f"kết quả {deed.code.lower()}")
    rows = list(_rows(request, deed))
    counts = [(BulkResult(key).label, sum(row.result == key for row in rows)) for key in BulkResult.values if key]
    context = {
        "deed": deed,
        "counts": [(label, format_number(count)) for label, count in counts if count],
        "trouble": [row for row in rows if row.result in TROUBLE],
        "written": [row for row in rows if row.result not in TROUBLE],
        "others": "Các dòng khác" if any(row.result in TROUBLE for row in rows) else "Các dòng đã chọn",
        "wanted": deed.wanted,
        "half_undone": not deed.undone_at and any(row.result == BulkResult.UNDONE for row in rows),
    }
    return render(request, "children/bulk/result.html", context | _about(request, deed))


def progress(request, deed):
    return progress_of(request, get_visible(BulkDeed, request.user, public_id=deed).job)


def undo(request, deed):
    deed = get_visible(BulkDeed, request.user, public_id=deed)
    if undo_bulk(deed=deed, by=request.user).undone_at:
        messages.success(request, "Đã hoàn tác. Dòng nào có người sửa sau đó thì giữ nguyên, xem dưới đây.")
    return redirect(deed)


def print_rows(request, list):
    """The whole list on paper, not only one page of it."""
    kind, user, today = list_named(list), request.user, timezone.localdate()
    rows = sorted_by(request, picked_of(request, kind), kind.orders(user), "name")
    count = rows.count()
    if not 0 < count <= MOST:
        said = "Chưa chọn dòng nào để in." if not count else f"Nhiều nhất in {format_number(MOST)} dòng một lần."
        messages.error(request, f"{said} Đánh dấu ở đầu dòng, hoặc lọc hẹp hơn rồi chọn cả bộ lọc.")
        return redirect(_back(request, kind))
    try:
        children = count if kind.code == "children" else _children_in(rows, user, today)
        print_list(about=f"{kind.title.lower()}, {count} dòng", children=children, by=user)
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect(_back(request, kind))
    lines = lines_of(for_list(rows, user, today), user) if kind.code == "children" else rows
    context = {
        "kind": kind,
        "lines": lines,
        "count": count,
        "columns": kind.chosen(user),
        "family": True,
        "narrowed_by": "; ".join(kind.filters(request, today).words),
        "back": _back(request, kind),
        "may_bulk": False,
    }
    return render(request, "children/lists/print.html", context)


def _children_in(homes, user, today) -> int:
    return register_of(user).living_here(today).filter(household__in=homes.values("pk")).count()

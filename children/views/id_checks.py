"""Step 2 of a batch on the collaborator's phone: one child after the other, asked at its door."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.events import Event, record
from children.actions.id_batches import check_row, find_all_right
from children.forms.id_batch import CheckForm
from children.models import BatchState, IdBatchRow
from children.presenting import age_of
from children.queries import parents_in_words
from interface.editing import CHANGED, Parent
from interface.editions import Edition
from interface.lists import page_of
from interface.records import get_visible
from interface.refusals import StaleVersion


def list_rows(request):
    """Children still to be asked about first; “Đúng hết” answers for most of them with one tap."""
    rows = IdBatchRow.objects.visible_to(request.user).filter(batch__state=BatchState.CHECKING)
    left, everything = rows.to_check().count(), request.GET.get("all") == "1"
    shown = rows if everything else rows.to_check()
    page = page_of(request, shown.for_list().order_by("child__neighbourhood__number", "child__sort_key", "pk"))
    record(Event.CHILDREN_LISTED, f"trẻ cần xác minh số định danh, trang {page.number}")
    today = timezone.localdate()
    context = {
        "page": page,
        "lines": [
            (row, row.child, age_of(row.child, today), parents)
            for row, parents in zip(page, parents_in_words([row.child_id for row in page], request.user), strict=True)
        ],
        "left": left,
        "total": rows.count(),
        "everything": everything,
    }
    return render(request, "children/id_batches/checks.html", context)


def check(request, idbatchrow):
    """The same with something to say: what is wrong, that the child is gone, whom it lives with."""
    row = get_visible(IdBatchRow, request.user, public_id=idbatchrow)
    record(Event.CHILD_READ, row.child)
    form = CheckForm(request.POST or None, initial={"found": row.found, "parents": row.parents, "note": row.note})
    opened = Edition.of(row).token
    if form.is_bound:
        edition = Edition.from_post(request.POST, row)
        try:
            if form.carry_out(check_row, row=row, by=request.user, version=edition.version) is not None:
                messages.success(request, "Đã ghi.")
                return redirect(_list_of(request, row)[-1])
            opened = edition.token
        except StaleVersion:
            form.add_error(None, CHANGED.format(button="Ghi"))
    (parents,) = parents_in_words([row.child_id], request.user)
    context = {
        "row": row,
        "child": row.child,
        "age": age_of(row.child, timezone.localdate()),
        "parents": parents,
        "form": form,
        "opened": opened,
        "came_from": _list_of(request, row),
    }
    return render(request, "children/id_batches/check.html", context)


def _list_of(request, row: IdBatchRow) -> Parent:
    """Where one came from: an officer from the batch, a collaborator from what is left to ask."""
    if request.user.may("children.verify_ids"):
        return row.batch.code, row.batch.get_absolute_url()
    return "Kiểm tra tại nhà", reverse("id_checks")


def all_right(request, idbatchrow):
    row = get_visible(IdBatchRow, request.user, public_id=idbatchrow)
    version = request.POST.get("version", "")
    if not version.isdecimal():
        raise Http404
    find_all_right(row=row, by=request.user, version=int(version))
    messages.success(request, "Đã ghi: đúng như trong sổ, ở với cả cha và mẹ.")
    return redirect("id_checks")

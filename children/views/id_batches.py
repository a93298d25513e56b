"""Batches of Đề án 06: the officer's four steps, and the page on which the police hand in their answer."""

from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.events import Event, record
from children.actions import id_batches as actions
from children.forms.id_batch import OpenBatchForm, ReturnForm
from children.id_batches import MISSING, UNVERIFIED, counts_of, lists_of, places, waiting_for
from children.models import BatchState, CheckFound, IdBatch, IdBatchRow, ImportBatch, PoliceAnswer
from interface.components import Tab
from interface.lists import page_of
from interface.records import get_visible
from interface.refusals import Refused
from interface.requests import bytes_sent
from vietnamese.formats import format_number

# Which rows a tab shows: name in the address → label, icon, condition, open in which states.
TABS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "differs": ("Có chỗ sai", "pencil", {"found": CheckFound.DIFFERS}),
    "gone": ("Không còn ở đây", "house", {"found": CheckFound.GONE}),
    "asking": ("Nơi ở khác", "question-circle", {"residence_said__isnull": False, "residence_settled_on": None}),
    "not_found": ("Chưa xác thực được", "x-octagon", {"answer": PoliceAnswer.NOT_FOUND}),
    "verified": ("Đã xác thực", "check2", {"answer": PoliceAnswer.VERIFIED}),
    "all": ("Tất cả", "list", {}),
}


def list_batches(request):
    """What there is to verify, and the batches, the newest first."""
    batches = IdBatch.objects.visible_to(request.user).annotate(size=Count("rows")).order_by("-pk")
    context = {
        "page": page_of(request, batches.select_related("opened_by")),
        "missing": waiting_for(request.user, MISSING),
        "unverified": waiting_for(request.user, UNVERIFIED),
    }
    return render(request, "children/id_batches/list.html", context)


def add(request):
    form = OpenBatchForm(request.POST or None, places=places(request.user, timezone.localdate()))
    if form.is_bound:
        batch = form.carry_out(actions.open_batch, by=request.user)
        if batch is not None:
            messages.success(request, f"Đã lập {batch}. Cộng tác viên thấy danh sách trên điện thoại.")
            return redirect(batch)
    return render(request, "children/id_batches/add.html", {"form": form})


def show(request, idbatch):
    """The four steps, how far each is, and the children of the chosen tab."""
    batch = _batch(request, idbatch)
    record(Event.ID_BATCH_READ, batch)
    counts = counts_of(batch, request.user)
    tab = request.GET.get("tab", "") if request.GET.get("tab") in TABS else _first(counts)
    rows = IdBatchRow.objects.visible_to(request.user).filter(batch=batch, **TABS[tab][2])
    page = page_of(request, rows.select_related("batch", "child__neighbourhood", "child__household", "checked_by"))
    context = {
        "batch": batch,
        "counts": counts,
        "tabs": _tabs(batch, counts, tab),
        "tab": tab,
        "page": page,
        "lists": lists_of(batch),
        "unasked_words": f"Đã kết thúc, còn {format_number(counts.unasked)} trẻ chưa hỏi",
        "form": ReturnForm(),
        "imports": ImportBatch.objects.visible_to(request.user).filter(id_batch=batch).select_related("job"),
        "file_waits": IdBatch.objects.visible_to(request.user)
        .filter(pk=batch.pk, returned_file__isnull=False)
        .exists(),
        "may_bring": batch.state in (BatchState.SENT, BatchState.RETURNED),
        "may_list_again": batch.state in (BatchState.LISTED, BatchState.SENT, BatchState.RETURNED),
    }
    return render(request, "children/id_batches/show.html", context)


def _first(counts) -> str:
    return next((tab for tab in ("asking", "differs") if getattr(counts, tab)), "all")


def _tabs(batch: IdBatch, counts, current: str) -> list[Tab]:
    numbers = {tab: getattr(counts, tab, counts.total) for tab in TABS}
    return [
        Tab(label, numbers[tab], f"{batch.get_absolute_url()}?tab={tab}", icon, tab == current)
        for tab, (label, icon, _) in TABS.items()
    ]


def cancel(request, idbatch):
    actions.cancel_batch(batch=_batch(request, idbatch), by=request.user)
    messages.success(request, "Đã bỏ đợt này.")
    return redirect("id_batches")


def send(request, idbatch):
    """The list that goes to the police: its page shows how far it is, then locks it."""
    return redirect(actions.list_for_police(batch=_batch(request, idbatch), by=request.user))


def send_again(request, idbatch):
    return redirect(actions.list_again(batch=_batch(request, idbatch), by=request.user))


def check_again(request, idbatch):
    batch = actions.check_again(batch=_batch(request, idbatch), by=request.user)
    messages.success(request, "Đã mở lại bước kiểm tra tại tổ. Danh sách đã lập không dùng nữa.")
    return redirect(batch)


def bring(request, idbatch):
    """A file the officer was given, or the one the police handed in."""
    batch = _batch(request, idbatch)
    if "from_police" in request.POST:
        name = f"Công an trả {batch.code}.xlsx"
        return redirect(actions.read_return(batch=batch, by=request.user, file_name=name))
    form = _return_form(request)
    if form.is_valid():
        file = form.cleaned_data["file"]
        brought = actions.read_return(batch=batch, by=request.user, file_name=file.name, data=file.read())
        return redirect(brought)
    return render(request, "children/id_batches/bring.html", {"batch": batch, "form": form})


def settle(request, idbatchrow):
    row = get_visible(IdBatchRow, request.user, public_id=idbatchrow)
    version = request.POST.get("version", "")
    actions.settle_residence(row=row, by=request.user, version=int(version) if version.isdecimal() else 0)
    messages.success(request, f"Đã xem nơi ở của trẻ ở dòng {row.code}.")
    return redirect(f"{row.batch.get_absolute_url()}?tab=asking")


def close(request, idbatch):
    batch = actions.close_batch(batch=_batch(request, idbatch), by=request.user)
    messages.success(request, f"Đã kết thúc {batch}.")
    return redirect(batch)


# --- The police ------------------------------------------------------------------------------
def list_sent(request):
    """What the ward waits for: how many children, since when. Names travel in the locked list only."""
    return render(request, "children/id_batches/police.html", {"batches": IdBatch.objects.visible_to(request.user)})


def return_list(request, idbatch):
    batch = _batch(request, idbatch)
    form = _return_form(request) if request.method == "POST" else ReturnForm()
    if form.is_bound and form.is_valid():
        try:
            actions.return_list(batch=batch, by=request.user, data=form.cleaned_data["file"].read())
            messages.success(request, "Đã gửi cho phường.")
            return redirect("sent_id_batches")
        except Refused as refused:
            form.add_error("file", refused.sentence)
    return render(request, "children/id_batches/return.html", {"batch": batch, "form": form})


def _return_form(request) -> ReturnForm:
    return ReturnForm(request.POST, request.FILES, sent=bytes_sent(request))


def _batch(request, public_id) -> IdBatch:
    return get_visible(IdBatch, request.user, public_id=public_id)

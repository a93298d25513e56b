"""The destructions: proposed, decided, noted on a signed record, carried out."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header

from accounts.events import Event, record
from attachments.sending import marked_answer
from interface.editing import add_page, deed_page
from interface.editions import Edition
from interface.lists import page_of
from interface.records import get_visible
from interface.requests import bytes_sent
from jobs.progress import progress_of
from retention.actions import destroying, proposing
from retention.forms import ProposeForm, ProposeLogForm, RecordOfDestructionForm, RefuseForm
from retention.models import Destruction, DestructionKind, DestructionRow, DestructionState, KeptFigure
from retention.periods import WHY
from retention.presenting import in_words

LIST = "Đợt tiêu hủy"


def list_destructions(request):
    batches = Destruction.objects.visible_to(request.user).select_related("proposed_by", "decided_by")
    return render(
        request, "retention/destructions.html", {"page": page_of(request, batches.order_by("-year", "-number"))}
    )


def propose(request):
    form = ProposeForm(request.POST or None, user=request.user)
    if form.is_bound:
        batch = form.carry_out(proposing.propose_destruction, by=request.user)
        if batch is not None:
            messages.success(request, f"Đã lập {batch}, gửi lãnh đạo duyệt.")
            return redirect(batch)
    return render(request, "retention/propose.html", {"form": form})


def propose_log(request):
    return add_page(
        request, ProposeLogForm(request.POST or None), proposing.propose_log_destruction,
        title="Đề nghị tiêu hủy nhật ký quá hạn", button="Đề nghị", done="Đã gửi lãnh đạo duyệt.",
        lead="Nhật ký truy cập, lịch sử thiết lập cũ hơn thời hạn. Lịch sử của trẻ còn trong sổ vẫn giữ.",
        parent=(LIST, reverse("destructions")),
    )  # fmt: skip


def show(request, destruction):
    """Its four steps and its records."""
    batch, user = _batch(request, destruction), request.user
    record(Event.DESTRUCTION_READ, batch)
    rows = DestructionRow.objects.visible_to(user).filter(batch=batch).select_related("child__neighbourhood")
    page = page_of(request, rows.order_by("pk"))
    page.object_list = [(row, WHY.get(row.stop, "")) for row in page.object_list]
    may_propose, decides = user.may("retention.propose"), user.may("retention.approve")
    context = {
        "batch": batch,
        "page": page,
        "of_children": batch.kind == DestructionKind.CHILDREN,
        "reviews": user.may("retention.review"),
        "may_propose": may_propose,
        "may_decide": decides and batch.state == DestructionState.PROPOSED and batch.proposed_by_id != user.pk,
        "may_change": may_propose and batch.state in (DestructionState.PROPOSED, DestructionState.APPROVED),
        "paper_under_way": bool(batch.paper_job and batch.paper_job.unfinished),
        "printed": Destruction.objects.visible_to(user).filter(pk=batch.pk, content__isnull=False).exists(),
        "under_way": bool(batch.job and batch.job.unfinished),
        "opened": Edition.of(batch).token,
    }
    return render(request, "retention/destruction.html", context)


def progress(request, destruction):
    batch = _batch(request, destruction)
    return progress_of(request, batch.job or batch.paper_job)


def approve(request, destruction):
    batch = _batch(request, destruction)
    version = Edition.from_post(request.POST, batch).version
    proposing.decide_destruction(batch=batch, by=request.user, version=version, approved=True)
    messages.success(request, f"Đã duyệt {batch}. Công chức in biên bản để ký.")
    return redirect(batch)


def refuse(request, destruction):
    batch = _batch(request, destruction)
    return deed_page(
        request, RefuseForm(request.POST or None), proposing.decide_destruction, batch, name="batch",
        title=f"Không duyệt {batch.code}", button="Không duyệt", done="Đã ghi không duyệt.",
        parent=(str(batch), batch.get_absolute_url()), approved=False,
    )  # fmt: skip


def cancel(request, destruction):
    batch = _batch(request, destruction)
    version = Edition.from_post(request.POST, batch).version
    proposing.cancel_destruction(batch=batch, by=request.user, version=version)
    messages.success(request, f"Đã bỏ {batch}. Không hồ sơ nào bị xóa.")
    return redirect("destructions")


def leave_out(request, destruction, child):
    batch = _batch(request, destruction)
    row = get_visible(DestructionRow, request.user, batch=batch, child__public_id=child)
    proposing.leave_out(row=row, by=request.user)
    messages.success(request, f"Đã để {row.code} lại trong sổ.")
    return redirect(batch)


def make_paper(request, destruction):
    batch = _batch(request, destruction)
    destroying.request_paper(batch=batch, by=request.user)
    return redirect(batch)


def paper(request, destruction):
    batch = _batch(request, destruction)
    if batch.content is None:
        return redirect(batch)
    record(Event.DESTRUCTION_READ, batch, reason="tải biên bản để ký")
    response = HttpResponse(batch.file(), content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(True, batch.file_name)
    response["Cache-Control"] = "no-store"
    return response


def signed(request, destruction):
    """The scan of the signed record."""
    batch = _batch(request, destruction)
    if batch.signed is None:
        return redirect(batch)
    record(Event.DESTRUCTION_READ, batch, reason="mở biên bản đã ký")
    return marked_answer(request.user, batch.signed, f"Biên bản tiêu hủy {batch.code}")


def start(request, destruction):
    batch = _batch(request, destruction)
    form = RecordOfDestructionForm(request.POST or None, request.FILES or None, sent=bytes_sent(request))
    return deed_page(
        request, form, destroying.start_destruction, batch, name="batch", title=f"Tiêu hủy theo {batch.code}",
        button="Tiêu hủy", done="Máy đang tiêu hủy.",
        lead="Ghi số, ngày của biên bản đã ký. Sau bước này hồ sơ bị xóa, không lấy lại được.",
        parent=(str(batch), batch.get_absolute_url()),
    )  # fmt: skip


def end(request, destruction):
    batch = _batch(request, destruction)
    version = Edition.from_post(request.POST, batch).version
    destroying.end_destruction(batch=batch, by=request.user, version=version)
    messages.success(request, f"Đã kết thúc {batch}. Hồ sơ chưa tiêu hủy ở lại trong sổ.")
    return redirect(batch)


def go_on(request, destruction):
    batch = _batch(request, destruction)
    version = Edition.from_post(request.POST, batch).version
    destroying.go_on(batch=batch, by=request.user, version=version)
    return redirect(batch)


def figures(request):
    """What is left of those who were destroyed: counts by year."""
    rows = KeptFigure.objects.visible_to(request.user)
    return render(request, "retention/figures.html", {"rows": in_words(rows)})


def _batch(request, public_id) -> Destruction:
    return get_visible(Destruction, request.user, public_id=public_id)

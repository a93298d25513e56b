"""The pages of retention: the review list, holds, a destruction from the proposal to the end, the periods."""

import io

import pdfplumber
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.acting import acting_as
from children.actions.circumstances import CircumstanceDraft, add_circumstance
from children.models import CircumstanceGroup, Residence
from interface.editions import Edition
from jobs.actions import run_job
from retention.models import Destruction, DestructionState, RecordHold, RetentionClass
from tests.attachments.samples import a_photo
from vietnamese.ages import add_years
from vietnamese.partial_dates import PartialDate


def text_of(answer) -> str:
    return answer.content.decode().replace("<b>", "").replace("</b>", "")


def opened(batch: Destruction) -> dict:
    return {"opened": Edition.of(batch).token}


def test_the_list_names_who_is_over_and_what_keeps_them(as_user, officer, grown, child_of, confirmed):
    over, young = grown(full_name="Lê Thị Lớn"), child_of(full_name="Bùi Văn Nhỏ")
    browser = as_user(officer)
    browser.post(reverse("hold_child_record", args=[over.public_id]), {"kind": "legal", "reason": "đơn khiếu nại"})
    page = text_of(browser.get("/retention/"))
    assert "Lê Thị Lớn" in page
    assert "Đang tạm giữ" in page
    assert young.full_name not in page


def test_who_left_five_years_ago_is_over_too(as_user, officer, child_of, confirmed):
    today = timezone.localdate()
    left = [add_years(today, -5), add_years(today, -4)]
    for name, day in zip(("Lê Đi Lâu", "Lê Mới Đi"), left, strict=True):
        child_of(full_name=name, birth=PartialDate(2015, 1, 1), residence=Residence.MOVED_OUT, left_on=day)
    page = text_of(as_user(officer).get("/retention/?ground=left"))
    assert "Lê Đi Lâu" in page
    assert "Lê Mới Đi" not in page


def test_a_secret_that_keeps_a_record_is_not_named(as_user, officer, other_officer, chair, grown, confirmed, lists):
    child = grown()
    group = CircumstanceGroup.objects.filter(extra_secret=True).order_by("pk")[0]
    with acting_as(other_officer):
        draft = CircumstanceDraft(group, timezone.localdate(), group.subtypes.earliest("pk"), proof="Biên bản")
        add_circumstance(child=child, by=other_officer, draft=draft)
    page = text_of(as_user(officer).get("/retention/"))
    assert "Còn hạn lưu theo loại hồ sơ khác" in page
    assert group.short_name not in page


def test_a_long_list_asks_no_more_than_a_short_one(as_user, officer, grown, many_of, confirmed):
    browser, first = as_user(officer), grown()
    _queries(browser, "/retention/")  # the first page of a session also writes the session
    few = _queries(browser, "/retention/")
    many_of(first, 59)
    assert few == _queries(browser, "/retention/") <= _queries(browser, "/account/") + 12


def _queries(browser, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        browser.get(address)
    return len(queries)


def test_a_collaborator_a_teacher_a_clerk_see_no_list(as_user, collaborator, teacher, clerk, lists):
    for person in (collaborator, teacher, clerk):
        assert as_user(person).get("/retention/").status_code == 403


def test_a_hold_is_set_and_lifted_with_a_reason(as_user, officer, grown, confirmed):
    child, browser = grown(), as_user(officer)
    page = reverse("child_retention", args=[child.public_id])
    browser.post(reverse("hold_child_record", args=[child.public_id]), {"kind": "archive", "reason": "nộp lưu trữ"})
    assert "nộp lưu trữ" in text_of(browser.get(page))
    with acting_as(officer):
        hold = RecordHold.objects.get()
    lift = reverse("lift_hold", args=[hold.public_id])
    browser.post(lift, {"reason": "", "opened": Edition.of(hold).token})
    browser.post(lift, {"reason": "đã nộp xong", "opened": Edition.of(hold).token})
    assert "đã nộp xong" in text_of(browser.get(page))
    with acting_as(officer):
        assert RecordHold.objects.get().lifted_by == officer


def test_a_delay_needs_its_day(as_user, officer, grown, confirmed):
    browser, url = as_user(officer), reverse("hold_child_record", args=[grown().public_id])
    page = browser.post(url, {"kind": "postponed", "reason": "chờ nhận giấy tờ"})
    assert "Hoãn đến ngày nào?" in text_of(page)
    day = add_years(timezone.localdate(), 1)
    until = {"until_day": day.day, "until_month": day.month, "until_year": day.year}
    assert browser.post(url, {"kind": "postponed", "reason": "chờ", **until}).status_code == 302


def test_the_way_of_a_destruction(as_user, officer, chair, clerk, grown, confirmed, ward, django_client):
    child = grown()
    vân = as_user(officer)
    asked = {"neighbourhoods": [str(ward["tdp7"].public_id)], "reason": "hết thời hạn lưu"}
    page = vân.post(reverse("propose_destruction"), asked, follow=True)
    assert child.code in text_of(page)
    batch = _batch(officer)
    assert vân.post(f"{batch.get_absolute_url()}approve", opened(batch)).status_code == 403
    duy = django_client()
    duy.force_login(chair, backend="accounts.backend.ActiveUserBackend")
    duy.post(f"{batch.get_absolute_url()}approve", opened(batch))
    vân.post(f"{batch.get_absolute_url()}paper")
    run_job(_batch(officer).paper_job_id)
    paper = _words_of(vân.get(f"{batch.get_absolute_url()}paper.pdf").content)
    assert "BIÊN BẢN" in paper
    assert child.code in paper
    assert child.full_name not in paper
    today = timezone.localdate()
    signed = {f"record_signed_on_{part}": getattr(today, part) for part in ("day", "month", "year")}
    form = {"record_number": "12/BB-UBND", **signed, "file": _upload(), **opened(_batch(officer))}
    assert vân.post(f"{batch.get_absolute_url()}start", form).status_code == 302
    run_job(_batch(officer).job_id)
    page = text_of(vân.get(batch.get_absolute_url()))
    assert "Đã tiêu hủy 1 hồ sơ" in page
    assert child.full_name not in page
    assert vân.get(f"{batch.get_absolute_url()}signed")["Content-Type"] == "image/jpeg"
    assert "Trẻ em cư trú" in text_of(vân.get("/retention/figures/")) or child.created_at.year == today.year
    phước = django_client()
    phước.force_login(clerk, backend="accounts.backend.ActiveUserBackend")
    page = text_of(phước.get(batch.get_absolute_url()))
    assert "12/BB-UBND" in page
    assert child.code not in page  # the clerk knows of no child, not even of its code


def _upload():
    file = io.BytesIO(a_photo())
    file.name = "bien-ban.jpg"
    return file


def _words_of(pdf: bytes) -> str:
    with pdfplumber.open(io.BytesIO(pdf)) as paper:
        return "\n".join(page.extract_text() for page in paper.pages)


def _batch(officer) -> Destruction:
    with acting_as(officer):
        return Destruction.objects.get()


def test_a_leader_who_refuses_says_why(as_user, chair, officer, grown, confirmed, propose):
    grown()
    batch = propose()
    browser, url = as_user(chair), f"{batch.get_absolute_url()}refuse"
    assert "Chưa ghi vì sao" in text_of(browser.post(url, {"note": "", **opened(batch)}))
    browser.post(url, {"note": "chờ thanh tra", **opened(batch)})
    assert _batch(officer).state == DestructionState.REFUSED
    assert "chờ thanh tra" in text_of(browser.get(batch.get_absolute_url()))


def test_the_administrator_confirms_a_period_by_its_source(as_user, admin, officer, lists):
    browser = as_user(admin)
    page = text_of(browser.get("/retention/classes/"))
    assert page.count("Cần xác nhận") == 6
    kept = RetentionClass.objects.get(code="child_register")
    url = reverse("edit_retention_class", args=[kept.public_id])
    wrong = browser.post(url, {"years": "2", "source": "", "note": "", "opened": Edition.of(kept).token})
    assert "ghi căn cứ" in text_of(wrong)
    browser.post(url, {"years": "2", "source": "QĐ 15/QĐ-UBND", "note": "", "opened": Edition.of(kept).token})
    kept.refresh_from_db()
    assert (kept.years, kept.unsure, kept.source) == (2, False, "QĐ 15/QĐ-UBND")
    assert as_user(officer).post(url, {}).status_code == 403


def test_logs_are_kept_five_years_at_least(as_user, admin, lists):
    kept = RetentionClass.objects.get(code="audit")
    url = reverse("edit_retention_class", args=[kept.public_id])
    short = {"years": "2", "unsure": "on", "source": "", "note": "", "opened": Edition.of(kept).token}
    assert "ít nhất 5 năm" in text_of(as_user(admin).post(url, short))


@pytest.mark.parametrize("state", ["proposed", "approved"])
def test_the_home_page_calls_who_must_act(as_user, officer, chair, grown, confirmed, propose, approve, state):
    grown()
    batch = propose() if state == "proposed" else approve(propose())
    person = chair if state == "proposed" else officer
    assert str(batch) in text_of(as_user(person).get("/"))

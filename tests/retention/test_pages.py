"""The pages of retention: the review list, holds, a destruction from the proposal to the end, the periods."""

import datetime
import io

import pdfplumber
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.acting import acting_as
from accounts.authorization import FIGURES
from accounts.models import AccessEvent
from children.actions.circumstances import CircumstanceDraft, add_circumstance
from children.models import Child, Circumstance, CircumstanceGroup, Residence
from interface.editions import Edition
from jobs.actions import run_job
from retention.actions.holds import HoldDraft, set_hold
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
    assert "Chưa ghi lý do" in text_of(browser.post(lift, {"reason": "", "opened": Edition.of(hold).token}))
    with acting_as(officer):
        assert RecordHold.objects.get().lifted_on is None
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


def test_a_delay_that_has_run_out_says_so_when_the_next_is_set(as_user, officer, grown, confirmed, at):
    child = grown()
    with at("2026-06-01 09:00"), acting_as(officer):
        set_hold(child=child, by=officer, draft=HoldDraft("postponed", "chờ giấy tờ", datetime.date(2026, 7, 1)))
    with acting_as(officer):
        later = add_years(timezone.localdate(), 1)
        set_hold(child=child, by=officer, draft=HoldDraft("postponed", "vẫn chờ", later))
        first = child.holds.earliest("pk")
        assert (first.lifting_reason, first.version) == ("Hết hạn hoãn", 2)
        assert AccessEvent.objects.filter(event="HOLD_LIFTED", about=child.code).count() == 1
    assert "Hết hạn hoãn." in text_of(as_user(officer).get(reverse("child_retention", args=[child.public_id])))


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
    phước = django_client()
    phước.force_login(clerk, backend="accounts.backend.ActiveUserBackend")
    page = text_of(phước.get(batch.get_absolute_url()))
    assert "12/BB-UBND" in page
    assert child.code not in page  # the clerk knows of no child, not even of its code
    assert reverse("signed_destruction", args=[batch.public_id]) not in page
    for paper in ("paper.pdf", "signed"):
        assert phước.get(f"{batch.get_absolute_url()}{paper}").status_code == 403


def test_the_figures_name_what_is_left_and_no_secret(as_user, officer, chair, grown, confirmed, destroyed, lists, at):
    with at("2021-05-01 09:00"):
        child = grown(created_at=datetime.datetime(2021, 5, 1, tzinfo=datetime.UTC))
        group = CircumstanceGroup.objects.filter(extra_secret=True, is_abuse=False).order_by("pk")[0]
        with acting_as(officer, scope=FIGURES):
            Circumstance.objects.create(
                child=child, group=group, secret=True, started_on="2021-06-01", ended_on="2022-06-01", officer=officer
            )
            RetentionClass.objects.filter(code="case_file").update(years=1, unsure=False, source="QĐ 15/QĐ-UBND")
    destroyed()
    of_officer, of_chair = (text_of(as_user(person).get("/retention/figures/")) for person in (officer, chair))
    assert "Trẻ em cư trú" in of_officer
    assert group.short_name not in of_officer
    assert group.short_name in of_chair


def test_whoever_polls_reads_no_printed_record(as_user, officer, grown, confirmed, propose, approve):
    grown()
    batch, browser = approve(propose()), as_user(officer)
    for address in ("", "progress"):
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(f"{batch.get_absolute_url()}{address}").status_code == 200
        asked = [query["sql"].split(" FROM ")[0] for query in queries if 'FROM "retention_destruction"' in query["sql"]]
        assert asked
        assert not any('"content"' in columns for columns in asked)


def test_a_destruction_that_stopped_is_ended_on_its_page(as_user, officer, grown, confirmed, propose, approve, start):
    child = grown()
    batch = start(approve(propose()))
    with acting_as(officer):
        RetentionClass.objects.filter(code="child_register").update(unsure=True)
    run_job(batch.job_id)
    browser, url = as_user(officer), batch.get_absolute_url()
    page = text_of(browser.get(url))
    assert "Kết thúc đợt" in page
    assert "Thời hạn lưu còn ghi" in page  # why the machine stopped
    again = browser.post(f"{url}go-on", opened(_batch(officer)), follow=True)
    assert "Thời hạn lưu còn ghi" in text_of(again)
    page = text_of(browser.post(f"{url}end", opened(_batch(officer)), follow=True))
    assert "Đợt kết thúc trước khi tiêu hủy hồ sơ này" in page
    assert _batch(officer).state == DestructionState.DONE
    with acting_as(officer):
        assert Child.objects.get() == child


def test_who_is_over_longest_stands_on_top(as_user, officer, grown, child_of, confirmed):
    today = timezone.localdate()
    grown(full_name="Lê Vừa Hết", birth=PartialDate.of(add_years(today, -19)))
    child_of(
        full_name="Lê Đi Lâu", birth=PartialDate(2015, 1, 1), residence=Residence.MOVED_OUT,
        left_on=add_years(today, -10),
    )  # fmt: skip
    page = text_of(as_user(officer).get("/retention/"))
    assert page.index("Lê Đi Lâu") < page.index("Lê Vừa Hết")


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
    assert page.count("Cần xác nhận") == 7
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

"""Screen 36: the outgoing register."""

import datetime

import pytest
from django.urls import reverse

from accounts.acting import acting_as
from agencies.actions.register import draft_document, issue_number
from agencies.models import RegisteredDocument

DAY = datetime.date(2026, 11, 20)


def text_of(response):
    return response.content.decode()


def boxes(name, day, month, year):
    return {f"{name}_day": day, f"{name}_month": month, f"{name}_year": year}


@pytest.fixture
def browser(as_user, clerk, profile):
    return as_user(clerk)


@pytest.fixture
def numbered(clerk, profile):
    def give(subject="Kết quả công tác trẻ em", type="BC", **facts):
        with acting_as(clerk):
            return issue_number(type=type, on=DAY, subject=subject, by=clerk, **facts)

    return give


def test_an_empty_register_says_how_to_begin(browser):
    page = text_of(browser.get("/documents/"))
    assert "Sổ chưa có văn bản nào" in page
    assert "Không có văn bản nào chờ cấp số." in page


def test_a_clerk_gives_a_number(browser, signer):
    typed = {"type": "QĐ", "subject": "Khen thưởng", "signer": str(signer.public_id), "recipients": "VT", "copies": "5"}
    page = text_of(browser.post("/documents/new/", typed | boxes("on", "20", "11", "2026"), follow=True))
    assert "1/QĐ-UBND" in page
    assert "Đinh Thị Mỹ Lệ" in page
    assert "Đã cấp số và vào sổ." in page


def test_a_date_that_is_too_early_is_told_beside_the_field(browser, numbered):
    numbered()
    form = browser.post("/documents/new/", {"type": "BC", "subject": "Cũ"} | boxes("on", "1", "1", "2026")).context[
        "form"
    ]
    assert "Số 1 đã cấp ngày 20/11/2026" in form.errors["on"][0]
    assert form["subject"].value() == "Cũ"


def test_an_officer_hands_a_document_over_and_the_clerk_numbers_it(as_user, officer, clerk, profile):
    page = text_of(as_user(officer).post("/documents/new/", {"type": "BC", "subject": "Báo cáo năm"}, follow=True))
    assert "1 văn bản chờ cấp số." in page
    assert "số dự kiến" in page
    document = RegisteredDocument.objects.get()
    url = reverse("number_document", args=[document.public_id])
    assert as_user(officer).get(url).status_code == 403
    browser = as_user(clerk)
    assert "1 văn bản đã ký chờ cấp số" in text_of(browser.get("/"))
    assert "Cấp số 1" in text_of(browser.get(url))
    browser.post(url, boxes("on", "23", "11", "2026"))
    document.refresh_from_db()
    assert (document.symbol, document.drafted_by, document.issued_by) == ("1/BC-UBND", officer, clerk)


def test_a_number_is_cancelled_with_a_reason_and_stays_on_the_page(browser, numbered):
    document = numbered()
    url = reverse("drop_document", args=[document.public_id])
    assert "Chưa ghi" in text_of(browser.post(url, {"reason": ""}))
    browser.post(url, {"reason": "Ký lại ở số 2"})
    page = text_of(browser.get("/documents/"))
    assert "Không dùng: Ký lại ở số 2" in page
    assert "1/BC-UBND" in page


def test_words_of_a_line_are_corrected_and_the_change_is_told(browser, edit, numbered):
    document = numbered()
    edit(browser, reverse("change_document", args=[document.public_id]), subject="Trích yếu đúng")
    page = text_of(browser.get(reverse("document", args=[document.public_id])))
    assert "Trích yếu đúng" in page
    assert "Kết quả công tác trẻ em" in page  # in the history


def test_a_paper_register_is_continued_and_copied(browser):
    browser.post("/documents/after-paper/", {"type": "QĐ", "year": "2026", "last": "1186"})
    line = {"type": "QĐ", "number": "1185", "subject": "Từ sổ giấy"} | boxes("on", "19", "11", "2026")
    assert browser.post("/documents/paper/", line).status_code == 302
    form = browser.post("/documents/paper/", {**line, "number": "1187"}).context["form"]
    assert "chưa ghi là đến số 1187" in form.errors["number"][0]
    browser.post("/documents/new/", {"type": "QĐ", "subject": "Mới"} | boxes("on", "20", "11", "2026"))
    page = text_of(browser.get("/documents/"))
    assert "1185/QĐ-UBND" in page
    assert "1187/QĐ-UBND" in page


def test_the_register_narrows_by_type_year_state_and_words(browser, numbered):
    numbered(subject="Khen thưởng", type="QĐ")
    numbered(subject="Tổng kết")
    for address, shown, hidden in (
        ("?type=QĐ", "Khen thưởng", "Tổng kết"),
        ("?q=tổng", "Tổng kết", "Khen thưởng"),
        ("?year=2026&type=BC", "Tổng kết", "Khen thưởng"),
    ):
        page = text_of(browser.get(f"/documents/{address}"))
        assert shown in page
        assert hidden not in page
    assert "Không có văn bản nào khớp" in text_of(browser.get("/documents/?state=cancelled"))


def test_a_secret_line_is_not_there_for_others(as_user, officer, other_officer, profile):
    with acting_as(officer):
        document = draft_document(by=officer, type="QĐ", subject="Hồ sơ BV-2026-0031", secret=True)
    assert "BV-2026-0031" in text_of(as_user(officer).get("/documents/"))
    browser = as_user(other_officer)
    assert "BV-2026-0031" not in text_of(browser.get("/documents/"))
    assert browser.get(reverse("document", args=[document.public_id])).status_code == 404


def test_the_page_costs_the_same_however_long_the_register_is(browser, numbered, officer, queries):
    def more():
        numbered()
        with acting_as(officer):
            draft_document(by=officer, type="BC", subject="Chờ")

    more()
    before = queries(browser.get, "/documents/")
    for _ in range(8):
        more()
    assert queries(browser.get, "/documents/") == before

"""Screen 36: the outgoing register."""

import datetime

import pytest
from django.urls import reverse

from accounts.acting import acting_as
from agencies.actions.register import (
    DocumentDraft,
    correct_document,
    draft_document,
    issue_document,
    issue_number,
    return_document,
)
from agencies.models import RegisteredDocument

DAY = datetime.date(2026, 11, 20)


def text_of(response):
    return response.content.decode()


def boxes(name, day, month, year):
    return {f"{name}_day": day, f"{name}_month": month, f"{name}_year": year}


def the_document(reader) -> RegisteredDocument:
    """The one line of the register, as it stands now."""
    with acting_as(reader):
        return RegisteredDocument.objects.select_related("drafted_by", "issued_by").get()


ISSUED = boxes("on", "23", "11", "2026")


@pytest.fixture
def browser(as_user, clerk, profile):
    return as_user(clerk)


@pytest.fixture
def numbered(clerk, profile):
    def give(subject="Kết quả công tác trẻ em", type="BC"):
        with acting_as(clerk):
            return issue_number(type=type, on=DAY, by=clerk, draft=DocumentDraft(subject=subject))

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


def test_an_officer_hands_a_document_over_and_the_clerk_numbers_it(as_user, send, officer, clerk, profile):
    page = text_of(as_user(officer).post("/documents/new/", {"type": "BC", "subject": "Báo cáo năm"}, follow=True))
    assert "1 văn bản chờ cấp số." in page
    assert "số dự kiến" in page
    document = the_document(clerk)
    url = reverse("number_document", args=[document.public_id])
    assert as_user(officer).get(url).status_code == 403
    browser = as_user(clerk)
    assert "1 văn bản đã ký chờ cấp số" in text_of(browser.get("/"))
    assert "Cấp số 1" in text_of(browser.get(url))
    send(browser, url, boxes("on", "23", "11", "2026"))
    document = the_document(clerk)
    assert (document.symbol, document.drafted_by, document.issued_by) == ("1/BC-UBND", officer, clerk)
    assert "Có 1 văn bản đã được cấp số: 1/BC-UBND" in text_of(as_user(officer).get("/notifications/"))


@pytest.fixture
def waiting(officer, profile):
    with acting_as(officer):
        return draft_document(by=officer, type="BC", draft=DocumentDraft(subject="Báo cáo năm"))


def test_a_document_comes_back_is_corrected_and_waits_again(as_user, send, edit, officer, clerk, waiting):
    page = text_of(as_user(clerk).get(reverse("document", args=[waiting.public_id])))
    assert "Trả lại người soạn" in page
    assert "Hủy số" not in page
    url = reverse("return_to_drafter", args=[waiting.public_id])
    assert "Chưa ghi vì sao trả lại" in text_of(send(as_user(clerk), url, {"reason": ""}))
    page = text_of(send(as_user(clerk), url, {"reason": "Thiếu nơi nhận"}, follow=True))
    assert "Đã trả lại." in page
    assert "Không có văn bản nào chờ cấp số." in page
    assert "Cần sửa" not in page  # it is the drafter's to do

    drafter = as_user(officer)
    redo = reverse("redo_document", args=[waiting.public_id])
    home = text_of(drafter.get("/"))
    assert "Sửa báo cáo “Báo cáo năm” rồi đưa lại văn thư" in home
    assert "Thiếu nơi nhận" in home
    page = text_of(drafter.get("/documents/"))
    assert "Cần sửa" in page
    assert "1 văn bản trả lại chờ sửa." in page
    assert redo in page
    assert "<b>Văn thư trả lại.</b> Thiếu nơi nhận" in text_of(
        drafter.get(reverse("document", args=[waiting.public_id]))
    )
    assert "Văn thư trả lại: Thiếu nơi nhận" in text_of(drafter.get(redo))
    edit(drafter, redo, recipients="UBND tỉnh; VT")
    assert "1 văn bản chờ cấp số." in text_of(drafter.get("/documents/"))
    assert "rồi đưa lại văn thư" not in text_of(drafter.get("/"))


def test_a_number_given_meanwhile_is_not_cancelled_by_an_old_page(as_user, clerk, waiting):
    """The clerk opens “Trả lại”; a colleague numbers the document; then the clerk presses the button."""
    browser, url = as_user(clerk), reverse("return_to_drafter", args=[waiting.public_id])
    typed = {"reason": "Thiếu nơi nhận", "opened": browser.get(url).context["opened"]}
    with acting_as(clerk):
        issue_document(document=waiting, on=DAY, by=clerk, version=waiting.version)
    page = browser.post(url, typed)
    assert "Đã có người sửa từ khi mở trang này" in text_of(page)
    page = browser.post(url, {**typed, "opened": page.context["opened"]})
    assert "Văn bản này không còn chờ cấp số." in text_of(page)
    waiting = the_document(clerk)
    assert (waiting.state, waiting.symbol) == ("issued", "1/BC-UBND")


@pytest.mark.parametrize(("page", "typed"), [("cancel_number", {"reason": "Ký lại"}), ("number_document", ISSUED)])
def test_a_deed_on_a_line_that_changed_meanwhile_is_asked_again(as_user, clerk, waiting, page, typed):
    browser, url = as_user(clerk), reverse(page, args=[waiting.public_id])
    opened = browser.get(url).context["opened"]
    with acting_as(clerk):
        draft = DocumentDraft(subject="Báo cáo năm 2026")
        correct_document(document=waiting, by=clerk, version=waiting.version, draft=draft)
    response = browser.post(url, {**typed, "opened": opened})
    assert "Đã có người sửa từ khi mở trang này" in text_of(response)
    assert the_document(clerk).state == "drafted"


def test_a_drafter_withdraws_a_document_from_its_page(as_user, officer, clerk, waiting):
    browser, url = as_user(officer), reverse("withdraw_document", args=[waiting.public_id])
    page = browser.get(reverse("document", args=[waiting.public_id]))
    assert url in text_of(page)
    with acting_as(clerk):
        returned = return_document(document=waiting, by=clerk, version=waiting.version, reason="Thiếu nơi nhận")
    assert browser.post(url, {"opened": page.context["opened"]}).status_code == 409  # it came back meanwhile
    opened = browser.get(reverse("document", args=[returned.public_id])).context["opened"]
    assert "Đã rút văn bản." in text_of(browser.post(url, {"opened": opened}, follow=True))
    page = text_of(browser.get(reverse("document", args=[returned.public_id])))
    assert "Người soạn đã rút" in page
    assert url not in page


def test_a_colleague_of_the_drafter_has_no_button_and_no_form(as_user, edit, other_officer, clerk, waiting):
    with acting_as(clerk):
        return_document(document=waiting, by=clerk, version=waiting.version, reason="Thiếu nơi nhận")
    browser, redo = as_user(other_officer), reverse("redo_document", args=[waiting.public_id])
    assert redo not in text_of(browser.get(reverse("document", args=[waiting.public_id])))
    assert "Cần sửa" not in text_of(browser.get("/documents/"))
    assert edit(browser, redo, subject="Khác").status_code == 403


def test_a_secret_subject_is_not_on_the_home_page(as_user, officer, clerk, profile):
    with acting_as(officer):
        secret = DocumentDraft(subject="Hồ sơ BV-2026-0031", secret=True)
        document = draft_document(by=officer, type="QĐ", draft=secret)
    with acting_as(clerk):
        return_document(document=document, by=clerk, version=document.version, reason="Thiếu nơi nhận")
    home = text_of(as_user(officer).get("/"))
    assert "Sửa quyết định (văn bản mật) rồi đưa lại văn thư" in home
    assert "BV-2026-0031" not in home


def test_a_number_is_cancelled_with_a_reason_and_stays_on_the_page(browser, send, numbered):
    document = numbered()
    url = reverse("cancel_number", args=[document.public_id])
    assert "Chưa ghi" in text_of(send(browser, url, {"reason": ""}))
    send(browser, url, {"reason": "Ký lại ở số 2"})
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
        document = draft_document(by=officer, type="QĐ", draft=DocumentDraft(subject="Hồ sơ BV-2026-0031", secret=True))
    assert "BV-2026-0031" in text_of(as_user(officer).get("/documents/"))
    browser = as_user(other_officer)
    assert "BV-2026-0031" not in text_of(browser.get("/documents/"))
    assert browser.get(reverse("document", args=[document.public_id])).status_code == 404


def test_the_page_costs_the_same_however_long_the_register_is(as_user, numbered, officer, clerk, queries):
    def more():
        numbered()
        with acting_as(officer):
            draft_document(by=officer, type="BC", draft=DocumentDraft(subject="Chờ"))
            document = draft_document(by=officer, type="BC", draft=DocumentDraft(subject="Sai"))
        with acting_as(clerk):
            return_document(document=document, by=clerk, version=document.version, reason="Thiếu nơi nhận")

    def cost():
        return [queries(as_user(person).get, "/documents/") for person in (officer, clerk)]

    more()
    before = cost()
    for _ in range(8):
        more()
    assert cost() == before

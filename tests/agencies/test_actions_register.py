"""The outgoing register: no number twice, none left out, none before its time."""

import datetime
from dataclasses import replace

import pytest
from django.db import transaction

from accounts.acting import acting_as
from accounts.actions.users import deactivate_user
from accounts.models import Notification
from agencies.actions.register import (
    DocumentDraft,
    cancel_document,
    correct_document,
    draft_document,
    hand_in_again,
    issue_document,
    issue_number,
    register_paper,
    return_document,
    start_after_paper,
    withdraw_document,
)
from agencies.models import DocumentState, RegisteredDocument
from agencies.queries import next_number
from interface.refusals import NotAllowed, Refused, StaleVersion

DAY = datetime.date(2026, 11, 20)
YEARLY = DocumentDraft(subject="Báo cáo năm")


@pytest.fixture(autouse=True)
def today(today, profile):
    """The ward has its name."""


@pytest.fixture
def numbering(clerk):
    with acting_as(clerk):
        yield


def give(clerk, type="BC", on=DAY, unit="", **facts):
    draft = DocumentDraft(subject="Kết quả công tác trẻ em", **facts)
    return issue_number(type=type, unit=unit, on=on, by=clerk, draft=draft)


def test_numbers_run_from_one_for_each_type_and_year(clerk, numbering):
    assert [give(clerk).number, give(clerk).number] == [1, 2]
    assert give(clerk, type="QĐ").number == 1


def test_the_register_of_a_year_closes_a_month_after_its_end(clerk, numbering, at):
    last_day = datetime.date(2026, 12, 31)
    give(clerk)
    with at("2027-01-20 09:00"):
        assert give(clerk, on=last_day).number == 2
        assert give(clerk, on=datetime.date(2027, 1, 4)).number == 1
    with at("2027-02-02 09:00"), pytest.raises(Refused, match="Sổ năm 2026 đã khóa"):
        give(clerk, on=last_day)


def test_the_symbol_names_type_and_authority_a_letter_its_unit(clerk, numbering):
    assert give(clerk).symbol == "1/BC-UBND"
    assert give(clerk, type="CV", unit="VHXH").symbol == "1/UBND-VHXH"


def test_the_name_of_the_signer_stays_as_printed(clerk, signer, numbering):
    document = give(clerk, signer=signer)
    assert document.signer_name == "Đinh Thị Mỹ Lệ"


def test_a_rollback_leaves_no_gap(clerk, numbering):
    give(clerk)
    with transaction.atomic():
        assert give(clerk).number == 2
        transaction.set_rollback(True)
    assert give(clerk).number == 2


def test_a_refused_document_leaves_no_gap(clerk, numbering):
    give(clerk)
    with pytest.raises(Refused, match="không thể có ngày trước đó"):
        give(clerk, on=DAY - datetime.timedelta(days=1))
    assert give(clerk).number == 2


def test_no_number_for_a_day_to_come(clerk, numbering):
    with pytest.raises(Refused, match="sau hôm nay") as refused:
        give(clerk, on=datetime.date(2026, 11, 24))
    assert refused.value.field == "on"
    assert refused.value.article


def test_no_number_for_a_day_the_ward_has_no_name_on(clerk, numbering):
    start_after_paper(type="BC", year=2004, last=1, by=clerk)
    with pytest.raises(Refused, match="Chưa có hồ sơ phường"):
        register_paper(type="BC", number=1, on=datetime.date(2004, 1, 5), by=clerk, draft=YEARLY)


def test_a_signed_document_waits_and_is_numbered_once(officer, clerk):
    with acting_as(officer):
        document = draft_document(by=officer, type="BC", draft=YEARLY)
    with acting_as(clerk):
        issued = issue_document(document=document, on=DAY, by=clerk, version=document.version)
        assert (issued.number, issued.state) == (1, DocumentState.ISSUED)
        assert issued.drafted_by == officer
        with pytest.raises(Refused, match="không còn chờ"):
            issue_document(document=issued, on=DAY, by=clerk, version=issued.version)
        with pytest.raises(StaleVersion):
            issue_document(document=issued, on=DAY, by=clerk, version=document.version)


def test_a_cancelled_number_stays_with_its_reason(clerk, numbering):
    document = give(clerk)
    with pytest.raises(Refused, match="Chưa ghi lý do"):
        cancel_document(document=document, by=clerk, version=document.version, reason="  ")
    cancelled = cancel_document(document=document, by=clerk, version=document.version, reason="Ký lại ở số 2")
    assert (cancelled.number, cancelled.reason) == (1, "Ký lại ở số 2")
    assert give(clerk).number == 2
    with pytest.raises(Refused, match="hoặc đã hủy rồi"):
        cancel_document(document=cancelled, by=clerk, version=cancelled.version, reason="lần nữa")


@pytest.fixture
def waiting(officer, profile):
    with acting_as(officer):
        return draft_document(by=officer, type="BC", draft=YEARLY)


@pytest.fixture
def returned(waiting, clerk):
    with acting_as(clerk):
        return return_document(document=waiting, by=clerk, version=waiting.version, reason="Thiếu nơi nhận")


def bell_of(person) -> list[str]:
    with acting_as(person):
        return [each.text for each in Notification.objects.visible_to(person)]


def test_a_returned_document_is_corrected_by_its_drafter_and_waits_again(officer, clerk, returned):
    assert (returned.state, returned.reason, returned.number) == (DocumentState.RETURNED, "Thiếu nơi nhận", None)
    with acting_as(officer):
        assert list(RegisteredDocument.objects.visible_to(officer).returned_to(officer)) == [returned]
        draft = replace(YEARLY, recipients="UBND tỉnh; VT")
        again = hand_in_again(
            document=returned, by=officer, version=returned.version, type="CV", unit="VHXH", draft=draft
        )
        assert (again.state, again.reason) == (DocumentState.DRAFTED, "")
    with acting_as(clerk):
        issued = issue_document(document=again, on=DAY, by=clerk, version=again.version)
    assert (issued.symbol, issued.recipients) == ("1/UBND-VHXH", "UBND tỉnh; VT")


def test_whoever_returns_says_why(clerk, waiting, numbering):
    with pytest.raises(Refused, match="Chưa ghi lý do trả lại") as refused:
        return_document(document=waiting, by=clerk, version=waiting.version, reason=" ")
    assert refused.value.field == "reason"


def test_only_what_waits_is_returned_and_only_what_has_a_number_is_cancelled(clerk, waiting, numbering):
    with pytest.raises(Refused, match="không có số để hủy"):
        cancel_document(document=waiting, by=clerk, version=waiting.version, reason="Ký lại")
    issued = issue_document(document=waiting, on=DAY, by=clerk, version=waiting.version)
    with pytest.raises(StaleVersion):  # the clerk whose page was opened before
        return_document(document=waiting, by=clerk, version=waiting.version, reason="Thiếu nơi nhận")
    with pytest.raises(Refused, match="không còn chờ"):
        return_document(document=issued, by=clerk, version=issued.version, reason="Thiếu nơi nhận")


def test_a_returned_document_gets_no_number_and_no_correction_of_the_clerk(clerk, returned, numbering):
    with pytest.raises(Refused, match="không còn chờ"):
        issue_document(document=returned, on=DAY, by=clerk, version=returned.version)
    with pytest.raises(Refused, match="Chỉ sửa được"):
        correct_document(document=returned, by=clerk, version=returned.version, draft=YEARLY)


def test_a_colleague_does_not_correct_for_the_drafter(other_officer, returned):
    with acting_as(other_officer):
        for deed, more in ((hand_in_again, {"type": "BC", "draft": YEARLY}), (withdraw_document, {})):
            with pytest.raises(NotAllowed, match="Chỉ người soạn"):
                deed(document=returned, by=other_officer, version=returned.version, **more)


def test_a_colleague_takes_over_when_the_drafter_has_left(officer, other_officer, admin, returned):
    with acting_as(admin):
        deactivate_user(user=officer, by=admin, left_on=DAY)
    with acting_as(other_officer):
        (taken_over,) = RegisteredDocument.objects.visible_to(other_officer).returned_to(other_officer)
        again = hand_in_again(document=taken_over, by=other_officer, version=returned.version, type="BC", draft=YEARLY)
    assert again.state == DocumentState.DRAFTED


def test_a_drafter_withdraws_what_has_no_number(officer, clerk, returned):
    with acting_as(officer):
        withdrawn = withdraw_document(document=returned, by=officer, version=returned.version)
        assert (withdrawn.state, withdrawn.reason) == (DocumentState.WITHDRAWN, "")
        assert not RegisteredDocument.objects.visible_to(officer).returned_to(officer).exists()
        with pytest.raises(Refused, match="đã rút rồi"):
            withdraw_document(document=withdrawn, by=officer, version=withdrawn.version)
    with acting_as(clerk), pytest.raises(Refused, match="không còn chờ"):
        issue_document(document=withdrawn, on=DAY, by=clerk, version=withdrawn.version)


def test_the_drafter_is_told_of_every_deed_of_the_clerk_without_the_subject(officer, clerk):
    secret = DocumentDraft(subject="Hồ sơ BV-2026-0031", secret=True)
    with acting_as(officer):
        document = draft_document(by=officer, type="QĐ", draft=secret)
    with acting_as(clerk):
        document = return_document(document=document, by=clerk, version=document.version, reason="BV-2026-0031")
    with acting_as(officer):
        document = hand_in_again(document=document, by=officer, version=document.version, type="QĐ", draft=secret)
    with acting_as(clerk):
        document = issue_document(document=document, on=DAY, by=clerk, version=document.version)
        cancel_document(document=document, by=clerk, version=document.version, reason="Ký lại")
    assert bell_of(officer) == [
        "Số 1/QĐ-UBND đã bị hủy, xem lý do trên sổ",
        "Có 1 văn bản đã được cấp số: 1/QĐ-UBND",
        "Văn thư trả lại 1 văn bản để sửa (quyết định)",
    ]


def test_a_clerk_is_not_told_what_the_clerk_did(clerk, numbering):
    document = give(clerk)
    cancel_document(document=document, by=clerk, version=document.version, reason="Ký lại")
    assert bell_of(clerk) == []


def test_correcting_words_keeps_number_and_day(clerk, numbering):
    document = give(clerk)
    draft = DocumentDraft(subject="Trích yếu đúng")
    corrected = correct_document(document=document, by=clerk, version=document.version, draft=draft)
    assert (corrected.subject, corrected.symbol, corrected.issued_on) == ("Trích yếu đúng", "1/BC-UBND", DAY)


def test_numbers_go_on_after_the_paper_register(clerk, numbering):
    start_after_paper(type="QĐ", year=2026, last=1186, by=clerk)
    assert next_number("QĐ", 2026) == 1187
    copied = register_paper(
        type="QĐ", number=1186, on=DAY, draft=DocumentDraft(subject="Trợ cấp, TE-2026-0288"), by=clerk
    )
    assert (copied.symbol, copied.on_paper) == ("1186/QĐ-UBND", True)
    assert give(clerk, type="QĐ").number == 1187
    with pytest.raises(Refused, match="đã có trong sổ"):
        register_paper(type="QĐ", number=1186, on=DAY, draft=YEARLY, by=clerk)
    with pytest.raises(Refused, match="chưa ghi là đến số 1188"):
        register_paper(type="QĐ", number=1188, on=DAY, draft=YEARLY, by=clerk)
    with pytest.raises(Refused, match="không chuyển từ sổ giấy"):
        start_after_paper(type="QĐ", year=2026, last=1200, by=clerk)


def test_a_typing_error_in_the_last_paper_number_can_be_corrected_at_first(clerk, numbering):
    start_after_paper(type="QĐ", year=2026, last=1200, by=clerk)
    start_after_paper(type="QĐ", year=2026, last=1187, by=clerk)
    register_paper(type="QĐ", number=1187, on=DAY, draft=YEARLY, by=clerk)
    with pytest.raises(Refused, match="lớn hơn 1186"):
        start_after_paper(type="QĐ", year=2026, last=1186, by=clerk)


def test_only_the_clerk_gives_numbers(officer, chair, admin):
    for person in (officer, chair, admin):
        with acting_as(person), pytest.raises(NotAllowed):
            give(person)


def test_a_secret_document_is_known_to_its_drafter_the_leaders_and_the_clerk(
    officer, other_officer, chair, clerk, stranger
):
    with acting_as(officer):
        document = draft_document(by=officer, type="QĐ", draft=DocumentDraft(subject="Hồ sơ BV-2026-0031", secret=True))
    for person, known in ((officer, 1), (clerk, 1), (chair, 1), (other_officer, 0), (stranger, 0)):
        with acting_as(person):
            assert RegisteredDocument.objects.visible_to(person).filter(pk=document.pk).count() == known
            assert RegisteredDocument.objects.filter(pk=document.pk).count() == known  # nor without the Python filter

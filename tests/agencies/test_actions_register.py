"""The outgoing register: no number twice, none left out, none before its time."""

import datetime

import pytest
from django.db import transaction

from accounts.acting import acting_as
from agencies.actions.register import (
    cancel_document,
    correct_document,
    draft_document,
    issue_document,
    issue_number,
    next_number,
    register_paper,
    start_after_paper,
)
from agencies.models import DocumentState, RegisteredDocument
from interface.refusals import NotAllowed, Refused, StaleVersion

DAY = datetime.date(2026, 11, 20)


@pytest.fixture(autouse=True)
def today(today, profile):
    """The ward has its name."""


@pytest.fixture
def numbering(clerk):
    with acting_as(clerk):
        yield


def give(clerk, type="BC", on=DAY, **facts):
    return issue_number(type=type, on=on, subject="Kết quả công tác trẻ em", by=clerk, **facts)


def test_numbers_run_from_one_for_each_type_and_year(clerk, numbering):
    assert [give(clerk).number, give(clerk).number] == [1, 2]
    assert give(clerk, type="QĐ").number == 1
    assert give(clerk, on=datetime.date(2025, 12, 1)).number == 1


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
    with pytest.raises(Refused, match="Chưa có hồ sơ phường"):
        give(clerk, on=datetime.date(2004, 1, 5))


def test_a_signed_document_waits_and_is_numbered_once(officer, clerk):
    with acting_as(officer):
        document = draft_document(by=officer, type="BC", subject="Báo cáo năm")
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
    assert (cancelled.number, cancelled.cancel_reason) == (1, "Ký lại ở số 2")
    assert give(clerk).number == 2
    with pytest.raises(Refused, match="đã hủy rồi"):
        cancel_document(document=cancelled, by=clerk, version=cancelled.version, reason="lần nữa")


def test_correcting_words_keeps_number_and_day(clerk, numbering):
    document = give(clerk)
    corrected = correct_document(document=document, by=clerk, version=document.version, subject="Trích yếu đúng")
    assert (corrected.subject, corrected.symbol, corrected.issued_on) == ("Trích yếu đúng", "1/BC-UBND", DAY)


def test_numbers_go_on_after_the_paper_register(clerk, numbering):
    start_after_paper(type="QĐ", year=2026, last=1186, by=clerk)
    assert next_number("QĐ", 2026) == 1187
    copied = register_paper(type="QĐ", number=1186, on=DAY, subject="Trợ cấp, TE-2026-0288", by=clerk)
    assert (copied.symbol, copied.on_paper) == ("1186/QĐ-UBND", True)
    assert give(clerk, type="QĐ").number == 1187
    with pytest.raises(Refused, match="đã có trong sổ"):
        register_paper(type="QĐ", number=1186, on=DAY, subject="Lần nữa", by=clerk)
    with pytest.raises(Refused, match="chưa ghi là đến số 1188"):
        register_paper(type="QĐ", number=1188, on=DAY, subject="Chưa tới", by=clerk)
    with pytest.raises(Refused, match="không chuyển từ sổ giấy"):
        start_after_paper(type="QĐ", year=2026, last=1200, by=clerk)


def test_a_typing_error_in_the_last_paper_number_can_be_corrected_at_first(clerk, numbering):
    start_after_paper(type="QĐ", year=2026, last=1200, by=clerk)
    start_after_paper(type="QĐ", year=2026, last=1187, by=clerk)
    register_paper(type="QĐ", number=1187, on=DAY, subject="Chép từ sổ giấy", by=clerk)
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
        document = draft_document(by=officer, type="QĐ", subject="Hồ sơ BV-2026-0031", secret=True)
    for person, known in ((officer, 1), (clerk, 1), (chair, 1), (other_officer, 0), (stranger, 0)):
        with acting_as(person):
            assert RegisteredDocument.objects.visible_to(person).filter(pk=document.pk).count() == known
            assert RegisteredDocument.objects.filter(pk=document.pk).count() == known  # nor without the Python filter

"""The outgoing register: a number is given once, in the order of days, without gaps, and never taken back.

NĐ 30/2020/NĐ-CP, Điều 15: numbers and dates follow the order of issue, from 01 on 1 January to 31 December.

A document waits (DRAFTED) until the clerk numbers it (ISSUED) or returns it (RETURNED); its drafter corrects what was
returned and hands it in again, or withdraws what has no number yet. A number is cancelled, never given anew.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.actions.notifications import notify
from accounts.authorization import authorize, locked
from accounts.models import User
from agencies.actions.records import described, saved
from agencies.models import DocumentState, RegisterCounter, RegisteredDocument, Signer
from agencies.queries import symbol_of, ward_on
from agencies.wording import document_cancelled, document_numbered, document_returned
from interface.records import refused_when
from interface.refusals import NotAllowed, Refused
from vietnamese.formats import format_date

DRAFT = "agencies.draft_documents"
NUMBER = "agencies.number_documents"
ARTICLE = "NĐ 30/2020/NĐ-CP, Điều 15"
CLOSING = timedelta(days=31)  # so long the numbers of a year are still given after its end


@dataclass(frozen=True)
class DocumentDraft:
    """What a line of the register says beside type, number and day. Children by code only."""

    subject: str
    signer: Signer | None = None
    signer_name: str = ""
    recipients: str = ""
    copies: int | None = None
    secret: bool = False


@transaction.atomic
def draft_document(*, by: User, type: str, draft: DocumentDraft, unit: str = "") -> RegisteredDocument:
    """A signed document waits for its number. Raises NotAllowed."""
    authorize(by, DRAFT)
    return saved(_described(RegisteredDocument(type=type, unit=unit, drafted_by=by), draft))


@transaction.atomic
def return_document(*, document: RegisteredDocument, by: User, version: int, reason: str) -> RegisteredDocument:
    """Something is wrong with a document that waits: its drafter reads why, corrects it and hands it in again."""
    document = locked(document, by=by, may=NUMBER, version=version)
    _check_state(document, DocumentState.DRAFTED, "Văn bản này không còn chờ cấp số.")
    document.state, document.reason = DocumentState.RETURNED, _given(reason, "trả lại, ví dụ: thiếu nơi nhận")
    _tell_drafter(document, document_returned(document), by=by)
    return saved(document)


@transaction.atomic
def hand_in_again(
    *, document: RegisteredDocument, by: User, version: int, type: str, draft: DocumentDraft, unit: str = ""
) -> RegisteredDocument:
    """The drafter has corrected what was returned; it waits again. Raises NotAllowed, StaleVersion, Refused."""
    document = _own(document, by=by, version=version)
    _check_state(document, DocumentState.RETURNED, "Văn bản này không còn ở chỗ người soạn.")
    document.type, document.unit = type, unit
    document.state, document.reason = DocumentState.DRAFTED, ""
    return saved(_described(document, draft))


@transaction.atomic
def withdraw_document(*, document: RegisteredDocument, by: User, version: int) -> RegisteredDocument:
    """The drafter does not need a number any more. Raises NotAllowed, StaleVersion, Refused."""
    document = _own(document, by=by, version=version)
    if document.state not in (DocumentState.DRAFTED, DocumentState.RETURNED):
        raise Refused("Văn bản đã có số, hoặc đã rút rồi. Số đã cấp thì văn thư hủy.")
    document.state, document.reason = DocumentState.WITHDRAWN, ""
    return saved(document)


@transaction.atomic
def issue_number(*, type: str, on: date, by: User, draft: DocumentDraft, unit: str = "") -> RegisteredDocument:
    """Register and number a document in one go. A rollback of the caller gives the number back."""
    authorize(by, NUMBER)
    return _issued(_described(RegisteredDocument(type=type, unit=unit, drafted_by=by), draft), on=on, by=by)


@transaction.atomic
def issue_document(*, document: RegisteredDocument, on: date, by: User, version: int) -> RegisteredDocument:
    """Number a document that waits. Raises NotAllowed, StaleVersion, Refused."""
    document = locked(document, by=by, may=NUMBER, version=version)
    _check_state(document, DocumentState.DRAFTED, "Văn bản này không còn chờ cấp số.")
    document = _issued(document, on=on, by=by)
    _tell_drafter(document, document_numbered(document), by=by)
    return document


@transaction.atomic
def correct_document(
    *, document: RegisteredDocument, by: User, version: int, draft: DocumentDraft
) -> RegisteredDocument:
    """Subject, signer, recipients or copies were written wrongly. Type, number and day stay."""
    document = locked(document, by=by, may=NUMBER, version=version)
    if document.state not in (DocumentState.DRAFTED, DocumentState.ISSUED):
        raise Refused("Chỉ sửa được văn bản chờ cấp số hoặc đã ban hành.")
    return saved(_described(document, draft))


@transaction.atomic
def cancel_document(*, document: RegisteredDocument, by: User, version: int, reason: str) -> RegisteredDocument:
    """The number stays used, with the reason. A document without a number is returned instead."""
    document = locked(document, by=by, may=NUMBER, version=version)
    _check_state(document, DocumentState.ISSUED, "Văn bản này không có số để hủy, hoặc đã hủy rồi.")
    document.state, document.reason = DocumentState.CANCELLED, _given(reason, "hủy, ví dụ: ký lại ở số 1185")
    _tell_drafter(document, document_cancelled(document), by=by)
    return saved(document)


@transaction.atomic
def start_after_paper(*, type: str, year: int, last: int, by: User) -> RegisterCounter:
    """The paper register gave the numbers up to `last`; ours go on after it. Only before our first number."""
    authorize(by, NUMBER)
    counter, _ = RegisterCounter.objects.get_or_create(
        type=type, year=year, defaults={"last": last, "on_paper_until": last}
    )
    counter = RegisterCounter.objects.lock(counter.pk)
    if RegisteredDocument.objects.filter(type=type, year=year, number__gt=last).exists():
        raise Refused(f"Máy đã cấp số lớn hơn {last} trong năm {year}. Ghi số cuối cùng trên sổ giấy.", field="last")
    if counter.last != counter.on_paper_until:
        raise Refused(f"Máy đã cấp số trong năm {year}, không chuyển từ sổ giấy được nữa.", field="last")
    counter.last = counter.on_paper_until = last
    counter.save()
    return counter


@transaction.atomic
def register_paper(
    *, type: str, number: int, on: date, by: User, draft: DocumentDraft, unit: str = ""
) -> RegisteredDocument:
    """Copy a line of the paper register, numbered there before ours began."""
    authorize(by, NUMBER)
    counter = next(iter(RegisterCounter.objects.filter(type=type, year=on.year).lock_all()), None)
    if counter is None or not 0 < number <= counter.on_paper_until:
        raise Refused(
            f"Sổ giấy năm {on.year} chưa ghi là đến số {number}. Ghi “Sổ giấy đến số” trước, rồi chép văn bản này.",
            field="number",
        )
    _check_not_in_future(on)
    document = RegisteredDocument(type=type, unit=unit, drafted_by=by, on_paper=True)
    taken = f"Số {number} năm {on.year} đã có trong sổ."
    with refused_when("a_number_is_given_once", taken, field="number"):
        return _numbered(_described(document, draft), number, on=on, by=by)


def _own(document: RegisteredDocument, *, by: User, version: int) -> RegisteredDocument:
    document = locked(document, by=by, may=DRAFT, version=version)
    if not document.belongs_to(by):
        raise NotAllowed("Chỉ người soạn sửa hoặc rút văn bản chưa có số.")
    return document


def _issued(document: RegisteredDocument, *, on: date, by: User) -> RegisteredDocument:
    _check_not_in_future(on)
    _check_not_closed(on)
    number = RegisterCounter.objects.take_next(document.type, on.year)  # from here on we are alone with this register
    last = RegisteredDocument.objects.filter(type=document.type, year=on.year, issued_on__gt=on, on_paper=False).first()
    if last:
        raise Refused(
            f"Số {last.number} đã cấp ngày {format_date(last.issued_on)}. Văn bản sau không thể có ngày trước đó.",  # type: ignore[arg-type]
            article=ARTICLE,
            field="on",
        )
    return _numbered(document, number, on=on, by=by)


def _numbered(document: RegisteredDocument, number: int, *, on: date, by: User) -> RegisteredDocument:
    ward = ward_on(on)
    if ward is None:
        raise Refused(f"Chưa có hồ sơ phường cho ngày {format_date(on)}. Quản trị viên ghi ở “Phường và người ký”.")
    document.year, document.number, document.issued_on, document.issued_by = on.year, number, on, by
    document.symbol = symbol_of(document.type, number, notation=ward.notation, unit=document.unit)
    document.state = DocumentState.ISSUED
    return saved(document)


def _described(document: RegisteredDocument, draft: DocumentDraft) -> RegisteredDocument:
    """The register keeps the signer's name as it was printed, also when the signer's row changes later."""
    described(document, draft)
    if draft.signer:
        document.signer_name = draft.signer.full_name
    return document


def _tell_drafter(document: RegisteredDocument, text: str, *, by: User) -> None:
    if document.drafted_by_id != by.pk:
        url = reverse("document", args=[document.public_id])
        notify(recipient=document.drafted_by, text=text, url=url)


def _check_state(document: RegisteredDocument, state: DocumentState, otherwise: str) -> None:
    if document.state != state:
        raise Refused(otherwise)


def _check_not_in_future(on: date) -> None:
    if on > timezone.localdate():
        raise Refused("Ngày ban hành ở sau hôm nay. Cấp số vào ngày ban hành.", article=ARTICLE, field="on")


def _check_not_closed(on: date) -> None:
    if on.year < (timezone.localdate() - CLOSING).year:
        raise Refused(
            f"Sổ năm {on.year} đã khóa. Văn bản đã có số trên sổ giấy thì chép bằng “Chép từ sổ giấy”.",
            article=ARTICLE,
            field="on",
        )


def _given(reason: str, example: str) -> str:
    if not reason.strip():
        raise Refused(f"Chưa ghi lý do {example}.", field="reason")
    return reason.strip()

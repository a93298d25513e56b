"""The outgoing register: a number is given once, in the order of days, without gaps, and never taken back.

NĐ 30/2020/NĐ-CP, Điều 15: numbers and dates follow the order of issue, from 01 on 1 January to 31 December.
"""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.authorization import authorize
from accounts.models import User
from agencies.actions.records import edited
from agencies.models import DocumentState, DocumentType, RegisterCounter, RegisteredDocument
from agencies.queries import ward_on
from interface.refusals import Refused
from vietnamese.formats import format_date

NUMBER = "agencies.number_documents"
ARTICLE = "NĐ 30/2020/NĐ-CP, Điều 15"


@transaction.atomic
def draft_document(*, by: User, type: str, subject: str, **facts: Any) -> RegisteredDocument:
    """A signed document waits for its number."""
    authorize(by, "agencies.draft_documents")
    return RegisteredDocument.objects.create(type=type, subject=subject, drafted_by=by, **_with_signer(facts))


@transaction.atomic
def issue_number(*, type: str, on: date, subject: str, by: User, **facts: Any) -> RegisteredDocument:
    """Register and number a document in one go. A rollback of the caller gives the number back."""
    authorize(by, NUMBER)
    document = RegisteredDocument(type=type, subject=subject, drafted_by=by, **_with_signer(facts))
    return _issued(document, on=on, by=by)


@transaction.atomic
def issue_document(*, document: RegisteredDocument, on: date, by: User, version: int) -> RegisteredDocument:
    """Number a document that waits."""
    document = edited(document, by=by, may=NUMBER, version=version, facts={})
    if document.state != DocumentState.DRAFTED:
        raise Refused("Văn bản này không còn chờ cấp số.")
    return _issued(document, on=on, by=by)


@transaction.atomic
def correct_document(*, document: RegisteredDocument, by: User, version: int, **facts: Any) -> RegisteredDocument:
    """Subject, signer, recipients or copies were written wrongly. Type, number and day stay."""
    document = edited(document, by=by, may=NUMBER, version=version, facts=_with_signer(facts))
    document.save_next_version()
    return document


@transaction.atomic
def cancel_document(*, document: RegisteredDocument, by: User, version: int, reason: str) -> RegisteredDocument:
    """The number stays used, with the reason. A document without a number goes back to whoever drafted it."""
    document = edited(document, by=by, may=NUMBER, version=version, facts={})
    if document.is_cancelled:
        raise Refused("Văn bản này đã hủy rồi.")
    if not reason.strip():
        raise Refused("Chưa ghi lý do hủy. Ghi ngắn, ví dụ: ký lại ở số 1185.", field="reason")
    document.state, document.cancel_reason = DocumentState.CANCELLED, reason.strip()
    document.save_next_version()
    return document


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
def register_paper(*, type: str, number: int, on: date, subject: str, by: User, **facts: Any) -> RegisteredDocument:
    """Copy a line of the paper register, numbered there before ours began."""
    authorize(by, NUMBER)
    counter = RegisterCounter.objects.filter(type=type, year=on.year).first()
    if counter is None or not 0 < number <= counter.on_paper_until:
        raise Refused(
            f"Sổ giấy năm {on.year} chưa ghi là đến số {number}. Ghi “Sổ giấy đến số” trước, rồi chép văn bản này.",
            field="number",
        )
    if RegisteredDocument.objects.filter(type=type, year=on.year, number=number).exists():
        raise Refused(f"Số {number} năm {on.year} đã có trong sổ.", field="number")
    _check_not_in_future(on)
    document = RegisteredDocument(type=type, subject=subject, drafted_by=by, on_paper=True, **_with_signer(facts))
    return _numbered(document, number, on=on, by=by)


def next_number(type: str, year: int) -> int:
    """The number that would come now, to be shown; somebody else may take it first."""
    counter = RegisterCounter.objects.filter(type=type, year=year).first()
    return counter.last + 1 if counter else 1


def symbol_of(type: str, number: int | str, *, notation: str, unit: str = "") -> str:
    """25/BC-UBND; a letter carries the unit that wrote it: 25/UBND-VHXH."""
    if type == DocumentType.LETTER:
        return f"{number}/{notation}-{unit}" if unit else f"{number}/{notation}"
    return f"{number}/{type}-{notation}"


def _issued(document: RegisteredDocument, *, on: date, by: User) -> RegisteredDocument:
    _check_not_in_future(on)
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
    document.save_next_version() if document.pk else document.save()
    return document


def _check_not_in_future(on: date) -> None:
    if on > timezone.localdate():
        raise Refused("Ngày ban hành ở sau hôm nay. Cấp số vào ngày ban hành.", article=ARTICLE, field="on")


def _with_signer(facts: dict[str, Any]) -> dict[str, Any]:
    """The register keeps the signer's name as it was printed, also when the signer's row changes later."""
    signer = facts.get("signer")
    return {**facts, "signer_name": signer.full_name} if signer else facts

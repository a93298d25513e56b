"""Sentences of this app's pages and notifications, made of what is the case. Pure."""

from collections.abc import Collection
from datetime import date
from typing import Any

from agencies.calendar import SATURDAY
from agencies.models import DayKind
from vietnamese.formats import format_date, weekday_date


def agencies_listed(agencies: Collection[Any]) -> str:
    """19 cơ quan, 5 chưa có đầu mối. 1 cơ quan sắp có."""
    here, to_come = _here_and_to_come(agencies)
    without = sum(not each.focal_points for each in here)
    stand = f"{len(here)} cơ quan, " + (f"{without} chưa có đầu mối." if without else "đều có đầu mối.")
    return f"{stand} {to_come} cơ quan sắp có." if to_come else stand


def neighbourhoods_listed(neighbourhoods: Collection[Any]) -> str:
    """11 tổ dân phố, 2 tổ chưa có cộng tác viên. 1 tổ sắp có."""
    here, to_come = _here_and_to_come(neighbourhoods)
    without = sum(not each.working_collaborators for each in here)
    stand = f"{len(here)} tổ dân phố" + (f", {without} tổ chưa có cộng tác viên." if without else ".")
    return f"{stand} {to_come} tổ sắp có." if to_come else stand


def _here_and_to_come(records: Collection[Any]) -> tuple[list[Any], int]:
    """Those that have begun, and how many have not."""
    here = [each for each in records if not each.is_to_come]
    return here, len(records) - len(here)


def organisation_stands(record: Any, kind: str = "") -> str:
    """Trường học. Đã thôi sau ngày 30/06/2026; of one that just goes on only its kind."""
    standing = record.standing
    return ". ".join(filter(None, (kind, f"{standing.word} {standing.detail}" if standing.detail else "")))


def signer_added(signer: Any, before: Any) -> str:
    """Đã thêm người ký. Đinh Thị Mỹ Lệ ký báo cáo năm đến hết ngày 22/11/2026."""
    if before is None:
        return "Đã thêm người ký."
    return f"Đã thêm người ký. {before.full_name} ký báo cáo năm đến hết ngày {format_date(before.valid_to)}."


def committee_sits(members: Collection[Any], meetings: Collection[Any], today: date) -> str:
    """13 thành viên đang tham gia. Họp gần nhất 12/11/2026."""
    sitting = sum(each.left_on is None or today < each.left_on for each in members)
    held = [each.held_on for each in meetings if each.held_on <= today]
    last = f"Họp gần nhất {format_date(max(held))}." if held else "Chưa có cuộc họp nào."
    return f"{sitting} thành viên đang tham gia. {last}"


def meeting_held(meeting: Any, decisions: Collection[str]) -> str:
    """Thứ Năm, 12/11/2026, chủ trì: Trần Quốc Duy. 6 kết luận."""
    chair = f", chủ trì: {meeting.chaired_by}" if meeting.chaired_by else ""
    count = f" {len(decisions)} kết luận." if decisions else ""
    return f"{weekday_date(meeting.held_on)}{chair}.{count}"


def days_off_counted(days: Collection[Any]) -> str:
    """14 ngày nghỉ trong tuần, 2 ngày cuối tuần làm bù."""
    worked = sum(each.kind == DayKind.SWAP_WORKED for each in days)
    off = sum(
        each.kind not in (DayKind.SWAP_WORKED, DayKind.PROPOSED) and each.day.weekday() < SATURDAY for each in days
    )
    return f"{off} ngày nghỉ trong tuần" + (f", {worked} ngày cuối tuần làm bù." if worked else ".")


def register_waits(waiting: Collection[Any], returned: Collection[Any]) -> str:
    """2 văn bản chờ cấp số. 1 văn bản trả lại chờ sửa."""
    first = f"{len(waiting)} văn bản chờ cấp số." if waiting else "Không có văn bản nào chờ cấp số."
    return f"{first} {len(returned)} văn bản trả lại chờ sửa." if returned else first


def document_named(document: Any) -> str:
    """Báo cáo 12/BC-UBND, ban hành ngày 20/11/2026; Báo cáo, chưa có số."""
    if document.number:
        return f"{document.get_type_display()} {document.symbol}, ban hành ngày {format_date(document.issued_on)}"
    return f"{document.get_type_display()}, chưa có số"


def document_to_correct(document: Any) -> str:
    """On the home page, which others may see in passing: no secret subject."""
    subject = "(văn bản mật)" if document.secret else f"“{document.subject}”"
    return f"Sửa {document.get_type_display().lower()} {subject} rồi đưa lại văn thư"


# Behind the bell: the symbol of a document at most, never its subject, which may be secret.


def document_numbered(document: Any) -> str:
    return f"Có 1 văn bản đã được cấp số: {document.symbol}"


def document_returned(document: Any) -> str:
    return f"Văn thư trả lại 1 văn bản để sửa ({document.get_type_display().lower()})"


def document_cancelled(document: Any) -> str:
    return f"Số {document.symbol} đã bị hủy, xem lý do trên sổ"

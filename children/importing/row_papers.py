"""The papers of the child of a row: birth certificate, health-insurance card, identity card; and days of residence.

A day that cannot be, or cannot stand beside another one of the row, is told and left out; the rest of the row stays.
"""

import re
from datetime import date
from typing import Any

from children.importing.row_cells import RowCells
from vietnamese.errors import Unreadable
from vietnamese.formats import format_date
from vietnamese.health_insurance import parse_health_insurance
from vietnamese.partial_dates import PartialDate, read_cell

YEARS_AHEAD = 20  # a card is good for some years to come, and “31/12/30” is one of them
_DAY = re.compile(r"\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}")
_BOOK = re.compile(r"(?i)^(?:số[\s:]*)?(.*?)[\s,;–-]*quyển(?:\s*số)?[\s:]*(.+)$")


def papers_in(row: RowCells, birth: PartialDate | None) -> dict[str, Any]:
    number, book = _certificate(row)
    return {
        "birth_certificate": number,
        "birth_certificate_book": book,
        "birth_certificate_place": row.text("birth_certificate_place"),
        "birth_registered_on": _since_birth(row, birth, "birth_registered_on", "Ngày đăng ký khai sinh"),
        "health_insurance": _card(row),
        **_term(row),
        "health_insurance_place": row.text("health_insurance_place"),
        "identity_issued_on": _since_birth(row, birth, "identity_issued_on", "Ngày cấp thẻ căn cước"),
        "identity_place": row.text("identity_place"),
        "residence_since": day_in(row, "residence_since", "Ngày bắt đầu cư trú"),
        "moved_in_on": day_in(row, "moved_in_on", "Ngày chuyển đến"),
    }


def day_in(row: RowCells, name: str, label: str, *, ahead: bool = False) -> str:
    """A whole day as ISO text; "" when none is given, or none that can be read. `ahead`: it may be still to come."""
    cell = row.cells.get(name)
    if cell is None:
        return ""
    on = row.known.on
    try:
        day = read_cell(cell, on=on.replace(day=1, year=on.year + YEARS_AHEAD) if ahead else on)
    except Unreadable as unreadable:
        row.warn(f"{label}: {unreadable.sentence} Để trống.", name)
        return ""
    if not day.day:
        row.warn(f"{label} chưa đủ ngày, tháng, năm nên để trống.", name)
        return ""
    return day.isoformat()


def year_in(row: RowCells, name: str, label: str, *, earliest: int) -> int | None:
    """“2026”, “Năm 2026”, 31/12/2026; not before `earliest`, nor later than next year."""
    text = row.raw(name)
    if not text:
        return None
    match = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", text)
    year = int(match[0]) if match else 0
    if not earliest <= year <= row.known.on.year + 1:
        row.warn(f"{label} “{text}” không phải là năm có thể có nên để trống.", name)
        return None
    return year


def _certificate(row: RowCells) -> tuple[str, str]:
    """Number and book; also of one cell: “Số 12, quyển 01/2019”."""
    number, book = row.text("birth_certificate", 60), row.text("birth_certificate_book", 40)
    if match := _BOOK.match(number):
        number, book = match[1], book or match[2]
    book = re.sub(r"(?i)^quyển(\s*số)?[\s:]*", "", book)
    if len(number) > 40 or len(book) > 20:
        row.warn("Số hoặc quyển của giấy khai sinh quá dài nên cắt bớt.", "birth_certificate")
    return number[:40].rstrip(), book[:20].rstrip()


def _card(row: RowCells) -> str:
    cell = row.cells.get("health_insurance")
    if cell is None:
        return ""
    if row.marked("health_insurance"):
        row.warn("Ô thẻ BHYT chỉ đánh dấu có thẻ: chưa biết số nên để trống.", "health_insurance")
        return ""
    try:
        return parse_health_insurance(cell if isinstance(cell, int | float) else str(cell))
    except Unreadable as unreadable:
        if unreadable.proposal:
            row.warn(f"Số thẻ BHYT thiếu số 0 đầu (Excel làm mất), đã thêm: {unreadable.proposal}.", "health_insurance")
            return unreadable.proposal
        row.warn(f"{unreadable.sentence} Để trống số thẻ.", "health_insurance")
        return ""


def _term(row: RowCells) -> dict[str, str]:
    """From when until when a card is good; “01/01/2026 – 31/12/2026” of one cell is both."""
    days = _DAY.findall(row.raw("health_insurance_until"))
    if len(days) == 2:
        row.cells["health_insurance_until"] = days[1]
        row.cells.setdefault("health_insurance_from", days[0])
    since = day_in(row, "health_insurance_from", "Thẻ BHYT có giá trị từ", ahead=True)
    until = day_in(row, "health_insurance_until", "Thẻ BHYT có giá trị đến", ahead=True)
    if since and until and since > until:
        row.warn("Thẻ BHYT có giá trị từ ngày ở sau ngày hết hạn nên để trống cả hai ngày.", "health_insurance_from")
        since = until = ""
    return {"health_insurance_from": since, "health_insurance_until": until}


def _since_birth(row: RowCells, birth: PartialDate | None, name: str, label: str) -> str:
    day = day_in(row, name, label)
    if day and birth and date.fromisoformat(day) < birth.earliest():
        row.warn(f"{label} {format_date(date.fromisoformat(day))} ở trước ngày sinh nên để trống.", name)
        return ""
    return day

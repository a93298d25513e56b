"""Where the child of a row lives: residence, household, neighbourhood, address, poverty."""

import re
from datetime import date
from typing import Any

from children.importing.row_cells import RowCells, is_no, key_of
from children.importing.row_family import phone_in
from children.importing.row_papers import day_in, year_in
from children.importing.tables import neighbourhood_in
from children.models.poverty import can_be_of
from vietnamese.formats import format_date
from vietnamese.names import search_key

WORDS_OF_POVERTY = re.compile(r"\bngheo\b|\bhn\b|\bhcn\b")


def residence_in(row: RowCells) -> dict[str, Any]:
    words = key_of(row.text("residence"))
    for residence, pattern in (
        ("moved_out", "chuyen di|da di|cat khau"),
        ("dead", "chet|da mat|tu vong|qua doi"),
        ("away", "vang|di lam an xa|di hoc xa"),
        ("temporary", "tam tru|kt3|kt4"),
        ("permanent", "thuong tru|kt1"),
    ):
        if re.search(pattern, words):
            return {"residence": residence}
    return {}


def household_in(row: RowCells) -> dict[str, Any]:
    address = row.text("address", 200)
    neighbourhood = _neighbourhood(row, address)
    return {
        "neighbourhood": neighbourhood,
        "address": _without_neighbourhood(address),
        "head_name": row.text("head_name"),
        "head_birth_year": year_in(row, "head_year", "Năm sinh chủ hộ", earliest=1900),
        "household_phone": phone_in(row, "household_phone"),
        "poverty": _poverty(row),
        "certificate_number": row.text("certificate_number", 40),
        **_certificate(row),
    }


def _certificate(row: RowCells) -> dict[str, Any]:
    """Of which year, and issued when; a row that names no year speaks of this one."""
    label = "Ngày cấp giấy chứng nhận hộ nghèo"
    year = year_in(row, "certificate_year", "Năm của giấy chứng nhận", earliest=2000)
    day, of_year = day_in(row, "certificate_issued_on", label), year or row.known.on.year
    if day and not can_be_of(of_year, issued := date.fromisoformat(day)):
        row.warn(
            f"{label} {format_date(issued)} không phải của giấy năm {of_year} nên để trống.", "certificate_issued_on"
        )
        day = ""
    return {"certificate_issued_on": day, "certificate_year": year}


def _neighbourhood(row: RowCells, address: str) -> int | None:
    text = row.text("neighbourhood") or neighbourhood_in(address) or row.under.get("neighbourhood", "")
    if not text:
        return None
    number = neighbourhood_in(text) or text.removesuffix(".0").lstrip("0")
    if choice := row.known.neighbourhoods.get(number) or row.known.neighbourhoods.get(key_of(text)):
        return choice.pk
    labels = ", ".join(dict.fromkeys(choice.label for choice in row.known.neighbourhoods.values()))
    row.refuse(f"Không có tổ dân phố “{text}”. Phường có: {labels}. Sửa lại rồi nhập.", "neighbourhood")
    return None


def _poverty(row: RowCells) -> str:
    words = [part for part, code in row.circumstances() if code is None]
    text = key_of(" ".join([row.text("poverty"), *words]))
    if re.search(r"khong ngheo|thoat ngheo", text):
        return "none"
    if row.marked("near_poor") or re.search(r"can ngheo|\bhcn\b", text):
        return "near_poor"
    if row.marked("poor") or WORDS_OF_POVERTY.search(text):
        return "poor"
    if _denied(row, "poverty") or (_denied(row, "poor") and _denied(row, "near_poor")):
        return "none"
    if row.marked("poverty"):
        row.warn("Ô hộ nghèo, cận nghèo chỉ có dấu x: chưa biết nghèo hay cận nghèo nên để trống.", "poverty")
    return ""


def _denied(row: RowCells, name: str) -> bool:
    """“không”, “0”: an answer, as an empty cell is none."""
    return name in row.cells and is_no(row.cells[name])


def _without_neighbourhood(address: str) -> str:
    """“12 Lê Lợi, tổ 7, phường Cẩm Thành” → “12 Lê Lợi”: neighbourhood and ward are known otherwise."""
    parts = [part.strip() for part in address.split(",")]
    kept = [part for part in parts if part and not _only_names_area(part)]
    return ", ".join(kept)


def _only_names_area(part: str) -> bool:
    return bool(
        re.match(r"(to dan pho|tdp|to|khu pho)( so)? ?\d|phuong |p |thanh pho |tp |tinh |xa ", search_key(part))
    )

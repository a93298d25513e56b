"""School and class of a row."""

import re
from typing import Any

from rapidfuzz import fuzz, process

from children.importing.row_cells import RowCells
from children.models.schooling import bare_class
from vietnamese.names import search_key

CLOSE = 75  # how like a known school a name must be to be suggested, of 100


def school_in(row: RowCells) -> dict[str, Any]:
    school, class_name = row.text("school"), row.text("class_name", 20)
    both = row.text("school_and_class")
    if both and not school:
        school, class_name = _school_and_class(both, class_name)
    class_name = bare_class(class_name or row.under.get("class_name", "")).removesuffix(".0")
    return {"school": _school_named(row, school or row.under.get("school", "")), "class_name": class_name[:20]}


def _school_named(row: RowCells, text: str) -> int | None:
    key = school_key(text)
    if not key or key in ("chua di hoc", "o nha", "nghi hoc", "bo hoc"):
        return None
    if choice := row.known.schools.get(key):
        return choice.pk
    nearest = process.extractOne(key, list(row.known.schools), scorer=fuzz.WRatio, score_cutoff=CLOSE)
    asked = f" Có phải {row.known.schools[nearest[0]].label}?" if nearest else ""
    row.warn(f"Trường “{text}” không có trong danh sách cơ quan của phường nên để trống.{asked}")
    return None


def _school_and_class(text: str, class_name: str) -> tuple[str, str]:
    """“THCS Ánh Dương, lớp 8A2”, “8A2 THCS Ánh Dương”, “Lớp 3B”."""
    match = re.search(r"(?i)(?:lớp\s*)?\b(\d{1,2}\s?/?\s?[a-zđ]{0,2}\d{0,2}|(?:lá|chồi|mầm)\s?\d?)\s*$", text)
    match = match or re.match(r"(?i)(?:lớp\s*)?(\d{1,2}[a-z]?\d{0,2})\b", text)
    if match is None:
        return text, class_name
    rest = (text[: match.start()] + text[match.end() :]).strip(" ,;-–")
    return rest, class_name or match[1].strip()


def school_key(name: str) -> str:
    """One key for “Trường Tiểu học A”, “TH A” and “tiểu học A”."""
    key = re.sub(r"^truong\b", "", search_key(name))
    for long, short in (("tieu hoc", "th"), ("trung hoc co so", "thcs"), ("mam non", "mn"), ("mau giao", "mg")):
        key = re.sub(rf"\b{long}\b", short, key)
    return " ".join(key.split())

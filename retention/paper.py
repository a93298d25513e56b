"""“Biên bản tiêu hủy” as a PDF to be signed: codes and days only, no name (PRIV-06)."""

from django.template.loader import render_to_string
from django.utils import timezone

from agencies.queries import ward_on
from children.sheets.facts import DEMO
from interface.paper import pdf_of
from retention.models import Destruction, DestructionKind
from retention.queries import periods
from vietnamese.formats import format_date, format_number


def render_record(batch: Destruction) -> bytes:
    return pdf_of(render_to_string("retention/paper.html", _facts(batch)), "document.css")


def _facts(batch: Destruction) -> dict:
    ward = ward_on(timezone.localdate())
    rows = list(batch.rows.filter(stop="").order_by("code"))
    return {
        "batch": batch,
        "rows": rows,
        "ward": ward,
        "issuer": ward.issuing_lines if ward else [],
        "superior": ward.superior_lines[0] if ward and ward.superior_lines else "",
        "place": ward.place_line if ward else "",
        "notice": DEMO if ward and ward.is_demo else "",
        "what": _what(batch, len(rows)),
        "periods": periods(),
    }


def _what(batch: Destruction, rows: int) -> str:
    if batch.kind == DestructionKind.LOG and batch.older_than:
        lines, day = format_number(batch.size), format_date(batch.older_than)
        return f"{lines} dòng nhật ký hệ thống ghi trước ngày {day}"
    return f"{format_number(rows)} hồ sơ trẻ em ghi trong danh mục kèm theo"

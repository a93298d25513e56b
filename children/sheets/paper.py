"""“Phiếu thông tin trẻ em” as a PDF."""

from datetime import datetime

from django.template.loader import render_to_string

from accounts.models import User
from children.models import ChildSheet
from children.sheets.facts import facts_of
from interface.paper import pdf_of

TEMPLATE = "children/sheets/paper.html"
STYLESHEET = "sheet.css"


def render_sheet(sheet: ChildSheet, *, by: User, at: datetime) -> bytes:
    return pdf_of(render_to_string(TEMPLATE, {"sheet": facts_of(sheet, by=by, at=at)}), STYLESHEET)

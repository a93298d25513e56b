"""What the stories about printed sheets say: have a sheet made, read it."""

import io
import re

import pdfplumber

from children.actions.sheets import SheetDraft, make_sheet, request_sheet
from children.models import Child, ChildSheet


def asked_for(user, child: Child, **more) -> ChildSheet:
    return request_sheet(child=child, draft=SheetDraft(**{"purpose": "visit", **more}), by=user)


def printed(user, child: Child, **more) -> ChildSheet:
    return make_sheet(sheet=asked_for(user, child, **more), by=user)


def pages_of(sheet: ChildSheet) -> list[str]:
    with pdfplumber.open(io.BytesIO(sheet.file())) as pdf:
        return [re.sub(r"\s+", " ", page.extract_text()) for page in pdf.pages]


def text_of(sheet: ChildSheet) -> str:
    return " ".join(pages_of(sheet))

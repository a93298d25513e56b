"""Snapshot → HTML → PDF. Pure: the same snapshot gives the same paper, without database or network."""

from datetime import UTC, datetime, time

from django.template.loader import render_to_string
from weasyprint import Attachment

from interface.paper import pdf_of
from reports.document import document
from reports.snapshot import Snapshot
from reports.snapshot_json import canonical_json, sha256
from reports.withholding import published

TEMPLATE = "reports/annual_report.html"
STYLESHEET = "document.css"
ATTACHMENT = "so-lieu.json"


def render_html(snapshot: Snapshot, stylesheet: str = "") -> str:
    """The paper as a page; `stylesheet` is the address a browser finds `document.css` at."""
    return _html(published(snapshot), stylesheet)


def render_pdf(snapshot: Snapshot) -> bytes:
    shown = published(snapshot)
    return pdf_of(_html(shown), STYLESHEET, identifier=sha256(shown).encode()[:32], attachments=[_data(shown)])


def _html(shown: Snapshot, stylesheet: str = "") -> str:
    return render_to_string(TEMPLATE, {"document": document(shown), "stylesheet": stylesheet})


def _data(shown: Snapshot) -> Attachment:
    """What the paper says, for programs: the published snapshot, never the exact one."""
    stamp = datetime.combine(shown.letterhead.issued_on or shown.cut_off, time(), UTC)
    return Attachment(
        string=canonical_json(shown).decode(),
        name=ATTACHMENT,
        description="Số liệu của báo cáo (JSON)",
        created=stamp,
        modified=stamp,
        relationship="Data",
    )

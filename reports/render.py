"""Snapshot → HTML → PDF. Pure: the same snapshot gives the same paper, without database or network."""

from datetime import UTC, datetime, time
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from weasyprint import CSS, HTML, Attachment
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from reports.document import document
from reports.snapshot import Snapshot
from reports.snapshot_json import canonical_json, sha256
from reports.withholding import published

TEMPLATE = "reports/annual_report.html"
ATTACHMENT = "so-lieu.json"
# Archival and tagged: keeps for decades, can be read aloud, may carry a JSON file (PDF/A-1 and -2 may not).
VARIANT = "pdf/a-3a"


class OnlyOurFiles(URLFetcher):  # type: ignore[misc]
    """Fonts and style from `static/`. Anything else stops the rendering: a substitute would change the paper."""

    def __init__(self, folder: Path) -> None:
        super().__init__(allowed_protocols=["file"], allow_redirects=False)
        self.folder = folder.resolve()

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        parts = urlsplit(url)
        path = Path(unquote(parts.path)).resolve()
        if parts.scheme != "file" or not path.is_relative_to(self.folder) or not path.is_file():
            raise FatalURLFetchingError(f"Not one of our files: {url}")
        return super().fetch(url, headers)


def render_html(snapshot: Snapshot, stylesheet: str = "") -> str:
    """The paper as a page; `stylesheet` is the address a browser finds `document.css` at."""
    return _html(published(snapshot), stylesheet)


def render_pdf(snapshot: Snapshot) -> bytes:
    shown = published(snapshot)
    folder = Path(settings.BASE_DIR) / "static"
    fetcher, fonts = OnlyOurFiles(folder), FontConfiguration()
    style = CSS(filename=folder / "css" / "document.css", url_fetcher=fetcher, font_config=fonts)
    pdf: bytes = HTML(string=_html(shown), url_fetcher=fetcher).write_pdf(
        stylesheets=[style],
        font_config=fonts,
        attachments=[_data(shown)],
        pdf_variant=VARIANT,
        pdf_identifier=sha256(shown).encode()[:32],
    )
    return pdf


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

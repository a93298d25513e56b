"""A page as a PDF/A file: one way for every paper of ours, without database or network.

Only a worker renders: this module costs 0.8 s and 60 MB, so what calls it imports it inside a function.
"""

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from weasyprint import CSS, HTML, Attachment
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

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


def pdf_of(
    html: str, stylesheet: str, *, identifier: bytes | None = None, attachments: Sequence[Attachment] = ()
) -> bytes:
    """The page with a style of `static/css/`. The same `identifier` and page give the same file."""
    folder = Path(settings.BASE_DIR) / "static"
    fetcher, fonts = OnlyOurFiles(folder), FontConfiguration()
    style = CSS(filename=folder / "css" / stylesheet, url_fetcher=fetcher, font_config=fonts)
    pdf: bytes = HTML(string=html, url_fetcher=fetcher).write_pdf(
        stylesheets=[style],
        font_config=fonts,
        attachments=list(attachments),
        pdf_variant=VARIANT,
        pdf_identifier=identifier,
    )
    return pdf

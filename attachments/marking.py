"""The viewer's mark on a copy that leaves the store (PRIV-08): who opened it, and when."""

from io import BytesIO

import pikepdf
from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

from attachments.models import Kind

FONT = settings.BASE_DIR / "static" / "fonts" / "ChoCheSans-Regular.woff2"
PART = 0.022  # of the longer side: the height of the mark
SHARP, WIDEST = 4, 8000  # for the mark on a PDF: pixels a point, and pixels a line
LARGEST_PAGE = 14_400  # points: what the format allows
PADDING = 0.25


def marked(data: bytes, kind: str, words: str) -> bytes:
    """The file with a line of words under each picture or page; nothing of it is covered.

    Of a PDF with pages that cannot be drawn it raises what pikepdf and Pillow raise: cleaning asks first.
    """
    return _marked_pdf(data, words) if kind == Kind.PDF else _marked_picture(data, kind, words)


def _marked_picture(data: bytes, kind: str, words: str) -> bytes:
    with Image.open(BytesIO(data), formats=["PNG" if kind == Kind.PNG else "JPEG"]) as picture:
        strip = _strip(picture.width, max(14, round(max(picture.size) * PART)), words)
        sheet = Image.new("RGB", (picture.width, picture.height + strip.height), "white")
        sheet.paste(picture, (0, 0))
        sheet.paste(strip, (0, picture.height))
    out = BytesIO()
    sheet.save(out, "PNG" if kind == Kind.PNG else "JPEG", quality=90)
    return out.getvalue()


def _marked_pdf(data: bytes, words: str) -> bytes:
    """Each page grows by the height of the line at its lower edge as it is looked at."""
    with pikepdf.open(BytesIO(data)) as document:
        for page in document.pages:
            _mark_page(page, words)
        out = BytesIO()
        document.save(out)
        return out.getvalue()


def _mark_page(page: pikepdf.Page, words: str) -> None:
    left, bottom, right, top = map(float, page.cropbox)
    if max(right - left, top - bottom) > LARGEST_PAGE:
        raise ValueError("a page larger than the format allows")
    height = max(10.0, PART * max(right - left, top - bottom))
    turned = int(page.obj.get("/Rotate", 0)) % 360
    box, strip = {
        0: ((left, bottom - height, right, top), (left, bottom - height, right, bottom)),
        90: ((left, bottom, right + height, top), (right, bottom, right + height, top)),
        180: ((left, bottom, right, top + height), (left, top, right, top + height)),
        270: ((left - height, bottom, right, top), (left - height, bottom, left, top)),
    }[turned]
    page.mediabox = page.cropbox = pikepdf.Array(box)
    along = (right - left) if turned in (0, 180) else (top - bottom)
    sharp = min(SHARP, WIDEST / along)
    line = _strip(round(along * sharp), round(height * sharp), words)  # pikepdf turns it as the page is turned
    drawn = BytesIO()
    line.convert("L").save(drawn, "PDF", resolution=72 * sharp)
    with pikepdf.open(drawn) as mark:
        page.add_overlay(mark.pages[0], pikepdf.Rectangle(*strip))


def _strip(width: int, height: int, words: str) -> Image.Image:
    """One line of grey words on white, as large as the strip allows."""
    size = height * (1 - PADDING)
    while (font := ImageFont.truetype(FONT, size)).getlength(words) > width * 0.96 and size > height / 4:
        size *= 0.9
    strip = Image.new("RGB", (width, height), "white")
    ImageDraw.Draw(strip).text((width / 2, height / 2), words, font=font, fill="#444", anchor="mm")
    return strip

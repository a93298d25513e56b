"""A copy that leaves the store tells who opened it, and covers nothing."""

from io import BytesIO

import pdfplumber
import pikepdf
import pytest
from PIL import Image

from attachments.cleaning import clean
from attachments.marking import marked
from attachments.models import Kind
from tests.attachments.samples import a_pdf, a_photo

WORDS = "Bản xem của Phạm Thị Hồng Vân lúc 09:41 25/11/2026"


def test_a_picture_grows_by_the_mark():
    photo = clean(a_photo((800, 600)))
    seen = Image.open(BytesIO(marked(photo.data, photo.kind, WORDS))).convert("L")
    assert seen.width == 800
    assert seen.height > 600
    strip = seen.crop((0, 600, seen.width, seen.height))
    darkest, brightest = strip.getextrema()
    assert darkest < 120 < 250 < brightest  # grey words on white


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_every_page_of_a_pdf_grows_by_the_mark_at_its_lower_edge(turned):
    document = pikepdf.open(BytesIO(a_pdf("Quyết định 214")))
    document.pages[0].Rotate = turned
    out = BytesIO()
    document.save(out)
    before = pdfplumber.open(BytesIO(out.getvalue())).pages[0]
    seen = pdfplumber.open(BytesIO(marked(out.getvalue(), Kind.PDF, WORDS))).pages[0]
    assert seen.width == pytest.approx(before.width, abs=1)
    assert seen.height > before.height + 9
    [left, _, right, bottom] = _words_in_the_strip(seen, before.height)
    assert left > 5
    assert right < seen.width - 5
    assert right - left > seen.width / 3  # along the lower edge, not upright beside the page
    assert before.height < bottom < seen.height


def _words_in_the_strip(page, top: float) -> list[float]:
    """Where there is ink under what the page was before, in points."""
    picture = page.to_image(resolution=144).original.convert("L")
    strip = picture.crop((0, round(top * 2) + 1, picture.width, picture.height))
    ink = strip.point(lambda grey: 255 if grey < 160 else 0).getbbox()
    assert ink, "no mark"
    return [ink[0] / 2, ink[1] / 2 + top, ink[2] / 2, ink[3] / 2 + top]


def test_the_mark_of_a_pdf_is_the_same_on_all_pages():
    book = pikepdf.new()
    for _ in range(3):
        book.add_blank_page(page_size=(420, 595))
    out = BytesIO()
    book.save(out)
    seen = pdfplumber.open(BytesIO(marked(out.getvalue(), Kind.PDF, WORDS)))
    assert [len(page.images) for page in seen.pages] == [1, 1, 1]

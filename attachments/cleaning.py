"""What somebody uploads becomes a picture or a PDF made anew (PRIV-08): nothing hidden in it survives.

What a file is, its first bytes say, never its name. A picture is decoded and encoded again, so that where and when it
was taken, and whatever hung behind it, is gone. Of a PDF the pages are copied into a new one (`cleaning_pdf`).
"""

import struct
import zlib
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from PIL import Image, ImageOps

from attachments.cleaning_pdf import check_pixels, pages_anew
from attachments.marking import marked
from attachments.models import Kind
from interface.refusals import Refused

MOST_BYTES = 20 * 1024 * 1024
MOST_PAGES = 200
LONGEST_SIDE = 2560  # pixels; letters of a page photographed whole stay readable
QUALITY = 85
PICTURES = {b"\xff\xd8\xff": "JPEG", b"\x89PNG\r\n\x1a\n": "PNG", b"RIFF": "WEBP"}
PDF = b"%PDF-"
BROKEN_STRUCTURES = (ValueError, TypeError, RuntimeError, LookupError, ArithmeticError, struct.error)

OTHER_KIND = "Tệp này không phải ảnh hoặc PDF. Chụp lại thành ảnh, hoặc lưu thành PDF rồi gửi."
TOO_LARGE = "Tệp lớn hơn 20 MB. Chụp lại với cỡ nhỏ hơn, hoặc tách thành nhiều tệp."
TOO_MANY_PAGES = f"PDF có hơn {MOST_PAGES} trang. Tách thành nhiều tệp."
BROKEN = "Không đọc được tệp: có thể tệp bị hỏng hoặc tải lên chưa trọn. Chọn lại tệp, hoặc chụp lại."
LOCKED = "PDF có mật khẩu nên không mở được. Lưu lại bản không có mật khẩu rồi gửi."


@dataclass(frozen=True)
class Clean:
    kind: Kind
    data: bytes
    pages: int = 1


def clean(data: bytes) -> Clean:
    """The same picture or document made anew. Raises `Refused`, with a sentence for whoever uploads."""
    if len(data) > MOST_BYTES:
        raise Refused(TOO_LARGE, field="file")
    if data.startswith(PDF):
        return _clean_pdf(data)
    for start, form in PICTURES.items():
        if data.startswith(start):
            return _clean_picture(data, form)
    raise Refused(OTHER_KIND, field="file")


def _clean_picture(data: bytes, form: str) -> Clean:
    try:
        with Image.open(BytesIO(data), formats=[form]) as picture:
            check_pixels(picture)
            upright = ImageOps.exif_transpose(picture)  # the camera's note on which side is up goes, too
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):  # what Pillow raises on broken pictures
        raise Refused(BROKEN, field="file") from None
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    kind = Kind.PNG if form == "PNG" else Kind.JPEG
    return Clean(kind, _encoded(upright, kind))


def _encoded(picture: Image.Image, kind: Kind) -> bytes:
    paper = Image.new("RGB", picture.size, "white")
    layer = picture.convert("RGBA")
    paper.paste(layer, mask=layer)
    out = BytesIO()
    if kind == Kind.PNG:
        paper.save(out, "PNG", optimize=True)
    else:
        paper.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()


def _clean_pdf(data: bytes) -> Clean:
    try:
        with pikepdf.open(BytesIO(data)) as given:
            if len(given.pages) > MOST_PAGES:
                raise Refused(TOO_MANY_PAGES, field="file")
            if not given.pages:
                raise Refused(BROKEN, field="file")
            made = Clean(Kind.PDF, pages_anew(given), len(given.pages))
        marked(made.data, made.kind, "Bản xem")  # what nobody could open later is refused now
        return made
    except pikepdf.PasswordError:
        raise Refused(LOCKED, field="file") from None
    except (pikepdf.PdfError, OSError, zlib.error, Image.DecompressionBombError, *BROKEN_STRUCTURES):
        raise Refused(BROKEN, field="file") from None

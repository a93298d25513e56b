"""Photos and PDFs as people upload them."""

import zlib
from io import BytesIO

import pikepdf
from PIL import Image
from weasyprint import HTML


def a_photo(size=(60, 40), exif: dict | None = None, colour="teal", **more) -> bytes:
    notes = Image.Exif()
    for tag, value in (exif or {}).items():
        if isinstance(value, dict):
            notes.get_ifd(tag).update(value)
        else:
            notes[tag] = value
    out = BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG", exif=notes, **more)
    return out.getvalue()


def a_png(size=(30, 30), colour=(0, 90, 90, 255)) -> bytes:
    out = BytesIO()
    Image.new("RGBA", size, colour).save(out, "PNG")
    return out.getvalue()


def a_pdf(text: str, css: str = "") -> bytes:
    pdf: bytes = HTML(string=f"<style>@page {{ size: A5; {css} }}</style><p>{text}</p>").write_pdf()
    return pdf


def a_pdf_of(photo: bytes, *, packed=False, **more) -> pikepdf.Pdf:
    """A scan as phones save it: a page that shows one photo."""
    book = pikepdf.new()
    page = book.add_blank_page(page_size=(420, 595))
    width, height = Image.open(BytesIO(photo)).size
    facts = {
        "Type": pikepdf.Name.XObject, "Subtype": pikepdf.Name.Image, "Filter": pikepdf.Name.DCTDecode,
        "Width": width, "Height": height, "ColorSpace": pikepdf.Name.DeviceRGB, "BitsPerComponent": 8,
    }  # fmt: skip
    shown = pikepdf.Stream(book, zlib.compress(photo) if packed else photo, **facts | more)
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=shown))
    page.Contents = pikepdf.Stream(book, b"q 420 0 0 595 0 0 cm /Im0 Do Q")
    return book


def saved(book: pikepdf.Pdf) -> bytes:
    out = BytesIO()
    book.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return out.getvalue()

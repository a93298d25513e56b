"""Photos and PDFs as people upload them."""

from io import BytesIO

from PIL import Image
from weasyprint import HTML


def a_photo(size=(60, 40), exif: dict | None = None, colour="teal") -> bytes:
    notes = Image.Exif()
    for tag, value in (exif or {}).items():
        if isinstance(value, dict):
            notes.get_ifd(tag).update(value)
        else:
            notes[tag] = value
    out = BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG", exif=notes)
    return out.getvalue()


def a_png(size=(30, 30), colour=(0, 90, 90, 255)) -> bytes:
    out = BytesIO()
    Image.new("RGBA", size, colour).save(out, "PNG")
    return out.getvalue()


def a_pdf(text: str, css: str = "") -> bytes:
    pdf: bytes = HTML(string=f"<style>@page {{ size: A5; {css} }}</style><p>{text}</p>").write_pdf()
    return pdf

"""What is kept is a picture or a PDF made anew: nothing hidden in an upload survives."""

import struct
import zlib
from io import BytesIO

import pdfplumber
import pikepdf
import pytest
from PIL import Image

from attachments.cleaning import LONGEST_SIDE, MOST_BYTES, MOST_PAGES, Clean, clean
from attachments.marking import marked
from attachments.models import Kind
from interface.refusals import Refused
from tests.attachments.samples import a_pdf, a_pdf_of, a_photo, a_png, saved

WHERE = 34853  # the EXIF chapter of the place
SCRIPT = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"


def picture_of(made: Clean) -> Image.Image:
    return Image.open(BytesIO(made.data))


def refusal(data: bytes) -> str:
    with pytest.raises(Refused) as refused:
        clean(data)
    return refused.value.sentence


def test_a_photo_loses_place_camera_and_what_hangs_behind_it():
    photo = a_photo(size=(60, 40), exif={271: "Máy của bà Hà", WHERE: {1: "N", 2: (15.0, 7.0, 0.0)}})
    assert Image.open(BytesIO(photo)).getexif().get_ifd(WHERE)
    made = clean(photo + b"PK\x03\x04 a zip archive behind it" + SCRIPT)
    assert made.kind == Kind.JPEG
    assert not picture_of(made).getexif()
    assert not any(part in made.data for part in (b"zip archive", b"script", "Máy".encode()))


def test_a_photo_taken_sideways_stands_upright():
    assert picture_of(clean(a_photo(size=(60, 40), exif={274: 6}))).size == (40, 60)


def test_a_large_photo_becomes_smaller_and_stays_readable():
    made = picture_of(clean(a_photo(size=(LONGEST_SIDE * 2, 1000))))
    assert made.size == (LONGEST_SIDE, 500)


def test_a_clear_background_becomes_white_paper():
    made = clean(a_png((30, 30), colour=(0, 0, 0, 0)))
    assert made.kind == Kind.PNG
    assert picture_of(made).convert("RGB").getpixel((5, 5)) == (255, 255, 255)


def test_webp_is_kept_as_jpeg():
    out = BytesIO()
    Image.new("RGB", (20, 20), "red").save(out, "WEBP")
    assert clean(out.getvalue()).kind == Kind.JPEG


def test_a_pdf_loses_scripts_embedded_files_and_links():
    given = pikepdf.open(BytesIO(a_pdf("Quyết định 214")))
    run = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('x')")
    given.Root.OpenAction = run
    given.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=["a", run]))
    given.pages[0].AA = pikepdf.Dictionary(O=run)
    given.pages[0].Annots = given.make_indirect(
        pikepdf.Array(
            [pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=run)]
        )
    )
    given.attachments["bom.exe"] = b"MZ"
    out = BytesIO()
    given.save(out, compress_streams=False)
    assert b"app.alert" in out.getvalue()

    made = clean(out.getvalue())
    again = pikepdf.open(BytesIO(made.data))
    assert (made.kind, made.pages) == (Kind.PDF, 1)
    assert set(again.Root.keys()) == {"/Type", "/Pages"}
    assert not {"/AA", "/Annots"} & set(again.pages[0].obj.keys())
    everything = b"".join(repr(each).encode() for each in again.objects)
    assert b"app.alert" not in everything + made.data
    assert not again.attachments


PLACE_OF_HOME = {271: "Camera of Ha", WHERE: {1: "N", 2: (15.0, 7.0, 0.0)}}


def in_everything(data: bytes) -> bytes:
    """All a document holds, unpacked as far as it can be without decoding pictures."""
    document = pikepdf.open(BytesIO(data))
    streams = [each.read_raw_bytes() for each in document.objects if isinstance(each, pikepdf.Stream)]
    return data + b"".join(repr(each).encode() for each in document.objects) + b"".join(streams)


def shown_by(data: bytes) -> Image.Image:
    with pikepdf.open(BytesIO(data)) as document:
        [picture] = document.pages[0].get_images().values()
        return pikepdf.PdfImage(picture).as_pil_image()


@pytest.mark.parametrize("packed", [False, True])
def test_a_photo_in_a_pdf_loses_place_and_camera_and_no_pixel(packed):
    photo = a_photo((60, 40), exif=PLACE_OF_HOME, comment=b"taken by Ha") + b"hidden behind it"
    more = {"Filter": [pikepdf.Name.FlateDecode, pikepdf.Name.DCTDecode]} if packed else {}
    given = saved(a_pdf_of(photo, packed=packed, **more))
    made = clean(given)
    assert not any(part in in_everything(made.data) for part in (b"Camera of Ha", b"Exif", b"taken by", b"hidden"))
    assert shown_by(made.data).tobytes() == Image.open(BytesIO(photo)).tobytes()


def test_a_photo_written_into_the_page_itself_loses_them_too():
    photo = a_photo((60, 40), exif=PLACE_OF_HOME)
    book = a_pdf_of(photo)
    inline = b"q 420 0 0 595 0 0 cm BI /W 60 /H 40 /CS /RGB /BPC 8 /F /DCT ID " + photo + b" EI Q"
    book.pages[0].Contents = pikepdf.Stream(book, inline)
    del book.pages[0].Resources
    given = saved(book)
    assert b"Camera of Ha" in given
    made = clean(given)
    assert b"Camera of Ha" not in in_everything(made.data)
    assert shown_by(made.data).size == (60, 40)


def test_what_a_camera_noted_in_jpeg_2000_goes():
    out = BytesIO()
    Image.new("RGB", (60, 40), "teal").save(out, "JPEG2000", comment=b"Camera of Ha")
    assert b"Camera of Ha" in out.getvalue()
    made = clean(saved(a_pdf_of(out.getvalue(), Filter=pikepdf.Name.JPXDecode)))
    assert b"Camera of Ha" not in in_everything(made.data)
    assert shown_by(made.data).getpixel((30, 20)) == pytest.approx((0, 128, 128), abs=3)


@pytest.mark.parametrize(("form", "filter"), [("JPEG2000", "/JPXDecode"), ("JPEG", "/DCTDecode")])
def test_a_photo_of_too_many_pixels_in_a_pdf_is_refused(form, filter, monkeypatch):
    monkeypatch.setattr("attachments.cleaning_pdf.MOST_PIXELS", 60 * 40 - 1)
    out = BytesIO()
    Image.new("RGB", (60, 40), "teal").save(out, form)
    assert "quá nhiều điểm ảnh" in refusal(saved(a_pdf_of(out.getvalue(), Filter=pikepdf.Name(filter))))


@pytest.mark.parametrize("form", ["JPEG2000", "JPEG"])
def test_a_bomb_in_a_pdf_is_refused(form, monkeypatch):
    out = BytesIO()
    Image.new("RGB", (60, 40), "teal").save(out, form)
    name = "/JPXDecode" if form == "JPEG2000" else "/DCTDecode"
    given = saved(a_pdf_of(out.getvalue(), Filter=pikepdf.Name(name)))
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1000)
    assert "Không đọc được" in refusal(given)


def test_a_photo_that_unpacks_into_too_much_is_refused(monkeypatch):
    photo = a_photo() + bytes(1_000_000)
    given = saved(a_pdf_of(photo, packed=True, Filter=[pikepdf.Name.FlateDecode, pikepdf.Name.DCTDecode]))
    clean(given)
    monkeypatch.setattr("attachments.cleaning_pdf.MOST_UNPACKED", 1_000_000)
    assert "Không đọc được" in refusal(given)


def test_notes_of_programs_about_a_drawing_go_wherever_they_stand():
    book = a_pdf_of(a_photo())
    note = book.make_stream(b"<x:xmpmeta>15.07N Camera of Ha</x:xmpmeta>", Type=pikepdf.Name.Metadata)
    resources = book.pages[0].Resources
    resources.XObject.Im0.Metadata = note
    resources.XObject.Im0.PieceInfo = pikepdf.Dictionary(Program=pikepdf.Dictionary(Private=note))
    resources.Properties = pikepdf.Dictionary(MC0=pikepdf.Dictionary(Metadata=note))
    assert b"Camera of Ha" not in in_everything(clean(saved(book)).data)


def test_a_pdf_with_something_in_front_of_it_is_refused_as_what_it_begins_with():
    assert "không phải ảnh hoặc PDF" in refusal(b"GIF89a" + a_pdf("x"))


@pytest.mark.parametrize(
    "data", [SCRIPT, b"MZ\x90\x00 program", b"PK\x03\x04 archive", b"", b"<html>", b"\x00\x00\x00\x20ftypheic"]
)
def test_anything_else_is_refused_whatever_it_is_called(data):
    assert "không phải ảnh hoặc PDF" in refusal(data)


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked():
    rows = zlib.compress(b"\0" * 100)  # says 60,000 × 60,000, and is 100 bytes long

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0))
    bomb = b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    assert "quá nhiều điểm ảnh" in refusal(bomb) or "Không đọc được" in refusal(bomb)


@pytest.mark.parametrize("broken", [a_photo()[:200], a_pdf("x")[:60], b"%PDF-1.7 nothing", a_png()[:30]])
def test_half_a_file_is_refused_in_words(broken):
    assert "Không đọc được tệp" in refusal(broken)


@pytest.mark.parametrize(
    ("box", "turned", "seen"),
    [
        ((420, 595, 0, 0), 0, (420, 595)),
        ((0, 595, 420, 0), 450, (595, 420)),
        ((0, 0, 420, 595), 45, (420, 595)),
        ((0, 0, 420, 595), -90, (595, 420)),
        ((0, 0, 420, 595), 44, (420, 595)),
    ],
)
def test_corners_in_any_order_and_any_turn_can_be_looked_at(box, turned, seen):
    book = a_pdf_of(a_photo())
    book.pages[0].MediaBox, book.pages[0].Rotate = pikepdf.Array(box), turned
    made = clean(saved(book))
    shown = pdfplumber.open(BytesIO(marked(made.data, made.kind, "Bản xem"))).pages[0]
    assert shown.width == pytest.approx(seen[0], abs=1)
    assert shown.height == pytest.approx(seen[1] * 1.022, abs=6)


@pytest.mark.parametrize("box", [(0, 0, 0, 0), (0, 0, 10_000_000, 10_000_000)])
def test_a_page_that_nobody_could_open_is_refused_when_it_is_sent(box):
    book = a_pdf_of(a_photo())
    book.pages[0].MediaBox = pikepdf.Array(box)
    assert "Không đọc được tệp" in refusal(saved(book))


def test_a_pdf_with_a_password_is_refused():
    locked = BytesIO()
    pikepdf.open(BytesIO(a_pdf("x"))).save(locked, encryption=pikepdf.Encryption(owner="a", user="b"))
    assert "mật khẩu" in refusal(locked.getvalue())


def test_a_pdf_of_too_many_pages_is_refused():
    book = pikepdf.new()
    for _ in range(MOST_PAGES + 1):
        book.add_blank_page()
    out = BytesIO()
    book.save(out)
    assert f"hơn {MOST_PAGES} trang" in refusal(out.getvalue())


def test_a_file_that_is_too_large_is_refused():
    assert "lớn hơn 20 MB" in refusal(b"%PDF-" + b" " * MOST_BYTES)

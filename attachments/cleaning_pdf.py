"""The pages of a PDF copied into a new one: scripts, embedded files, forms and what a camera noted stay behind.

What forms and stamps show is drawn into the page. A photo inside keeps its pixels as they are, and loses its notes.
"""

import zlib
from collections.abc import Iterator
from io import BytesIO

import pikepdf
from PIL import Image

from interface.refusals import Refused

DRAWN = {"/Type", "/Parent", "/Resources", "/Contents", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Group"}
NOTES = ("/Metadata", "/PieceInfo", "/AF", "/OPI", "/LastModified")  # about the drawing, anywhere in a document
JPEG, JPEG_2000 = "/DCTDecode", "/JPXDecode"
FLATE, IN_LETTERS = "/FlateDecode", ("/ASCII85Decode", "/ASCIIHexDecode")  # what is met around a photo
MOST_PIXELS = 60_000_000  # a phone's best camera; more is no photo but a trap
MOST_UNPACKED = 64 * 1024 * 1024  # bytes of a photo
TOO_MANY_PIXELS = "Ảnh có quá nhiều điểm ảnh. Chụp lại bằng điện thoại, hoặc lưu ảnh với cỡ nhỏ hơn."
QUARTER = 90


def pages_anew(given: pikepdf.Pdf) -> bytes:
    """A document of the same pages and nothing else. Raises what pikepdf raises on broken structures."""
    given.flatten_annotations("all")
    with pikepdf.new() as fresh:
        fresh.pages.extend(given.pages)
        for page in fresh.pages:
            page.externalize_inline_images()  # so that each photo is an object that is looked at below
            _only_what_is_drawn(page)
            _upright(page)
        for each in fresh.objects:
            _without_notes(each)
            if isinstance(each, pikepdf.Stream):
                _photo_without_notes(fresh, each)
        out = BytesIO()
        fresh.save(out)
        return out.getvalue()


def _only_what_is_drawn(page: pikepdf.Page) -> None:
    for name in [name for name in page.obj.keys() if name not in DRAWN]:  # noqa: SIM118  a PDF dictionary
        del page.obj[name]


def _upright(page: pikepdf.Page) -> None:
    """Corners in order, turned by quarters: some programs write others, and every viewer guesses."""
    left, bottom, right, top = paper = _in_order(page.mediabox)
    seen = _in_order(page.cropbox)
    seen = (max(seen[0], left), max(seen[1], bottom), min(seen[2], right), min(seen[3], top))
    page.mediabox = pikepdf.Array(paper)
    page.cropbox = pikepdf.Array(seen if seen[0] < seen[2] and seen[1] < seen[3] else paper)
    page.obj.Rotate = round(float(page.obj.get("/Rotate", 0)) / QUARTER) * QUARTER % 360


def _in_order(box: pikepdf.Array) -> tuple[float, float, float, float]:
    left, bottom, right, top = map(float, box)
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def _without_notes(held: pikepdf.Object) -> None:
    """Also of what stands inside a dictionary or an array without a number of its own."""
    if isinstance(held, (pikepdf.Dictionary, pikepdf.Stream)):
        for name in NOTES:
            if name in held:
                del held[name]
        inside = [value for _, value in held.items()]
    else:
        inside = list(held) if isinstance(held, pikepdf.Array) else []
    for value in inside:
        if isinstance(value, pikepdf.Object) and not value.is_indirect:
            _without_notes(value)


def _photo_without_notes(document: pikepdf.Pdf, photo: pikepdf.Stream) -> None:
    filters, settings = _as_list(photo.get("/Filter")), _as_list(photo.get("/DecodeParms"))
    if not filters or filters[-1] not in (JPEG, JPEG_2000):
        return
    data = photo.read_raw_bytes()
    for each in filters[:-1]:  # packed once more around the photo
        data = _unpacked(document, data, each)
    with Image.open(BytesIO(data), formats=["JPEG", "JPEG2000"]) as picture:
        check_pixels(picture)
    if filters[-1] == JPEG:
        photo.write(b"".join(_drawn_segments(data)), filter=pikepdf.Name(JPEG), decode_parms=(settings or [None])[-1])
    else:
        _as_jpeg(photo, data)


def check_pixels(picture: Image.Image) -> None:
    """Of a picture whose head is read and no pixel yet. Raises Refused."""
    if picture.width * picture.height > MOST_PIXELS:
        raise Refused(TOO_MANY_PIXELS, field="file")


def _unpacked(document: pikepdf.Pdf, data: bytes, how: pikepdf.Object) -> bytes:
    """Letters become fewer bytes; what may become many more is cut off. Raises ValueError."""
    if how == FLATE:
        inflating = zlib.decompressobj()
        unpacked = inflating.decompress(data, MOST_UNPACKED)
        if inflating.unconsumed_tail:
            raise ValueError("too much inside")
        return unpacked
    if how not in IN_LETTERS:
        raise ValueError("packed as no photo is")
    return pikepdf.Stream(document, data, Filter=how).read_bytes()


def _as_list(value: pikepdf.Object | None) -> list:
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def _as_jpeg(photo: pikepdf.Stream, data: bytes) -> None:
    """JPEG 2000 has its notes in many places: its pixels are encoded anew."""
    with Image.open(BytesIO(data), formats=["JPEG2000"]) as picture:
        plain = picture.convert("L" if picture.mode == "L" else "RGB")
    plain.info.clear()  # Pillow would write a comment again
    out = BytesIO()
    plain.save(out, "JPEG", quality=90)
    photo.write(out.getvalue(), filter=pikepdf.Name(JPEG))
    photo.ColorSpace = pikepdf.Name.DeviceGray if plain.mode == "L" else pikepdf.Name.DeviceRGB
    photo.BitsPerComponent = 8
    for name in ("/Decode", "/SMaskInData"):
        if name in photo:
            del photo[name]


START, END, SCAN, ADOBE, COMMENT = 0xD8, 0xD9, 0xDA, 0xEE, 0xFE
APPLICATIONS = range(0xE0, 0xF0)  # EXIF, XMP, small previews, what programs note; of these colours need only Adobe's


def _drawn_segments(jpeg: bytes) -> Iterator[bytes]:
    """The segments of a JPEG that a decoder needs. Raises ValueError if it is none."""
    at = jpeg.index(bytes((0xFF, START)))
    yield bytes((0xFF, START))
    at += 2
    while (marker := _marker(jpeg, at)) != END:
        end = at + 2 + int.from_bytes(jpeg[at + 2 : at + 4])
        if marker == SCAN:
            end = _end_of_scan(jpeg, end)
        if marker == ADOBE or marker not in (*APPLICATIONS, COMMENT):
            yield jpeg[at:end]
        at = end
    yield bytes((0xFF, END))


def _marker(jpeg: bytes, at: int) -> int:
    if jpeg[at : at + 1] != b"\xff" or at + 1 >= len(jpeg):
        raise ValueError("no JPEG")
    return jpeg[at + 1]


def _end_of_scan(jpeg: bytes, at: int) -> int:
    """Where the next segment begins: inside a scan, 0xFF is followed by 0 or by the number of a restart."""
    while True:
        at = jpeg.index(b"\xff", at)
        if jpeg[at + 1] not in (0, *range(0xD0, 0xD8), 0xFF):
            return at
        at += 1 if jpeg[at + 1] == 0xFF else 2

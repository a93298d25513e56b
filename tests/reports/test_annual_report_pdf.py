"""The paper itself: NĐ 30/2020 in millimetres, fonts, text, attachment."""

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from weasyprint.urls import FatalURLFetchingError

from interface.paper import OnlyOurFiles
from reports.document import DEMO_NOTICE
from reports.render import ATTACHMENT, render_html, render_pdf
from reports.snapshot_json import canonical_json
from reports.withholding import published

MM = 72 / 25.4
A4 = (210, 297)
BODY = {"portrait": (30, 20, 15, 20), "landscape": (20, 30, 20, 15)}  # left, top, right, bottom


def plain(text):
    return re.sub(r"\s+", " ", text.replace("\u00a0", " "))


def inside(page):
    """The page without its margins, where number and demo line stand."""
    side = "portrait" if page.height > page.width else "landscape"
    left, top, right, bottom = (each * MM for each in BODY[side])
    return left, top, float(page.width) - right, float(page.height) - bottom


def top_words(page):
    return [each for each in page.extract_words() if each["bottom"] < inside(page)[1]]


def line(page, words):
    """The first printed line with these words: its characters' box, fonts and size."""
    return next(each for each in page.extract_text_lines() if words in plain(each["text"]))


def looks(line):
    return {(round(each["size"], 1), each["fontname"].split("+")[1]) for each in line["chars"]}


def fonts(reader):
    found = set()
    for page in reader.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            descendant = font.get_object()["/DescendantFonts"][0].get_object()
            embedded = {"/FontFile", "/FontFile2", "/FontFile3"} & descendant["/FontDescriptor"].get_object().keys()
            found.add((font.get_object()["/BaseFont"].split("+")[1].split("-")[0], bool(embedded)))
    return found


@pytest.mark.parametrize("example", ["draft_pages", "issued_pages"])
def test_pages_are_a4_and_nothing_stands_in_the_margins(example, request):
    for page in request.getfixturevalue(example):
        assert sorted((float(page.width), float(page.height))) == pytest.approx([each * MM for each in A4], abs=0.1)
        left, top, right, bottom = inside(page)
        body = [each for each in page.chars if top <= each["top"] <= bottom and each["text"].strip()]
        assert min(each["x0"] for each in body) >= left - 1
        assert max(each["x1"] for each in body) <= right + 1
        assert min(each["top"] for each in body) < top + 8 * MM  # the text starts at the margin


def test_wide_tables_lie_on_their_side_and_the_margins_turn(issued_pages):
    lying = [page for page in issued_pages if page.width > page.height]
    assert len(lying) == 3
    assert "Phụ lục III" in lying[0].extract_text()


@pytest.mark.parametrize("example", ["draft_pages", "issued_pages"])
def test_page_numbers_stand_centred_above_from_the_second_page(example, request):
    pages = request.getfixturevalue(example)
    assert top_words(pages[0]) == []
    for number, page in enumerate(pages[1:], start=2):
        words = top_words(page)
        assert [each["text"] for each in words] == [str(number)]
        left, _, right, _ = inside(page)
        assert (words[0]["x0"] + words[0]["x1"]) / 2 == pytest.approx((left + right) / 2, abs=1)


@pytest.mark.parametrize("example", ["draft_pdf", "issued_pdf"])
def test_every_letter_is_tinos_and_embedded(example, request):
    assert fonts(PdfReader(io.BytesIO(request.getfixturevalue(example)))) == {("Tinos", True)}


def test_letterhead_left_and_right(draft_pages):
    page = draft_pages[0]
    middle = 30 * MM + 165 * MM * 0.42
    for words, is_left in [
        ("ỦY BAN NHÂN DÂN", True),
        ("PHƯỜNG CẨM THÀNH", True),
        ("Số: /BC-UBND", True),
        ("Độc lập - Tự do - Hạnh phúc", False),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", False),
    ]:
        side = (30 * MM, 0, middle, page.height / 3) if is_left else (middle, 0, 195 * MM, page.height / 3)
        assert words in plain(page.crop(side).extract_text())


def test_sizes_and_styles_of_the_letterhead(draft_pages):
    page = draft_pages[0].crop((30 * MM, 0, 195 * MM, 90 * MM))
    right = page.crop((100 * MM, 0, 195 * MM, 90 * MM))
    country, motto, day = right.extract_text_lines()[:3]
    assert looks(country) == {(13, "Tinos-Bold")}
    assert looks(motto) == {(14, "Tinos-Bold")}
    assert looks(day) == {(14, "Tinos-Italic")}


def test_the_rule_under_the_motto_is_as_long_as_the_motto(draft_pages):
    right = draft_pages[0].crop((100 * MM, 0, 195 * MM, 60 * MM))
    motto = line(right, "Độc lập")
    rule = next(each for each in right.rects if motto["bottom"] < each["bottom"] < motto["bottom"] + 6)
    assert (rule["x0"], rule["x1"]) == pytest.approx((motto["x0"], motto["x1"]), abs=1)


def test_body_is_14_points_and_its_first_line_is_set_in(draft_pages):
    first = line(draft_pages[0], "Thực hiện Kế hoạch triển khai")
    second = line(draft_pages[0], "Bộ Chính trị về tăng cường")
    assert looks(first) == {(14, "Tinos")}
    assert first["x0"] - second["x0"] == pytest.approx(12.7 * MM, abs=1)
    assert first["x1"] == pytest.approx(195 * MM, abs=1)  # justified


def test_a_draft_leaves_gaps_and_an_issued_paper_has_none(draft_pages, issued_pages):
    draft, issued = plain(draft_pages[0].extract_text()), plain(issued_pages[0].extract_text())
    assert "Số: /BC-UBND" in draft
    assert "Cẩm Thành, ngày tháng 11 năm 2026" in draft
    assert "Số: 25/BC-UBND" in issued
    assert "Cẩm Thành, ngày 20 tháng 11 năm 2026" in issued


def test_annexes_begin_on_their_own_pages_and_name_their_report(issued_pages):
    starts = [
        plain(page.extract_text()) for page in issued_pages if re.search(r"^Phụ lục [IVX]+$", page.extract_text(), re.M)
    ]
    assert [re.search(r"Phụ lục ([IVX]+)", each)[1] for each in starts] == [
        "I",
        "II",
        "III",
        "IV",
        "V",
        "VI",
        "VII",
        "VIII",
    ]
    assert "TRẺ EM CÓ HOÀN CẢNH ĐẶC BIỆT THEO 14 NHÓM" in starts[1]
    for each in starts:
        assert "(Kèm theo Báo cáo số 25/BC-UBND ngày 20 tháng 11 năm 2026 của Ủy ban nhân dân phường Cẩm Thành)" in each


def test_a_table_over_several_pages_repeats_its_head(issued_pages):
    pages = [page.extract_text() for page in issued_pages if "Tổ dân phố 1 " in page.extract_text()]
    following = [page.extract_text() for page in issued_pages if "Tổ dân phố 45 " in page.extract_text()]
    assert pages != following
    assert "Nhóm tuổi" in pages[0]
    assert "Nhóm tuổi" in following[0]


def test_signature_right_recipients_left_on_one_page(issued_pages):
    page = next(each for each in issued_pages if "Nơi nhận:" in each.extract_text())
    recipients, signer = line(page, "Nơi nhận"), line(page, "Đinh Thị Mỹ Lệ")
    assert recipients["chars"][0]["x0"] == pytest.approx(30 * MM, abs=1)
    assert signer["x0"] > 115 * MM
    assert looks(signer) == {(14, "Tinos-Bold")}
    assert "phường Cẩm Thành./." in plain(page.extract_text())  # never alone: the last paragraph stands above it


def test_no_heading_is_the_last_line_of_its_page(issued_pages):
    for page in issued_pages:
        if "Phụ lục" in page.extract_text() or "Nơi nhận" in page.extract_text():
            continue
        _, top, _, bottom = inside(page)
        last = [each for each in page.extract_text_lines() if top < each["top"] < bottom][-1]
        assert looks(last) != {(14, "Tinos-Bold")}


def test_document_numbers_stay_on_one_line(issued_pages):
    lines = [plain(each["text"]) for page in issued_pages for each in page.extract_text_lines()]
    assert sum(each.count("1248/QĐ-TTg") for each in lines) == 37
    assert not any(re.search(r"(28-CT/|28-|QĐ-|1248/)$", each) for each in lines)


def test_what_is_not_reported_is_said_in_words(draft_pages):
    text = plain(" ".join(page.extract_text() for page in draft_pages))
    assert "Số trẻ em được khám mắt học đường: chưa có số liệu." in text
    assert text.count("Chưa có số liệu") == 7  # the seven annexes nobody filled


def test_the_demo_line_stands_on_every_page_of_a_demo_only(draft_pages, issued_pages):
    for page in draft_pages:
        found = line(page, DEMO_NOTICE)
        assert found["top"] > inside(page)[3] - 1
    assert not any(DEMO_NOTICE in page.extract_text() for page in issued_pages)


@pytest.mark.parametrize("example", ["draft", "issued"])
def test_the_attached_data_is_what_the_paper_says(example, request):
    snapshot, pdf = request.getfixturevalue(example), request.getfixturevalue(f"{example}_pdf")
    attached = PdfReader(io.BytesIO(pdf)).attachments
    assert attached == {ATTACHMENT: [canonical_json(published(snapshot))]}
    assert attached[ATTACHMENT] != [canonical_json(snapshot)]  # 3 boys with HIV stay unnamed


def test_archival_tagged_and_titled(draft_pdf):
    reader = PdfReader(io.BytesIO(draft_pdf))
    xmp = reader.trailer["/Root"]["/Metadata"].get_data().decode()
    assert re.search(r'pdfaid:part="?>?3', xmp)
    assert re.search(r'pdfaid:conformance="?>?A', xmp)
    assert reader.trailer["/Root"]["/Lang"] == "vi"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in reader.trailer["/Root"]
    assert reader.metadata.title.startswith("BÁO CÁO Kết quả thực hiện Chỉ thị số 28-CT/TW")


def test_the_same_snapshot_gives_the_same_paper(draft, draft_pdf):
    again = PdfReader(io.BytesIO(render_pdf(draft)))
    assert [page.extract_text() for page in again.pages] == [
        page.extract_text() for page in PdfReader(io.BytesIO(draft_pdf)).pages
    ]


def test_only_our_files_are_fetched(settings, tmp_path):
    folder = Path(settings.BASE_DIR) / "static"
    fetcher = OnlyOurFiles(folder)
    assert fetcher.fetch((folder / "css" / "document.css").as_uri()).read()
    foreign = tmp_path / "static.css"
    foreign.write_text("")
    for url in ("https://example.org/x.css", foreign.as_uri(), f"{folder.as_uri()}/../manage.py", "data:,x"):
        with pytest.raises(FatalURLFetchingError):
            fetcher.fetch(url)


def test_the_page_needs_no_style_attribute_and_no_script(draft):
    html = render_html(draft, stylesheet="/static/css/document.css")
    assert '<link rel="stylesheet" href="/static/css/document.css">' in html
    assert " style=" not in html
    assert "<script" not in html


def test_typed_text_is_text(draft):
    first, *others = draft.sections
    html = render_html(replace(draft, sections=(replace(first, prose="<script>alert(1)</script>"), *others)))
    assert "<script" not in html
    assert "&lt;script&gt;" in html

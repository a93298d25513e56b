"""Which column of a list holds what, from the words of its header.

A header is the tuple of its cells from top to bottom, as the list shows them ("Ngày sinh", "Nam"). Words are compared
as search keys, so "HỌ VÀ TÊN", "Họ & tên" and "Ho va ten" are one (and “BHYT” is “bhit”).
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from vietnamese.names import normalise, search_key

Header = tuple[str, ...]
STEP = " › "  # between the cells of a header where they are written in one line

IGNORED = ""  # known, but not for the register

# What the ward sees on the page “Cách máy đọc tệp”.
FIELDS = {
    "ordinal": "Số thứ tự",
    "full_name": "Họ và tên",
    "family_name": "Họ và tên đệm",
    "given_name": "Tên",
    "birth": "Ngày sinh",
    "birth_day": "Ngày sinh (ngày)",
    "birth_month": "Ngày sinh (tháng)",
    "birth_year": "Ngày sinh (năm)",
    "male": "Nam: ngày sinh hoặc dấu x",
    "female": "Nữ: ngày sinh hoặc dấu x",
    "sex": "Giới tính",
    "ethnic_group": "Dân tộc",
    "nationality": "Quốc tịch",
    "personal_id": "Số định danh",
    "birth_certificate": "Số giấy khai sinh",
    "health_insurance": "Số thẻ BHYT",
    "father": "Cha",
    "father_year": "Năm sinh của cha",
    "father_job": "Nghề nghiệp của cha",
    "father_phone": "Điện thoại của cha",
    "mother": "Mẹ",
    "mother_year": "Năm sinh của mẹ",
    "mother_job": "Nghề nghiệp của mẹ",
    "mother_phone": "Điện thoại của mẹ",
    "parents": "Cha, mẹ",
    "carer": "Người nuôi dưỡng",
    "carer_year": "Năm sinh của người nuôi dưỡng",
    "carer_job": "Nghề nghiệp của người nuôi dưỡng",
    "carer_phone": "Điện thoại của người nuôi dưỡng",
    "phone": "Điện thoại",
    "head_name": "Chủ hộ",
    "address": "Địa chỉ",
    "neighbourhood": "Tổ dân phố",
    "poor": "Hộ nghèo",
    "near_poor": "Hộ cận nghèo",
    "poverty": "Hộ nghèo, cận nghèo",
    "certificate_number": "Số giấy chứng nhận hộ nghèo",
    "circumstances": "Hoàn cảnh",
    "disability_level": "Mức độ khuyết tật",
    "school": "Trường",
    "class_name": "Lớp",
    "school_and_class": "Trường, lớp",
    "residence": "Cư trú",
    "notes": "Ghi chú",
    "row_code": "Mã dòng của đợt xác minh",
    "police_result": "Kết quả công an xác minh",
    "police_date": "Ngày công an xác minh",
}
DOUBTS = {
    None: "Máy không nhận ra tiêu đề này",
    "phone": "Không rõ của ai: ghi cho người nuôi dưỡng, không có thì mẹ, rồi cha",
}
GROUP = "group:"  # “group:G04”: a column of x marks, or of words, for one group

# Groups of Luật Trẻ em 2016 Điều 10 and at-risk categories by the words ward lists use, the narrower first.
GROUP_WORDS = (
    ("G13", r"hiem ngheo|benh .*dai ngay"),
    ("G01", r"mo coi (ca )?(cha ((va|lan) )?me|bo ((va|lan) )?me|ca hai|ca 2|2 ben)"),
    ("R07", r"mo coi"),
    ("R05", r"bao luc gia dinh|blgd"),
    ("R03", r"li hon|li di|li than"),
    ("R04", r"lam an xa|di lam xa"),
    ("R08", r"nguy co bo hoc"),
    ("R09", r"nguy co lao dong"),
    ("G08", r"bo hoc|kiem song"),
    ("G02", r"bo roi"),
    ("G03", r"(khong|ko|k) noi nuong tua"),
    ("G04", r"khuyet tat|tan tat"),
    ("G05", r"hiv|aids"),
    ("G06", r"vi pham phap luat|\bvppl\b|lam trai phap luat"),
    ("R06", r"te nan|an tu|an phat tu"),
    ("G07", r"nghien|ma tuy"),
    ("G11", r"xam hai|hiep dam|dam o"),
    ("G09", r"bao luc|bao hanh"),
    ("G10", r"boc lot"),
    ("G12", r"mua ban"),
    ("G14", r"di cu|lanh nan|ti nan"),
    ("R10", r"tai nan|thuong tich"),
)

DOSE = "dose:"  # “dose:BCG”: a column of days on which a dose of the national schedule was given

# Doses by the words immunisation lists use; where the number of the dose counts, it is the first digit group behind.
DOSE_WORDS = (
    ("VGB-0", r"(viem gan b|vgb|hepb) ?(so sinh|ss|0|sau sinh|24h?|< ?24h?)"),
    ("BCG", r"\bbcg\b|^lao$"),
    ("5IN1-{}", r"(5 ?(trong|in) ?1|quinvaxem|combe ?five|dpt ?vgb ?hib|\bsii\b)\D*([123])\b"),
    ("BOPV-{}", r"(b?opv|bai liet uong|uong bai liet)\D*([123])\b"),
    ("IPV-{}", r"(ipv|bai liet tiem|tiem bai liet)\D*([12])\b"),
    ("ROTA-{}", r"(rota)\D*([12])\b"),
    ("VNNB-{}", r"(vnnb|viem nao( nhat ban)?|jev)\D*([123])\b"),
    ("SR-1", r"soi\W*rubella|\bmr\b|\bsr\b"),
    ("DPT-4", r"\bdpt\D*4\b|bach hau ho ga uon van\D*4\b"),
    ("SOI-1", r"^soi( don)?( (mui|lan) ?1| ?1)?$|\bsoi (mui|lan)? ?1\b|\bmvvac\b"),
)

_PERSONS = (
    ("parents", r"\b(cha|bo|ba) (va )?me\b|phu huynh"),
    ("father", r"^(cha|bo|ba)\b|\b(ten|tin|ve|cua|sinh|nghiep|thoai|sdt|ns) (cua )?(cha|bo|ba)\b"),
    ("mother", r"^me\b|\b(ten|tin|ve|cua|sinh|nghiep|thoai|sdt|ns) (cua )?me\b"),
    ("carer", r"nuoi duong|cham soc|giam ho|do dau"),
)
_NOT_KEPT_OF_PERSONS = r"cccd|cmnd|can cuoc|dinh danh|dan toc|trinh do|con song|da mat|tinh trang"
_OF_A_PERSON = (
    ("_phone", r"dien thoai|\bsdt\b|\bdt\b|zalo"),
    ("", r"\bten\b"),  # also “Họ tên cha, năm sinh, nghề nghiệp”: one cell with everything
    ("_year", r"nam sinh|ngay sinh|\bns\b|\btuoi\b"),
    ("_job", r"nghe"),
)
_SIMPLE = (
    ("ordinal", r"^(stt|tt|so tt|so thu tu|no)\b"),
    ("row_code", r"^ma dong$"),
    ("police_result", r"ket qua (cong an )?(xac minh|xac thuc)"),
    ("police_date", r"ngay (cong an )?(xac minh|xac thuc)"),
    (IGNORED, r"^(dong|ket qua nhap|nhan xet cua may|ma tre em)$"),  # of our own files
    (
        IGNORED,
        r"quan he|ton giao|noi (dang ki )?(khai )?sinh|que quan|chu ki|ki ten|ki nhan|chieu cao|can nang|hoc luc",
    ),
    ("head_name", r"chu ho"),
    ("certificate_number", r"(so|ma) (giay |gcn |chung nhan |so )*(ho )?(can )?ngheo|chung nhan ho"),
    ("poverty", r"ngheo.*can ngheo|can ngheo.*ngheo|dien ho|loai ho"),
    ("near_poor", r"can ngheo|\bhcn\b"),
    ("poor", r"ngheo|\bhn\b"),
    ("birth_certificate", r"khai sinh|\bgks\b"),
    ("health_insurance", r"bhit|bao hiem"),
    ("personal_id", r"dinh danh|\bddcn\b|\bsdd\b|cccd|can cuoc|cmnd"),
    ("family_name", r"\bho (va )?(ten )?(dem|lot)\b|^ho dem$"),
    ("full_name", r"\bho (va )?ten\b|\bten (tre|hoc sinh|chau|be)\b|^hten$"),
    ("given_name", r"^ten$"),
    ("ethnic_group", r"dan toc"),
    ("nationality", r"quoc tich"),
    ("sex", r"gioi tinh|^gioi$|^gt$|^phai$|^nam nu$"),
    ("birth", r"(ngay|nam|thang).*sinh\b|^sinh\b|^ntns|^ns$|^d ?o ?b$"),
    ("school_and_class", r"truong.*\blop\b|\blop\b.*truong|dang hoc$"),
    ("class_name", r"\blop\b"),
    ("school", r"truong|noi hoc|noi dang hoc"),
    ("residence", r"tinh trang cu tru|dien cu tru|^cu tru$|^thuong tru tam tru$"),
    ("address", r"dia chi|noi o|cho o|thuong tru|tam tru|so nha|cu tru|noi cu ngu"),
    ("neighbourhood", r"to dan pho|\btdp\b|^to( so)?$|khu pho|\bto\b$"),
    ("phone", r"dien thoai|\bsdt\b|\bdt\b|lien lac|lien he"),
    (IGNORED, r"tro giup|ho tro|tro cap|che do|qua tang"),
    ("circumstances", r"hoan canh|\bhcdb\b|doi tuong|dac biet|nguy co"),
    ("notes", r"ghi chu|luu y|li do"),
)


@lru_cache(maxsize=2_000)
def field_of(header: Header) -> str | None:
    """The field a column holds; `IGNORED` when we know it and leave it; None for unknown words."""
    path, last = search_key(" ".join(header)), search_key(header[-1])
    if not path:
        return None
    if header[-1].strip().casefold() == "họ":  # not “hộ”, which has the same search key
        return "family_name"
    return _by_sex(header) or _birth_part(path, last) or _by_words(header, path, last)


def _by_sex(header: Header) -> str | None:
    """“Nam” and “Năm” have one search key: only the letters as written part them."""
    last = re.sub(r"[\W_]*((đánh )?dấu x|\bx)?[\W_]*$", "", normalise(header[-1]).casefold())
    if last in ("nam", "trai", "bé trai"):
        return "male"
    return "female" if last in ("nữ", "nu", "gái", "bé gái") else None


def _birth_part(path: str, last: str) -> str | None:
    parts = {"ngay": "birth_day", "thang": "birth_month", "nam": "birth_year"}
    return parts.get(last) if re.search(r"\bsinh\b", path) else None


def _by_words(header: Header, path: str, last: str) -> str | None:
    """The last cell first: a parent cell such as “Thông tin trẻ em” must not hide its columns."""
    if dose := dose_of(path):
        return DOSE + dose
    if field := _group_field(path, last):
        return field
    for part in map(search_key, reversed(header)):
        for person, pattern in _PERSONS:
            if re.search(pattern, part):
                return _of_person(person, last)
    for words in (last, path):
        for field, pattern in _SIMPLE:
            if re.search(pattern, words):
                return field
    return None


def _group_field(path: str, last: str) -> str | None:
    code = group_of(last) or group_of(path)
    if code is None or re.search(r"\b(ho|can|dien) ngheo", last):
        return None
    if code == "G04" and re.search(r"muc do|muc$", last):
        return "disability_level"
    return GROUP + code


def dose_of(words: str) -> str | None:
    """The code of the dose that the words of a header name; `words` is a search key."""
    for code, pattern in DOSE_WORDS:
        if match := re.search(pattern, words):
            return code.format(match[match.lastindex or 0]) if "{}" in code else code
    return None


def group_of(words: str) -> str | None:
    """The group that words name; `words` is a search key."""
    return next((code for code, pattern in GROUP_WORDS if re.search(pattern, words)), None)


def _of_person(person: str, words: str) -> str:
    if re.search(_NOT_KEPT_OF_PERSONS, words):
        return IGNORED
    part = next((part for part, pattern in _OF_A_PERSON if re.search(pattern, words)), "")
    if person == "parents":
        return {"": "parents", "_phone": "phone"}.get(part, IGNORED)
    return person + part


def fields_of(headers: Sequence[Header]) -> list[str | None]:
    """The field of each column. A field stands once, what comes again is left out; but for groups.

    “Năm sinh”, “Nghề nghiệp” behind a parent's name are the parent's, “Điện thoại” only right beside. One merged
    “Họ và tên” over two columns parts the family name from the given name.
    """
    found: list[str | None] = []
    person = ""
    for index, header in enumerate(headers):
        field = field_of(header) if header else None
        if len(header) == 1 and person:
            field = _behind_person(field, search_key(header[0]), person, found)
        if field == "full_name" and found[-1:] == ["full_name"] and headers[index - 1] == header:
            found[-1], field = "family_name", "given_name"
        elif field in found and field and not field.startswith(GROUP):
            field = IGNORED
        person = _person_of(field) or (person if field is None else "")
        found.append(field)
    return _year_not_boys(_birth_in_pieces(headers, found))


def _birth_in_pieces(headers: Sequence[Header], found: list[str | None]) -> list[str | None]:
    """“Ngày”, “Tháng”, “Năm” side by side with nothing above them are a birth, where the list has no other."""
    if {"birth", "birth_year", "male", "female"} & set(found):
        return found
    words = [search_key(" ".join(header)) for header in headers]
    for start in range(len(words) - 2):
        if words[start : start + 3] == ["ngay", "thang", "nam"]:
            return [*found[:start], "birth_day", "birth_month", "birth_year", *found[start + 3 :]]
    return found


def _person_of(field: str | None) -> str:
    person = (field or "").split("_")[0]
    return person if person in ("father", "mother", "carer") else ""


def _behind_person(field: str | None, words: str, person: str, found: list[str | None]) -> str | None:
    has_birth = {"birth", "male", "birth_year"} & set(found)
    if field == "birth" and has_birth:
        return f"{person}_year"
    if field == "phone" and _person_of(found[-1]) == person:
        return f"{person}_phone"
    if field is None and re.search(r"\bnghe\b", words):
        return f"{person}_job"
    return field


def _year_not_boys(found: list[str | None]) -> list[str | None]:
    """“Ngày, Tháng, Nam” of a list typed without marks: the year, no boys."""
    if "birth_month" in found and "male" in found and "female" not in found:
        return ["birth_year" if field == "male" else field for field in found]
    return found


def doubt_of(field: str | None) -> str:
    """What a person should look at: a header nobody knows, or that leaves open whom it speaks of."""
    return DOUBTS.get(field, "")


def label_of(field: str | None) -> str:
    """The field in words; groups by their code are named by whoever knows the list."""
    return FIELDS.get(field or "", "Không nhập")

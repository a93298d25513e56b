"""The words by which lists name their columns, as search keys (so “BHYT” is “bhit”); the narrower pattern first."""

IGNORED = ""  # known, but not for the register

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

PERSONS = (
    ("parents", r"\b(cha|bo|ba) (va )?me\b|phu huynh"),
    ("father", r"^(cha|bo|ba)\b|\b(ten|tin|ve|cua|sinh|nghiep|thoai|sdt|ns) (cua )?(cha|bo|ba)\b"),
    ("mother", r"^me\b|\b(ten|tin|ve|cua|sinh|nghiep|thoai|sdt|ns) (cua )?me\b"),
    ("carer", r"nuoi duong|cham soc|giam ho|do dau"),
)
NOT_KEPT_OF_PERSONS = r"cccd|cmnd|can cuoc|dinh danh|dan toc|trinh do|con song|da mat|tinh trang"
OF_A_PERSON = (
    ("_phone", r"dien thoai|\bsdt\b|\bdt\b|zalo"),
    ("", r"\bten\b"),  # also “Họ tên cha, năm sinh, nghề nghiệp”: one cell with everything
    ("_year", r"nam sinh|ngay sinh|\bns\b|\btuoi\b"),
    ("_job", r"nghe"),
)
_BIRTH_PAPER = r"(?:(?:giay )?khai sinh|gks|dkks)"
_INSURANCE = r"(?:bhit|bao hiem)"
_IDENTITY = r"(?:cccd|can cuoc(?: cong dan)?|cmnd|the dinh danh)"
_LIVING = r"\b(?:thuong tru|tam tru|tam vang|cu tru)\b"
SIMPLE = (
    ("ordinal", r"^(stt|tt|so tt|so thu tu|no)\b"),
    ("row_code", r"^ma dong$"),
    ("police_result", r"ket qua (cong an )?(xac minh|xac thuc)"),
    ("police_date", r"ngay (cong an )?(xac minh|xac thuc)"),
    (IGNORED, r"^(dong|ket qua nhap|nhan xet cua may|ma tre em)$"),  # of our own files
    ("birth_certificate_book", rf"^(so )?quien( so)?( {_BIRTH_PAPER})?$|^{_BIRTH_PAPER} quien( so)?$"),
    (
        "birth_certificate_place",
        rf"\b(noi|co quan|uy ban|ubnd)\b.*\b{_BIRTH_PAPER}\b|\b{_BIRTH_PAPER}\b.*\b(noi|co quan)\b",
    ),
    ("birth_registered_on", rf"\bngay\b.*\b{_BIRTH_PAPER}\b|\b{_BIRTH_PAPER}\b.*\bngay\b"),
    ("health_insurance_place", r"\b(noi|co so)\b.*\b(kcb|kham)\b|\b(kcb|kham chua benh) ban dau"),
    (
        "health_insurance_until",
        rf"{_INSURANCE}.*\b(den|han|gia tri su dung|thoi han)\b|\b(den|han|gia tri su dung)\b.*{_INSURANCE}",
    ),
    ("health_insurance_from", rf"{_INSURANCE}.*\b(tu|bat dau|ngay cap)\b|\b(tu ngay|bat dau|ngay cap)\b.*{_INSURANCE}"),
    ("identity_place", rf"\b(noi|co quan) cap\b.*{_IDENTITY}|^(the )?{_IDENTITY} (noi|co quan) cap"),
    ("identity_issued_on", rf"\bngay cap\b.*{_IDENTITY}|^(the )?{_IDENTITY} ngay cap"),
    ("residence_since", rf"{_LIVING}.*\bngay\b|\b(ngay|thoi diem)\b.*{_LIVING}"),
    ("moved_in_on", r"\bngay chuyen den\b|\bchuyen den\b.*\bngay\b|^ngay (den|nhap cu)\b"),
    (IGNORED, r"\bngay (chuyen di|roi|mat)\b|\bchuyen di\b.*\bngay\b"),  # recorded as a change, not imported
    (IGNORED, r"quan he|ton giao|noi sinh|que quan|chu ki|ki ten|ki nhan|chieu cao|can nang|hoc luc"),
    ("head_year", r"\b(nam|ngay) sinh\b.*chu ho|\bns\b.*chu ho"),
    ("household_phone", r"\b(dien thoai|sdt|dt)\b.*\b(chu ho|cua ho|ho gia dinh)\b"),
    ("head_name", r"chu ho"),
    ("certificate_issued_on", r"\bngay\b.*\b(giay|gcn|chung nhan)\b.*(ngheo|\bho\b)"),
    ("certificate_year", r"\bnam\b.*\b(giay|gcn|chung nhan|cong nhan)\b.*ngheo|^nam cua giay chung nhan"),
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

# What stands right behind a paper speaks of it: “Số thẻ BHYT”, “Hạn sử dụng”.
_ISSUED, _PLACE = r"^ngay (cap|dang ki|vao so)$", r"^(noi|co quan) (cap|dang ki)$"
BEHIND_A_PAPER = {
    "personal_id": (("identity_issued_on", _ISSUED), ("identity_place", _PLACE)),
    "birth_certificate": (("birth_registered_on", _ISSUED), ("birth_certificate_place", _PLACE)),
    "health_insurance": (
        ("health_insurance_from", r"^((co )?gia tri )?tu( ngay)?$"),
        (
            "health_insurance_until",
            r"^((co )?gia tri )?den( ngay)?$|^(thoi )?han( su)?( dung)?$|^het han$|^gia tri su dung$",
        ),
    ),
    "certificate_number": (("certificate_issued_on", _ISSUED),),
    "residence": (("residence_since", r"^tu( ngay)?$"),),
}

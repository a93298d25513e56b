"""Reports written by hand: a short one as an officer knows it, a long one that strains every table."""

from datetime import date

from reports.builder import ReportBuilder
from reports.snapshot import Letterhead, Signature, Snapshot, count, rate

GROUPS = [
    ("a", "Mồ côi cả cha và mẹ", False),
    ("b", "Bị bỏ rơi", False),
    ("c", "Không nơi nương tựa", False),
    ("d", "Khuyết tật", False),
    ("đ", "Nhiễm HIV/AIDS", True),
    ("e", "Vi phạm pháp luật", True),
    ("g", "Nghiện ma túy", True),
    ("h", "Phải bỏ học kiếm sống chưa hoàn thành phổ cập giáo dục trung học cơ sở", False),
    ("i", "Bị tổn hại nghiêm trọng về thể chất và tinh thần do bị bạo lực", True),
    ("k", "Bị bóc lột", True),
    ("l", "Bị xâm hại tình dục", True),
    ("m", "Bị mua bán", True),
    ("n", "Mắc bệnh hiểm nghèo hoặc bệnh phải điều trị dài ngày thuộc hộ nghèo, hộ cận nghèo", False),
    ("o", "Di cư, lánh nạn, tị nạn chưa xác định được cha mẹ hoặc không có người chăm sóc", False),
]
# total, boys, girls, helped, last year
GROUP_FIGURES = [
    (21, 11, 10, 21, 23),
    (11, 5, 6, 11, 10),
    (96, 49, 47, 93, 88),
    (268, 151, 117, 256, 259),
    (8, 3, 5, 8, 8),
    (17, 15, 2, 14, 20),
    (0, 0, 0, "-", 0),
    (9, 6, 3, 8, 14),
    (12, 7, 5, 12, 15),
    (0, 0, 0, "-", 0),
    (5, 1, 4, 5, 7),
    (0, 0, 0, "-", 0),
    (74, 39, 35, 71, 81),
    (2, 1, 1, 2, 1),
]
INJURIES = [
    *("Ngã", "Bỏng/cháy", "Tai nạn giao thông", "Ngộ độc các loại", "Cắt, đâm", "Ngạt thở, hóc nghẹn"),
    *("Súc vật cắn", "Đuối nước", "Bom, mìn/vật nổ", "Điện giật", "Các loại tai nạn, thương tích khác"),
]
DIRECTIVE = "Chỉ thị số 28-CT/TW ngày 25/12/2023 của Bộ Chính trị"


def new_report(*, demo: bool = True, number: int | None = None, issued_on: date | None = None) -> ReportBuilder:
    return ReportBuilder(
        year=2026,
        cut_off=date(2026, 11, 15),
        previous_cut_off=date(2025, 11, 15),
        demo=demo,
        letterhead=Letterhead(
            issuing_body=("ỦY BAN NHÂN DÂN", "PHƯỜNG CẨM THÀNH"),
            issuer="Ủy ban nhân dân phường Cẩm Thành",
            place="Cẩm Thành",
            number=number,
            issued_on=issued_on,
        ),
        subject=f"Kết quả thực hiện {DIRECTIVE}\nvề công tác trẻ em năm 2026 trên địa bàn phường Cẩm Thành",
        opening=[
            f"Thực hiện Kế hoạch triển khai {DIRECTIVE} về tăng cường công tác chăm sóc, giáo dục và bảo vệ trẻ em "
            "đáp ứng yêu cầu phát triển đất nước phồn vinh, hạnh phúc (sau đây viết tắt là Chỉ thị số 28-CT/TW), "
            "Ủy ban nhân dân phường Cẩm Thành báo cáo kết quả thực hiện năm 2026 như sau "
            "(số liệu tính đến ngày 15/11/2026):"
        ],
        closing="Trên đây là báo cáo kết quả thực hiện Chỉ thị số 28-CT/TW năm 2026 trên địa bàn phường Cẩm Thành.",
        signature=Signature(
            form=("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"), position=("PHÓ CHỦ TỊCH",), name="Đinh Thị Mỹ Lệ"
        ),
        recipients=[
            *("UBND tỉnh", "Sở Y tế", "TT Đảng ủy, TT HĐND phường", "CT, PCT UBND phường"),
            *("UBMTTQ Việt Nam phường và các hội, đoàn thể", "Lưu: VT, VHXH"),
        ],
    )


def short_report(**frame) -> Snapshot:
    report = new_report(**frame)
    _leadership_and_children(report)
    _tasks(report)
    report.section(
        "R8"
    ).prose = (
        "Đề nghị Sở Y tế hướng dẫn phạm vi cơ quan nhận báo cáo và thời điểm chốt số liệu thống kê đối với cấp phường."
    )
    _groups(report)
    return report.build()


def _leadership_and_children(report: ReportBuilder) -> None:
    report.section("R1").fact(
        "Ủy ban nhân dân phường đã kiện toàn Ban chỉ đạo chăm sóc trẻ em phường gồm {members}; ban hành {documents}; "
        "tổ chức {meetings} Ban chỉ đạo[ và {checks}]. Có {covered:ratio} có cộng tác viên trẻ em; {trained:ratio} đã "
        "được tập huấn, đạt {trained}.",
        members=count("Thành viên Ban chỉ đạo", 15, "thành viên", about_people=False),
        documents=count("Văn bản chỉ đạo", 6, "văn bản chỉ đạo", about_people=False),
        meetings=count("Cuộc họp Ban chỉ đạo", 4, "cuộc họp", about_people=False),
        checks=count("Đợt kiểm tra", 2, "đợt kiểm tra", about_people=False),
        covered=rate("Tổ dân phố có cộng tác viên", 60, 60, num_unit="tổ dân phố", about_people=False),
        trained=rate("Cộng tác viên được tập huấn", 58, 60, num_unit="cộng tác viên", about_people=False),
    )
    children = report.section("R2")
    children.fact(
        "Toàn phường có {children} dưới 16 tuổi[, chiếm {share} dân số][, trong đó nam {boys}, nữ {girls}]"
        "[; {children:change}] ({PL01}).",
        children=count("Tổng số trẻ em", 14862, previous=14744, indicator="POP-01"),
        share=rate("Tỷ lệ trẻ em trên dân số", 14862, 61559, num_unit="người", indicator="POP-02"),
        boys=count("Trẻ em nam", 7702),
        girls=count("Trẻ em nữ", 7160),
    )
    children.fact(
        "Có {special} có hoàn cảnh đặc biệt[, chiếm {share} tổng số trẻ em][; {special:change}]."
        "[ Trong đó {helped:ratio} được trợ giúp, đạt {helped}] ({PL02}).",
        special=count("Trẻ em có hoàn cảnh đặc biệt", 486, previous=492, indicator="SPC-01"),
        share=rate("Tỷ lệ trẻ em có hoàn cảnh đặc biệt", 486, 14862, indicator="SPC-02"),
        helped=rate("Trẻ em có hoàn cảnh đặc biệt được trợ giúp", 451, 486, indicator="SPC-03"),
    )


def _tasks(report: ReportBuilder) -> None:
    report.section("R3").fact(
        "Đến ngày 15/11/2026, các cơ quan, đơn vị, tổ dân phố hoàn thành {done:ratio}, đạt {done}; {late} quá hạn; "
        "{open} đang thực hiện hoặc chờ duyệt ({PL06}).",
        done=rate("Nhiệm vụ hoàn thành", 41, 69, num_unit="nhiệm vụ", about_people=False),
        late=count("Nhiệm vụ quá hạn", 9, "nhiệm vụ", about_people=False),
        open=count("Nhiệm vụ đang thực hiện", 19, "nhiệm vụ", about_people=False),
    )
    report.section("R3.3").fact(
        "Cơ sở dữ liệu về trẻ em được cập nhật hằng tháng[; {verified:ratio} có số định danh cá nhân đã được xác thực, "
        "đạt {verified}][; {eyes} được khám mắt học đường].",
        verified=rate("Trẻ em có số định danh đã xác thực", 14213, 14862),
        eyes=count("Số trẻ em được khám mắt học đường", None),
    )


def _groups(report: ReportBuilder) -> None:
    annex = report.annex("PL02")
    for (point, group, secret), figures in zip(GROUPS, GROUP_FIGURES, strict=True):
        total, boys, girls, helped, last_year = figures
        annex.row(
            point=point,
            group=group,
            secret=secret,
            total=total,
            boys=boys,
            girls=girls,
            helped=helped,
            last_year=last_year,
        )
    annex.total(group="Tổng số trẻ em (không trùng)", total=486, boys=266, girls=220, helped=451, last_year=492)


def long_report(**frame) -> Snapshot:
    report = new_report(**frame)
    _leadership_and_children(report)
    _tasks(report)
    for code in ("R3.1", "R3.2", "R3.4", "R3.5", "R6.1", "R6.2", "R6.3", "R7", "R8"):
        report.section(code).prose = "\n".join(
            f"- Ý thứ {position}: các cơ quan, đơn vị phối hợp triển khai Quyết định số 1248/QĐ-TTg ngày 19/7/2021 và "
            "Kế hoạch số 102/KH-UBND; bảo đảm mọi trẻ em được chăm sóc, giáo dục và bảo vệ trong môi trường an toàn, "
            "lành mạnh, thân thiện theo Điều 10 Luật Trẻ em số 102/2016/QH13."
            for position in range(1, 5)
        )
    _neighbourhoods(report)
    _groups(report)
    _injuries(report)
    _programmes(report)
    _agencies(report)
    _money(report)
    return report.build()


def _neighbourhoods(report: ReportBuilder) -> None:
    annex = report.annex("PL01")
    rows = []
    for number in range(1, 61):
        young, middle, old = 60 + number % 17, 70 + number % 13, 80 + number % 11
        total = young + middle + old
        row = {"total": total, "boys": total // 2 + number % 5, "under_6": young, "from_6_under_11": middle}
        row |= {"girls": total - row["boys"], "from_11_under_16": old, "minority": number % 4}
        rows.append(row | {"poor": number % 7, "near_poor": number % 9})
        annex.row(name=f"Tổ dân phố {number}", **rows[-1])
    annex.total(name="Toàn phường", **{key: sum(row[key] for row in rows) for key in rows[0]})


def _injuries(report: ReportBuilder) -> None:
    annex = report.annex("PL04")
    columns = [each.key for each in annex.plan.columns if each.kind == "people"]
    for number, cause in enumerate(INJURIES):
        if cause == "Điện giật":
            annex.row(cause=cause)
        else:
            annex.row(cause=cause, **{key: number if key.endswith("hurt") else 0 for key in columns})


def _programmes(report: ReportBuilder) -> None:
    annex = report.annex("PL05")
    annex.group(
        "Chương trình phòng, chống tai nạn, thương tích trẻ em giai đoạn 2021 - 2030 (Quyết định số 1248/QĐ-TTg)"
    )
    swim = rate("Biết bơi", 5120, 9340)
    annex.row(
        code="7",
        target="Trẻ em từ 6 đến dưới 16 tuổi biết bơi an toàn",
        unit="%",
        goal="≥ 52",
        value=swim.value,
        numerator=swim.numerator,
        denominator=swim.denominator,
        verdict="Vượt",
    )
    annex.row(code="10", target="Ngôi nhà đạt tiêu chí Ngôi nhà an toàn", unit="ngôi nhà", verdict="Chưa có số liệu")


def _agencies(report: ReportBuilder) -> None:
    annex = report.annex("PL06")
    for agency in ("Lãnh đạo UBND phường, Ban chỉ đạo", "Phòng Văn hóa - Xã hội", "Công an phường"):
        annex.group(agency)
        for number in range(1, 9):
            annex.row(
                value="",
                due="30/06, 31/10",
                task="Đôn đốc, kiểm tra, đánh giá việc thực hiện Kế hoạch tại các cơ quan, đơn vị",
                about_people=False,
            )
            annex.detail(task="- Số cơ quan được kiểm tra (cơ quan)", value=number, about_people=False)
        annex.row(task="Trợ giúp pháp lý cho trẻ em", due="khi phát sinh", about_people=False)


def _money(report: ReportBuilder) -> None:
    annex = report.annex("PL07")
    annex.row(
        item="Trợ cấp xã hội hằng tháng", estimate=1_250_000_000, budget=1_180_500_000, donated=0, total=1_180_500_000
    )
    annex.row(item="Học bổng, quà tặng", donated=312_400_000, total=312_400_000)
    annex.total(
        item="Tổng cộng", estimate=1_250_000_000, budget=1_180_500_000, donated=312_400_000, total=1_492_900_000
    )

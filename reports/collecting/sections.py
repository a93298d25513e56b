"""The sentences of sections I to V. Sections VI to VIII are written by people; until then they say so."""

from dataclasses import replace
from itertools import pairwise

from children.models import Sex
from programs.judging import Verdict
from programs.models import PlanTask
from reports.builder import ReportBuilder
from reports.collecting import leadership
from reports.collecting.targets import JudgedTarget
from reports.indicators import Period, counted, figure
from reports.indicators.support import paid_children, spent
from reports.snapshot import SMALL, Figure, count, rest_of


def write(report: ReportBuilder, period: Period, targets: list[JudgedTarget]) -> None:
    """Every sentence the system can state from the ward's own data."""
    _leadership(report, period)
    _children(report, period)
    _circumstances(report, period)
    _reports_received(report)
    _tasks(report, period)
    _protection(report, period)
    _services(report, period)
    _mortality(report, period)
    _participation(report, period)
    _targets(report, targets)
    _money(report, period)


def _official(name: str, value: int | None, unit: str) -> Figure:
    return count(name, value, unit, about_people=False)


def _leadership(report: ReportBuilder, period: Period) -> None:
    report.section("R1").fact(
        "Ban chỉ đạo chăm sóc trẻ em phường gồm {members}[; tổ chức {meetings} Ban chỉ đạo].",
        members=leadership.members(period),
        meetings=leadership.meetings(period),
    )
    report.section("R1").fact(
        "Có {covered:ratio} có cộng tác viên trẻ em, đạt {covered}[; có {workers} làm công tác trẻ em][, trong đó "
        "{collaborators}][; {trained:ratio} đã được tập huấn, đạt {trained}].",
        covered=leadership.covered(period),
        collaborators=leadership.collaborators(period),
        workers=figure("RES-01a", period),
        trained=figure("RES-01b", period),
    )


def _children(report: ReportBuilder, period: Period) -> None:
    section, everyone = report.section("R2"), figure("POP-01", period, in_annex=("PL01.total",))
    sexes = _by_sex(period, everyone.is_reported)
    section.fact(
        f"Toàn phường có {{children}} dưới 16 tuổi[, chiếm {{share}} dân số]{_sexes_said(sexes)}"
        "[; {children:change}] ({PL01}).",
        children=everyone,
        share=figure("POP-02", period, in_annex=("PL01.total",)),
        **sexes,
    )
    section.fact(
        "Trong kỳ có {born} sinh ra trên địa bàn[; {born:change}]. Người chưa thành niên từ đủ 16 đến "
        "dưới 18 tuổi: {minors}.",
        born=figure("POP-03a", period),
        minors=figure("POP-05", period),
    )
    section.fact(
        "Số định danh cá nhân của {verified:ratio} đã được xác thực, đạt {verified}.",
        verified=figure("POP-04", period, in_annex=("PL01.total",)),
    )


SEXES = {
    "boys": ("Trẻ em nam", Sex.MALE),
    "girls": ("Trẻ em nữ", Sex.FEMALE),
    "unknown": ("Trẻ em chưa xác định giới tính", Sex.UNKNOWN),
}


def _by_sex(period: Period, is_reported: bool) -> dict[str, Figure]:
    """Boys, girls and, where there are any, those whose sex nobody wrote down: together all children."""
    everyone = counted("POP-01", period).who
    found = {
        key: count(name, everyone.filter(sex=sex).count() if is_reported else None, in_annex=(f"PL01.{key}",))
        for key, (name, sex) in SEXES.items()
    }
    return {key: each for key, each in found.items() if key != "unknown" or each.value}


def _sexes_said(sexes: dict[str, Figure]) -> str:
    unknown = ", chưa xác định {unknown}" if "unknown" in sexes else ""
    return f"[, trong đó nam {{boys}}, nữ {{girls}}{unknown}]"


def _circumstances(report: ReportBuilder, period: Period) -> None:
    report.section("R2").fact(
        "Có {special} có hoàn cảnh đặc biệt[, chiếm {share} tổng số trẻ em][; {special:change}] ({PL02})."
        "[ Trong đó {helped:ratio} được trợ giúp, đạt {helped}.]",
        special=figure("SPC-01", period, in_annex=("PL02.total",)),
        share=figure("SPC-02", period, in_annex=("PL01.total", "PL02.total")),
        helped=figure("SPC-03", period, in_annex=("PL02.helped",)),
    )
    report.section("R2").fact(
        "Trẻ em thuộc hộ nghèo: {poor}; thuộc hộ cận nghèo: {near_poor}. Có {risk} có nguy cơ rơi vào hoàn cảnh "
        "đặc biệt[; {risk:change}].",
        poor=figure("SPC-05a", period, in_annex=("PL01.poor",)),
        near_poor=figure("SPC-05b", period, in_annex=("PL01.near_poor",)),
        risk=figure("SPC-04", period),
    )


def _reports_received(report: ReportBuilder) -> None:
    report.section("R2").fact(
        "Đã tiếp nhận {intakes} về trẻ em[; {abused} bị xâm hại] ({PL03}).",
        intakes=_official("Tin báo về trẻ em", None, "tin"),
        abused=count("Số trẻ em bị xâm hại", None, secret=True, indicator="ABU-01"),
    )


def _tasks(report: ReportBuilder, period: Period) -> None:
    tasks = PlanTask.objects.of_year(period.cut_off.year)
    here, everywhere = tasks.filter(section__startswith="R3.").count(), tasks.count()
    report.section("R3").fact(
        "Kế hoạch giao {tasks} cho các cơ quan, đơn vị, tổ dân phố, trong đó {here} thuộc các mục 1 đến 5 dưới đây, "
        "{elsewhere} thuộc các phần khác của báo cáo[; đã hoàn thành {done}] ({PL06}).",
        tasks=_official("Nhiệm vụ của kế hoạch", everywhere, "nhiệm vụ"),
        here=_official("Nhiệm vụ thuộc mục III", here, "nhiệm vụ"),
        elsewhere=_official("Nhiệm vụ thuộc phần khác", everywhere - here, "nhiệm vụ"),
        done=_official("Nhiệm vụ đã hoàn thành", None, "nhiệm vụ"),
    )
    for code in ("R3.1", "R3.2", "R3.3", "R3.4", "R3.5"):
        report.section(code).fact(
            "Theo dõi {tasks}[; kết quả: {done}].",
            tasks=_official("Nhiệm vụ của mục này", tasks.filter(section=code).count(), "nhiệm vụ"),
            done=_official("Kết quả do các cơ quan báo cáo", None, "nhiệm vụ"),
        )


def _services(report: ReportBuilder, period: Period) -> None:
    report.section("R3.4").fact(
        "Có {registered:ratio} dưới 5 tuổi đã đăng ký khai sinh, đạt {registered}[; trong số trẻ em đăng ký khai sinh "
        "trong kỳ, kể cả trẻ em sinh trước kỳ, {on_time:ratio} đăng ký đúng hạn 60 ngày, đạt {on_time}]"
        "[; {insured:ratio} dưới 6 tuổi có thẻ bảo hiểm y tế, đạt {insured}].",
        registered=figure("CIV-01", period),
        on_time=figure("CIV-02", period),
        insured=figure("HLT-01", period, in_annex=("PL01.under_6",)),
    )


def _mortality(report: ReportBuilder, period: Period) -> None:
    """Two of the counts can differ by a few: then the smaller one is withheld with its rate."""
    report.section("R3.4").fact(
        "Tỷ suất tử vong trẻ em trên 1.000 trẻ đẻ sống trong kỳ: dưới 5 tuổi {under_5}, tức {under_5:ratio}"
        "[; dưới 1 tuổi {infant}, tức {infant:ratio}][; sơ sinh (dưới 28 ngày) {neonatal}, tức {neonatal:ratio}]. "
        "Số trẻ đẻ sống của một phường ít nên tỷ suất dao động mạnh từ năm này sang năm khác; cần xem cùng số tuyệt "
        "đối, không so với chỉ tiêu của tỉnh, của cả nước.",
        **_mortality_figures(period),
    )


def _mortality_figures(period: Period) -> dict[str, Figure]:
    codes = {"under_5": "HLT-06c", "infant": "HLT-06b", "neonatal": "HLT-06a"}
    found = {name: figure(code, period) for name, code in codes.items()}
    for wider, name in pairwise(codes):
        between = rest_of(found[name].numerator, found[wider].numerator)
        found[name] = replace(found[name], few=between in SMALL)
    return found


def _protection(report: ReportBuilder, period: Period) -> None:
    report.section("R3.3").fact(
        "Trong kỳ có {hurt:ratio} bị tai nạn, thương tích, tỷ suất {hurt}[; {dead:ratio} tử vong do tai nạn, thương "
        "tích, tỷ suất {dead}][; {drowned} tử vong do đuối nước][; {traffic} bị thương, tử vong do tai nạn giao thông "
        "đường bộ] ({PL04}).",
        hurt=figure("INJ-01", period, in_annex=("PL04.total_hurt",)),
        dead=figure("INJ-02a", period, in_annex=("PL04.total_dead",)),
        drowned=figure("INJ-02b", period),
        traffic=figure("INJ-05", period),
    )
    report.section("R3.3").fact(
        "Phát hiện {working} từ 5 đến 17 tuổi lao động trái quy định của pháp luật.",
        working=figure("LAB-01", period),
    )


def _participation(report: ReportBuilder, period: Period) -> None:
    report.section("R3.5").fact(
        "Có {asked:ratio} từ 7 tuổi được hỏi ý kiến, đạt {asked}[; {models:ratio} từ 11 tuổi tham gia mô hình, hoạt "
        "động quyền tham gia, đạt {models}].",
        asked=figure("PAR-01", period),
        models=figure("PAR-02", period),
    )


def _targets(report: ReportBuilder, targets: list[JudgedTarget]) -> None:
    verdicts = [each.verdict for each in targets]
    met = sum(verdict in (Verdict.MET, Verdict.EXCEEDED) for verdict in verdicts)
    missed = sum(verdict == Verdict.MISSED for verdict in verdicts)
    silent = sum(verdict == Verdict.NO_FIGURE for verdict in verdicts)
    report.section("R4").fact(
        "Trong {all} phường theo dõi: {met} đạt hoặc vượt; {missed} chưa đạt; {silent} chưa có số liệu ({PL05}).",
        all=_official("Chỉ tiêu phường theo dõi", met + missed + silent, "chỉ tiêu"),
        met=_official("Chỉ tiêu đạt hoặc vượt", met, "chỉ tiêu"),
        missed=_official("Chỉ tiêu chưa đạt", missed, "chỉ tiêu"),
        silent=_official("Chỉ tiêu chưa có số liệu", silent, "chỉ tiêu"),
    )


def _money(report: ReportBuilder, period: Period) -> None:
    """A monthly sum tells how few are paid: it stands in their sentence, so that both are withheld together. The sum of
    the year tells it too: a reader takes from it what was given once.
    """
    money, few = spent(period), any(each in SMALL for each in paid_children(period))
    report.section("R5").fact(
        "Kinh phí trợ cấp, trợ giúp trẻ em: {spent}[, trong đó ngân sách nhà nước {budget}][, vận động xã hội hóa "
        "{mobilised}] ({PL07}).",
        spent=count("Kinh phí cho công tác trẻ em", money.total, "đồng", few=few),
        budget=count("Ngân sách nhà nước", money.by_budget, "đồng", few=few),
        mobilised=_official("Vận động xã hội hóa", money.mobilised, "đồng"),
    )
    report.section("R5").fact(
        "Đến ngày chốt số liệu có {paid} hưởng trợ cấp xã hội hằng tháng[, mỗi tháng {monthly}].",
        paid=figure("RES-03a", period),
        monthly=figure("RES-03b", period),
    )

"""Collects what is true at the cut-off into a snapshot: figures by `reports.indicators`, words by the outline.

Whoever asks, the figures are the same: counting sees the whole ward, extra-secret groups included, and gives away sums
only (`FIGURES`). Small secret numbers are withheld when the snapshot is printed (PRIV-03).
"""

from datetime import date

from django.utils import timezone

from accounts.acting import acting_as
from accounts.authorization import FIGURES, authorize
from accounts.models import User
from agencies.models import Signer, WardProfile
from agencies.queries import report_signer, ward_on
from interface.refusals import Refused
from jobs.work import Say, silent
from programs.models import Plan
from reports.builder import ReportBuilder
from reports.collecting import annexes, sections
from reports.collecting.targets import judged_targets
from reports.indicators import Period
from reports.models import AnnualReport
from reports.snapshot import Letterhead, Signature, SmallCells, Snapshot
from vietnamese.formats import format_date

DIRECTIVE = "Chỉ thị số 28-CT/TW ngày 25/12/2023 của Bộ Chính trị"
DIRECTIVE_SHORT = "Chỉ thị số 28-CT/TW"


def collect(report: AnnualReport, *, by: User, say: Say = silent) -> Snapshot:
    """The report's snapshot as of its cut-off. Raises `Refused` while the ward has no profile or no signer."""
    authorize(by, "reports.collect")
    period = Period(date(report.year, 1, 1), report.cut_off)
    with acting_as(by, scope=FIGURES):
        builder = _frame(report, period)
        say("Đang đếm trẻ em theo tổ dân phố, hoàn cảnh", 10)
        targets = judged_targets(period)
        sections.write(builder, period, targets)
        say("Đang lập phụ lục", 35)
        annexes.write(builder, period, targets)
        return builder.build()


def day_of_issue(report: AnnualReport) -> date:
    """Letterhead and signer are those of the day the paper is signed, figures those of the cut-off.

    A draft is signed today at the earliest; whoever took office after the cut-off signs it. A report about a year that
    has ended keeps the names of that year's end: it is made again, not issued again.
    """
    return min(timezone.localdate(), date(report.year, 12, 31))


def _frame(report: AnnualReport, period: Period) -> ReportBuilder:
    issued_on = day_of_issue(report)
    ward = ward_on(issued_on)
    if ward is None:
        raise Refused(
            f"Hồ sơ phường chưa có hoặc chưa có hiệu lực ngày {format_date(issued_on)}. "
            "Quản trị viên nhập ở trang “Phường và người ký”."
        )
    return ReportBuilder(
        year=report.year,
        cut_off=period.cut_off,
        previous_cut_off=period.year_before().cut_off,
        demo=ward.is_demo,
        suppress_small_cells=SmallCells(report.small_cells),
        letterhead=_letterhead(ward),
        subject=f"Kết quả thực hiện {DIRECTIVE}\nvề công tác trẻ em năm {report.year} trên địa bàn {ward.name}",
        opening=[_opening(ward, report)],
        closing=f"Trên đây là báo cáo kết quả thực hiện {DIRECTIVE_SHORT} năm {report.year} trên địa bàn {ward.name}.",
        signature=_signature(issued_on),
        recipients=ward.recipient_lines,
    )


def _letterhead(ward: WardProfile) -> Letterhead:
    return Letterhead(
        issuing_body=tuple(ward.issuing_lines),
        issuer=f"Ủy ban nhân dân {ward.name}",
        place=ward.place_line,
        symbol=f"BC-{ward.notation}",
    )


def _opening(ward: WardProfile, report: AnnualReport) -> str:
    return (
        f"Thực hiện Kế hoạch {_plan_number(report.cut_off)}triển khai {DIRECTIVE} về tăng cường công tác chăm sóc, "
        "giáo dục và bảo vệ trẻ em đáp ứng yêu cầu phát triển đất nước phồn vinh, hạnh phúc (sau đây viết tắt là Chỉ "
        f"thị số 28-CT/TW), Ủy ban nhân dân {ward.name} báo cáo {ward.report_to} kết quả thực hiện năm {report.year} "
        f"như sau (số liệu tính đến ngày {format_date(report.cut_off)}):"
    )


def _plan_number(on: date) -> str:
    """“số 45/KH-UBND ngày 10/5/2024 của UBND phường … ”, once somebody has written number and day down."""
    plan = Plan.objects.on(on).exclude(number="").first()
    return f"số {plan.number} {plan.issued} của {plan.issuer} " if plan else ""


def _signature(issued_on: date) -> Signature:
    signer = report_signer(issued_on)
    if signer is None:
        raise Refused(f"{_no_signer(issued_on)} Quản trị viên chọn người ký ở trang “Phường và người ký”.")
    *form, position = signer.signature_lines
    return Signature(form=tuple(form), position=(position,), name=signer.full_name)


def _no_signer(issued_on: date) -> str:
    later = Signer.objects.filter(signs_reports=True, valid_from__gt=issued_on).order_by("valid_from").first()
    if later is None:
        return f"Ngày {format_date(issued_on)} chưa có ai ký báo cáo năm."
    return (
        f"Người ký báo cáo năm ({later.full_name}) có hiệu lực từ {format_date(later.valid_from)}, "
        f"ngày {format_date(issued_on)} chưa có hiệu lực."
    )

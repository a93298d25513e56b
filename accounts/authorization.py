"""Who may see or do what. Default deny: what no role is given here, nobody may do.

The table follows the access matrix of the ward (privacy rule PRIV-01). A permission name says what may be done; to
which rows is said by each model's `visible_to` and, under it, by row-level security in the database (`Scope`).
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TypeVar

from django.db import models
from django.db.models import TextChoices
from django.utils import timezone

from interface.records import Record
from interface.refusals import NotAllowed
from vietnamese.ages import latest_birth

R = TypeVar("R", bound=Record)


class Role(TextChoices):
    OFFICER = "officer", "Công chức Văn hóa - Xã hội"
    PROTECTION_WORKER = "protection_worker", "Người làm công tác bảo vệ trẻ em"
    CHAIR = "chair", "Chủ tịch UBND"
    VICE_CHAIR = "vice_chair", "Phó Chủ tịch UBND"
    FOCAL_POINT = "focal_point", "Đầu mối cơ quan"
    COLLABORATOR = "collaborator", "Cộng tác viên"
    CLERK = "clerk", "Văn thư"
    ADMIN = "admin", "Quản trị viên"
    SYSTEM = "system", "Hệ thống"
    EXCHANGE_READ = "exchange_read", "Hệ thống kết nối, chỉ đọc"
    EXCHANGE_WRITE = "exchange_write", "Hệ thống kết nối, đọc và ghi"


CONNECTED = (Role.EXCHANGE_READ, Role.EXCHANGE_WRITE)  # other systems, each with a token (accounts.Connection)
MACHINES = (Role.SYSTEM, *CONNECTED)  # nobody signs in as one
PEOPLE = [role for role in Role if role not in MACHINES]
PEOPLE_CHOICES = [(role.value, role.label) for role in PEOPLE]

# What each role is for, shown on the page “Vai trò và quyền”.
SENTENCES = {
    Role.OFFICER: "Giữ sổ trẻ em của phường, nhập danh sách, theo dõi nhiệm vụ, lập báo cáo năm.",
    Role.PROTECTION_WORKER: "Cùng công chức giữ sổ trẻ em và lo từng hồ sơ bảo vệ trẻ em.",
    Role.CHAIR: "Xem mọi dữ liệu để quyết định, xem nhật ký truy cập; không sửa hồ sơ trẻ em.",
    Role.VICE_CHAIR: "Như Chủ tịch, trong phần việc được giao.",
    Role.FOCAL_POINT: "Xem nhiệm vụ của cơ quan mình và danh sách trẻ em cơ quan mình lo.",
    Role.COLLABORATOR: "Xem trẻ em trong tổ dân phố của mình, gửi biến động để phường duyệt.",
    Role.CLERK: "Cấp số và giữ sổ văn bản đi; không xem dữ liệu trẻ em.",
    Role.ADMIN: "Lo tài khoản, cơ quan, tổ dân phố, lịch nghỉ; không xem dữ liệu trẻ em.",
    Role.SYSTEM: "Các việc máy tự làm. Không ai đăng nhập được bằng vai trò này.",
    Role.EXCHANGE_READ: "Đọc danh sách trẻ em qua kết nối, theo mục đích và phạm vi đã đăng ký.",
    Role.EXCHANGE_WRITE: "Đọc, gửi thay đổi của trẻ em qua kết nối, theo mục đích và phạm vi đã đăng ký.",
}

OFFICERS = (Role.OFFICER, Role.PROTECTION_WORKER)
LEADERS = (Role.CHAIR, Role.VICE_CHAIR)
_READERS = (*OFFICERS, *LEADERS, Role.FOCAL_POINT, Role.COLLABORATOR)

# Permission name → (what it allows, in Vietnamese; who has it).
MATRIX: dict[str, tuple[str, tuple[Role, ...]]] = {
    # The machine sees them where it imports a list in its own name: else each child would be a new one.
    "children.view": ("Xem trẻ em trong phạm vi của mình", (*_READERS, *MACHINES)),
    "children.view_details": (
        "Xem gia đình, nơi ở, giấy tờ của trẻ",
        (*OFFICERS, *LEADERS, Role.COLLABORATOR, *MACHINES),
    ),
    "children.view_circumstances": ("Xem trẻ thuộc nhóm hoàn cảnh nào", (*OFFICERS, *LEADERS, *MACHINES)),
    "children.view_files": ("Xem giấy tờ, ảnh kèm hồ sơ trẻ em", (*OFFICERS, *LEADERS)),
    "children.record_visits": ("Ghi lần thăm hộ, thăm trẻ", (*OFFICERS, Role.COLLABORATOR)),
    "children.check_homes": ("Lập bảng kiểm Ngôi nhà an toàn", (*OFFICERS, Role.COLLABORATOR)),
    "children.edit": ("Thêm, sửa trẻ em và hộ gia đình", OFFICERS),
    "children.merge": ("Gộp hồ sơ trùng của trẻ em, tách lại", OFFICERS),
    "children.find_duplicates": ("Tìm hồ sơ trùng trong sổ trẻ em", (*OFFICERS, Role.SYSTEM)),
    "children.propose_changes": ("Ghi biến động của trẻ em", (*OFFICERS, Role.COLLABORATOR)),
    "children.decide_changes": ("Duyệt biến động cộng tác viên gửi", OFFICERS),
    "children.complete": ("Được nhắc bổ sung mục còn thiếu của trẻ", (*OFFICERS, Role.COLLABORATOR)),
    "children.import": ("Nhập danh sách trẻ em từ Excel", (*OFFICERS, Role.SYSTEM)),
    "children.export": ("Xuất danh sách trẻ em ra tệp", OFFICERS),
    "children.verify_ids": ("Lập, kết thúc đợt xác minh số định danh (Đề án 06)", OFFICERS),
    "children.check_ids": ("Kiểm tra tại nhà trẻ của đợt xác minh số định danh", (*OFFICERS, Role.COLLABORATOR)),
    "children.return_ids": ("Trả kết quả xác minh số định danh (đầu mối: công an)", (Role.FOCAL_POINT,)),
    "children.release_export": ("Cho phép danh sách lớn của người khác ra khỏi sổ", (*OFFICERS, *LEADERS)),
    "children.print_sheet": ("In phiếu thông tin của một trẻ", (*OFFICERS, *LEADERS)),
    "children.save_filters": ("Lưu bộ lọc, chọn cột của danh sách trẻ em", _READERS),
    "children.show_personal_id": ("Hiện đủ số định danh cá nhân", (*OFFICERS, *LEADERS, *CONNECTED)),
    # What a system sees of these is narrowed to the fields of its purpose (children/exchange/).
    "children.exchange": ("Đọc trẻ em qua kết nối giữa các hệ thống", CONNECTED),
    "children.exchange_write": ("Gửi thay đổi của trẻ em qua kết nối", (Role.EXCHANGE_WRITE,)),
    "children.view_history": ("Xem lịch sử sửa đổi của trẻ em", (*OFFICERS, *LEADERS)),
    # The machine sees these where it counts for a report in its own name.
    "children.view_entries": ("Xem tai nạn, lao động, thiên tai, tham gia", (*OFFICERS, *LEADERS, Role.SYSTEM)),
    "children.view_visits": (
        "Xem lần thăm hộ trong phạm vi của mình",
        (*OFFICERS, *LEADERS, Role.COLLABORATOR, Role.SYSTEM),
    ),
    "children.view_concerns": (
        "Xem lần thăm có dấu hiệu trẻ mất an toàn do người khác ghi",
        (*OFFICERS, *LEADERS, Role.SYSTEM),
    ),
    "support.view": ("Xem trợ cấp, trợ giúp của trẻ em", (*OFFICERS, *LEADERS, Role.SYSTEM)),
    "support.edit": ("Ghi quyết định trợ cấp, trợ giúp trẻ em", OFFICERS),
    "children.view_health": (
        "Xem cân đo, tiêm chủng, khám sức khỏe của trẻ (đầu mối: Trạm Y tế)",
        (*OFFICERS, *LEADERS, Role.FOCAL_POINT, Role.SYSTEM),
    ),
    "children.view_schooling": (
        "Xem việc học của trẻ theo năm học (đầu mối: trường học)",
        (*OFFICERS, *LEADERS, Role.FOCAL_POINT, Role.SYSTEM),
    ),
    "children.record_schooling": (
        "Ghi việc học, bỏ học, trở lại trường của học sinh (đầu mối: trường học)",
        (*OFFICERS, Role.FOCAL_POINT, Role.SYSTEM),
    ),
    "children.record_health": (
        "Ghi cân đo, tiêm chủng, khám sức khỏe của trẻ (đầu mối: Trạm Y tế)",
        (*OFFICERS, Role.FOCAL_POINT, Role.SYSTEM),
    ),
    # How far a chair sees adoptions and criminal cases is said by `Scope.secrets` (decision 0015).
    "children.view_adoptions": (
        "Xem việc nuôi con nuôi (đầu mối: tư pháp; lãnh đạo: Chủ tịch, Phó Chủ tịch phụ trách)",
        (Role.OFFICER, *LEADERS, Role.FOCAL_POINT, Role.SYSTEM),
    ),
    "children.keep_adoptions": ("Ghi việc nuôi con nuôi (đầu mối: tư pháp)", (Role.OFFICER, Role.FOCAL_POINT)),
    "children.view_legal_aid": (
        "Xem trợ giúp pháp lý của trẻ (đầu mối: tư pháp)",
        (*OFFICERS, *LEADERS, Role.FOCAL_POINT, Role.SYSTEM),
    ),
    "children.keep_legal_aid": (
        "Ghi trợ giúp pháp lý của trẻ (đầu mối: tư pháp)",
        (*OFFICERS, Role.FOCAL_POINT),
    ),
    "children.find_by_paper": (
        "Ghi vào hồ sơ của trẻ có họ tên, ngày sinh đúng như giấy tờ (đầu mối: tư pháp)",
        (Role.FOCAL_POINT,),
    ),
    # Of each paper its record says who sees it, and the right to write the record who attaches one.
    "children.view_papers": (
        "Xem giấy tờ kèm trợ cấp, trợ giúp, sự việc, nuôi con nuôi, trợ giúp pháp lý (đầu mối: tư pháp)",
        (*OFFICERS, *LEADERS, Role.FOCAL_POINT),
    ),
    "children.attach_papers": (
        "Đính kèm, gỡ giấy tờ của trợ cấp, trợ giúp, sự việc, nuôi con nuôi, trợ giúp pháp lý (đầu mối: tư pháp)",
        (*OFFICERS, Role.FOCAL_POINT),
    ),
    "retention.view": ("Xem thời hạn lưu, các đợt tiêu hủy", (*OFFICERS, *LEADERS, Role.CLERK, Role.ADMIN)),
    "retention.edit": ("Sửa, xác nhận thời hạn lưu hồ sơ", (Role.ADMIN,)),
    "retention.review": ("Xem hồ sơ trẻ em hết thời hạn lưu", (*OFFICERS, *LEADERS)),
    "retention.hold": ("Tạm giữ, hoãn tiêu hủy hồ sơ trẻ em", OFFICERS),
    "retention.propose": ("Lập đợt tiêu hủy, ghi biên bản, cho máy tiêu hủy", OFFICERS),
    "retention.approve": ("Duyệt đợt tiêu hủy", LEADERS),
    # The machine opens cases where a report comes in, and gives the warnings.
    "cases.report": ("Báo tin về trẻ em gặp nguy hiểm", (*_READERS, Role.CLERK, Role.ADMIN)),
    "cases.view_intakes": ("Xem tin báo về trẻ em", (*OFFICERS, *LEADERS, Role.SYSTEM)),
    "cases.view": ("Xem hồ sơ bảo vệ trẻ em mà mình được phân công", (*OFFICERS, *LEADERS, Role.SYSTEM)),
    "cases.work": ("Xác minh, đánh giá, lập kế hoạch bảo vệ trẻ em", (*OFFICERS, Role.SYSTEM)),
    "cases.decide": ("Quyết định trong hồ sơ bảo vệ trẻ em", LEADERS),
    "cases.name_team": ("Phân công người trong hồ sơ bảo vệ trẻ em", (*OFFICERS, *LEADERS)),
    "programs.view": ("Xem nhiệm vụ, chương trình, chỉ tiêu", (*_READERS, Role.CLERK)),
    "programs.own_tasks": ("Được nhắc nhiệm vụ của mình theo kế hoạch", _READERS),
    "programs.report_results": ("Báo cáo kết quả nhiệm vụ của cơ quan mình", (*OFFICERS, Role.FOCAL_POINT)),
    "programs.follow_plan": ("Đôn đốc, đề nghị các cơ quan thực hiện kế hoạch", OFFICERS),
    "programs.view_history": ("Xem lịch sử sửa đổi của nhiệm vụ", (*OFFICERS, *LEADERS)),
    # No clerk: docs/decisions/0016-the-clerk-reads-no-draft.md.
    "reports.view": ("Xem báo cáo năm", (*OFFICERS, *LEADERS, Role.SYSTEM)),
    "reports.read_draft": ("Được nhắc đọc dự thảo báo cáo năm", LEADERS),
    "reports.collect": ("Lập dự thảo báo cáo năm", (*OFFICERS, Role.SYSTEM)),
    "agencies.view": (
        "Xem cơ quan, tổ dân phố, Ban chỉ đạo",
        (*OFFICERS, *LEADERS, Role.CLERK, Role.ADMIN),
    ),
    "agencies.edit": ("Sửa cơ quan, tổ dân phố, hồ sơ phường, người ký", (Role.ADMIN,)),
    "agencies.edit_calendar": ("Sửa ngày nghỉ, ngày làm bù", (Role.ADMIN, Role.OFFICER)),
    "agencies.edit_committee": ("Ghi Ban chỉ đạo, cuộc họp", (Role.OFFICER, Role.ADMIN)),
    "agencies.view_register": ("Xem sổ văn bản đi", (*OFFICERS, *LEADERS, Role.CLERK)),
    "agencies.view_secret_documents": ("Xem văn bản mật trong sổ", (*LEADERS, Role.CLERK)),
    "agencies.draft_documents": ("Đưa văn bản đã ký đến văn thư", (*OFFICERS, Role.CLERK)),
    "agencies.number_documents": ("Cấp số văn bản, hủy số", (Role.CLERK,)),
    "accounts.view_users": ("Xem tài khoản người dùng", (Role.ADMIN, *LEADERS, Role.SYSTEM)),
    "accounts.manage_users": ("Thêm, sửa, khóa tài khoản; đặt lại mật khẩu", (Role.ADMIN, Role.SYSTEM)),
    "accounts.view_connections": ("Xem các hệ thống kết nối", (Role.ADMIN, *LEADERS)),
    "accounts.manage_connections": ("Đăng ký hệ thống kết nối, cấp và thu hồi mã", (Role.ADMIN,)),
    "accounts.confirm_connections": ("Xác nhận hệ thống kết nối được xem trẻ em nào", LEADERS),
    "accounts.view_roles": ("Xem vai trò và quyền", (Role.ADMIN, *LEADERS, *OFFICERS)),
    "accounts.view_own_log": ("Xem nhật ký việc mình làm", (*_READERS, Role.CLERK, Role.ADMIN)),
    "accounts.view_log": ("Xem nhật ký truy cập của mọi người", (*LEADERS, Role.ADMIN)),
    "jobs.view": ("Xem công việc nền của mình", (*OFFICERS, *LEADERS, Role.CLERK, Role.ADMIN)),
    "jobs.view_all": ("Xem mọi công việc nền", (Role.ADMIN,)),
    "jobs.stop_all": ("Dừng công việc nền của người khác", (Role.ADMIN,)),
}


# Of the focal points only those of an agency of this kind have it (`agencies.models.AgencyKind`, in a layer above).
HEALTH_STATION = "HEALTH"
SCHOOL = "SCHOOL"
POLICE = "POLICE"
JUSTICE = "JUSTICE"
OF_AGENCIES = {
    "children.view_adoptions": JUSTICE,
    "children.keep_adoptions": JUSTICE,
    "children.view_legal_aid": JUSTICE,
    "children.keep_legal_aid": JUSTICE,
    "children.find_by_paper": JUSTICE,
    "children.view_papers": JUSTICE,
    "children.attach_papers": JUSTICE,
    "children.return_ids": POLICE,
    "children.view_health": HEALTH_STATION,
    "children.record_health": HEALTH_STATION,
    "children.view_schooling": SCHOOL,
    "children.record_schooling": SCHOOL,
}

PATIENTS_UNDER = 6  # years: whom a health station looks after (docs/decisions/0012-patients-of-the-health-station.md)


def allows(role: str, permission: str, agency_kind: str = "") -> bool:
    """Whether the role has the permission; a focal point, if it is one of its agency's. An unknown permission name is
    a mistake in the code: `KeyError`.
    """
    if role not in MATRIX[permission][1]:
        return False
    return role != Role.FOCAL_POINT or OF_AGENCIES.get(permission, agency_kind) == agency_kind


def agency_kind_of(user) -> str:
    """The kind of agency a focal point speaks for."""
    return user.agency.kind if user.role == Role.FOCAL_POINT and user.agency_id else ""


def authorize(user, permission: str, obj: models.Model | None = None) -> None:
    """Raise `NotAllowed` unless the user may do this (to this record)."""
    if not user.may(permission, obj):
        raise NotAllowed(f"Vai trò “{user.role_name}” không làm được việc này: {MATRIX[permission][0].lower()}.")


def locked(record: R, *, by, may: str, version: int | None = None) -> R:
    """The record as it stands now, ours until the transaction ends, for somebody who may do this to it.

    First the lock, then the judgement: what was read before it may be old. Raises `NotAllowed`, `StaleVersion`.
    """
    record = type(record)._default_manager.lock(record.pk, expected_version=version)  # type: ignore[attr-defined]
    authorize(by, may, record)
    return record


@dataclass(frozen=True)
class Scope:
    """Whose children row-level security lets through. `secrets`: extra-secret circumstances of all, or one's own.
    `born_after`: a station's patients, who live here and were born after that day.
    """

    whole_ward: bool = False
    neighbourhoods: tuple[int, ...] = ()
    agencies: tuple[int, ...] = ()
    secrets: bool = False
    born_after: date | None = None


NOTHING = Scope()
FIGURES = Scope(whole_ward=True, secrets=True)  # counting for a report: no row leaves the collector, only sums


def scope_of(user) -> Scope:
    """The children's rows this user may know of: administrators and clerks know of none (access matrix)."""
    match user.role:
        case Role.OFFICER | Role.PROTECTION_WORKER | Role.SYSTEM:
            return Scope(whole_ward=True)
        case Role.CHAIR:
            return Scope(whole_ward=True, secrets=True)
        case Role.VICE_CHAIR:
            return Scope(whole_ward=True, secrets=user.in_charge_of_children)
        case Role.COLLABORATOR:
            return Scope(neighbourhoods=tuple(user.neighbourhood_ids))
        case Role.FOCAL_POINT:
            return Scope(agencies=(user.agency_id,) if user.agency_id else (), born_after=_patients_of(user))
        case Role.EXCHANGE_READ | Role.EXCHANGE_WRITE:
            return _reach_of(user)
        case _:
            return NOTHING


def knows_adoptions(user) -> bool:
    """Whoever keeps the book; the chair, and the vice chair in charge, as of an extra-secret circumstance."""
    return user.may("children.keep_adoptions") or scope_of(user).secrets


def _reach_of(user) -> Scope:
    """Of a connected system, as it was registered (`accounts.models.Reach`)."""
    match user.connection.reach:
        case "ward":
            return Scope(whole_ward=True)
        case "neighbourhoods":
            return Scope(neighbourhoods=tuple(user.neighbourhood_ids))
        case "agency" if user.agency_id:
            return Scope(agencies=(user.agency_id,), born_after=_patients_of(user))
        case _:
            return NOTHING


def _patients_of(user) -> date | None:
    if user.agency is None or user.agency.kind != HEALTH_STATION:
        return None
    return latest_birth(timezone.localdate(), PATIENTS_UNDER)


@cache
def permissions_of(role: str, agency_kind: str = "") -> tuple[str, ...]:
    """The permission names of a role, in the order of the table."""
    return tuple(name for name in MATRIX if allows(role, name, agency_kind))

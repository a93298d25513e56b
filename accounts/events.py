"""What the access log records, in which words, and how sensitive it is (PRIV-04)."""

from dataclasses import dataclass
from enum import Enum

from accounts.acting import current, write_to_log
from accounts.models import AccessEvent


@dataclass(frozen=True)
class Kind:
    sentence: str
    icon: str
    sensitive: bool = False


class Event(Enum):
    SIGNED_IN = Kind("Đăng nhập", "person")
    SIGN_IN_FAILED = Kind("Đăng nhập sai", "x-octagon")
    LOCKED_OUT = Kind("Đăng nhập sai nhiều lần, khóa tạm", "lock-fill")
    SIGNED_OUT = Kind("Đăng xuất", "box-arrow-right")
    PASSWORD_CHANGED = Kind("Đổi mật khẩu", "key")
    PASSWORD_RESET = Kind("Đặt lại mật khẩu cho người khác", "key", sensitive=True)
    USER_ADDED = Kind("Thêm tài khoản", "person-plus", sensitive=True)
    USER_CHANGED = Kind("Sửa tài khoản", "person-gear", sensitive=True)
    USER_LEFT = Kind("Cho tài khoản nghỉ", "person-dash")
    USER_BACK = Kind("Cho tài khoản dùng lại", "arrow-return-left", sensitive=True)
    USER_UNLOCKED = Kind("Mở khóa tài khoản", "unlock")
    LOG_PRINTED = Kind("In trích nhật ký", "printer", sensitive=True)
    CONNECTION_ADDED = Kind("Thêm hệ thống kết nối", "plus-circle", sensitive=True)
    CONNECTION_CHANGED = Kind("Sửa hệ thống kết nối", "pencil", sensitive=True)
    CONNECTION_CONFIRMED = Kind("Xác nhận hệ thống kết nối", "check-circle", sensitive=True)
    CONNECTION_REFUSED = Kind("Không xác nhận hệ thống kết nối", "x-octagon", sensitive=True)
    TOKEN_ISSUED = Kind("Cấp mã kết nối", "key", sensitive=True)
    TOKEN_REVOKED = Kind("Thu hồi mã kết nối", "x-octagon")
    TOKEN_REFUSED = Kind("Mã kết nối sai hoặc hết hạn", "x-octagon")
    CHILD_READ = Kind("Xem", "eye")
    HOUSEHOLD_READ = Kind("Xem hộ gia đình", "house")
    HOUSEHOLD_CHECKED = Kind("Rà soát hộ gia đình", "check2")
    VISIT_RECORDED = Kind("Ghi lần thăm hộ", "house")
    SAFE_HOME_CHECKED = Kind("Kiểm Ngôi nhà an toàn", "clipboard-check")
    VISIT_READ = Kind("Xem lần thăm hộ", "house")
    CHILD_COMPARED = Kind("Xem trẻ bên cạnh dòng của tệp nhập", "file-earmark-text")
    CHILDREN_COMPARED = Kind("So hai hồ sơ có thể trùng", "intersect")
    CHILDREN_LISTED = Kind("Xem danh sách", "list")
    CHILDREN_SEARCHED = Kind("Tìm", "search")
    PERSONAL_ID_SHOWN = Kind("Hiện số định danh", "eye", sensitive=True)
    FILES_LISTED = Kind("Xem danh mục giấy tờ, ảnh", "file-earmark-text")
    FILE_READ = Kind("Mở giấy tờ, ảnh", "eye", sensitive=True)
    CHILDREN_MERGED = Kind("Gộp hồ sơ trùng", "intersect", sensitive=True)
    MERGE_UNDONE = Kind("Tách lại hồ sơ đã gộp", "arrow-return-left", sensitive=True)
    HISTORY_READ = Kind("Xem lịch sử sửa đổi", "clock")
    HEALTH_READ = Kind("Xem hồ sơ sức khỏe", "hospital")
    CHANGE_PROPOSED = Kind("Gửi biến động", "send")
    CHANGE_READ = Kind("Xem phiếu biến động", "eye")
    CHANGE_DECIDED = Kind("Quyết định phiếu biến động", "check2")
    CHILDREN_IMPORTED = Kind("Nhập danh sách", "upload")
    IMPORT_UNDONE = Kind("Hoàn tác lần nhập", "arrow-return-left", sensitive=True)
    IMPORT_READ = Kind("Xem tệp nhập", "eye")
    IMPORT_RESULT_DOWNLOADED = Kind("Tải kết quả nhập", "download")
    CHILDREN_EXPORTED = Kind("Xuất danh sách", "download", sensitive=True)
    LIST_PRINTED = Kind("In danh sách", "printer", sensitive=True)
    MANY_CHANGED = Kind("Đổi nhiều hồ sơ một lần", "list-check", sensitive=True)
    EXPORT_RELEASED = Kind("Cho phép danh sách của người khác ra khỏi sổ", "check2", sensitive=True)
    EXPORT_REFUSED = Kind("Không cho phép xuất danh sách", "x-octagon")
    EXPORT_DOWNLOADED = Kind("Tải danh sách đã xuất", "download", sensitive=True)
    SHEET_PRINTED = Kind("In phiếu thông tin trẻ em", "printer")
    SECRET_SHEET_PRINTED = Kind("In phiếu có hoàn cảnh bảo mật đặc biệt", "printer", sensitive=True)
    SHEET_DOWNLOADED = Kind("Tải phiếu thông tin trẻ em", "download", sensitive=True)
    EXCHANGE_LISTED = Kind("Đọc danh sách qua kết nối", "download", sensitive=True)
    EXCHANGE_CHANGES_READ = Kind("Đọc thay đổi qua kết nối", "download", sensitive=True)
    EXCHANGE_WRITTEN = Kind("Gửi thay đổi qua kết nối", "upload")
    ID_LIST_RETURNED = Kind("Trả kết quả xác minh số định danh", "upload")
    ID_BATCH_READ = Kind("Xem đợt xác minh số định danh", "list")
    HOLD_SET = Kind("Giữ lại hồ sơ hết thời hạn lưu", "lock")
    HOLD_LIFTED = Kind("Bỏ giữ lại hồ sơ", "unlock", sensitive=True)
    DESTRUCTION_READ = Kind("Xem đợt tiêu hủy hồ sơ", "list")
    DESTRUCTION_PROPOSED = Kind("Đề nghị tiêu hủy hồ sơ", "send", sensitive=True)
    LEFT_OUT_OF_DESTRUCTION = Kind("Để hồ sơ lại, không tiêu hủy", "lock")
    DESTRUCTION_DECIDED = Kind("Quyết định đợt tiêu hủy", "check2", sensitive=True)
    DESTRUCTION_STARTED = Kind("Cho máy tiêu hủy theo biên bản", "archive", sensitive=True)
    RECORDS_DESTROYED = Kind("Tiêu hủy hồ sơ hết thời hạn lưu", "archive", sensitive=True)
    RETENTION_CHANGED = Kind("Sửa thời hạn lưu", "pencil", sensitive=True)
    REPORT_RECEIVED = Kind("Ghi tin báo", "telephone-inbound")
    REPORTS_LISTED = Kind("Xem danh sách tin báo, hồ sơ bảo vệ", "list")
    REPORT_READ = Kind("Xem tin báo", "eye")
    CASE_READ = Kind("Xem hồ sơ vụ việc", "eye", sensitive=True)
    REPORT_LINKED = Kind("Ghép tin báo vào hồ sơ", "link-45deg")
    CASE_TAKEN = Kind("Nhận phụ trách hồ sơ", "person-check")
    CASE_TEAM_NAMED = Kind("Phân công trong hồ sơ vụ việc", "person-check", sensitive=True)
    CASE_MOVED = Kind("Chuyển bước hồ sơ", "arrow-right")
    REPORT_COLLECTED = Kind("Lập dự thảo báo cáo", "file-earmark-text")
    REPORT_DOWNLOADED = Kind("Tải báo cáo", "download")


def record(event: Event, about: object = "", *, reason: str = "", children: int | None = None) -> None:
    """Note an access of the acting user. `about` is a record with a code, or a short text without any name; `children`
    is how many of them left the register, as a file or on paper.
    """
    acting = current()
    write_to_log(
        AccessEvent(
            actor_id=acting.user_id,
            event=event.name,
            about=(about if isinstance(about, str) else about.code)[:120],  # type: ignore[attr-defined]
            object_id=getattr(about, "public_id", None),
            reason=reason,
            children=children,
            address=acting.origin.address,
            device=acting.origin.device,
            request=acting.request_id,
        )
    )

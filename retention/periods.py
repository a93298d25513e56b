"""When a child's record has no reason to stand in the register any more. Rules without the database."""

from dataclasses import dataclass
from datetime import date

from vietnamese.ages import add_years, latest_birth

ADULT = 18  # years: from here on the register's period is counted
UNCONFIRMED = "Thời hạn lưu còn ghi “cần xác nhận”. Quản trị viên xác nhận theo văn bản ở trang Thời hạn lưu trước."
WHY = {
    "legal": "Đang tạm giữ",
    "archive": "Hồ sơ lưu trữ",
    "postponed": "Đang hoãn tiêu hủy",
    "allowance": "Trợ cấp chưa thôi hưởng",
    "change": "Có phiếu biến động chưa duyệt",
    "id_batch": "Đang ở một đợt xác minh số định danh",
    "batch": "Đang ở một đợt tiêu hủy",
    "other": "Còn hạn lưu theo loại hồ sơ khác, hỏi lãnh đạo",
    "merged": "Gộp với hồ sơ khác sau khi lập đợt",
    "left_out": "Cán bộ để lại",
    "ended": "Đợt kết thúc trước khi tiêu hủy hồ sơ này",
    "not_due": "Chưa hết hạn lưu theo ngày sinh, thời hạn mới sửa",
}


@dataclass(frozen=True)
class Periods:
    """In years: the register's after the 18th birthday; of who moved away or died, after leaving; of the log."""

    register: int
    left: int
    log: int
    confirmed: bool = False  # the first two
    log_confirmed: bool = False

    def born_by(self, on: date) -> date:
        """Whoever was born after that day is not over on the day `on`."""
        return latest_birth(on, ADULT + self.register)

    def left_by(self, on: date) -> date:
        return latest_birth(on, self.left)

    def due(self, born_by: date, left_on: date | None) -> date:
        """The register's period ends with the earlier of both."""
        grown = add_years(born_by, ADULT + self.register)
        return min(grown, add_years(left_on, self.left)) if left_on else grown

    def log_before(self, on: date) -> date:
        """What was written before that day is older than it must be."""
        return add_years(on, -self.log)

"""The side menu of each role, in the order of the day's work. Only pages the role may open stand in it."""

from dataclasses import dataclass

from django.urls import reverse

from accounts.authorization import HEALTH_STATION, JUSTICE, POLICE, SCHOOL, Role, agency_kind_of
from interface.remembered import remember, remembered
from interface.todo import todos_of


@dataclass(frozen=True)
class Entry:
    label: str
    icon: str
    page: str  # name of the page in a `urls.py`


HOME = Entry("Việc cần làm", "check2-square", "home")
CHILDREN = Entry("Trẻ em", "people", "children")
PATIENTS = Entry("Trẻ em thuộc trạm", "people", "patients")
PUPILS = Entry("Học sinh", "mortarboard", "pupils")
MEASURING = Entry("Buổi cân đo", "table", "measure_session")
VACCINATING = Entry("Trẻ đến hạn tiêm", "clipboard-plus", "due")
HEALTH = Entry("Sức khỏe trẻ em", "hospital", "patients")
HOUSEHOLDS = Entry("Hộ gia đình", "house", "households")
CHANGES = Entry("Duyệt biến động", "arrow-left-right", "changes")
ROUND = Entry("Rà soát hộ", "house", "round")
ROUNDS = Entry("Rà soát hằng tháng", "check-circle", "rounds")
VISITS = Entry("Lần thăm hộ", "house", "visits")
OWN_VISITS = Entry("Lần thăm của tôi", "house", "visits")
SENT = Entry("Đã gửi", "send", "sent_changes")
QUALITY = Entry("Chất lượng dữ liệu", "clipboard-check", "quality")
SENT_IDS = Entry("Xác minh số định danh", "clipboard-check", "sent_id_batches")
ENTRIES = Entry("Sự việc của trẻ", "card-list", "first_entries")
SUPPORT = Entry("Trợ giúp", "heart", "entitled")
ADOPTIONS = Entry("Nuôi con nuôi", "lock", "adoptions")
LEGAL_AID = Entry("Trợ giúp pháp lý", "bank", "legal_aid")
REPORT = Entry("Báo tin về trẻ em", "telephone-inbound", "report")
INTAKES = Entry("Tin báo", "telephone-inbound", "intakes")
CASES = Entry("Hồ sơ bảo vệ", "shield", "cases")
TASKS = Entry("Nhiệm vụ", "list-check", "tasks")
PROGRAMMES = Entry("Chương trình, chỉ tiêu", "graph-up", "programmes")
REPORTS = Entry("Báo cáo", "file-earmark-text", "reports")
COMMITTEE = Entry("Ban chỉ đạo", "person-badge", "committee")
REGISTER = Entry("Sổ văn bản đi", "journals", "document_register")
AGENCIES = Entry("Cơ quan", "building", "agencies")
NEIGHBOURHOODS = Entry("Tổ dân phố", "geo-alt", "neighbourhoods")
WARD = Entry("Phường và người ký", "bank", "ward")
CALENDAR = Entry("Ngày nghỉ, thời hạn", "calendar3", "calendar")
USERS = Entry("Người dùng", "person-gear", "users")
CONNECTIONS = Entry("Hệ thống kết nối", "link-45deg", "connections")
ROLES = Entry("Vai trò và quyền", "key", "roles")
JOBS = Entry("Công việc nền", "arrow-repeat", "jobs")
RETENTION = Entry("Hồ sơ hết thời hạn lưu", "archive", "retention")
DESTRUCTIONS = Entry("Đợt tiêu hủy hồ sơ", "archive", "destructions")
PERIODS = Entry("Thời hạn lưu hồ sơ", "archive", "retention_classes")
LOG = Entry("Nhật ký truy cập", "eye", "access_log")

Menu = list[tuple[str, list[Entry]]]

_OFFICER: Menu = [
    ("", [HOME]),
    ("Trẻ em", [CHILDREN, HOUSEHOLDS, CHANGES, ROUNDS, VISITS, QUALITY, SUPPORT, ENTRIES, HEALTH, PUPILS, LEGAL_AID]),
    ("Bảo vệ trẻ em", [INTAKES, CASES]),
    ("Kế hoạch", [TASKS, PROGRAMMES, REPORTS]),
    ("Tra cứu", [COMMITTEE, REGISTER, AGENCIES, NEIGHBOURHOODS, CALENDAR, RETENTION]),
]
_LEADER: Menu = [
    ("", [HOME]),
    ("Bảo vệ trẻ em", [INTAKES, CASES]),
    ("Điều hành", [CHILDREN, SUPPORT, LEGAL_AID, TASKS, PROGRAMMES, REPORTS]),
    ("Tra cứu", [COMMITTEE, REGISTER]),
    ("Giám sát", [LOG, USERS, CONNECTIONS, RETENTION]),
]
MENUS: dict[str, Menu] = {
    Role.OFFICER: _OFFICER,
    Role.PROTECTION_WORKER: _OFFICER,
    Role.CHAIR: _LEADER,
    Role.VICE_CHAIR: _LEADER,
    Role.FOCAL_POINT: [("", [HOME, REPORT]), ("Trẻ em", [CHILDREN]), ("Kế hoạch", [TASKS, PROGRAMMES])],
    Role.COLLABORATOR: [
        ("", [HOME, REPORT]),
        ("Trẻ em", [ROUND, HOUSEHOLDS, CHILDREN, OWN_VISITS, SENT]),
        ("Kế hoạch", [TASKS]),
    ],
    Role.CLERK: [("", [HOME]), ("Văn bản", [REGISTER, DESTRUCTIONS])],
    Role.ADMIN: [
        ("", [HOME]),
        ("Con người", [USERS, ROLES, AGENCIES, NEIGHBOURHOODS]),
        ("Thiết lập", [WARD, CALENDAR, COMMITTEE, PERIODS]),
        ("Vận hành", [CONNECTIONS, JOBS, LOG]),
    ],
}

# Under the thumb, for those who work on a phone: label and page.
TABS: dict[str, list[tuple[str, Entry]]] = {
    Role.COLLABORATOR: [("Việc", HOME), ("Hộ", ROUND), ("Báo tin", REPORT), ("Đã gửi", SENT)],
}


def phone_tabs_of(request) -> list[dict]:
    """The bar at the bottom of a phone; nothing for those who sit at a desk."""
    here = _section(request.path, request.user)
    tabs = TABS.get(request.user.role, [])
    urls = [reverse(entry.page) for _, entry in tabs]
    return [
        {"label": label, "icon": entry.icon, "url": url, "current": url == here}
        for (label, entry), url in zip(tabs, urls, strict=True)
    ]


# Of the focal points of an agency that has its own list of children.
AGENCY_MENUS: dict[str, Menu] = {
    HEALTH_STATION: [
        ("", [HOME, REPORT]),
        ("Trạm Y tế", [PATIENTS, VACCINATING, MEASURING]),
        ("Kế hoạch", [TASKS, PROGRAMMES]),
    ],
    JUSTICE: [("", [HOME, REPORT]), ("Tư pháp", [ADOPTIONS, LEGAL_AID]), ("Kế hoạch", [TASKS, PROGRAMMES])],
    POLICE: [("", [HOME, REPORT]), ("Công an", [SENT_IDS]), ("Kế hoạch", [TASKS, PROGRAMMES])],
    SCHOOL: [("", [HOME, REPORT]), ("Trường học", [PUPILS]), ("Kế hoạch", [TASKS, PROGRAMMES])],
}


def menu_of(request) -> list[dict]:
    """The menu as the template draws it: groups of lines with label, icon, url, count and the current one marked."""
    here = _section(request.path, request.user)
    count, hot = _waiting(request)
    return [
        {"title": title, "lines": [_line(entry, here, count, hot) for entry in entries]}
        for title, entries in _menu_for(request.user)
    ]


def _menu_for(user) -> Menu:
    return AGENCY_MENUS.get(agency_kind_of(user)) or MENUS.get(user.role, [])


def _waiting(request) -> tuple[int, bool]:
    """How much there is to do, and whether a deadline of the law is in it: what the page itself shows, else what was
    counted less than a minute ago.
    """

    def count() -> list:
        todos = todos_of(request)
        return [sum(todo.count for todo in todos), any(todo.legal for todo in todos)]

    if hasattr(request, "todos"):
        remember(request.user, "waiting", count())
        return tuple(count())
    return tuple(remembered(request.user, "waiting", count, always=True))


def _line(entry: Entry, here: str, count: int, hot: bool) -> dict:
    url = reverse(entry.page)
    home = entry is HOME
    return {
        "label": entry.label,
        "icon": entry.icon,
        "url": url,
        "current": url == here,
        "count": count if home else 0,
        "hot": home and hot,
    }


# Pages that lie in no folder of the menu: where somebody came from who opens them.
_BELONG = {
    "/bulk/": HOUSEHOLDS,
    "/ids/": QUALITY,
    "/lists/children/": CHILDREN,
    "/lists/households/": HOUSEHOLDS,
    "/safe-home/": HOUSEHOLDS,
}


def _section(path: str, user) -> str:
    """The page of this user's menu that the address belongs to: itself, or the nearest parent folder that is one; ""
    when none is.
    """
    menu = {reverse(entry.page) for _, entries in _menu_for(user) for entry in entries}
    here = path
    while here not in menu and here != "/":
        here = here.rstrip("/").rpartition("/")[0] + "/"
    if here != "/" or path == "/":
        return here
    return next((reverse(entry.page) for start, entry in _BELONG.items() if path.startswith(start)), "")

"""Screens 11 and 31: bring a list, look at what it would do, answer, import, take the result."""

import io
import re

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.acting import acting_as
from accounts.models import AccessEvent, Notification, User
from children.actions.imports.forgetting import KEEP_UPLOADS
from children.models import Child, ImportBatch
from children.tasks import forget_imports
from children.todo import lists_to_import
from jobs.actions import run_job, stop_job
from jobs.models import Job
from tests.children.importing import BAO, HAN
from tests.children.spreadsheets import listed, ole, one, rows_of, xlsx, zipped

BAD = HAN | {"Họ và tên": "Lê Thị Ân", "Ngày sinh": "31/9/2015"}


@pytest.fixture
def desk(officer, as_user, lists):
    """Vân at her desk, and the worker who does her jobs when she asks."""
    return Desk(officer, as_user(officer))


class Desk:
    def __init__(self, user, browser) -> None:
        self.user, self.browser = user, browser

    def send(self, data: bytes, name: str = "DS trẻ em.xlsx"):
        """The answer to the upload form."""
        return self.browser.post("/children/import/", {"file": SimpleUploadedFile(name, data)})

    def upload(self, data: bytes, name: str = "DS trẻ em.xlsx") -> str:
        """The address of the list, read by the worker."""
        address = self.send(data, name).url
        self.work()
        return address

    def work(self) -> None:
        for pk in self.jobs():
            run_job(pk)

    def jobs(self) -> list[int]:
        with acting_as(self.user):
            return list(Job.objects.unfinished().values_list("pk", flat=True))

    def see(self, address: str) -> str:
        return words_of(self.browser.get(address))

    def press(self, address: str, **answers) -> str:
        """What is seen after the button."""
        return words_of(self.browser.post(address, answers, follow=True))

    def accept(self, address: str) -> str:
        self.press(f"{address}run")
        self.work()
        return self.see(address)


def words_of(response) -> str:
    """The text of the page, without tags, in one line."""
    main = re.search(r"<main.*</main>", response.content.decode(), re.DOTALL)[0]
    return " ".join(re.sub("<[^>]*>", " ", main).split()).replace(" ,", ",")


def tabs_in(page: str) -> str:
    return re.search(r"[\d.]+ Trẻ mới .*? Dòng lỗi", page)[0]


# --- Bringing a file -------------------------------------------------------------------------
def test_a_good_list_is_previewed_and_nothing_is_written(desk):
    page = desk.see(desk.upload(rows_of(HAN, BAO, BAD)))
    assert "Tệp “DS trẻ em.xlsx”, 3 dòng. Chưa ghi gì vào sổ." in page
    assert tabs_in(page) == "2 Trẻ mới 0 Có thay đổi 0 Giống hệt 0 Cần quyết định 1 Dòng lỗi"
    with acting_as(desk.user):
        assert not Child.objects.exists()


def test_while_the_worker_reads_the_page_says_so(desk):
    address = desk.send(one(**HAN)).url
    assert "Đọc danh sách trẻ em" in desk.see(address)
    assert "Máy rảnh thì làm việc này." in words_in_fragment(desk.browser.get(f"{address}progress"))
    desk.work()
    assert desk.browser.get(f"{address}progress").headers["HX-Refresh"] == "true"


def words_in_fragment(response) -> str:
    return " ".join(re.sub("<[^>]*>", " ", response.content.decode()).split())


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("DS.xlsx", b"", "Tệp rỗng. Chọn tệp khác."),
        ("DS.docx", b"PK", "Tệp không phải bảng tính. Chọn tệp .xlsx, .xls, .ods hoặc .csv."),
        (
            "DS.xlsx",
            b"x" * (20 * 1024 * 1024 + 1),
            "Tệp lớn hơn 20 MB. Chia danh sách thành nhiều tệp, hoặc bỏ hình ảnh",
        ),
    ],
    ids=["empty", "another kind", "too large"],
)
def test_a_file_that_cannot_be_a_list_is_refused_at_once(desk, name, data, sentence):
    answer = desk.send(data, name)
    assert answer.status_code == 200
    assert sentence in words_of(answer)
    with acting_as(desk.user):
        assert not ImportBatch.objects.exists()


def test_no_file_at_all(desk):
    assert "Chưa chọn tệp. Chọn tệp Excel có danh sách trẻ em." in words_of(desk.browser.post("/children/import/"))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (zipped({"word/document.xml": "<w/>"}), "Tệp không phải bảng tính. Tải lên tệp .xlsx, .xls, .ods hoặc .csv."),
        (ole(EncryptionInfo=b"x", EncryptedPackage=b"y"), "Tệp có mật khẩu. Mở bằng Excel, bỏ mật khẩu"),
        (rows_of(HAN)[:2000], "Tệp bị hỏng, không đọc được. Mở bằng Excel, lưu lại dạng .xlsx rồi tải lên."),
        (b"<html><table></table></html>", "Tệp là trang web mang đuôi của Excel."),
        (
            xlsx(("DS", [[1, "Lê An", "2015"]])),
            "Không thấy dòng tiêu đề có cột “Họ và tên”. Ghi tên các cột ở đầu bảng",
        ),
        (xlsx(("DS", [])), "Không thấy dòng tiêu đề có cột “Họ và tên”."),
    ],
    ids=["word renamed", "password", "half a file", "web page", "no header", "no rows"],
)
def test_a_file_that_cannot_be_read_says_what_to_do_and_may_be_thrown_away(desk, data, sentence):
    address = desk.upload(data)
    page = desk.see(address)
    assert "Không đọc được danh sách Chưa ghi gì vào sổ." in page
    assert sentence in page
    assert "Đã bỏ tệp" in desk.press(f"{address}discard")
    assert "Danh sách đã bỏ" in desk.see(address)


def test_a_header_without_children(desk):
    assert "Tìm thấy tiêu đề nhưng không có trẻ nào ở dưới" in desk.see(desk.upload(listed()))


def test_a_reading_that_was_stopped(desk):
    address = desk.send(one(**HAN)).url
    with acting_as(desk.user):
        stop_job(job=Job.objects.get(), by=desk.user)
    assert "Danh sách chưa được đọc" in desk.see(address)


def test_an_import_that_was_stopped_says_what_is_written_and_how_to_go_on(desk):
    address = desk.upload(rows_of(HAN, BAO))
    page = desk.press(f"{address}run")
    assert "Bấm “Dừng” thì phần máy đã ghi xong ở lại trong sổ" in page
    with acting_as(desk.user):
        stop_job(job=Job.objects.latest("pk"), by=desk.user)
    page = desk.see(address)
    assert "Đã dừng: 0 dòng đã ghi vào sổ, 2 dòng chưa ghi. Bấm “Nhập 2 dòng” để ghi tiếp. Sổ không thay đổi." in page
    assert "Đã dừng" not in desk.accept(address)


def test_whoever_stops_a_job_stays_on_the_page_that_tells_of_it(desk):
    address = desk.upload(one(**HAN))
    desk.press(f"{address}run")
    with acting_as(desk.user):
        stop = f"/jobs/{Job.objects.latest('pk').public_id}/stop"
    assert desk.browser.post(stop, headers={"referer": f"http://testserver{address}"}).url.endswith(address)
    assert desk.browser.post(stop, headers={"referer": "http://example.com/"}).url.startswith("/jobs/")


def test_the_blank_list_can_be_filled_in_and_brought(desk):
    book = openpyxl.load_workbook(io.BytesIO(desk.browser.get("/children/import/template.xlsx").content))
    header = [cell.value for cell in book.worksheets[0][1]]
    book.worksheets[0].append(
        [{"Họ và tên": "Lê An", "Ngày sinh": "2015", "Tổ dân phố": 7}.get(name) for name in header]
    )
    filled = io.BytesIO()
    book.save(filled)
    address = desk.upload(filled.getvalue())
    assert tabs_in(desk.see(address)).startswith("1 Trẻ mới")
    assert "Máy không nhận ra tiêu đề" not in desk.see(f"{address}columns")


def test_recent_lists_are_named_to_their_owner_only(desk, other_officer, as_user):
    desk.upload(one(**HAN), name="DS lớp 1A.xlsx")
    assert "DS lớp 1A.xlsx" in desk.see("/children/import/")
    assert "DS lớp 1A.xlsx" not in words_of(as_user(other_officer).get("/children/import/"))


# --- Preview ---------------------------------------------------------------------------------
@pytest.fixture
def full(desk, child_of):
    """A list with rows of every outcome."""
    child_of(class_name="1A")
    child_of(full_name="Trần Văn Tú", mother="Y Lan", class_name="2B")
    child_of(full_name="Nguyễn Gia Bảo", personal_id="051219000217", sex="male")
    rows = [
        HAN | {"Lớp": "2B"},
        HAN | {"Họ và tên": "Trần Văn Tú"},
        BAO | {"Ngày sinh": "15/3/2019", "Số định danh": "051219000217"},
        HAN | {"Họ và tên": "LÊ THỊ ÂN", "Ngày sinh": "5/9/2015"},
        BAD,
    ]
    return desk.upload(rows_of(*rows))


def test_questions_come_first_then_each_tab_shows_its_rows(desk, full):
    page = desk.see(full)
    assert tabs_in(page) == "1 Trẻ mới 1 Có thay đổi 1 Giống hệt 1 Cần quyết định 1 Dòng lỗi"
    assert "Là trẻ này, nhưng ngày sinh khác nhau" in page
    assert "Lấy ngày sinh trong tệp" in page
    assert "Lớp: 1A 2B" in desk.see(f"{full}?tab=changed")
    assert "Tên viết hoa toàn bộ, ghi đúng như tệp. Có thể sửa thành “Lê Thị Ân”." in desk.see(f"{full}?tab=new")
    assert "Trần Văn Tú" in desk.see(f"{full}?tab=identical")
    error = desk.see(f"{full}?tab=error")
    assert "6 Lê Thị Ân" in error
    assert "Ngày 31 không có: tháng 09/2015 chỉ có 30 ngày." in error
    assert "Là trẻ này" in desk.see(f"{full}?tab=unknown")


def test_the_button_says_what_it_will_do_and_asks_first(desk, full):
    page = desk.see(full)
    assert "Nhập vào sổ trẻ em? Ghi 1 trẻ mới và thay đổi của 1 trẻ vào sổ." in page
    assert "Nhập 2 dòng Chưa nhập" in page
    assert "Bỏ tệp này? Tệp, các dòng đã đọc và quyết định đã chọn bị xóa." in page
    assert "Bỏ tệp này Giữ lại" in page


def test_to_look_at_a_list_is_in_the_access_log_without_its_name(desk, full, chair):
    desk.see(full)
    with acting_as(chair):
        about = set(AccessEvent.objects.filter(event="IMPORT_READ").values_list("about", flat=True))
    assert len(about) == 1
    assert "DS" not in about.pop().replace("danh sách", "")


def test_each_known_child_beside_a_row_is_logged_and_its_number_stays_masked(desk, child_of, chair):
    known = child_of(full_name="Nguyễn Gia Hân", mother="Trần Thị Kim Chi", personal_id="051319000275")
    row = HAN | {"Ngày sinh": "14/3/2019", "Họ tên mẹ": "Trần Thị Kim Chi", "Số định danh": "051319000999"}
    page = desk.see(desk.upload(rows_of(row)))
    assert "051 319 000 999" in page
    assert "051 ••• ••• 275" in page
    assert "051 319 000 275" not in page
    with acting_as(chair):
        assert AccessEvent.objects.filter(event="CHILD_COMPARED", object_id=known.public_id).exists()


def test_how_the_file_was_read(desk):
    rows = [
        ["Họ và tên", "Ngày sinh", None, "KT", "SĐT"],
        [None, "Nam", "Nữ", None, None],
        ["Lê An", "5/9/2015", None, 1, "0000 000 001"],
        ["Lê Bình", None, "2016", None, None],
    ]
    address = desk.upload(xlsx(("Tổ 7", rows), merged=["B1:C1"])) + "columns"
    page = desk.see(address)
    assert "Tiêu đề ở dòng 1–2" in page
    for words in (
        "Ngày sinh › Nam 5/9/2015",
        "KT 1",
        "Máy không nhận ra tiêu đề này",
        "SĐT 0000 000 001",
        "Không rõ của ai",
    ):
        assert words in page
    (_, form) = desk.browser.get(address).context["tables"][0]
    assert [bound.value() for bound in form] == ["full_name", "male", "female", "", "phone"]


def test_a_sex_nobody_wrote_is_called_by_its_name(desk):
    page = desk.see(desk.upload(one(**HAN | {"Giới tính": "Chưa xác định"})))
    assert "Nguyễn Gia Hân sinh 14/03/2019, giới tính chưa xác định, TDP 7" in page


# --- Answers ---------------------------------------------------------------------------------
@pytest.fixture
def many(desk, child_of):
    """Thirty questions on two pages, and the boxes of each page."""
    for number in range(30):
        child_of(full_name=f"Nguyễn Gia Hân {'abcdefghij'[number % 10]}{'klm'[number // 10]}", sex="male")
    names = [f"Nguyễn Gia Hân {'abcdefghij'[number % 10]}{'klm'[number // 10]}" for number in range(30)]
    return desk.upload(rows_of(*[HAN | {"Họ và tên": name} for name in names]))


def boxes(desk, address: str) -> dict[str, str]:
    """The radios of a page by name, with the value that is chosen or nothing."""
    html = desk.browser.get(address).content.decode()
    found = dict.fromkeys(re.findall(r'name="(row-[^"]*)"', html), "")
    return found | dict(re.findall(r'name="(row-[^"]*)"[^>]* value="([^"]*)" checked', html))


def test_answers_are_kept_when_paging(desk, many):
    first, second = boxes(desk, many), boxes(desk, f"{many}?page=2")
    assert (len(first), len(second)) == (25, 5)
    answers = dict.fromkeys(list(first)[:3], "file")
    here = desk.browser.post(f"{many}decisions?page=1", answers)
    assert here.url == f"{many}?tab=decide&page=1"
    there = desk.browser.post(f"{many}decisions?page=2", dict.fromkeys(second, "book"))
    assert there.url == f"{many}?tab=decide&page=2"
    assert boxes(desk, many) == first | answers
    assert boxes(desk, f"{many}?page=2") == dict.fromkeys(second, "book")
    assert "Nhập 8 dòng" in desk.see(many)


def test_each_press_of_a_radio_is_kept_and_the_button_counts_along(desk, many):
    name = next(iter(boxes(desk, many)))
    answer = desk.browser.post(f"{many}decisions", {name: "file"}, headers={"HX-Request": "true"})
    assert "Nhập 1 dòng" in words_in_fragment(answer)
    assert boxes(desk, many)[name] == "file"


@pytest.mark.parametrize("forged", ["row-x", "row-00000000-0000-0000-0000-000000000000", "row-"])
def test_a_forged_answer_is_passed_over(desk, many, forged):
    assert desk.browser.post(f"{many}decisions", {forged: "file"}).status_code == 302
    assert set(boxes(desk, many).values()) == {""}


# --- Import ----------------------------------------------------------------------------------
def test_after_the_import_the_result_stays_to_be_read(desk, full):
    page = desk.accept(full)
    assert "Đã ghi 2 dòng vào sổ. Còn 1 dòng chờ quyết định." in page
    assert "Thôi các dòng còn lại" in page
    name = next(iter(boxes(desk, full)))
    desk.press(f"{full}decisions", **{name: "book"})
    page = desk.accept(full)
    assert "Kết quả nhập danh sách" in page
    assert "Đã ghi 3 dòng vào sổ." in page
    assert "Nhập 1 dòng" not in page
    assert "đã ghi vào sổ" in desk.see(f"{full}?tab=new")


def test_pressing_twice_is_one_job_and_one_import(desk, full):
    for _ in range(2):
        desk.press(f"{full}run")
    assert len(desk.jobs()) == 1
    desk.work()
    desk.work()
    assert "Đã ghi 2 dòng" in desk.accept(full)
    with acting_as(desk.user):
        assert Child.objects.count() == 4


def test_giving_up_the_rest_shows_what_was_not_imported(desk, full):
    desk.accept(full)
    page = desk.press(f"{full}discard")
    assert "Đã thôi các dòng còn lại. Các dòng đã ghi vẫn ở trong sổ." in page
    assert "Kết quả nhập danh sách" in page
    assert "Không nhập" in desk.see(f"{full}?tab=decide")


def test_throwing_away_what_was_imported_is_refused_and_says_so(desk):
    address = desk.upload(one(**HAN))
    desk.accept(address)
    answer = desk.browser.post(f"{address}discard")
    assert answer.status_code == 409
    assert "Danh sách đã nhập xong nên không bỏ được nữa" in words_of(answer)
    assert "1 Trẻ mới" in desk.see(address)


def test_why_an_import_failed_stands_above_the_rows(desk, full):
    with acting_as(User.objects.system()):
        Job.objects.update(state="failed", error="Trong lúc nhập có người vừa ghi cùng một trẻ.")
    assert "Trong lúc nhập có người vừa ghi cùng một trẻ." in desk.see(full)


def test_the_result_is_a_spreadsheet_nobody_keeps(desk, full):
    desk.accept(full)
    answer = desk.browser.get(f"{full}result.xlsx")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "K%E1%BA%BFt%20qu%E1%BA%A3" in answer.headers["Content-Disposition"]
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == [2, 3, 4, 5, 6]


def test_after_a_month_the_page_says_that_the_rows_are_gone(desk, at):
    with at("2026-11-23 08:00"):
        address = Desk(desk.user, desk.browser).upload(one(**HAN))
        desk.accept(address)
    with at("2026-12-24 08:00"):
        forget_imports()
        desk.browser.force_login(desk.user, backend="accounts.backend.ActiveUserBackend")
        page = desk.see(address)
        assert "Kết quả từng dòng đã xóa sau 30 ngày" in page
        assert "Danh sách đã xóa nên không còn xem được" in desk.see(f"{address}columns")
        assert "DS trẻ em" not in desk.see("/children/import/")


# --- Who may ---------------------------------------------------------------------------------
PAGES = ("", "progress", "columns", "result.xlsx")
DEEDS = ("decisions", "run", "discard")


@pytest.mark.parametrize("who", ["teacher", "collaborator", "chair", "clerk", "admin"])
def test_only_officers_import(desk, full, who, request, as_user):
    browser = as_user(request.getfixturevalue(who))
    assert browser.get("/children/import/").status_code == 403
    assert all(browser.get(f"{full}{page}").status_code == 403 for page in PAGES)
    assert all(browser.post(f"{full}{deed}").status_code == 403 for deed in DEEDS)


def test_another_officers_list_does_not_exist(desk, full, other_officer, as_user):
    browser = as_user(other_officer)
    assert all(browser.get(f"{full}{page}").status_code == 404 for page in PAGES)
    assert all(browser.post(f"{full}{deed}").status_code == 404 for deed in DEEDS)


# --- To do -----------------------------------------------------------------------------------
def todos_of(user) -> list[tuple[str, str, str, str]]:
    with acting_as(user):
        return [(todo.title, todo.detail, f"{todo.due:%d/%m}", todo.url) for todo in lists_to_import(user)]


def test_a_list_that_waits_is_a_thing_to_do_for_its_owner(desk, many, other_officer, chair):
    with acting_as(desk.user):
        batch = ImportBatch.objects.get()
    day = timezone.localdate()
    due = f"{day + KEEP_UPLOADS:%d/%m}"
    uploaded = f"{timezone.localtime(batch.created_at):%H:%M ngày %d/%m/%Y}"
    told = f"Danh sách tải lên lúc {uploaded}. Quá hạn thì danh sách tự xóa."
    assert todos_of(desk.user) == [("Quyết định 30 dòng khi nhập danh sách", told, due, f"{many}?tab=decide")]
    assert todos_of(other_officer) == todos_of(chair) == []
    with acting_as(desk.user):
        batch.rows.update(decision="file")
    assert todos_of(desk.user) == [("Nhập 30 dòng của danh sách trẻ em", told, due, many)]
    assert "Nhập 30 dòng của danh sách trẻ em" in desk.see("/")
    desk.press(f"{many}run")
    assert todos_of(desk.user) == []  # the worker is at it
    desk.work()
    assert todos_of(desk.user) == []


def test_the_bell_says_which_list_by_its_hour(desk, at):
    for hour in ("2026-11-25 09:05", "2026-11-25 09:15"):
        with at(hour):
            desk.upload(rows_of(HAN, BAD))
    with acting_as(desk.user):
        told = [each.text for each in Notification.objects.order_by("pk")]
    assert told == [f"Đọc danh sách trẻ em, yêu cầu lúc {hour} ngày 25/11/2026: xong" for hour in ("09:05", "09:15")]


def test_a_list_with_nothing_left_to_do_is_no_thing_to_do(desk, child_of):
    child_of()
    desk.upload(rows_of(HAN, BAD))
    assert todos_of(desk.user) == []

"""`manage.py import_children`: first what would happen, then, with --commit, what happened."""

import io

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from accounts.acting import acting_as
from accounts.audit import history_of
from accounts.models import User
from children.models import Child, ImportBatch, ImportRow
from tests.children.importing import HAN
from tests.children.spreadsheets import rows_of, zipped

NO_DAY = {"Họ và tên": "Lê Thị Ân", "Ngày sinh": "31/9/2015", "Tổ dân phố": 7}
NO_NAME = {"Họ và tên": "Lê Thị 5", "Ngày sinh": "2015", "Tổ dân phố": 7}


@pytest.fixture
def file(tmp_path):
    """A list on the disk: `file(HAN, …)`."""

    def write(*children: dict, data: bytes | None = None):
        path = tmp_path / "DS trẻ em.xlsx"
        path.write_bytes(rows_of(*children) if data is None else data)
        return path

    return write


@pytest.fixture
def told(ward, lists):
    """What the command says, line by line."""

    def run(*arguments) -> list[str]:
        out = io.StringIO()
        call_command("import_children", *map(str, arguments), stdout=out)
        return out.getvalue().splitlines()

    return run


def count(model) -> int:
    with acting_as(User.objects.system()):
        return model.objects.count()


def test_without_commit_it_tells_every_bad_row_and_writes_nothing(file, told):
    assert told(file(HAN, NO_DAY, NO_NAME)) == [
        "Trẻ mới: 1",
        "Có thay đổi: 0",
        "Giống hệt: 0",
        "Cần quyết định: 0",
        "Dòng lỗi: 2",
        "dòng 3: Ngày 31 không có: tháng 09/2015 chỉ có 30 ngày.",
        "dòng 4: Họ và tên có chữ số. Sửa lại họ và tên.",
        "Chưa ghi gì vào sổ. Thêm --commit để ghi.",
    ]
    assert [count(model) for model in (Child, ImportBatch, ImportRow)] == [0, 0, 0]


def test_no_name_comes_to_the_terminal(file, told, child_of):
    child_of(mother="Trần Thị Chi", full_name="Nguyễn Gia Hân")
    lines = "\n".join(told(file(HAN | {"Họ tên mẹ": "Lê Thị Lan", "Tổ dân phố": 7}, NO_DAY, NO_NAME)))
    assert "dòng 2: Cùng tên, cùng ngày sinh, khác mẹ" in lines
    assert not any(name in lines for name in ("Hân", "Lan", "Chi", "Ân", "Lê Thị"))


def test_commit_writes_in_the_name_of_the_system_and_a_second_time_changes_nothing(file, told):
    path = file(HAN, NO_DAY)
    assert told(path, "--commit")[-1] == "Đã ghi 1 dòng vào sổ."
    assert told(path, "--commit")[-1] == "Đã ghi 0 dòng vào sổ."
    with acting_as(User.objects.system()):
        child = Child.objects.get()
        assert (child.full_name, child.version) == ("Nguyễn Gia Hân", 1)
        assert history_of(child)[-1].actor == User.objects.system().pk
        assert not ImportBatch.objects.exclude(upload=None).exists()


def test_commit_in_the_name_of_an_officer(file, told, officer):
    told(file(HAN), "--commit", "--as", "van.pth")
    with acting_as(officer):
        assert ImportBatch.objects.get().owner == officer
        assert history_of(Child.objects.get())[-1].actor == officer.pk


@pytest.mark.parametrize("commit", [[], ["--commit"]])
def test_the_result_lies_beside_each_row_also_of_a_preview(file, told, tmp_path, commit):
    told(file(HAN, NO_DAY), *commit, "--result", tmp_path / "kết quả.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "kết quả.xlsx").worksheets[0]
    outcomes = [row[1].value.split(",")[:2] for row in sheet.iter_rows(min_row=2)]
    assert outcomes == [["Trẻ mới", " đã ghi"] if commit else ["Trẻ mới"], ["Dòng lỗi"]]


def test_several_sheets_are_named(file, told):
    book = openpyxl.Workbook()
    for name in ("Tổ 7", "Tổ 12"):
        sheet = book.create_sheet(name)
        for row in (["Họ và tên", "Ngày sinh"], ["Lê Thị Ân", "31/9/2015"]):
            sheet.append(row)
    book.remove(book.active)
    out = io.BytesIO()
    book.save(out)
    lines = told(file(data=out.getvalue()))
    assert [line.split(":")[0] for line in lines[5:7]] == ["Tổ 7, dòng 2", "Tổ 12, dòng 2"]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "Tệp không phải bảng tính"),
        (rows_of(HAN)[:2000], "Tệp bị hỏng"),
        (zipped({"word/document.xml": "<w:document/>"}), "Tệp không phải bảng tính"),
        (rows_of({"Ghi chú": "x"}), "Không thấy dòng tiêu đề"),
    ],
    ids=["empty", "broken", "word", "no header"],
)
def test_a_file_that_cannot_be_read_ends_with_its_sentence(file, told, data, sentence):
    with pytest.raises(CommandError, match=sentence):
        told(file(data=data), "--commit")
    assert count(ImportBatch) == 0


def test_a_file_that_is_not_there(told, tmp_path):
    with pytest.raises(CommandError, match="Không mở được tệp: No such file"):
        told(tmp_path / "không có.xlsx")


def test_a_result_that_cannot_be_written_is_told_before_anything_is_written(file, told, tmp_path):
    with pytest.raises(CommandError, match="Không ghi được tệp kết quả"):
        told(file(HAN), "--commit", "--result", tmp_path / "không có" / "kết quả.xlsx")
    assert count(Child) == 0


@pytest.mark.parametrize("username", ["ai.do", "nghi.viec"])
def test_an_unknown_account_or_one_that_left(file, told, officer, username):
    with acting_as(User.objects.system()):
        User(username="nghi.viec", full_name="Đã nghỉ việc", role=officer.role, left_on="2026-01-05").save()
    with pytest.raises(CommandError, match=f"Không có tài khoản “{username}” đang làm việc"):
        told(file(HAN), "--as", username)


@pytest.mark.parametrize("who", ["teacher", "collaborator", "chair", "clerk", "admin"])
def test_an_account_without_the_right(file, told, who, request):
    user = request.getfixturevalue(who)
    with pytest.raises(CommandError, match="không làm được việc này: nhập danh sách trẻ em từ excel"):
        told(file(HAN), "--commit", "--as", user.username)
    assert count(Child) == 0

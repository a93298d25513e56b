"""Đề án 06: list → check at home → police → register."""

import io
import re

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.acting import acting_as
from children.actions import id_batches
from children.actions.exports import lock_file, make_export
from children.actions.id_batches import CheckDraft
from children.actions.imports.uploading import request_job_for
from children.models import Child, Export, IdBatch, IdBatchRow
from interface.refusals import NotAllowed, Refused, StaleVersion
from jobs.actions import run_job
from tests.children.exporting import opened
from tests.children.importing import Importer
from vietnamese.partial_dates import PartialDate

HAN, BAO = "051319000217", "051216000341"
MISSING, UNVERIFIED = "missing", "unverified"


@pytest.fixture
def three(child_of, lists):
    """Hân has no number, Bảo one nobody has verified, Chi one the police stand for."""
    return {
        "han": child_of(full_name="Nguyễn Gia Hân", birth=PartialDate(2019, 3, 14), address="12/4 Trần Phú"),
        "bao": child_of(
            full_name="Nguyễn Gia Bảo",
            birth=PartialDate(2016, 2, 2),
            sex="male",
            personal_id=BAO,
            mother="Trần Thị Lụa",
        ),
        "chi": child_of(full_name="Lê Chi", personal_id="051319000999", personal_id_verified=True),
    }


@pytest.fixture
def batch(three, officer, ward) -> IdBatch:
    with acting_as(officer):
        return id_batches.open_batch(by=officer, neighbourhoods=[ward["tdp7"]], grounds=[MISSING, UNVERIFIED])


def row_of(child) -> IdBatchRow:
    return IdBatchRow.objects.get(child=child)


def sent(officer, batch) -> bytes:
    """The list as the police open it."""
    with acting_as(officer):
        export = make_export(export=id_batches.list_for_police(batch=batch, by=officer), by=officer)
        password = lock_file(export=export, by=officer)
        export.refresh_from_db()
        return opened(export.file(), password)


def filled_in(data: bytes, **answers: dict[str, str]) -> bytes:
    """The police type into the list they were given: by the name of the child, header → cell."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book.active
    top = next(row for row in sheet.iter_rows() if row[1].value == "Mã dòng")
    columns = {cell.value: cell.column for cell in top}
    for row in sheet.iter_rows(min_row=top[0].row + 1):
        name = row[columns["Họ và tên"] - 1].value
        for header, value in answers.get(name, {}).items():
            sheet.cell(row[0].row, columns[header]).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def brought(officer, batch, data):
    with acting_as(officer):
        back = id_batches.read_return(batch=batch, by=officer, file_name="CA.xlsx", data=data)
    run_job(back.job_id)
    with acting_as(officer):
        back.refresh_from_db()
        return back


def applied(officer, back, kind="import_list"):
    with acting_as(officer):
        job = request_job_for(batch=back, kind=kind, by=officer).job
    run_job(job.pk)
    with acting_as(officer):
        job.refresh_from_db()
        assert job.state == "done", job.error
        back.refresh_from_db()
    return back


def opened_of(browser, row) -> str:
    """Which edition of the row its page was opened with."""
    page = browser.get(f"/ids/{row.public_id}/").content.decode()
    return re.findall(r'name="opened" value="([^"]+)"', page)[0]


YES = {"Kết quả xác minh": "Đúng", "Ngày xác minh": "20/11/2026"}


# --- Step 1 ----------------------------------------------------------------------------------
def test_a_batch_takes_whom_it_is_for_and_nobody_twice(three, batch, officer, ward):
    with acting_as(officer):
        assert {row.child_id for row in batch.rows.all()} == {three["han"].pk, three["bao"].pk}
        assert [row.code for row in batch.rows.all()] == ["XM-2026-01-001", "XM-2026-01-002"]
        with pytest.raises(Refused, match="đợt khác"):
            id_batches.open_batch(by=officer, neighbourhoods=[ward["tdp7"]], grounds=[MISSING, UNVERIFIED])


def test_a_batch_given_up_frees_its_children(batch, officer, ward):
    with acting_as(officer):
        id_batches.cancel_batch(batch=batch, by=officer)
        again = id_batches.open_batch(by=officer, neighbourhoods=[ward["tdp7"]], grounds=[MISSING])
        assert (again.code, again.rows.count()) == ("XM-2026-02", 1)


# --- Step 2 ----------------------------------------------------------------------------------
def test_the_collaborator_checks_the_children_of_her_neighbourhood_only(three, batch, collaborator, stranger):
    with acting_as(collaborator):
        row = id_batches.check_row(
            row=row_of(three["han"]), by=collaborator, version=1, draft=CheckDraft("same", "both")
        )
        assert (row.found, row.checked_by) == ("same", collaborator)
        assert IdBatchRow.objects.visible_to(collaborator).to_check().count() == 1
        with pytest.raises(Refused) as refused:
            id_batches.check_row(row=row, by=collaborator, version=2, draft=CheckDraft("differs"))
        assert refused.value.field == "note"
    with acting_as(stranger):
        assert not IdBatchRow.objects.visible_to(stranger).exists()
        assert not IdBatchRow.objects.exists()  # row-level security, too


def test_what_is_sent_cannot_be_checked_any_more_and_who_is_gone_is_not_sent(three, batch, officer, collaborator):
    with acting_as(collaborator):
        id_batches.check_row(row=row_of(three["bao"]), by=collaborator, version=1, draft=CheckDraft("gone"))
    data = sent(officer, batch)
    names = [row[3].value for row in openpyxl.load_workbook(io.BytesIO(data)).active.iter_rows()]
    assert "Nguyễn Gia Hân" in names
    assert "Nguyễn Gia Bảo" not in names
    with acting_as(collaborator), pytest.raises(Refused, match="đã lập"):
        id_batches.check_row(row=row_of(three["han"]), by=collaborator, version=1, draft=CheckDraft("same"))


# --- Steps 3 and 4 ---------------------------------------------------------------------------
def test_numbers_the_police_stand_for_are_verified_with_their_day_and_can_be_taken_back(three, batch, officer):
    data = filled_in(
        sent(officer, batch),
        **{"Nguyễn Gia Hân": YES | {"Số định danh": HAN}, "Nguyễn Gia Bảo": YES},
    )
    back = brought(officer, batch, data)
    assert back.counts == {"changed": 2}
    applied(officer, back)
    with acting_as(officer):
        han, bao = (Child.objects.get(pk=three[name].pk) for name in ("han", "bao"))
        assert (han.personal_id, han.personal_id_verified, bao.personal_id_verified) == (HAN, True, True)
        row = row_of(han)
        assert (row.answer, f"{row.verified_on}") == ("verified", "2026-11-20")
    applied(officer, back, "undo_list")
    with acting_as(officer):
        han, bao = (Child.objects.get(pk=three[name].pk) for name in ("han", "bao"))
        assert (han.personal_id, han.personal_id_verified, bao.personal_id_verified) == ("", False, False)
        assert {row.answer for row in batch.rows.all()} == {""}
        assert row_of(bao).verified_on is None


@pytest.mark.parametrize("day", ["31/02/2026", "11/2026"])
def test_an_answer_of_a_day_that_never_was_is_no_answer(three, batch, officer, as_user, day):
    data = filled_in(sent(officer, batch), **{"Nguyễn Gia Bảo": YES | {"Ngày xác minh": day}})
    back = brought(officer, batch, data)
    assert back.counts["error"] == 1
    page = as_user(officer).get(f"{back.get_absolute_url()}?tab=error").content.decode()
    assert "Không rõ công an trả lời thế nào nên chưa ghi gì cho trẻ này." in page
    assert "Dòng này coi như công an chưa trả lời: ghi lại ngày, hoặc bỏ trống ô ngày, rồi nhập lại." in page
    with acting_as(officer):
        assert row_of(three["bao"]).answer == ""


def test_the_numbers_of_the_page_are_the_rows_behind_its_links(three, batch, officer, as_user):
    browser = as_user(officer)
    page = browser.get("/children/quality/ids/")
    numbers = {"personal_id": page.context["missing"], "verified": page.context["unverified"]}
    for what, waiting in numbers.items():
        assert browser.get(f"/children/?missing={what}").context["page"].paginator.count == waiting.total == 1
        assert waiting.free == 0  # both are in the batch
    assert "Chất lượng dữ liệu" in browser.get(batch.get_absolute_url()).content.decode().split("<h1>")[0]


def test_a_step_nobody_did_is_not_called_done(three, batch, officer, as_user):
    sent(officer, batch)
    page = as_user(officer).get(batch.get_absolute_url()).content.decode()
    assert "Đã bỏ qua bước này" in page


def test_the_line_code_finds_the_child_and_no_other_child_of_the_register_is_touched(three, batch, officer):
    data = filled_in(
        sent(officer, batch),
        **{
            "Nguyễn Gia Hân": YES | {"Số định danh": HAN, "Họ và tên": "Nguyễn Thị Gia Hân", "Ngày sinh": "15/03/2019"},
            "Nguyễn Gia Bảo": {
                "Mã dòng": "",
                "Họ và tên": "Lê Chi",
                "Ngày sinh": "14/03/2019",
                "Giới tính": "Nữ",
                "Số định danh": "",
            },
        },
    )
    rows = {row.says.full_name: row for row in Importer(officer).rows(brought(officer, batch, data))}
    han, other = rows["Nguyễn Thị Gia Hân"], rows["Lê Chi"]
    assert (han.outcome, han.verdict.children) == ("decide", (three["han"].pk,))
    assert han.changes["birth"] == ("14/03/2019", "15/03/2019")
    assert other.outcome == "error"
    assert "Không có trẻ này trong đợt" in other.why


def test_without_its_code_a_line_is_found_by_name_and_birth_among_the_batch(three, batch, officer):
    data = filled_in(sent(officer, batch), **{"Nguyễn Gia Bảo": YES | {"Mã dòng": ""}})
    back = brought(officer, batch, data)
    assert {row.says.full_name: row.outcome for row in Importer(officer).rows(back)} == {
        "Nguyễn Gia Hân": "identical",
        "Nguyễn Gia Bảo": "changed",
    }


def test_a_number_that_was_only_sent_along_is_no_answer_and_a_no_keeps_it_out(three, batch, officer):
    data = filled_in(
        sent(officer, batch), **{"Nguyễn Gia Hân": {"Kết quả xác minh": "Không tìm thấy", "Số định danh": HAN}}
    )
    back = brought(officer, batch, data)
    assert back.counts == {"identical": 2}
    with acting_as(officer):
        han = Child.objects.get(pk=three["han"].pk)
        assert (han.personal_id, row_of(han).answer) == ("", "not_found")
        assert row_of(three["bao"]).answer == ""


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("Dữ liệu không khớp", "not_found"),
        ("Có sai lệch", "not_found"),
        ("Đã xác minh, không khớp", "not_found"),
        ("Không có", "not_found"),
        ("Chưa có", "not_found"),
        ("Xác minh sau", ""),
        ("Đã chuyển đi", ""),
        ("Đúng tên, sai ngày sinh", ""),
        ("Không rõ", ""),
        ("-", ""),
    ],
)
def test_what_is_no_plain_yes_verifies_nobody(three, batch, officer, said, answer):
    """Also with a number filled in, where the register had none."""
    cells = {"Kết quả xác minh": said, "Số định danh": HAN}
    back = brought(officer, batch, filled_in(sent(officer, batch), **{"Nguyễn Gia Hân": cells}))
    (han,) = [row for row in Importer(officer).rows(back) if row.says.full_name == "Nguyễn Gia Hân"]
    assert han.outcome == ("identical" if answer else "error")
    assert ("không rõ" in han.why) == (answer == "")
    with acting_as(officer):
        assert row_of(three["han"]).answer == answer


@pytest.mark.parametrize("said", ["đúng", "Khớp.", "x", "✓", "Có", "Đã xác thực", "Đúng, khớp", None])
def test_a_plain_yes_or_a_number_alone_verifies(three, batch, officer, said):
    cells = {"Kết quả xác minh": said, "Số định danh": HAN}
    back = brought(officer, batch, filled_in(sent(officer, batch), **{"Nguyễn Gia Hân": cells}))
    (han,) = [row for row in Importer(officer).rows(back) if row.says.full_name == "Nguyễn Gia Hân"]
    assert "personal_id_verified" in han.changes


def test_a_list_thrown_away_leaves_no_answer(three, batch, officer):
    data = filled_in(
        sent(officer, batch),
        **{"Nguyễn Gia Hân": {"Kết quả xác minh": "Không", "Địa chỉ": "99 Quang Trung"}},
    )
    back = brought(officer, batch, data)
    with acting_as(officer):
        assert row_of(three["han"]).answer == "not_found"
        assert batch.rows.asking().count() == 1
    Importer(officer).discard(back)
    with acting_as(officer):
        assert row_of(three["han"]).answer == ""
        assert not batch.rows.asking().exists()


def test_another_number_than_the_registers_is_asked_and_the_registers_stays_unverified(three, batch, officer):
    data = filled_in(sent(officer, batch), **{"Nguyễn Gia Bảo": YES | {"Số định danh": "051216000350"}})
    back = brought(officer, batch, data)
    (bao,) = [row for row in Importer(officer).rows(back) if row.says.full_name == "Nguyễn Gia Bảo"]
    assert bao.outcome == "decide"
    Importer(officer).decide(back, {bao.number: "book"})
    applied(officer, back)
    with acting_as(officer):
        child = Child.objects.get(pk=three["bao"].pk)
        assert (child.personal_id, child.personal_id_verified) == (BAO, False)
        assert row_of(child).answer == ""


def test_a_number_of_another_child_is_refused(three, batch, officer):
    data = filled_in(sent(officer, batch), **{"Nguyễn Gia Hân": YES | {"Số định danh": "051319000999"}})
    rows = Importer(officer).rows(brought(officer, batch, data))
    assert [row.outcome for row in rows if row.says.full_name == "Nguyễn Gia Hân"] == ["error"]
    assert three["chi"].code in rows[0].why + rows[1].why


def test_another_home_is_a_question_for_the_officer_and_moves_nobody(three, batch, officer, as_user):
    data = filled_in(
        sent(officer, batch),
        **{"Nguyễn Gia Hân": YES | {"Số định danh": HAN, "Địa chỉ": "99 Quang Trung", "Tổ dân phố": "12"}},
    )
    applied(officer, brought(officer, batch, data))
    with acting_as(officer):
        han = Child.objects.get(pk=three["han"].pk)
        assert (han.address, han.neighbourhood.number, han.personal_id_verified) == ("12/4 Trần Phú", 7, True)
        row = row_of(han)
        assert row.residence_said == "99 Quang Trung, TDP 12"
        batch.refresh_from_db()
        with pytest.raises(Refused, match="nơi ở khác"):
            id_batches.close_batch(batch=batch, by=officer)
        with pytest.raises(StaleVersion):
            id_batches.settle_residence(row=row, by=officer, version=row.version - 1)
    browser, address = as_user(officer), f"/children/quality/ids/rows/{row.public_id}/settle"
    assert (
        f'name="version" value="{row.version}"'
        in browser.get(f"{batch.get_absolute_url()}?tab=asking").content.decode()
    )
    assert browser.post(address, {"version": str(row.version)}).status_code == 302
    brought(officer, batch, data)  # the same answer once more asks nothing again
    with acting_as(officer):
        batch.refresh_from_db()
        assert id_batches.close_batch(batch=batch, by=officer).state == "closed"


# --- The police ------------------------------------------------------------------------------
def test_the_police_hand_in_a_file_and_see_no_child(three, batch, officer, policeman, as_user):
    data = filled_in(sent(officer, batch), **{"Nguyễn Gia Bảo": YES})
    with acting_as(policeman):
        assert not Child.objects.visible_to(policeman).exists()
        assert not IdBatchRow.objects.exists()
    browser = as_user(policeman)
    page = browser.get("/ids/police/").content.decode()
    assert "XM-2026-01" in page
    assert "2 trẻ" in page
    assert "Gia Hân" not in page
    file = io.BytesIO(data)
    file.name = "tra loi.xlsx"
    assert browser.post(f"/ids/police/{batch.public_id}/", {"file": file}).url == "/ids/police/"
    with acting_as(officer):
        batch.refresh_from_db()
        assert (batch.state, batch.returned_by) == ("returned", policeman)
        assert not bytes(batch.returned_file).startswith(b"PK")
        assert "returned_file" in IdBatch.objects.visible_to(officer).get().get_deferred_fields()
    assert "Đọc tệp công an gửi qua máy" in as_user(officer).get(batch.get_absolute_url()).content.decode()
    answer = as_user(officer).post(f"{batch.get_absolute_url()}bring", {"from_police": "1"})
    with acting_as(officer):
        back = batch.imports.get()
    assert answer.url == back.get_absolute_url()
    run_job(back.job_id)
    with acting_as(officer):
        back.refresh_from_db()
        assert back.counts == {"identical": 1, "changed": 1}


def test_a_file_the_police_handed_in_is_not_lost_unread(three, batch, officer, policeman):
    """Neither when the officer reads another one, nor when the batch is to be closed."""
    data = filled_in(sent(officer, batch), **{"Nguyễn Gia Bảo": YES})
    with acting_as(policeman):
        id_batches.return_list(batch=batch, by=policeman, data=data)
    brought(officer, batch, data)
    with acting_as(officer):
        with pytest.raises(Refused, match="chưa đọc"):
            id_batches.close_batch(batch=batch, by=officer)
        id_batches.read_return(batch=batch, by=officer, file_name="CA.xlsx")
        assert id_batches.close_batch(batch=batch, by=officer).state == "closed"


def test_what_is_no_workbook_is_not_taken_from_the_police(batch, officer, policeman, as_user):
    sent(officer, batch)
    picture = SimpleUploadedFile("CA.xlsx", b"no workbook")
    page = as_user(policeman).post(f"/ids/police/{batch.public_id}/", {"file": picture}).content.decode()
    assert "Đây không phải tệp Excel." in page


@pytest.mark.parametrize("who", ["collaborator", "teacher", "chair"])
def test_only_the_police_hand_in_an_answer(batch, officer, who, request):
    sent(officer, batch)
    user = request.getfixturevalue(who)
    with acting_as(user), pytest.raises(NotAllowed):
        id_batches.return_list(batch=batch, by=user, data=b"x")


# --- Pages -----------------------------------------------------------------------------------
def test_from_the_page_of_the_batches_to_a_locked_list(three, officer, collaborator, ward, as_user):
    browser = as_user(officer)
    assert "Chưa có đợt nào" in browser.get("/children/quality/ids/").content.decode()
    place = str(ward["tdp7"].public_id)
    answer = browser.post("/children/quality/ids/add", {"grounds": [MISSING], "neighbourhoods": [place]})
    with acting_as(officer):
        batch = IdBatch.objects.get()
        row = batch.rows.get()
    assert answer.url == batch.get_absolute_url()
    assert "XM-2026-01" in browser.get("/children/quality/ids/").content.decode()
    assert "Đã hỏi 0 trong 1 trẻ" in browser.get(answer.url).content.decode()
    phone = as_user(collaborator)
    assert "Nguyễn Gia" in phone.get("/ids/").content.decode()
    assert "Kiểm tra 1 trẻ của đợt" in phone.get("/").content.decode()
    typed = {"found": "differs", "parents": "one", "note": "Tên là Nguyễn Thị Gia Hân"}
    phone.post(f"/ids/{row.public_id}/", typed | {"opened": opened_of(phone, row)})
    browser = as_user(officer)
    page = browser.get(batch.get_absolute_url()).content.decode()
    assert "Tên là Nguyễn Thị Gia Hân" in page
    assert "Sửa hồ sơ" in page
    answer = browser.post(f"{batch.get_absolute_url()}send")
    with acting_as(officer):
        assert answer.url == Export.objects.get().get_absolute_url()
    assert "Đang chờ" in browser.get(answer.url).content.decode()


def test_one_tap_says_that_all_is_right(three, batch, collaborator, as_user):
    with acting_as(collaborator):
        row = row_of(three["han"])
    as_user(collaborator).post(f"/ids/{row.public_id}/right", {"version": "1"})
    with acting_as(collaborator):
        row.refresh_from_db()
    assert (row.found, row.parents) == ("same", "both")


def test_what_another_wrote_at_the_door_is_not_wiped_out(three, batch, officer, collaborator, as_user):
    """Neither by a page opened before it, nor by one tap on a list read after it."""
    with acting_as(officer):
        row = row_of(three["han"])
    phone = as_user(collaborator)
    opened = opened_of(phone, row)
    with acting_as(officer):
        id_batches.check_row(row=row, by=officer, version=1, draft=CheckDraft("differs", note="Sinh ngày 5/9"))
    page = phone.post(f"/ids/{row.public_id}/", {"found": "same", "opened": opened}).content.decode()
    assert "Đã có người sửa" in page
    assert "Sinh ngày 5/9" in page
    for version in ("1", "2"):
        assert phone.post(f"/ids/{row.public_id}/right", {"version": version}).status_code != 302
    assert phone.get("/ids/?all=1").content.decode().count("Đúng hết") == 1  # of Bảo
    with acting_as(collaborator), pytest.raises(StaleVersion):
        id_batches.check_row(row=row, by=collaborator, version=1, draft=CheckDraft("same"))
    with acting_as(officer):
        assert row_of(three["han"]).note == "Sinh ngày 5/9"

"""Taking a list out: what for, which columns, who notices, what is left afterwards."""

import io
import json
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from msoffcrypto.exceptions import InvalidKeyError

from accounts import queries
from accounts.access_log import unusual_lines
from accounts.acting import acting_as
from accounts.audit import history_of
from accounts.models import AccessEvent
from children.actions import exports
from children.actions.circumstances import CircumstanceDraft, add_circumstance
from children.actions.exports import forget_exports, lock_file
from children.actions.merging import merge_children
from children.exporting.writers import ODS
from children.finding.search import MOST
from children.models import Circumstance, CircumstanceGroup, Export
from interface.refusals import NotAllowed, Refused
from tests.children.exporting import asked_for, made, opened, taken_out
from vietnamese.partial_dates import PartialDate


@pytest.fixture
def three(child_of, lists):
    return [
        child_of(full_name="Đặng Thị Mỹ Linh", birth=PartialDate(2023, 1, 19), mother="Huỳnh Thị Thủy"),
        child_of(full_name="=HYPERLINK(1)", birth=PartialDate(2015), sex="male", address="+12 Trần Phú"),
        child_of("tdp12", full_name="Nguyễn Gia Hân", personal_id="051319000217"),
    ]


def cells_of(data: bytes) -> list[list]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return [[cell.value for cell in row] for row in book.active.iter_rows()]


def children_of(user, **more) -> list[dict]:
    return json.loads(taken_out(user, format="json", **more))["children"]


def test_a_list_holds_the_columns_of_its_purpose_and_no_more(three, officer):
    with acting_as(officer):
        _, notice, header, *rows = cells_of(taken_out(officer, purpose="school"))
    assert header == ["STT", "Mã trẻ em", "Họ và tên", "Ngày sinh", "Giới tính", "Tổ dân phố", "Trường", "Lớp"]
    assert {row[2] for row in rows} == {"'=HYPERLINK(1)", "Nguyễn Gia Hân", "Đặng Thị Mỹ Linh"}
    assert "Hủy khi xong" in notice[0]


def test_the_file_says_who_took_it_out_and_what_for(three, officer):
    with acting_as(officer):
        [mark, *_], *_ = cells_of(taken_out(officer, purpose="school"))
    assert mark.startswith("Phạm Thị Hồng Vân xuất lúc ")
    assert mark.endswith("Mục đích: Đối chiếu với trường học.")


def test_the_filters_and_the_typed_words_of_the_list_choose_the_children(three, officer):
    with acting_as(officer):
        assert [child["full_name"] for child in children_of(officer, query="tdp=12")] == ["Nguyễn Gia Hân"]
        assert [child["full_name"] for child in children_of(officer, typed="linh dang")] == ["Đặng Thị Mỹ Linh"]


def test_a_list_of_very_many_children_is_whole(three, officer, nurse, many_of, as_user):
    many_of(three[0], MOST + 1)
    with acting_as(officer):
        assert made(officer, typed="dang thi my linh", format="csv", purpose="school").rows == MOST + 2
    browser = as_user(nurse)
    listed = browser.post("/health/", {"q": "linh"}, follow=True)
    assert listed.context["page"].paginator.count == MOST + 2


def test_a_choice_that_has_gone_meanwhile_does_not_widen_the_list(three, officer):
    linh = three[0]
    with acting_as(officer):
        group = CircumstanceGroup.objects.get(code="G04")
        circumstance = add_circumstance(child=linh, by=officer, draft=CircumstanceDraft(group, started_on=linh.born_on))
        export = asked_for(officer, query="group=G04")
        Circumstance.objects.filter(pk=circumstance.pk).update(ended_on=linh.born_on)
        with pytest.raises(Refused, match="không còn"):
            exports.make_export(export=export, by=officer)


def test_a_child_that_is_merged_while_the_list_is_written_has_no_row_of_its_own(three, child_of, officer):
    """Somebody else's merge falls between looking for the children and reading them: the voice of the job is there."""
    linh, twin = three[0], child_of(full_name="Đặng Thị Mỹ Linh", birth=PartialDate(2023, 1, 19))

    def merge(step, progress):
        if step.startswith("Đang ghi dòng"):
            merge_children(kept=linh, gone=twin, by=officer, taken=(), versions=(linh.version, twin.version))

    with acting_as(officer):
        export = exports.make_export(export=asked_for(officer, format="json"), by=officer, say=merge)
        children = json.loads(export.file())["children"]
        assert len(children) == export.rows == 3
        assert twin.code not in {child["code"] for child in children}
        assert [child["ordinal"] for child in children] == [1, 2, 3]


def test_more_columns_may_be_taken_that_are_columns(three, officer):
    with acting_as(officer):
        assert "mother_phone" in children_of(officer, purpose="school", extra=("mother_phone",))[0]
        assert "mother_phone" not in children_of(officer, purpose="school", extra=("name_of_no_column",))[0]


def test_an_extra_secret_group_is_in_no_list_not_even_its_officers(three, officer):
    linh = three[0]
    with acting_as(officer):
        for code in ("G05", "G04"):
            group = CircumstanceGroup.objects.get(code=code)
            add_circumstance(child=linh, by=officer, draft=CircumstanceDraft(group, started_on=linh.born_on))
        rows = children_of(officer, purpose="ministry", query="group=G04")
        assert [row["circumstances"] for row in rows] == ["Khuyết tật"]
        with pytest.raises(Refused, match="“Hoàn cảnh” không còn"):
            children_of(officer, purpose="ministry", query="group=G05")


@pytest.mark.parametrize("who", ["chair", "collaborator", "teacher", "clerk", "admin"])
def test_only_officers_take_lists_out(who, request, three):
    person = request.getfixturevalue(who)
    with acting_as(person), pytest.raises(NotAllowed):
        asked_for(person)


def test_every_list_is_in_the_access_log_with_its_purpose_reason_and_number(three, officer):
    with acting_as(officer):
        made(officer, purpose="police")
        event = AccessEvent.objects.get(event="CHILDREN_EXPORTED")
    assert event.about.startswith("3 trẻ, tệp xlsx, yêu cầu lúc ")
    assert event.reason == "Đề nghị công an xác minh, cấp số định danh. gửi Sở Y tế"


def test_a_large_list_is_unusual(three, officer, chair, at, monkeypatch):
    monkeypatch.setattr(queries, "EXPORTED", replace(queries.EXPORTED, most=2))
    with at("2026-11-23 09:00"), acting_as(officer):
        made(officer)
    with at("2026-11-23 10:00"), acting_as(chair):
        [(sentence, _)] = unusual_lines()
    assert "xuất, in 3 trẻ trong một ngày" in sentence


def test_a_workbook_is_locked_by_a_password_that_is_kept_nowhere(three, officer, sql):
    with acting_as(officer):
        export = made(officer)
        password = lock_file(export=export, by=officer)
        export.refresh_from_db()
        data = export.file()
        assert not zipfile.is_zipfile(io.BytesIO(data))
        with pytest.raises(InvalidKeyError):
            opened(data, "mat-khau-khac")
        assert cells_of(opened(data, password))[2][0] == "STT"
        with pytest.raises(Refused, match="đã hiện một lần"):
            lock_file(export=export, by=officer)
        assert password not in str(sql("select to_jsonb(e) from children_export e"))
        assert password not in str(history_of(export))


def test_the_file_waits_encrypted(three, officer, sql):
    with acting_as(officer):
        export = made(officer, format="json", typed="linh")
        [(stored, typed)] = sql("select content, typed from children_export")
    assert b"Linh" not in bytes(stored)
    assert b"linh" not in bytes(typed)
    assert b"Linh" in export.file()


def test_a_second_run_of_the_job_changes_nothing(three, officer):
    with acting_as(officer):
        export = made(officer)
        before = bytes(export.content)
        again = exports.make_export(export=export, by=officer)
        assert bytes(again.content) == before
        assert AccessEvent.objects.filter(event="CHILDREN_EXPORTED").count() == 1


def test_after_some_days_only_that_it_was_taken_out_is_known(three, officer, at):
    with at("2026-11-20 09:00"), acting_as(officer):
        old = made(officer, query="sex=male", typed="linh")
    with at("2026-11-23 09:00"), acting_as(officer):
        new = made(officer)
        assert forget_exports(made_before=old.created_at + exports.KEEP_FILES) == 1
        old, new = (Export.objects.get(pk=each.pk) for each in (old, new))
        assert (old.content, old.query, old.typed) == (None, "", "")
        assert old.rows == 0
        assert new.content


def test_an_ods_file_is_one(three, officer):
    with acting_as(officer):
        data = taken_out(officer, format="ods")
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert parts.infolist()[0].filename == "mimetype"
        assert parts.read("mimetype").decode() == ODS
        assert parts.infolist()[0].compress_type == zipfile.ZIP_STORED


def test_no_cell_of_a_text_file_is_a_formula(three, officer):
    with acting_as(officer):
        text = taken_out(officer, format="csv", purpose="handover").decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in text
    assert "'+12 Trần Phú" in text

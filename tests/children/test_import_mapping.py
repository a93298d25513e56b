"""A person says what the columns of a list mean; the next list with the same headings is read so again."""

import pytest

from accounts.acting import acting_as
from accounts.audit import history_of
from children.actions.imports.mapping import map_columns
from children.models import Child, ColumnMapping, ImportBatch
from interface.refusals import NotAllowed, Refused
from jobs.actions import run_job
from tests.children.importing import Importer
from tests.children.spreadsheets import listed

HEADER = ("Họ và tên", "Ngày sinh", "Giới tính", "Tổ dân phố", "KT", "Ghi thêm")
LIST = listed(("Nguyễn Gia Hân", "14/3/2019", "Nữ", 7, "x", "Học bán trú"), header=HEADER)
SPOKEN = listed(("Nguyễn Gia Bảo", "2/2/2016", "Nam", 7, "x", "Ở với bà"), header=[each.upper() for each in HEADER])


def remap(importer, batch, fields):
    with acting_as(importer.user):
        batch = map_columns(batch=batch, by=importer.user, table=0, fields=fields)
    run_job(batch.job.pk)
    with acting_as(importer.user):
        return ImportBatch.objects.get(pk=batch.pk)


def columns_of(batch) -> list[str]:
    return [column["field"] for column in batch.reading["tables"][0]["columns"]]


def test_a_column_the_machine_did_not_know_is_read_as_said(importer, officer):
    batch = importer.bring(LIST)
    assert columns_of(batch)[4:] == [None, None]
    batch = remap(importer, batch, {4: "group:G04", 5: "notes"})
    assert columns_of(batch)[4:] == ["group:G04", "notes"]
    importer.accept(batch)
    with acting_as(officer):
        child = Child.objects.get()
        assert child.notes == "Học bán trú"
        assert child.circumstances.get().group.code == "G04"


def test_the_next_list_with_these_headings_is_read_so_by_anybody(importer, other_officer):
    remap(importer, importer.bring(LIST), {4: "group:G04", 5: "notes"})
    batch = Importer(other_officer).bring(SPOKEN)
    assert columns_of(batch)[4:] == ["group:G04", "notes"]
    assert "Các cột khớp như lần trước đã chọn cho tiêu đề này" in batch.reading["tables"][0]["notes"]
    other = Importer(other_officer).bring(listed(("An", "2015", "Nam", 7, "x", ""), header=(*HEADER[:5], "Khác")))
    assert columns_of(other)[4:] == [None, None]


def test_what_the_machine_guesses_anyway_is_not_remembered(importer, officer):
    batch = remap(importer, importer.bring(LIST), {5: "notes"})
    with acting_as(officer):
        kept = ColumnMapping.objects.get()
        assert [change.op for change in history_of(kept)] == ["I"]
    batch = remap(importer, batch, {5: ""})
    assert columns_of(batch)[5] in (None, "")
    with acting_as(officer):
        assert not ColumnMapping.objects.exists()


def test_a_list_that_is_written_is_not_read_again(importer, officer):
    batch = importer.bring_and_accept(LIST)
    with acting_as(officer), pytest.raises(Refused, match="không khớp lại cột được"):
        map_columns(batch=batch, by=officer, table=0, fields={5: "notes"})


def test_it_is_for_those_who_import_and_their_own_lists(importer, other_officer, chair):
    batch = importer.bring(LIST)
    for user in (other_officer, chair):
        with acting_as(user), pytest.raises(NotAllowed):
            map_columns(batch=batch, by=user, table=0, fields={5: "notes"})


@pytest.fixture
def page(importer, officer, as_user, django_capture_on_commit_callbacks):
    """The page of columns of a list: send the boxes that stand there, changed as said."""
    batch = importer.bring(LIST)
    browser, address = as_user(officer), f"/children/import/{batch.public_id}/columns"

    def send(**changed):
        (_, form) = browser.get(address).context["tables"][0]
        boxes = {bound.html_name: bound.value() or "" for bound in form}
        boxes |= {f"table-0-{place.removeprefix('c')}": field for place, field in changed.items()}
        return browser.post(address, {"table": "0", **boxes})

    return send


def test_the_page_takes_the_choice_and_goes_back_to_the_preview(page, importer):
    away = page(c5="notes")
    assert away.status_code == 302
    with acting_as(importer.user):
        assert ColumnMapping.objects.get().fields[5] == "notes"
        assert ImportBatch.objects.get().job.kind == "read_list"


def test_one_thing_is_one_column_and_a_name_there_must_be(page):
    twice = page(c5="birth").content.decode()
    assert "“Ngày sinh” đã chọn cho cột B. Mỗi mục chọn một cột." in twice
    assert "Chưa cột nào ghi vào “Họ và tên”" in page(c0="notes").content.decode()


def test_extra_secret_groups_are_no_choice(page):
    assert "HIV" not in page(c0="notes").content.decode()

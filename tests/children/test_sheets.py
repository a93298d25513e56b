"""“Phiếu thông tin trẻ em”: what stands on it for whom, who notices, what is left afterwards."""

import io
from datetime import timedelta

import pytest
from django.utils import timezone
from pypdf import PdfReader

from accounts.acting import acting_as
from accounts.audit import history_of
from accounts.authorization import FIGURES
from accounts.models import AccessEvent, User
from children.actions.allowances import grant_allowance
from children.actions.circumstances import CircumstanceDraft, add_circumstance
from children.actions.sheets import forget_sheets, make_sheet
from children.actions.supports import give_support
from children.models import Caregiver, CareRelation, ChildSheet, CircumstanceGroup, Relation
from interface.refusals import NotAllowed, Refused
from jobs.actions import run_job
from tests.children.sheets import asked_for, pages_of, printed, text_of
from tests.children.support import GIFT, becomes_poor, decision
from vietnamese.partial_dates import PartialDate


@pytest.fixture
def linh(child_of, lists, ward):
    return child_of(
        full_name="Đặng Thị Mỹ Linh", birth=PartialDate(2018, 1, 19), mother="Huỳnh Thị Thủy",
        address="50/7 Nguyễn Trãi", school=ward["school"], class_name="3B", personal_id="051318000217",
        health_insurance="TE1510512345678",
    )  # fmt: skip


def in_group(child, code, by):
    group = CircumstanceGroup.objects.get(code=code)
    return add_circumstance(
        child=child, by=by, draft=CircumstanceDraft(group, started_on=child.born_on, proof="GXN 37")
    )


def test_a_sheet_says_what_the_page_of_the_child_says(linh, officer):
    with acting_as(officer):
        in_group(linh, "G04", officer)
        words = text_of(printed(officer, linh))
    for said in (
        "Phiếu thông tin trẻ em", linh.code, "Đặng Thị Mỹ Linh", "19/01/2018 (8 tuổi 10 tháng)", "051 ••• ••• 217",
        "50/7 Nguyễn Trãi, TDP 7 (hộ Trần Văn Sáu)", "lớp 3B", "Khuyết tật, từ 19/01/2018 (GXN 37)", "Huỳnh Thị Thủy",
        "Chưa ghi trợ giúp nào trong năm.", "Ghi khi thăm hộ",
    ):  # fmt: skip
        assert said in words
    assert "051318000217" not in words
    assert "TE1510512345678" not in words


def test_every_page_says_who_printed_it_what_for_and_that_it_is_no_paper_to_pass_on(linh, officer, ward):
    with acting_as(User.objects.system(), scope=FIGURES):
        for number in range(30):
            person = Caregiver.objects.create(full_name=f"Bác Thứ {number}", neighbourhood=ward["tdp7"])
            CareRelation.objects.create(child=linh, caregiver=person, relation=Relation.UNCLE_AUNT)
    with acting_as(officer):
        pages = pages_of(printed(officer, linh))
    assert len(pages) == 2
    for number, page in enumerate(pages, 1):
        assert "Phạm Thị Hồng Vân in lúc " in page
        assert "Mục đích: Thăm hộ gia đình." in page
        assert "Hủy khi dùng xong." in page
        assert f"{number}/2" in page


def test_whole_numbers_stand_on_it_only_when_asked_for(linh, officer):
    with acting_as(officer):
        words = text_of(printed(officer, linh, with_numbers=True))
    assert "051 318 000 217, chưa xác thực" in words
    assert "TE1510512345678" in words


def test_an_extra_secret_group_stands_on_it_only_when_asked_for_by_who_may_read_it(linh, officer, other_officer):
    with acting_as(officer):
        in_group(linh, "G05", officer)
        without = text_of(printed(officer, linh))
        with_it = pages_of(printed(officer, linh, with_secrets=True, reason="họp ca"))
    with acting_as(other_officer):
        hidden = text_of(printed(other_officer, linh, with_secrets=True, reason="họp ca"))
    assert "HIV" in with_it[0]
    assert all("BẢO MẬT ĐẶC BIỆT" in page for page in with_it)
    assert "HIV" not in without + hidden
    assert "BẢO MẬT ĐẶC BIỆT" not in without


def test_an_allowance_that_would_tell_the_secret_is_left_out_with_its_sum(linh, officer):
    with acting_as(officer):
        in_group(linh, "G05", officer)
        becomes_poor(linh)
        grant_allowance(child=linh, by=officer, draft=decision("hiv_poor_4_16"))
        without = text_of(printed(officer, linh))
        with_it = text_of(printed(officer, linh, with_secrets=True, reason="họp ca"))
    assert "hằng tháng" not in without
    assert "1.000.000" not in without
    assert "hằng tháng" in with_it


def test_who_prints_for_another_reason_or_a_secret_says_why(linh, officer):
    for more in ({"purpose": "other"}, {"with_secrets": True}):
        with acting_as(officer), pytest.raises(Refused) as refused:
            asked_for(officer, linh, **more)
        assert refused.value.field == "reason"


@pytest.mark.parametrize("who", ["collaborator", "teacher", "clerk", "admin"])
def test_who_may_only_look_prints_none(linh, who, request):
    user = request.getfixturevalue(who)
    with acting_as(user), pytest.raises(NotAllowed):
        asked_for(user, linh)


def test_unknown_parents_and_a_guessed_birth_leave_room_to_write(child_of, officer):
    child = child_of(full_name="Trai", temporary_name=True, birth=PartialDate(2024, estimated=True), sex="unknown")
    with acting_as(officer):
        words = text_of(printed(officer, child))
    for said in (
        "Trai (tên tạm)", "Chưa xác định", "khoảng 2 tuổi", "Mẹ Chưa nhập", "Cha Chưa nhập", "Chưa có trong sổ",
        "Bổ sung: Số định danh",
    ):  # fmt: skip
        assert said in words


def test_gifts_and_allowances_of_the_year_are_added_up(linh, officer):
    with acting_as(officer):
        give_support(children=[linh], by=officer, draft=GIFT)
        words = text_of(printed(officer, linh))
    assert GIFT.title in words
    assert "Cộng" in words


def test_the_file_is_an_archival_pdf_of_our_fonts_without_the_childs_name_in_its_title(linh, officer):
    with acting_as(officer):
        sheet = printed(officer, linh)
    reader = PdfReader(io.BytesIO(sheet.file()))
    assert reader.metadata.title == "Phiếu thông tin trẻ em"
    assert "pdfaid:part" in reader.trailer["/Root"]["/Metadata"].get_data().decode()
    fonts = {
        str(font.get_object()["/BaseFont"]) for page in reader.pages for font in page["/Resources"]["/Font"].values()
    }
    assert {name.split("+")[1].startswith("Cho-Che-Sans") for name in fonts} == {True}
    assert "Linh" not in sheet.file_name


def test_log_and_history_know_of_it_and_the_file_is_encrypted_then_forgotten(linh, officer):
    with acting_as(officer):
        sheet = printed(officer, linh, reason="rà soát tháng 11")
        assert not bytes(sheet.content).startswith(b"%PDF")
        event = AccessEvent.objects.get(event="SHEET_PRINTED")
        assert (event.about, event.reason) == (linh.code, "Thăm hộ gia đình. rà soát tháng 11")
        assert make_sheet(sheet=sheet, by=officer).version == sheet.version  # twice is once
    with acting_as(User.objects.system()):
        assert forget_sheets(made_before=timezone.now()) == 1
        assert forget_sheets(made_before=timezone.now()) == 0
    with acting_as(officer):
        assert ChildSheet.objects.get().content is None
        assert all("content" not in change.new for change in history_of(sheet))


# --- Pages -----------------------------------------------------------------------------------
def test_from_the_page_of_the_child_to_the_paper(linh, officer, as_user):
    browser = as_user(officer)
    assert f"/children/{linh.public_id}/sheet" in browser.get(linh.get_absolute_url()).content.decode()
    asked = f"/children/{linh.public_id}/sheet"
    assert "Ghi cả hoàn cảnh bảo mật đặc biệt" not in browser.get(asked).content.decode()  # nothing secret to ask about
    answer = browser.post(asked, {"purpose": "visit"})
    assert "Đang chờ" in browser.get(answer.url).content.decode()
    with acting_as(officer):
        job = ChildSheet.objects.get().job_id
    run_job(job)
    assert "Tải phiếu (PDF)" in browser.get(answer.url).content.decode()
    file = browser.get(f"{answer.url}file")
    assert file.content.startswith(b"%PDF")
    assert file["Cache-Control"] == "no-store"
    assert "phieu-thong-tin-tre-em-" in file["Content-Disposition"]
    with acting_as(officer):
        assert AccessEvent.objects.filter(event="SHEET_DOWNLOADED", about=linh.code).count() == 1


def test_nobody_else_reaches_the_file(linh, officer, other_officer, as_user):
    with acting_as(officer):
        sheet = printed(officer, linh)
    for part in ("", "file", "progress"):
        assert as_user(other_officer).get(f"{sheet.get_absolute_url()}{part}").status_code == 404


def test_a_sheet_whose_time_is_over_is_not_made(linh, officer):
    with acting_as(officer):
        sheet = asked_for(officer, linh)
        forget_sheets(made_before=timezone.now() + timedelta(days=1))
        with pytest.raises(Refused, match="quá hạn lưu"):
            make_sheet(sheet=sheet, by=officer)

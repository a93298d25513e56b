"""Number, book, day and place of a child's papers; the picture at the top of its page."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from PIL import Image

from accounts.acting import acting_as
from attachments.store import read
from children.actions.children import draft_of, edit_child
from children.actions.files import FileDraft, attach_file, withdraw_file
from children.models import Child, FileKind
from children.quality.figures import quality_of
from interface.refusals import Refused
from tests.attachments.samples import a_pdf, a_photo
from tests.children.conftest import TODAY
from vietnamese.partial_dates import PartialDate

CARD = {
    "health_insurance": "HS4510000000017",
    "health_insurance_from": date(2026, 1, 1),
    "health_insurance_until": date(2026, 12, 31),
    "health_insurance_place": "Trạm Y tế phường",
}


def words_of(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def edited(by, child, **facts) -> Child:
    with acting_as(by):
        child = Child.objects.get(pk=child.pk)
        return edit_child(child=child, by=by, draft=replace(draft_of(child), **facts), version=child.version)


def test_van_fills_in_the_folded_part_and_the_page_says_it(hân, officer, as_user, at, lists):
    with at("2026-11-23 09:00"):
        browser = as_user(officer)
        form = browser.get(f"/children/{hân.public_id}/edit").content.decode()
        assert re.search(r'<details class="cc-folded"><summary>Quyển số, nơi cấp, nơi khám ban đầu', form)
        edited(
            officer, hân, birth_certificate="12", birth_certificate_book="01/2019",
            birth_registered_on=date(2019, 4, 2), birth_certificate_place="UBND phường",
            identity_issued_on=date(2026, 3, 4), identity_place="Bộ Công an", **CARD,
        )  # fmt: skip
        page = words_of(browser.get(hân.get_absolute_url()))
        assert "số 12, quyển số 01/2019, đăng ký 02/04/2019, UBND phường" in page
        assert "HS4510000000017, từ 01/01/2026, đến 31/12/2026, khám ban đầu tại Trạm Y tế phường" in page
        assert "cấp ngày 04/03/2026, Bộ Công an" in page


def test_a_collaborator_sees_that_there_is_a_card_not_its_number(hân, officer, collaborator, as_user, at, lists):
    edited(officer, hân, **CARD)
    with at("2026-11-23 09:00"):
        page = words_of(as_user(collaborator).get(hân.get_absolute_url()))
        assert "Đã có, từ 01/01/2026" in page
        assert "HS4510000000017" not in page


def test_days_that_cannot_be_are_refused(hân, officer, lists):
    with pytest.raises(Refused, match="hết hạn"):
        edited(officer, hân, **CARD | {"health_insurance_from": date(2027, 1, 1)})
    for issued in (date(2018, 1, 1), date(2126, 1, 1)):
        with pytest.raises(Refused, match="thẻ căn cước"):
            edited(officer, hân, identity_issued_on=issued)


def test_a_card_that_has_run_out_is_missing_on_the_childs_page(hân, officer, as_user, at, lists):
    edited(officer, hân, **CARD | {"health_insurance_until": date(2026, 9, 30)})
    with at("2026-11-23 09:00"):
        page = words_of(as_user(officer).get(hân.get_absolute_url()))
        assert "Gia hạn thẻ BHYT" in page
        assert "đã hết hạn 30/09/2026" in page


def test_a_small_thing_unsaid_makes_no_record_a_flawed_one(hân, officer, lists):
    edited(officer, hân, personal_id="051319000217", personal_id_verified=True, birth_certificate="12", **CARD)
    with acting_as(officer):
        hân.household.poverty = "none"
        hân.household.save()
        quality = quality_of(officer, TODAY)
    assert [each.rule.code for each in quality.findings] == ["certificate_part"]
    assert quality.flawed == 0


def test_from_14_a_card_of_identity_is_asked_for(child_of, officer, lists):
    child_of("tdp7", birth=PartialDate(2012, 3, 14))
    child_of("tdp7", full_name="Lê An")
    with acting_as(officer):
        quality = quality_of(officer, TODAY)
    assert next(each.count for each in quality.findings if each.rule.code == "identity") == 1


@pytest.fixture
def portrait(hân, officer, lists, files_dir):
    draft = FileDraft(FileKind.PORTRAIT, consent_by="Mẹ", consent_on=date(2026, 11, 20))
    with acting_as(officer):
        return attach_file(child=hân, by=officer, draft=draft, upload=a_photo((800, 1000)))


def test_the_picture_stands_small_at_the_top_for_those_who_see_papers(
    hân, portrait, officer, chair, collaborator, teacher, as_user
):
    address = f"/children/files/{portrait.public_id}/small"
    for person in (officer, chair):
        assert address in as_user(person).get(hân.get_absolute_url()).content.decode()
        picture = as_user(person).get(address)
        assert (picture.status_code, picture["Content-Type"]) == (200, "image/jpeg")
    for person in (collaborator, teacher):
        assert "<img" not in as_user(person).get(hân.get_absolute_url()).content.decode()
        assert as_user(person).get(address).status_code == 403


def test_only_a_picture_of_the_child_has_a_small_one_and_not_when_taken_off(hân, portrait, officer, as_user):
    with acting_as(officer):
        paper = attach_file(child=hân, by=officer, draft=FileDraft(FileKind.BIRTH_CERTIFICATE), upload=a_photo())
        draft = FileDraft(FileKind.PORTRAIT, consent_by="Mẹ", consent_on=date(2026, 11, 20))
        scan = attach_file(child=hân, by=officer, draft=draft, upload=a_pdf("ảnh"))
    browser = as_user(officer)
    for file in (paper, scan):
        assert browser.get(f"/children/files/{file.public_id}/small").status_code == 404
    assert f"{portrait.public_id}/small" in browser.get(hân.get_absolute_url()).content.decode()
    with acting_as(officer):
        withdraw_file(file=portrait, by=officer, version=1, reason="gia đình không đồng ý nữa")
    assert "<img" not in browser.get(hân.get_absolute_url()).content.decode()
    assert browser.get(f"/children/files/{portrait.public_id}/small").status_code == 404


def test_what_is_kept_is_not_the_small_one(portrait):
    assert Image.open(BytesIO(read(portrait.stored))).size == (800, 1000)

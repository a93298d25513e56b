"""Scans and pictures of a child: attached, opened with a mark and a line in the log, as secret as what they prove."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from PIL import Image

from accounts.acting import acting_as
from accounts.models import AccessEvent
from attachments import marking, sending
from attachments.models import StoredFile
from children.actions.files import FileDraft, attach_file, withdraw_file
from children.models import ChildFile, Circumstance, CircumstanceGroup, FileKind
from interface.refusals import NotAllowed, Refused, StaleVersion
from tests.attachments.samples import a_pdf, a_photo


@pytest.fixture
def hân(child_of, lists, files_dir):
    return child_of()


@pytest.fixture
def marked(hân, officer):
    """`marked("G09")`: the child in a group, Vân in charge."""

    def mark(group: str) -> Circumstance:
        with acting_as(officer):
            return Circumstance.objects.create(
                child=hân, group=CircumstanceGroup.objects.get(code=group), started_on="2026-01-05", officer=officer
            )

    return mark


def attach(child, by, kind=FileKind.BIRTH_CERTIFICATE, upload=None, **more) -> ChildFile:
    with acting_as(by):
        return attach_file(child=child, by=by, draft=FileDraft(kind, **more), upload=upload or a_pdf("Giấy khai sinh"))


def events(user) -> list[tuple[str, str]]:
    with acting_as(user):
        return list(AccessEvent.objects.order_by("id").values_list("event", "reason"))


def test_an_officer_attaches_a_photo_in_the_browser_and_opens_it(hân, officer, as_user):
    browser, pages = as_user(officer), f"/children/{hân.public_id}/files/"
    photo = SimpleUploadedFile("Nguyen Gia Han.jpg", a_photo((400, 300)), content_type="text/html")
    answer = browser.post(f"{pages}add", {"kind": "birth_certificate", "file": photo, "note": "mặt trước"}, follow=True)
    page = answer.content.decode()
    assert "Đã đính kèm" in page
    assert "Giấy khai sinh" in page
    assert "mặt trước" in page
    assert "Nguyen Gia Han" not in page
    with acting_as(officer):
        file = ChildFile.objects.get()
    seen = browser.get(f"/children/files/{file.public_id}/")
    assert seen["Content-Type"] == "image/jpeg"
    assert "sandbox" in seen["Content-Security-Policy"]
    assert hân.code not in seen["Content-Disposition"]
    picture = Image.open(BytesIO(seen.content))
    assert picture.width == 400
    assert picture.height > 300
    assert ("FILE_READ", "Giấy khai sinh") in events(officer)
    assert "Giấy tờ, ảnh (1)" in browser.get(hân.get_absolute_url()).content.decode()


def test_the_mark_says_who_opened_it_at_which_hour_of_the_ward(hân, officer, as_user, at, monkeypatch):
    """The words are drawn, so they are read where they are given to the pen."""
    file, said = attach(hân, officer, upload=a_photo()), []
    monkeypatch.setattr(
        sending, "marked", lambda data, kind, words: said.append(words) or marking.marked(data, kind, words)
    )
    with at("2026-11-25 09:41"):
        assert _answer(as_user(officer), file) == 200
    assert said == ["Bản xem của Phạm Thị Hồng Vân lúc 09:41 ngày 25/11/2026. Không sao chụp, chuyển tiếp."]


def test_a_file_of_another_kind_is_refused_beside_its_field_and_nothing_is_kept(hân, officer, as_user, files_dir):
    program = SimpleUploadedFile("giay.pdf", b"MZ program", content_type="application/pdf")
    answer = as_user(officer).post(
        f"/children/{hân.public_id}/files/add", {"kind": "other", "file": program, "note": "x"}
    )
    page = answer.content.decode()
    assert "không phải ảnh hoặc PDF" in page
    assert 'value="x"' in page
    assert not [path for path in files_dir.rglob("*") if path.is_file()]


def test_a_missing_file_and_kind_are_said(hân, officer, as_user):
    page = as_user(officer).post(f"/children/{hân.public_id}/files/add", {"note": "x"}).content.decode()
    assert "Chưa chọn tệp" in page


def test_a_portrait_is_kept_only_with_consent(hân, officer):
    with pytest.raises(Refused, match="ai đồng ý"):
        attach(hân, officer, FileKind.PORTRAIT, a_photo())
    file = attach(
        hân, officer, FileKind.PORTRAIT, a_photo(), consent_by="Mẹ, bà Huỳnh Thị Thủy", consent_on=date(2026, 11, 20)
    )
    with acting_as(officer), pytest.raises(IntegrityError, match="portrait_only_with_consent"), transaction.atomic():
        ChildFile.objects.filter(pk=file.pk).update(consent_on=None)


def test_only_those_who_see_papers_see_them(hân, officer, cast, as_user):
    file = attach(hân, officer)
    opens = {name for name, user in cast.items() if _answer(as_user(user), file) == 200}
    assert opens == {"van.pth", "ha.dtt", "duy.tq", "le.dtm"}
    for name in ("lan.lt", "xuan.hv", "trang.nt"):
        with acting_as(cast[name]), pytest.raises(NotAllowed):
            attach_file(child=hân, by=cast[name], draft=FileDraft(FileKind.OTHER), upload=a_pdf("x"))


def _answer(browser, file) -> int:
    return browser.get(f"/children/files/{file.public_id}/").status_code


def test_the_paper_of_a_secret_group_is_as_secret_as_the_group(hân, marked, officer, other_officer, chair, as_user):
    ordinary, secret = marked("G03"), marked("G09")
    attach(hân, officer, FileKind.PROOF, circumstance=ordinary)
    file = attach(hân, officer, FileKind.PROOF, circumstance=secret)
    assert file.secret
    opens = [user.username for user in (officer, other_officer, chair) if _answer(as_user(user), file) == 200]
    assert opens == ["van.pth", "duy.tq"]
    with acting_as(chair):  # the log's readers may not know of the group
        assert set(AccessEvent.objects.filter(event="FILE_READ").values_list("reason", flat=True)) == {""}
    listed = as_user(other_officer).get(f"/children/{hân.public_id}/files/").content.decode()
    assert listed.count("Giấy tờ của hoàn cảnh</b>") == 1
    assert "(1)" in as_user(other_officer).get(hân.get_absolute_url()).content.decode()
    with acting_as(other_officer):  # the database itself, without the Python filter
        assert ChildFile.objects.count() == 1
    with acting_as(officer), pytest.raises(IntegrityError, match="as_secret"), transaction.atomic():
        ChildFile.objects.filter(pk=file.pk).update(secret=False)


def test_a_paper_cannot_prove_the_circumstance_of_another_child(hân, marked, child_of, officer):
    other = child_of(full_name="Lê An")
    with pytest.raises(Refused, match="trẻ khác"):
        attach(other, officer, FileKind.PROOF, circumstance=marked("G03"))


def test_a_scan_is_led_to_from_the_circumstance_it_proves(hân, marked, officer, as_user):
    file = attach(hân, officer, FileKind.PROOF, circumstance=marked("G03"))
    page = as_user(officer).get(hân.get_absolute_url()).content.decode()
    assert f'href="/children/files/{file.public_id}/">xem bản quét' in page


def test_what_was_attached_by_mistake_is_opened_by_nobody_and_stays_in_the_history(hân, officer, as_user):
    file = attach(hân, officer)
    browser, address = as_user(officer), f"/children/files/{file.public_id}/withdraw"
    opened = browser.get(address).context["opened"]
    answer = browser.post(address, {"reason": "giấy của trẻ khác", "opened": opened}, follow=True)
    assert "Đã gỡ giấy tờ" in answer.content.decode()
    assert _answer(browser, file) == 404
    assert "Chưa đính kèm" in answer.content.decode()
    with acting_as(officer):
        assert StoredFile.objects.count() == 1
        with pytest.raises(StaleVersion):
            withdraw_file(file=file, by=officer, version=1, reason="x")


def test_the_list_costs_the_same_whatever_its_length(hân, marked, officer, as_user):
    browser, address = as_user(officer), f"/children/{hân.public_id}/files/"
    proves = marked("G03")

    def cost() -> int:
        attach(hân, officer, FileKind.PROOF, circumstance=proves)
        with CaptureQueriesContext(connection) as asked:
            browser.get(address)
        return len(asked)

    cost()
    assert cost() == cost()

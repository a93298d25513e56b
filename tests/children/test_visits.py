"""Visits at the door: Lan writes one down on her phone, officers read them, worries are for few."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from accounts.acting import acting_as
from accounts.models import AccessEvent, Notification
from children.actions.visits import edit_visit, record_visit, withdraw_visit
from children.households.visits import sums_of, visits_of_child
from children.models import Finding, HomeVisit, Met, VisitPhoto, VisitPurpose
from interface.refusals import NotAllowed, Refused, StaleVersion
from interface.todo import todos_of
from tests.attachments.samples import a_pdf, a_photo
from tests.children.visits import VISIT

ANSWERS = {
    "visited_on_day": "20", "visited_on_month": "11", "visited_on_year": "2026", "purpose": "regular", "met": "parents",
    "child_seen": "yes", "findings": ["well"], "concern": "no", "note": "Xe lăn hỏng bánh trước.",
}  # fmt: skip


@pytest.fixture
def linh(child_of, files_dir):
    return child_of("tdp7", full_name="Đặng Thị Mỹ Linh", address="50/7 Nguyễn Trãi")


def photo(name="anh.jpg", upload=None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, upload or a_photo((800, 600)), content_type="image/jpeg")


def words_of(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def visit_of(by, child, draft=VISIT, **more) -> HomeVisit:
    with acting_as(by):
        return record_visit(by=by, draft=draft, child=child, **more)


def test_lan_writes_down_a_visit_with_a_photo_and_it_stands_on_both_pages(linh, collaborator, as_user, at):
    with at("2026-11-20 17:00"):
        browser, home = as_user(collaborator), linh.household
        answer = browser.post(f"/households/{home.public_id}/visits/add", ANSWERS | {"photo_1": photo()}, follow=True)
        assert "Đã ghi lần thăm" in words_of(answer)
        for page in (home, linh):
            told = words_of(browser.get(page.get_absolute_url()))
            assert "Cộng tác viên thăm hộ. Trẻ sinh hoạt bình thường. Xe lăn hỏng bánh trước." in told
            assert "Lê Thị Lan, TDP 7 · 1 ảnh" in told.replace("Tổ dân phố 7", "TDP 7")
        assert "Xe lăn hỏng bánh trước." in words_of(browser.get("/visits/"))


def test_what_is_missing_is_said_and_what_was_typed_stays(linh, collaborator, as_user):
    answer = as_user(collaborator).post(f"/children/{linh.public_id}/visits/add", {"note": "Nhà đóng cửa"})
    page = words_of(answer)
    for question in ("Gặp ai?", "Có thấy trẻ không?", "Có dấu hiệu trẻ mất an toàn không?"):
        assert f"Chưa trả lời “{question}”" in page
    assert "Nhà đóng cửa" in page


def test_somebody_who_met_people_says_what_was_seen(linh, collaborator):
    with pytest.raises(Refused, match="Chưa ghi thấy gì"):
        visit_of(collaborator, linh, replace(VISIT, findings=[]))
    assert visit_of(collaborator, linh, replace(VISIT, findings=[], met=Met.NOBODY, child_seen=False))
    with pytest.raises(Refused, match="chưa đến"):
        visit_of(collaborator, linh, replace(VISIT, visited_on=date(2126, 1, 1)))


@pytest.mark.parametrize("seen", [{"child_seen": True, "findings": []}, {"child_seen": False}])
def test_who_met_nobody_has_seen_nothing(linh, collaborator, seen):
    with pytest.raises(Refused, match="Không gặp ai") as refused:
        visit_of(collaborator, linh, replace(VISIT, met=Met.NOBODY, **seen))
    assert refused.value.field == "met"


def test_a_worry_is_told_by_telephone_at_once_and_officers_hear_of_it(linh, collaborator, officer, chair, as_user, at):
    with at("2026-11-20 17:00"):
        browser = as_user(collaborator)
        form = words_of(browser.get(f"/children/{linh.public_id}/visits/add"))
        assert "gọi ngay, rồi hãy ghi tiếp" in form
        worried = ANSWERS | {"concern": "yes"}
        page = browser.post(f"/children/{linh.public_id}/visits/add", worried, follow=True).content.decode()
        assert 'href="tel:111"' in page
        assert "gọi ngay, không đợi ai đọc phiếu" in page
        with acting_as(officer):
            [line] = Notification.objects.visible_to(officer)
            assert line.text == "Có 1 lần thăm ghi dấu hiệu trẻ mất an toàn, TDP 7"
            assert "Linh" not in line.text
        with acting_as(chair):
            assert HomeVisit.objects.visible_to(chair).get().concern


def test_of_a_worry_of_others_a_collaborator_knows_nothing(linh, collaborator, officer, as_user):
    quiet = visit_of(officer, linh)
    worried = visit_of(officer, linh, replace(VISIT, concern=True, note="Vết bầm ở tay."))
    browser = as_user(collaborator)
    assert browser.get(quiet.get_absolute_url()).status_code == 200
    assert browser.get(worried.get_absolute_url()).status_code == 404
    assert "Vết bầm" not in words_of(browser.get(linh.get_absolute_url()))
    with acting_as(collaborator):  # the database itself, without the Python filter
        assert HomeVisit.objects.count() == 1


def test_a_stranger_a_teacher_and_an_administrator_know_of_no_visit(linh, officer, stranger, teacher, admin, as_user):
    visit = visit_of(officer, linh, photos=[a_photo()])
    with acting_as(officer):
        picture = VisitPhoto.objects.get()
    for person in (stranger, teacher, admin):
        for address in (visit.get_absolute_url(), f"/visits/photos/{picture.public_id}/"):
            assert as_user(person).get(address).status_code in (403, 404)
        with acting_as(person):
            assert not HomeVisit.objects.exists()
    for person in (teacher, admin):
        with acting_as(person), pytest.raises(NotAllowed):
            record_visit(by=person, draft=VISIT, child=linh)


def test_the_picture_opens_marked_for_officers_and_for_whoever_took_it(linh, collaborator, officer, as_user):
    visit_of(collaborator, linh, photos=[a_photo((800, 600))])
    with acting_as(officer):
        picture = VisitPhoto.objects.get()
    for person in (collaborator, officer):
        browser = as_user(person)
        whole = browser.get(f"/visits/photos/{picture.public_id}/")
        assert (whole["Content-Type"], whole.status_code) == ("image/jpeg", 200)
        small = browser.get(f"/visits/photos/{picture.public_id}/small")
        assert max(Image.open(BytesIO(small.content)).size) == 320
    with acting_as(officer):
        assert AccessEvent.objects.filter(event="FILE_READ", reason="ảnh của lần thăm").count() == 1  # her own


def test_an_officers_picture_is_not_for_collaborators(linh, collaborator, officer, as_user):
    visit = visit_of(officer, linh, photos=[a_photo()])
    with acting_as(officer):
        picture = VisitPhoto.objects.get()
    browser = as_user(collaborator)
    assert browser.get(f"/visits/photos/{picture.public_id}/").status_code == 404
    assert "<img" not in browser.get(visit.get_absolute_url()).content.decode()
    with acting_as(collaborator):
        assert not VisitPhoto.objects.exists()


def test_three_photos_and_no_paper(linh, collaborator):
    with pytest.raises(Refused, match="nhiều nhất 3 ảnh"):
        visit_of(collaborator, linh, photos=[a_photo()] * 4)
    with pytest.raises(Refused, match="chỉ nhận ảnh") as refused:
        visit_of(collaborator, linh, photos=[a_photo(), a_pdf("giấy")])
    assert refused.value.field == "photo_2"


def test_photos_that_the_server_dropped_are_asked_for_again_one_by_one(linh, collaborator, as_user):
    big = photo(upload=b"\xff\xd8\xff" + bytes(21 * 1024 * 1024))
    answer = as_user(collaborator).post(f"/children/{linh.public_id}/visits/add", ANSWERS | {"photo_1": big})
    page = words_of(answer)
    assert "Gửi từng ảnh một" in page
    assert "Xe lăn hỏng bánh trước." in page
    with acting_as(collaborator):
        assert not HomeVisit.objects.exists()


def test_its_writer_mends_it_the_same_day_drops_a_photo_and_adds_one(linh, collaborator, as_user, at):
    with at("2026-11-20 17:00"):
        visit = visit_of(collaborator, linh, photos=[a_photo()])
        browser, address = as_user(collaborator), f"/visits/{visit.public_id}/edit"
        page = browser.get(address).content.decode()
        [opened] = re.findall(r'name="opened" value="([^"]+)"', page)
        with acting_as(collaborator):
            first = VisitPhoto.objects.get()
        more = {"opened": opened, "dropped": [str(first.public_id)], "photo_1": photo(), "note": "Đã có nắp giếng."}
        assert "Đã lưu" in words_of(browser.post(address, ANSWERS | more, follow=True))
        with acting_as(collaborator):
            assert HomeVisit.objects.get().note == "Đã có nắp giếng."
            assert VisitPhoto.objects.true().exclude(pk=first.pk).count() == 1
            assert VisitPhoto.objects.count() == 2
        assert browser.get(f"/visits/photos/{first.public_id}/").status_code == 404


def test_the_next_day_nobody_mends_it(linh, collaborator, officer, at):
    with at("2026-11-20 17:00"):
        visit = visit_of(collaborator, linh)
        with acting_as(officer), pytest.raises(Refused, match="Chỉ người ghi"):
            edit_visit(visit=visit, by=officer, version=1, draft=VISIT)
    with at("2026-11-21 08:00"), acting_as(collaborator), pytest.raises(Refused, match="trong ngày ghi"):
        edit_visit(visit=visit, by=collaborator, version=1, draft=VISIT)


def test_a_worry_once_written_down_is_not_taken_back_by_its_writer(linh, collaborator, officer, as_user, at):
    with at("2026-11-20 17:00"):
        visit = visit_of(collaborator, linh, replace(VISIT, concern=True))
        page = words_of(as_user(collaborator).get(visit.get_absolute_url()))
        assert "ghi thêm lần thăm khác" in page
        assert "Sửa lần thăm" not in page
        with acting_as(collaborator):
            with pytest.raises(Refused, match="chỉ cán bộ"):
                edit_visit(visit=visit, by=collaborator, version=1, draft=VISIT)
            with pytest.raises(Refused, match="Gọi cán bộ"):
                withdraw_visit(visit=visit, by=collaborator, version=1, reason="nhầm hộ")
        with acting_as(officer):
            assert withdraw_visit(visit=visit, by=officer, version=1, reason="nhầm hộ").withdrawn_on


def test_an_old_version_is_not_saved_over(linh, collaborator, at):
    with at("2026-11-20 17:00"), acting_as(collaborator):
        visit = record_visit(by=collaborator, draft=VISIT, child=linh)
        edit_visit(visit=visit, by=collaborator, version=1, draft=replace(VISIT, findings=[Finding.ILL]))
        with pytest.raises(StaleVersion):
            edit_visit(visit=visit, by=collaborator, version=1, draft=VISIT)


def test_a_visit_by_mistake_is_taken_off_by_its_writer_that_day_or_by_an_officer(linh, collaborator, officer, at):
    with at("2026-11-20 17:00"):
        visit = visit_of(collaborator, linh)
    with at("2026-11-25 17:00"):
        with acting_as(collaborator), pytest.raises(Refused, match="Gọi cán bộ"):
            withdraw_visit(visit=visit, by=collaborator, version=1, reason="nhầm hộ")
        with acting_as(officer):
            withdraw_visit(visit=visit, by=officer, version=1, reason="nhầm hộ")
            assert not HomeVisit.objects.visible_to(officer).true().exists()


def test_a_visit_taken_off_is_read_by_officers_only_and_its_photos_by_nobody(
    linh, collaborator, officer, chair, as_user
):
    visit = visit_of(collaborator, linh, photos=[a_photo()])
    with acting_as(officer):
        picture = VisitPhoto.objects.get()
        withdraw_visit(visit=visit, by=officer, version=1, reason="nhầm hộ")
    for person, status in ((collaborator, 404), (chair, 404), (officer, 200)):
        browser = as_user(person)
        assert browser.get(visit.get_absolute_url()).status_code == status
        for size in ("", "small"):
            assert browser.get(f"/visits/photos/{picture.public_id}/{size}").status_code == 404
    assert "<img" not in as_user(officer).get(visit.get_absolute_url()).content.decode()


def test_task_tdp_04_counts_visits_after_injuries(linh, child_of, collaborator, officer, as_user, at):
    with at("2026-11-20 17:00"):
        visit_of(collaborator, linh, replace(VISIT, purpose=VisitPurpose.INJURY))
        visit_of(collaborator, linh)
        visit_of(officer, child_of("tdp12", address="9 Trần Phú"))
        with acting_as(officer):
            sums = sums_of(HomeVisit.objects.visible_to(officer).true())
        assert sums == {"visits": 3, "homes": 2, "injuries": 1, "concerns": 0}
        assert "2 lần thăm" in words_of(as_user(officer).get("/visits/?tdp=7"))
        assert "Lần thăm của tôi" in words_of(as_user(collaborator).get("/visits/"))


def test_the_home_of_a_child_without_a_household_counts_and_is_found_by_its_neighbourhood(
    linh, child_of, collaborator, officer, as_user, at
):
    with at("2026-11-20 17:00"):
        for child in (linh, child_of("tdp7", own_address="Nhà trọ 3")):
            visit_of(collaborator, child)
        with acting_as(officer):
            assert sums_of(HomeVisit.objects.visible_to(officer))["homes"] == 2
        browser = as_user(officer)
        assert "2 lần thăm" in words_of(browser.get("/visits/?tdp=7"))
        assert "2 lần thăm" not in words_of(browser.get("/visits/?tdp=12"))


def test_a_child_without_a_household_is_visited_too(child_of, collaborator, stranger):
    child = child_of("tdp7", own_address="Nhà trọ 3")
    visit = visit_of(collaborator, child)
    assert visit.neighbourhood == child.neighbourhood
    with acting_as(collaborator):
        assert list(visits_of_child(child, collaborator))
    with acting_as(stranger):
        assert not HomeVisit.objects.exists()


def test_where_a_visitor_feared_for_a_child_somebody_goes_again(linh, collaborator, officer, as_user, rf, at):
    with at("2026-11-20 17:00"):
        visit_of(officer, linh, replace(VISIT, visited_on=date(2026, 11, 2)))
        worried = visit_of(collaborator, linh, replace(VISIT, concern=True, visited_on=date(2026, 11, 19)))
        lines = {person: _asked(person, rf) for person in (collaborator, officer)}
        assert lines[collaborator] == [("Thăm lại nơi có dấu hiệu trẻ mất an toàn", date(2026, 11, 26))]
        assert lines[officer] == [("1 lần thăm có dấu hiệu trẻ mất an toàn, chưa thăm lại", date(2026, 11, 26))]
        assert as_user(officer).get("/visits/?concern=open").context["page"].paginator.count == 1
        assert "Thăm lại chậm nhất ngày 26/11/2026" in words_of(as_user(collaborator).get(worried.get_absolute_url()))
        visit_of(officer, linh, replace(VISIT, visited_on=date(2026, 11, 20)))
        assert _asked(collaborator, rf) == _asked(officer, rf) == []
        assert "Thăm lại chậm nhất" not in words_of(as_user(collaborator).get(worried.get_absolute_url()))


def _asked(person, rf):
    request = rf.get("/")
    request.user = person
    with acting_as(person):
        return [(todo.title, todo.due) for todo in todos_of(request) if "mất an toàn" in todo.title]

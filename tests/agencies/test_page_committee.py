"""The page “Ban chỉ đạo”."""

import pytest
from django.urls import reverse

from agencies.models import CommitteeMeeting, CommitteeMember, SteeringCommittee


def text_of(response):
    return response.content.decode()


def boxes(name, day, month, year):
    return {f"{name}_day": day, f"{name}_month": month, f"{name}_year": year}


DECISION = {
    "name": "Ban chỉ đạo chăm sóc trẻ em phường",
    "decision_number": "35/QĐ-UBND",
    **boxes("decided_on", "1", "8", "2025"),
    **boxes("valid_from", "1", "8", "2025"),
}


@pytest.fixture
def browser(as_user, officer):
    return as_user(officer)


@pytest.fixture
def committee(browser):
    browser.post("/committee/new/", DECISION)
    return SteeringCommittee.objects.get()


def test_an_empty_page_says_what_to_do(browser, ward):
    assert "Ghi quyết định thành lập" in text_of(browser.get("/committee/"))


def test_members_and_meetings_are_written_and_shown(browser, edit, committee, ward, queries):
    members = reverse("new_member", args=[committee.public_id])
    browser.post(members, {"full_name": "Trần Quốc Duy", "position": "Chủ tịch UBND", "role": "1_head"})
    school = {"full_name": "Nguyễn Thùy Trang", "role": "4_member", "agency": str(ward["school"].public_id)}
    browser.post(members, school)
    meeting = {"title": "Họp quý IV", "place": "Hội trường", "attendees": "11", "decisions": "Tiêm vét\nKiểm tra"}
    browser.post(reverse("new_meeting", args=[committee.public_id]), meeting | boxes("held_on", "12", "11", "2026"))
    page = text_of(browser.get("/committee/"))
    for words in ("35/QĐ-UBND", "Trần Quốc Duy", "Trưởng ban", "Trường THCS Ánh Dương", "Họp quý IV", "12/11/2026"):
        assert words in page

    held = CommitteeMeeting.objects.get()
    edit(browser, reverse("change_meeting", args=[held.public_id]), minutes="Biên bản\n\nĐoạn hai")
    page = text_of(browser.get(reverse("meeting", args=[held.public_id])))
    assert "<li>Kiểm tra</li>" in page
    assert "<p>Đoạn hai</p>" in page

    before = queries(browser.get, "/committee/")
    for number in range(5):
        browser.post(members, {**school, "full_name": f"Người {number}"})
    assert queries(browser.get, "/committee/") == before


def test_a_second_head_is_refused_beside_the_role(browser, committee):
    url = reverse("new_member", args=[committee.public_id])
    browser.post(url, {"full_name": "Trần Quốc Duy", "role": "1_head"})
    form = browser.post(url, {"full_name": "Đinh Thị Mỹ Lệ", "role": "1_head"}).context["form"]
    assert "Trần Quốc Duy đang là Trưởng ban" in form.errors["role"][0]


def test_somebody_leaves(browser, edit, committee):
    browser.post(reverse("new_member", args=[committee.public_id]), {"full_name": "Lê Văn Ba", "role": "4_member"})
    member = CommitteeMember.objects.get()
    edit(browser, reverse("change_member", args=[member.public_id]), **boxes("left_on", "1", "10", "2026"))
    assert "từ 01/10/2026" in text_of(browser.get("/committee/"))


def test_a_new_decision_renews_the_committee_and_the_old_one_stays_readable(browser, committee):
    new = {**DECISION, "decision_number": "120/QĐ-UBND", **boxes("valid_from", "1", "9", "2026")}
    browser.post("/committee/new/", new)
    assert "120/QĐ-UBND" in text_of(browser.get("/committee/"))
    assert "Thêm thành viên" in text_of(browser.get("/committee/"))
    assert "Thêm thành viên" not in text_of(browser.get(reverse("past_committee", args=[committee.public_id])))
    page = text_of(browser.get(reverse("past_committee", args=[committee.public_id])))
    assert "01/08/2025 – 31/08/2026" in page


def test_leaders_read_focal_points_do_not(as_user, committee, chair, teacher):
    browser = as_user(chair)
    assert "Ghi cuộc họp" not in text_of(browser.get("/committee/"))
    assert browser.get(reverse("new_meeting", args=[committee.public_id])).status_code == 403
    assert as_user(teacher).get("/committee/").status_code == 403

"""Screen 19: users."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.acting import acting_as
from accounts.actions.users import add_user
from accounts.models import User
from accounts.people import Person
from accounts.sessions import SessionStore
from accounts.slips import put_slip, take_slip

NEW = {"full_name": "Bùi Thị Ngọc Ánh", "role": "clerk", "form_of_address": "bà", "phone": "0905 123 456"}


def names(response) -> list[str]:
    return [user.full_name for user in response.context["page"]]


def test_the_list_says_who_works_here_and_how_each_account_stands(admin, officer, clerk, teacher, client, as_user):
    clerk.left_on = timezone.localdate()
    clerk.save()
    for _ in range(5):
        client.post("/sign-in/", {"username": "trang.nt", "password": "sai"})
    page = as_user(admin).get("/users/").content.decode()
    assert "3 người đang dùng, 1 đã nghỉ" in page
    assert "Khóa 15 phút, sai mật khẩu" in page
    assert "Chờ đăng nhập lần đầu" in page
    assert "Đã nghỉ từ" in page
    assert "Trường THCS Ánh Dương" in page


def test_the_form_says_who_needs_an_agency_or_a_neighbourhood_and_groups_the_agencies(admin, ward, as_user):
    page = as_user(admin).get("/users/new/")
    text = page.content.decode()
    for label, hint in (
        ("Cơ quan", "Đầu mối cơ quan phải có một cơ quan; người khác ghi nơi làm việc nếu có."),
        ("Tổ dân phố phụ trách", "Chỉ cho cộng tác viên: ít nhất một tổ."),
    ):
        assert f"{label}</l" in text  # the label ends there: no “(không bắt buộc)”
        assert hint in text
    groups = list(page.context["form"].fields["agency"].choices)
    assert groups[0] == ("", "Không thuộc cơ quan nào")
    assert [(kind, [label for _, label in group]) for kind, group in groups[1:]] == [
        ("Trường học", ["Trường THCS Ánh Dương"]),
        ("Trạm Y tế", ["Trạm Y tế"]),
    ]
    assert '<optgroup label="Trường học">' in text


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("pham van", ["Phạm Thị Hồng Vân"]),
        ("Vân Hồng", ["Phạm Thị Hồng Vân"]),
        ("tri.n", ["Ngô Minh Trí"]),
        ("3822", ["Ngô Minh Trí"]),
        ("!", []),
    ],
)
def test_a_person_is_found_without_marks_by_account_or_by_phone(admin, officer, as_user, typed, found):
    browser = as_user(admin)
    away = browser.post("/users/", {"q": typed})
    assert typed not in away.url
    assert names(browser.get(away.url)) == found


def test_a_fresh_visit_forgets_the_search(admin, officer, as_user):
    browser = as_user(admin)
    browser.post("/users/", {"q": "vân"})
    assert len(names(browser.get("/users/"))) == 2


def test_filters_narrow_and_keep_the_order_of_names(cast, admin, officer, ward, as_user):
    User.objects.filter(pk=officer.pk).update(last_login=timezone.now() - timedelta(days=91))
    browser = as_user(admin)
    assert names(browser.get("/users/?state=unused")) == ["Phạm Thị Hồng Vân"]
    assert names(browser.get(f"/users/?agency={ward['school'].public_id}")) == ["Nguyễn Thùy Trang"]
    assert names(browser.get("/users/?state=left")) == []
    assert names(browser.get("/users/?state=nonsense")) == names(browser.get("/users/"))


def test_names_are_sorted_by_the_given_name(admin, officer, chair, as_user):
    assert names(as_user(admin).get("/users/")) == ["Trần Quốc Duy", "Ngô Minh Trí", "Phạm Thị Hồng Vân"]


def test_a_new_person_gets_a_slip_that_shows_the_password_once(admin, client, as_user):
    browser = as_user(admin)
    away = browser.post("/users/new/", NEW)
    user = User.objects.get(username="anh.btn")
    assert away.url == f"/users/{user.public_id}/slip/"
    slip = browser.get(away.url)
    temporary = slip.context["slips"][0][1]
    assert user.check_password(temporary)
    assert temporary in slip.content.decode()
    again = browser.get(away.url).content.decode()
    assert temporary not in again
    assert "đã hiện một lần" in again


def test_the_password_waits_encrypted_in_the_session(officer):
    session: dict = {}
    put_slip(session, officer, "abcd-efgh-2345")
    assert "abcd" not in str(session)
    assert take_slip(session, officer) == "abcd-efgh-2345"
    assert take_slip(session, officer) is None


def test_a_page_read_in_the_background_does_not_lose_the_slip(admin, officer, as_user):
    browser = as_user(admin)
    reading = SessionStore(browser.session.session_key)
    reading.get("anything")  # a slow request has its session in hand
    session = browser.session
    put_slip(session, officer, "abcd-efgh-2345")
    session.save()
    reading.save()
    assert "abcd-efgh-2345" in browser.get(f"/users/{officer.public_id}/slip/").content.decode()


def test_a_page_read_in_the_background_does_not_sign_in_again(admin, as_user):
    browser = as_user(admin)
    reading = SessionStore(browser.session.session_key)
    reading.get("anything")
    browser.post("/sign-out/")
    with pytest.raises(UpdateError):
        reading.save()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"full_name": ""}, "Chưa ghi họ và tên"),
        ({"role": "collaborator"}, "ít nhất một tổ dân phố"),
        ({"role": "focal_point"}, "cần một cơ quan"),
        ({"role": "system"}, "Vai trò"),
        ({"phone": "0905 12"}, "Số điện thoại có 6 chữ số"),
        ({"username": "Ánh"}, "chữ thường không dấu"),
        ({"username": "tri.nm"}, "Đã có tài khoản tri.nm"),
    ],
)
def test_mistakes_are_told_and_what_was_typed_stays(admin, as_user, change, said):
    page = as_user(admin).post("/users/new/", NEW | change).content.decode()
    assert said in page
    assert "Bùi Thị Ngọc Ánh" in page or "full_name" in change
    assert User.objects.people().count() == 1


def test_a_name_to_sign_in_with_is_proposed_while_typing(admin, as_user):
    browser = as_user(admin)
    assert 'value="anh.btn"' in browser.post("/users/new/username", NEW).content.decode()
    assert 'value="ngocanh"' in browser.post("/users/new/username", NEW | {"username": "ngocanh"}).content.decode()


@pytest.fixture
def opened(admin, collaborator, as_user):
    """The form of the collaborator as it was opened: what it posts, with changes."""
    page = as_user(admin).get(f"/users/{collaborator.public_id}/edit/")
    form = page.context["form"]
    values = {bound.name: bound.value() for bound in form}

    def typed(**changes):
        return {name: value for name, value in (values | {"opened": page.context["opened"]} | changes).items() if value}

    return typed


def test_a_person_is_edited_and_the_change_stands_in_the_history(admin, collaborator, ward, opened, as_user):
    browser = as_user(admin)
    url = f"/users/{collaborator.public_id}/"
    both = [ward["tdp7"].public_id, ward["tdp12"].public_id]
    assert browser.post(f"{url}edit/", opened(phone="0905123456", neighbourhoods=both)).url == url
    page = browser.get(url).content.decode()
    assert "Tổ dân phố 7, Tổ dân phố 12" in page
    assert "Tổ dân phố phụ trách" in page
    assert "Ngô Minh Trí" in page


def test_two_administrators_edit_one_person_and_nothing_typed_is_lost(admin, collaborator, ward, opened, as_user):
    browser = as_user(admin)
    url = f"/users/{collaborator.public_id}/edit/"
    theirs = opened(phone="0905123456", title="Cộng tác viên", neighbourhoods=[ward["tdp12"].public_id])
    mine = opened(
        form_of_address="bà", title="Tổ phó", neighbourhoods=[ward["tdp7"].public_id, ward["tdp12"].public_id]
    )
    browser.post(url, theirs)
    answer = browser.post(url, mine)
    assert answer.status_code == 409
    assert {clash.label for clash in answer.context["clashes"]} == {"Chức vụ", "Tổ dân phố phụ trách"}
    again: dict = {"opened": answer.context["opened"], "keep-title": "theirs", "keep-neighbourhoods": "mine"}
    for name, value in answer.context["boxes"]:
        again.setdefault(name, []).append(value)
    assert browser.post(url, again).status_code == 302
    collaborator = User.objects.get(pk=collaborator.pk)
    assert (collaborator.phone, collaborator.form_of_address, collaborator.title) == (
        "0905123456",
        "bà",
        "Cộng tác viên",
    )
    assert [each.number for each in collaborator.neighbourhoods.order_by("number")] == [7, 12]


def test_a_leaver_is_ended_from_the_page(admin, clerk, as_user, django_client):
    theirs = django_client()
    theirs.post("/sign-in/", {"username": "phuoc.nh", "password": "mat-khau-rat-dai"})
    browser = as_user(admin)
    today = timezone.localdate()
    left_on = {"left_on_day": today.day, "left_on_month": today.month, "left_on_year": today.year}
    browser.post(f"/users/{clerk.public_id}/leave", left_on)
    assert "Đã nghỉ từ" in browser.get(f"/users/{clerk.public_id}/").content.decode()
    assert theirs.get("/account/").status_code == 302


def test_the_last_administrator_is_told_why_not(admin, as_user):
    today = timezone.localdate()
    left_on = {"left_on_day": today.day, "left_on_month": today.month, "left_on_year": today.year}
    page = as_user(admin).post(f"/users/{admin.public_id}/leave", left_on).content.decode()
    assert "quản trị viên cuối cùng" in page


def test_who_comes_back_gets_a_slip(admin, clerk, as_user):
    clerk.left_on = timezone.localdate()
    clerk.save()
    browser = as_user(admin)
    slip = browser.get(browser.post(f"/users/{clerk.public_id}/back").url)
    clerk.refresh_from_db()
    assert clerk.check_password(slip.context["slips"][0][1])


def test_a_leader_looks_but_does_not_touch(chair, officer, as_user):
    browser = as_user(chair)
    page = browser.get(f"/users/{officer.public_id}/").content.decode()
    assert "Phạm Thị Hồng Vân" in page
    assert "Đặt lại mật khẩu" not in page
    assert browser.post(f"/users/{officer.public_id}/reset").status_code == 403


def test_the_machines_own_account_is_on_no_page(admin, as_user):
    system = User.objects.system()
    browser = as_user(admin)
    assert "he-thong" not in browser.get("/users/").content.decode()
    assert browser.get(f"/users/{system.public_id}/").status_code == 404


def test_a_longer_list_asks_the_database_no_more_often(admin, ward, as_user):
    browser = as_user(admin)
    with CaptureQueriesContext(connection) as few:
        browser.get("/users/")
    with acting_as(admin):
        for number in range(12):
            person = Person(f"Hồ Văn {number}", "collaborator", neighbourhoods=[ward["tdp7"]])
            add_user(by=admin, username=f"ho{number}", person=person)
    with CaptureQueriesContext(connection) as many:
        assert len(names(browser.get("/users/"))) == 13
    assert len(many) <= len(few) + 1  # of whom there are, the neighbourhoods


LIST = """
Hồ Văn Xuân	Cộng tác viên	0905 123 456	TDP 12
Đặng Thị Mỹ Duyên	CTV		7, 12
Nguyễn Thùy Trang	Đầu mối cơ quan	0905123457	trường thcs ánh dương
Võ Anh Khoa	Đầu mối cơ quan		Công an xã
Lê Thị Lan	Cộng tác viên
Đỗ Thị Thu Hà	Người bảo vệ trẻ em	12
Ai Đó	Bảo vệ
"""


def test_a_pasted_list_is_read_back_before_anything_is_written(admin, ward, as_user):
    page = as_user(admin).post("/users/paste/", {"typed": LIST})
    text = page.content.decode()
    read = [
        (person.full_name, person.role, [n.number for n in person.neighbourhoods]) for person, _ in page.context["rows"]
    ]
    assert read == [
        ("Hồ Văn Xuân", "collaborator", [12]),
        ("Đặng Thị Mỹ Duyên", "collaborator", [7, 12]),
        ("Nguyễn Thùy Trang", "focal_point", []),
        ("Đỗ Thị Thu Hà", "protection_worker", []),
    ]
    assert "Dòng 5: không có nơi nào tên “Công an xã”" in text
    assert "Dòng 6: Cộng tác viên cần ít nhất một tổ dân phố" in text
    assert "Dòng 7: Số điện thoại có 2 chữ số" in text
    assert "Dòng 8: chưa rõ vai trò “Bảo vệ”" in text
    assert User.objects.people().count() == 1


def test_a_table_of_people_copied_from_excel_keeps_its_columns(admin, ward, as_user):
    table = """STT\tHọ và tên\tĐiện thoại\tChức vụ\tTổ dân phố\tCơ quan\tGhi chú
1\tHồ Văn Xuân\t0000 000 401\tCộng tác viên\tTDP 12\t\tmới
2\tNguyễn Thùy Trang\t0000 000 402\tĐầu mối cơ quan\t\tTrường THCS Ánh Dương"""
    without_headings = "1\tĐặng Thị Mỹ Duyên\tCTV\t0000 000 403\tTDP 7"
    browser = as_user(admin)
    read = browser.post("/users/paste/", {"typed": table}).context["pasted"]
    assert [(person.full_name, person.role, person.phone) for person in read.rows] == [
        ("Hồ Văn Xuân", "collaborator", "0000000401"),
        ("Nguyễn Thùy Trang", "focal_point", "0000000402"),
    ]
    assert [person.agency for person in read.rows] == [None, ward["school"]]
    assert read.problems == []
    [person] = browser.post("/users/paste/", {"typed": without_headings}).context["pasted"].rows
    assert (person.full_name, person.role, person.neighbourhoods) == (
        "Đặng Thị Mỹ Duyên",
        "collaborator",
        [ward["tdp7"]],
    )


def test_a_list_of_which_no_line_can_be_used_says_one_thing(admin, ward, as_user):
    typed = {"typed": "Hồ Văn Xuân, Bảo vệ\n0000 000 402, CTV, Nguyễn Thùy Trang", "save": "1"}
    page = as_user(admin).post("/users/paste/", typed)
    text = page.content.decode()
    assert "Đọc được 2 dòng, chưa dùng được dòng nào." in text
    assert "Dòng 2: họ và tên “0000 000 402” có chữ số" in text
    assert page.context["form"].errors["typed"] == ["Chưa dùng được dòng nào. Sửa theo lời ghi dưới ô danh sách."]
    assert "Chưa đọc được" not in text


def test_the_reading_while_typing_adds_nobody_whatever_button_htmx_sends_along(admin, ward, as_user):
    before = User.objects.count()
    as_user(admin).post("/users/paste/", {"typed": LIST, "save": "1"}, headers={"HX-Request": "true"})
    assert User.objects.count() == before


def test_a_pasted_list_is_added_once_and_every_slip_is_shown_once(admin, ward, as_user):
    browser = as_user(admin)
    away = browser.post("/users/paste/", {"typed": LIST, "save": "1"})
    slips = browser.get(away.url)
    assert [user.username for user, _ in slips.context["slips"]] == ["duyen.dtm", "ha.dtt", "trang.nt", "xuan.hv"]
    assert all(user.check_password(temporary) for user, temporary in slips.context["slips"])
    assert "Không có phiếu nào chờ in" in browser.get(away.url).content.decode()
    assert browser.post("/users/paste/", {"typed": LIST, "save": "1"}).url == "/users/"
    assert User.objects.people().count() == 5

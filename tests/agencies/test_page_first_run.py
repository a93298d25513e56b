"""Screen 20: an empty ward sets itself up, once."""

import pytest

from accounts.authorization import Role
from accounts.models import User
from agencies.actions.first_run import keep_answers
from agencies.forms.first_run import STEPS
from agencies.models import Agency, Neighbourhood, SetUp, WardProfile

PEOPLE = {
    "admin_name": "Ngô Minh Trí",
    "admin_username": "Tri.NM",
    "admin_phone": "0000 000 001",
    "admin_password": "nắng vàng trên sông Trà",
    "officer_name": "Phạm Thị Hồng Vân",
    "officer_username": "van.pth",
    "officer_title": "Công chức Văn hóa - Xã hội",
}
LIST = "Tổ dân phố 1, Nguyễn Văn Tường, 0000 000 101\nTổ dân phố 3, Lê Đình Sỹ\nTổ dân phố 3, Phạm Ẩn"


def text_of(response):
    return response.content.decode()


@pytest.fixture
def visitor(client, db):
    return client


def shown(visitor, step):
    """What a step shows, as a browser would send it."""
    typed = {}
    for bound in visitor.get(f"/first-run/{step}/").context["form"]:
        names = [bound.html_name + name for name in getattr(bound.field.widget, "widgets_names", [""])]
        value = bound.value()
        values = (
            [value] if len(names) == 1 else value if isinstance(value, list) else bound.field.widget.decompress(value)
        )
        typed |= {name: "" if value is None else value for name, value in zip(names, values, strict=True)}
    return typed


def send(visitor, step, go="next", **changes):
    """As somebody who sees what the machine reads while typing."""
    typed = {**shown(visitor, step), **changes}
    read_back = visitor.post(f"/first-run/{step}/", typed).context["pasted"] if step in (2, 3) else None
    return visitor.post(
        f"/first-run/{step}/", typed | ({"shown": read_back.fingerprint} if read_back else {}) | {"go": go}
    )


def until_the_people(visitor):
    send(visitor, 1)
    send(visitor, 2, typed=LIST)
    send(visitor, 3, schools="Trường Mầm non Hoa Mai, 0000 000 201\nTrường THCS Ánh Dương")


def test_every_address_of_an_empty_ward_leads_to_the_first_step(visitor):
    for address in ("/", "/agencies/", "/sign-in/"):
        assert visitor.get(address)["Location"] == "/first-run/"
    assert visitor.get("/first-run/")["Location"] == "/first-run/1/"


def test_four_steps_make_a_ward_that_one_can_sign_in_to(visitor):
    until_the_people(visitor)
    done = send(visitor, 4, **PEOPLE)
    page = text_of(done)
    assert "Thiết lập xong" in page

    ward = WardProfile.objects.get(valid_to=None)
    assert (ward.title, ward.is_demo) == ("Phường Cẩm Thành", False)
    assert WardProfile.objects.count() == 3  # and its past, for reports on 2024
    assert [each.name for each in Neighbourhood.objects.all()] == ["Tổ dân phố 1", "Tổ dân phố 3"]
    school = Agency.objects.get(name="Trường Mầm non Hoa Mai")
    assert (school.school_level, school.phone) == ("preschool", "0000000201")
    assert Agency.objects.filter(kind="FRONT").count() == 5

    admin, officer = User.objects.get(username="tri.nm"), User.objects.get(username="van.pth")
    assert (admin.role, officer.role) == (Role.ADMIN, Role.OFFICER)
    assert officer.must_change_password
    assert officer.check_password(done.context["temporary"])
    assert officer.agency.kind == "VHXH"
    assert not SetUp.objects.exists()

    assert visitor.get("/first-run/")["Location"] == "/sign-in/"
    visitor.post("/sign-in/", {"username": "tri.nm", "password": PEOPLE["admin_password"]})
    assert visitor.get("/agencies/").status_code == 200


def test_back_loses_nothing_not_even_what_is_wrong(visitor):
    send(visitor, 1, name="phường Trương Quang Trọng", ward_code="")
    assert send(visitor, 2, go="back", typed="Tổ dân phố 9")["Location"] == "/first-run/1/"
    assert shown(visitor, 1)["name"] == "phường Trương Quang Trọng"
    assert shown(visitor, 2)["typed"] == "Tổ dân phố 9"


def test_an_unfinished_step_is_asked_for_at_the_end(visitor):
    until_the_people(visitor)
    keep_answers(step=1, typed={"name": "phường Không Mã"})
    assert send(visitor, 4, **PEOPLE)["Location"] == "/first-run/1/"
    assert not User.objects.people().exists()


def test_the_list_is_read_back_while_typing(visitor):
    page = text_of(send(visitor, 2, go="", typed=LIST))
    assert "Đọc được 3 dòng, dùng được 2." in page
    assert "Dòng 2 và dòng 3 cùng tên “Tổ dân phố 3”" in page
    assert "Đã lưu nháp lúc 09:00" in page


def test_the_headings_of_a_pasted_table_are_no_neighbourhood(visitor):
    page = text_of(send(visitor, 2, go="", typed="Tên tổ\tTổ trưởng\tĐiện thoại\nTổ dân phố 1\tPhạm Ẩn\t0000 000 104"))
    assert "Đọc được 1 dòng." in page
    assert "Dòng 1:" not in page


FROM_EXCEL = (
    "STT\tTên tổ\tTổ trưởng\tĐiện thoại\n1\tTổ dân phố 7\tNguyễn Văn Tường\t0000 000 101\n2\tTDP 8\tLê Sỹ\t0000 000 102"
)


def test_a_list_is_read_back_before_the_step_is_taken_as_done(visitor):
    send(visitor, 1)
    away = visitor.post("/first-run/2/", {"typed": FROM_EXCEL, "go": "next"})
    page = text_of(away)
    assert "Chưa lưu." in page
    for words in ("Tổ dân phố 7", "Nguyễn Văn Tường", "0000 000 101", "Tổ dân phố 8"):
        assert f">{words}<" in page
    as_shown = {"typed": FROM_EXCEL, "go": "next", "shown": away.context["pasted"].fingerprint}
    assert (
        text_of(visitor.post("/first-run/2/", as_shown | {"typed": FROM_EXCEL + "\n3\tTDP 9"})).count("Chưa lưu.") == 1
    )
    assert visitor.post("/first-run/2/", as_shown)["Location"] == "/first-run/3/"


def test_a_table_from_excel_with_row_numbers_becomes_neighbourhoods_and_schools(visitor):
    send(visitor, 1)
    send(visitor, 2, typed=FROM_EXCEL)
    page = text_of(send(visitor, 3, go="", schools="STT\tSĐT\tTên trường\n1\t0000 000 201\tTrường Mầm non Hoa Mai"))
    assert '>Trường Mầm non Hoa Mai</th><td data-l="Cấp học">Mầm non<' in page
    send(visitor, 3, schools="STT\tSĐT\tTên trường\n1\t0000 000 201\tTrường Mầm non Hoa Mai")
    send(visitor, 4, **PEOPLE)
    assert list(Neighbourhood.objects.order_by("number").values_list("number", "name", "head_name", "head_phone")) == [
        (7, "Tổ dân phố 7", "Nguyễn Văn Tường", "0000000101"),
        (8, "Tổ dân phố 8", "Lê Sỹ", "0000000102"),
    ]
    assert Agency.objects.get(name="Trường Mầm non Hoa Mai").phone == "0000000201"


def test_a_list_without_a_line_that_can_be_read_is_no_list(visitor):
    send(visitor, 1)
    response = visitor.post("/first-run/2/", {"typed": "Tên tổ\tTổ trưởng", "go": "next"})
    assert "Chưa đọc được tổ nào" in response.context["form"].errors["typed"][0]
    assert visitor.post("/first-run/2/", {"typed": "", "go": "next"})["Location"] == "/first-run/3/"


@pytest.mark.parametrize("step", [1, 2, 3, 4])
def test_every_step_says_what_it_is_for(visitor, step):
    assert f'<p class="cc-lead mt-2">{STEPS[step - 1].intro}</p>' in text_of(visitor.get(f"/first-run/{step}/"))


def test_steps_can_be_skipped(visitor):
    send(visitor, 1)
    assert send(visitor, 2, go="skip", typed="TDP 1")["Location"] == "/first-run/3/"
    send(visitor, 3, go="skip")
    send(visitor, 4, **PEOPLE)
    assert not Neighbourhood.objects.exists()
    assert not Agency.objects.exists()
    assert User.objects.people().count() == 2


def test_another_ward_gets_no_past_of_ours(visitor):
    send(visitor, 1, name="phường Trương Quang Trọng", ward_code="21028")
    send(visitor, 2, go="skip")
    send(visitor, 3, go="skip")
    send(visitor, 4, **PEOPLE)
    assert WardProfile.objects.get().title == "Phường Trương Quang Trọng"


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"admin_password": "1234567890"}, "admin_password", "chữ số"),
        ({"officer_username": "tri.nm"}, "officer_username", "khác nhau"),
        ({"admin_phone": "12"}, "admin_phone", "Số điện thoại"),
        ({"officer_name": ""}, "officer_name", "Chưa ghi"),
    ],
)
def test_what_is_wrong_with_the_people_stands_beside_the_field(visitor, changes, field, words):
    until_the_people(visitor)
    response = send(visitor, 4, **(PEOPLE | changes))
    assert response.context["form"].errors[field]
    assert words in text_of(response)
    assert not User.objects.people().exists()


def test_the_password_is_not_kept_with_the_answers(visitor):
    until_the_people(visitor)
    send(visitor, 4, go="back", **PEOPLE)
    assert PEOPLE["admin_password"] not in str(SetUp.objects.get().answers)
    assert shown(visitor, 4)["admin_name"] == "Ngô Minh Trí"


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"name": ""}, "name", "Chưa ghi tên đơn vị"),
        ({"ward_code": "210255"}, "ward_code", "chỉ ghi được 5"),
        ({"population": "nhiều"}, "population", "Dân số: chỉ ghi chữ số"),
        ({"valid_from_day": "31", "valid_from_month": "6"}, "valid_from", "tháng 06/2025 chỉ có 30 ngày"),
    ],
)
def test_what_is_wrong_with_the_ward_stands_beside_the_field_and_stays(visitor, changes, field, words):
    response = send(visitor, 1, report_to="Sở Y tế tỉnh Quảng Ngãi", **changes)
    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    assert words in text_of(response)
    again = shown(visitor, 1)
    assert again["report_to"] == "Sở Y tế tỉnh Quảng Ngãi"
    assert {name: again[name] for name in changes} == changes
    assert visitor.get("/first-run/2/").status_code == 200  # one may look ahead; nothing is made of it yet
    assert not WardProfile.objects.exists()


def test_a_line_that_cannot_be_read_is_told_and_the_rest_is_kept(visitor):
    send(visitor, 1)
    text = "Tổ dân phố 1, Nguyễn Văn Tường, 12\n;;\nTổ dân phố 2"
    page = text_of(send(visitor, 2, go="", typed=text))
    assert "Đọc được 2 dòng." in page
    assert "Dòng 1: Số điện thoại" in page
    assert shown(visitor, 2)["typed"] == text
    send(visitor, 2, typed=text)
    page = text_of(send(visitor, 3, go="", schools="Trường THCS Ánh Dương, 12\nTrường THCS Ánh Dương"))
    assert "Dòng 1: Số điện thoại" in page
    assert "Dòng 1 và dòng 2 cùng tên “Trường THCS Ánh Dương”" in page
    send(visitor, 3)
    send(visitor, 4, **PEOPLE)
    assert [each.head_phone for each in Neighbourhood.objects.all()] == ["", ""]
    assert Agency.objects.get(name="Trường THCS Ánh Dương").phone == ""


def test_one_name_in_two_boxes_of_the_third_step_is_told_at_the_end_and_nothing_is_made(visitor):
    """Only the last step makes agencies; its page says what is wrong, and all that was typed is still there."""
    send(visitor, 1)
    send(visitor, 2, typed=LIST)
    send(visitor, 3, health="Trạm Y tế", front="Trạm Y tế")
    response = send(visitor, 4, **PEOPLE)
    assert "Đã có “Trạm Y tế”" in text_of(response)
    assert response.context["form"]["officer_name"].value() == "Phạm Thị Hồng Vân"
    assert not User.objects.people().exists()
    assert not WardProfile.objects.exists()
    assert shown(visitor, 3)["front"] == "Trạm Y tế"
    send(visitor, 3, front="Hội Nông dân phường")
    assert "Thiết lập xong" in text_of(send(visitor, 4, **PEOPLE))


def test_a_step_that_does_not_exist_is_no_page(visitor):
    assert visitor.get("/first-run/5/").status_code == 404
    assert visitor.post("/first-run/0/", {"go": "next"}).status_code == 404


def test_once_somebody_exists_the_pages_are_gone(visitor, admin):
    assert visitor.get("/first-run/2/")["Location"] == "/sign-in/"
    assert visitor.post("/first-run/1/", {"go": "next"})["Location"] == "/sign-in/"
    assert not SetUp.objects.exists()

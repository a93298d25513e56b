"""The pages “Cơ quan” and “Tổ dân phố”."""

import datetime

from django.urls import reverse

from accounts.acting import acting_as
from accounts.authorization import Role
from agencies.actions.organisations import end
from agencies.models import Agency, Neighbourhood
from tests.conftest import _person

TODAY = datetime.date(2026, 11, 23)
SINCE = {"valid_from_day": "1", "valid_from_month": "7", "valid_from_year": "2025"}
SCHOOL = {"kind": "SCHOOL", "name": "Trường Mầm non Hoa Mai", "school_level": "preschool", **SINCE}


def get(model, **lookup):
    return model.objects.get(**lookup)


def text_of(response):
    return response.content.decode()


def test_the_list_shows_agencies_with_their_focal_points(as_admin, teacher, ward):
    page = text_of(as_admin.get("/agencies/"))
    assert "Trường THCS Ánh Dương" in page
    assert "Nguyễn Thùy Trang" in page
    assert "2 cơ quan, 1 chưa có đầu mối." in page


def test_the_list_costs_the_same_however_long_it_is(as_admin, ward, admin, queries):
    short = queries(as_admin.get, "/agencies/"), queries(as_admin.get, "/neighbourhoods/")
    with acting_as(admin):
        for number in range(20):
            Agency.objects.create(kind="FRONT", name=f"Hội {number}", valid_from=TODAY)
            Neighbourhood.objects.create(number=number, name=f"Tổ {number}", valid_from=TODAY)
    assert (queries(as_admin.get, "/agencies/"), queries(as_admin.get, "/neighbourhoods/")) == short


def test_the_people_cost_the_same_however_many_they_are(as_admin, ward, queries):
    def add(n):
        for number in range(n):
            name = f"{n}{number}"
            teacher = _person(Role.FOCAL_POINT, f"a{name}", f"Đầu mối {name}", agency=ward["school"])
            with acting_as(teacher):
                worker = _person(Role.COLLABORATOR, f"b{name}", f"Cộng tác viên {name}")
                worker.neighbourhoods.add(ward["tdp7"])

    def cost():
        pages = ["/agencies/", "/neighbourhoods/"]
        pages += [reverse("agency", args=[ward["school"].public_id])]
        pages += [reverse("neighbourhood", args=[ward["tdp7"].public_id])]
        return [queries(as_admin.get, page) for page in pages]

    add(1)
    before = cost()
    add(6)
    assert cost() == before


def test_the_list_narrows_by_kind_and_shows_ended_ones_when_asked(as_admin, ward, admin):
    with acting_as(admin):
        Agency.objects.filter(pk=ward["station"].pk).update(valid_to=datetime.date(2026, 1, 1))
    assert ward["station"] not in as_admin.get("/agencies/").context["agencies"]
    assert ward["station"] in as_admin.get("/agencies/?ended=1").context["agencies"]
    assert "Ánh Dương" not in text_of(as_admin.get("/agencies/?ended=1&kind=HEALTH"))


NEXT_MONTH = {"valid_from_day": "1", "valid_from_month": "12", "valid_from_year": "2026"}


def test_what_is_to_come_stands_in_the_list_with_its_badge(as_admin, ward):
    """Somebody types the first day of a merger ahead, and looks where it went."""
    page = text_of(as_admin.post("/agencies/new/", SCHOOL | NEXT_MONTH, follow=True))
    assert "Trường Mầm non Hoa Mai</a>" in page
    assert "từ 01/12/2026" in page
    assert "2 cơ quan, 2 chưa có đầu mối. 1 cơ quan sắp có." in page
    new = {"number": "9", "name": "Tổ dân phố 9", **NEXT_MONTH}
    page = text_of(as_admin.post("/neighbourhoods/new/", new, follow=True))
    assert "Tổ dân phố 9</a>" in page
    assert "2 tổ dân phố, 2 tổ chưa có cộng tác viên. 1 tổ sắp có." in page


def test_a_name_that_is_there_already_leads_to_it(as_admin, ward):
    as_admin.post("/agencies/new/", SCHOOL | NEXT_MONTH)
    as_admin.post("/neighbourhoods/new/", {"number": "9", "name": "Tổ dân phố 9", **NEXT_MONTH})
    again = [
        (Agency, "Trường Mầm non Hoa Mai", as_admin.post("/agencies/new/", SCHOOL)),
        (
            Neighbourhood,
            "Tổ dân phố 9",
            as_admin.post("/neighbourhoods/new/", {"number": "9", "name": "Tổ dân phố 9"} | SINCE),
        ),
    ]
    for model, name, response in again:
        page, there = text_of(response), get(model, name=name).get_absolute_url()
        assert f"Đã có “{name}” (sắp có từ 01/12/2026). Sửa ở bản ghi ấy, hoặc đặt tên khác." in page
        assert page.count(f'<a href="{there}">Mở bản ghi ấy</a>') == 1  # beside the field; the summary is a link itself
        assert as_admin.get(there).status_code == 200


def test_an_administrator_adds_a_school(as_admin, ward):
    response = as_admin.post("/agencies/new/", SCHOOL, follow=True)
    assert response.redirect_chain == [("/agencies/", 302)]
    assert "Đã thêm cơ quan." in text_of(response)
    assert get(Agency, name="Trường Mầm non Hoa Mai").school_level == "preschool"


def test_a_refusal_stands_beside_its_field_and_the_text_stays(as_admin, ward):
    page = text_of(as_admin.post("/agencies/new/", {**SCHOOL, "name": "Trạm Y tế", "phone": "12"}))
    assert "Số điện thoại" in page
    form = as_admin.post("/agencies/new/", {**SCHOOL, "name": "Trạm Y tế"}).context["form"]
    assert "Đã có “Trạm Y tế”" in form.errors["name"][0]
    assert form["name"].value() == "Trạm Y tế"


def test_editing_an_agency_is_told_in_its_history(as_admin, edit, ward):
    url = reverse("change_agency", args=[ward["station"].public_id])
    response = edit(as_admin, url, phone="0255 3822 123")
    assert response.status_code == 302
    page = text_of(as_admin.get(response["Location"]))
    assert "0255 3822 123" in page
    assert "Ngô Minh Trí" in page  # who changed it


def test_two_people_at_once_see_both_versions(as_admin, ward, admin):
    url = reverse("change_agency", args=[ward["station"].public_id])
    opened = as_admin.get(url).context["opened"]
    with acting_as(admin):
        station = Agency.objects.lock(ward["station"].pk)
        station.name = "Trạm Y tế phường"
        station.save_next_version()
    response = as_admin.post(url, {"kind": "HEALTH", "name": "Trạm Y tế cũ", "opened": opened, **SINCE})
    assert response.status_code == 409
    assert "Trạm Y tế phường" in text_of(response)
    assert "Trạm Y tế cũ" in text_of(response)


LAST_DAY = {"last_day_day": "30", "last_day_month": "11", "last_day_year": "2026"}


def the_button_on(browser, kind, record):
    """What the page of a record sends with “Cho hoạt động tiếp”."""
    page = browser.get(reverse(kind, args=[record.public_id]))
    assert page.context["opened"] in text_of(page)
    return reverse(f"reopen_{kind}", args=[record.public_id]), {"opened": page.context["opened"]}


def test_an_agency_and_a_neighbourhood_end_and_go_on_again(as_admin, send, ward):
    for kind, record in (("agency", ward["station"]), ("neighbourhood", ward["tdp12"])):
        send(as_admin, reverse(f"end_{kind}", args=[record.public_id]), LAST_DAY)
        page = text_of(as_admin.get(reverse(kind, args=[record.public_id])))
        assert "Sắp thôi sau ngày 30/11/2026" in page
        as_admin.post(*the_button_on(as_admin, kind, record))
        assert get(type(record), pk=record.pk).valid_to is None


def test_the_people_of_an_agency_are_named_before_it_ends(as_admin, send, teacher, ward):
    response = send(as_admin, reverse("end_agency", args=[ward["school"].public_id]), LAST_DAY)
    assert "Còn tài khoản của Nguyễn Thùy Trang" in text_of(response)


def test_an_end_that_a_colleague_wrote_meanwhile_is_not_taken_away_unseen(as_admin, send, ward, admin):
    for kind, record in (("agency", ward["station"]), ("neighbourhood", ward["tdp12"])):
        send(as_admin, reverse(f"end_{kind}", args=[record.public_id]), LAST_DAY)
        url, opened = the_button_on(as_admin, kind, record)
        with acting_as(admin):
            ended = get(type(record), pk=record.pk)
            end(record=ended, by=admin, version=ended.version, last_day=datetime.date(2026, 12, 31))
        response = as_admin.post(url, opened)
        assert response.status_code == 409
        assert "Có người vừa lưu bản khác" in text_of(response)
        assert get(type(record), pk=record.pk).valid_to == datetime.date(2026, 12, 31)


def test_an_end_over_the_edit_of_a_colleague_is_asked_again(as_admin, ward, admin):
    url = reverse("end_neighbourhood", args=[ward["tdp12"].public_id])
    opened = as_admin.get(url).context["opened"]
    with acting_as(admin):
        Neighbourhood.objects.lock(ward["tdp12"].pk).save_next_version()
    response = as_admin.post(url, {**LAST_DAY, "opened": opened})
    assert "Đã có người sửa từ khi mở trang này" in text_of(response)
    assert get(Neighbourhood, pk=ward["tdp12"].pk).valid_to is None


def test_looking_at_the_address_of_a_deed_does_nothing(as_admin, ward):
    for kind, record in (("agency", ward["station"]), ("neighbourhood", ward["tdp12"])):
        assert as_admin.get(reverse(f"reopen_{kind}", args=[record.public_id])).status_code == 405


def test_an_ended_one_says_so_in_the_list_and_on_its_page(as_admin, ward, admin):
    with acting_as(admin):
        Agency.objects.filter(pk=ward["station"].pk).update(valid_to=datetime.date(2026, 1, 1))
    assert "sau ngày 01/01/2026" in text_of(as_admin.get("/agencies/?ended=1"))
    page = text_of(as_admin.get(reverse("agency", args=[ward["station"].public_id])))
    assert "Trạm Y tế. Đã thôi sau ngày 01/01/2026" in page


def test_officers_look_and_do_not_edit(as_user, officer, ward):
    browser = as_user(officer)
    assert "Thêm cơ quan" not in text_of(browser.get("/agencies/"))
    assert browser.get("/agencies/new/").status_code == 403
    assert browser.get(reverse("agency", args=[ward["school"].public_id])).status_code == 200


def test_neighbourhoods_show_heads_and_collaborators(as_admin, collaborator, ward):
    page = text_of(as_admin.get("/neighbourhoods/"))
    assert "2 tổ dân phố, 1 tổ chưa có cộng tác viên." in page
    assert "Lê Thị Lan" in page


def test_a_neighbourhood_is_added_edited_and_shown(as_admin, edit, ward):
    typed = {"number": "9", "name": "Tổ dân phố 9", "head_name": "nguyễn  văn Tường", "head_phone": "0000 000 101"}
    as_admin.post("/neighbourhoods/new/", typed | SINCE)
    record = get(Neighbourhood, number=9)
    assert (record.head_name, record.head_phone) == ("nguyễn văn Tường", "0000000101")
    edit(as_admin, reverse("change_neighbourhood", args=[record.public_id]), population="1.200")
    page = text_of(as_admin.get(reverse("neighbourhood", args=[record.public_id])))
    assert "0000 000 101" in page


def test_a_merger_is_shown_on_both_sides(as_admin, ward, admin):
    with acting_as(admin):
        Neighbourhood.objects.filter(pk=ward["tdp7"].pk).update(valid_to=datetime.date(2026, 11, 22))
    new = {"number": "1", "name": "Tổ dân phố 1", "formed_from": [str(ward["tdp7"].public_id)]}
    day = {"valid_from_day": "23", "valid_from_month": "11", "valid_from_year": "2026"}
    as_admin.post("/neighbourhoods/new/", new | day)
    record = get(Neighbourhood, number=1)
    assert "Tổ dân phố 7" in text_of(as_admin.get(reverse("neighbourhood", args=[record.public_id])))
    assert "Nay thuộc" in text_of(as_admin.get(reverse("neighbourhood", args=[ward["tdp7"].public_id])))


PASTED = """Tổ dân phố 1, Nguyễn Văn Tường, 0000 000 101
TDP 2\tTrần Thị Bích Thảo\t0000 000 102
Tổ dân phố 3, Lê Đình Sỹ
Tổ dân phố 3, Phạm Ẩn, 0000 000 104
Tổ dân phố 7, Huỳnh Thị Ngỡi, 12"""
TODAY_BOXES = {"since_day": "23", "since_month": "11", "since_year": "2026"}


def test_a_pasted_list_is_read_back_before_anything_is_written(as_admin, ward):
    page = text_of(as_admin.post("/neighbourhoods/paste/", {"typed": PASTED, **TODAY_BOXES}))
    assert "Đọc được 5 dòng, dùng được 4." in page
    assert "Dòng 3 và dòng 4 cùng tên “Tổ dân phố 3”" in page
    assert "Dòng 5:" in page  # the phone
    assert "đã có, giữ nguyên" in page
    assert Neighbourhood.objects.count() == 2


def test_a_table_copied_from_excel_keeps_its_columns(as_admin, ward):
    """The list of TDP 7 and 8, with a row number and the telephone first; 7 is there already."""
    table = "STT\tĐiện thoại\tTên tổ\tTổ trưởng\n1\t0000 000 107\tTổ dân phố 7\tLê Ba\n2\t0000 000 108\tTDP 8\tPhạm Ẩn"
    as_admin.post("/neighbourhoods/paste/", {"typed": table, "save": "1", **TODAY_BOXES})
    assert [each.name for each in Neighbourhood.objects.order_by("number")] == [
        "Tổ dân phố 7",
        "Tổ dân phố 8",
        "Tổ dân phố 12",
    ]
    added = get(Neighbourhood, number=8)
    assert (added.head_name, added.head_phone) == ("Phạm Ẩn", "0000000108")


def test_what_does_not_look_like_its_column_is_told(as_admin, ward):
    typed = "chữ lung tung\nTổ dân phố Liên Hiệp 1, Tổ dân phố 1\nThôn Ba, 0000 000 101"
    page = text_of(as_admin.post("/neighbourhoods/paste/", {"typed": typed, **TODAY_BOXES}))
    assert "Dòng 1: “chữ lung tung” không giống tên tổ dân phố." in page
    assert "Dòng 2: “Tổ dân phố 1” không giống họ tên tổ trưởng." in page
    assert "Dòng 3: “0000 000 101” không giống họ tên tổ trưởng." in page
    assert page.count("không giống tên tổ dân phố") == 1


def test_a_pasted_list_is_saved_without_the_doubles(as_admin, ward):
    response = as_admin.post("/neighbourhoods/paste/", {"typed": PASTED, "save": "1", **TODAY_BOXES}, follow=True)
    assert "Đã thêm 3 tổ dân phố." in text_of(response)
    assert get(Neighbourhood, name="Tổ dân phố 2").head_name == "Trần Thị Bích Thảo"
    assert get(Neighbourhood, name="Tổ dân phố 3").head_name == "Lê Đình Sỹ"


def test_the_reading_while_typing_writes_nothing_whatever_button_htmx_sends_along(as_admin, ward):
    typed = {"typed": PASTED, "save": "1", **TODAY_BOXES}
    assert as_admin.post("/neighbourhoods/paste/", typed, headers={"HX-Request": "true"}).status_code == 200
    assert Neighbourhood.objects.count() == 2


def test_an_empty_paste_says_what_to_do(as_admin, ward):
    form = as_admin.post("/neighbourhoods/paste/", {"typed": " \n", "save": "1", **TODAY_BOXES}).context["form"]
    assert "Chưa" in form.errors["typed"][0]

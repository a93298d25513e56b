"""The pages “Cơ quan” and “Tổ dân phố”."""

import datetime

from django.urls import reverse

from accounts.acting import acting_as
from agencies.models import Agency, Neighbourhood

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


def test_the_list_narrows_by_kind_and_shows_ended_ones_when_asked(as_admin, ward, admin):
    with acting_as(admin):
        Agency.objects.filter(pk=ward["station"].pk).update(valid_to=datetime.date(2026, 1, 1))
    assert ward["station"] not in as_admin.get("/agencies/").context["agencies"]
    assert ward["station"] in as_admin.get("/agencies/?ended=1").context["agencies"]
    assert "Ánh Dương" not in text_of(as_admin.get("/agencies/?ended=1&kind=HEALTH"))


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


def test_an_agency_ends_and_goes_on_again(as_admin, ward):
    station = ward["station"]
    day = {"last_day_day": "30", "last_day_month": "11", "last_day_year": "2026"}
    as_admin.post(reverse("end_agency", args=[station.public_id]), day)
    assert get(Agency, pk=station.pk).valid_to == datetime.date(2026, 11, 30)
    as_admin.post(reverse("reopen_agency", args=[station.public_id]))
    assert get(Agency, pk=station.pk).valid_to is None


def test_the_people_of_an_agency_are_named_before_it_ends(as_admin, teacher, ward):
    day = {"last_day_day": "30", "last_day_month": "11", "last_day_year": "2026"}
    response = as_admin.post(reverse("end_agency", args=[ward["school"].public_id]), day)
    assert "Còn tài khoản của Nguyễn Thùy Trang" in text_of(response)


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
    assert "Đọc được 5 dòng." in page
    assert "Dòng 3 và dòng 4 cùng tên “Tổ dân phố 3”" in page
    assert "Dòng 5:" in page  # the phone
    assert "đã có, giữ nguyên" in page
    assert Neighbourhood.objects.count() == 2


def test_a_pasted_list_is_saved_without_the_doubles(as_admin, ward):
    response = as_admin.post("/neighbourhoods/paste/", {"typed": PASTED, "save": "1", **TODAY_BOXES}, follow=True)
    assert "Đã thêm 3 tổ dân phố." in text_of(response)
    assert get(Neighbourhood, name="Tổ dân phố 2").head_name == "Trần Thị Bích Thảo"
    assert get(Neighbourhood, name="Tổ dân phố 3").head_name == "Lê Đình Sỹ"


def test_an_empty_paste_says_what_to_do(as_admin, ward):
    form = as_admin.post("/neighbourhoods/paste/", {"typed": " \n", "save": "1", **TODAY_BOXES}).context["form"]
    assert "Chưa" in form.errors["typed"][0]

"""Forms: adding, correcting, joining and leaving a group."""

import re

import pytest

from accounts.acting import acting_as
from accounts.authorization import FIGURES
from accounts.models import AccessEvent, User
from children.models import Caregiver, Child, Circumstance, Household

ID = "051319000217"


@pytest.fixture
def typed(ward, lists):
    """What an officer types about Hân."""
    return {
        "full_name": "Nguyễn Gia Hân",
        "birth_day": "14",
        "birth_month": "3",
        "birth_year": "2019",
        "sex": "female",
        "neighbourhood": str(ward["tdp7"].public_id),
        "address": "12/4 Trần Phú",
        "head_name": "Nguyễn Văn Bốn",
        "residence": "permanent",
        "mother_name": "Trần Thị Kim Chi",
        "mother_life_status": "alive",
        "main_carer": "mother",
    }


def hidden(response, name) -> str:
    return re.search(rf'name="{name}" value="([^"]*)"', response.content.decode())[1]


def button(response, name) -> str:
    return re.search(rf'<button[^>]* name="{name}" value="([^"]*)"', response.content.decode())[1]


def only_child(user) -> Child:
    with acting_as(user):
        return Child.objects.select_related("household", "neighbourhood").get()


def words_of(response) -> str:
    return response.content.decode()


def test_a_child_is_added_and_its_page_opens(typed, officer, as_user):
    browser = as_user(officer)
    assert browser.get("/children/add").status_code == 200
    answer = browser.post("/children/add", typed)
    child = only_child(officer)
    assert answer.url == f"/children/{child.public_id}/"
    assert "Đã thêm trẻ vào sổ" in words_of(browser.get(answer.url))
    assert child.household.head_name == "Nguyễn Văn Bốn"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"full_name": ""}, "Chưa ghi họ và tên"),
        ({"birth_year": ""}, "chưa đủ để biết năm sinh"),
        ({"birth_day": "", "birth_month": "", "birth_year": ""}, "Chưa ghi ngày sinh"),
        ({"birth_month": "13"}, "Tháng 13 không có"),
        ({"about_age": "9"}, "Đã có ngày sinh"),
        ({"personal_id": "51319000217"}, "Có phải thiếu số 0 đầu?"),
        ({"mother_phone": "12"}, "Số điện thoại"),
        ({"residence": "dead"}, "ghi từ ngày nào"),
        ({"carer_name": "Lê Thị Sáu"}, "Ghi người nuôi dưỡng là ai của trẻ"),
        ({"main_carer": "father"}, "chưa ghi tên"),
        ({"father_life_status": "dead"}, "Đã ghi tình trạng của cha nhưng chưa ghi tên"),
        ({"health_insurance": "TE15"}, "Số thẻ BHYT có 4 ký tự"),
        (
            {"residence": "dead", "left_on_day": "13", "left_on_month": "3", "left_on_year": "2019"},
            "Ngày mất ở trước ngày sinh",
        ),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(typed, officer, as_user, change, sentence):
    answer = as_user(officer).post("/children/add", typed | change)
    assert answer.status_code == 200
    assert sentence in words_of(answer)
    assert 'value="12/4 Trần Phú"' in words_of(answer)
    with acting_as(officer):
        assert not Child.objects.exists()


def test_the_summary_of_errors_goes_down_the_page(typed, officer, as_user):
    wrong = {"personal_id": "12", "mother_phone": "12", "birth_month": "13", "left_on_year": "x", "full_name": ""}
    page = words_of(as_user(officer).post("/children/add", typed | wrong))
    summary = re.search("data-error-summary.*?</ul>", page, re.DOTALL)[0]
    links = re.findall('href="#id_([a-z_]+?)(?:_0)?"', summary)
    assert links == ["full_name", "birth", "left_on", "mother_phone", "personal_id"]


@pytest.mark.parametrize("box", ["day", "month", "year"])
def test_a_whole_date_may_stand_in_any_box(typed, officer, as_user, box):
    empty = {"birth_day": "", "birth_month": "", "birth_year": ""}
    as_user(officer).post("/children/add", typed | empty | {f"birth_{box}": "14/03/2019"})
    assert only_child(officer).birth.isoformat() == "2019-03-14"


def test_a_doubt_is_confirmed_and_another_doubt_is_asked_anew(typed, officer, as_user):
    browser = as_user(officer)
    typed |= {"personal_id": ID, "sex": "male"}
    asked = browser.post("/children/add", typed)
    assert "cho biết giới tính nữ" in words_of(asked)
    confirmed = button(asked, "confirmed")
    other = browser.post("/children/add", typed | {"confirmed": confirmed, "full_name": "nguyễn gia hân"})
    assert "chưa viết hoa đúng" in words_of(other)
    browser.post("/children/add", typed | {"confirmed": confirmed})
    assert only_child(officer).personal_id == ID


def test_a_namesake_is_shown_and_may_be_added_still(typed, officer, as_user):
    browser = as_user(officer)
    browser.post("/children/add", typed)
    asked = browser.post("/children/add", typed)
    assert "Có phải cùng một trẻ?" in words_of(asked)
    browser.post("/children/add", typed | {"still": "1"})
    with acting_as(officer):
        assert Child.objects.count() == 2


def test_a_guessed_age_is_kept_as_a_guess_and_does_not_wander(typed, officer, as_user, at):
    browser = as_user(officer)
    nothing = {"birth_day": "", "birth_month": "", "birth_year": ""}
    with at("2026-11-23 08:00"):
        browser = as_user(officer)
        browser.post("/children/add", typed | nothing | {"about_age": "9"})
    child = only_child(officer)
    assert child.birth.isoformat() == "2017~"
    with at("2027-02-01 08:00"):
        browser = as_user(officer)
        form = browser.get(f"/children/{child.public_id}/edit")
        assert 'value="10 tuổi"' in words_of(form)
        later = typed | nothing | {"about_age": "10 tuổi", "class_name": "4A", "opened": hidden(form, "opened")}
        browser.post(f"/children/{child.public_id}/edit", later)
    assert only_child(officer).birth.isoformat() == "2017~"
    assert only_child(officer).class_name == "4A"


def test_two_who_edit_at_once_lose_nothing(typed, officer, other_officer, as_user, django_client):
    as_user(officer).post("/children/add", typed)
    child = only_child(officer)
    address = f"/children/{child.public_id}/edit"
    opened = hidden(as_user(officer).get(address), "opened")
    theirs = typed | {"class_name": "2B", "birth_certificate": "117", "opened": opened}
    as_user(other_officer).post(address, theirs)
    answer = as_user(officer).post(address, typed | {"class_name": "2A", "notes": "Học bán trú", "opened": opened})
    assert answer.status_code == 409
    page = words_of(answer)
    assert "2A" in page
    assert "2B" in page
    assert "số giấy khai sinh" in page  # merged by itself
    assert re.search(r"Bản Đỗ Thị Thu Hà lưu \d\d:\d\d ngày", page)
    boxes = dict(re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', page))
    assert boxes["birth_certificate"] == "117"
    as_user(officer).post(address, boxes | {"keep-class_name": "theirs"})
    saved = only_child(officer)
    assert (saved.class_name, saved.notes, saved.birth_certificate) == ("2B", "Học bán trú", "117")


def test_the_form_shows_the_whole_personal_id_and_the_log_says_so(child_of, officer, as_user):
    child = child_of(personal_id=ID)
    assert "051 319 000 217" in words_of(as_user(officer).get(f"/children/{child.public_id}/edit"))
    with acting_as(officer):
        assert AccessEvent.objects.get().event == "PERSONAL_ID_SHOWN"


def test_a_form_with_a_forged_edition_is_refused(typed, officer, as_user):
    as_user(officer).post("/children/add", typed)
    address = f"/children/{only_child(officer).public_id}/edit"
    assert as_user(officer).post(address, typed | {"opened": "x"}).status_code == 409


def test_the_form_of_one_child_does_not_change_another(typed, child_of, officer, as_user):
    """Both are in their first version; what was shown of one says nothing about the other."""
    browser = as_user(officer)
    mine, other = (child_of(full_name=name).public_id for name in ("Nguyễn Gia Hân", "Lê Chi"))
    opened = hidden(browser.get(f"/children/{mine}/edit"), "opened")
    for more in ({}, {"keep-class_name": "theirs"}):
        answer = browser.post(f"/children/{other}/edit", typed | {"opened": opened} | more)
        assert answer.status_code == 409
        assert "của một hồ sơ khác" in words_of(answer)
    with acting_as(officer):
        assert Child.objects.get(public_id=other).full_name == "Lê Chi"


@pytest.mark.parametrize("who", ["collaborator", "chair", "teacher", "clerk", "admin"])
def test_others_have_no_form(child_of, who, request, as_user):
    browser = as_user(request.getfixturevalue(who))
    child = child_of()
    for address in ("add", f"{child.public_id}/edit", f"{child.public_id}/circumstances/add"):
        assert browser.get(f"/children/{address}").status_code == 403


def test_a_circumstance_is_recorded_and_ended(child_of, lists, officer, as_user):
    child, browser = child_of(), as_user(officer)
    address = f"/children/{child.public_id}/circumstances/add"
    assert "d) Trẻ em khuyết tật" in words_of(browser.get(address))
    day = {"started_on_day": "14", "started_on_month": "3", "started_on_year": "2024"}
    browser.post(address, day | {"group": "G04.2", "proof": "Giấy xác nhận số 37"})
    page = words_of(browser.get(f"/children/{child.public_id}/"))
    assert "Khuyết tật nặng từ 03/2024" in page
    assert "Giấy xác nhận số 37" in page
    with acting_as(officer):
        joined = Circumstance.objects.get()
    end = f"/children/circumstances/{joined.public_id}/end"
    day = {"ended_on_day": "1", "ended_on_month": "6", "ended_on_year": "2026"}
    browser.post(end, day | {"opened": browser.get(end).context["opened"]})
    assert "Đã kết thúc" in words_of(browser.get(f"/children/{child.public_id}/"))


def test_a_secret_circumstance_does_not_exist_for_another_officer(child_of, lists, officer, other_officer, as_user):
    child = child_of()
    day = {"started_on_day": "14", "started_on_month": "3", "started_on_year": "2024"}
    as_user(officer).post(f"/children/{child.public_id}/circumstances/add", day | {"group": "G11"})
    with acting_as(officer):
        secret = Circumstance.objects.get()
    own = words_of(as_user(officer).get(f"/children/{child.public_id}/"))
    assert "Bảo mật đặc biệt" in own
    assert '<span class="tag">Bị xâm hại' not in own
    for page in (f"/children/{child.public_id}/", f"/children/{child.public_id}/history"):
        assert "xâm hại" not in words_of(as_user(other_officer).get(page))
    assert as_user(other_officer).get(f"/children/circumstances/{secret.public_id}/end").status_code == 404


def test_a_household_is_made_moved_and_found(ward, officer, as_user, collaborator):
    browser = as_user(officer)
    typed = {"head_name": "Đặng Văn Sáu", "neighbourhood": str(ward["tdp7"].public_id), "address": "50/7 Nguyễn Trãi"}
    for not_poor in ({"poverty": "none"}, {}):
        refused = browser.post("/households/add", typed | not_poor | {"certificate_number": "12"})
        assert "Chỉ hộ nghèo, hộ cận nghèo có giấy chứng nhận" in words_of(refused)
    answer = browser.post("/households/add", typed | {"poverty": "near_poor", "certificate_year": "2026"})
    page = words_of(browser.get(answer.url))
    assert "Hộ Đặng Văn Sáu</h1>" in page
    assert '<span class="tag">Hộ cận nghèo</span>' in page
    assert "Chưa ghi trẻ nào" in page
    found = browser.post("/households/", {"q": "sau nguyen trai"})
    assert "Đặng Văn" in words_of(browser.get(found.url))
    assert "Đặng Văn" in words_of(as_user(collaborator).get("/households/?poverty=near_poor"))
    browser = as_user(officer)
    opened = hidden(browser.get(answer.url + "edit"), "opened")
    moved = typed | {"poverty": "none", "neighbourhood": str(ward["tdp12"].public_id), "opened": opened}
    browser.post(answer.url + "edit", moved)
    with acting_as(officer):
        assert Household.objects.get().neighbourhood == ward["tdp12"]
    assert as_user(collaborator).get(answer.url).status_code == 404


def test_what_nobody_said_of_a_household_is_not_entered_and_can_be_found(ward, officer, as_user):
    browser = as_user(officer)
    typed = {"head_name": "Đặng Văn Sáu", "neighbourhood": str(ward["tdp7"].public_id)}
    asked = words_of(browser.get("/households/add"))
    assert re.search(r'name="poverty" value=""[^>]* checked', asked)
    answer = browser.post("/households/add", typed)
    page = words_of(browser.get(answer.url))
    assert re.search(r'<h2>Diện hộ</h2>\s*<p class="cc-2">Chưa nhập</p>', page)
    assert "Không nghèo" not in page
    with acting_as(officer):
        assert Household.objects.get().poverty == ""
    assert "Đặng Văn" in words_of(browser.get("/households/?poverty=unrecorded"))
    assert "Đặng Văn" not in words_of(browser.get("/households/?poverty=none"))


def test_the_form_claims_nothing_about_a_parent(typed, officer, as_user):
    browser = as_user(officer)
    assert '<option value="" selected>Chưa nhập</option>' in words_of(browser.get("/children/add"))
    browser.post("/children/add", typed | {"mother_life_status": "", "father_name": "Nguyễn Văn Năm"})
    with acting_as(officer):
        assert {each.life_status for each in Caregiver.objects.all()} == {""}
    child = only_child(officer)
    browser = as_user(officer)
    opened = hidden(browser.get(f"/children/{child.public_id}/edit"), "opened")
    browser.post(f"/children/{child.public_id}/edit", typed | {"mother_life_status": "unknown", "opened": opened})
    assert "không biết còn sống hay đã mất" in words_of(browser.get(child.get_absolute_url()))


def test_a_child_added_from_the_household_page_joins_it(child_of, typed, officer, as_user):
    first = child_of(address="12/4 Trần Phú")
    form = as_user(officer).get(f"/children/add?household={first.household.public_id}")
    assert 'value="Trần Văn Sáu"' in words_of(form)


def test_a_circumstance_known_by_its_month_says_so(child_of, lists, officer, as_user):
    child, browser = child_of(), as_user(officer)
    month = {"started_on_day": "", "started_on_month": "3", "started_on_year": "2024"}
    browser.post(f"/children/{child.public_id}/circumstances/add", month | {"group": "G04.2", "proof": "Giấy số 37"})
    assert "Từ 01/03/2024 · Giấy số 37; từ 03/2024, chưa rõ ngày" in words_of(browser.get(child.get_absolute_url()))
    birth_year = {"started_on_day": "", "started_on_month": "", "started_on_year": "2019"}
    browser.post(f"/children/{child.public_id}/circumstances/add", birth_year | {"group": "G01"})
    assert "Từ 14/03/2019" in words_of(browser.get(child.get_absolute_url()))


def test_a_circumstance_recorded_by_mistake_leaves_the_record_and_stays_in_the_history(
    child_of, lists, officer, as_user
):
    child, browser = child_of(), as_user(officer)
    day = {"started_on_day": "14", "started_on_month": "3", "started_on_year": "2024"}
    add = f"/children/{child.public_id}/circumstances/add"
    browser.post(add, day | {"group": "G04.2"})
    page = words_of(browser.get(child.get_absolute_url()))
    address = re.search(r'href="(/children/circumstances/[^"]*/withdraw)"', page)[1]
    opened = hidden(browser.get(address), "opened")
    assert "Chưa ghi lý do" in words_of(browser.post(address, {"reason": "", "opened": opened}))
    answer = browser.post(address, {"reason": "Của trẻ khác", "opened": opened})
    assert answer.url == child.get_absolute_url()
    assert "Khuyết tật" not in words_of(browser.get(answer.url))
    assert "Khuyết tật" not in words_of(browser.get("/children/"))
    assert "ghi nhầm, đã xóa khỏi hồ sơ: Của trẻ khác" in words_of(browser.get(f"{answer.url}history"))
    with acting_as(officer):
        wrong = Circumstance.objects.get()
        assert (wrong.withdrawn_by, wrong.version) == (officer, 2)
        assert not Circumstance.objects.current(wrong.withdrawn_on).exists()
    assert browser.post(add, day | {"group": "G04.2"}).status_code == 302  # the right one may be recorded again


@pytest.mark.parametrize(
    ("change", "doubt"),
    [
        ({"full_name": "Hân"}, "Họ và tên chỉ có một chữ"),
        ({"mother_birth_year": "2008"}, "mẹ mới 11 tuổi khi sinh trẻ"),
        ({"father_name": "Nguyễn Văn Năm", "father_birth_year": "2020"}, "cha chưa sinh khi sinh trẻ"),
        ({"class_name": "2A", "school": True}, "Lớp 2A không có ở Trường THCS Ánh Dương"),
        ({"head_name": "Trần Văn Sáu"}, "Tổ dân phố 7 đã có hộ Trần Văn Sáu (5 Lê Lợi). Nếu là một hộ, dùng hộ ấy."),
    ],
)
def test_what_is_unlikely_is_asked_and_may_be_right(typed, child_of, ward, officer, as_user, change, doubt):
    child_of(full_name="Trần Bảy", address="5 Lê Lợi")
    with acting_as(User.objects.system(), scope=FIGURES):
        ward["school"].school_level = "lower"
        ward["school"].save()
    if change.get("school"):
        change = change | {"school": str(ward["school"].public_id)}
    browser = as_user(officer)
    asked = browser.post("/children/add", typed | change)
    assert doubt in words_of(asked)
    assert browser.post("/children/add", typed | change | {"confirmed": button(asked, "confirmed")}).status_code == 302


def test_a_second_household_of_one_head_is_asked_about(child_of, ward, officer, as_user):
    child_of(address="5 Lê Lợi")
    typed = {"head_name": "Trần Văn Sáu", "neighbourhood": str(ward["tdp7"].public_id), "poverty": "none"}
    asked = as_user(officer).post("/households/add", typed | {"address": "9 Hùng Vương"})
    assert "đã có hộ Trần Văn Sáu (5 Lê Lợi)" in words_of(asked)
    with acting_as(officer):
        assert Household.objects.count() == 1


@pytest.mark.parametrize(
    ("where", "year", "asked"), [("tdp7", "2018", True), ("tdp7", "2005", False), ("tdp12", "2018", False)]
)
def test_a_namesake_with_one_other_digit_in_the_year_is_shown_in_the_same_neighbourhood(
    typed, child_of, officer, as_user, where, year, asked
):
    child_of(where)
    answer = as_user(officer).post("/children/add", typed | {"birth_year": year})
    assert ("Có phải cùng một trẻ?" in words_of(answer)) is asked


def test_twins_are_shown_while_one_types(typed, child_of, officer, as_user):
    child = child_of(full_name="Nguyễn Gia Hâm", mother="Trần Thị Kim Chi", address="12/4 Trần Phú")
    browser = as_user(officer)
    so_far = {name: typed[name] for name in ("full_name", "birth_day", "birth_month", "birth_year")}
    assert child.code not in words_of(browser.post("/children/add/twins", so_far))
    shown = words_of(browser.post("/children/add/twins", so_far | {"mother_name": "Trần Thị Kim Chi"}))
    assert child.code in shown
    assert "Trùng ngày sinh, cùng mẹ, tên gần giống (Hân và Hâm); nhưng có thể là sinh đôi." in shown
    assert words_of(browser.post("/children/add/twins", {"full_name": "Nguyễn"})).strip() == ""

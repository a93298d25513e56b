"""Pages of the health station: patients, a session, one child after the other (screen 33b)."""

import pytest

from accounts.acting import acting_as
from accounts.models import AccessEvent
from children.models import Measurement
from interface.editions import Edition
from tests.children.health import SMALL, measured
from vietnamese.partial_dates import PartialDate

ENTRY = {"day": "today", "weight_kg": "10,0", "height_cm": "80,0", "posture": "standing"}


@pytest.fixture(autouse=True)
def today(at):
    with at("2026-11-23 09:00"):
        yield


@pytest.fixture
def hân(child_of):
    return child_of("tdp7", **SMALL, mother="Lương Thị Thu", address="50/7 Nguyễn Trãi")


def url(child, page="measure"):
    return f"/children/{child.public_id}/{page}"


def known(by):
    with acting_as(by):
        return list(Measurement.objects.visible_to(by).order_by("pk"))


def test_the_station_sees_its_patients_and_nothing_of_their_family(hân, child_of, nurse, as_user):
    measured(hân, nurse)
    child_of(full_name="Lê Đã Lớn", birth=PartialDate(2018, 1, 2))
    page = as_user(nurse).get("/health/").text
    assert "1 trẻ em dưới 6 tuổi" in page
    assert "Trần Ngọc <b>Hân</b>" in page
    assert "Thấp còi vừa" in page
    assert "TDP 7" in page
    for hidden in ("Lê Đã", "Thu", "Nguyễn Trãi"):
        assert hidden not in page


def test_the_station_finds_a_patient_by_name_and_not_by_the_mother(hân, nurse, as_user):
    browser = as_user(nurse)
    for words, found in (("ngoc han", True), ("luong thi thu", False), ("nguyen trai", False)):
        answer = browser.post("/health/", {"q": words}, follow=True)
        assert ("Trần Ngọc <b>Hân</b>" in answer.text) is found, words
        assert words not in answer.redirect_chain[-1][0]


def test_one_child_after_the_other_on_a_phone(hân, child_of, nurse, as_user):
    following = child_of("tdp7", full_name="Võ Bảo Ngân", birth=PartialDate(2025, 2, 11))
    child_of("tdp12", full_name="Võ Tổ Khác", birth=PartialDate(2025, 2, 11))
    answer = as_user(nurse).post(url(hân), ENTRY | {"next": "1", "counselled": "on"})
    assert answer.status_code == 302
    assert answer.url == url(following)
    [measurement] = known(nurse)
    assert (measurement.weight_kg, measurement.height_cm, measurement.counselled) == (10, 80, True)
    assert "thấp còi vừa (−2,3 SD)" in as_user(nurse).get(answer.url).text
    answer = as_user(nurse).post(url(following), ENTRY | {"next": "1", "weight_kg": "10,4"})
    assert answer.url == url(following, "health")  # everybody of this neighbourhood has been measured


def test_the_result_shows_before_anything_is_saved(hân, nurse, as_user):
    page = as_user(nurse).post(url(hân, "measure/result"), ENTRY).text
    assert "−2,3 SD" in page
    assert "Tư vấn dinh dưỡng, hẹn đo lại 23/12/2026." in page
    assert known(nurse) == []


def test_a_slip_of_the_pen_is_asked_about(hân, nurse, as_user):
    browser = as_user(nurse)
    page = browser.post(url(hân), ENTRY | {"weight_kg": "100"})
    assert "rất hiếm gặp" in page.text
    assert known(nurse) == []
    confirmed = page.context["form"].confirmation
    browser.post(url(hân), ENTRY | {"weight_kg": "100", "confirmed": confirmed})
    assert [each.weight_kg for each in known(nurse)] == [100]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"weight_kg": "", "height_cm": ""}, "Chưa ghi số đo nào"),
        ({"weight_kg": "mười"}, "Không đọc được số"),
        ({"height_cm": "800"}, "Số đo ngoài khoảng 30 đến 200 cm"),
        ({"posture": ""}, "chọn trẻ nằm hay đứng"),
        ({"day": "other"}, "Chưa ghi ngày đo"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(hân, nurse, as_user, typed, sentence):
    assert sentence in as_user(nurse).post(url(hân), ENTRY | typed).text
    assert known(nurse) == []


def test_a_birth_known_in_part_is_measured_without_score_and_the_page_says_why(child_of, nurse, as_user):
    child = child_of(birth=PartialDate(2024))
    browser = as_user(nurse)
    assert "Chưa rõ ngày sinh của trẻ nên chưa so được" in browser.get(url(child)).text
    assert browser.post(url(child), ENTRY).status_code == 302
    assert "Chưa rõ ngày sinh của trẻ nên chưa so được" in browser.get(url(child, "health")).text


def test_a_session_saves_the_rows_that_were_filled_in(hân, child_of, nurse, as_user):
    other = child_of("tdp7", full_name="Võ Bảo Ngân", birth=PartialDate(2025, 2, 11))
    browser = as_user(nurse)
    assert browser.get("/health/session").status_code == 200
    day = {"measured_on_day": "20", "measured_on_month": "11", "measured_on_year": "2026"}
    rows = {f"{each.public_id.hex}-{name}": "" for each in (hân, other) for name in ("weight_kg", "height_cm")}
    rows |= {f"{each.public_id.hex}-posture": "standing" for each in (hân, other)}
    filled = {f"{hân.public_id.hex}-weight_kg": "10,1"}
    assert browser.post("/health/session", day | rows | filled).status_code == 302
    assert [(each.child_id, str(each.measured_on), float(each.weight_kg)) for each in known(nurse)] == [
        (hân.pk, "2026-11-20", 10.1)
    ]


def test_a_session_saves_whom_it_showed_whatever_the_filter_finds_now(hân, nurse, as_user, ward):
    row = hân.public_id.hex
    day = {"measured_on_day": "20", "measured_on_month": "11", "measured_on_year": "2026"}
    typed = {f"{row}-weight_kg": "10,0", f"{row}-height_cm": "80,0", f"{row}-posture": "standing"}
    elsewhere = f"/health/session?neighbourhood={ward['tdp12'].public_id}"
    assert as_user(nurse).post(elsewhere, day | typed).status_code == 302
    assert len(known(nurse)) == 1


def test_a_doubtful_row_holds_the_session_until_somebody_looked(hân, nurse, as_user):
    browser, row = as_user(nurse), hân.public_id.hex
    day = {"measured_on_day": "20", "measured_on_month": "11", "measured_on_year": "2026"}
    rows = {f"{row}-weight_kg": "100", f"{row}-height_cm": "", f"{row}-posture": "standing"}
    page = browser.post("/health/session", day | rows)
    assert page.status_code == 200
    assert "1 dòng cần xem lại" in page.text
    assert known(nurse) == []
    assert browser.post("/health/session", day | rows | {f"{row}-confirmed": "on"}).status_code == 302
    assert len(known(nurse)) == 1


def test_a_second_measuring_of_the_day_stops_the_session_and_saves_nothing(hân, child_of, nurse, as_user):
    other = child_of("tdp7", full_name="Võ Bảo Ngân", birth=PartialDate(2025, 2, 11))
    measured(other, nurse, weight="9")
    rows = {f"{each.public_id.hex}-{name}": "" for each in (hân, other) for name in ("height_cm",)}
    rows |= {f"{each.public_id.hex}-posture": "standing" for each in (hân, other)}
    rows |= {f"{hân.public_id.hex}-weight_kg": "10", f"{other.public_id.hex}-weight_kg": "9,1"}
    day = {"measured_on_day": "23", "measured_on_month": "11", "measured_on_year": "2026"}
    assert as_user(nurse).post("/health/session", day | rows).status_code == 200
    assert [each.child_id for each in known(nurse)] == [other.pk]


def test_the_childs_health_page_tells_the_line_of_its_growth_and_is_logged(hân, nurse, as_user):
    measured(hân, nurse)
    page = as_user(nurse).get(url(hân, "health")).text
    assert "một lần đo, gần nhất lúc 26 tháng: 80 cm" in page
    assert "chiều cao theo tuổi −2,3 SD" in page
    for hidden in ("Thu", "Nguyễn Trãi"):
        assert hidden not in page
    with acting_as(nurse):
        assert AccessEvent.objects.filter(event="HEALTH_READ", object_id=hân.public_id).count() == 1


def test_a_correction_and_its_history(hân, nurse, as_user):
    measurement = measured(hân, nurse, weight="20")
    browser = as_user(nurse)
    page = f"/children/measurements/{measurement.public_id}/edit"
    assert browser.get(page).status_code == 200
    opened = Edition.of(measurement).token
    assert browser.post(page, ENTRY | {"opened": opened}).status_code == 302
    again = browser.post(page, ENTRY | {"opened": opened, "weight_kg": "10,5"})
    assert "Đã có người sửa" in again.text
    history = browser.get(url(hân, "health/history")).text
    assert "20" in history
    assert "Bùi Thị Ngọc Ánh" in history


def test_a_mistake_is_taken_back_with_a_reason(hân, nurse, as_user):
    measurement = measured(hân, nurse)
    page = f"/children/measurements/{measurement.public_id}/withdraw"
    browser = as_user(nurse)
    assert "Chưa ghi lý do" in browser.post(page, {"opened": Edition.of(measurement).token}).text
    assert browser.post(page, {"opened": Edition.of(measurement).token, "reason": "trẻ khác"}).status_code == 302
    assert "Chưa ghi lần cân đo nào" in browser.get(url(hân, "health")).text


@pytest.mark.parametrize("who", ["teacher", "collaborator"])
def test_no_other_agency_opens_a_health_page(hân, ward, who, request, as_user):
    browser = as_user(request.getfixturevalue(who))
    for page in ("/health/", "/health/session", url(hân), url(hân, "health"), url(hân, "health/history")):
        assert browser.get(page).status_code == 403, page


def test_the_station_sees_no_circumstance_and_no_address_on_the_childs_own_page(lists, hân, nurse, officer, as_user):
    page = as_user(nurse).get(url(hân, "")).text
    assert "Trần Ngọc Hân" in page
    assert "Tổ dân phố 7" in page
    for hidden in ("Thu", "Nguyễn Trãi", "Hoàn cảnh", "Số định danh"):
        assert hidden not in page

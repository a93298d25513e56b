"""Screen 15, reading only."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.acting import acting_as
from accounts.models import User
from programs.models import BulletTask, PlanTask


@pytest.fixture
def page(as_user, at, plan):
    def get(user, address):
        with at("2026-11-23 08:00"):
            return as_user(user).get(address)

    return get


def test_an_officer_starts_with_her_own_agency(page, officer):
    response = page(officer, "/tasks/")
    assert response.context["scopes"] == ["VHXH"]
    assert len(response.context["tasks"]) == 19
    text = response.content.decode()
    assert "Kế hoạch thực hiện Chỉ thị số 28-CT/TW năm 2026" in text
    assert text.count("chưa có số liệu") == 1
    assert 'href="/reports/2026/">Kết quả năm 2026: xem báo cáo năm' in text
    assert "Hoàn thành" not in text


def test_the_plan_is_no_secret_between_agencies(page, teacher):
    own = page(teacher, "/tasks/")
    assert own.context["scopes"] == ["SCHOOL"]
    assert "/reports/2026/" not in own.content.decode()
    for address in ("/tasks/", "/tasks/SCHOOL-02/"):
        assert "xem báo cáo năm" not in page(teacher, address).content.decode()
    police = page(teacher, "/tasks/?agency=POLICE")
    assert "Phòng, chống tội phạm xâm hại trẻ em" in police.content.decode()


def test_filters_narrow_both_sides_and_stay_in_the_links(page, officer):
    response = page(officer, "/tasks/?agency=SCHOOL&frequency=half_year")
    assert [each.task.code for each in response.context["tasks"]] == [
        "SCHOOL-01", "SCHOOL-03", "SCHOOL-05", "SCHOOL-07", "SCHOOL-09",
    ]  # fmt: skip
    assert 'href="/tasks/?agency=HEALTH&amp;frequency=half_year"' in response.content.decode()


def test_nothing_found_says_so_and_offers_the_way_back(page, officer):
    text = page(officer, "/tasks/?agency=SCHOOL&month=11").content.decode()
    assert "Không có nhiệm vụ nào khớp bộ lọc" in text
    assert 'href="/tasks/?agency=SCHOOL"' in text


@pytest.mark.parametrize(
    "query", ["agency=NOBODY", "month=13", "frequency=x", "bullet=IX.9", "section=IX", "due=2026-13-01"]
)
def test_a_made_up_filter_counts_as_none(page, officer, query):
    response = page(officer, f"/tasks/?{query}")
    assert response.status_code == 200
    assert response.context["total"] == 69


def test_a_task_shows_the_words_of_the_plan_and_what_is_to_be_reported(page, officer):
    text = page(officer, "/tasks/SCHOOL-02/").content.decode()
    assert "Tiếp tục đẩy mạnh phổ cập giáo dục mầm non cho trẻ em dưới 5 tuổi." in text
    assert "Trẻ 5 tuổi đi mẫu giáo" in text
    assert "sổ trẻ em" in text
    assert "hạn do phần mềm đề xuất, cần xác nhận" in text[text.index('<details class="small">') :]
    assert "<title>Phổ cập giáo dục mầm non" in text
    assert "EDU-02" not in text


def test_the_yearly_report_is_due_before_the_day_in_the_plan(page, officer):
    assert "trước 30/11/2026" in page(officer, "/tasks/VHXH-14/").content.decode()


def test_who_changed_a_date_is_told_to_those_who_follow_the_plan(page, officer, teacher):
    with acting_as(officer):
        PlanTask.objects.filter(code="TDP-01").update(due="04-15")
    assert "/tasks/TDP-01/history/" in page(officer, "/tasks/TDP-01/").content.decode()
    text = page(officer, "/tasks/TDP-01/history/").content.decode()
    assert "Phạm Thị Hồng Vân" in text
    assert text.index("03-31") < text.index("04-15")
    assert "history" not in page(teacher, "/tasks/TDP-01/").content.decode()
    assert page(teacher, "/tasks/TDP-01/history/").status_code == 403


@pytest.mark.parametrize("address", ["/tasks/?agency=HEALTH", "/tasks/plan/", "/programmes/P23/", "/tasks/HEALTH-02/"])
def test_a_task_is_named_by_its_number_in_vietnamese(page, officer, address):
    text = re.sub(r'(href|id|for|value)="[^"]*"', "", page(officer, address).content.decode())
    assert "Y tế 02" in text
    assert not re.search(r"\b(ALL|LEAD|VHXH|SCHOOL|HEALTH|JUSTICE|FINANCE|POLICE|FRONT|TDP)-\d\d", text)


def test_a_day_shows_the_tasks_of_every_agency_that_is_named(page, officer):
    response = page(officer, "/tasks/?agency=HEALTH&agency=TDP&due=2026-11-30")
    assert {each.task.scope for each in response.context["tasks"]} == {"HEALTH", "TDP"}
    text = response.content.decode()
    assert "Trạm Y tế, Tổ dân phố" in text
    assert "Hạn: 30/11/2026" in text


def test_how_often_is_not_how_long(page, officer):
    text = page(officer, "/tasks/VHXH-01/").content.decode()
    assert "Văn hóa - Xã hội thực hiện 6 tháng một lần theo kế hoạch." in text


def test_no_such_task(page, officer):
    assert page(officer, "/tasks/SCHOOL-99/").status_code == 404


def test_the_plan_bullet_by_bullet_says_that_all_are_covered(page, chair):
    text = page(chair, "/tasks/plan/").content.decode()
    assert "37 nội dung, nội dung nào cũng có nhiệm vụ thực hiện" in text
    assert text.index("II.1. Tăng cường") < text.index("III. Kinh phí") < text.index("IV.7. Đề nghị UBMTTQ")


def test_a_bullet_that_lost_its_task_is_told(page, chair):
    with acting_as(User.objects.system()):
        BulletTask.objects.filter(bullet__ref="II.2.2").delete()
    assert "01 trong 37 nội dung chưa có nhiệm vụ thực hiện" in page(chair, "/tasks/plan/").content.decode()


def test_an_administrator_has_no_door_to_the_plan(page, admin):
    assert page(admin, "/tasks/").status_code == 403


@pytest.mark.parametrize(
    ("few", "many"),
    [
        ("/tasks/?agency=FINANCE", "/tasks/?agency=VHXH"),
        ("/tasks/LEAD-02/", "/tasks/SCHOOL-02/"),
        ("/programmes/?standing=running", "/programmes/"),
        ("/programmes/P830/", "/programmes/P23/"),
    ],
)
def test_the_number_of_queries_does_not_grow_with_the_rows(page, officer, few, many):
    page(officer, few)
    with CaptureQueriesContext(connection) as short:
        page(officer, few)
    with CaptureQueriesContext(connection) as long:
        page(officer, many)
    assert len(short) == len(long)


def test_the_whole_plan_takes_no_query_per_bullet(page, chair):
    page(chair, "/tasks/plan/")
    with CaptureQueriesContext(connection) as queries:
        page(chair, "/tasks/plan/")
    assert len(queries) < 37


def test_a_target_of_all_is_said_without_at_least(page, officer):
    text = page(officer, "/programmes/P23/").content.decode()
    assert "ít nhất 98,5%" in text
    assert "ít nhất 100%" not in text
    assert "nông thôn" not in text

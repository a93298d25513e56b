import re
from datetime import date

import pytest

from accounts.acting import acting_as
from accounts.models import User
from programs.models import PlanTask
from programs.todo import later_plan_dates, nearest_plan_dates, plan_dates

JUNE = date(2026, 6, 30)
NOVEMBER = date(2026, 11, 30)


@pytest.fixture
def lines(at):
    def of(user, day="2026-11-23"):
        with at(f"{day} 08:00"):
            return [(line.title, line.detail, line.due) for line in plan_dates(user)]

    return of


def test_an_officer_sees_own_dates_whom_to_urge_and_whom_to_ask(plan, officer, lines):
    assert lines(officer, "2026-06-25") == [
        (
            "Thực hiện 12 nhiệm vụ theo kế hoạch",
            "Tổ chức nghiên cứu, quán triệt, phổ biến Chỉ thị 28-CT/TW trong cơ quan; Người đứng đầu cam kết, phối hợp "
            "liên ngành bảo đảm quyền trẻ em và 10 nhiệm vụ khác",
            JUNE,
        ),
        ("Đôn đốc các cơ quan gửi kết quả 14 nhiệm vụ", "Trạm Y tế, Tư pháp - Hộ tịch, Công an, Tổ dân phố", JUNE),
        ("Đề nghị Mặt trận, hội, đoàn thể gửi kết quả 4 nhiệm vụ", "", JUNE),
        (
            "Truyền thông kiến thức, kỹ năng chăm sóc, giáo dục, bảo vệ trẻ em; Tháng hành động vì trẻ em",
            "",
            date(2026, 7, 19),
        ),
    ]


def test_the_annual_report_is_left_to_the_reports(plan, officer, lines):
    words = " ".join(f"{title} {detail}" for title, detail, _ in lines(officer))
    assert "Tổng hợp, tham mưu báo cáo" not in words


def test_others_are_urged_only_in_the_last_week(plan, officer, lines):
    assert any(title.startswith("Đôn đốc") for title, _, _ in lines(officer, "2026-11-23"))
    assert not any(title.startswith("Đôn đốc") for title, _, _ in lines(officer, "2026-11-22"))


def test_an_agency_sees_its_own_and_everybodys_tasks(plan, teacher, lines):
    (title, detail, due), *others = lines(teacher, "2026-06-25")
    assert (title, due, others) == ("Thực hiện 2 nhiệm vụ theo kế hoạch", JUNE, [])
    assert detail.startswith("Tổ chức nghiên cứu, quán triệt")
    assert "ALL-01" not in detail


def test_dates_of_the_next_year_come_in_sight_in_december(plan, teacher, lines):
    assert [due for _, _, due in lines(teacher, "2026-12-20")] == [date(2027, 1, 15)]


def test_a_collaborator_is_no_agency(plan, collaborator, lines):
    assert lines(collaborator) == [
        ("Cập nhật biến động trẻ em trong tổ (sinh, đến, đi, hoàn cảnh, bỏ học)", "", NOVEMBER)
    ]


@pytest.mark.parametrize("name", ["phuoc.nh", "tri.nm"])
def test_clerk_and_administrator_have_no_task_in_the_plan(plan, cast, lines, name):
    assert lines(cast[name], "2026-06-25") == []


def test_a_day_the_law_or_the_plan_named_counts_as_legal(plan, officer, at):
    with at("2026-07-10 08:00"):
        legal = {line.due: line.legal for line in plan_dates(officer)}
    assert legal[date(2026, 7, 19)]
    assert not all(legal.values())


def test_never_more_than_six_lines_and_one_query(plan, officer, at, django_assert_num_queries):
    for month in range(1, 13):
        with at(f"2026-{month:02}-01 08:00"), django_assert_num_queries(1):
            assert len(plan_dates(officer)) <= 6


def test_a_line_leads_to_its_day_and_its_agencies(plan, officer, at):
    with at("2026-11-23 08:00"):
        assert {line.url for line in plan_dates(officer)} == {
            "/tasks/?agency=VHXH&due=2026-11-30",
            "/tasks/?agency=HEALTH&agency=JUSTICE&agency=POLICE&agency=TDP&due=2026-11-30",
        }


@pytest.mark.parametrize("name", ["van.pth", "duy.tq", "lan.lt"])
@pytest.mark.parametrize("day", ["2026-01-10", "2026-06-25", "2026-10-28", "2026-11-23", "2026-12-20"])
def test_the_page_behind_a_line_shows_as_many_tasks_as_the_line_says(plan, cast, as_user, at, name, day):
    user = cast[name]
    with at(f"{day} 08:00"):
        with acting_as(user):
            lines = [(line.title, line.url) for line in plan_dates(user)]
            lines += [(note.text, note.url) for note in (*nearest_plan_dates(user), *later_plan_dates(user))]
        assert lines or name == "lan.lt"
        for words, url in lines:
            said = re.search(r"(\d+) nhiệm vụ", words)
            shown = as_user(user).get(url).context["tasks"]
            assert len(shown) == (int(said[1]) if said else 1), (words, url)


def test_january_is_seen_from_december_by_the_plan_of_the_new_year(plan, officer, lines):
    with acting_as(User.objects.system()):
        task = PlanTask.objects.get(code="VHXH-01")
        PlanTask.objects.filter(pk=task.pk).update(due="01-10", valid_to=date(2026, 12, 31))
        assert not any(due == date(2027, 1, 10) for _, _, due in lines(officer, "2026-12-20"))
        PlanTask.objects.filter(pk=task.pk).update(valid_to=None)
        assert any(due == date(2027, 1, 10) for _, _, due in lines(officer, "2026-12-20"))


def test_the_chair_sees_the_plans_nearest_dates_and_who_has_to_meet_them(plan, chair, officer, at):
    with at("2026-11-25 08:00"):
        notes = [(note.on, note.text) for note in nearest_plan_dates(chair)]
        assert list(nearest_plan_dates(officer)) == []
    assert notes[0] == (
        NOVEMBER,
        "6 nhiệm vụ theo kế hoạch đến hạn: Văn hóa - Xã hội, Trạm Y tế, Tư pháp - Hộ tịch và cơ quan khác",
    )

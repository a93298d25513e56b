from datetime import date

import pytest

from programs.models import PlanTask, Programme, TargetValue
from programs.wording import decision_words, standing_words

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("programme", "number", "year", "words"),
    [
        ("P23", "8a", 2025, "dưới 6,5%"),
        ("P23", "8b", 2030, "ít nhất 95%"),
        ("P23", "3a", 2025, "dưới 9,5‰"),
        ("P23", "11a", 2030, "không quá 500/100.000"),
        ("P23", "7", 2025, "100%"),
        ("P23", "13", 2025, "giảm ít nhất 2% so với năm trước"),
        ("P782", "3", 2025, "trên 90%"),
        ("P782", "1", 2030, "định hướng: không quá 4,5%"),
        ("P1248", "3", 2030, "giảm ít nhất 20% so với năm 2020"),
        ("P1248", "11", 2030, "ít nhất 15.000 trường"),
    ],
)
def test_a_goal_as_a_person_reads_it(plan, programme, number, year, words):
    value = TargetValue.objects.get(target__programme__code=programme, target__number=number, year=year)
    assert value.in_words == words


def test_the_plans_own_deadline_is_said_as_the_plan_says_it(plan):
    report = PlanTask.objects.get(code="VHXH-14")
    assert report.due_on(date(2026, 11, 29)) == "trước 30/11/2026"
    assert report.due_reason == "29/11 hằng năm; do kế hoạch của phường ấn định."


def test_a_proposed_date_says_that_it_is_to_be_confirmed(plan):
    task = PlanTask.objects.get(code="VHXH-01")
    assert task.due_on(date(2026, 6, 30)) == "hạn 30/06/2026"
    assert "cần xác nhận" in task.due_reason


def test_a_decision_is_named_by_number_and_day(plan):
    assert decision_words(Programme.objects.get(code="P830")) == "Quyết định số 830/QĐ-TTg ngày 01/06/2021"
    assert decision_words(Programme.objects.get(code="PDOAN")) == "Chưa rõ số, ngày quyết định"
    assert decision_words(Programme(number="830/QĐ-TTg")) == "Chưa rõ số, ngày quyết định"


def test_an_ended_programme_says_so_until_one_follows_it(plan):
    ended, running = Programme.objects.get(code="P830"), Programme.objects.get(code="P23")
    assert standing_words(running, TODAY) == ""
    assert standing_words(ended, TODAY) == "giai đoạn 2021 - 2025 đã kết thúc, chưa có chương trình thay thế"
    assert standing_words(ended, date(2025, 12, 31)) == ""
    ended.successor = running
    assert standing_words(ended, TODAY).endswith(
        "đã kết thúc, nay là Chương trình hành động quốc gia vì trẻ em giai đoạn 2021 - 2030"
    )

"""The plan of the ward and the national programmes, as loaded."""

import copy
from datetime import date
from decimal import Decimal

import pytest

from accounts.acting import acting_as
from accounts.models import User
from interface.reference import read_yaml
from programs.models import Plan, PlanBullet, PlanTask, Programme, Target, TargetValue, TaskOutput
from programs.reference import HERE, PlanNotCovered, check_coverage, load_plan, load_programmes


def load():
    with acting_as(User.objects.system()):
        return [*load_plan(), *load_programmes()]


def test_the_plan_has_37_bullets_and_69_tasks_and_every_bullet_a_task(plan):
    bullets = PlanBullet.objects.all()
    assert (bullets.count(), PlanTask.objects.count()) == (37, 69)
    assert not bullets.filter(tasks=None).exists()
    assert list(PlanTask.objects.get(code="SCHOOL-07").bullets.values_list("ref", flat=True)) == ["II.4.3", "IV.2.3"]


def test_bullets_stand_in_the_words_of_the_plan(plan):
    bullet = PlanBullet.objects.get(ref="IV.1.5")
    assert bullet.text.startswith("Tổng hợp kết quả thực hiện Kế hoạch, định kỳ tham mưu UBND phường")
    assert bullet.section_title == "Văn hoá - Xã hội phường"


def test_a_second_load_changes_nothing(plan):
    assert {(row.created, row.updated, row.kept) for row in load()} == {(0, 0, 0)}


def test_what_the_ward_edited_stays(plan):
    with acting_as(User.objects.system()):
        PlanTask.objects.filter(code="TDP-01").update(due="04-15")
    assert sum(row.kept for row in load()) == 1
    assert PlanTask.objects.get(code="TDP-01").due == "04-15"


def test_a_bullet_without_a_task_is_refused():
    given = read_yaml(HERE / "plan.yaml")
    forgetful = copy.deepcopy(given)
    forgetful["tasks"] = [task for task in given["tasks"] if "IV.5.1" not in task["refs"]]
    check_coverage(given)
    with pytest.raises(PlanNotCovered, match=r"III\.1.*IV\.5\.1"):
        check_coverage(forgetful)


def test_who_fixed_a_due_date(plan):
    fixed = PlanTask.objects.exclude(due_basis="proposal").values_list("code", "due_basis")
    assert set(fixed) == {("VHXH-14", "plan"), ("VHXH-17", "law")}


def test_totals_from_the_register_and_sums_are_asked_of_nobody(plan):
    outputs = {output.key: output for output in TaskOutput.objects.filter(task__code="SCHOOL-02")}
    assert [key for key, output in outputs.items() if output.is_asked] == ["nursery", "kinder", "age5"]
    assert outputs["u5"].sum_of == ["nursery", "kinder"]
    assert outputs["age5"].indicators == ["EDU-02", "EDU-03"]


def test_programmes_are_known_by_number_and_date(plan):
    assert Programme.objects.count() == 11
    p1437 = Programme.objects.get(code="P1437")
    assert (p1437.number, p1437.decided_on) == ("1437/QĐ-TTg", date(2018, 10, 29))
    assert p1437.has_ended(date(2026, 1, 1))
    assert not p1437.has_ended(date(2025, 12, 31))


def test_values_by_year_and_orientations(plan):
    labour = Target.objects.get(programme__code="P782", number="1")
    values = {(value.year, value.value, value.is_orientation) for value in labour.values.all()}
    assert values == {(2025, Decimal("4.900"), False), (2030, Decimal("4.500"), True)}
    drowning = Target.objects.get(programme__code="P1248", number="3")
    assert (drowning.operator, drowning.baseline_year, drowning.baseline_value) == ("reduce_pct", 2020, None)


def test_what_is_unsure_keeps_its_mark(plan):
    assert Target.objects.get(programme__code="P23", number="16").is_unsure
    diet = TargetValue.objects.filter(target__programme__code="P02", target__number="1")
    assert {value.year: value.is_unsure for value in diet} == {2025: True, 2030: False}


def test_what_is_loaded_is_what_a_form_would_accept(plan):
    for model in (Plan, PlanBullet, PlanTask, TaskOutput, Programme, Target, TargetValue):
        for record in model.objects.all():
            record.full_clean(validate_unique=False, validate_constraints=False)

"""The plan and the national programmes as they come with the product (`manage.py load_reference`)."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from interface.reference import Loaded, load_rows, read_yaml, reference
from programs.due_dates import parse_due
from programs.models import (
    BulletTask,
    Plan,
    PlanBullet,
    PlanTask,
    Programme,
    Target,
    TargetValue,
    TaskOutput,
    TaskProgramme,
)
from programs.models.plan import DueBasis

HERE = Path(__file__).parent / "reference"
Given = dict[str, Any]


class PlanNotCovered(ValueError):
    """Somebody is responsible for every bullet of the plan, or the plan is not loaded."""


@reference("plan")
def load_plan() -> Iterator[Loaded]:
    given = read_yaml(HERE / "plan.yaml")
    check_coverage(given)
    yield load_rows(Plan, [given["plan"]], key=("code",))
    plan = Plan.objects.get(code=given["plan"]["code"])
    yield load_rows(PlanBullet, _bullets(plan, given["sections"]), key=("plan", "ref"))
    yield load_rows(PlanTask, [_task(plan, n, task) for n, task in enumerate(given["tasks"], 1)], key=("code",))
    tasks = {task.code: task for task in plan.tasks.all()}
    yield load_rows(TaskOutput, _outputs(tasks, given["tasks"]), key=("task", "key"))
    bullets = {bullet.ref: bullet for bullet in plan.bullets.all()}
    served = [{"bullet": bullets[ref], "task": tasks[task["id"]]} for task in given["tasks"] for ref in task["refs"]]
    yield load_rows(BulletTask, served, key=("bullet", "task"))


@reference("programmes")
def load_programmes() -> Iterator[Loaded]:
    given = read_yaml(HERE / "programmes.yaml")["programmes"]
    yield load_rows(Programme, [_programme(n, programme) for n, programme in enumerate(given, 1)], key=("code",))
    programmes = {programme.code: programme for programme in Programme.objects.all()}
    targets = [
        _target(programmes[programme["code"]], n, target)
        for programme in given
        for n, target in enumerate(programme["targets"], 1)
    ]
    yield load_rows(Target, targets, key=("programme", "number"))
    yield load_rows(TargetValue, _values(programmes, given), key=("target", "year"))
    yield load_rows(TaskProgramme, _served_programmes(programmes), key=("task", "programme"))


def check_coverage(given: Given) -> None:
    """Every bullet of the plan has a task, and no task names a bullet the plan has not."""
    refs = {bullet["ref"] for section in given["sections"] for bullet in section["bullets"]}
    served = {ref for task in given["tasks"] for ref in task["refs"]}
    if refs != served:
        raise PlanNotCovered(f"Bullets without a task: {sorted(refs - served)}; unknown: {sorted(served - refs)}.")


def _bullets(plan: Plan, sections: Iterable[Given]) -> list[Given]:
    rows = [(section, bullet) for section in sections for bullet in section["bullets"]]
    return [
        {"plan": plan, "section": section["ref"], "section_title": section["title"], "position": n, **bullet}
        for n, (section, bullet) in enumerate(rows, 1)
    ]


def _task(plan: Plan, position: int, given: Given) -> Given:
    parse_due(given["due"])
    return {
        "plan": plan,
        "code": given["id"],
        "title": given["vi"],
        "scope": given["agency"],
        "along": given.get("coord", []),
        "frequency": given["freq"],
        "due": given["due"],
        "due_basis": given.get("due_by", DueBasis.PROPOSAL),
        "evidence": given["evidence"],
        "section": given["sec"],
        "position": position,
        "valid_from": given.get("valid_from", plan.valid_from),
        "valid_to": given.get("valid_to"),
    }


def _outputs(tasks: dict[str, PlanTask], given: Iterable[Given]) -> list[Given]:
    return [
        {
            "task": tasks[task["id"]],
            "key": output["k"],
            "label": output["vi"],
            "unit": output["u"],
            "indicators": output.get("ind", []),
            "from_register": output.get("from") == "register",
            "sum_of": output.get("sum", []),
            "position": n,
        }
        for task in given
        for n, output in enumerate(task["outputs"], 1)
    ]


def _programme(position: int, given: Given) -> Given:
    first, last = given["period"]
    return {
        "code": given["code"],
        "name": given["vi"],
        "number": given["decision"] or "",
        "decided_on": given["date"],
        "period_from": first,
        "period_to": last,
        "valid_to": date(last, 12, 31),
        "lead": given["lead_ward"],
        "named_in_plan": given["seed_named"],
        "note": given.get("note", ""),
        "confidence": given["conf"],
        "position": position,
    }


def _target(programme: Programme, position: int, given: Given) -> Given:
    baseline = given.get("baseline", {})
    return {
        "programme": programme,
        "number": given["num"],
        "text": given["vi"],
        "unit": given["unit"],
        "operator": given.get("op", ""),
        "level": given["level"],
        "indicator": given.get("indicator", ""),
        "measure": given.get("measure", "rate"),
        "baseline_year": None if baseline.get("year") == "prev" else baseline.get("year"),
        "baseline_value": baseline.get("value"),
        "note": given.get("note", ""),
        "confidence": given.get("conf", programme.confidence),
        "position": position,
    }


def _values(programmes: dict[str, Programme], given: Iterable[Given]) -> list[Given]:
    """`t2025: 65` is a value to reach, `orientation_2030: 4.5` one beyond the programme's period."""
    targets = {(target.programme_id, target.number): target for target in Target.objects.all()}
    return [
        {
            "target": targets[programmes[programme["code"]].pk, target["num"]],
            "year": int(name[-4:]),
            "value": value,
            "is_orientation": name.startswith("orientation_"),
            "confidence": target.get(f"conf_{name[-4:]}", target.get("conf", programme["conf"])),
        }
        for programme in given
        for target in programme["targets"]
        for name, value in target.items()
        if name.startswith(("t20", "orientation_20"))
    ]


def _served_programmes(programmes: dict[str, Programme]) -> list[Given]:
    tasks = {task.code: task for task in PlanTask.objects.all()}
    return [
        {"task": tasks[given["id"]], "programme": programmes[code]}
        for given in read_yaml(HERE / "plan.yaml")["tasks"]
        for code in given.get("prog", [])
    ]

from programs.models.plan import (
    AgencyScope,
    BulletTask,
    Frequency,
    Plan,
    PlanBullet,
    PlanTask,
    ReportSection,
    TaskOutput,
)
from programs.models.programme import Programme, Target, TargetValue, TaskProgramme
from programs.models.statement import NothingToReport

__all__ = [
    "AgencyScope",
    "BulletTask",
    "Frequency",
    "NothingToReport",
    "Plan",
    "PlanBullet",
    "PlanTask",
    "Programme",
    "ReportSection",
    "Target",
    "TargetValue",
    "TaskOutput",
    "TaskProgramme",
]

from cases.models.case import Case, CaseStep, Duty, Incident, Teammate
from cases.models.clock import CaseClock, ClockWarning, Warned
from cases.models.counting import Anchor, DayEnds, Term, WayOfCounting
from cases.models.intake import Channel, ChildInReport, Heard, Intake, Receipt, Subject, Verdict
from cases.models.numbers import CaseNumber

__all__ = [
    "Anchor",
    "Case",
    "CaseClock",
    "CaseNumber",
    "CaseStep",
    "Channel",
    "ChildInReport",
    "ClockWarning",
    "DayEnds",
    "Duty",
    "Heard",
    "Incident",
    "Intake",
    "Receipt",
    "Subject",
    "Teammate",
    "Term",
    "Verdict",
    "Warned",
    "WayOfCounting",
]

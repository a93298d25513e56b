from cases.models.case import (
    CRIMES,
    AbuseForm,
    Case,
    CaseStep,
    Duty,
    Incident,
    TeamMember,
)
from cases.models.clock import CaseClock, ClockWarning, Warned
from cases.models.counting import Anchor, DayEnds, Term, WayOfCounting
from cases.models.intake import Channel, Heard, Intake, Receipt, ReportedChild, Subject, Verdict
from cases.models.numbers import CaseNumber

__all__ = [
    "CRIMES",
    "AbuseForm",
    "Anchor",
    "Case",
    "CaseClock",
    "CaseNumber",
    "CaseStep",
    "Channel",
    "ClockWarning",
    "DayEnds",
    "Duty",
    "Heard",
    "Incident",
    "Intake",
    "Receipt",
    "ReportedChild",
    "Subject",
    "TeamMember",
    "Term",
    "Verdict",
    "Warned",
    "WayOfCounting",
]

"""How each figure is defined: one function each, by subject."""

from reports.indicators import children, circumstances, entries, health, homes, mortality, people, schooling, support
from reports.indicators.registry import (
    Counted,
    Definition,
    Measured,
    Period,
    Told,
    counted,
    definitions,
    figure,
    known_on,
    measure,
    register_began,
    told,
)

__all__ = [
    "Counted",
    "Definition",
    "Measured",
    "Period",
    "Told",
    "children",
    "circumstances",
    "counted",
    "definitions",
    "entries",
    "figure",
    "health",
    "homes",
    "known_on",
    "measure",
    "mortality",
    "people",
    "register_began",
    "schooling",
    "support",
    "told",
]

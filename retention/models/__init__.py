from retention.models.destruction import (
    UNDER_WAY,
    Destruction,
    DestructionKind,
    DestructionRow,
    DestructionState,
)
from retention.models.hold import HoldKind, RecordHold
from retention.models.kept import KeptFigure
from retention.models.retention_class import CountedFrom, RetentionClass

__all__ = [
    "UNDER_WAY",
    "CountedFrom",
    "Destruction",
    "DestructionKind",
    "DestructionRow",
    "DestructionState",
    "HoldKind",
    "KeptFigure",
    "RecordHold",
    "RetentionClass",
]

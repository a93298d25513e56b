"""A visit as Lan or Vân writes it down."""

from datetime import date

from children.actions.visits import VisitDraft
from children.models import Finding, Met

VISIT = VisitDraft(date(2026, 11, 20), Met.PARENTS, child_seen=True, concern=False, findings=[Finding.WELL])

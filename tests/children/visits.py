"""A visit, and a check of a home, as Lan or Vân writes it down."""

from datetime import date

from children.actions.safe_home import SafeHomeDraft
from children.actions.visits import VisitDraft
from children.models import Finding, Met

VISIT = VisitDraft(date(2026, 11, 20), Met.PARENTS, child_seen=True, concern=False, findings=[Finding.WELL])
HALF_CHECKED = SafeHomeDraft(date(2026, 11, 20), {"Q01": "yes", "Q05": "no"})

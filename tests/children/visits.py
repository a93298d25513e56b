"""A visit, a check of a home and a risk of a family, as Lan or Vân writes them down."""

from datetime import date

from children.actions.family_risks import RiskDraft
from children.actions.safe_home import SafeHomeDraft
from children.actions.visits import VisitDraft
from children.models import Finding, Met, RiskFactor

VISIT = VisitDraft(date(2026, 11, 20), Met.PARENTS, child_seen=True, concern=False, findings=[Finding.WELL])
HALF_CHECKED = SafeHomeDraft(date(2026, 11, 20), {"Q01": "yes", "Q05": "no"})


def violence(answer: str = "yes", asked_on: date = date(2026, 11, 20), **more) -> RiskDraft:
    """Bạo lực gia đình, by the neighbours' word."""
    return RiskDraft(RiskFactor.objects.get(code="F03"), answer, "neighbour", asked_on, **more)

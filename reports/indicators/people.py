"""Those who work for children in the ward (group RES of the list)."""

from accounts.authorization import Role
from accounts.models import User
from reports.indicators.registry import Counted, Period, indicator

CHILD_WORKERS = (Role.OFFICER, Role.PROTECTION_WORKER, Role.COLLABORATOR)


@indicator("RES-01a", past=False, register=False)
def child_workers(period: Period) -> Counted:
    """Officers, protection workers and collaborators who work on the day of the cut-off."""
    return Counted(User.objects.working().filter(role__in=CHILD_WORKERS))

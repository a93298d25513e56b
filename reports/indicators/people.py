"""Those who work for children in the ward (group RES of the list)."""

from django.db.models import Q

from accounts.authorization import Role
from accounts.models import User
from reports.indicators.registry import Counted, Period, indicator

CHILD_WORKERS = (Role.OFFICER, Role.PROTECTION_WORKER, Role.COLLABORATOR)


@indicator("RES-01a", past=False, register=False)
def child_workers(period: Period) -> Counted:
    """Officers, protection workers and collaborators who work on the day of the cut-off."""
    return Counted(User.objects.people().filter(there(period), role__in=CHILD_WORKERS))


def there(period: Period) -> Q:
    """Who had not left by the cut-off."""
    return Q(left_on=None) | Q(left_on__gt=period.cut_off)

"""The monthly round: what was found at a household's door."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.authorization import authorize
from accounts.models import User
from children.models import CheckResult, Household, HouseholdCheck


@transaction.atomic
def check_household(*, household: Household, by: User, result: str) -> HouseholdCheck:
    """It was asked this month. “Có biến động” is never made “Không đổi” by a later tap. Raises NotAllowed."""
    authorize(by, "children.propose_changes", household)
    today = timezone.localdate()
    check, fresh = HouseholdCheck.objects.get_or_create(
        household=household,
        month=today.replace(day=1),
        defaults={
            "neighbourhood": household.neighbourhood,
            "result": result,
            "checked_by": by,
            "checked_on": today,
        },
    )
    if not fresh and result == CheckResult.CHANGED != check.result:
        check.result, check.checked_by, check.checked_on = result, by, today
        check.save()
    return check


@transaction.atomic
def uncheck_household(*, household: Household, by: User) -> None:
    """A tap by mistake: this month's “Không đổi” is taken back. Raises NotAllowed."""
    authorize(by, "children.propose_changes", household)
    HouseholdCheck.objects.of_month(timezone.localdate()).filter(household=household, result=CheckResult.SAME).delete()


@transaction.atomic
def forget_change(*, household: Household, by: User, month: date) -> None:
    """What was said at the door was taken back: the household is to be asked again. Raises NotAllowed."""
    authorize(by, "children.propose_changes", household)
    HouseholdCheck.objects.of_month(month).filter(household=household, result=CheckResult.CHANGED).delete()

"""Who leads and does the work for children in the ward, as text and annex state it: one function each."""

from accounts.authorization import Role
from accounts.models import User
from agencies.models import CommitteeMeeting, Neighbourhood
from agencies.queries import committee_on
from reports.indicators import Period
from reports.indicators.people import there
from reports.snapshot import Figure, count, rate


def members(period: Period) -> Figure:
    committee = committee_on(period.cut_off)
    found = committee.members.filter(there(period)).count() if committee else None
    return _official("Thành viên Ban chỉ đạo", found, "thành viên")


def meetings(period: Period) -> Figure:
    """Held in the period; without a committee nobody knows of any."""
    held = CommitteeMeeting.objects.filter(held_on__range=(period.start, period.cut_off)).count()
    return _official("Cuộc họp Ban chỉ đạo", held if committee_on(period.cut_off) else None, "cuộc họp")


def collaborators(period: Period) -> Figure:
    """Collaborators at the cut-off; an empty list is one that nobody has written yet."""
    return _official("Cộng tác viên trẻ em", _collaborators(period).count() or None, "cộng tác viên")


def covered(period: Period) -> Figure:
    here = Neighbourhood.objects.on(period.cut_off)
    with_one = here.filter(collaborators__in=_collaborators(period)).distinct().count()

    return rate("Tổ dân phố có cộng tác viên", with_one, here.count(), num_unit="tổ dân phố", about_people=False)


def _collaborators(period: Period):
    return User.objects.people().filter(there(period), role=Role.COLLABORATOR)


def _official(name: str, value: int | None, unit: str) -> Figure:
    return count(name, value, unit, about_people=False)

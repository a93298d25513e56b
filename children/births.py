"""Birth registration: due within 60 days of birth (Luật Hộ tịch 2014, Điều 15: the day of birth is not counted)."""

from datetime import date, timedelta
from typing import NamedTuple

from django.db import connection
from django.db.models import Q

from vietnamese.ages import latest_birth

REGISTER_WITHIN = timedelta(days=60)
SOON = timedelta(days=15)

UNDER = 5  # years, as indicator CIV-01: of older children the papers are missing in the register, not at the office

# A personal ID is given when the birth is registered, so it proves that.
registered = Q(personal_id_fingerprint__isnull=False) | ~Q(birth_certificate="") | Q(birth_registered_on__isnull=False)


def unregistered(on: date) -> Q:
    return ~registered & Q(born_by__gt=latest_birth(on, UNDER))


def late(on: date) -> Q:
    """Not registered, and the 60 days are over; counted from the last day on which the child can be born."""
    return unregistered(on) & Q(born_by__lt=on - REGISTER_WITHIN)


def within(on: date) -> Q:
    """Not registered, and there is still time."""
    return unregistered(on) & Q(born_by__gte=on - REGISTER_WITHIN)


def due_of(born_by: date) -> date:
    return born_by + REGISTER_WITHIN


class BirthCounts(NamedTuple):
    within: int
    late: int


def counted_for_justice(on: date) -> BirthCounts:
    """How many births wait, for the justice officer, who sees no child; zeros for everybody else."""
    with connection.cursor() as cursor:
        cursor.execute("select * from births_to_register(%s)", [on])
        return BirthCounts(*cursor.fetchone())

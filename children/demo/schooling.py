"""What the demo's schools wrote down: this year so far, and how the last one ended."""

from datetime import date, timedelta

from accounts.authorization import Role
from accounts.models import User
from agencies.models import SchoolLevel
from children.models import DropoutReason, Enrolment
from children.models.schooling import school_year_on
from interface.demo import Demo, Dice
from vietnamese.formats import format_number

ASKED = ["absences", "boards", "swims", "counselled", "dropped_on", "dropout_reason", "returned_on", "recorded_by"]


def make_schooling(demo: Demo) -> str:
    dice, year = demo.dice("schooling"), school_year_on(demo.today)
    focal = {user.agency_id: user for user in User.objects.working().filter(role=Role.FOCAL_POINT)}
    now = list(Enrolment.objects.in_year(year).select_related("school", "child").order_by("pk"))
    for each in now:
        each.recorded_by = focal.get(each.school_id)
        _tell(each, dice, demo.today)
    Enrolment.objects.bulk_update(now, ASKED, batch_size=1000)
    before = [each for each in (_year_before(each, dice) for each in now) if each]
    Enrolment.objects.bulk_create(before, batch_size=1000)
    return f"{format_number(len(now) + len(before))} năm học của học sinh"


def _tell(each: Enrolment, dice: Dice, until: date) -> None:
    level = each.school.school_level
    each.absences = dice.choices([0, 1, 2, 3, 5, 9], [60, 18, 10, 6, 4, 2])[0]
    each.boards = level != SchoolLevel.LOWER and dice.happens(0.6)
    each.swims = dice.happens(0.35) if level != SchoolLevel.PRESCHOOL else None
    each.counselled = level != SchoolLevel.PRESCHOOL and dice.happens(0.03)
    begun = date(each.school_year, 9, 5)
    if level == SchoolLevel.LOWER and dice.happens(0.004) and begun < until:
        each.dropped_on = dice.day(begun, until)
        each.dropout_reason = dice.choice(list(DropoutReason))
        if dice.happens(0.5):
            each.returned_on = min(until, each.dropped_on + timedelta(days=dice.randint(5, 40)))


def _year_before(now: Enrolment, dice: Dice) -> Enrolment | None:
    """The class below, at the same school; who has just begun was nowhere, or at a preschool nobody knows of."""
    grade = int(now.class_name[0]) if now.class_name[:1].isdigit() else 0
    first = 1 if now.school.school_level == SchoolLevel.PRIMARY else 6
    if grade <= first or (now.child.moved_in_on and now.child.moved_in_on.year > now.school_year - 1):
        return None
    each = Enrolment(
        public_id=dice.public_id(),
        child=now.child,
        school=now.school,
        school_year=now.school_year - 1,
        class_name=f"{grade - 1}{now.class_name[1:]}",
        completed=dice.happens(0.995),
        recorded_by=now.recorded_by,
    )
    _tell(each, dice, date(now.school_year, 5, 31))
    return each

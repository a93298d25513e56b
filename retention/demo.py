"""Young people of the demo's ward whose records are over: some are kept for a reason, some wait for a leader."""

from datetime import timedelta

from django.utils import timezone

from accounts.acting import acting_as
from accounts.models import User
from agencies.models import Neighbourhood
from children.demo import names
from children.finding.search import keep_searchable
from children.models import Child, CodeCounter, Household, Residence, Sex
from interface.demo import Demo, Dice, demo_part
from retention.actions.classes import ClassDraft, edit_class
from retention.actions.holds import HoldDraft, set_hold
from retention.actions.proposing import leave_out, propose_destruction
from retention.models import HoldKind, RetentionClass
from retention.queries import over, periods
from vietnamese.ages import add_years
from vietnamese.partial_dates import PartialDate

GROWN, LEFT = 9, 3
KINH = "01"
SOURCE = "Bảng thời hạn bảo quản minh họa, kèm Quyết định 15/QĐ-UBND ngày 02/3/2026"
CONFIRMED = ("child_register", "child_left")


@demo_part("retention")
def make_retention(demo: Demo) -> str:
    dice = demo.dice("retention")
    children = _children(demo, dice)
    officer = User.objects.get(username="van.pth")
    _confirm(User.objects.get(username="tri.nm"))
    with acting_as(officer):
        _hold(children, officer, demo)
        if _free(officer, demo):
            _propose(officer)
    return f"{len(children)} hồ sơ hết thời hạn lưu, 3 hồ sơ giữ lại"


def _free(officer: User, demo: Demo) -> bool:
    """By the clock, which actions go by: a demo may be made for a day to come."""
    return demo.today <= timezone.localdate() and over(officer, periods(), demo.today).exists()


def _propose(officer: User) -> None:
    places = Neighbourhood.objects.filter(number__in=(7, 8))
    batch = propose_destruction(by=officer, neighbourhoods=list(places), reason="Hết thời hạn lưu, không còn việc.")
    leave_out(row=batch.rows.order_by("pk")[0], by=officer)


def _children(demo: Demo, dice: Dice) -> list[Child]:
    """Most have grown up, some moved away long ago."""
    places = list(Neighbourhood.objects.on(demo.today).filter(number__in=(7, 8, 9)).order_by("number"))
    year = demo.first_day.year
    codes = CodeCounter.objects.take(year, GROWN + LEFT)
    made = [_child(demo, dice, places[n % len(places)], code, n) for n, code in enumerate(codes)]
    Child.objects.bulk_create(made)
    keep_searchable([child.pk for child in made])
    return made


def _child(demo: Demo, dice: Dice, place: Neighbourhood, code: str, number: int) -> Child:
    left = number >= GROWN
    sex, surname = dice.choice([Sex.FEMALE, Sex.MALE]), names.surname(dice, KINH)
    grown = add_years(demo.today, -19) - timedelta(days=20 + 31 * number)
    gone = add_years(demo.today, -5) - timedelta(days=40 + number)
    head = names.full_name(dice, group=KINH, surname=surname, sex=Sex.MALE, age="parents")
    home = Household(
        public_id=dice.public_id(), head_name=head, address=f"{dice.randint(2, 180)} Quang Trung", neighbourhood=place
    )
    home.save()
    return Child(
        public_id=dice.public_id(), code=code, sex=sex, household=home, neighbourhood=place,
        full_name=names.full_name(dice, group=KINH, surname=surname, sex=sex, age="children"),
        birth=PartialDate.of(add_years(demo.today, -13) if left else grown),
        residence=Residence.MOVED_OUT if left else Residence.PERMANENT,
        residence_since=gone if left else None,
        left_on=gone if left else None,
    )  # fmt: skip


def _confirm(admin: User) -> None:
    with acting_as(admin):
        for each in RetentionClass.objects.filter(code__in=CONFIRMED):
            draft = ClassDraft(each.years, unsure=False, source=SOURCE, note=each.note)
            edit_class(retention=each, by=admin, version=each.version, draft=draft)


def _hold(children: list[Child], officer: User, demo: Demo) -> None:
    later = demo.today + timedelta(days=400)
    drafts = (
        HoldDraft(HoldKind.LEGAL, "Gia đình có đơn khiếu nại về trợ cấp, thanh tra phường đang xem."),
        HoldDraft(HoldKind.ARCHIVE, "Hồ sơ nộp vào lưu trữ theo đề nghị của Phòng Văn hóa - Xã hội."),
        HoldDraft(HoldKind.POSTPONED, "Chờ em đến nhận lại giấy khai sinh bản gốc.", until=later),
    )
    for child, draft in zip(children[1::4], drafts, strict=False):
        set_hold(child=child, by=officer, draft=draft)

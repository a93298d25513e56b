"""Reports and cases of the demo's ward, in the steps a case can stand in."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from accounts.acting import acting_as
from accounts.models import User
from agencies.models import Neighbourhood
from cases.actions.cases import move, take_on, waive_emergency
from cases.actions.intakes import ChildDraft, IntakeDraft, receive_report
from cases.models import Case, Channel, Heard, Intake
from children.models import Child, Sex
from interface.demo import Demo, demo_part
from vietnamese.ages import add_years

SAFE = "Trẻ đang ở với ông bà nội, không còn tiếp xúc với người gây hại."


@demo_part("cases")
def make_cases(demo: Demo) -> str:
    """By the clock on the wall: 12 hours that run must run now, whatever day the rest of the demo was made for."""
    now = timezone.now()
    officer, lan, teacher = (User.objects.get(username=name) for name in ("van.pth", "lan.lt", "trang.nt"))
    far, near = now - timedelta(days=20), now - timedelta(hours=3)

    false = _report(officer, far, _online(), ChildDraft(name_unknown=True, age_from=11, age_to=15, sex=Sex.MALE))
    _go(false, officer, far, ("verify", ""), ("dismiss", "Ảnh cũ, chụp ở tỉnh khác; đã xác minh với Công an phường."))

    true = _report(officer, far + timedelta(days=9), _hotline(), _registered(demo.today))
    case = _go(true, officer, far + timedelta(days=9), ("verify", ""), ("confirm", ""))
    _calm(case, officer, far + timedelta(days=9, hours=3))

    police = _report(officer, near - timedelta(hours=4), _police(), ChildDraft(age_from=11, age_to=15, sex=Sex.FEMALE))
    _go(police, officer, near - timedelta(hours=4), ("verify", ""))

    _report(lan, near, _heard_at_night(), ChildDraft(name_unknown=True, age_from=6, age_to=10))
    _report(teacher, near + timedelta(hours=2), _seen_at_school(), ChildDraft(age_from=6, age_to=10, sex=Sex.FEMALE))
    return f"{Intake.objects.count()} tin báo, {Case.objects.count()} hồ sơ bảo vệ"


def _report(by: User, received_at: datetime, words: dict, child: ChildDraft) -> Intake:
    with acting_as(by):
        return receive_report(by=by, draft=IntakeDraft(received_at=received_at, **words), children=[child])


def _go(intake: Intake, officer: User, since: datetime, *steps: tuple[str, str]) -> Case:
    """The officer takes it on and goes these steps, an hour each."""
    with acting_as(officer):
        case = Case.objects.get(incident=Intake.objects.get(pk=intake.pk).incident)
        case = take_on(case=case, by=officer, version=case.version)
        for hours, (step, reason) in enumerate(steps, 1):
            at = since + timedelta(hours=hours)
            case = move(case=case, step=step, by=officer, version=case.version, at=at, reason=reason)
        return case


def _calm(case: Case, officer: User, at: datetime) -> None:
    with acting_as(officer):
        waive_emergency(case=case, by=officer, version=case.version, at=at, reason=SAFE)


def _registered(today: date) -> ChildDraft:
    girls = Child.objects.filter(left_on=None, sex=Sex.FEMALE)
    child = girls.filter(born_by__gt=add_years(today, -11), born_by__lt=add_years(today, -8)).order_by("pk")[0]
    return ChildDraft(child=child, sex=child.sex)


def _place(number: int) -> Neighbourhood:
    return Neighbourhood.objects.get(number=number, valid_to=None)


def _online() -> dict:
    return {
        "channel": Channel.ONLINE,
        "happened": "Trang mạng đăng ảnh một em bị đánh, ghi là ở phường.",
        "unknown": ["place", "caregiver"],
    }


def _hotline() -> dict:
    return {
        "channel": Channel.HOTLINE_111,
        "in_danger": False,
        "happened": "Người gọi nói cháu hay bị cha đánh khi say rượu.",
        "condition": "Có vết bầm cũ ở tay.",
    }


def _police() -> dict:
    return {
        "channel": Channel.POLICE,
        "neighbourhood": _place(8),
        "place": "Đường Phan Đình Phùng",
        "happened": "Công an phường chuyển: em gái bỏ nhà đi hai ngày, nói không muốn về.",
        "informant_agrees": True,
        "informant_name": "Trực ban Công an phường",
    }


def _heard_at_night() -> dict:
    return {
        "channel": Channel.COLLABORATOR,
        "heard": Heard.TOLD,
        "neighbourhood": _place(7),
        "place": "Hẻm 26 Lê Lợi",
        "happened": "Hàng xóm nghe tiếng đánh và tiếng trẻ khóc nhiều tối liền.",
    }


def _seen_at_school() -> dict:
    return {
        "channel": Channel.SCHOOL,
        "heard": Heard.SAW,
        "neighbourhood": _place(7),
        "place": "Hẻm 26 Lê Lợi",
        "happened": "Em nghỉ học hôm nay; bạn cùng lớp kể em bị đánh ở nhà.",
    }

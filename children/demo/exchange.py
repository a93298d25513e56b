"""Systems the demo ward is connected with: one in use, one whose time is over, one still without a token; and what the
hospital has sent otherwise than the ward has it.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from accounts.acting import acting_as
from accounts.authorization import Role
from accounts.models import Connection, Reach, User
from accounts.tokens import SHOWN, hash_of
from agencies.models import Agency, AgencyKind
from children.actions.exchange import put_children
from children.exchange.reading import Sent
from children.models import Child
from interface.demo import Demo, Dice

TOKEN = "choche_phuong-minh-hoa"  # noqa: S105  as `agencies.demo.facts.PASSWORD`: in demo wards only
OLD_TOKEN = "choche_het-han-minh-hoa"  # noqa: S105
DIFFERENT = 2  # children the hospital knows otherwise


@dataclass(frozen=True)
class System:
    name: str
    operator: str
    purpose: str
    days: int  # until it ends, counted from the demo's day
    role: str = Role.EXCHANGE_READ
    reach: str = Reach.WARD
    token: str = ""


SYSTEMS = (
    System(
        "Phần mềm bệnh viện minh họa", "Bệnh viện Sản - Nhi minh họa", "health", 210, Role.EXCHANGE_WRITE, token=TOKEN
    ),
    System("Phần mềm quản lý trẻ em minh họa", "Sở Y tế minh họa", "ministry", -12, token=OLD_TOKEN),
    System("Phần mềm trường học minh họa", "Trường học minh họa", "school", 300, reach=Reach.AGENCY),
)


def make_exchange(demo: Demo) -> str:
    dice = demo.dice("exchange")
    school = Agency.objects.filter(kind=AgencyKind.SCHOOL).order_by("pk").first()
    connected = [_connect(demo, dice, number, system, school) for number, system in enumerate(SYSTEMS, 1)]
    answers = _send(demo, dice, connected[0].account)
    return f"{len(connected)} hệ thống kết nối, {answers} hồ sơ bệnh viện gửi"


def _connect(demo: Demo, dice: Dice, number: int, system: System, school: Agency | None) -> Connection:
    account = User(username=f"ket-noi-{number}", full_name=system.name, role=system.role, must_change_password=False)
    account.public_id, account.agency = dice.public_id(), school if system.reach == Reach.AGENCY else None
    account.save()
    issued = timezone.make_aware(datetime.combine(demo.today - timedelta(days=30), time(9, 15)))
    return Connection.objects.create(
        public_id=dice.public_id(),
        account=account,
        operator=system.operator,
        contact="Tổ công nghệ thông tin, 0000000390",
        basis=f"Thỏa thuận {number}/TT-UBND về trao đổi dữ liệu (minh họa)",
        purpose=system.purpose,
        reach=system.reach,
        valid_until=demo.today + timedelta(days=system.days),
        token_fingerprint=hash_of(system.token) if system.token else None,
        token_prefix=system.token[:SHOWN],
        token_issued_at=issued if system.token else None,
        last_used_at=issued + timedelta(days=18 + number) if system.token else None,
    )


def _send(demo: Demo, dice: Dice, system: User) -> int:
    """Some as the ward has them, some with another day of birth."""
    children = Child.objects.of_ward(demo.today).filter(relations__relation="mother").order_by("pk")
    chosen = dice.sample(list(children.distinct()), 8)
    sent = [Sent(f"bn-{1000 + number}", _known(child, number)) for number, child in enumerate(chosen)]
    with acting_as(system):
        return len(put_children(by=system, sent=sent))


def _known(child: Child, number: int) -> dict[str, Any]:
    mother = child.relations.get(relation="mother").caregiver.full_name
    day = child.birth.earliest() - timedelta(days=9 if number < DIFFERENT else 0)
    birth = day.isoformat() if number < DIFFERENT else child.birth.isoformat()
    return {"full_name": child.full_name, "birth": birth, "mother": mother}

"""What an administrator says about the person behind an account, and who has one already."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from accounts.authorization import Role
from accounts.models import User
from vietnamese.names import search_key


@dataclass(frozen=True)
class Person:
    """What an administrator says about the person behind an account."""

    full_name: str
    role: str
    title: str = ""
    form_of_address: str = ""
    phone: str = ""
    agency: Any = None
    neighbourhoods: Collection = ()
    in_charge_of_children: bool = False


def missing_for_role(role: str, *, agency: object, neighbourhoods: Collection) -> dict[str, str]:
    """What an account of this role cannot do without: field → sentence."""
    if role == Role.COLLABORATOR and not neighbourhoods:
        return {"neighbourhoods": "Cộng tác viên cần ít nhất một tổ dân phố. Chọn tổ người này phụ trách."}
    if role == Role.FOCAL_POINT and agency is None:
        return {"agency": "Đầu mối cơ quan cần một cơ quan. Chọn nơi người này làm việc."}
    return {}


def have_accounts(people: Collection[Person]) -> list[bool]:
    """Of each, whether somebody of this name and role works here or stands further up in the list; with the same
    telephone where both are known."""
    phones = defaultdict(set)
    names = {search_key(person.full_name) for person in people}
    working = User.objects.working().filter(search_key__in=names).values_list("search_key", "role", "phone")
    for name, role, phone in working.order_by("pk"):
        phones[name, role].add(phone)
    found = []
    for person in people:
        known = phones[search_key(person.full_name), person.role]
        found.append(bool(known & {"", person.phone}) if person.phone else bool(known))
        known.add(person.phone)
    return found

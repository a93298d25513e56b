"""What tells one child from another, as far as the register or a form knows it."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property
from unicodedata import normalize

from accounts.models import User
from children.models import CareRelation, Child
from children.models.caregiver import PARENTS
from vietnamese.names import normalise, search_key
from vietnamese.partial_dates import PartialDate
from vietnamese.syllables import canonical_tones

SOME = 5_000  # children asked for at once


@dataclass(frozen=True)
class Parent:
    full_name: str
    pk: int | None = None  # None of somebody who is only typed yet


@dataclass(frozen=True)
class Facts:
    """One child. `personal_id` is the fingerprint, `address` the key without marks; empty means not known."""

    full_name: str
    birth: PartialDate
    sex: str = ""
    temporary_name: bool = False
    personal_id: str = ""
    neighbourhood: int | None = None
    address: str = ""
    parents: dict[str, Parent] = field(default_factory=dict)  # by relation: mother, father
    phones: frozenset[str] = frozenset()
    pk: int | None = None

    @cached_property
    def key(self) -> str:
        return search_key(self.full_name)

    @cached_property
    def spelling(self) -> str:
        """The name with its marks; capitals, the place of the tone, y or i do not count."""
        return normalize("NFD", canonical_tones(normalise(self.full_name)).casefold()).replace("y", "i")


def facts_of(pks: Collection[int], by: User) -> dict[int, Facts]:
    """Of children this user may see, two questions for every few thousand."""
    found, ordered = {}, sorted(pks)
    for start in range(0, len(ordered), SOME):
        some = ordered[start : start + SOME]
        families = _families(some, by)
        for child in _known(some, by):
            parents, phones = families[child.pk]
            found[child.pk] = _facts(child, parents, phones)
    return found


_COLUMNS = (
    "full_name", "birth", "sex", "temporary_name", "personal_id_fingerprint", "neighbourhood_id", "own_address_key",
    "household__address_key", "household__phone",
)  # fmt: skip


def _known(pks: list[int], by: User):
    visible = Child.objects.visible_to(by).filter(pk__in=pks).order_by()
    return visible.select_related("household").only(*_COLUMNS)


def _families(pks: list[int], by: User) -> dict[int, tuple[dict[str, Parent], set[str]]]:
    """Of each child the parents, and every telephone number of the family."""
    families: dict[int, tuple[dict[str, Parent], set[str]]] = defaultdict(lambda: ({}, set()))
    relations = CareRelation.objects.visible_to(by).filter(child__in=pks).order_by("pk")
    columns = ("child", "relation", "caregiver", "caregiver__full_name", "caregiver__phone")
    for child, relation, pk, name, phone in relations.values_list(*columns):
        parents, phones = families[child]
        if relation in PARENTS:
            parents.setdefault(str(relation), Parent(name, pk))
        if phone:
            phones.add(phone)
    return families


def _facts(child: Child, parents: dict[str, Parent], phones: set[str]) -> Facts:
    home = child.household
    return Facts(
        full_name=child.full_name,
        birth=child.birth,
        sex=child.sex,
        temporary_name=child.temporary_name,
        personal_id=child.personal_id_fingerprint or "",
        neighbourhood=child.neighbourhood_id,
        address=home.address_key if home else child.own_address_key,
        parents=parents,
        phones=frozenset(phones | ({home.phone} if home and home.phone else set())),
        pk=child.pk,
    )

"""Who is entitled to a monthly allowance, by which article, to how much: the rules of `AllowanceRule` in SQL, so that
list, to-do and child's page agree.

What a user does not know of a child is no ground for that user: extra-secret groups count only for whoever may read
them (`Circumstance.visible_to`), so no proposal, count or list shows one to others.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, reduce
from operator import or_

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from children.models import (
    AllowanceRule,
    BaseAmount,
    Caregiver,
    CareRelation,
    Child,
    Circumstance,
    MonthlyAllowance,
    in_class,
)
from children.models.caregiver import PARENTS
from vietnamese.ages import latest_birth
from vietnamese.formats import format_money, format_number

HALF_ORPHAN = "R07"
PAID, PAID_BESIDE = "is_paid", "is_paid_beside"  # what `judged` writes beside the rules
LOST = (Caregiver.LifeStatus.DEAD, Caregiver.LifeStatus.MISSING)


@dataclass(frozen=True)
class Proposal:
    """What the rules say of one child. Not `certain`: the rule's question must be answered first."""

    rule: AllowanceRule
    base: int
    certain: bool

    @property
    def amount(self) -> int:
        return amount_of(self.rule, self.base)

    @property
    def why(self) -> str:
        """Trẻ em khuyết tật nặng (NĐ 20/2021/NĐ-CP, Điều 5.6, 6.1.e)"""
        return f"{self.rule.name} ({self.rule.article})"

    @property
    def calculation(self) -> str:
        return calculation_of(self.rule, self.base)


def amount_of(rule: AllowanceRule, base: int) -> int:
    """Whole đồng: a coefficient has two decimals, a base amount ends in thousands."""
    return int(base * rule.coefficient)


def calculation_of(rule: AllowanceRule, base: int) -> str:
    """2 × 500.000 đồng"""
    return f"{format_number(rule.coefficient)} × {format_money(base)}"


def base_on(day: date) -> int | None:
    """The base amount in force; None where nobody has written one down."""
    return BaseAmount.objects.on(day).values_list("amount", flat=True).first()


def rules_on(day: date) -> list[AllowanceRule]:
    return list(AllowanceRule.objects.on(day).filter(in_use=True).order_by("position"))


@dataclass
class Entitlements:
    """The rules of a day, as far as this user knows the children."""

    rules: list[AllowanceRule]
    user: object
    on: date

    @classmethod
    def of(cls, user, on: date) -> "Entitlements":
        return cls(rules_on(on), user, on)

    @cached_property
    def base(self) -> int:
        return base_on(self.on) or 0

    def judged(self, children: QuerySet[Child]) -> QuerySet[Child]:
        """Each child knows which rules it fits: ask `proposals`."""
        flags = {f"fits_{rule.pk}": self._fits(rule) for rule in self.rules}
        flags |= {f"may_fit_{rule.pk}": self._may_fit(rule) for rule in self.rules if rule.asks}
        flags |= {PAID: self._paid(stacks=False), PAID_BESIDE: self._paid(stacks=True)}
        return children.annotate(**{name: _yes_or_no(condition) for name, condition in flags.items()})

    def proposals(self, child: Child) -> list[Proposal]:
        """Of a child from `judged`: the highest category, those that are paid beside it, and what must be asked where
        the answer could give more (NĐ 20/2021/NĐ-CP, Điều 6.2).
        """
        fitting = [rule for rule in self.rules if getattr(child, f"fits_{rule.pk}")]
        best = max((rule for rule in fitting if not rule.stacks), key=_worth, default=None)
        beside = [rule for rule in fitting if rule.stacks]
        more = [rule for rule in self.rules if getattr(child, f"may_fit_{rule.pk}", False) and rule not in fitting]
        asked = [rule for rule in more if rule.stacks or best is None or rule.coefficient > best.coefficient]
        certain = [Proposal(rule, self.base, certain=True) for rule in ([best] if best else []) + beside]
        return certain + [Proposal(rule, self.base, certain=False) for rule in asked]

    def open_proposals(self, child: Child) -> list[Proposal]:
        """Of these what nobody has decided on: nothing of that kind is paid."""
        paid = {stacks for stacks, flag in ((False, PAID), (True, PAID_BESIDE)) if getattr(child, flag)}
        return [each for each in self.proposals(child) if each.rule.stacks not in paid]

    @property
    def unpaid(self) -> Q:
        """Fits a rule, and nothing is paid by one of its kind."""
        return self._unpaid(stacks=False) | self._unpaid(stacks=True)

    def count_unpaid(self, children: QuerySet[Child]) -> int:
        """How many of these. Each part begins with the memberships, not with the register: it may be large."""
        parts = (children.filter(self._unpaid(stacks=stacks)).order_by().values("pk") for stacks in (False, True))
        return reduce(QuerySet.union, parts).count()

    @property
    def unclear(self) -> Q:
        """May fit a rule once a question is answered, and nothing of its kind is paid yet."""
        return self._unclear(stacks=False) | self._unclear(stacks=True)

    def _unclear(self, *, stacks: bool) -> Q:
        rules = [rule for rule in self.rules if rule.stacks is stacks]
        asked = _any(self._asked_of(rule) for rule in rules if rule.unclear)
        families = [self._may_be_single(rule) for rule in rules if rule.one_parent]
        return _any([self._members(asked), *families]) & ~self._paid(stacks=stacks)

    def of_rule(self, code: str) -> Q:
        """Fits this category, or may fit it."""
        return _any(self._fits(rule) | self._may_fit(rule) for rule in self.rules if rule.code == code)

    def _unpaid(self, *, stacks: bool) -> Q:
        """All rules that rest on circumstances in one question: each subquery costs a check of who may see the row."""
        rules = [rule for rule in self.rules if rule.stacks is stacks]
        granting = [self._granted_by(rule) for rule in rules if rule.circumstances]
        others = [self._fits(rule) for rule in rules if not (rule.circumstances or rule.unclear)]
        members = [self._members(_any(granting))] if granting else []
        return _any([*members, *others]) & ~self._paid(stacks=stacks)

    def _paid(self, *, stacks: bool) -> Q:
        visible = MonthlyAllowance.objects.visible_to(self.user).active(self.on)
        return Q(pk__in=visible.filter(stacks=stacks).order_by().values("child"))

    def _fits(self, rule: AllowanceRule) -> Q:
        if rule.circumstances:
            return self._members(self._granted_by(rule))
        if rule.unclear:
            return _NEVER
        condition = self._of_age(rule) & self._of_class(rule)
        return condition & self._one_parent if rule.one_parent else condition

    def _may_fit(self, rule: AllowanceRule) -> Q:
        asked = [self._members(self._asked_of(rule))] if rule.unclear else []
        return _any([*asked, self._may_be_single(rule)] if rule.one_parent else asked)

    def _granted_by(self, rule: AllowanceRule) -> Q:
        """Of a membership: it entitles its child."""
        return _coded(rule.circumstances) & self._of_age(rule, "child__") & self._of_class(rule, "child__")

    def _asked_of(self, rule: AllowanceRule) -> Q:
        """Of a membership: a case the rule asks about; a group means its members whose case nobody recorded."""
        asked = Q(subtype=None, group__code__in=rule.unclear) | Q(subtype__code__in=rule.unclear)
        return asked & self._of_age(rule, "child__") & self._of_class(rule, "child__")

    def _of_age(self, rule: AllowanceRule, of: str = "") -> Q:
        condition = Q(**{f"{of}born_by__gt": latest_birth(self.on, rule.age_to)})
        since = {f"{of}born_by__lte": latest_birth(self.on, rule.age_from)} if rule.age_from else {}
        return condition & Q(**since)

    def _of_class(self, rule: AllowanceRule, of: str = "") -> Q:
        return in_class(self.on, *rule.poverty, of=of) if rule.poverty else Q()

    def _members(self, condition: Q) -> Q:
        """Children with such a membership that this user may know of."""
        visible = Circumstance.objects.visible_to(self.user).current(self.on)
        return Q(pk__in=visible.filter(condition).order_by().values("child"))

    def _may_be_single(self, rule: AllowanceRule) -> Q:
        """The list knows of one parent only: never married, or nobody wrote the other down. Where everybody in the
        category is asked (is the child at school?), also who surely has one parent left.
        """
        parents = CareRelation.objects.filter(child=OuterRef("pk"), relation__in=PARENTS)
        known = parents.order_by().values("child").annotate(number=Count("pk"))
        alive = parents.exclude(caregiver__life_status__in=LOST)
        only = Q(Exists(known.filter(number=1))) & Q(Exists(alive))
        condition = only | self._one_parent if rule.unclear else only
        return self._of_age(rule) & self._of_class(rule) & condition

    @property
    def _one_parent(self) -> Q:
        """One parent is dead or missing and the other is not; or the list says so."""
        parents = CareRelation.objects.filter(child=OuterRef("pk"), relation__in=PARENTS)
        lost = Q(Exists(parents.filter(caregiver__life_status__in=LOST)))
        left = Q(Exists(parents.exclude(caregiver__life_status__in=LOST)))
        return (lost & left) | self._members(_coded({HALF_ORPHAN}))


_NEVER = Q(pk__in=[])


def _worth(rule: AllowanceRule) -> tuple:
    """Of two that grant the same, the one everybody may know of."""
    return rule.coefficient, not rule.secret, -rule.position


def _coded(codes: Iterable[str]) -> Q:
    return Q(group__code__in=codes) | Q(subtype__code__in=codes)


def _any(conditions: Iterable[Q]) -> Q:
    return reduce(or_, conditions) if (conditions := list(conditions)) else _NEVER


def _yes_or_no(condition: Q) -> ExpressionWrapper:
    return ExpressionWrapper(condition, BooleanField())

"""Reads of the register that several places need."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.db.models import BooleanField, Case, F, Func, Prefetch, Q, QuerySet, Value, When

from accounts.models import AccessEvent
from attachments.models import Kind
from children.models import (
    Adoption,
    CareRelation,
    ChangeState,
    Child,
    ChildChange,
    ChildFile,
    ChildMerge,
    Circumstance,
    Enrolment,
    FileKind,
    Household,
    LegalAid,
    MonthlyAllowance,
)
from children.models.caregiver import PARENTS
from children.models.change import ChildChangeQuerySet
from children.models.child import ChildQuerySet
from children.models.circumstance import CircumstanceQuerySet
from children.models.duplicate import ChildMergeQuerySet
from children.models.household import HouseholdQuerySet
from children.quality.missing import Rule, missing_of, with_missing
from vietnamese.ages import CHILD_UNTIL, latest_birth

SOON_16 = 7  # days before the birthday


def register_of(user) -> ChildQuerySet:
    """The children this user may see, wherever they are now."""
    return Child.objects.visible_to(user)


def for_list(children: QuerySet[Child], user, on: date) -> QuerySet[Child]:
    """Children with all that a line of the list shows, in a fixed number of queries."""
    return (
        with_missing(children, on)
        .annotate(marked=has_ordinary_mark(on))
        .select_related("neighbourhood", "household", "school", "ethnic_group")
        .prefetch_related(
            Prefetch("relations", CareRelation.objects.visible_to(user).select_related("caregiver")),
            Prefetch("circumstances", tags_of(user, on), to_attr="tags"),
        )
    )


def in_order(ids: Iterable[int], user, on: date) -> list[Child]:
    """The children of these ids, ready for a list, in the order of the ids; those one may not see left out.

    A list pages over ids alone: what a line shows would be computed for every row before the page, too.
    """
    ids = list(ids)
    by_id = {child.pk: child for child in for_list(register_of(user).filter(pk__in=ids), user, on)}
    return [by_id[pk] for pk in ids if pk in by_id]


def tags_of(user, on: date) -> QuerySet[Circumstance]:
    """What a tag beside a name may say: the groups this user may read, extra-secret ones never (design §5)."""
    visible = Circumstance.objects.visible_to(user).current(on).filter(secret=False)
    return visible.select_related("group", "subtype").order_by("group__kind", "group__position")


def has_ordinary_mark(on: date) -> Func:
    """For those who may know that there is a mark, but not which (access matrix, `flag`): never a secret one. The
    database answers it: to them the groups themselves are not there.
    """
    return Func(F("pk"), Value(on), function="has_ordinary_mark", output_field=BooleanField())


def files_of(child: Child, user) -> QuerySet[ChildFile]:
    """Scans and pictures of the child that this user may open, the latest first."""
    visible = ChildFile.objects.visible_to(user).true().filter(child=child)
    return visible.select_related("stored", "officer", "circumstance__group", "circumstance__subtype")


def portrait_of(child: Child, user) -> ChildFile | None:
    """The latest picture of the child itself, kept with consent, for those who may open its papers."""
    portraits = files_of(child, user).filter(kind=FileKind.PORTRAIT).exclude(stored__kind=Kind.PDF)
    return portraits.order_by("-created_at", "-pk").first()


def siblings_of(child: Child, user) -> QuerySet[Child]:
    """Other children of the same household, or with a parent in common."""
    relations = CareRelation.objects.visible_to(user)
    parents = relations.filter(child=child, relation__in=PARENTS).values_list("caregiver", flat=True)
    shared = relations.filter(caregiver__in=list(parents)).values_list("child", flat=True)
    related = Q(pk__in=list(shared))
    if child.household_id:
        related |= Q(household=child.household_id)
    visible = Child.objects.visible_to(user).exclude(pk=child.pk).filter(related)
    return visible.select_related("school", "neighbourhood").order_by("born_on", "pk")


def turning_16(children: QuerySet[Child], on: date, *, within: int = SOON_16) -> QuerySet[Child]:
    """Children whose 16th birthday is in the next days, today not counted."""
    return children.filter(
        born_by__gt=latest_birth(on, CHILD_UNTIL),
        born_by__lte=latest_birth(on + timedelta(days=within), CHILD_UNTIL),
    )


def turned_16(children: QuerySet[Child], on: date, *, within: int) -> QuerySet[Child]:
    """Young people whose 16th birthday was in the last days, today counted."""
    return children.filter(
        born_by__lte=latest_birth(on, CHILD_UNTIL),
        born_by__gt=latest_birth(on - timedelta(days=within), CHILD_UNTIL),
    )


def households_for_list(user, on: date) -> HouseholdQuerySet:
    """Households with the children who live there now."""
    children = Child.objects.visible_to(user).of_ward(on).order_by("born_on", "pk")
    return (
        Household.objects.visible_to(user)
        .select_related("neighbourhood")
        .prefetch_related(Prefetch("children", children, to_attr="children_now"))
    )


def changes_to_decide(user) -> ChildChangeQuerySet:
    """Slips that wait for an officer, the oldest first, with all that a line of the list shows."""
    waiting = ChildChange.objects.visible_to(user).pending()
    return waiting.select_related("child", "neighbourhood", "proposer").order_by("created_at", "pk")


def other_open_changes(change: ChildChange, user) -> list[ChildChange]:
    """Other slips about the same child that nobody has decided about."""
    if change.child is None:
        return []
    others = ChildChange.objects.visible_to(user).open().filter(child=change.child).exclude(pk=change.pk)
    return list(others.select_related("proposer", "neighbourhood").order_by("created_at", "pk"))


def sent_by(user) -> ChildChangeQuerySet:
    """One's own slips: those that wait for one's answer first, then the latest."""
    mine = ChildChange.objects.visible_to(user).filter(proposer=user).select_related("child", "neighbourhood", "group")
    asked = Case(When(state=ChangeState.RETURNED, then=0), default=1)
    return mine.order_by(asked, "-created_at", "-pk")


def is_marked(child: Child, on: date) -> bool:
    """Whether the child is in an ordinary group: for those who may know that, but not which."""
    return Child.objects.annotate(marked=has_ordinary_mark(on)).filter(pk=child.pk, marked=True).exists()


def what_is_missing(child: Child, on: date) -> list[Rule]:
    return missing_of(with_missing(Child.objects.filter(pk=child.pk), on).get())


def family_of(child: Child, user) -> QuerySet[CareRelation]:
    """The people around a child, mother and father first."""
    order = Case(When(relation="mother", then=0), When(relation="father", then=1), default=2)
    visible = CareRelation.objects.visible_to(user).filter(child=child)
    return visible.select_related("caregiver").order_by(order, "pk")


def parents_in_words(pks: list[int], user) -> list[str]:
    """Mẹ Huỳnh Thị Thủy, cha Đặng Văn Hậu: of each of these children, in their order."""
    relations = CareRelation.objects.visible_to(user).filter(child__in=pks, relation__in=PARENTS)
    names: dict[int, list[str]] = {pk: [] for pk in pks}
    for each in relations.select_related("caregiver").order_by("-relation", "pk"):
        names[each.child_id].append(f"{each.get_relation_display()} {each.caregiver.full_name}")
    return [", ".join(names[pk]) for pk in pks]


def circumstances_of(child: Child, user) -> CircumstanceQuerySet:
    """All memberships this user may read, current ones first; also those recorded by mistake: ask for `true()`."""
    visible = Circumstance.objects.visible_to(user).filter(child=child)
    return visible.select_related("group", "subtype", "officer").order_by(
        F("ended_on").desc(nulls_first=True), "-started_on", "pk"
    )


def allowances_of(child: Child, user) -> QuerySet[MonthlyAllowance]:
    """All decisions this user may read, also those recorded by mistake."""
    return MonthlyAllowance.objects.visible_to(user).filter(child=child).select_related("rule", "child")


def justice_of(child: Child, user) -> Iterator[Adoption | LegalAid]:
    """Adoptions and legal aid this user may read, also those recorded by mistake."""
    for model in (Adoption, LegalAid):
        yield from model.objects.visible_to(user).filter(child=child)


def readers_of(child: Child, user) -> QuerySet[AccessEvent]:
    """Who opened this record, newest first, as far as this user may read the access log."""
    known_as = [child.public_id, *merges_into(child, user).values_list("gone_public_id", flat=True)]
    return AccessEvent.objects.visible_to(user).filter(object_id__in=known_as).select_related("actor")


def merges_into(child: Child, user) -> ChildMergeQuerySet:
    """The records that are part of this one now."""
    return ChildMerge.objects.visible_to(user).filter(kept=child).standing()


def kept_instead_of(public_id, user) -> Child | None:
    """The record that took over a merged one, whose old address somebody still has."""
    merges = ChildMerge.objects.visible_to(user).standing().filter(gone_public_id=public_id)
    merge = merges.select_related("kept").first()
    return merge.kept if merge else None


def enrolments_of(child: Child, user) -> QuerySet[Enrolment]:
    """A child's years at school, the latest first."""
    visible = Enrolment.objects.visible_to(user).filter(child=child)
    return visible.select_related("school").order_by("-school_year", "-pk")

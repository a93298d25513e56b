"""The demo ward: believable, the same for the same seed, and never mistaken for a real one."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from accounts.acting import acting_as
from accounts.authorization import FIGURES, PEOPLE
from accounts.models import User
from agencies.demo.facts import PASSWORD
from agencies.models import Agency, AgencyKind, Neighbourhood, RegisteredDocument, WardProfile
from agencies.queries import committee_on, report_signer
from children.models import CareRelation, Child, Circumstance, CircumstanceGroup, DuplicatePair, Household

TODAY = date(2026, 11, 23)


def seed(**options) -> str:
    out = StringIO()
    call_command("seed_demo", **{"children": 60, "years": 3, "stdout": out, **options})
    return out.getvalue()


@pytest.fixture
def lists(db):
    call_command("load_reference", stdout=StringIO())


@pytest.fixture
def demo(lists):
    seed(children=400)
    with acting_as(User.objects.system(), scope=FIGURES):
        yield


def everything():
    """All that a reader could see, without the numbers the database gives."""
    with acting_as(User.objects.system(), scope=FIGURES):
        children = [
            (child.code, child.public_id, child.full_name, child.birth, child.sex, child.personal_id, child.address,
             child.residence, child.left_on, child.class_name)
            for child in Child.objects.select_related("household").order_by("code")
        ]  # fmt: skip
        families = CareRelation.objects.order_by("child__code", "relation")
        memberships = Circumstance.objects.order_by("child__code", "group__code", "started_on")
        return (
            children,
            list(families.values_list("child__code", "relation", "caregiver__full_name")),
            list(memberships.values_list("child__code", "group__code", "started_on", "ended_on", "officer__username")),
            list(User.objects.people().order_by("username").values_list("username", "full_name")),
        )


def seeded(**options):
    """What one run makes; then everything is as before."""
    with transaction.atomic():
        seed(**options)
        found = everything()
        transaction.set_rollback(True)
    return found


def test_the_same_seed_makes_the_same_ward_and_another_seed_another(lists):
    first = seeded(seed=7)
    assert seeded(seed=7) == first
    assert seeded(seed=8)[0] != first[0]


def test_exactly_as_many_children_live_here_as_asked_and_others_lived_here_before(demo):
    assert Child.objects.of_ward(TODAY).count() == 400
    assert Child.objects.filter(residence="moved_out").exists()
    assert Child.objects.filter(moved_in_on__isnull=False).exists()
    for year in (2023, 2024, 2025):
        assert 340 <= Child.objects.of_ward(date(year, 12, 14)).count() <= 460


def test_some_stand_in_the_register_twice(demo):
    pairs = DuplicatePair.objects.select_related("one", "other").order_by("pk")
    assert 5 <= len(pairs) <= 12
    assert any(pair.one.full_name != pair.other.full_name for pair in pairs)
    assert any(pair.one.birth != pair.other.birth for pair in pairs)


def test_the_ward_has_its_parts(demo):
    assert Neighbourhood.objects.on(TODAY).count() == 11
    assert Agency.objects.filter(kind=AgencyKind.SCHOOL).count() == 7
    assert {agency.kind for agency in Agency.objects.all()} == set(AgencyKind)
    assert {user.role for user in User.objects.people()} == set(PEOPLE)
    assert report_signer(TODAY).full_name == "Đinh Thị Mỹ Lệ"
    assert committee_on(TODAY).members.count() == 13
    assert report_signer(date(2024, 11, 20)) != report_signer(TODAY)
    assert list(RegisteredDocument.objects.filter(type="QĐ").values_list("number", flat=True)) == [1184, 1183]


def test_it_is_marked_as_a_demonstration_in_every_period(demo):
    assert WardProfile.objects.count() == 3
    assert not WardProfile.objects.filter(is_demo=False).exists()
    assert all(
        phone.startswith("0000") for phone in Household.objects.exclude(phone="").values_list("phone", flat=True)
    )


def test_figures_are_believable(lists):
    seed(children=1200)
    with acting_as(User.objects.system(), scope=FIGURES):
        here = Child.objects.of_ward(TODAY)
        boys, girls = here.filter(sex="male").count(), here.filter(sex="female").count()
        legal = Circumstance.objects.current(TODAY).filter(group__kind=CircumstanceGroup.Kind.LEGAL)
        special = here.filter(pk__in=legal.values("child")).count()
        poor = here.exclude(household__poverty="none").count()
        minority = here.exclude(ethnic_group__code="01").exclude(ethnic_group=None).count()
        without_number = here.filter(personal_id_fingerprint=None).count()
    assert 0.95 < boys / girls < 1.27
    assert 0.02 < special / 1200 < 0.045
    assert 0.02 < poor / 1200 < 0.06
    assert 0.01 < minority / 1200 < 0.08
    assert 0 < without_number / 1200 < 0.06


def test_dates_of_one_life_do_not_contradict_each_other(demo):
    for each in Circumstance.objects.select_related("child"):
        child = each.child
        assert child.born_on <= each.started_on <= TODAY
        assert child.left_on is None or (each.ended_on is not None and each.ended_on <= child.left_on)
    for child in Child.objects.exclude(moved_in_on=None):
        assert child.born_on <= child.moved_in_on <= (child.left_on or TODAY)
    for child in Child.objects.exclude(birth_registered_on=None):
        assert child.born_on <= child.birth_registered_on <= TODAY


def test_each_child_has_at_most_one_main_carer_and_orphans_a_grandparent(demo):
    orphaned = Circumstance.objects.filter(group__code="G01").values("child")
    for child in Child.objects.filter(pk__in=orphaned):
        assert child.relations.get(is_main_carer=True).relation not in ("mother", "father")


def test_a_ward_that_lives_already_is_left_alone(lists, officer):
    with pytest.raises(CommandError, match="đã có người dùng"):
        seed()
    with acting_as(User.objects.system(), scope=FIGURES):
        assert not Child.objects.exists()


def test_not_twice(demo):
    with pytest.raises(CommandError, match="còn trống"):
        seed()


def test_never_in_production(lists, settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="PRODUCTION=1"):
        seed()


@pytest.mark.parametrize("options", [{"children": 0}, {"years": 0}, {"years": 11}])
def test_numbers_that_make_no_ward(lists, options):
    with pytest.raises(CommandError, match="--children"):
        seed(**options)


def test_the_sign_ins_are_printed_and_work(lists, client):
    seed()
    out = StringIO()
    call_command("demo_accounts", stdout=out)
    assert PASSWORD in out.getvalue()
    assert "van.pth" in out.getvalue()
    assert "Tổ dân phố 7" in out.getvalue()
    with acting_as(User.objects.system()):
        shown = [line.split()[0] for line in out.getvalue().splitlines()[1:]]
        users = User.objects.filter(username__in=shown)
        assert len(users) == len(shown)
        assert all(user.check_password(PASSWORD) and not user.must_change_password for user in users)


def test_a_real_ward_prints_no_sign_ins(officer):
    out = StringIO()
    call_command("demo_accounts", stdout=out)
    assert out.getvalue() == ""


def test_everything_is_in_the_change_history_and_under_row_security(lists, sql):
    seed()
    with acting_as(User.objects.get(username="lan.lt")):
        numbers = set(Child.objects.values_list("neighbourhood__number", flat=True))
    assert numbers <= {7}
    with acting_as(User.objects.system(), scope=FIGURES):
        child = Child.objects.first()
        ((count,),) = sql("select count(*) from audit_change where tbl = 'children_child' and object_id = %s", child.pk)
    assert count == 1

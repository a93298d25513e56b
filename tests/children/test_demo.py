"""The demo ward: believable, all of it in the change history, and never mistaken for a real one."""

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
from children.models import Child, Circumstance, CircumstanceGroup, DuplicatePair, Household
from tests.national_lists import load_lists

TODAY = date(2026, 11, 23)
CHILDREN = 800


@pytest.fixture(scope="module")
def seeded_ward(django_db_setup, django_db_blocker):
    """Seeded once: each test works on a savepoint of the transaction that is undone in the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        with acting_as(User.objects.system()):
            load_lists()
        call_command("seed_demo", children=CHILDREN, years=3, stdout=StringIO())
        yield
        transaction.set_rollback(True)


@pytest.fixture
def ward(seeded_ward, db):
    """The demo ward, whoever asks."""


@pytest.fixture
def demo(ward):
    """The demo ward, seen as a whole."""
    with acting_as(User.objects.system(), scope=FIGURES):
        yield


def test_exactly_as_many_children_live_here_as_asked_and_others_lived_here_before(demo):
    assert Child.objects.of_ward(TODAY).count() == CHILDREN
    assert Child.objects.filter(residence="moved_out").exists()
    assert Child.objects.filter(moved_in_on__isnull=False).exists()
    for year in (2023, 2024, 2025):
        assert 0.85 <= Child.objects.of_ward(date(year, 12, 14)).count() / CHILDREN <= 1.15


def test_some_stand_in_the_register_twice(demo):
    pairs = DuplicatePair.objects.select_related("one", "other").order_by("pk")
    assert 5 <= len(pairs) <= 24
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


def test_figures_are_believable(ward):
    with acting_as(User.objects.system(), scope=FIGURES):
        here = Child.objects.of_ward(TODAY)
        boys, girls = here.filter(sex="male").count(), here.filter(sex="female").count()
        legal = Circumstance.objects.current(TODAY).filter(group__kind=CircumstanceGroup.Kind.LEGAL)
        special = here.filter(pk__in=legal.values("child")).count()
        poor = here.exclude(household__poverty="none").count()
        minority = here.exclude(ethnic_group__code="01").exclude(ethnic_group=None).count()
        without_number = here.filter(personal_id_fingerprint=None).count()
    assert 0.95 < boys / girls < 1.27
    assert 0.02 < special / CHILDREN < 0.045
    assert 0.02 < poor / CHILDREN < 0.06
    assert 0.01 < minority / CHILDREN < 0.08
    assert 0 < without_number / CHILDREN < 0.06


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


def test_not_twice(demo):
    with pytest.raises(CommandError, match="còn trống"):
        call_command("seed_demo", children=60, years=3, stdout=StringIO())


def test_the_sign_ins_are_printed_and_work(ward):
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


def test_everything_is_in_the_change_history_and_under_row_security(ward, sql):
    with acting_as(User.objects.get(username="lan.lt")):
        numbers = set(Child.objects.values_list("neighbourhood__number", flat=True))
    assert numbers <= {7}
    with acting_as(User.objects.system(), scope=FIGURES):
        child = Child.objects.first()
        ((count,),) = sql("select count(*) from audit_change where tbl = 'children_child' and object_id = %s", child.pk)
    assert count == 1

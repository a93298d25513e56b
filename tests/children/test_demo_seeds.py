"""Seeding an empty ward: the same for the same seed; never a ward that lives."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from accounts.acting import acting_as
from accounts.authorization import FIGURES
from accounts.models import User
from children.models import CareRelation, Child, Circumstance


def seed(**options) -> str:
    out = StringIO()
    call_command("seed_demo", **{"children": 60, "years": 3, "stdout": out, **options})
    return out.getvalue()


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


def test_a_ward_that_lives_already_is_left_alone(lists, officer):
    with pytest.raises(CommandError, match="đã có người dùng"):
        seed()
    with acting_as(User.objects.system(), scope=FIGURES):
        assert not Child.objects.exists()


def test_never_in_production(lists, settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="PRODUCTION=1"):
        seed()


@pytest.mark.parametrize("options", [{"children": 0}, {"years": 0}, {"years": 11}])
def test_numbers_that_make_no_ward(lists, options):
    with pytest.raises(CommandError, match="--children"):
        seed(**options)


def test_a_real_ward_prints_no_sign_ins(officer):
    out = StringIO()
    call_command("demo_accounts", stdout=out)
    assert out.getvalue() == ""

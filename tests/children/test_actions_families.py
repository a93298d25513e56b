"""Who cares for a child, as it is known now."""

import datetime

import pytest

from accounts.acting import acting_as
from children.actions.families import PersonDraft, record_family
from children.models import Caregiver, CareRelation, Child
from interface.refusals import NotAllowed

DEAD, ALIVE = Caregiver.LifeStatus.DEAD, Caregiver.LifeStatus.ALIVE
DIED = datetime.date(2024, 6, 1)


def mother(name="Trần Thị Kim Chi", **more):
    return PersonDraft("mother", name, **more)


@pytest.fixture
def child(child_of):
    return child_of("tdp7", address="12/4 Trần Phú")


@pytest.fixture
def families(officer):
    """Write a family and read back who is in it: name, relation, life status."""

    def write(child, *people):
        with acting_as(officer):
            record_family(child=child, by=officer, people=list(people))
            relations = CareRelation.objects.filter(child=child).select_related("caregiver").order_by("pk")
            return [(each.caregiver.full_name, each.relation, each.caregiver.life_status) for each in relations]

    return write


def test_a_mother_wrongly_said_to_be_dead_lives_again(child, officer, families):
    families(child, mother(life_status=DEAD))
    with acting_as(officer):
        Caregiver.objects.update(died_on=DIED)
    assert families(child, mother(life_status=ALIVE)) == [("Trần Thị Kim Chi", "mother", "alive")]
    with acting_as(officer):
        assert Caregiver.objects.get().died_on is None


def test_a_known_day_of_death_stays_when_something_else_is_corrected(child, officer, families):
    families(child, mother(life_status=DEAD))
    with acting_as(officer):
        Caregiver.objects.update(died_on=DIED)
    families(child, mother(life_status=DEAD, birth_year=1989))
    with acting_as(officer):
        assert Caregiver.objects.get().died_on == DIED


def test_a_corrected_person_is_a_new_version_of_the_same(child, officer, families):
    families(child, mother())
    families(child, mother("Trần Thị Kim Chí"))
    with acting_as(officer):
        person = Caregiver.objects.get()
    assert (person.full_name, person.version) == ("Trần Thị Kim Chí", 2)


def test_a_mother_of_two_is_kept_for_the_other_child(child, child_of, families, officer):
    sister = child_of("tdp7", full_name="Nguyễn Gia Linh", household=child.household)
    families(child, mother())
    families(sister, mother())
    assert families(child) == []
    with acting_as(officer):
        assert Caregiver.objects.get().relations.get().child == sister


def test_a_brother_or_sister_added_later_takes_nothing_from_a_known_mother(child, child_of, families, officer):
    sister = child_of("tdp7", full_name="Nguyễn Gia Linh", household=child.household)
    families(child, mother(phone="0905123456", birth_year=1989))
    families(sister, mother(birth_year=1990))
    with acting_as(officer):
        person = Caregiver.objects.get()
    assert (person.phone, person.birth_year) == ("0905123456", 1990)


def test_a_change_of_the_mother_is_a_change_of_every_childs_form(child, child_of, families, officer):
    sister = child_of("tdp7", full_name="Nguyễn Gia Linh", household=child.household)
    families(child, mother())
    families(sister, mother())
    with acting_as(officer):
        opened = Child.objects.get(pk=child.pk).version
    families(sister, mother())
    with acting_as(officer):
        assert Child.objects.get(pk=child.pk).version == opened  # nothing new
    families(sister, mother(phone="0905123456"))
    with acting_as(officer):
        assert Child.objects.get(pk=child.pk).version == opened + 1


def test_whom_nobody_has_any_more_is_not_kept(child, officer, families):
    families(child, mother(), PersonDraft("father", "Nguyễn Văn Hậu"))
    assert families(child, mother()) == [("Trần Thị Kim Chi", "mother", "")]
    with acting_as(officer):
        assert Caregiver.objects.count() == 1


def test_a_family_is_written_by_officers_only(child, collaborator, chair):
    for person in (collaborator, chair):
        with acting_as(person), pytest.raises(NotAllowed):
            record_family(child=child, by=person, people=[mother()])

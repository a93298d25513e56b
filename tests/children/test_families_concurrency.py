"""Two officers write about one family at the same moment: nothing of either is lost."""

import time
from dataclasses import replace
from threading import Event

from accounts.acting import acting_as
from accounts.models import User
from agencies.models import Neighbourhood
from children.actions.children import ChildDraft, add_child, edit_child
from children.actions.families import PersonDraft
from children.models import Caregiver, Child, Household
from vietnamese.partial_dates import PartialDate

MOTHER = PersonDraft("mother", "Trần Thị Chi")


def draft_of(name: str, mother: PersonDraft = MOTHER) -> ChildDraft:
    return ChildDraft(
        full_name=name, birth=PartialDate(2019), sex="female", neighbourhood=Neighbourhood.objects.get(),
        head_name="Lê Văn Tấn", address="3 Lê Lợi", family=[mother],
    )  # fmt: skip


def _add(user: User, name: str, mother: PersonDraft = MOTHER) -> Child:
    with acting_as(user):
        return add_child(by=user, draft=draft_of(name, mother))


def _in_the_register(user: User) -> tuple[int, int, int]:
    with acting_as(user):
        return Child.objects.count(), Household.objects.count(), Caregiver.objects.count()


def test_children_of_one_new_household_added_at_once_live_in_one_with_one_mother(officers, elsewhere):
    names = ("Lê Thị An", "Lê Thị Bình", "Lê Thị Chi", "Lê Thị Dung")
    elsewhere(_add, [(officers[number % 2], name) for number, name in enumerate(names)])
    assert elsewhere(_in_the_register, [officers[:1]]) == [(4, 1, 1)]


def test_a_mothers_new_number_is_not_lost_to_a_sister_added_meanwhile(officers, elsewhere):
    """Vân corrects the mother of a child that leaves the household, and has not saved yet; Hà adds a sister there."""
    vân, hà = officers
    [child] = elsewhere(_add, [(vân, "Lê Thị An")])
    corrected = Event()

    def correct():
        with acting_as(vân):
            draft = replace(draft_of("Lê Thị An", replace(MOTHER, phone="0905123456")), head_name="")
            edit_child(child=child, by=vân, draft=draft, version=child.version)
            corrected.set()
            time.sleep(0.5)

    def add():
        assert corrected.wait(10)
        _add(hà, "Lê Thị Bình", replace(MOTHER, birth_year=1989))

    elsewhere(lambda deed: deed(), [(correct,), (add,)])
    assert elsewhere(_mother_of, [(vân, child)]) == ["0905123456"]


def _mother_of(user: User, child: Child) -> str:
    with acting_as(user):
        return Caregiver.objects.get(relations__child=child).phone

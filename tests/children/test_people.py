"""The people of a household: shown with all children they care for, edited once for all of them, one more added."""

from datetime import date

import pytest

from accounts.acting import acting_as
from children.actions.caregivers import CaregiverDraft, Role, add_caregiver, edit_caregiver
from children.actions.families import PersonDraft, record_family
from children.finding.search import find_children
from children.households.people import people_of_household
from children.models import Caregiver, CareRelation, Child
from interface.refusals import NotAllowed, Refused, StaleVersion
from tests.children.test_page_editing import hidden, words_of
from vietnamese.partial_dates import PartialDate


@pytest.fixture
def family(child_of, officer):
    """Đức and Linh with their mother, who also cares for An in another household."""
    duc = child_of(full_name="Đặng Huỳnh Đức", address="50/7 Nguyễn Trãi", birth=PartialDate(2013, 5, 18))
    linh = child_of(full_name="Đặng Thị Mỹ Linh", birth=PartialDate(2018, 1, 19), household=duc.household)
    an = child_of("tdp12", full_name="Lê Bảo An", address="3 Lê Lợi", birth=PartialDate(2020))
    with acting_as(officer):
        for child in (duc, linh):
            mother = PersonDraft("mother", "Huỳnh Thị Thủy", 1989, "0000000123", is_guardian=child == linh)
            record_family(child=child, by=officer, people=[mother])
        thuy = Caregiver.objects.get()
        CareRelation.objects.create(child=an, caregiver=thuy, relation="uncle_aunt", is_main_carer=True)
    return duc, linh, an, thuy


def lines(household, user):
    with acting_as(user):
        return people_of_household(household, user)


def test_a_person_of_two_households_stands_on_both_pages_with_all_children(family, officer, collaborator):
    duc, _, an, thuy = family
    (line,) = lines(duc.household, officer)
    assert line.roles == ["mẹ của Đặng Huỳnh Đức, Đặng Thị Mỹ Linh"]
    assert line.guarded == "giám hộ của Đặng Thị Mỹ Linh"
    assert [each.child for each in line.elsewhere] == [an]
    (there,) = lines(an.household, officer)
    assert (there.person, there.roles, there.looks_after) == (
        thuy, ["cô, dì, chú, bác, cậu của Lê Bảo An"], "chăm sóc chính",
    )  # fmt: skip
    (seen,) = lines(duc.household, collaborator)
    assert seen.elsewhere == []


def test_an_adoptive_parent_is_one_only_to_those_who_know(family, officer, other_officer, collaborator):
    duc, *_ = family
    with acting_as(officer):
        CareRelation.objects.filter(child=duc).update(relation="adoptive_parent")
    told = {user.username: lines(duc.household, user)[0].roles[0] for user in (officer, other_officer, collaborator)}
    assert told == {
        "van.pth": "cha, mẹ nuôi của Đặng Huỳnh Đức",
        "ha.dtt": "người khác của Đặng Huỳnh Đức",
        "lan.lt": "người khác của Đặng Huỳnh Đức",
    }


def test_who_is_lost_stands_last_and_states_are_said_in_words(family, officer):
    duc, *_ = family
    people = [
        PersonDraft("mother", "Huỳnh Thị Thủy", 1989),
        PersonDraft("father", "Đặng Văn Hậu", 1985, life_status="dead"),
        PersonDraft("paternal_grandfather", "Đặng Văn Sáu", 1955, life_status="alive"),
    ]
    with acting_as(officer):
        record_family(child=duc, by=officer, people=people)
        Caregiver.objects.filter(full_name="Huỳnh Thị Thủy").update(whereabouts="working_away")
    told = [(line.person.full_name, line.state) for line in lines(duc.household, officer)]
    assert told == [
        ("Đặng Văn Sáu", "còn sống"), ("Huỳnh Thị Thủy", "làm ăn xa"), ("Đặng Văn Hậu", "đã mất"),
    ]  # fmt: skip


def test_the_page_asks_a_fixed_number_of_questions(family, officer, as_user, django_assert_max_num_queries):
    duc, *_ = family
    browser = as_user(officer)
    browser.get(duc.household.get_absolute_url())
    with acting_as(officer):
        for number in range(6):
            person = Caregiver.objects.create(full_name=f"Trần Văn {number}", neighbourhood=duc.neighbourhood)
            CareRelation.objects.create(child=duc, caregiver=person, relation="other")
    with acting_as(officer), django_assert_max_num_queries(2):
        assert len(people_of_household(duc.household, officer)) == 7


def test_one_edit_reaches_every_child_and_changes_what_the_person_is_to_one(family, officer):
    duc, linh, an, thuy = family
    draft = CaregiverDraft(
        full_name="Huỳnh Thị Thu Thủy",
        occupation="may gia công",
        whereabouts="working_away",
        life_status="alive",
        roles={str(an.public_id): Role("adoptive_parent", is_guardian=True)},
    )
    with acting_as(officer):
        edit_caregiver(caregiver=thuy, by=officer, draft=draft, version=thuy.version)
        versions = dict(Child.objects.values_list("pk", "version"))
        roles = {each.child_id: (each.relation, each.is_guardian) for each in CareRelation.objects.all()}
        assert find_children("an thu thuy", by=officer).ids == (an.pk,)
    assert all(versions[child.pk] > child.version for child in (duc, linh, an))
    assert roles == {duc.pk: ("mother", False), linh.pk: ("mother", True), an.pk: ("adoptive_parent", True)}


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"died_on": date(2026, 1, 1)}, "Ngày mất chỉ ghi cho người đã mất"),
        ({"life_status": "dead", "whereabouts": "working_away"}, "đã mất hoặc mất tích"),
    ],
)
def test_what_cannot_be_of_a_person_is_refused(family, officer, facts, sentence):
    *_, thuy = family
    draft = CaregiverDraft("Huỳnh Thị Thủy", **facts)
    with acting_as(officer), pytest.raises(Refused, match=sentence):
        edit_caregiver(caregiver=thuy, by=officer, draft=draft, version=thuy.version)


def test_nobody_becomes_a_second_mother(family, officer):
    duc, *_ = family
    draft = CaregiverDraft("Trần Thị Hoa")
    with acting_as(officer), pytest.raises(Refused, match="đã có cha hoặc mẹ"):
        add_caregiver(household=duc.household, by=officer, draft=draft, children=[duc], role=Role("mother"))


def test_who_may_not_edit_children_edits_nobody(family, collaborator, officer):
    duc, *_, thuy = family
    draft = CaregiverDraft("Huỳnh Thị Thủy")
    with acting_as(collaborator), pytest.raises(NotAllowed):
        edit_caregiver(caregiver=thuy, by=collaborator, draft=draft, version=thuy.version)
    with acting_as(collaborator), pytest.raises(NotAllowed):
        add_caregiver(household=duc.household, by=collaborator, draft=draft, children=[duc], role=Role("other"))
    with acting_as(officer), pytest.raises(StaleVersion):
        edit_caregiver(caregiver=thuy, by=officer, draft=draft, version=thuy.version + 1)


def test_a_person_is_edited_and_added_from_the_page_of_the_household(family, officer, as_user):
    duc, linh, an, thuy = family
    browser = as_user(officer)
    home = duc.household.get_absolute_url()
    page = words_of(browser.get(home))
    assert "cũng là cô, dì, chú, bác, cậu của" in page
    address = f"/households/people/{thuy.public_id}/edit"
    assert address in page
    form = browser.get(address)
    typed = {"full_name": "Huỳnh Thị Thủy", "birth_year": "1989", "phone": "0000 000 123", "whereabouts": "elsewhere"}
    typed |= {f"relation_{child.public_id.hex}": "mother" for child in (duc, linh)}
    typed |= {f"relation_{an.public_id.hex}": "uncle_aunt", "opened": hidden(form, "opened")}
    assert browser.post(address, typed).status_code == 302
    assert "sống ở nơi khác" in words_of(browser.get(home))
    new = {"full_name": "Đặng Văn Sáu", "birth_year": "1955", "relation": "paternal_grandfather", "is_guardian": "on"}
    new |= {"children": [str(duc.public_id), str(linh.public_id)]}
    assert browser.post(f"{home}people/add", new).url == home
    page = words_of(browser.get(home))
    assert "ông nội của Đặng Huỳnh Đức, Đặng Thị Mỹ Linh" in page
    with acting_as(officer):
        assert CareRelation.objects.filter(is_guardian=True).count() == 2


@pytest.fixture
def adopted(family, officer):
    """Huỳnh Thị Thủy has adopted An."""
    *_, an, thuy = family
    with acting_as(officer):
        CareRelation.objects.filter(child=an).update(relation="adoptive_parent")
    return an, thuy


def test_the_form_of_a_person_tells_of_no_adoption_to_whoever_may_not_know(adopted, other_officer, officer, as_user):
    an, thuy = adopted
    address = f"/households/people/{thuy.public_id}/edit"
    box = f"relation_{an.public_id.hex}"
    assert "mẹ nuôi" in as_user(officer).get(address).content.decode()
    browser = as_user(other_officer)
    page = browser.get(address)
    assert "mẹ nuôi" not in page.content.decode()
    assert page.context["form"][box].value() == "other"
    typed = {each.html_name: each.value() or "" for each in page.context["form"] if each.value() is not False}
    typed |= {"phone": "0000 000 321", "opened": hidden(page, "opened")}
    assert browser.post(address, typed).status_code == 302
    with acting_as(officer):
        assert CareRelation.objects.get(child=an).relation == "adoptive_parent"
        assert Caregiver.objects.get().phone == "0000000321"
    page = browser.get(address)
    stale = browser.post(address, typed)  # two versions side by side
    assert "mẹ nuôi" not in stale.content.decode()
    typed |= {box: "uncle_aunt", "opened": hidden(page, "opened")}
    assert browser.post(address, typed).status_code == 302
    with acting_as(officer):
        assert CareRelation.objects.get(child=an).relation == "uncle_aunt"


def test_so_does_the_form_of_the_child(adopted, other_officer, officer, as_user):
    an, _ = adopted
    address = f"/children/{an.public_id}/edit"
    browser = as_user(other_officer)
    page = browser.get(address)
    assert "mẹ nuôi" not in page.content.decode()
    form = page.context["form"]
    assert form["carer_relation"].value() == "other"
    names = ("full_name", "sex", "address", "head_name", "residence", "carer_name", "carer_birth_year", "main_carer")
    typed = {name: form[name].value() for name in names}
    typed |= {"birth_year": "2020", "neighbourhood": str(an.neighbourhood.public_id), "carer_relation": "other"}
    typed |= {"notes": "Hay ốm.", "opened": hidden(page, "opened")}
    answer = browser.post(address, typed)
    assert answer.status_code == 302, answer.context["form"].errors
    with acting_as(officer):
        assert CareRelation.objects.get(child=an).relation == "adoptive_parent"
        assert Child.objects.get(pk=an.pk).notes == "Hay ốm."


def test_a_person_whose_children_live_at_addresses_of_their_own_is_edited_from_the_childs_page(
    child_of, officer, as_user
):
    child = child_of(mother="Y Lan")
    with acting_as(officer):
        person = Caregiver.objects.get()
    address = f"/households/people/{person.public_id}/edit"
    browser = as_user(officer)
    page = browser.get(address)
    assert page.status_code == 200
    typed = {"full_name": "Y Lan Anh", f"relation_{child.public_id.hex}": "mother", "opened": hidden(page, "opened")}
    assert browser.post(address, typed).url == child.get_absolute_url()
    with acting_as(officer):
        assert Caregiver.objects.get().full_name == "Y Lan Anh"

"""Children of the stories, and the national lists."""

import datetime

import pytest

from accounts.acting import acting_as
from accounts.authorization import FIGURES
from accounts.models import User
from children.models import CareRelation, Child, CodeCounter, Household, Relation, Sex
from children.models.caregiver import Caregiver
from children.reference import load_circumstance_groups, load_ethnic_groups
from children.search import keep_searchable
from tests.children.importing import Importer
from vietnamese.partial_dates import PartialDate

TODAY = datetime.date(2026, 11, 23)


@pytest.fixture
def lists(db):
    """The 14 groups, at-risk categories and ethnic groups."""
    with acting_as(User.objects.system()):
        for load in (load_ethnic_groups, load_circumstance_groups):
            list(load())


@pytest.fixture
def child_of(ward):
    """A child somebody registered long ago: `child_of("tdp7", full_name="Y Thơm", mother="Y Lan")`."""

    def make(neighbourhood: str = "tdp7", *, mother: str = "", address: str = "", **fields) -> Child:
        with acting_as(User.objects.system(), scope=FIGURES):
            fields = {
                "full_name": "Nguyễn Gia Hân",
                "birth": PartialDate(2019, 3, 14),
                "sex": Sex.FEMALE,
                "code": CodeCounter.objects.take(2026)[0],
                "neighbourhood": ward[neighbourhood],
                **fields,
            }
            if address:
                fields["household"] = Household.objects.create(
                    head_name="Trần Văn Sáu", address=address, neighbourhood=ward[neighbourhood]
                )
            child = Child.objects.create(**fields)
            if mother:
                person = Caregiver.objects.create(full_name=mother, neighbourhood=ward[neighbourhood])
                CareRelation.objects.create(child=child, caregiver=person, relation=Relation.MOTHER, is_main_carer=True)
            keep_searchable([child.pk])
        return child

    return make


@pytest.fixture
def importer(officer, lists):
    """Vân with her files."""
    return Importer(officer)


@pytest.fixture
def seen(officer):
    """The register as Vân reads it: `with seen(): …`."""
    return lambda: acting_as(officer)

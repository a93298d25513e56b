"""Children of the stories, and the national lists."""

import datetime

import pytest
from django.db import connection

from accounts.acting import acting_as
from accounts.authorization import FIGURES, Role
from accounts.models import User
from agencies.models import Neighbourhood
from children.finding.search import keep_searchable
from children.models import CareRelation, Child, CodeCounter, Household, Relation, Sex
from children.models.caregiver import Caregiver
from tests.children.importing import Importer
from vietnamese.partial_dates import PartialDate

TODAY = datetime.date(2026, 11, 23)


@pytest.fixture
def child_of(ward):
    """A child somebody registered long ago: `child_of("tdp7", full_name="Y Thơm", mother="Y Lan")`."""

    def make(
        neighbourhood: str = "tdp7", *, mother: str = "", address: str = "", head: str = "Trần Văn Sáu", **fields
    ) -> Child:
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
                    head_name=head, address=address, neighbourhood=ward[neighbourhood]
                )
            child = Child.objects.create(**fields)
            if mother:
                person = Caregiver.objects.create(full_name=mother, neighbourhood=ward[neighbourhood])
                CareRelation.objects.create(child=child, caregiver=person, relation=Relation.MOTHER, is_main_carer=True)
            keep_searchable([child.pk])
        return child

    return make


@pytest.fixture
def many_of():
    """`many_of(child, 2000)`: as many more children of the same name and place."""

    def make(child: Child, number: int) -> None:
        with acting_as(User.objects.system(), scope=FIGURES):
            same = {field.attname: getattr(child, field.attname) for field in Child._meta.concrete_fields}
            same = {name: value for name, value in same.items() if name not in ("id", "public_id", "code")}
            codes = CodeCounter.objects.take(2026, number)
            Child.objects.bulk_create([Child(code=code, **same) for code in codes], batch_size=1000)

    return make


@pytest.fixture
def hân(child_of, ward):
    return child_of("tdp7", mother="Trần Thị Kim Chi", address="12/4 Trần Phú", school=ward["school"], class_name="8B")


@pytest.fixture
def importer(officer, lists):
    """Vân with her files."""
    return Importer(officer)


@pytest.fixture
def seen(officer):
    """The register as Vân reads it: `with seen(): …`."""
    return lambda: acting_as(officer)


@pytest.fixture
def officers(elsewhere):
    """Vân and Hà in a ward that other connections see; taken away afterwards."""
    [people] = elsewhere(_begin, [()])
    yield people
    elsewhere(_take_away, [()])


def _begin() -> tuple[User, User]:
    with acting_as(User.objects.system(), scope=FIGURES):
        Neighbourhood.objects.create(number=7, name="Tổ dân phố 7", valid_from="2025-07-01")
        people = [User(username=name, full_name=name, role=Role.OFFICER) for name in ("van.pth", "ha.dtt")]
        for person in people:
            person.save()
        return tuple(people)


def _take_away() -> None:
    """As the owner: the application may not delete from the access log."""
    with connection.cursor() as cursor:
        cursor.execute("reset role")
        cursor.execute(
            "truncate children_child, children_caregiver, children_household, children_codecounter, children_idbatch,"
            " jobs_job, children_importbatch, agencies_neighbourhood, accounts_accessevent, accounts_notification"
            " cascade"
        )
        cursor.execute("delete from accounts_user where role <> 'system'")

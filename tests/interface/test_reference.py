"""Reference lists come back with every release; what the ward edited stays."""

import datetime

import pytest

from accounts.acting import acting_as
from accounts.models import User
from agencies.models import Agency, Neighbourhood
from interface.reference import load_rows

DAY = datetime.date(2025, 7, 1)
CLINIC = {"kind": "HEALTH", "name": "Trạm Y tế số 1", "phone": "0000000001", "valid_from": DAY}


@pytest.fixture
def machine(db):
    with acting_as(User.objects.system()):
        yield


def load(**changes):
    loaded = load_rows(Agency, [{**CLINIC, **changes}], key=("name", "valid_from"))
    return loaded.created, loaded.updated, loaded.kept, loaded.same


def test_a_second_load_changes_nothing(machine):
    assert load() == (1, 0, 0, 0)
    before = Agency.objects.get(name=CLINIC["name"])
    assert load() == (0, 0, 0, 1)
    assert Agency.objects.get(name=CLINIC["name"]).updated_at == before.updated_at


def test_a_new_release_brings_new_values(machine):
    load()
    assert load(phone="0000000002") == (0, 1, 0, 0)
    assert Agency.objects.get(name=CLINIC["name"]).phone == "0000000002"


def test_a_field_the_ward_edited_stays_and_the_others_follow_the_release(machine):
    load()
    Agency.objects.filter(name=CLINIC["name"]).update(phone="0000000009")
    assert load(phone="0000000002", short_name="TYT 1") == (0, 1, 0, 0)
    clinic = Agency.objects.get(name=CLINIC["name"])
    assert (clinic.phone, clinic.short_name) == ("0000000009", "TYT 1")
    assert load(phone="0000000003", short_name="TYT 1") == (0, 0, 1, 0)


def test_a_row_the_ward_deleted_does_not_come_back(machine):
    load()
    Agency.objects.filter(name=CLINIC["name"]).delete()
    assert load() == (0, 0, 1, 0)
    assert not Agency.objects.filter(name=CLINIC["name"]).exists()


def test_a_row_the_ward_made_itself_before_is_not_overwritten(machine):
    Agency.objects.create(**{**CLINIC, "phone": "0000000009"})
    assert load() == (0, 0, 1, 0)
    assert Agency.objects.get(name=CLINIC["name"]).phone == "0000000009"


def test_the_same_key_in_two_tables_is_two_rows(machine):
    load_rows(Neighbourhood, [{"number": 1, "name": "A", "valid_from": DAY}], key=("name",))
    loaded = load_rows(Agency, [{"kind": "FRONT", "name": "A", "valid_from": DAY}], key=("name",))
    assert (loaded.created, loaded.kept) == (1, 0)

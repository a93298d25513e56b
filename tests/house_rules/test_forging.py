"""Whoever has the application's connection, and says of itself what it likes, still writes no history."""

import json

import pytest
from django.conf import settings
from django.db import ProgrammingError, connection, transaction

from accounts.acting import acting_as

FORGED = json.dumps({"actor_id": None, "about": "chưa từng xem"})
REMEMBER = 'insert into children_mergedrow (merge_id, "table", "row", operation, before) values (%s, %s, %s, %s, %s)'


@pytest.fixture
def merge(records):
    return records["children.ChildMerge"]


@pytest.fixture
def as_owner(db):
    """What only the owner can do."""

    def run(statement, *params):
        with connection.cursor() as cursor:
            cursor.execute("reset role")
            cursor.execute(statement, params)
            cursor.execute(f"set role {settings.DATABASE_APP_ROLE}")

    return run


def refused(*statement) -> bool:
    """Whether the database lets the application do this."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(*statement)
    except ProgrammingError as error:
        return "permission denied" in str(error) or "may not be" in str(error)
    return False


def test_what_a_merge_remembers_is_written_by_its_functions_only(merge, officer):
    with acting_as(officer):
        assert refused(REMEMBER, [merge.pk, "accounts_accessevent", 1, "U", FORGED])
        assert refused("update children_mergedrow set before = %s", [FORGED])
        assert refused("delete from children_mergedrow")


@pytest.mark.parametrize("table", ["accounts_accessevent", "audit_change", "accounts_user"])
@pytest.mark.parametrize("operation", ["U", "D"])
def test_taking_a_merge_apart_writes_into_tables_of_children_only(merge, officer, as_owner, table, operation):
    with acting_as(officer):
        as_owner(REMEMBER, merge.pk, table, 1, operation, FORGED)
        assert refused("select unmerge_children(%s)", [merge.pk])


def test_an_honest_merge_is_taken_apart(merge, officer):
    with acting_as(officer):
        assert not refused("select unmerge_children(%s)", [merge.pk])

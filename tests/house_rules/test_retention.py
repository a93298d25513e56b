"""Every table with personal data is emptied when a child is destroyed, or it stands here with the reason why not."""

import pytest
from django.conf import settings
from django.db import connection

from attachments.models import StoredFile
from tests.house_rules.product import own_tables, privacy_lists

# Tables that keep their rows, with the reason.
KEPT = {
    "accounts_draft": "thrown away after seven days at the latest",
    "children_importbatch": "the file and its name are thrown away when it is imported, or after seven days",
    "children_importrow": "of lists only: rows that found a child go with it, the others after thirty days",
    "children_importresult": "made of the rows; thrown away after a day, and with the rows",
    "children_export": "file, filter and typed words are thrown away after three days",
    "children_savedfilter": "somebody's own words for a filter; the form asks for no names",
    "children_bulkdeed": "what was done for many at once, none of them named",
    "children_idbatch": "the list of a batch; the file of the police is dropped when the batch ends",
    "children_mergedrow": "of the merges of other children",
    "children_support": "of other children: one goes with its last recipient",
    "children_childchange": "slips of children nobody took up: no child to go with (class slip_of_nobody)",
    "children_household": "of other children: one goes with its last child; that never had any: class slip_of_nobody",
    "cases_incident": "files of cases end in a way of their own; a child named in one is not destroyed meanwhile",
    "cases_intake": "likewise",
    "cases_childinreport": "likewise",
    "cases_receipt": "likewise",
    "cases_case": "likewise",
    "cases_casestep": "likewise",
    "cases_teammate": "likewise",
    "cases_caseclock": "likewise",
    "cases_clockwarning": "likewise",
    "reports_reportversion": "figures of a year, frozen when the report was made",
    "retention_destructionrow": "the fact that it was destroyed: code and days, nobody's name",
}
EMPTIED_WHEN = (
    "update children_monthlyallowance set ended_on = '2020-01-01', starts_on = '2019-01-01', end_reason = 'age'",
    "update children_childchange set state = 'withdrawn', decided_by_id = null",
    "update children_idbatch set state = 'cancelled'",
    "update children_child set birth = '2000-01-01', born_on = '2000-01-01', born_by = '2000-01-01'",
)


def personal_tables() -> set[str]:
    return {
        table
        for table, model in own_tables().items()
        if privacy_lists(model).get("personal") or privacy_lists(model).get("sensitive")
    }


def files_of_nobody() -> str:
    """Attached files that no record points to: nothing would ever throw them away."""
    columns = [
        (table, field.column)
        for table, model in own_tables().items()
        for field in model._meta.concrete_fields
        if field.related_model is StoredFile
    ]
    owned = " and ".join(f"id not in (select {column} from {table} where {column} > 0)" for table, column in columns)
    return f"select id from attachments_storedfile where {owned}"


@pytest.fixture
def as_owner(db):
    """What only the owner can do; what an application must not see."""

    def run(statement):
        with connection.cursor() as cursor:
            cursor.execute("reset role")
            cursor.execute(statement)
            rows = cursor.fetchall() if cursor.description else []
            cursor.execute(f"set role {settings.DATABASE_APP_ROLE}")
        return rows

    return run


def test_everything_that_hangs_on_a_child_goes_with_it(records, destroyed, as_owner):
    """One record of every kind stands in the register; then all its children are destroyed."""
    full = {table for table in personal_tables() if as_owner(f'select 1 from "{table}" limit 1')}
    for statement in EMPTIED_WHEN:
        as_owner(statement)
    destroyed()
    left = {table for table in personal_tables() if as_owner(f'select 1 from "{table}" limit 1')}
    assert left - set(KEPT) == set()
    assert personal_tables() - set(KEPT) - full == set(), "no record of these was there: nothing is shown"
    assert as_owner(files_of_nobody()) == []
    history = as_owner("select distinct tbl from audit_change where tbl like 'children_%'")
    assert {table for (table,) in history} & personal_tables() - set(KEPT) == set()


def test_a_reason_stands_for_a_table_that_is_there():
    assert set(KEPT) - personal_tables() == set()

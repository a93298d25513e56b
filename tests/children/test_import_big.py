"""A whole ward's list, with every trap somewhere in it. The seconds stand in the report of the run."""

import time

import pytest

from accounts.acting import acting_as
from children.models import Caregiver, CareRelation, Child, Circumstance, Household
from tests.children.big_list import BigList

# The ward waits no longer than 10 s for a preview, 30 s for an import; a busy machine gets three times that.
PATIENCE = 3


@pytest.fixture
def timed(record_property):
    """Do something and keep how long it took: `timed("import", 30, function, …)`."""

    def run(what: str, seconds: float, function, *arguments):
        begin = time.perf_counter()
        result = function(*arguments)
        took = time.perf_counter() - begin
        record_property(f"seconds to {what}", round(took, 1))
        assert took < seconds * PATIENCE
        return result

    return run


def register(officer) -> list[tuple]:
    """Everything an import could change, with its version."""
    with acting_as(officer):
        return [
            list(model.objects.order_by("pk").values_list())
            for model in (Child, Household, Caregiver, CareRelation, Circumstance)
        ]


def test_4000_rows_with_every_trap(importer, officer, timed, at):
    listed = BigList(4_000)
    with at("2026-11-23 08:00"):
        batch = timed("preview", 10, importer.bring, listed.data)
        rows = {
            (row.record.batch.reading["tables"][row.record.table]["sheet"], row.number): row
            for row in importer.rows(batch)
        }
        assert {
            place: " ".join((*row.errors, row.verdict.reason)).strip()
            for place, row in rows.items()
            if row.outcome == "error"
        } == listed.bad
        assert {
            place: row.verdict.reason for place, row in rows.items() if row.outcome == "identical"
        } == listed.repeated
        assert {place for place, row in rows.items() if row.outcome == "new"} == set(listed.good)

        batch = timed("import", 30, importer.accept, batch)
        assert (batch.state, batch.written) == ("imported", len(listed.good))
        with acting_as(officer):
            children = Child.objects.select_related("neighbourhood")
            written = {
                (child.full_name, child.birth.isoformat(), child.sex, child.personal_id, child.neighbourhood.number)
                for child in children
            }
            assert not Circumstance.objects.filter(secret=True).exists()
        assert written == {tuple(vars(expected).values()) for expected in listed.good.values()}

        before = register(officer)
        again = timed("preview again", 10, importer.bring, listed.data)
        assert again.counts == {"identical": len(listed.good) + len(listed.repeated), "error": len(listed.bad)}
        assert timed("import again", 30, importer.accept, again).written == 0
        assert register(officer) == before

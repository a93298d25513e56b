"""A whole ward's list, with every trap somewhere in it, written in one part and in many."""

import pytest

from accounts.acting import acting_as
from children.actions.imports import accepting
from children.models import Caregiver, CareRelation, Child, Circumstance, Household
from tests.children.big_list import BigList


def register(officer) -> list[tuple]:
    """Everything an import could change, with its version."""
    with acting_as(officer):
        return [
            list(model.objects.order_by("pk").values_list())
            for model in (Child, Household, Caregiver, CareRelation, Circumstance)
        ]


def families(officer) -> set[tuple]:
    """Each child with the household and the people around, whatever their keys in the database."""
    with acting_as(officer):
        return {
            (
                child.full_name,
                child.household and (child.household.head_name, child.household.address, child.household.poverty),
                child.household and child.household.children.count(),
                child.own_address,
                tuple(sorted((each.relation, each.caregiver.full_name) for each in child.relations.all())),
                tuple(sorted(each.group.code for each in child.circumstances.all())),
            )
            for child in Child.objects.select_related("household").prefetch_related(
                "relations__caregiver", "circumstances__group"
            )
        }


def test_4000_rows_with_every_trap(importer, officer, at, sql):
    listed = BigList(4_000)
    with at("2026-11-23 08:00"):
        batch = importer.bring(listed.data)
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

        batch = importer.accept(batch)
        assert (batch.state, batch.written) == ("imported", len(listed.good))
        with acting_as(officer):
            children = Child.objects.select_related("neighbourhood")
            written = {
                (child.full_name, child.birth.isoformat(), child.sex, child.personal_id, child.neighbourhood.number)
                for child in children
            }
            assert not Circumstance.objects.filter(secret=True).exists()
        assert written == {tuple(vars(expected).values()) for expected in listed.good.values()}

        [(counted,)] = sql("select reltuples from pg_class where relname = 'children_child'")
        assert counted == len(listed.good)  # pages do not wait for the database to find out by itself

        before = register(officer)
        again = importer.bring(listed.data)
        assert again.counts == {"identical": len(listed.good) + len(listed.repeated), "error": len(listed.bad)}
        assert importer.accept(again).written == 0
        assert register(officer) == before


@pytest.mark.parametrize("part", [1, 7])
def test_a_list_written_in_many_parts_is_the_list_written_in_one(importer, officer, at, monkeypatch, part):
    """A household, a mother or a namesake of an earlier part is found again; all of it is taken back at once."""
    listed = BigList(120)
    with at("2026-11-23 08:00"):
        batch = importer.bring_and_accept(listed.data)
        whole = families(officer)
        assert importer.undo(batch).kept == 0
        assert families(officer) == set()
        monkeypatch.setattr(accepting, "PART", part)
        batch = importer.bring_and_accept(listed.data)
        assert (batch.state, batch.written) == ("imported", len(listed.good))
        assert families(officer) == whole
        assert importer.undo(batch).kept == 0
        assert families(officer) == set()

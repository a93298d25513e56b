"""Every model says how private its fields are and who may see its rows; every table keeps its history."""

import pytest

from interface.records import RecordQuerySet
from tests.house_rules.product import own_models, own_tables, privacy_lists

MODELS = [pytest.param(model, id=model._meta.label) for model in own_models()]


@pytest.mark.parametrize("model", MODELS)
def test_every_field_says_how_private_it_is(model):
    told = [name for names in privacy_lists(model).values() for name in names]
    fields = [field.name for field in (*model._meta.concrete_fields, *model._meta.local_many_to_many)]
    assert sorted(told) == sorted(fields)


@pytest.mark.parametrize("model", MODELS)
def test_every_model_says_who_may_see_its_rows(model):
    queryset = type(model._default_manager.all())
    assert issubclass(queryset, RecordQuerySet)
    assert queryset.visible_to is not RecordQuerySet.visible_to


def test_every_table_keeps_its_history(db, sql):
    found = sql(
        """select c.relname, array_agg(t.tgname order by t.tgname) filter (where p.proname = 'audit_change')
           from pg_class c left join pg_trigger t on t.tgrelid = c.oid left join pg_proc p on p.oid = t.tgfoid
           where c.relname = any (%s) group by 1""",
        list(own_tables()),
    )
    triggers = dict(found)
    assert set(triggers) == set(own_tables())
    without = [table for table, names in triggers.items() if names != ["audit_d", "audit_i", "audit_u"]]
    assert without == []

"""Change history of the classes of households, and who sees them: as the household. An import that is taken back
takes back the classes it wrote.
"""

from importlib import import_module

from django.db import migrations

from accounts.audit import audited
from accounts.row_security import protected

undoing = import_module("children.migrations.0006_undo_imports")
BEFORE = undoing.REGISTER
NOW = BEFORE.replace("'children_household',", "'children_household', 'children_povertyyear',")


def changes_of_import(of_tables: str) -> str:
    """As in `0006_undo_imports`, of these tables."""
    return f"""
create or replace function changes_of_import(of_batch bigint, of_run uuid)
    returns table (id bigint, tbl text, object_id bigint, op char(1), old jsonb, new jsonb)
    language sql stable security definer set search_path = public, pg_temp as $$
    select c.id, c.tbl, c.object_id, c.op, c.old, c.new from audit_change c
    where c.tbl in {of_tables} and c.request = of_run and of_run in (select runs_of_import(of_batch))
    order by c.id desc $$;
"""


class Migration(migrations.Migration):
    dependencies = [("children", "0014_poverty_years")]
    operations = [
        audited("children_povertyyear"),
        protected("children_povertyyear", "exists (select 1 from children_household h where h.id = household_id)"),
        migrations.RunSQL(changes_of_import(NOW), changes_of_import(BEFORE)),
    ]

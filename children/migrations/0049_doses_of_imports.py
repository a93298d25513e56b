"""Which doses an immunisation list has brought, so that they go when it is taken back."""

from django.db import migrations

# As `changes_of_import` of the register: one's own lists only, by the runs that wrote them.
UP = """
create function doses_of_import(of_batch bigint) returns setof bigint
    language sql stable security definer set search_path = public, pg_temp as $$
    select c.object_id from audit_change c
    where c.tbl = 'children_vaccination' and c.op = 'I' and c.request in (select runs_of_import(of_batch)) $$;
"""
DOWN = "drop function doses_of_import;"


class Migration(migrations.Migration):
    dependencies = [("children", "0048_id_batches_audit_and_row_security")]
    operations = [migrations.RunSQL(UP, DOWN)]

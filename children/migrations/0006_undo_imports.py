"""What an import wrote, and who has been worked on since: so that whoever imported a list can take it back.

Both read the change history, of which the application sees only records that still stand.
"""

from django.db import migrations

from accounts.row_security import USER, has_right

REGISTER = (
    "('children_household', 'children_child', 'children_caregiver', 'children_carerelation', 'children_circumstance',"
    " 'children_householdmove')"
)
WRITTEN = REGISTER.replace("'children_household',", "'children_household', 'children_povertyyear',")

UP = f"""
-- The parts of jobs, and the requests, that wrote rows of this list, the newest first: of one's own lists, and of what
-- a connected system sent, which whoever decides about it may take back.
create function runs_of_import(of_batch bigint) returns setof uuid
    language sql stable security definer set search_path = public, pg_temp as $$
    select c.request from audit_change c
    where c.tbl = 'children_importbatch' and c.object_id = of_batch and c.op = 'U' and c.new ? 'written'
        and exists (select 1 from children_importbatch b where b.id = of_batch and (b.owner_id = {USER} or b.connection_id is not null))
        and {has_right("children.import")}
    group by c.request order by max(c.id) desc $$;

create function changes_of_import(of_batch bigint, of_run uuid)
    returns table (id bigint, tbl text, object_id bigint, op char(1), old jsonb, new jsonb)
    language sql stable security definer set search_path = public, pg_temp as $$
    select c.id, c.tbl, c.object_id, c.op, c.old, c.new from audit_change c
    where c.tbl in {WRITTEN} and c.request = of_run and of_run in (select runs_of_import(of_batch))
    order by c.id desc $$;

-- Children of the list whose own row, family, circumstances or household somebody has changed since; and those whom
-- another list has found in the register. What the machine does by itself (New Year) is nobody's work.
create function touched_since_import(of_batch bigint) returns table (child_id bigint)
    language sql stable security definer set search_path = public, pg_temp as $$
    with run as (select runs_of_import(of_batch) as request),
    mine as (select c.id, c.tbl, c.object_id from audit_change c join run using (request) where c.tbl in {REGISTER}),
    later as materialized (
        select l.tbl, l.object_id, l.op, l.old from audit_change l
        where l.id > (select min(id) from mine) and l.tbl in {REGISTER}
            and not exists (select 1 from run where run.request = l.request)
            and l.actor is distinct from (select u.id from accounts_user u where u.role = 'system')
    )
    select l.object_id from later l where l.tbl = 'children_child'
    union select (l.old ->> 'child_id')::bigint from later l
        where l.tbl in ('children_carerelation', 'children_circumstance') and l.op = 'D'
    union select r.child_id from later l join children_carerelation r on r.id = l.object_id
        where l.tbl = 'children_carerelation'
    union select c.child_id from later l join children_circumstance c on c.id = l.object_id
        where l.tbl = 'children_circumstance'
    union select r.child_id from later l join children_carerelation r on r.caregiver_id = l.object_id
        where l.tbl = 'children_caregiver'
    union select c.id from later l join children_child c on c.household_id = l.object_id
        where l.tbl = 'children_household'
    union select r.child_id from children_importrow r join mine m on m.tbl = 'children_child' and m.object_id = r.child_id
        where r.batch_id <> of_batch $$;

-- Which doses an immunisation list has brought, so that they go when it is taken back.
create function doses_of_import(of_batch bigint) returns setof bigint
    language sql stable security definer set search_path = public, pg_temp as $$
    select c.object_id from audit_change c
    where c.tbl = 'children_vaccination' and c.op = 'I' and c.request in (select runs_of_import(of_batch)) $$;
"""
DOWN = """
drop function doses_of_import;
drop function touched_since_import;
drop function changes_of_import;
drop function runs_of_import;
"""


class Migration(migrations.Migration):
    dependencies = [("children", "0005_search")]
    operations = [migrations.RunSQL(UP, DOWN)]

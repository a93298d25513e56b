"""How many births wait to be registered: the justice officer knows the number, not the children."""

from django.db import migrations

from accounts.row_security import USER

UP = f"""
create function births_to_register(on_day date) returns table (within bigint, late bigint)
    language sql stable security definer set search_path = public, pg_temp as $$
    select count(*) filter (where c.born_by >= on_day - 60), count(*) filter (where c.born_by < on_day - 60)
    from children_child c
    where c.personal_id_fingerprint is null and c.birth_certificate = '' and c.birth_registered_on is null
        and c.residence in ('permanent', 'temporary') and c.left_on is null
        and (c.moved_in_on is null or c.moved_in_on <= on_day)
        and c.born_on <= on_day and c.born_by > (on_day - interval '5 years')::date
        and exists (select 1 from accounts_user u join agencies_agency a on a.id = u.agency_id
                    where u.id = {USER} and u.role = 'focal_point' and u.left_on is null and a.kind = 'JUSTICE') $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("children", "0010_entries_audit_and_row_security"),
        ("accounts", "0002_audit_and_row_security"),
        ("agencies", "0002_ward_committee_calendar_register"),
    ]
    operations = [migrations.RunSQL(UP, "drop function births_to_register;")]

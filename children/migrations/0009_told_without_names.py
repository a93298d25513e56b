"""What an agency may know of children it does not see: how many births wait, whom to call, which child
a paper names, that there is a mark. And what is told of rows that are gone.
"""

from django.db import migrations

from accounts.row_security import AGENCIES, BORN_AFTER, NEIGHBOURHOODS, USER, has_right

BIRTHS = f"""
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
PHONES = f"""
-- The main carer's number, else another carer's, else the household's. Only of children the station looks after.
create function phones_of_patients(children bigint[]) returns table (child_id bigint, phone text)
    language sql stable security definer set search_path = public, pg_temp as $$
    select c.id, coalesce(carer.phone, h.phone)
    from children_child c
    left join children_household h on h.id = c.household_id and h.phone <> ''
    left join lateral (
        select p.phone from children_carerelation r join children_caregiver p on p.id = r.caregiver_id
        where r.child_id = c.id and p.phone <> '' order by r.is_main_carer desc, r.id limit 1) carer on true
    where c.id = any (children) and coalesce(carer.phone, h.phone) is not null
        and {has_right("children.record_health")}
        and (c.neighbourhood_id = {NEIGHBOURHOODS} or (c.born_by > {BORN_AFTER} and c.left_on is null)) $$;
"""

# The one child a paper names exactly; else none, whichever way it fails.
BY_PAPER = has_right("children.find_by_paper")
ON_PAPER = f"""
create function child_on_paper(of_name text, of_birth date, of_number text) returns bigint
    language sql stable security definer set search_path = public, pg_temp as $$
    select case when count(*) = 1 then min(c.id) end from children_child c
    where {BY_PAPER} and of_birth between c.born_on and c.born_by
        and case when of_number is null then c.search_key = of_name else c.personal_id_fingerprint = of_number end $$;
"""
# `flag` of the access matrix: that there is a mark, not which, of a child one sees, and never of an extra-secret group.
MARK = f"""
create function has_ordinary_mark(of_child bigint, on_day date) returns boolean
    language sql stable security definer set search_path = public, pg_temp as $$
    select exists (
        select 1 from children_circumstance k
        join children_circumstancegroup g on g.id = k.group_id
        join children_child c on c.id = k.child_id
        where k.child_id = of_child and g.kind = 'legal' and not k.secret and k.withdrawn_on is null
            and k.started_on <= on_day and (k.ended_on is null or k.ended_on > on_day)
            and (c.neighbourhood_id = {NEIGHBOURHOODS} or c.school_id = {AGENCIES}
                or (c.born_by > {BORN_AFTER} and c.left_on is null))) $$;
"""
# Which class a household was said to have in a year, where somebody has taken it back: the row is gone, and with it the
# reader's way to its history.
TAKEN_BACK = f"""
create function history_of_classes_taken_back(of_household bigint) returns setof audit_change
    language sql stable security definer set search_path = public, pg_temp as $$
    select a.* from audit_change a
    where a.tbl = 'children_povertyyear' and a.object_id in (
            select d.object_id from audit_change d
            where d.tbl = 'children_povertyyear' and d.op = 'D'
                and coalesce(d.new, d.old) ->> 'household_id' = of_household::text)
        and not exists (select 1 from children_povertyyear p where p.id = a.object_id)
        and {has_right("children.view_history")}
        and exists (select 1 from children_household h
            where h.id = of_household and h.neighbourhood_id = {NEIGHBOURHOODS})
    order by a.id desc limit 500 $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("children", "0008_school_years"),
        ("accounts", "0002_audit_and_row_security"),
        ("agencies", "0002_ward_committee_calendar_register"),
    ]
    operations = [
        migrations.RunSQL(BIRTHS, "drop function births_to_register;"),
        migrations.RunSQL(PHONES, "drop function phones_of_patients;"),
        migrations.RunSQL(ON_PAPER, "drop function child_on_paper;"),
        migrations.RunSQL(MARK, "drop function has_ordinary_mark;"),
        migrations.RunSQL(TAKEN_BACK, "drop function history_of_classes_taken_back;"),
    ]

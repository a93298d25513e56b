"""The row of the running year at school follows `Child.school` and `Child.class_name`.

The school year is named by the year it begins in (August). `app.today` is the day of whoever acts; a migration and a
restored backup have none, and change nothing.
"""

from django.db import migrations

FOLLOW = """
create function running_school_year(today date) returns int language sql immutable as $$
    select extract(year from today - interval '7 months')::int $$;

create function follow_school() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
    today date := nullif(current_setting('app.today', true), '')::date;
    running int := running_school_year(today);
    lessons_over boolean := extract(month from today) in (6, 7);
begin
    if today is null then
        return null;
    end if;
    if tg_op = 'UPDATE' then
        -- Who moved away or died is no pupil from that day on; who is back by a correction, or within the year, is again.
        update children_enrolment e set left_on = n.left_on, version = e.version + 1, updated_at = now()
            from new_rows n join old_rows o on o.id = n.id
            where e.child_id = n.id and n.left_on is not null and n.left_on is distinct from o.left_on
                and e.left_on is not distinct from o.left_on and e.school_year >= running_school_year(n.left_on);
        update children_enrolment e set left_on = null, version = e.version + 1, updated_at = now()
            where e.id in (
                select max(x.id) from children_enrolment x
                join new_rows n on n.id = x.child_id join old_rows o on o.id = n.id
                where n.left_on is null and x.left_on = o.left_on and x.school_id = n.school_id
                    and not exists (select 1 from children_enrolment open where open.child_id = x.child_id
                        and open.school_year = x.school_year and open.left_on is null)
                group by x.child_id, x.school_year);
        -- In June and July a school or a class is that of the year to come: the year that has just ended stays.
        if not lessons_over then
            -- What nobody wrote anything into was a slip; what a school has worked with stays as a part of the year.
            delete from children_enrolment e using new_rows n
                where e.child_id = n.id and e.school_year = running and e.left_on is null and e.recorded_by_id is null
                    and e.school_id is distinct from n.school_id;
            update children_enrolment e set left_on = today, version = e.version + 1, updated_at = now()
                from new_rows n
                where e.child_id = n.id and e.school_year = running and e.left_on is null
                    and e.school_id is distinct from n.school_id;
            update children_enrolment e set class_name = n.class_name, version = e.version + 1, updated_at = now()
                from new_rows n
                where e.child_id = n.id and e.school_year = running and e.left_on is null
                    and e.school_id = n.school_id and e.class_name <> n.class_name;
        end if;
        insert into children_enrolment
            (public_id, version, created_at, updated_at, child_id, school_id, school_year, class_name, dropout_reason,
             counselled)
        select gen_random_uuid(), 1, now(), now(), n.id, n.school_id, running, n.class_name, '', false
        from new_rows n join old_rows o on o.id = n.id
        where n.school_id is not null and n.left_on is null
            and (n.school_id, n.class_name) is distinct from (o.school_id, o.class_name)
            and not exists (select 1 from children_enrolment e
                where e.child_id = n.id and e.school_year = running and e.left_on is null);
    else
        insert into children_enrolment
            (public_id, version, created_at, updated_at, child_id, school_id, school_year, class_name, dropout_reason,
             counselled)
        select gen_random_uuid(), 1, now(), now(), n.id, n.school_id, running, n.class_name, '', false
        from new_rows n where n.school_id is not null and n.left_on is null;
    end if;
    return null;
end $$;
revoke execute on function follow_school from public;
create trigger follow_school_i after insert on children_child referencing new table as new_rows
    for each statement execute function follow_school();
create trigger follow_school_u after update on children_child
    referencing old table as old_rows new table as new_rows for each statement execute function follow_school();
"""

# Records that were merged are taken apart: the year at school that comes back takes the place of the one that
# `follow_school` has just made for the child that is back.
MAKE_ROOM = """
create function make_room_for_school_year() returns trigger language plpgsql security definer
    set search_path = public, pg_temp as $$
begin
    delete from children_enrolment e
    where e.child_id = new.child_id and e.school_year = new.school_year and e.left_on is null and e.recorded_by_id is null
        and new.left_on is null and e.id <> new.id;
    return new;
end $$;
revoke execute on function make_room_for_school_year from public;
create trigger make_room before insert on children_enrolment
    for each row execute function make_room_for_school_year();
create trigger make_room_for_what_was_written before update of child_id, left_on on children_enrolment
    for each row when (new.recorded_by_id is not null) execute function make_room_for_school_year();
"""
DOWN = """
drop trigger make_room_for_what_was_written on children_enrolment;
drop trigger make_room on children_enrolment;
drop function make_room_for_school_year;
drop trigger follow_school_u on children_child;
drop trigger follow_school_i on children_child;
drop function follow_school;
drop function running_school_year;
"""


class Migration(migrations.Migration):
    dependencies = [("children", "0007_merging")]
    operations = [migrations.RunSQL(FOLLOW + MAKE_ROOM, DOWN)]

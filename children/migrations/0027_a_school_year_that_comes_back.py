"""Records that were merged are taken apart: the year at school that comes back takes the place of the one that
`follow_school` has just made for the child that is back.
"""

from django.db import migrations

UP = """
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
"""


class Migration(migrations.Migration):
    dependencies = [("children", "0026_exports_audit_and_row_security")]
    operations = [migrations.RunSQL(UP, DOWN)]

"""Which group a child is in is read by those with the right (access matrix, `group_ordinary`); others may know of a mark.

Below the pages, the policy let everybody through who sees the child: a school, a station, a collaborator.
"""

from django.db import migrations

from accounts.row_security import AGENCIES, BORN_AFTER, NEIGHBOURHOODS, SEES_SECRETS, USER, has_right

BEFORE = (
    "exists (select 1 from children_child c where c.id = child_id)"
    f" and (not secret or officer_id = {USER} or {SEES_SECRETS})"
)
READS = has_right("children.view_circumstances")

# `flag` of the matrix: that there is a mark, not which, of a child one sees, and never of an extra-secret group.
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


class Migration(migrations.Migration):
    dependencies = [("children", "0011_id_batches_listed")]
    operations = [
        migrations.RunSQL(
            f"alter policy visible on children_circumstance using ({READS} and {BEFORE})",
            f"alter policy visible on children_circumstance using ({BEFORE})",
        ),
        migrations.RunSQL(MARK, "drop function has_ordinary_mark(bigint, date)"),
    ]

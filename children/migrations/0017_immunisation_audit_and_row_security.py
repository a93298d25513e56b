"""Who sees which vaccination; the one number to call about a patient, without anybody's name."""

from django.db import migrations

from accounts.audit import audited
from accounts.row_security import BORN_AFTER, NEIGHBOURHOODS, has_right, protected

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


class Migration(migrations.Migration):
    dependencies = [("children", "0016_immunisation")]
    operations = [
        audited("children_scheduleddose", "children_vaccination"),
        protected(
            "children_vaccination",
            f"{has_right('children.view_health')} and exists (select 1 from children_child c where c.id = child_id)",
            check=f"{has_right('children.record_health')} and exists"
            " (select 1 from children_child c where c.id = child_id)",
        ),
        migrations.RunSQL(PHONES, "drop function phones_of_patients"),
    ]

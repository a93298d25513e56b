"""What was written down as a household's class becomes the class of its certificate's year, else of the year in which
it was written.
"""

from django.db import migrations

UP = """
insert into children_povertyyear (public_id, version, created_at, updated_at, household_id, year, poverty,
    certificate_number)
select gen_random_uuid(), 1, now(), now(), id,
    coalesce(certificate_year, extract(year from updated_at at time zone 'Asia/Ho_Chi_Minh')::int),
    poverty, certificate_number
from children_household where poverty <> ''
on conflict (household_id, year) do nothing;

update children_household h set certificate_year = p.year from children_povertyyear p
where p.household_id = h.id and h.poverty in ('poor', 'near_poor') and h.certificate_year is null;
"""


class Migration(migrations.Migration):
    dependencies = [("children", "0015_poverty_years_audit_and_row_security")]
    operations = [migrations.RunSQL(UP, migrations.RunSQL.noop)]

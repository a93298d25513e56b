"""Change history of the monthly round, who sees which check, and that it moves house with its household."""

from django.db import migrations

from accounts.audit import audited
from accounts.row_security import NEIGHBOURHOODS, has_right, protected

COPY = """
alter table children_householdcheck add constraint check_is_where_its_household_lives
    foreign key (household_id, neighbourhood_id) references children_household (id, neighbourhood_id)
    on update cascade;
"""
COPY_BACK = "alter table children_householdcheck drop constraint check_is_where_its_household_lives;"


class Migration(migrations.Migration):
    dependencies = [("children", "0028_checks")]
    operations = [
        audited("children_householdcheck"),
        migrations.RunSQL(COPY, COPY_BACK),
        protected(
            "children_householdcheck",
            f"{has_right('children.view_details')} and neighbourhood_id = {NEIGHBOURHOODS}",
        ),
    ]

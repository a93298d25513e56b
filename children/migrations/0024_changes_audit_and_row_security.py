"""Change history of slips, who sees which, and that a slip moves house with its child or household."""

from django.db import migrations

from accounts.audit import audited
from accounts.row_security import NEIGHBOURHOODS, USER, has_right, protected

COPIES = """
alter table children_child add constraint child_with_its_neighbourhood unique (id, neighbourhood_id);
alter table children_childchange add constraint change_is_where_its_child_lives
    foreign key (child_id, neighbourhood_id) references children_child (id, neighbourhood_id) on update cascade;
alter table children_childchange add constraint change_is_where_its_household_lives
    foreign key (household_id, neighbourhood_id) references children_household (id, neighbourhood_id)
    on update cascade;
"""
COPIES_BACK = """
alter table children_childchange drop constraint change_is_where_its_household_lives;
alter table children_childchange drop constraint change_is_where_its_child_lives;
alter table children_child drop constraint child_with_its_neighbourhood;
"""


class Migration(migrations.Migration):
    dependencies = [("children", "0023_changes")]
    operations = [
        audited("children_childchange"),
        migrations.RunSQL(COPIES, COPIES_BACK),
        protected(
            "children_childchange",
            f"{has_right('children.view_details')} and neighbourhood_id = {NEIGHBOURHOODS}"
            f" and (kind <> 'circumstance' or proposer_id = {USER} or {has_right('children.view_circumstances')})",
        ),
    ]

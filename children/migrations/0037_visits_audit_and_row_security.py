"""Change history of visits, and who sees which: as the home; a worried note only officers, leaders and its writer."""

from django.db import migrations

from accounts.audit import audited
from accounts.row_security import USER, has_right, protected

HOME = (
    "(household_id is null or exists (select 1 from children_household h where h.id = household_id))"
    " and (child_id is null or exists (select 1 from children_child c where c.id = child_id))"
)


class Migration(migrations.Migration):
    dependencies = [("children", "0036_visits")]
    operations = [
        audited("children_homevisit", "children_visitphoto"),
        protected(
            "children_homevisit",
            f"{has_right('children.view_visits')} and {HOME}"
            f" and (not concern or recorded_by_id = {USER} or {has_right('children.view_concerns')})",
        ),
        protected(
            "children_visitphoto",
            "exists (select 1 from children_homevisit v where v.id = visit_id"
            f" and (v.recorded_by_id = {USER} or {has_right('children.view_files')}))",
        ),
    ]

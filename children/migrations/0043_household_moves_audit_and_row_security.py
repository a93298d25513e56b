"""Change history of moves between households, and who sees which: as the child, with its family."""

from django.db import migrations

from accounts.audit import audited
from accounts.row_security import has_right, protected


class Migration(migrations.Migration):
    dependencies = [("children", "0042_household_moves")]
    operations = [
        audited("children_householdmove"),
        protected(
            "children_householdmove",
            f"{has_right('children.view_details')} and exists (select 1 from children_child c where c.id = child_id)",
        ),
    ]

"""Change history of checks of homes and of what they are made by, and who sees which: as the household."""

from django.db import migrations

from accounts.audit import audited
from accounts.row_security import has_right, protected


class Migration(migrations.Migration):
    dependencies = [("children", "0038_safe_homes")]
    operations = [
        audited("children_safehomestandard", "children_safehomeitem", "children_safehomecheck"),
        protected(
            "children_safehomecheck",
            f"{has_right('children.view_details')}"
            " and exists (select 1 from children_household h where h.id = household_id)",
        ),
    ]

"""Who sees which health check and screening."""

from django.db import migrations

from accounts.audit import audited
from accounts.row_security import has_right, protected

OF_A_CHILD_ONE_SEES = "exists (select 1 from children_child c where c.id = child_id)"
TABLES = ("children_checkup", "children_screening")


class Migration(migrations.Migration):
    dependencies = [("children", "0018_checkups")]
    operations = [
        audited(*TABLES),
        *(
            protected(
                table,
                f"{has_right('children.view_health')} and {OF_A_CHILD_ONE_SEES}",
                check=f"{has_right('children.record_health')} and {OF_A_CHILD_ONE_SEES}",
            )
            for table in TABLES
        ),
    ]

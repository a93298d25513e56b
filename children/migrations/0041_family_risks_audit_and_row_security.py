"""Change history of the risks of families, and who sees them: whoever sees circumstances, of the households one sees."""

from django.db import migrations

from accounts.audit import audited
from accounts.row_security import has_right, protected


class Migration(migrations.Migration):
    dependencies = [("children", "0040_family_risks")]
    operations = [
        audited("children_riskfactor", "children_familyrisk"),
        protected(
            "children_familyrisk",
            f"{has_right('children.view_circumstances')}"
            " and exists (select 1 from children_household h where h.id = household_id)",
        ),
    ]

"""Change history; dated entries are read by officers and leaders, of children they may see."""

from django.db import migrations

from accounts.audit import audited
from accounts.row_security import has_right, protected

TABLES = ("children_injuryentry", "children_labourentry", "children_disasterentry", "children_participationentry")
MAY_SEE = f"{has_right('children.view_entries')} and exists (select 1 from children_child c where c.id = child_id)"


class Migration(migrations.Migration):
    dependencies = [("children", "0009_entries")]
    operations = [audited(*TABLES), *(protected(table, MAY_SEE) for table in TABLES)]

"""Change history of exports; a list somebody took out is its owner's alone, and the machine's, which throws it away."""

from django.db import migrations

from accounts.audit import audited
from accounts.row_security import OWN, protected


class Migration(migrations.Migration):
    dependencies = [("children", "0025_exports"), ("accounts", "0002_audit_and_row_security")]
    operations = [
        audited("children_export", ignore=("content", "query", "typed")),
        protected("children_export", OWN),
    ]

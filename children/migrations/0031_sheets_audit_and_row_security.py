"""Change history of printed sheets; a sheet somebody had made is its owner's alone, and the machine's."""

from django.db import migrations

from accounts.audit import audited
from accounts.row_security import OWN, protected


class Migration(migrations.Migration):
    dependencies = [("children", "0030_sheets"), ("accounts", "0002_audit_and_row_security")]
    operations = [
        audited("children_childsheet", ignore=("content",)),
        protected("children_childsheet", OWN),
    ]

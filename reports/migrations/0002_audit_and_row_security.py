from django.db import migrations

from accounts.audit import audited
from accounts.row_security import has_right, protected


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial"), ("accounts", "0002_audit_and_row_security")]
    operations = [
        audited("reports_annualreport"),
        audited("reports_reportversion", ignore=("snapshot", "pdf")),
        protected("reports_reportversion", has_right("reports.view")),
    ]

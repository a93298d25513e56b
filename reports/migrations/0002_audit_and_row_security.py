from django.conf import settings
from django.db import migrations

from accounts.audit import audited
from accounts.row_security import has_right, protected


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial"), ("accounts", "0002_audit_and_row_security")]
    operations = [
        audited("reports_annualreport"),
        audited("reports_reportversion", ignore=("snapshot", "pdf")),
        protected("reports_reportversion", has_right("reports.view"), check=has_right("reports.collect")),
        migrations.RunSQL(  # what was made once stays as it was
            f"revoke update, delete on reports_reportversion from {settings.DATABASE_APP_ROLE}", migrations.RunSQL.noop
        ),
    ]

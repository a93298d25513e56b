from django.db import migrations

from accounts.audit import audited


class Migration(migrations.Migration):
    dependencies = [("jobs", "0001_initial"), ("accounts", "0002_audit_and_row_security")]
    operations = [audited("jobs_job", ignore=("heartbeat_at", "progress", "step"))]

from django.db import migrations

from accounts.audit import audited


class Migration(migrations.Migration):
    dependencies = [("attachments", "0001_initial"), ("accounts", "0002_audit_and_row_security")]
    operations = [audited("attachments_storedfile")]

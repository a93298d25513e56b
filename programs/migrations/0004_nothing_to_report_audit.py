"""Change history of what agencies say; it names no person outside the offices, so no row-level security."""

from django.db import migrations

from accounts.audit import audited


class Migration(migrations.Migration):
    dependencies = [("programs", "0003_nothing_to_report")]
    operations = [audited("programs_nothingtoreport")]

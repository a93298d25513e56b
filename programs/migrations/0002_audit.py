"""Change history on every table. The plan and the programmes hold no personal data: no row-level security."""

from django.db import migrations

from accounts.audit import audited


class Migration(migrations.Migration):
    dependencies = [("programs", "0001_initial"), ("accounts", "0002_audit_and_row_security")]
    operations = [
        audited(
            "programs_plan",
            "programs_planbullet",
            "programs_plantask",
            "programs_bullettask",
            "programs_taskoutput",
            "programs_programme",
            "programs_taskprogramme",
            "programs_target",
            "programs_targetvalue",
        )
    ]

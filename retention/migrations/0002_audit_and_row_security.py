"""Change history and visibility. The figures of those who are destroyed are written by the database alone."""

from django.conf import settings
from django.db import migrations

from accounts.audit import audited
from accounts.row_security import SEES_SECRETS, has_right, protected

REVIEWS = has_right("retention.review")
CHILD = "exists (select 1 from children_child c where c.id = child_id)"


class Migration(migrations.Migration):
    dependencies = [("retention", "0001_initial"), ("accounts", "0002_audit_and_row_security")]
    operations = [
        audited("retention_retentionclass", "retention_recordhold", "retention_destructionrow", "retention_keptfigure"),
        audited("retention_destruction", ignore=("content",)),
        protected("retention_recordhold", f"{REVIEWS} and {CHILD}"),
        protected("retention_destruction", has_right("retention.view")),
        protected("retention_keptfigure", f"{REVIEWS} and (not secret or {SEES_SECRETS})"),
        protected("retention_destructionrow", f"{REVIEWS} and (child_id is null or {CHILD})"),
        migrations.RunSQL(
            f"revoke insert, update, delete on retention_keptfigure from {settings.DATABASE_APP_ROLE};"
            f"revoke delete on retention_destruction, retention_destructionrow from {settings.DATABASE_APP_ROLE}",
            migrations.RunSQL.noop,
        ),
    ]

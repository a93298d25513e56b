"""Change history of imports; an uploaded list is its owner's alone, and the machine's, which throws it away in time."""

from django.db import migrations

from accounts.audit import audited
from accounts.row_security import OWN, protected


class Migration(migrations.Migration):
    dependencies = [("children", "0004_import_batches"), ("accounts", "0002_audit_and_row_security")]
    operations = [
        audited("children_importbatch", ignore=("upload", "file_name", "how_read")),
        audited("children_importrow", ignore=("content",)),
        audited("children_columnmapping"),
        protected("children_importbatch", OWN),
        protected("children_importrow", "exists (select 1 from children_importbatch b where b.id = batch_id)"),
    ]

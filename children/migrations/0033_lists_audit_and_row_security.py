"""Change history of saved filters, chosen columns and deeds for many records, and who sees which of them."""

from django.db import migrations

from accounts.audit import audited
from accounts.row_security import USER, has_right, protected


class Migration(migrations.Migration):
    dependencies = [("children", "0032_lists")]
    operations = [
        audited("children_savedfilter", "children_listcolumns", "children_bulkdeed", "children_bulkrow"),
        protected(
            "children_savedfilter",
            f"{has_right('children.save_filters')}"
            f" and (owner_id = {USER} or (shared and {has_right('children.edit')}))",
            check=f"owner_id = {USER}",
        ),
        protected("children_bulkdeed", has_right("children.edit")),
        protected("children_bulkrow", has_right("children.edit")),
    ]

"""Change history of attached files, who sees which, and that a file is as secret as the circumstance it proves."""

from django.db import migrations

from accounts.audit import audited
from accounts.row_security import SEES_SECRETS, USER, has_right, protected

COPY = """
alter table children_circumstance add constraint circumstance_with_its_secrecy unique (id, child_id, secret);
alter table children_childfile add constraint file_as_secret_as_its_circumstance
    foreign key (circumstance_id, child_id, secret)
    references children_circumstance (id, child_id, secret) on update cascade;
"""
COPY_BACK = """
alter table children_childfile drop constraint file_as_secret_as_its_circumstance;
alter table children_circumstance drop constraint circumstance_with_its_secrecy;
"""


class Migration(migrations.Migration):
    dependencies = [("children", "0007_child_files"), ("attachments", "0002_audit")]
    operations = [
        audited("children_childfile"),
        migrations.RunSQL(COPY, COPY_BACK),
        protected(
            "children_childfile",
            f"{has_right('children.view_files')} and exists (select 1 from children_child c where c.id = child_id)"
            f" and (not secret or officer_id = {USER} or {SEES_SECRETS})",
        ),
    ]

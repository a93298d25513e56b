"""Change history of the batches of Đề án 06; a child of a batch is seen with the child, by those who check at the door."""

from django.db import migrations

from accounts.audit import audited
from accounts.row_security import has_right, protected


class Migration(migrations.Migration):
    dependencies = [("children", "0047_id_batches"), ("accounts", "0002_audit_and_row_security")]
    operations = [
        audited("children_idbatch", ignore=("returned_file",)),
        audited("children_idbatchrow", ignore=("note", "residence_said")),
        protected(
            "children_idbatch",
            f"{has_right('children.verify_ids')} or {has_right('children.return_ids')}"
            " or exists (select 1 from children_idbatchrow r where r.batch_id = children_idbatch.id)",
        ),
        protected(
            "children_idbatchrow",
            f"{has_right('children.check_ids')} and exists (select 1 from children_child c where c.id = child_id)",
        ),
    ]

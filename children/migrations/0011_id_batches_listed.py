"""A batch of Đề án 06 counts as sent when its list is given out, not when it is asked for."""

from django.db import migrations, models

from accounts.row_security import OWN, USER, has_right

STATES = [
    ("checking", "Đang kiểm tra tại tổ"),
    ("listed", "Đã lập danh sách, chưa giao công an"),
    ("sent", "Chờ công an trả lời"),
    ("returned", "Công an đã trả lời"),
    ("closed", "Đã kết thúc"),
    ("cancelled", "Đã bỏ"),
]

# Lists for the police: officers see where those of the others stand (the pages, never the file).
DECIDES = has_right("children.release_export")
WAITS = "needs_release and rows is not null and decided_at is null and forgotten_on is null"
BEFORE = f"{OWN} or {DECIDES} and (decided_by_id = {USER} or {WAITS})"
OF_BATCH = f"id_batch_id is not null and {has_right('children.verify_ids')}"
WRITES = f"({OWN} or {DECIDES} and decided_by_id = {USER})"
# Whoever refuses a list opens its batch again, also a leader, who has no part in the batches otherwise.
BATCH = (
    f"{has_right('children.verify_ids')} or {has_right('children.return_ids')}"
    " or exists (select 1 from children_idbatchrow r where r.batch_id = children_idbatch.id)"
)
REFUSES = f"{DECIDES} and exists (select 1 from children_export e where e.id_batch_id = children_idbatch.id)"
UP = f"""
alter policy visible on children_export using ({BEFORE} or {OF_BATCH}) with check {WRITES};
alter policy visible on children_idbatch using ({BATCH} or {REFUSES});
"""
DOWN = f"""
alter policy visible on children_export using ({BEFORE}) with check {WRITES};
alter policy visible on children_idbatch using ({BATCH});
"""


class Migration(migrations.Migration):
    dependencies = [("children", "0010_feed")]
    operations = [
        migrations.AlterField(
            model_name="idbatch",
            name="state",
            field=models.CharField(choices=STATES, default="checking", max_length=10, verbose_name="bước"),
        ),
        migrations.RunSQL(UP, DOWN),
    ]

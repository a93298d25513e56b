"""What is to be done where a family has a risk, in words that the ward may edit; a clearer question about a visit."""

import uuid

import django.utils.timezone
from django.db import migrations, models

PUBLIC_ID = models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="mã ngoài")
# The database gives each row that is there an id of its own; Django would give all of them the same.
ADD_PUBLIC_ID = """
alter table children_riskfactor add column public_id uuid not null unique default gen_random_uuid();
alter table children_riskfactor alter column public_id drop default
"""


class Migration(migrations.Migration):
    dependencies = [("children", "0016_classes_that_were_known")]

    operations = [
        migrations.RunSQL(
            ADD_PUBLIC_ID,
            "alter table children_riskfactor drop column public_id",
            state_operations=[migrations.AddField("riskfactor", "public_id", PUBLIC_ID)],
        ),
        migrations.AddField(
            "riskfactor",
            "version",
            models.PositiveIntegerField(default=1, editable=False, verbose_name="phiên bản"),
        ),
        migrations.AddField(
            "riskfactor",
            "created_at",
            models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="tạo lúc"),
        ),
        migrations.AddField(
            "riskfactor",
            "updated_at",
            models.DateTimeField(auto_now=True, default=django.utils.timezone.now, verbose_name="sửa lúc"),
            preserve_default=False,
        ),
        migrations.AddField(
            "riskfactor",
            "next_step",
            models.TextField(blank=True, default="", max_length=400, verbose_name="việc cần làm khi có nguy cơ"),
            preserve_default=False,
        ),
        migrations.AddField(
            "riskfactor",
            "call_at_once",
            models.BooleanField(default=False, verbose_name="hiện số điện thoại phải gọi ngay"),
        ),
        migrations.AlterField(
            "homevisit",
            "concern",
            models.BooleanField(verbose_name="có dấu hiệu trẻ mất an toàn"),
        ),
    ]

"""The file of a long import, made in the background."""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from accounts.audit import audited
from accounts.row_security import protected


class Migration(migrations.Migration):
    dependencies = [("children", "0010_feed"), ("jobs", "0002_audit")]
    operations = [
        migrations.CreateModel(
            name="ImportResult",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="mã ngoài"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="phiên bản")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="tạo lúc"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="sửa lúc")),
                ("of_version", models.PositiveIntegerField(null=True, verbose_name="phiên bản của lần nhập")),
                ("made_at", models.DateTimeField(null=True, verbose_name="lập xong lúc")),
                ("content", models.BinaryField(null=True, verbose_name="tệp, mã hóa")),
                (
                    "batch",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="result",
                        to="children.importbatch",
                        verbose_name="lần nhập",
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="jobs.job",
                        verbose_name="công việc nền",
                    ),
                ),
            ],
            options={
                "verbose_name": "tệp kết quả nhập",
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("content", None), ("made_at", None), ("of_version", None)),
                            models.Q(
                                ("content__isnull", False), ("made_at__isnull", False), ("of_version__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="result_known_of_which_version",
                    )
                ],
            },
        ),
        audited("children_importresult", ignore=("content",)),
        protected("children_importresult", "exists (select 1 from children_importbatch b where b.id = batch_id)"),
    ]

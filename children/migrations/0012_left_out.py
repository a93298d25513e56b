"""Why a child that stood among the recipients did not receive it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accounts.audit import audited
from accounts.row_security import has_right, protected


class Migration(migrations.Migration):
    dependencies = [("children", "0011_import_results"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]
    operations = [
        migrations.CreateModel(
            name="SupportLeftOut",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("left_out_on", models.DateField(verbose_name="bỏ khỏi danh sách ngày")),
                ("reason", models.CharField(max_length=200, verbose_name="lý do không nhận")),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="children.child",
                        verbose_name="trẻ em",
                    ),
                ),
                (
                    "left_out_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người bỏ",
                    ),
                ),
                (
                    "support",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="left_out",
                        to="children.support",
                        verbose_name="trợ giúp",
                    ),
                ),
            ],
            options={
                "verbose_name": "trẻ không nhận trợ giúp",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="left_out_for_a_reason",
                        violation_error_message="Bỏ trẻ khỏi danh sách nhận thì ghi lý do.",
                    )
                ],
            },
        ),
        audited("children_supportleftout"),
        protected("children_supportleftout", has_right("support.view")),
    ]

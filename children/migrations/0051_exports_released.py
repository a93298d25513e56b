"""Lists that leave the register only when a second person allows it (PRIV-09)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("children", "0050_papers"),
        ("jobs", "0002_audit"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="export",
            name="allowed",
            field=models.BooleanField(null=True, verbose_name="được cho phép"),
        ),
        migrations.AddField(
            model_name="export",
            name="decided_at",
            field=models.DateTimeField(null=True, verbose_name="quyết định lúc"),
        ),
        migrations.AddField(
            model_name="export",
            name="decided_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="người thứ hai",
            ),
        ),
        migrations.AddField(
            model_name="export",
            name="needs_release",
            field=models.BooleanField(default=False, verbose_name="cần người thứ hai cho phép"),
        ),
        migrations.AddConstraint(
            model_name="export",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("allowed", None), ("decided_at", None), ("decided_by", None)),
                    models.Q(("allowed__isnull", False), ("decided_at__isnull", False), ("decided_by__isnull", False)),
                    _connector="OR",
                ),
                name="release_decided_by_somebody",
            ),
        ),
    ]

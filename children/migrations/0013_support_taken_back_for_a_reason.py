"""A giving that is taken back, or counted again, says why."""

from django.db import migrations, models

BEFORE = "update children_support set withdrawal_reason = 'Không ghi lý do' where withdrawn_on is not null"


class Migration(migrations.Migration):
    dependencies = [("children", "0012_groups_are_officers_business")]
    operations = [
        migrations.AlterField(  # shown in the history
            model_name="support",
            name="withdrawn_on",
            field=models.DateField(blank=True, null=True, verbose_name="xóa ngày"),
        ),
        migrations.AddField(
            model_name="support",
            name="withdrawal_reason",
            field=models.CharField(blank=True, default="", max_length=200, verbose_name="lý do xóa"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="support",
            name="restoration_reason",
            field=models.CharField(blank=True, default="", max_length=200, verbose_name="lý do lấy lại"),
            preserve_default=False,
        ),
        migrations.RunSQL(BEFORE, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="support",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawal_reason", ""), ("withdrawn_on", None)),
                    models.Q(("withdrawn_on__isnull", False), models.Q(("withdrawal_reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="support_withdrawn_for_a_reason",
                violation_error_message="Xóa lần trao thì ghi lý do.",
            ),
        ),
    ]

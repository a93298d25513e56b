from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_connections_audit")]
    operations = [
        migrations.AddField(
            model_name="accessevent",
            name="children",
            field=models.PositiveIntegerField(null=True, verbose_name="số trẻ đã xuất"),
        ),
    ]

"""Change history of the figures a trend is drawn from."""

from django.db import migrations

from accounts.audit import audited


class Migration(migrations.Migration):
    dependencies = [("children", "0012_quality_figures")]
    operations = [audited("children_qualityfigure")]

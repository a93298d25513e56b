"""A list that waits for a second person, and the one somebody decided on, are known to those who may decide.

The content stays encrypted; the pages show them what for, how many and which columns only.
"""

from django.db import migrations

from accounts.row_security import OWN, USER, has_right

DECIDES = has_right("children.release_export")
WAITS = "needs_release and rows is not null and decided_at is null and forgotten_on is null"
UP = f"""
alter policy visible on children_export
    using ({OWN} or {DECIDES} and (decided_by_id = {USER} or {WAITS}))
    with check ({OWN} or {DECIDES} and decided_by_id = {USER});
"""
DOWN = f"alter policy visible on children_export using ({OWN}) with check ({OWN});"


class Migration(migrations.Migration):
    dependencies = [("children", "0051_exports_released")]
    operations = [migrations.RunSQL(UP, DOWN)]

"""A child named in a report or in a case of protection is not destroyed: files of cases end in a way of their own.

Whoever reviews what is over may not know of the case: it is “other”.
"""

import importlib

from django.db import migrations

UP = importlib.import_module("retention.migrations.0003_destroying").UP
START = UP.index("create function retention_stops")
BEFORE = UP[START : UP.index("$$;", START) + 3].replace("create function", "create or replace function", 1)
END = "\n    ) found\n"
CASES = """
        union
        select c.child_id, 'other' from cases_case c join seen on seen.id = c.child_id
        union
        select r.child_id, 'other' from cases_childinreport r join seen on seen.id = r.child_id"""


class Migration(migrations.Migration):
    dependencies = [("retention", "0003_destroying"), ("cases", "0002_audit_and_row_security")]
    operations = [migrations.RunSQL(BEFORE.replace(END, CASES + END), BEFORE)]

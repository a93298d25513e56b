"""Change history of reports and cases, and who sees which, under whatever a query forgets.

A report is read by officers and leaders; whoever sends one sees its row in the request that writes it, then its receipt
alone. A case is read by those named in it and by who decides on it; a new one by all who work on cases.
"""

from django.conf import settings
from django.db import migrations

from accounts.audit import audited
from accounts.row_security import SEES_SECRETS, USER, has_right, protected

REQUEST = "(select current_setting('app.request')::uuid)"
REPORTS = has_right("cases.view_intakes")
MACHINE = f"{USER} in (select id from accounts_user where role = 'system')"
NAMED = (
    "exists (select 1 from cases_teammate m where m.case_id = {case} and m.user_id = " + USER + " and m.until is null)"
)


def named_in(case: str) -> str:
    return NAMED.format(case=case)


def of_case(column: str = "case_id") -> str:
    return f"exists (select 1 from cases_case c where c.id = {column})"


OF_A_REPORT = "exists (select 1 from cases_intake i where i.id = intake_id)"

# Moves are written once: nobody edits what happened.
WRITTEN_ONCE = f"revoke update, delete on cases_casestep, cases_clockwarning from {settings.DATABASE_APP_ROLE};"


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial"), ("accounts", "0002_audit_and_row_security")]
    operations = [
        audited(
            "cases_term", "cases_wayofcounting", "cases_incident", "cases_intake", "cases_childinreport", "cases_receipt",
            "cases_case", "cases_casestep", "cases_teammate", "cases_caseclock", "cases_clockwarning",
            "cases_casenumber",
        ),
        protected("cases_intake", f"{REPORTS} or (entered_by_id = {USER} and entered_in = {REQUEST})"),
        protected("cases_childinreport", OF_A_REPORT),
        protected("cases_receipt", f"owner_id = {USER} or {REPORTS}"),
        # By the table itself: a policy that asks the case would ask in a circle.
        protected("cases_teammate", f"user_id = {USER} or {has_right('cases.view')}"),
        protected(
            "cases_case",
            f"{SEES_SECRETS} or {MACHINE} or {named_in('cases_case.id')}"
            f" or (manager_id is null and {has_right('cases.work')})",
        ),
        protected("cases_incident", REPORTS),
        protected("cases_casestep", of_case()),
        protected("cases_caseclock", f"({of_case()}) or (case_id is null and {OF_A_REPORT})"),
        protected("cases_clockwarning", "exists (select 1 from cases_caseclock k where k.id = clock_id)"),
        migrations.RunSQL(WRITTEN_ONCE, migrations.RunSQL.noop),
    ]  # fmt: skip

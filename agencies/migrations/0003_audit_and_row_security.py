"""Change history on the tables of this app, and on the reference data of all; who reads the outgoing register."""

from django.db import migrations

from accounts.audit import audited
from accounts.row_security import USER, has_right, protected

SIGNED_IN = f"{USER} > 0"  # without an acting user the query fails, also while no document is secret
READERS = f"{SIGNED_IN} and (not secret or drafted_by_id = {USER} or {has_right('agencies.view_secret_documents')})"


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0002_ward_committee_calendar_register"),
        ("accounts", "0002_audit_and_row_security"),
        ("interface", "0002_loaded_rows"),
    ]
    operations = [
        audited(
            "agencies_neighbourhood_formed_from",
            "agencies_wardprofile",
            "agencies_signer",
            "agencies_steeringcommittee",
            "agencies_committeemember",
            "agencies_committeemeeting",
            "agencies_calendaryear",
            "agencies_calendarday",
            "agencies_registercounter",
            "agencies_registereddocument",
            "interface_loadedrow",
        ),
        audited("agencies_setup", ignore=("answers", "saved_at")),
        protected("agencies_registereddocument", READERS),
    ]

"""Change history by trigger on every table so far; who may read the access log and drafts; the machine's own account."""

from django.conf import settings
from django.db import migrations

from accounts.audit import TABLE_AND_FUNCTIONS, audited
from accounts.row_security import OWN, USER, has_right, protected

ROLE = settings.DATABASE_APP_ROLE

# Its password is no hash of anything, and its role may not sign in.
SYSTEM = """
insert into accounts_user (public_id, version, created_at, updated_at, password, username, full_name, search_key,
                           sort_key, role, title, form_of_address, phone, must_change_password,
                           in_charge_of_children)
values (gen_random_uuid(), 1, now(), now(), '!', 'he-thong', 'Hệ thống', 'he thong', '', 'system', '', '', '', false, false)
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial"), ("agencies", "0001_initial")]
    operations = [
        migrations.RunSQL(
            TABLE_AND_FUNCTIONS.replace("{role}", ROLE),
            "drop function audit_overview; drop function audit_link_history; drop function audit_change cascade; drop table audit_change; drop function audit_sees;",
        ),
        audited("agencies_agency", "agencies_neighbourhood"),
        audited("accounts_user", ignore=("last_login", "password")),
        audited("accounts_user_neighbourhoods", "accounts_notification", "accounts_accessevent"),
        audited("accounts_draft", ignore=("typed", "saved_at")),
        protected(
            "accounts_accessevent",
            f"coalesce(actor_id, 0) = {USER} or {has_right('accounts.view_log')}",
            check=f"coalesce(actor_id, 0) = {USER} or {USER} = 0",  # whoever signs in is nobody yet
        ),
        migrations.RunSQL(f"revoke update, delete on accounts_accessevent from {ROLE}", migrations.RunSQL.noop),
        protected("accounts_draft", OWN),
        migrations.RunSQL(SYSTEM, "delete from accounts_user where role = 'system'"),
    ]

"""Change history of connections; that one was used is no change of it."""

from django.db import migrations

from accounts.audit import audited


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_connections")]
    operations = [
        audited(
            "accounts_connection",
            ignore=("token_fingerprint", "last_used_at", "last_used_from", "minute_began_at", "minute_requests"),
        ),
    ]

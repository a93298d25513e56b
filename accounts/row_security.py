"""Row-level security: the net under `visible_to`. The application role sees no row that a policy does not name.

No `missing_ok` in a condition: without an acting user the query fails instead of answering. The settings are read in
a sub-select, which the planner takes for a constant (a bare `current_setting` is six times slower).
"""

from django.db import migrations

USER = "(select current_setting('app.user')::bigint)"  # 0 for an anonymous visitor
NEIGHBOURHOODS = "any ((select current_setting('app.neighbourhoods')::bigint[])::bigint[])"
AGENCIES = "any ((select current_setting('app.agencies')::bigint[])::bigint[])"
BORN_AFTER = "(select current_setting('app.born_after')::date)"  # a station's patients; infinity: nobody's
SEES_SECRETS = "(select current_setting('app.secrets')) = 'all'"


# One's own row, and the machine's, which throws it away in time.
OWN = f"{USER} in (owner_id, (select id from accounts_user where role = 'system'))"  # noqa: S608  our own words


def has_right(permission: str) -> str:
    """The acting user's role has this permission (`accounts/authorization.py`)."""
    return f"'{permission}' = any ((select current_setting('app.rights')::text[])::text[])"


# Whoever keeps the book of adoptions, and who sees all secrets (decision 0015).
KNOWS_ADOPTIONS = f"{has_right('children.keep_adoptions')} or {SEES_SECRETS}"


def protected(table: str, using: str, *, check: str | None = None) -> migrations.RunSQL:
    """A migration operation: rows of `table` are seen only where `using` holds and written only where `check` does."""
    with_check = f" with check ({check})" if check else ""
    return migrations.RunSQL(
        f"alter table {table} enable row level security; create policy visible on {table} using ({using}){with_check};",
        f"drop policy visible on {table}; alter table {table} disable row level security;",
    )

"""Change history and policies of what is exchanged with other systems.

What a system sent and nobody has decided about waits for any officer, as its own list waits for who brought it; whoever
decides can take that back.
"""

from django.db import migrations

from accounts.audit import audited
from accounts.row_security import OWN, USER, has_right, protected

OFFICERS = has_right("children.import")
BATCHES = f"({OWN}) or (connection_id is not null and {OFFICERS})"

RUNS = """
create or replace function runs_of_import(of_batch bigint) returns setof uuid
    language sql stable security definer set search_path = public, pg_temp as $$
    select c.request from audit_change c
    where c.tbl = 'children_importbatch' and c.object_id = of_batch and c.op = 'U' and c.new ? 'written'
        and exists (select 1 from children_importbatch b where b.id = of_batch and (b.owner_id = {user}{or_sent}))
        and {officers}
    group by c.request order by max(c.id) desc $$;
"""


def runs(or_sent: str) -> str:
    return RUNS.format(user=USER, or_sent=or_sent, officers=OFFICERS)


class Migration(migrations.Migration):
    dependencies = [("children", "0044_exchange"), ("accounts", "0004_connections_audit")]
    operations = [
        audited("children_externalrecord", ignore=("sent_at",)),
        protected(
            "children_externalrecord",
            f"system_id = {USER} or {OFFICERS} or exists (select 1 from children_child c where c.id = child_id)",
        ),
        migrations.RunSQL(
            f"alter policy visible on children_importbatch using ({BATCHES})",
            f"alter policy visible on children_importbatch using ({OWN})",
        ),
        migrations.RunSQL(runs(" or b.connection_id is not null"), runs("")),
    ]

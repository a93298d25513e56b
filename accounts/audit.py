"""Change history: one trigger function in the database, so that no code path escapes it.

`audited("children_child")` in a migration puts the triggers on a table. The application role can write nothing into
`audit_change` and reads there only the changes of records that it sees: `history_of`.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, migrations, models

TABLE_AND_FUNCTIONS = """
create table audit_change (
    id bigint generated always as identity primary key,
    at timestamptz not null default clock_timestamp(),
    actor bigint, request uuid, tbl text not null, object_id bigint not null,
    op char(1) not null check (op in ('I', 'U', 'D')), old jsonb, new jsonb
);
create index audit_change_object on audit_change (tbl, object_id, id);
create index audit_change_at on audit_change (at);
create index audit_change_request on audit_change (request);

-- Arguments of a trigger: columns that are no change worth keeping (heartbeats, generated columns).
create function audit_change() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
    who bigint := nullif(nullif(current_setting('app.user', true), ''), '0')::bigint;
    req uuid := nullif(current_setting('app.request', true), '')::uuid;
begin
    if tg_op = 'INSERT' then
        insert into audit_change (actor, request, tbl, object_id, op, new)
        select who, req, tg_table_name, n.id, 'I', to_jsonb(n) - tg_argv from new_rows n;
    elsif tg_op = 'DELETE' then
        insert into audit_change (actor, request, tbl, object_id, op, old)
        select who, req, tg_table_name, o.id, 'D', to_jsonb(o) - tg_argv from old_rows o;
    else
        insert into audit_change (actor, request, tbl, object_id, op, old, new)
        select who, req, tg_table_name, x.id, 'U', d.old, d.new
        from (select n.id, to_jsonb(n) - tg_argv nj, to_jsonb(o) - tg_argv oj
              from new_rows n join old_rows o using (id) where n is distinct from o offset 0) x
        cross join lateral (
            select jsonb_object_agg(k.key, k.value) new, jsonb_object_agg(k.key, x.oj -> k.key) old
            from jsonb_each(x.nj) k where k.value is distinct from x.oj -> k.key) d
        where d.new is not null;
    end if;
    return null;
end $$;

-- With the reader's own rights and policies: a change is seen by whoever sees the record now.
create function audit_sees(of_table text, of_id bigint) returns boolean language plpgsql stable as $$
declare seen boolean;
begin
    execute format('select exists (select 1 from %I where id = $1)', of_table) into seen using of_id;
    return seen and current_setting('app.user')::bigint > 0;
end $$;
alter table audit_change enable row level security;
create policy visible on audit_change for select using (audit_sees(tbl, object_id));

-- Rows that only link a record to others (chosen neighbourhoods): found by the column that points to the record.
-- Never of a table under row-level security: a row that is gone cannot be asked whose it was.
create function audit_link_history(of_table text, of_column text, of_id bigint) returns setof audit_change
    language sql stable security definer set search_path = public, pg_temp as $$
    select * from audit_change where tbl = of_table and coalesce(new, old) ->> of_column = of_id::text
        and current_setting('app.user')::bigint > 0
        and not (select relrowsecurity from pg_class where oid = of_table::regclass)
    order by id desc limit 500 $$;

-- For those who read everybody's access log: who changed how many records of a kind in one go, and of a single one its
-- code (of an account its name). Never what stood there. They need not see the records: an administrator sees no child.
create function audit_overview(since timestamptz, until timestamptz, of_actor bigint, of_tables text[], at_most int)
    returns table (at timestamptz, actor bigint, tbl text, op char(1), records bigint, code text)
    language sql stable security definer set search_path = public, pg_temp as $$
    with occasion as (
        select min(c.at) as at, c.actor, c.tbl, c.op, count(distinct c.object_id) as records, min(c.object_id) as one
        from audit_change c
        where c.at >= since and c.at < until and c.tbl = any (of_tables) and (of_actor is null or c.actor = of_actor)
            and 'accounts.view_log' = any (current_setting('app.rights')::text[])
        group by c.actor, c.tbl, c.op, coalesce(c.request::text, c.at::text)
        order by min(c.at) desc, c.tbl, c.op limit at_most
    )
    select o.at, o.actor, o.tbl, o.op, o.records, case when o.records = 1 then (
        select coalesce(whole ->> 'code', whole ->> 'username')
        from audit_change w, coalesce(w.new, w.old) whole
        where w.tbl = o.tbl and w.object_id = o.one and w.op in ('I', 'D') order by w.id limit 1) end
    from occasion o order by o.at desc, o.tbl, o.op $$;

-- Else whoever may make a table, if only for a while, could name it after one of ours and write its history.
revoke execute on function audit_change() from public;
revoke all on audit_change from public;
revoke all on audit_change from {role};
grant select on audit_change to {role};
"""

TRIGGERS = """
create trigger audit_i after insert on {table} referencing new table as new_rows
    for each statement execute function audit_change({ignore});
create trigger audit_u after update on {table} referencing old table as old_rows new table as new_rows
    for each statement execute function audit_change({ignore});
create trigger audit_d after delete on {table} referencing old table as old_rows
    for each statement execute function audit_change({ignore});
"""


def audited(*tables: str, ignore: tuple[str, ...] = ()) -> migrations.RunSQL:
    """A migration operation: every change of these tables is kept, but for the columns in `ignore`."""
    columns = ", ".join(f"'{column}'" for column in ("version", "updated_at", *ignore))
    up = "".join(TRIGGERS.format(table=table, ignore=columns) for table in tables)
    down = "".join(f"drop trigger audit_{op} on {table};" for table in tables for op in "iud")
    return migrations.RunSQL(up, down)


@dataclass(frozen=True)
class Change:
    """One change of one row: when, who (user id), in which request or job, what (I, U, D), columns before and after."""

    at: datetime
    actor: int | None
    request: UUID | None
    op: str
    old: dict[str, Any]
    new: dict[str, Any]


def history_of(record: models.Model) -> list[Change]:
    """The last 500 changes of a record, newest first. Give a record that came through `get_visible`."""
    changes = "audit_change where tbl = %s and object_id = %s order by id desc limit 500"
    return _changes(changes, record._meta.db_table, record.pk)


def link_history_of(record: models.Model, name: str) -> list[Change]:
    """What was chosen and dropped in a many-to-many field of the record, newest first."""
    field: Any = record._meta.get_field(name)
    return _changes("audit_link_history(%s, %s, %s)", field.m2m_db_table(), field.m2m_column_name(), record.pk)


def history_from(function: str, *args: Any) -> list[Change]:
    """Changes that a function of the database gives, as `audit_change` holds them: it says itself who may know."""
    return _changes(f"{function}({', '.join(['%s'] * len(args))})", *args)


@dataclass(frozen=True)
class Occasion:
    """Records of one table that one person (user id) added, changed or deleted in one go; the code of a single one."""

    at: datetime
    actor: int | None
    table: str
    op: str
    records: int
    code: str | None


def overview(*, since: datetime, until: datetime, tables: list[str], actor: int | None, at_most: int) -> list[Occasion]:
    """What was changed in that time, newest first, without any value; nothing for those who may not read the log."""
    with connection.cursor() as cursor:
        cursor.execute("select * from audit_overview(%s, %s, %s, %s, %s)", [since, until, actor, tables, at_most])
        return [Occasion(*row) for row in cursor.fetchall()]


def _changes(source: str, *args: Any) -> list[Change]:
    with connection.cursor() as cursor:
        cursor.execute(f"select at, actor, request, op, old, new from {source}", args)  # noqa: S608  our own names
        rows = cursor.fetchall()
    return [Change(*row, _json(old), _json(new)) for *row, old, new in rows]  # type: ignore[call-arg]


def _json(value: str | None) -> dict[str, Any]:
    """Django leaves jsonb as text on a raw cursor."""
    return json.loads(value) if value else {}

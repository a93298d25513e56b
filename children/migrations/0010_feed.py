"""The feed of changes: which child changed, in the order in which others can see it.

Triggers write a line in the transaction that changes a child, its family, household or circumstances: no code path
escapes them. Numbers of a sequence are given before a transaction ends, so a reader could pass a line that is not there
yet. Therefore a line gets its `position` only afterwards, from one at a time (`number_feed`): whoever sees a position
sees all smaller ones. One transaction leaves one line per child. Extra-secret circumstances leave none.
"""

from django.conf import settings
from django.db import migrations

ARRAY = "(select current_setting('app.{}')::bigint[])"
SEES = (
    f"neighbourhoods && {ARRAY.format('neighbourhoods')} or agencies && {ARRAY.format('agencies')}"
    " or born_by > (select current_setting('app.born_after')::date)"
)

UP = f"""
create table children_feed (
    id bigint generated always as identity primary key,
    position bigint unique,
    made_in xid8 default pg_current_xact_id(),  -- until it is numbered
    at timestamptz not null default now(),
    child_id bigint not null, public_id uuid not null,
    what text not null check (what in ('created', 'changed', 'gone')),
    neighbourhoods bigint[] not null, agencies bigint[] not null, born_by date not null,  -- before and after
    unique (made_in, child_id)
);
create index children_feed_waiting on children_feed (id) where position is null;
create sequence children_feed_position;
alter table children_feed enable row level security;
create policy visible on children_feed for select using ({SEES});

create type feed_line as (child_id bigint, public_id uuid, what text, neighbourhoods bigint[], agencies bigint[],
    born_by date);

create function note_in_feed(lines feed_line[]) returns void
    language sql security definer set search_path = public, pg_temp as $$
    insert into children_feed as f (child_id, public_id, what, neighbourhoods, agencies, born_by)
    select * from unnest(lines)
    on conflict (made_in, child_id) do update set
        what = case when excluded.what = 'gone' then 'gone' when f.what = 'gone' then 'changed' else f.what end,
        neighbourhoods = f.neighbourhoods || excluded.neighbourhoods, agencies = f.agencies || excluded.agencies,
        born_by = greatest(f.born_by, excluded.born_by) $$;

create function note_children_in_feed(ids bigint[]) returns void
    language sql security definer set search_path = public, pg_temp as $$
    select note_in_feed(array(
        select row(c.id, c.public_id, 'changed', array[c.neighbourhood_id], array_remove(array[c.school_id], null),
            c.born_by)::feed_line
        from children_child c where c.id = any (ids))) $$;

create function feed_child() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if tg_op = 'INSERT' then
        perform note_in_feed(array(select row(n.id, n.public_id, 'created', array[n.neighbourhood_id],
            array_remove(array[n.school_id], null), n.born_by)::feed_line from new_rows n));
    elsif tg_op = 'DELETE' then
        perform note_in_feed(array(select row(o.id, o.public_id, 'gone', array[o.neighbourhood_id],
            array_remove(array[o.school_id], null), o.born_by)::feed_line from old_rows o));
    else
        perform note_in_feed(array(
            select row(n.id, n.public_id, 'changed', array[o.neighbourhood_id, n.neighbourhood_id],
                array_remove(array[o.school_id, n.school_id], null), greatest(o.born_by, n.born_by))::feed_line
            from new_rows n join old_rows o using (id)
            where (n.version, n.neighbourhood_id, n.household_id, n.school_id, n.class_name, n.residence)
                is distinct from (o.version, o.neighbourhood_id, o.household_id, o.school_id, o.class_name,
                    o.residence)));
    end if;
    return null;
end $$;

-- Of relations and circumstances: the children of the rows.
create function feed_of_rows() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if tg_op <> 'INSERT' then
        perform note_children_in_feed(array(select distinct child_id from old_rows o
            where coalesce(to_jsonb(o) ->> 'secret', 'false') = 'false'));
    end if;
    if tg_op <> 'DELETE' then
        perform note_children_in_feed(array(select distinct child_id from new_rows n
            where coalesce(to_jsonb(n) ->> 'secret', 'false') = 'false'));
    end if;
    return null;
end $$;

create function feed_household() returns trigger
    language plpgsql security definer set search_path = public, pg_temp as $$
begin
    perform note_children_in_feed(array(
        select c.id from children_child c join new_rows n on n.id = c.household_id join old_rows o on o.id = n.id
        where (n.head_name, n.address, n.poverty, n.certificate_number)
            is distinct from (o.head_name, o.address, o.poverty, o.certificate_number)));
    return null;
end $$;

create function feed_caregiver() returns trigger
    language plpgsql security definer set search_path = public, pg_temp as $$
begin
    perform note_children_in_feed(array(
        select distinct r.child_id from children_carerelation r join new_rows n on n.id = r.caregiver_id
        join old_rows o on o.id = n.id
        where (n.full_name, n.birth_year, n.occupation, n.phone)
            is distinct from (o.full_name, o.birth_year, o.occupation, o.phone)));
    return null;
end $$;

revoke execute on function feed_child, feed_of_rows, feed_household, feed_caregiver from public;

create function number_feed() returns void
    language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if not exists (select 1 from children_feed where position is null) then return; end if;
    perform pg_advisory_xact_lock(5602);
    update children_feed f set position = w.position, made_in = null
    from (select id, nextval('children_feed_position') as position
        from (select id from children_feed where position is null order by id) s) w
    where f.id = w.id;
end $$;

-- Also beyond what the asking system sees: what it saw may have grown out of its sight.
create function newest_in_feed() returns bigint
    language sql stable security definer set search_path = public, pg_temp as $$
    select coalesce(max(position), 0) from children_feed
$$;
"""

TRIGGER = """
create trigger feed_{op} after {event} on {table} {rows} for each statement execute function {function}();
"""
ROWS = {
    "insert": "referencing new table as new_rows",
    "update": "referencing old table as old_rows new table as new_rows",
    "delete": "referencing old table as old_rows",
}
FED = (
    ("children_child", "feed_child", ("insert", "update", "delete")),
    ("children_carerelation", "feed_of_rows", ("insert", "update", "delete")),
    ("children_circumstance", "feed_of_rows", ("insert", "update", "delete")),
    ("children_household", "feed_household", ("update",)),
    ("children_caregiver", "feed_caregiver", ("update",)),
)


def up(apps, schema_editor):
    schema_editor.execute(UP)
    for table, function, events in FED:
        for event in events:
            schema_editor.execute(
                TRIGGER.format(op=event[0], event=event, table=table, rows=ROWS[event], function=function)
            )
    role = schema_editor.quote_name(settings.DATABASE_APP_ROLE)
    for statement in (
        f"revoke all on children_feed from {role}",
        f"grant select on children_feed to {role}",
        "revoke execute on function note_in_feed, note_children_in_feed from public",
    ):
        schema_editor.execute(statement)


def down(apps, schema_editor):
    for table, _, events in FED:
        for event in events:
            schema_editor.execute(f"drop trigger feed_{event[0]} on {table}")
    schema_editor.execute(
        "drop function newest_in_feed; drop function number_feed; drop function feed_caregiver; drop function feed_household;"
        " drop function feed_of_rows; drop function feed_child; drop function note_children_in_feed;"
        " drop function note_in_feed; drop type feed_line; drop table children_feed; drop sequence children_feed_position"
    )


class Migration(migrations.Migration):
    dependencies = [("children", "0009_told_without_names")]
    operations = [migrations.RunPython(up, down)]

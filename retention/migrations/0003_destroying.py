"""What stops a destruction, and destroying itself, with the owner's rights.

Whoever destroys may not see all that hangs on a child (another officer's secrets), and may not write the change
history. So both are done by functions that check the right, the approval and the signed record themselves.
"""

from django.db import migrations

from accounts.row_security import NEIGHBOURHOODS, has_right

# The day the application says, but never a later one than the clock does: what it says must not make a record old.
TODAY = "least(current_setting('app.today')::date, (now() at time zone 'Asia/Ho_Chi_Minh')::date)"
LOG_YEARS = 5  # PRIV-04: whatever the ward has set, no line is destroyed that is younger
YEARS = "make_interval(years => (select years from retention_retentionclass where code = '{}'))"
# By a period somebody has confirmed: until then a case file is kept.
CASE_OVER = f"""exists (select 1 from retention_retentionclass k where k.code = 'case_file' and not k.unsure
        and (c.born_by + make_interval(years => 18) + make_interval(years => k.years))::date <= {TODAY})"""

UP = f"""
-- The day after which a child's record has no reason to be kept in the register.
create function retention_due(born_by date, left_on date) returns date language sql stable as $$
    select least((born_by + make_interval(years => 18) + {YEARS.format("child_register")})::date,
        (left_on + {YEARS.format("child_left")})::date) $$;

-- What keeps these children's records though their period is over, the weightiest first. “other”: something the reader
-- may not know of. Of a child whose period is not over nothing is said: there “other” would tell of its secrets.
create function retention_stops(ids bigint[]) returns table (child_id bigint, stop text)
    language sql stable security definer set search_path = public, pg_temp as $$
    with seen as (select c.id, c.born_by from children_child c
        where c.id = any (ids) and c.neighbourhood_id = {NEIGHBOURHOODS} and {has_right("retention.review")}
            and retention_due(c.born_by, c.left_on) <= {TODAY})
    select found.child_id, found.stop from (
        select h.child_id, h.kind as stop from retention_recordhold h join seen on seen.id = h.child_id
        where h.lifted_on is null and (h.until is null or h.until > {TODAY})
        union
        select a.child_id, case when a.secret then 'other' else 'allowance' end
        from children_monthlyallowance a join seen on seen.id = a.child_id
        where a.withdrawn_on is null and (a.ended_on is null or a.ended_on > {TODAY})
        union
        select m.child_id, 'other' from children_circumstance m join children_circumstancegroup g on g.id = m.group_id
            join seen c on c.id = m.child_id
        where (g.extra_secret or g.is_abuse) and m.withdrawn_on is null and not {CASE_OVER}
        union
        select s.child_id, 'change' from children_childchange s join seen on seen.id = s.child_id
        where s.state in ('pending', 'returned')
        union
        select r.child_id, 'id_batch' from children_idbatchrow r join seen on seen.id = r.child_id
            join children_idbatch b on b.id = r.batch_id
        where b.state in ('checking', 'listed', 'sent', 'returned')
        union
        select r.child_id, 'batch' from retention_destructionrow r join seen on seen.id = r.child_id
            join retention_destruction d on d.id = r.batch_id
        where d.state in ('proposed', 'approved', 'running') and r.stop = ''
    ) found
    order by found.child_id, array_position(
        array['legal', 'archive', 'postponed', 'allowance', 'change', 'id_batch', 'batch', 'other'],
        found.stop::text) $$;

-- Forget what was ever written of these rows.
create function forget_history(of_table text, ids bigint[]) returns void language sql as $$
    delete from audit_change where tbl = of_table and object_id = any (ids) $$;

-- Whom a merge left without a child: carers and households of what it folded.
create function of_folded(ids bigint[], of_column text) returns setof bigint language sql stable as $$
    select (r.before ->> of_column)::bigint from children_mergedrow r join children_childmerge m on m.id = r.merge_id
    where m.kept_id = any (ids) and r.before ->> of_column is not null $$;

-- Records that a merge folded stand in its memory only, where no foreign key leads: their history goes, and their
-- attached files are returned.
create function destroy_folded(ids bigint[]) returns bigint[] language sql as $$
    delete from audit_change a using children_mergedrow m
    where m.id = any (ids) and m.operation = 'D' and a.tbl = m."table" and a.object_id = m."row";
    select coalesce(array_agg((m.before ->> a.attname)::bigint), '{{}}')
    from children_mergedrow m
    join pg_constraint con on con.contype = 'f' and con.conrelid = to_regclass(quote_ident(m."table"))
        and con.confrelid = 'attachments_storedfile'::regclass
    join pg_attribute a on a.attrelid = con.conrelid and a.attnum = con.conkey[1]
    where m.id = any (ids) and m.operation = 'D' and m.before ->> a.attname is not null $$;

-- These rows, and all that points to them, whichever table it stands in (the catalogue of the database names them),
-- with their history. Returns the attached files that hung on them. A line of a destruction stays, and points nowhere.
create function destroy_rows(of_table text, ids bigint[]) returns bigint[] language plpgsql as $$
declare link record; below bigint[]; files bigint[] := '{{}}'; found bigint[];
begin
    if coalesce(cardinality(ids), 0) = 0 then return files; end if;
    for link in
        select con.conrelid::regclass::text as tbl, a.attname as col
        from pg_constraint con, unnest(con.conkey, con.confkey) k(own, theirs)
        join lateral (select * from pg_attribute f where f.attname = 'id') f on true
        join lateral (select * from pg_attribute o) a on true
        where con.contype = 'f' and con.confrelid = of_table::regclass
            and f.attrelid = con.confrelid and f.attnum = k.theirs and a.attrelid = con.conrelid and a.attnum = k.own
        order by 1, 2
    loop
        if link.tbl = 'retention_destructionrow' then
            update retention_destructionrow set child_id = null where child_id = any (ids);
        else
            execute format('select array_agg(id) from %I where %I = any ($1)', link.tbl, link.col)
                into below using ids;
            files := files || destroy_rows(link.tbl, below);
        end if;
    end loop;
    for link in
        select a.attname as col from pg_constraint con join pg_attribute a
            on a.attrelid = con.conrelid and a.attnum = con.conkey[1]
        where con.contype = 'f' and con.conrelid = of_table::regclass
            and con.confrelid = 'attachments_storedfile'::regclass
    loop
        execute format('select array_agg(%1$I) from %2$I where id = any ($1) and %1$I is not null', link.col, of_table)
            into found using ids;
        files := files || coalesce(found, '{{}}');
    end loop;
    if of_table = 'children_mergedrow' then files := files || destroy_folded(ids); end if;
    execute format('delete from %I where id = any ($1)', of_table) using ids;
    perform forget_history(of_table, ids);
    return files;
end $$;

-- Rows that were gone before (an earlier carer) are named by their history only; so is a carer nobody has any more.
create function forget_what_was(of_column text, ids bigint[]) returns void language plpgsql as $$
declare carers bigint[];
begin
    with what_was as materialized (
        select tbl, object_id, (coalesce(new, old) ->> 'caregiver_id')::bigint as carer from audit_change
        where of_column = 'child_id' and coalesce(new, old) ->> 'child_id' = any (ids::text[])
            and coalesce(new, old) ->> 'child_id' is not null  -- else the index does not serve
            and tbl like 'children\\_%'
        union all
        select tbl, object_id, null from audit_change
        where of_column = 'household_id' and coalesce(new, old) ->> 'household_id' = any (ids::text[])
            and coalesce(new, old) ->> 'household_id' is not null
            and tbl like 'children\\_%' and tbl <> 'children_child'
    ), forgotten as (
        delete from audit_change a using what_was w where a.tbl = w.tbl and a.object_id = w.object_id
            -- A row that went to another child (merged records are taken apart) is that child's now.
            and not coalesce(stands(w.tbl, w.object_id), false)
    )
    select array_agg(distinct w.carer) into carers from what_was w
    where w.carer is not null and not exists (select 1 from children_caregiver c where c.id = w.carer);
    perform forget_history('children_caregiver', carers);
end $$;

create function stands(of_table text, of_id bigint) returns boolean language plpgsql stable as $$
declare found boolean;
begin
    execute format('select exists (select 1 from %I where id = $1)', of_table) into found using of_id;
    return found;
end $$;

-- One more child in each figure these children belong to, by year: until they turned 16 or left.
create function keep_figures(ids bigint[]) returns void language sql as $$
    with lived as (
        select c.id, c.neighbourhood_id, c.sex, extract(year from c.born_by)::int as born, y.year
        from children_child c, lateral generate_series(
            extract(year from greatest(c.born_by, c.moved_in_on, c.created_at::date))::int,
            extract(year from least(c.born_by + make_interval(years => 16), c.left_on, {TODAY}))::int - 1) y(year)
        where c.id = any (ids)
    ), facts as (
        select year, 'resident' as measure, false as secret, neighbourhood_id, sex, born from lived
        union all
        select l.year, 'group:' || g.code, m.secret, case when not m.secret then l.neighbourhood_id end,
            case when m.secret then '' else l.sex end, case when not m.secret then l.born end
        from lived l join children_circumstance m on m.child_id = l.id and m.withdrawn_on is null
            and m.started_on <= make_date(l.year, 12, 31)
            and (m.ended_on is null or m.ended_on > make_date(l.year, 12, 31))
        join children_circumstancegroup g on g.id = m.group_id
        union all
        select l.year, 'allowance', a.secret, case when not a.secret then l.neighbourhood_id end,
            case when a.secret then '' else l.sex end, case when not a.secret then l.born end
        from lived l join children_monthlyallowance a on a.child_id = l.id and a.withdrawn_on is null
            and a.starts_on <= make_date(l.year, 12, 31)
            and (a.ended_on is null or a.ended_on > make_date(l.year, 12, 31))
        union all
        select distinct l.year, 'support', false, l.neighbourhood_id, l.sex, l.born
        from lived l join children_supportrecipient r on r.child_id = l.id join children_support s on s.id = r.support_id
        where s.withdrawn_on is null and extract(year from s.given_on) = l.year
    )
    insert into retention_keptfigure as k (year, measure, secret, neighbourhood_id, sex, birth_year, count)
    select year, measure, secret, neighbourhood_id, sex, born, count(*) from facts group by 1, 2, 3, 4, 5, 6
    on conflict (year, measure, secret, neighbourhood_id, sex, birth_year)
        do update set count = k.count + excluded.count $$;

-- The next so many children of an approved destruction. Returns the names of their files on disk.
create function destroy_children(of_batch bigint, at_most int) returns setof uuid
    language plpgsql security definer set search_path = public, pg_temp as $$
declare ids bigint[]; lines bigint[]; homes bigint[]; carers bigint[]; gifts bigint[]; merged bigint[];
    files bigint[];
begin
    if not {has_right("retention.propose")} or not exists (
        select 1 from retention_destruction d where d.id = of_batch and d.kind = 'children' and d.state = 'running'
            and d.decided_by_id <> d.proposed_by_id and d.record_number <> '' and d.record_signed_on is not null)
        or exists (select 1 from retention_retentionclass where code in ('child_register', 'child_left') and unsure) then
        raise insufficient_privilege using message = 'these records may not be destroyed';
    end if;
    -- Nobody writes of these children any more; what was put in the way meanwhile is respected.
    select array_agg(c.id) into ids from (
        select c.id from children_child c join retention_destructionrow r on r.child_id = c.id
        where r.batch_id = of_batch and r.stop = '' and c.neighbourhood_id = {NEIGHBOURHOODS}
        order by r.id limit at_most for update of c) c;
    update retention_destructionrow r set stop = s.stop
    from (select distinct on (x.child_id) x.child_id, x.stop
        from retention_stops(ids) with ordinality x(child_id, stop, place)
        where x.stop <> 'batch' order by x.child_id, x.place) s
    where r.batch_id = of_batch and r.child_id = s.child_id;
    -- The signed record names another code: merged meanwhile.
    update retention_destructionrow r set stop = 'merged' from children_child c
    where r.batch_id = of_batch and c.id = r.child_id and r.child_id = any (ids) and r.stop = '' and r.code <> c.code;
    update retention_destructionrow r set stop = 'not_due' from children_child c
    where r.batch_id = of_batch and c.id = r.child_id and r.child_id = any (ids) and r.stop = ''
        and coalesce(retention_due(c.born_by, c.left_on) > {TODAY}, true);
    select array_agg(r.child_id), array_agg(r.id) into ids, lines from retention_destructionrow r
    where r.batch_id = of_batch and r.child_id = any (ids) and r.stop = '';
    if ids is null then return; end if;

    perform keep_figures(ids);
    homes := array(select household_id from children_child where id = any (ids) and household_id is not null
        union select unnest(array[from_household_id, to_household_id]) from children_householdmove
        where child_id = any (ids) union select of_folded(ids, 'household_id'));
    carers := array(select caregiver_id from children_carerelation where child_id = any (ids)
        union select of_folded(ids, 'caregiver_id'));
    gifts := array(select support_id from children_supportrecipient where child_id = any (ids));
    merged := array(select gone_id from children_childmerge where kept_id = any (ids));
    files := destroy_rows('children_child', ids);
    update retention_destructionrow set destroyed_at = now() where id = any (lines);
    files := files || destroy_rows('children_support', array(select s.id from children_support s
        where s.id = any (gifts) and not exists (select 1 from children_supportrecipient where support_id = s.id)));
    files := files || destroy_rows('children_caregiver', array(select p.id from children_caregiver p
        where p.id = any (carers) and not exists (select 1 from children_carerelation where caregiver_id = p.id)));
    -- A household goes with its last child, unless it is where another child came from or shall come to.
    homes := array(select h.id from children_household h where h.id = any (homes)
        and not exists (select 1 from children_child where household_id = h.id)
        and not exists (select 1 from children_householdmove m where h.id in (m.from_household_id, m.to_household_id))
        and not exists (select 1 from children_childchange s where s.household_id = h.id
            and s.state in ('pending', 'returned')));
    files := files || destroy_rows('children_household', homes);
    perform forget_history('children_child', merged);
    perform forget_what_was('child_id', ids || merged);
    perform forget_what_was('household_id', homes);
    -- Other systems still learn that the child is gone; where, and born in which year, says who may ask.
    delete from children_feed where child_id = any (ids || merged) and what <> 'gone';
    update children_feed set born_by = date_trunc('year', born_by)::date where child_id = any (ids || merged);
    return query delete from attachments_storedfile f where f.id = any (files) returning f.key;
    perform forget_history('attachments_storedfile', files);
end $$;

-- Access log and change history before a day. What hangs on a child goes with the child, and what says who destroyed
-- what stays.
create function old_log(before date) returns table (accesses bigint, changes bigint, oldest timestamptz)
    language sql stable security definer set search_path = public, pg_temp as $$
    select a.n, c.n, least(a.oldest, c.oldest)
    from (select count(*) n, min(at) oldest from accounts_accessevent where at < before) a,
        (select count(*) n, min(at) oldest from audit_change
            where at < before and tbl not like 'children\\_%' and tbl not like 'retention\\_%') c
    where {has_right("retention.review")} $$;

create function destroy_log(of_batch bigint, at_most int) returns bigint
    language plpgsql security definer set search_path = public, pg_temp as $$
declare before date; lines bigint[]; more bigint; least_years int;
begin
    select d.older_than into before from retention_destruction d
    where d.id = of_batch and d.kind = 'log' and d.state = 'running'
        and d.decided_by_id <> d.proposed_by_id and d.record_number <> '' and d.record_signed_on is not null;
    select years into least_years from retention_retentionclass where code = 'audit' and not unsure;
    if not {has_right("retention.propose")} or before is null or least_years is null
        or before > {TODAY} - make_interval(years => greatest(least_years, {LOG_YEARS})) then
        raise insufficient_privilege using message = 'this log may not be destroyed';
    end if;
    with gone as (delete from accounts_accessevent where id in (
        select id from accounts_accessevent where at < before order by at limit at_most) returning id)
    select coalesce(array_agg(id), '{{}}') into lines from gone;
    -- The trigger has just written what was deleted: that goes at once. Who deleted other lines stays known.
    delete from audit_change where tbl = 'accounts_accessevent' and op = 'D' and object_id = any (lines);
    delete from audit_change where id in (
        select id from audit_change where at < before and tbl not like 'children\\_%' and tbl not like 'retention\\_%'
        order by at limit at_most);
    get diagnostics more = row_count;
    return cardinality(lines) + more;
end $$;
revoke execute on function forget_history, of_folded, destroy_folded, destroy_rows, forget_what_was, stands, keep_figures
    from public;

create index audit_change_of_child on audit_change ((coalesce(new, old) ->> 'child_id'))
    where coalesce(new, old) ->> 'child_id' is not null;
create index audit_change_of_household on audit_change ((coalesce(new, old) ->> 'household_id'))
    where coalesce(new, old) ->> 'household_id' is not null;
create index children_feed_of_child on children_feed (child_id);
create index child_by_leaving on children_child (left_on) where left_on is not null;
"""
DOWN = """
drop index child_by_leaving, children_feed_of_child, audit_change_of_household, audit_change_of_child;
drop function destroy_log, old_log, destroy_children, keep_figures, stands, forget_what_was, destroy_rows,
    destroy_folded, of_folded, forget_history, retention_stops, retention_due;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("retention", "0002_audit_and_row_security"),
        ("children", "0010_feed"),
        ("attachments", "0002_audit"),
    ]
    operations = [migrations.RunSQL(UP, DOWN)]

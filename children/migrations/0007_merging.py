"""Merging children and taking them apart, with the owner's rights.

Whoever merges may not see everything that hangs on the two children (extra-secret circumstances are another
officer's). So the rows are moved inside functions that check the right themselves, and tell nothing back.
"""

from django.conf import settings
from django.db import migrations

from accounts.row_security import KNOWS_ADOPTIONS, NEIGHBOURHOODS, has_right

HERE = f"c.neighbourhood_id = {NEIGHBOURHOODS}"


def seen(child: str) -> str:
    return f"exists (select 1 from children_child c where c.id = {child} and {HERE})"


MERGE = f"""
-- A row leaves its table; the merge remembers it whole. Papers of a row leave before it, and come back after it.
create function merged_away(of_merge bigint, of_table text, of_row bigint) returns void language plpgsql as $$
begin
    if of_table in ('children_monthlyallowance', 'children_adoption') then
        perform merged_away(of_merge, 'children_recordfile', f.id) from children_recordfile f
        where case of_table when 'children_adoption' then f.adoption_id else f.allowance_id end = of_row;
    end if;
    execute format(
        'with gone as (delete from %1$I where id = $2 returning *)
         insert into children_mergedrow (merge_id, "table", "row", operation, before)
         select $1, %1$L, $2, ''D'', to_jsonb(gone) from gone', of_table) using of_merge, of_row;
end $$;

-- All that points to the row `gone` points to `keep` from now on, whichever table it stands in: the catalogue of the
-- database names them. What the kept row has already (one mother) leaves its table. Periods that overlap are refused.
create function point_to(of_merge bigint, target text, keep bigint, gone bigint) returns void language plpgsql as $$
declare link record; line record; round int; broken text;
begin
    for round in 1..2 loop  -- some rows may move only after those they must agree with
        for link in
            select con.conrelid::regclass::text as tbl, o.own, o.theirs, o.col
            from pg_constraint con, lateral (
                select string_agg(quote_ident(a.attname), ', ' order by k.n) as own,
                    string_agg(quote_ident(f.attname), ', ' order by k.n) as theirs,
                    min(a.attname) filter (where f.attname = 'id') as col
                from unnest(con.conkey, con.confkey) with ordinality k(own, theirs, n)
                join pg_attribute a on a.attrelid = con.conrelid and a.attnum = k.own
                join pg_attribute f on f.attrelid = con.confrelid and f.attnum = k.theirs) o
            where con.contype = 'f' and con.confrelid = target::regclass and o.col is not null
            order by array_length(con.conkey, 1) desc, tbl, o.col
        loop
            for line in execute format('select id, to_jsonb(t) as whole from %s t where %I = $1 order by id',
                link.tbl, link.col) using gone
            loop
                begin
                    execute format('update %s set (%s) = (select %s from %I where id = $1) where id = $2',
                        link.tbl, link.own, link.theirs, target) using keep, line.id;
                    insert into children_mergedrow (merge_id, "table", "row", operation, before)
                    select of_merge, link.tbl, line.id, 'U', jsonb_object_agg(k, line.whole -> k)
                    from unnest(string_to_array(replace(link.own, '"', ''), ', ')) k;
                exception
                    when unique_violation or check_violation then
                        perform merged_away(of_merge, link.tbl, line.id);
                    -- Another officer's secret allowances overlap: a refusal would tell whoever merges of them.
                    when exclusion_violation then
                        get stacked diagnostics broken = constraint_name;
                        if broken <> 'one_secret_allowance_per_officer' then raise; end if;
                        perform merged_away(of_merge, link.tbl, line.id);
                    when foreign_key_violation then
                        if round = 2 then raise; end if;
                end;
            end loop;
        end loop;
    end loop;
end $$;

-- `taken`: the parts of which the other record is right, as far as they stand in other tables.
create function merge_children(of_merge bigint, keep bigint, gone bigint, taken text[]) returns void
    language plpgsql security definer set search_path = public, pg_temp as $$
declare twice record;
begin
    if not {has_right("children.merge")} or not {seen("keep")} or not {seen("gone")} then
        raise insufficient_privilege using message = 'these children may not be merged';
    end if;
    -- One main carer: the kept record's, or who takes that person's place.
    if exists (select 1 from children_carerelation r where r.child_id = keep and r.is_main_carer) then
        with stripped as (update children_carerelation r set is_main_carer = false
            where r.child_id = gone and r.is_main_carer returning r.id)
        insert into children_mergedrow (merge_id, "table", "row", operation, before)
        select of_merge, 'children_carerelation', id, 'U', '{{"is_main_carer": true}}' from stripped;
        with heirs as (update children_carerelation g set is_main_carer = true from children_carerelation k
            where k.child_id = keep and k.is_main_carer and g.child_id = gone and g.relation = k.relation
                and k.relation = any (taken) returning g.id)
        insert into children_mergedrow (merge_id, "table", "row", operation, before)
        select of_merge, 'children_carerelation', id, 'U', '{{"is_main_carer": false}}' from heirs;
    end if;
    perform merged_away(of_merge, 'children_carerelation', r.id)
    from children_carerelation r join children_carerelation g using (relation)
    where r.child_id = keep and g.child_id = gone and r.relation = any (taken);
    -- Of one school year what a school wrote stays, as the running year of the child or as a part of it; the other row
    -- only follows `Child.school`.
    for twice in
        select k.id as of_kept, k.recorded_by_id is not null as written, to_jsonb(k) as whole_kept,
            g.id as of_gone, to_jsonb(g) as whole, k.school_id = g.school_id or 'schooling' = any (taken) as goes_on
        from children_enrolment k join children_enrolment g using (school_year)
        where k.child_id = keep and g.child_id = gone and k.left_on is null and g.left_on is null
            and (k.recorded_by_id is not null or g.recorded_by_id is not null)
    loop
        if twice.goes_on and not twice.written then
            perform merged_away(of_merge, 'children_enrolment', twice.of_kept);
        end if;
        insert into children_mergedrow (merge_id, "table", "row", operation, before)
        select of_merge, 'children_enrolment', case when twice.written then twice.of_kept else twice.of_gone end, 'U',
            jsonb_object_agg(k, case when twice.written then twice.whole_kept else twice.whole end -> k)
        from unnest(array['child_id', 'class_name', 'left_on']) k;
        continue when twice.written;
        update children_enrolment set child_id = keep,
            left_on = case when not twice.goes_on then current_setting('app.today')::date end
        where id = twice.of_gone;
    end loop;
    -- Twice in one group now: the membership that began earlier stays, and has the papers of both.
    for twice in
        select case when g.started_on < k.started_on then g.id else k.id end as stays,
            case when g.started_on < k.started_on then k.id else g.id end as leaves
        from children_circumstance k join children_circumstance g using (group_id)
        where k.child_id = keep and g.child_id = gone
            and k.ended_on is null and g.ended_on is null and k.withdrawn_on is null and g.withdrawn_on is null
            and (not k.secret or k.officer_id = g.officer_id)
    loop
        perform point_to(of_merge, 'children_circumstance', twice.stays, twice.leaves);
        perform merged_away(of_merge, 'children_circumstance', twice.leaves);
    end loop;
    perform point_to(of_merge, 'children_child', keep, gone);
    perform merged_away(of_merge, 'children_child', gone);
end $$;

-- A record that the merge folded and the reader may not know of: of an extra-secret group, an adoption.
create function folded_in_secret(of_merge bigint, of_table text, of_row text) returns boolean
    language sql stable security definer set search_path = public, pg_temp as $$
    select exists (select 1 from children_mergedrow r
        where r.merge_id = of_merge and r."table" = of_table and r."row" = of_row::bigint
            and (r.before ->> 'secret' = 'true' or of_table = 'children_adoption' and not ({KNOWS_ADOPTIONS}))) $$;

-- How many rows of which table the kept record had already; nothing of what the reader may not know of, nor the papers
-- of that, nothing of the machine.
create function folded_by(of_merge bigint) returns table (tbl text, number bigint)
    language sql stable security definer set search_path = public, pg_temp as $$
    select r."table", count(*) from children_mergedrow r join children_childmerge m on m.id = r.merge_id
    where r.merge_id = of_merge and r.operation = 'D' and r."table" not in ('children_child', 'children_duplicatepair')
        and not folded_in_secret(of_merge, r."table", r."row"::text)
        and not folded_in_secret(of_merge, 'children_adoption', r.before ->> 'adoption_id')
        and not folded_in_secret(of_merge, 'children_monthlyallowance', r.before ->> 'allowance_id')
        and {has_right("children.merge")} and {seen("m.kept_id")}
    group by 1 order by 1 $$;
"""

TAKE_APART = f"""
-- What a merge remembers of a row, as it can stand now: a household may have moved meanwhile, and a slip is where its
-- child is; a column that came later is empty.
create function as_it_can_stand(of_table text, columns jsonb) returns jsonb language plpgsql as $$
begin
    if of_table = 'children_child' and columns ->> 'household_id' is not null then
        columns := columns || jsonb_build_object('household_id', h.id, 'neighbourhood_id',
                coalesce(h.neighbourhood_id, (columns ->> 'neighbourhood_id')::bigint))
            from (select 1) one left join children_household h on h.id = (columns ->> 'household_id')::bigint;
    elsif of_table = 'children_childchange' and columns ->> 'child_id' is not null then
        columns := columns || jsonb_build_object('neighbourhood_id', c.neighbourhood_id)
            from children_child c where c.id = (columns ->> 'child_id')::bigint;
    end if;
    return columns;
end $$;

-- A row that a merge took out stands in its table again.
create function put_back(of_table text, columns jsonb) returns void language plpgsql as $$
declare names text; empty jsonb;
begin
    select string_agg(quote_ident(attname), ', ' order by attnum), jsonb_object_agg(attname,
            case typcategory when 'B' then 'false' when 'N' then '0' else '""' end::jsonb) filter (where attnotnull)
        into names, empty
    from pg_attribute join pg_type on pg_type.oid = atttypid
    where attrelid = of_table::regclass and attnum > 0 and not attisdropped and attgenerated = '';
    execute format('insert into %1$I (%2$s) select %2$s from jsonb_populate_record(null::%1$I, $1)', of_table, names)
        using empty || as_it_can_stand(of_table, columns);
end $$;

-- A merge moves children, what points to them or to their circumstances, and papers of what it folds.
create function may_be_merged(of_table text) returns boolean language sql stable as $$
    select of_table in ('children_child', 'children_recordfile') or exists (
        select 1 from pg_constraint where contype = 'f' and conrelid = to_regclass(quote_ident(of_table))
            and confrelid in ('children_child'::regclass, 'children_circumstance'::regclass)) $$;

create function unmerge_children(of_merge bigint) returns void
    language plpgsql security definer set search_path = public, pg_temp as $$
declare line record; names text;
begin
    if not {has_right("children.merge")} or not exists (
        select 1 from children_childmerge m where m.id = of_merge and m.undone_at is null and {seen("m.kept_id")})
        or exists (select 1 from children_mergedrow r where r.merge_id = of_merge and not may_be_merged(r."table")) then
        raise insufficient_privilege using message = 'this merge may not be taken apart';
    end if;
    for line in select * from children_mergedrow r where r.merge_id = of_merge order by r.id desc loop
        if line.operation = 'D' then
            perform put_back(line."table", line.before);
        else
            select string_agg(quote_ident(k), ', ') into names from jsonb_object_keys(line.before) k;
            execute format('update %1$I set (%2$s) = (select %2$s from jsonb_populate_record(null::%1$I, $1))
                where id = $2', line."table", names)
                using as_it_can_stand(line."table", line.before), line."row";
        end if;
    end loop;
    delete from children_mergedrow r where r.merge_id = of_merge;
end $$;

-- What was changed in the records that are merged into this one: they can no longer be asked themselves.
create function history_of_merged(of_child bigint) returns setof audit_change
    language sql stable security definer set search_path = public, pg_temp as $$
    select a.* from audit_change a
    join children_childmerge m on a.tbl = 'children_child' and a.object_id = m.gone_id
    where m.kept_id = of_child and m.undone_at is null and {has_right("children.view_history")} and {seen("of_child")}
    order by a.id desc limit 500 $$;
"""

# Taking apart writes what stands in `children_mergedrow` as the owner: who could write it could write any row.
OWNERS = f"""
revoke execute on function folded_in_secret, merged_away, point_to, as_it_can_stand, put_back from public;
revoke insert, update, delete on children_mergedrow from {settings.DATABASE_APP_ROLE};
"""
DOWN = """
drop function history_of_merged;
drop function unmerge_children;
drop function may_be_merged;
drop function put_back;
drop function as_it_can_stand;
drop function folded_by;
drop function folded_in_secret;
drop function merge_children;
drop function point_to;
drop function merged_away;
"""


class Migration(migrations.Migration):
    dependencies = [("children", "0006_undo_imports")]
    operations = [migrations.RunSQL(MERGE + TAKE_APART + OWNERS, DOWN)]

"""Full-text search: `@@` is not leakproof, so it uses its index only inside a function that checks who may see."""

from django.db import migrations

from accounts.row_security import AGENCIES, BORN_AFTER, NEIGHBOURHOODS

# Pupils and patients: found by their names only.
OWN_LIST = f"(c.school_id = {AGENCIES} or (c.born_by > {BORN_AFTER} and c.left_on is null))"
UP = f"""
-- A: what everybody who sees the child may find it by; C: family and address, not for a school.
alter table children_child add column tsv tsvector generated always as (
    setweight(to_tsvector('simple'::regconfig, search_key || ' ' || replace(code, '-', ' ')), 'A')
    || setweight(to_tsvector('simple'::regconfig, search_more), 'C')) stored;
create index child_by_words on children_child using gin (tsv);

-- Whole words before beginnings of words, the child's own name before its parents', an address last. `of_name` and
-- `of_name_whole` ask the name only, `whole` and `of_name_whole` whole words only; `words` are the words themselves.
-- `top` null: all of them, for a list that must not be cut; who looks for one child is shown the likest of some.
-- Who sees a child by its school only is told nothing of its family by the order either.
create function search_children(
    query text, of_name text, whole text, of_name_whole text, words text, here bigint[], top int
) returns table (id bigint)
    language sql stable security definer set search_path = public, pg_temp as $$
    select found.id from (
        select c.id, c.sort_key, case
            when c.search_key = words then 0
            when ' ' || c.search_key || ' ' like '% ' || words || ' %' then 1
            when c.tsv @@ to_tsquery('simple', of_name_whole) then 2
            when c.search_more || ' ' like '%|% ' || words || ' %' and c.neighbourhood_id = {NEIGHBOURHOODS} then 3
            when c.tsv @@ to_tsquery('simple', whole) and c.neighbourhood_id = {NEIGHBOURHOODS} then 4
            when c.tsv @@ to_tsquery('simple', of_name) then 5
            else 6 end as far
        from children_child c
        where c.tsv @@ to_tsquery('simple', query)
            and (here is null or c.neighbourhood_id = any(here))
            and (c.neighbourhood_id = {NEIGHBOURHOODS} or ({OWN_LIST} and c.tsv @@ to_tsquery('simple', of_name)))
        limit case when top > 0 then 2000 end) found
    order by found.far, found.sort_key, found.id limit top $$;

-- Every word of the names this user may see, for guessing what a mistyped word meant.
create function words_of_children() returns table (word text)
    language sql stable security definer set search_path = public, pg_temp as $$
    select distinct unnest(string_to_array(c.search_key, ' ')) from children_child c
    where c.neighbourhood_id = {NEIGHBOURHOODS} or {OWN_LIST} $$;
"""
DOWN = """
drop function words_of_children;
drop function search_children;
alter table children_child drop column tsv;
"""


class Migration(migrations.Migration):
    dependencies = [("children", "0004_row_security")]
    operations = [migrations.RunSQL(UP, DOWN)]

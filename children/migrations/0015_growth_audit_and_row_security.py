"""Who sees which measurement; a health station's patients: children under six who live here, by name only."""

from django.db import migrations

from accounts.audit import audited
from accounts.row_security import AGENCIES, BORN_AFTER, NEIGHBOURHOODS, has_right, protected

OWN_LIST = f"(c.school_id = {AGENCIES} or (c.born_by > {BORN_AFTER} and c.left_on is null))"
# Pupils and patients beside the children of one's neighbourhoods.
SEEN = f"neighbourhood_id = {NEIGHBOURHOODS} or school_id = {AGENCIES} or (born_by > {BORN_AFTER} and left_on is null)"
SEEN_BEFORE = f"neighbourhood_id = {NEIGHBOURHOODS} or school_id = {AGENCIES}"

# As in 0003_search, for patients beside pupils: what may be found by is the name.
SEARCH = """
create or replace function search_children(
    query text, of_name text, whole text, of_name_whole text, words text, here bigint[], top int
) returns table (id bigint)
    language sql stable security definer set search_path = public, pg_temp as $$
    select found.id from (
        select c.id, c.sort_key, case
            when c.search_key = words then 0
            when ' ' || c.search_key || ' ' like '%% ' || words || ' %%' then 1
            when c.tsv @@ to_tsquery('simple', of_name_whole) then 2
            when c.search_more || ' ' like '%%|%% ' || words || ' %%' and c.neighbourhood_id = {here} then 3
            when c.tsv @@ to_tsquery('simple', whole) and c.neighbourhood_id = {here} then 4
            when c.tsv @@ to_tsquery('simple', of_name) then 5
            else 6 end as far
        from children_child c
        where c.tsv @@ to_tsquery('simple', query)
            and (here is null or c.neighbourhood_id = any(here))
            and (c.neighbourhood_id = {here} or ({own} and c.tsv @@ to_tsquery('simple', of_name)))
        limit case when top > 0 then 2000 end) found
    order by found.far, found.sort_key, found.id limit top $$;

create or replace function words_of_children() returns table (word text)
    language sql stable security definer set search_path = public, pg_temp as $$
    select distinct unnest(string_to_array(c.search_key, ' ')) from children_child c
    where c.neighbourhood_id = {here} or {own} $$;
""".replace("%%", "%")


class Migration(migrations.Migration):
    dependencies = [("children", "0014_growth")]
    operations = [
        audited(
            "children_measurement",
            ignore=("weight_for_age", "height_for_age", "weight_for_height", "bmi_for_age"),
        ),
        protected(
            "children_measurement",
            f"{has_right('children.view_health')} and exists (select 1 from children_child c where c.id = child_id)",
            check=f"{has_right('children.record_health')} and exists"
            " (select 1 from children_child c where c.id = child_id)",
        ),
        migrations.RunSQL(
            f"alter policy visible on children_child using ({SEEN})",
            f"alter policy visible on children_child using ({SEEN_BEFORE})",
        ),
        migrations.RunSQL(
            SEARCH.format(here=NEIGHBOURHOODS, own=OWN_LIST),
            SEARCH.format(here=NEIGHBOURHOODS, own=f"c.school_id = {AGENCIES}"),
        ),
    ]

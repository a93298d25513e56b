"""Change history of adoptions and legal aid, who sees which; a justice officer knows the children of these books only.

The list of these children is read past the policies (a policy of the books that asked for the child, whose policy asks
for the books, would go round in a circle), and only for whoever finds children by paper.
"""

from django.db import migrations

from accounts.audit import audited
from accounts.row_security import AGENCIES, BORN_AFTER, NEIGHBOURHOODS, SEES_SECRETS, USER, has_right, protected

BY_PAPER = has_right("children.find_by_paper")
UP = f"""
create function children_of_justice() returns bigint[]
    language sql stable security definer set search_path = public, pg_temp as $$
    select case when {BY_PAPER} then array(
        select child_id from children_adoption where withdrawn_on is null
        union select child_id from children_legalaid where withdrawn_on is null
    ) else '{{}}' end $$;

create function child_on_paper(of_name text, of_birth date, of_number text) returns bigint
    language sql stable security definer set search_path = public, pg_temp as $$
    select case when count(*) = 1 then min(c.id) end from children_child c
    where {BY_PAPER} and of_birth between c.born_on and c.born_by
        and case when of_number is null then c.search_key = of_name else c.personal_id_fingerprint = of_number end $$;
"""
DOWN = "drop function child_on_paper; drop function children_of_justice;"

SEEN_BEFORE = (
    f"neighbourhood_id = {NEIGHBOURHOODS} or school_id = {AGENCIES} or (born_by > {BORN_AFTER} and left_on is null)"
)
SEEN = f"{SEEN_BEFORE} or id = any ((select children_of_justice())::bigint[])"

SEES_CRIMINAL = f"recorded_by_id = {USER} or {BY_PAPER} or {SEES_SECRETS}"


class Migration(migrations.Migration):
    dependencies = [("children", "0018_justice")]
    operations = [
        audited("children_adoption", "children_legalaid"),
        migrations.RunSQL(UP, DOWN),
        protected(
            "children_adoption",
            f"{has_right('children.keep_adoptions')} or {SEES_SECRETS}",
            check=has_right("children.keep_adoptions"),
        ),
        protected(
            "children_legalaid",
            f"{has_right('children.view_legal_aid')} and (not secret or {SEES_CRIMINAL})",
            check=has_right("children.keep_legal_aid"),
        ),
        migrations.RunSQL(
            f"alter policy visible on children_child using ({SEEN})",
            f"alter policy visible on children_child using ({SEEN_BEFORE})",
        ),
    ]

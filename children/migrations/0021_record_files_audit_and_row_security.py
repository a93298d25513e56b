"""Change history of papers, who opens which: whoever sees the record; and papers follow a record that a merge folds."""

from django.db import migrations

from accounts.audit import audited
from accounts.row_security import protected

OWNERS = {
    "allowance_id": "children_monthlyallowance",
    "support_id": "children_support",
    "injury_id": "children_injuryentry",
    "labour_id": "children_labourentry",
    "disaster_id": "children_disasterentry",
    "participation_id": "children_participationentry",
    "adoption_id": "children_adoption",
    "legal_aid_id": "children_legalaid",
}
# Each asks the policy of the record's own table.
SEEN = " or ".join(f"exists (select 1 from {table} r where r.id = {column})" for column, table in OWNERS.items())

# What hangs on a row that leaves its table leaves with it, before it, and comes back with it (undone latest first).
FOLD = """
create or replace function merged_away(of_merge bigint, of_table text, of_row bigint) returns void language plpgsql as $$
begin
    {papers}
    execute format(
        'with gone as (delete from %1$I where id = $2 returning *)
         insert into children_mergedrow (merge_id, "table", "row", operation, before)
         select $1, %1$L, $2, ''D'', to_jsonb(gone) from gone', of_table) using of_merge, of_row;
end $$;
"""
# A merge moves children, what points to them or to their circumstances, and papers of what it folds.
MOVED = """
create or replace function may_be_merged(of_table text) returns boolean language sql stable as $$
    select of_table in ('children_child'{papers}) or exists (
        select 1 from pg_constraint where contype = 'f' and conrelid = to_regclass(quote_ident(of_table))
            and confrelid in ('children_child'::regclass, 'children_circumstance'::regclass)) $$;
"""
PAPERS = """
    if of_table in ('children_monthlyallowance', 'children_adoption') then
        perform merged_away(of_merge, 'children_recordfile', f.id) from children_recordfile f
        where case of_table when 'children_adoption' then f.adoption_id else f.allowance_id end = of_row;
    end if;
"""


class Migration(migrations.Migration):
    dependencies = [("children", "0020_record_files")]
    operations = [
        audited("children_recordfile"),
        protected("children_recordfile", SEEN),
        migrations.RunSQL(FOLD.replace("{papers}", PAPERS.strip()), FOLD.replace("{papers}", "")),
        migrations.RunSQL(MOVED.replace("{papers}", ", 'children_recordfile'"), MOVED.replace("{papers}", "")),
    ]

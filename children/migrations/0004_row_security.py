"""Who sees which row of the register, whatever a query forgets; and who writes what he may only know of."""

from django.db import migrations

from accounts.row_security import (
    AGENCIES,
    BORN_AFTER,
    KNOWS_ADOPTIONS,
    NEIGHBOURHOODS,
    OWN,
    SEES_SECRETS,
    USER,
    has_right,
    protected,
)

HERE = f"c.neighbourhood_id = {NEIGHBOURHOODS}"
NOT_ANOTHERS_SECRET = f"(not secret or officer_id = {USER} or {SEES_SECRETS})"
OF_A_HOUSEHOLD_ONE_SEES = "exists (select 1 from children_household h where h.id = household_id)"


def child_seen(child: str = "child_id") -> str:
    return f"exists (select 1 from children_child c where c.id = {child})"


def child_here(child: str = "child_id") -> str:
    """Not by the child's own policy: a school sees its pupils, but not their families."""
    return f"exists (select 1 from children_child c where c.id = {child} and {HERE})"


def shared_record(table: str, view: str, record: str, seen: str) -> migrations.RunSQL:
    """What an agency records of its own children, and others only read."""
    return protected(table, f"{has_right(view)} and {seen}", check=f"{has_right(record)} and {seen}")


# Which children stand in the justice officer's books, for whoever finds children by paper. Read past the policies: that
# of the books, asking for the child, whose policy asks for the books, would go round in a circle.
BY_PAPER = has_right("children.find_by_paper")
OF_JUSTICE = f"""
create function children_of_justice() returns bigint[]
    language sql stable security definer set search_path = public, pg_temp as $$
    select case when {BY_PAPER} then array(
        select child_id from children_adoption where withdrawn_on is null
        union select child_id from children_legalaid where withdrawn_on is null
    ) else '{{}}' end $$;
"""

REGISTER = [
    protected("children_household", f"neighbourhood_id = {NEIGHBOURHOODS}"),
    protected("children_povertyyear", OF_A_HOUSEHOLD_ONE_SEES),
    # Pupils, patients and children of the justice officer's books beside those of one's neighbourhoods.
    protected(
        "children_child",
        f"neighbourhood_id = {NEIGHBOURHOODS} or school_id = {AGENCIES} or (born_by > {BORN_AFTER} and left_on is null)"
        " or id = any ((select children_of_justice())::bigint[])",
    ),
    protected("children_carerelation", child_here()),
    protected(
        "children_caregiver",
        f"neighbourhood_id = {NEIGHBOURHOODS}"
        " or exists (select 1 from children_carerelation r where r.caregiver_id = children_caregiver.id)",
    ),
    # Which group a child is in (access matrix, `group_ordinary`): others may know of a mark, `has_ordinary_mark`.
    protected(
        "children_circumstance",
        f"{has_right('children.view_circumstances')} and {child_seen()} and {NOT_ANOTHERS_SECRET}",
    ),
    protected("children_childfile", f"{has_right('children.view_files')} and {child_seen()} and {NOT_ANOTHERS_SECRET}"),
    protected("children_householdmove", f"{has_right('children.view_details')} and {child_seen()}"),
    protected("children_duplicatepair", f"{child_here('one_id')} and {child_here('other_id')}"),
    protected("children_childmerge", child_here("kept_id")),
    protected("children_mergedrow", SEES_SECRETS),
]

# Whoever may know that there is a mark still writes none: officers do, the import, and systems that may send, but
# these no extra-secret one.
SENT = f"{has_right('children.exchange_write')} and not secret"
WRITES = f"({has_right('children.edit')} or {has_right('children.import')} or ({SENT}))"
WRITERS = "".join(
    f"create policy {verb}_by_officers on children_circumstance as restrictive for {verb} {condition} ({WRITES});"
    for verb, condition in (("insert", "with check"), ("update", "using"), ("delete", "using"))
)

SECTORS = [
    *(
        protected(f"children_{kind}entry", f"{has_right('children.view_entries')} and {child_seen()}")
        for kind in ("injury", "labour", "disaster", "participation")
    ),
    *(
        shared_record(f"children_{record}", "children.view_health", "children.record_health", child_seen())
        for record in ("measurement", "vaccination", "checkup", "screening")
    ),
    shared_record(
        "children_enrolment",
        "children.view_schooling",
        "children.record_schooling",
        "exists (select 1 from children_child c where c.id = child_id"
        f" and (c.neighbourhood_id = {NEIGHBOURHOODS} or school_id = {AGENCIES}))",
    ),
    protected("children_monthlyallowance", f"{has_right('support.view')} and {NOT_ANOTHERS_SECRET}"),
    protected("children_support", has_right("support.view")),
    protected("children_supportrecipient", has_right("support.view")),
]

SEES_CRIMINAL = f"recorded_by_id = {USER} or {BY_PAPER} or {SEES_SECRETS}"
JUSTICE = [
    protected(
        "children_adoption",
        KNOWS_ADOPTIONS,
        check=has_right("children.keep_adoptions"),
    ),
    protected(
        "children_legalaid",
        f"{has_right('children.view_legal_aid')} and (not secret or {SEES_CRIMINAL})",
        check=has_right("children.keep_legal_aid"),
    ),
]

# Whoever sees the record opens its papers: each asks the policy of the record's own table.
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
OF_A_RECORD_ONE_SEES = " or ".join(
    f"exists (select 1 from {table} r where r.id = {column})" for column, table in OWNERS.items()
)
PAPERS = [protected("children_recordfile", OF_A_RECORD_ONE_SEES)]

# A worried note of a visit is for officers, leaders and its writer.
HOME = f"(household_id is null or {OF_A_HOUSEHOLD_ONE_SEES}) and (child_id is null or {child_seen()})"
AT_HOME = [
    protected(
        "children_childchange",
        f"{has_right('children.view_details')} and neighbourhood_id = {NEIGHBOURHOODS}"
        f" and (kind <> 'circumstance' or proposer_id = {USER} or {has_right('children.view_circumstances')})",
    ),
    protected(
        "children_householdcheck", f"{has_right('children.view_details')} and neighbourhood_id = {NEIGHBOURHOODS}"
    ),
    protected(
        "children_homevisit",
        f"{has_right('children.view_visits')} and {HOME}"
        f" and (not concern or recorded_by_id = {USER} or {has_right('children.view_concerns')})",
    ),
    protected(
        "children_visitphoto",
        "exists (select 1 from children_homevisit v where v.id = visit_id"
        f" and (v.recorded_by_id = {USER} or {has_right('children.view_files')}))",
    ),
    protected("children_safehomecheck", f"{has_right('children.view_details')} and {OF_A_HOUSEHOLD_ONE_SEES}"),
    protected("children_familyrisk", f"{has_right('children.view_circumstances')} and {OF_A_HOUSEHOLD_ONE_SEES}"),
]

# What a connected system sent and nobody has decided about waits for any officer, as one's own list waits for oneself.
OFFICERS = has_right("children.import")
# A list that waits for a second person, and the one somebody decided on, are known to those who may decide. The content
# stays encrypted; the pages show them what for, how many and which columns only.
DECIDES = has_right("children.release_export")
WAITS = "needs_release and rows is not null and decided_at is null and forgotten_on is null"
# Of a list for the police every officer sees where it stands; whoever refuses one, also a leader, who has no part in the
# batches otherwise, opens its batch again.
OF_A_BATCH = f"id_batch_id is not null and {has_right('children.verify_ids')}"
REFUSES = f"{DECIDES} and exists (select 1 from children_export e where e.id_batch_id = children_idbatch.id)"
IN_AND_OUT = [
    protected("children_importbatch", f"({OWN}) or (connection_id is not null and {OFFICERS})"),
    protected("children_importrow", "exists (select 1 from children_importbatch b where b.id = batch_id)"),
    protected(
        "children_export",
        f"{OWN} or {DECIDES} and (decided_by_id = {USER} or {WAITS}) or {OF_A_BATCH}",
        check=f"{OWN} or {DECIDES} and decided_by_id = {USER}",
    ),
    protected("children_childsheet", OWN),
    protected("children_externalrecord", f"system_id = {USER} or {OFFICERS} or {child_seen()}"),
    protected(
        "children_idbatch",
        f"{has_right('children.verify_ids')} or {has_right('children.return_ids')}"
        f" or exists (select 1 from children_idbatchrow r where r.batch_id = children_idbatch.id) or {REFUSES}",
    ),
    protected("children_idbatchrow", f"{has_right('children.check_ids')} and {child_seen()}"),
]

LISTS = [
    protected(
        "children_savedfilter",
        f"{has_right('children.save_filters')} and (owner_id = {USER} or (shared and {has_right('children.edit')}))",
        check=f"owner_id = {USER}",
    ),
    protected("children_bulkdeed", has_right("children.edit")),
    protected("children_bulkrow", has_right("children.edit")),
]


class Migration(migrations.Migration):
    dependencies = [("children", "0003_copied_columns"), ("attachments", "0002_audit")]
    operations = [
        migrations.RunSQL(OF_JUSTICE, migrations.RunSQL.noop),  # a policy needs it as long as it stands
        *REGISTER,
        migrations.RunSQL(WRITERS, migrations.RunSQL.noop),
        *SECTORS,
        *JUSTICE,
        *PAPERS,
        *AT_HOME,
        *IN_AND_OUT,
        *LISTS,
    ]

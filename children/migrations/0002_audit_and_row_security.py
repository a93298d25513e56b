"""Change history, who sees which row, and what a copied column must equal."""

from django.db import migrations

from accounts.audit import audited
from accounts.row_security import AGENCIES, NEIGHBOURHOODS, SEES_SECRETS, USER, has_right, protected

COPIES = """
alter table children_household add constraint household_with_its_neighbourhood unique (id, neighbourhood_id);
alter table children_child add constraint child_lives_where_its_household_does
    foreign key (household_id, neighbourhood_id) references children_household (id, neighbourhood_id)
    on update cascade;
alter table children_circumstance add constraint circumstance_as_secret_as_its_group
    foreign key (group_id, secret) references children_circumstancegroup (id, extra_secret) on update cascade;
alter table children_circumstance add constraint subtype_belongs_to_the_group
    foreign key (subtype_id, group_id) references children_circumstancesubtype (id, group_id);
"""
COPIES_BACK = """
alter table children_circumstance drop constraint subtype_belongs_to_the_group;
alter table children_circumstance drop constraint circumstance_as_secret_as_its_group;
alter table children_child drop constraint child_lives_where_its_household_does;
alter table children_household drop constraint household_with_its_neighbourhood;
"""
HERE = f"c.neighbourhood_id = {NEIGHBOURHOODS}"


# Whoever may know that there is a mark still writes none: officers do, the import, and systems that may send, but
# these no extra-secret one.
SENT = f"{has_right('children.exchange_write')} and not secret"
WRITES = f"({has_right('children.edit')} or {has_right('children.import')} or ({SENT}))"
WRITERS = "".join(
    f"create policy {verb}_by_officers on children_circumstance as restrictive for {verb} {condition} ({WRITES});"
    for verb, condition in (("insert", "with check"), ("update", "using"), ("delete", "using"))
)


class Migration(migrations.Migration):
    dependencies = [("children", "0001_initial"), ("accounts", "0002_audit_and_row_security")]
    operations = [
        audited("children_ethnicgroup", "children_circumstancegroup", "children_circumstancesubtype"),
        audited("children_household", ignore=("search_key", "sort_key", "address_key")),
        audited(
            "children_child",
            ignore=("search_key", "sort_key", "search_more", "own_address_key", "personal_id_doubtful", "tsv"),
        ),
        audited("children_caregiver", ignore=("search_key",)),
        audited("children_carerelation", "children_circumstance", "children_codecounter"),
        migrations.RunSQL(COPIES, COPIES_BACK),
        protected("children_household", f"neighbourhood_id = {NEIGHBOURHOODS}"),
        protected("children_child", f"neighbourhood_id = {NEIGHBOURHOODS} or school_id = {AGENCIES}"),
        # Not by the child's own policy: a school sees its pupils, but not their families.
        protected(
            "children_carerelation",
            f"exists (select 1 from children_child c where c.id = child_id and {HERE})",
        ),
        protected(
            "children_caregiver",
            f"neighbourhood_id = {NEIGHBOURHOODS}"
            " or exists (select 1 from children_carerelation r where r.caregiver_id = children_caregiver.id)",
        ),
        protected(
            "children_circumstance",
            "exists (select 1 from children_child c where c.id = child_id)"
            f" and (not secret or officer_id = {USER} or {SEES_SECRETS})",
        ),
        migrations.RunSQL(WRITERS, migrations.RunSQL.noop),
    ]

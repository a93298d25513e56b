"""What a copied column must equal: a child lives where its household does, a paper is as secret as what it proves."""

from django.db import migrations

COPIES = """
alter table children_household add constraint household_with_its_neighbourhood unique (id, neighbourhood_id);
alter table children_child add constraint child_lives_where_its_household_does
    foreign key (household_id, neighbourhood_id) references children_household (id, neighbourhood_id)
    on update cascade;
alter table children_circumstance add constraint circumstance_as_secret_as_its_group
    foreign key (group_id, secret) references children_circumstancegroup (id, extra_secret) on update cascade;
alter table children_circumstance add constraint subtype_belongs_to_the_group
    foreign key (subtype_id, group_id) references children_circumstancesubtype (id, group_id);
alter table children_circumstance add constraint circumstance_with_its_secrecy unique (id, child_id, secret);
alter table children_childfile add constraint file_as_secret_as_its_circumstance
    foreign key (circumstance_id, child_id, secret)
    references children_circumstance (id, child_id, secret) on update cascade;
alter table children_monthlyallowance add constraint allowance_as_its_rule
    foreign key (rule_id, secret, stacks) references children_allowancerule (id, secret, stacks) on update cascade;
alter table children_child add constraint child_with_its_neighbourhood unique (id, neighbourhood_id);
alter table children_childchange add constraint change_is_where_its_child_lives
    foreign key (child_id, neighbourhood_id) references children_child (id, neighbourhood_id) on update cascade;
alter table children_childchange add constraint change_is_where_its_household_lives
    foreign key (household_id, neighbourhood_id) references children_household (id, neighbourhood_id)
    on update cascade;
alter table children_householdcheck add constraint check_is_where_its_household_lives
    foreign key (household_id, neighbourhood_id) references children_household (id, neighbourhood_id)
    on update cascade;
"""
BACK = """
alter table children_householdcheck drop constraint check_is_where_its_household_lives;
alter table children_childchange drop constraint change_is_where_its_household_lives;
alter table children_childchange drop constraint change_is_where_its_child_lives;
alter table children_child drop constraint child_with_its_neighbourhood;
alter table children_monthlyallowance drop constraint allowance_as_its_rule;
alter table children_childfile drop constraint file_as_secret_as_its_circumstance;
alter table children_circumstance drop constraint circumstance_with_its_secrecy;
alter table children_circumstance drop constraint subtype_belongs_to_the_group;
alter table children_circumstance drop constraint circumstance_as_secret_as_its_group;
alter table children_child drop constraint child_lives_where_its_household_does;
alter table children_household drop constraint household_with_its_neighbourhood;
"""


class Migration(migrations.Migration):
    dependencies = [("children", "0002_audit")]
    operations = [migrations.RunSQL(COPIES, BACK)]

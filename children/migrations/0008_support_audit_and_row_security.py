"""Change history, who sees which row, and what an allowance copies from its rule."""

from django.db import migrations

from accounts.audit import audited
from accounts.row_security import SEES_SECRETS, USER, has_right, protected

COPIES = """
alter table children_monthlyallowance add constraint allowance_as_its_rule
    foreign key (rule_id, secret, stacks) references children_allowancerule (id, secret, stacks) on update cascade;
"""
COPIES_BACK = "alter table children_monthlyallowance drop constraint allowance_as_its_rule;"
MAY_SEE = has_right("support.view")


class Migration(migrations.Migration):
    dependencies = [("children", "0007_support")]
    operations = [
        audited("children_baseamount", "children_allowancerule", "children_monthlyallowance"),
        audited("children_support", "children_supportrecipient"),
        migrations.RunSQL(COPIES, COPIES_BACK),
        protected(
            "children_monthlyallowance",
            f"{MAY_SEE} and (not secret or officer_id = {USER} or {SEES_SECRETS})",
        ),
        protected("children_support", MAY_SEE),
        protected("children_supportrecipient", MAY_SEE),
    ]

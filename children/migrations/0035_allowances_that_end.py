"""What is to be done at the end of a category is the rule's own; beside another one allowance stands at a time, whichever
coefficient it was granted by.
"""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import migrations, models
from django.db.models import F, Func, Q, Value

NAME = "one_stacking_allowance_at_a_time"


class Migration(migrations.Migration):
    dependencies = [("children", "0034_order_of_addresses")]
    operations = [
        migrations.AddField(
            "allowancerule",
            "at_end",
            models.CharField("khi quá tuổi thì", blank=True, default="", max_length=150),
            preserve_default=False,
        ),
        migrations.RemoveConstraint("monthlyallowance", NAME),
        migrations.AddConstraint(
            "monthlyallowance",
            ExclusionConstraint(
                name=NAME,
                expressions=[
                    (Func(F("child"), F("child"), Value("[]"), function="int8range"), RangeOperators.EQUAL),
                    (Func(F("starts_on"), F("ended_on"), Value("[)"), function="daterange"), RangeOperators.OVERLAPS),
                ],
                condition=Q(secret=False, stacks=True, withdrawn_on=None),
                violation_error_message="Trẻ đang hưởng trợ cấp trong thời gian này. Ghi điều chỉnh hoặc thôi hưởng trước.",
            ),
        ),
    ]

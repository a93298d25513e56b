"""The register of the demo got better by and by: the figures of the last months."""

from accounts.models import User
from children.actions.quality import keep_quality
from children.models import QualityFigure
from children.quality.figures import CHILDREN, MONTHS, TOTALS, VERIFIED
from interface.demo import Demo
from vietnamese.ages import add_months

FASTER = 0.06  # a month ago there was so much more to mend


def make_trend(demo: Demo) -> str:
    dice = demo.dice("quality")
    keep_quality(by=User.objects.system(), on=demo.today)
    figures = []
    for each in QualityFigure.objects.order_by("code"):
        for ago in range(1, MONTHS):
            figures.append(
                QualityFigure(
                    month=add_months(each.month, -ago), code=each.code, count=_then(each, ago, dice.uniform(0.97, 1.03))
                )
            )
    QualityFigure.objects.bulk_create(figures)
    return f"số liệu chất lượng {MONTHS} tháng"


def _then(figure: QualityFigure, ago: int, chance: float) -> int:
    if figure.code == CHILDREN:
        return figure.count
    if figure.code == VERIFIED:
        return round(figure.count * (1 - 0.01 * ago))
    change = 1 + FASTER * ago if figure.code in TOTALS else (1 + FASTER * ago) * chance
    return round(figure.count * change)

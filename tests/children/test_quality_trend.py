"""The quality of the register month by month (screen 30)."""

import datetime

import pytest

from accounts.acting import acting_as
from accounts.authorization import FIGURES
from accounts.models import User
from children.actions.quality import keep_quality
from children.models import QualityFigure
from children.quality.figures import CHILDREN, FLAWED, TOTALS, quality_of, trend_of
from children.quality.missing import RULES
from interface.templatetags.components import sparkline


@pytest.fixture
def flawed(child_of):
    return [child_of(full_name=name) for name in ("Lê Tú", "Hồ An")]


def counted_on(day: datetime.date) -> None:
    system = User.objects.system()
    with acting_as(system, scope=FIGURES):
        keep_quality(by=system, on=day)


def kept() -> dict[tuple[str, str], int]:
    with acting_as(User.objects.system()):
        return {(f"{each.month:%m/%Y}", each.code): each.count for each in QualityFigure.objects.all()}


def test_a_month_is_counted_once_and_its_last_night_stays(flawed, child_of):
    counted_on(datetime.date(2026, 10, 3))
    assert kept()["10/2026", "personal_id"] == 2
    child_of(full_name="Vũ Mai")
    counted_on(datetime.date(2026, 10, 30))
    counted_on(datetime.date(2026, 10, 30))
    assert kept()["10/2026", "personal_id"] == 3
    assert kept()["10/2026", CHILDREN] == 3
    assert kept()["10/2026", "proof"] == 0
    counted_on(datetime.date(2026, 11, 1))
    assert {month for month, _ in kept()} == {"10/2026", "11/2026"}


def test_the_trend_is_six_months_and_ends_with_today(flawed, officer):
    for month in (4, 5, 6, 9, 10, 11):
        counted_on(datetime.date(2026, month, 20))
    with acting_as(User.objects.system()):
        QualityFigure.objects.filter(month="2026-11-01").update(count=99)
    with acting_as(officer):
        today = datetime.date(2026, 11, 23)
        trend = trend_of(officer, quality_of(officer, today), today)
        assert trend.of("personal_id") == [2, 2, 2]  # July and August were not counted: June stands behind a gap
        assert trend.month_before(FLAWED, CHILDREN) == (datetime.date(2026, 10, 1), 2, 2)


def test_before_the_first_night_there_is_no_month_before(flawed, officer, as_user, at):
    with at("2026-11-23 09:00"):
        page = as_user(officer).get("/children/quality/")
    assert page.context["clean_before"] == ""
    assert page.content.decode().count("<polyline") == len(page.context["lines"])


def test_the_page_compares_with_the_month_before_and_draws_the_line(flawed, officer, as_user, at):
    counted_on(datetime.date(2026, 10, 20))
    with at("2026-11-23 09:00"):
        page = as_user(officer).get("/children/quality/").content.decode()
    assert "tháng 10: 0,0%" in page
    assert 'aria-label="6 tháng qua, số trẻ: 2, 2"' in page
    assert "style=" not in page


def test_a_total_is_never_taken_for_a_rule():
    assert not {rule.code for rule in RULES} & set(TOTALS)


def test_only_who_keeps_the_register_reads_it(flawed, chair, collaborator):
    counted_on(datetime.date(2026, 10, 20))
    for user in (chair, collaborator):
        with acting_as(user):
            assert not QualityFigure.objects.visible_to(user).exists()


@pytest.mark.parametrize(
    ("values", "line"),
    [([], ""), ([5], "3.0,3.0"), ([10, 5, 0], "3.0,3.0 42.0,12.0 81.0,21.0"), ([0, 0], "3.0,21.0 81.0,21.0")],
)
def test_a_small_line_begins_at_zero(values, line):
    assert sparkline(values, "6 tháng")["line"] == line

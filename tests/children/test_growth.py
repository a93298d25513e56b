"""Growth by the WHO standards, against the numbers WHO published (simplified field tables, 2006; reference 2007)."""

from datetime import date, timedelta
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from children.health.growth import Position, Scores, doubts_about, findings_of, scores_of, usual_position, why_no_score
from children.health.growth_chart import chart_of
from vietnamese.partial_dates import PartialDate

BIRTH = PartialDate(2024, 9, 20)
BORN = date(2024, 9, 20)
LYING, STANDING = Position.LYING, Position.STANDING


def scores(sex, days, **measured):
    return scores_of(sex=sex, birth=BIRTH, on=BORN + timedelta(days=days), **measured)


# Weight for age, WHO simplified field tables by week and month: −3, −2, median, +2 SD.
WEIGHT_FOR_AGE = [
    ("male", 0, {-3: "2.1", -2: "2.5", 0: "3.3", 2: "4.4"}),
    ("female", 0, {-3: "2.0", -2: "2.4", 0: "3.2", 2: "4.2"}),
    ("male", 365, {-3: "6.9", -2: "7.7", 0: "9.6", 2: "12.0"}),
    ("female", 365, {-3: "6.3", -2: "7.0", 0: "8.9", 2: "11.5"}),
    ("male", 731, {-3: "8.6", -2: "9.7", 0: "12.2", 2: "15.3"}),
    ("female", 731, {-3: "8.1", -2: "9.0", 0: "11.5", 2: "14.8"}),
    ("male", 1826, {-3: "12.4", -2: "14.1", 0: "18.3", 2: "24.2"}),
    ("female", 1826, {-3: "12.1", -2: "13.7", 0: "18.2", 2: "24.9"}),
]
# Length (under two years) and height for age.
HEIGHT_FOR_AGE = [
    ("male", 0, LYING, {-3: "44.2", -2: "46.1", 0: "49.9", 2: "53.7"}),
    ("female", 0, LYING, {-3: "43.6", -2: "45.4", 0: "49.1", 2: "52.9"}),
    ("male", 365, LYING, {-3: "68.6", -2: "71.0", 0: "75.7", 2: "80.5"}),
    ("female", 365, LYING, {-3: "66.3", -2: "68.9", 0: "74.0", 2: "79.2"}),
    ("male", 731, STANDING, {-3: "78.0", -2: "81.0", 0: "87.1", 2: "93.2"}),
    ("female", 731, STANDING, {-3: "76.0", -2: "79.3", 0: "85.7", 2: "92.2"}),
    ("male", 1826, STANDING, {-3: "96.1", -2: "100.7", 0: "110.0", 2: "119.2"}),
    ("female", 1826, STANDING, {-3: "95.2", -2: "99.9", 0: "109.4", 2: "118.9"}),
]
# Weight for length 70 cm, for height 100 cm.
WEIGHT_FOR_HEIGHT = [
    ("male", 300, "70.0", LYING, {-3: "6.6", -2: "7.2", 0: "8.4", 2: "10.0", 3: "10.9"}),
    ("female", 300, "70.0", LYING, {-3: "6.3", -2: "6.9", 0: "8.2", 2: "9.9", 3: "10.9"}),
    ("male", 1200, "100.0", STANDING, {-3: "12.1", -2: "13.1", 0: "15.4", 2: "18.2", 3: "19.9"}),
    ("female", 1200, "100.0", STANDING, {-3: "11.7", -2: "12.8", 0: "15.2", 2: "18.4", 3: "20.3"}),
]


@pytest.mark.parametrize(("sex", "days", "table"), WEIGHT_FOR_AGE)
def test_weight_for_age_is_that_of_the_who_tables(sex, days, table):
    for sd, weight in table.items():
        assert float(scores(sex, days, weight=D(weight)).weight_for_age) == pytest.approx(sd, abs=0.16)


@pytest.mark.parametrize(("sex", "days", "position", "table"), HEIGHT_FOR_AGE)
def test_height_for_age_is_that_of_the_who_tables(sex, days, position, table):
    for sd, height in table.items():
        found = scores(sex, days, height=D(height), position=position).height_for_age
        assert float(found) == pytest.approx(sd, abs=0.03)


@pytest.mark.parametrize(("sex", "days", "height", "position", "table"), WEIGHT_FOR_HEIGHT)
def test_weight_for_height_is_that_of_the_who_tables(sex, days, height, position, table):
    for sd, weight in table.items():
        found = scores(sex, days, weight=D(weight), height=D(height), position=position).weight_for_height
        assert float(found) == pytest.approx(sd, abs=0.1)


def test_from_five_years_on_the_body_mass_index_is_compared():
    on = date(2030, 9, 20)  # six years: medians 20,5 kg, 116,0 cm, BMI 15,3 (boys)
    found = scores_of(sex="male", birth=BIRTH, on=on, weight=D("20.5"), height=D("116.0"), position=STANDING)
    assert abs(found.weight_for_age) <= D("0.05")
    assert abs(found.height_for_age) <= D("0.05")
    assert abs(found.bmi_for_age) <= D("0.1")
    assert scores("male", 1200, weight=D(15), height=D(100), position=STANDING).bmi_for_age is None


@pytest.mark.parametrize(("days", "usual", "other"), [(730, LYING, STANDING), (731, STANDING, LYING)])
def test_seven_millimetres_are_between_lying_and_standing(days, usual, other):
    """Until two years a child that stands is 0,7 cm longer lying; from two years on one that lies is 0,7 cm shorter."""
    assert usual_position(BIRTH, BORN + timedelta(days=days)) is usual
    shift = D("0.7") if other is STANDING else D("-0.7")
    turned = scores("female", days, weight=D(11), height=D(85), position=other)
    as_usual = scores("female", days, weight=D(11), height=D(85) + shift, position=usual)
    assert turned == as_usual
    assert turned != scores("female", days, weight=D(11), height=D(85), position=usual)


@given(
    days=st.integers(0, 2190),
    weight=st.decimals(D("0.5"), D(60), places=2),
    height=st.decimals(D(30), D(140), places=1),
    position=st.sampled_from(Position),
    sex=st.sampled_from(["male", "female"]),
)
def test_no_measurement_of_any_day_of_life_breaks_the_reckoning(days, weight, height, position, sex):
    found = scores(sex, days, weight=weight, height=height, position=position)
    heavier = scores(sex, days, weight=weight + 1, height=height, position=position)
    assert isinstance(findings_of(found, muac=D(12), age_months=days // 31), list)
    if found.weight_for_age is not None and heavier.weight_for_age is not None:
        assert heavier.weight_for_age > found.weight_for_age


@pytest.mark.parametrize(
    ("birth", "sex", "reason"),
    [
        (PartialDate(2024, 9), "female", "Chưa rõ ngày sinh"),
        (PartialDate(2024), "female", "Chưa rõ ngày sinh"),
        (PartialDate(2024, 9, 20), "unknown", "Chưa xác định giới tính"),
    ],
)
def test_a_birth_known_in_part_or_no_sex_gives_no_score_and_says_why(birth, sex, reason):
    assert why_no_score(sex, birth).startswith(reason)
    assert scores_of(sex=sex, birth=birth, on=date(2026, 11, 23), weight=D(10)) == Scores()
    assert why_no_score("female", BIRTH) == ""


def test_the_child_of_the_mock_is_moderately_stunted_and_else_well():
    found = scores_of(sex="female", birth=BIRTH, on=date(2026, 11, 23), weight=D(10), height=D(80), position=STANDING)
    assert [(each.what, each.words) for each in findings_of(found)] == [
        ("Cân nặng theo tuổi", "Bình thường"),
        ("Chiều cao theo tuổi", "Thấp còi vừa"),
        ("Cân nặng theo chiều cao", "Bình thường"),
    ]


@pytest.mark.parametrize(
    ("name", "score", "words"),
    [
        ("weight_for_age", "-2.00", "Bình thường"),
        ("weight_for_age", "-2.01", "Nhẹ cân vừa"),
        ("weight_for_age", "-3.01", "Nhẹ cân nặng"),
        ("height_for_age", "-2.01", "Thấp còi vừa"),
        ("height_for_age", "-3.01", "Thấp còi nặng"),
        ("weight_for_height", "-2.01", "Gầy còm vừa"),
        ("weight_for_height", "-3.01", "Gầy còm nặng"),
        ("weight_for_height", "2.00", "Bình thường"),
        ("weight_for_height", "2.01", "Thừa cân"),
        ("weight_for_height", "3.01", "Béo phì"),
        ("bmi_for_age", "1.01", "Thừa cân"),
        ("bmi_for_age", "2.01", "Béo phì"),
    ],
)
def test_the_classes_begin_behind_their_thresholds(name, score, words):
    [found] = findings_of(Scores(**{name: D(score)}))
    assert found.words == words


@pytest.mark.parametrize(
    ("muac", "months", "words"),
    [("11.4", 24, "Suy dinh dưỡng cấp nặng"), ("12.4", 6, "Suy dinh dưỡng cấp vừa"), ("12.5", 59, "Bình thường")],
)
def test_the_arm_tells_of_acute_malnutrition_from_six_months_to_five_years(muac, months, words):
    assert [each.words for each in findings_of(Scores(), muac=D(muac), age_months=months)] == [words]
    assert findings_of(Scores(), muac=D(muac), age_months=5) == []


def test_a_slip_of_the_pen_is_doubted_and_an_ordinary_child_is_not():
    before = (D("9.7"), D("78.9"))
    on = date(2026, 11, 23)
    for weight, height, doubts in (("10.0", "80.0", 0), ("100", "80.0", 2), ("10.0", "70.0", 1), ("8.0", "80.0", 1)):
        found = scores_of(sex="female", birth=BIRTH, on=on, weight=D(weight), height=D(height), position=STANDING)
        assert len(doubts_about(found, weight=D(weight), height=D(height), before=before)) == doubts, (weight, height)


def test_the_line_of_earlier_heights_is_drawn_between_those_of_the_standard():
    heights = [(date(2025, 9, 20), D("70")), (date(2026, 3, 20), D("75.5")), (date(2026, 11, 23), D("80"))]
    chart = chart_of("female", BIRTH, heights)
    assert chart.sentence == "3 lần đo, gần nhất lúc 26 tháng: 80 cm"
    assert len(chart.points) == 3
    assert [line.label for line in chart.lines] == ["0", "−2", "−3"]
    median, low, lowest = (float(line.y) for line in chart.lines)
    assert median < low < lowest  # on a picture up is small
    assert all(34 <= float(x) <= 322 and 14 <= float(y) <= 164 for x, y in chart.points)
    assert chart_of("female", PartialDate(2024), heights) is None
    assert chart_of("female", BIRTH, []) is None

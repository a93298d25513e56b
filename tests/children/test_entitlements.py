"""Who is entitled to a monthly allowance, by which rule, to how much (NĐ 20/2021/NĐ-CP)."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.acting import acting_as
from accounts.models import User
from children.actions.families import PersonDraft, record_family
from children.models import AllowanceRule, Caregiver, CareRelation, Child, CircumstanceGroup
from children.support.entitlements import Entitlements, amount_of, base_on
from tests.children.support import becomes_poor, granted, joins
from vietnamese.ages import add_years, age_on, latest_birth
from vietnamese.partial_dates import PartialDate

TODAY = datetime.date(2026, 11, 23)


def proposed(user, child, on=TODAY) -> list[tuple[str, int, bool]]:
    with acting_as(user):
        entitlements = Entitlements.of(user, on)
        judged = entitlements.judged(Child.objects.visible_to(user)).get(pk=child.pk)
        return [(each.rule.code, each.amount, each.certain) for each in entitlements.proposals(judged)]


def open_children(user, on=TODAY) -> set[str]:
    with acting_as(user):
        entitlements = Entitlements.of(user, on)
        here = Child.objects.visible_to(user).living_here(on)
        found = here.filter(entitlements.unpaid)
        assert entitlements.count_unpaid(here) == found.count()  # the home page counts what the list shows
        return set(found.values_list("code", flat=True))


@pytest.fixture
def child(child_of, lists):
    """Seven years old."""
    return child_of(address="12/4 Trần Phú")


@pytest.mark.parametrize(
    ("case", "rule", "amount"),
    [
        ("G04.1", "disabled_extreme_child", 1_250_000),
        ("G04.2", "disabled_severe_child", 1_000_000),
        ("G01.3", "no_support_4_16", 750_000),
        ("G02.2", "no_support_4_16", 750_000),
        ("G03.04", "no_support_4_16", 750_000),
    ],
)
def test_the_case_decides_the_category(child, officer, case, rule, amount):
    joins(child, officer, case)
    assert proposed(officer, child) == [(rule, amount, True)]


@pytest.mark.parametrize("case", ["G04.3", "G03.07", "G03.11", "G13", "R05"])
def test_other_cases_grant_nothing(child, officer, case):
    joins(child, officer, case)
    assert proposed(officer, child) == []
    assert open_children(officer) == set()


def test_a_disability_without_degree_and_an_unsure_case_are_asked_about(child, officer):
    joins(child, officer, "G04")
    assert proposed(officer, child) == [
        ("disabled_extreme_child", 1_250_000, False),
        ("disabled_severe_child", 1_000_000, False),
    ]
    assert open_children(officer) == set()


def test_of_several_only_the_highest_and_beside_it_the_single_parents(child, officer):
    joins(child, officer, "G01.3")
    joins(child, officer, "G04.2")
    assert proposed(officer, child) == [("disabled_severe_child", 1_000_000, True)]
    becomes_poor(child)
    joins(child, officer, "R07")
    assert proposed(officer, child) == [
        ("disabled_severe_child", 1_000_000, True),
        ("single_poor_parent", 500_000, True),
    ]


def test_one_dead_parent_and_one_living_make_a_single_parent_only_in_a_poor_household(child, officer):
    with acting_as(officer):
        people = [PersonDraft("mother", "Trần Thị Chi"), PersonDraft("father", "Lê Văn Tú", life_status="dead")]
        record_family(child=child, by=officer, people=people)
    assert proposed(officer, child) == []
    becomes_poor(child, "near_poor")
    assert proposed(officer, child) == []
    becomes_poor(child)
    assert proposed(officer, child) == [("single_poor_parent", 500_000, True)]
    with acting_as(officer):
        Caregiver.objects.filter(relations__in=CareRelation.objects.filter(relation="mother")).update(
            life_status="dead"
        )
    assert proposed(officer, child) == []


def test_where_the_list_knows_one_parent_only_a_poor_household_is_asked(child, officer):
    becomes_poor(child)
    assert proposed(officer, child) == []  # of nobody's parents nothing is asked
    with acting_as(officer):
        record_family(child=child, by=officer, people=[PersonDraft("mother", "Trần Thị Chi")])
    assert proposed(officer, child) == [("single_poor_parent", 500_000, False)]
    assert open_children(officer) == set()
    joins(child, officer, "G04.2")
    assert ("single_poor_parent", 500_000, False) in proposed(officer, child)


def test_a_single_parent_is_paid_on_while_the_child_learns(child, officer):
    becomes_poor(child)
    joins(child, officer, "R07", since=datetime.date(2019, 3, 14))
    assert proposed(officer, child, datetime.date(2035, 3, 13)) == [("single_poor_parent", 500_000, True)]
    assert proposed(officer, child, datetime.date(2035, 3, 14)) == [("single_poor_parent_16_22", 500_000, False)]
    assert proposed(officer, child, datetime.date(2042, 3, 14)) == []


def test_a_remote_commune_is_not_this_ward(child_of, officer, lists):
    baby = child_of(address="1 Lê Lợi", birth=PartialDate(2025, 3, 1))
    becomes_poor(baby)
    assert proposed(officer, baby) == []
    with acting_as(User.objects.system()):
        AllowanceRule.objects.filter(code="u3_remote").update(in_use=True)
    assert proposed(officer, baby) == [("u3_remote", 750_000, True)]


@pytest.mark.parametrize(
    ("on", "rule"),
    [
        (datetime.date(2023, 3, 13), "no_support_u4"),
        (datetime.date(2023, 3, 14), "no_support_4_16"),
        (datetime.date(2035, 3, 13), "no_support_4_16"),
    ],
)
def test_age_bands_are_half_open_to_the_day(child, officer, on, rule):
    joins(child, officer, "G01.3", since=datetime.date(2019, 3, 14))
    assert [code for code, _, _ in proposed(officer, child, on)] == [rule]


@pytest.mark.parametrize("case", ["G01", "G01.3", "G02.1", "G03.04", "G03.02"])
def test_the_sixteenth_birthday_ends_it_and_asks_about_going_on_learning(child, officer, case):
    joins(child, officer, case, since=datetime.date(2019, 3, 14))
    assert proposed(officer, child, datetime.date(2035, 3, 14)) == [("studying_16_22", 750_000, False)]


def test_the_base_amount_is_that_of_the_day(child, officer):
    joins(child, officer, "G04.2", since=datetime.date(2023, 1, 1))
    assert proposed(officer, child, datetime.date(2024, 6, 30))[0][1] == 720_000
    assert proposed(officer, child, datetime.date(2024, 7, 1))[0][1] == 1_000_000
    with acting_as(officer):
        assert base_on(datetime.date(2021, 6, 30)) is None


def test_who_is_paid_is_not_listed_and_who_left_neither(child, child_of, officer):
    other = child_of(full_name="Lê Văn Tú", residence="moved_out", left_on=TODAY)
    for each in (child, other):
        joins(each, officer, "G04.2")
    assert open_children(officer) == {child.code}
    granted(child, officer)
    assert open_children(officer) == set()


def test_a_secret_ground_is_known_only_to_who_may_read_the_group(child, officer, other_officer, chair):
    becomes_poor(child)
    joins(child, officer, "G05.2")
    assert proposed(officer, child) == [("hiv_poor_4_16", 1_000_000, True)]
    assert proposed(chair, child) == [("hiv_poor_4_16", 1_000_000, True)]
    assert proposed(other_officer, child) == []
    assert open_children(other_officer) == set()


def test_of_two_grounds_that_grant_the_same_the_one_everybody_may_know(child, officer):
    becomes_poor(child)
    joins(child, officer, "G05.2")
    joins(child, officer, "G04.2")
    assert proposed(officer, child) == [("disabled_severe_child", 1_000_000, True)]


def test_every_secret_group_makes_its_rules_secret(lists):
    with acting_as(User.objects.system()):
        secret = set(CircumstanceGroup.objects.filter(extra_secret=True).values_list("code", flat=True))
        for rule in AllowanceRule.objects.all():
            groups = {code.split(".")[0] for code in (*rule.circumstances, *rule.unclear)}
            assert rule.secret is bool(groups & secret), rule.code


days = st.dates(datetime.date(2000, 1, 1), datetime.date(2060, 12, 31))
leap = st.sampled_from([datetime.date(year, 2, 29) for year in range(2000, 2060, 4)])
before_march = st.sampled_from([datetime.date(year, 2, 28) for year in range(2000, 2060)])


@given(
    born=days | leap,
    on=days | leap | leap.map(lambda day: day.replace(year=day.year + 1, day=28)),
    years=st.integers(1, 22),
)
def test_the_border_of_an_age_is_the_same_in_sql_and_in_words(born, on, years):
    """Half-open bands: by the day of birth, as a query asks, and by completed years, as a page says."""
    if on >= born:
        assert (born <= latest_birth(on, years)) is (age_on(born, on).years >= years)
    assert latest_birth(add_years(born, years), years) >= born


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(base=st.integers(0, 5_000).map(lambda thousands: thousands * 1000), hundredths=st.integers(1, 9999))
def test_amounts_are_whole_dong(base, hundredths):
    rule = AllowanceRule(coefficient=Decimal(hundredths) / 100)
    assert amount_of(rule, base) * 100 == base * hundredths

"""Decisions on monthly allowances: as signed, with the rules as a check."""

import datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError
from django.db.models import F, Value
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.acting import acting_as
from children.actions.allowances import adjust_allowance, end_allowance, grant_allowance, withdraw_allowance
from children.actions.entitlements import set_coefficient
from children.models import AllowanceRule, Child, MonthlyAllowance, Residence, next_month
from children.support.allowance_reviews import BirthdayOf, MonthAfter, Rates, to_review, why_review
from children.support.presenting import year_of_support
from interface.refusals import NotAllowed, Refused, StaleVersion
from tests.children.support import becomes_poor, decision, granted, joins
from vietnamese.ages import add_years
from vietnamese.partial_dates import PartialDate

LEAP = st.sampled_from([datetime.date(year, 2, 29) for year in range(2000, 2032, 4)])
TODAY = datetime.date(2026, 11, 23)


def month(year: int, number: int) -> datetime.date:
    return datetime.date(year, number, 1)


@pytest.fixture
def child(child_of, lists):
    """Seven years old, severely disabled."""
    return child_of(address="12/4 Trần Phú")


def active(user, on) -> int:
    with acting_as(user):
        return MonthlyAllowance.objects.visible_to(user).active(on).count()


def test_a_decision_is_paid_from_its_month_on(child, officer):
    allowance = granted(child, officer, starts_on=datetime.date(2026, 4, 15))
    assert (allowance.starts_on, allowance.computed) == (month(2026, 4), 1_000_000)
    assert [active(officer, day) for day in (datetime.date(2026, 3, 31), month(2026, 4), TODAY)] == [0, 1, 1]


@pytest.mark.parametrize(
    ("facts", "asked"),
    [
        ({"amount": 900_000}, "Theo quy định là 1.000.000 đồng (2 × 500.000 đồng), quyết định ghi 900.000 đồng."),
        ({"starts_on": month(2026, 3)}, "Trẻ hưởng từ tháng ký quyết định (04/2026), ở đây ghi từ 03/2026."),
        ({"code": "studying_16_22", "amount": 750_000}, "Trẻ 7 tuổi, diện này từ 16 đến dưới 23 tuổi."),
    ],
)
def test_a_difference_to_the_rules_is_asked_about_and_accepted_with_a_reason(child, officer, facts, asked):
    with pytest.raises(Refused) as refused:
        granted(child, officer, **facts)
    assert asked in refused.value.sentence
    assert refused.value.field == "explanation"
    allowance = granted(child, officer, **facts, explanation="Theo nghị quyết của HĐND tỉnh.")
    assert allowance.explanation == "Theo nghị quyết của HĐND tỉnh."


def test_only_one_is_paid_but_for_a_single_parents(child, officer):
    granted(child, officer)
    for code in ("disabled_severe_child", "disabled_extreme_child"):
        with pytest.raises(Refused, match="đang hưởng trợ cấp"):
            granted(child, officer, code, explanation="khác")
    granted(child, officer, "single_poor_parent", amount=500_000)
    with pytest.raises(Refused, match="đang hưởng trợ cấp"):
        granted(child, officer, "single_poor_parent", amount=500_000)
    assert active(officer, TODAY) == 2


def test_two_officers_cannot_both_record_it(child, officer, other_officer):
    """The database alone judges: the rows overlap whoever asks."""
    allowance = granted(child, officer)
    with acting_as(other_officer), pytest.raises(Refused, match="đang hưởng trợ cấp"):
        grant_allowance(child=child, by=other_officer, draft=decision())
    assert active(officer, TODAY) == 1
    ended = end(allowance, officer, datetime.date(2026, 5, 3))
    assert ended.ended_on == month(2026, 6)
    granted(child, other_officer, decided_on=datetime.date(2026, 6, 2), starts_on=month(2026, 6))


def end(allowance, by, on, reason="unentitled"):
    with acting_as(by):
        return end_allowance(allowance=allowance, by=by, version=allowance.version, reason=reason, on=on)


def test_the_month_of_the_event_is_still_paid(child, officer):
    allowance = end(granted(child, officer), officer, datetime.date(2026, 12, 31), "death")
    assert [allowance.is_active(day) for day in (datetime.date(2026, 12, 31), month(2027, 1))] == [True, False]
    with pytest.raises(Refused, match="đã ghi thôi hưởng"):
        end(allowance, officer, TODAY)


def test_it_cannot_end_before_it_began(child, officer):
    with pytest.raises(Refused, match="trước tháng bắt đầu"):
        end(granted(child, officer), officer, datetime.date(2026, 3, 31))


def test_an_adjustment_ends_the_old_decision_and_begins_the_new_in_the_same_month(child, officer):
    old = granted(child, officer)
    with acting_as(officer):
        draft = decision(
            "disabled_extreme_child", decision_number="300/QĐ-UBND", amount=1_250_000,
            decided_on=datetime.date(2026, 9, 10), starts_on=month(2026, 9),
        )  # fmt: skip
        new = adjust_allowance(allowance=old, by=officer, version=old.version, draft=draft)
        old = MonthlyAllowance.objects.get(pk=old.pk)
    assert (old.ended_on, old.end_reason, new.starts_on) == (month(2026, 9), "adjusted", month(2026, 9))
    with acting_as(officer):
        assert year_of_support(child, officer, TODAY).allowance == 5 * 1_000_000 + 3 * 1_250_000
        with pytest.raises(Refused, match="đã ghi thôi hưởng"):
            adjust_allowance(allowance=old, by=officer, version=old.version, draft=draft)


def test_a_refused_adjustment_changes_nothing(child, officer):
    old = granted(child, officer)
    with acting_as(officer):
        draft = decision(amount=1, decided_on=datetime.date(2026, 9, 10), starts_on=month(2026, 9))
    with acting_as(officer), pytest.raises(Refused, match="Theo quy định"):
        adjust_allowance(allowance=old, by=officer, version=old.version, draft=draft)
    assert active(officer, TODAY) == 1


def test_a_decision_for_a_term_ends_by_itself(child, officer):
    allowance = granted(child, officer, last_month=month(2026, 8))
    assert (allowance.ended_on, allowance.end_reason) == (month(2026, 9), "term")
    with pytest.raises(Refused, match="Tháng cuối ở trước"):
        granted(child, officer, last_month=month(2026, 3))


def test_what_was_recorded_by_mistake_counts_in_no_month(child, officer):
    allowance = granted(child, officer)
    with acting_as(officer):
        withdraw_allowance(allowance=allowance, by=officer, version=allowance.version, reason="Ghi vào trẻ khác")
        assert year_of_support(child, officer, TODAY).allowance == 0
    granted(child, officer)


def test_months_of_a_year_are_whole_months_begun(child, officer):
    allowance = granted(child, officer, decided_on=datetime.date(2025, 3, 5), starts_on=month(2025, 3))
    first = datetime.date(2026, 1, 1)
    assert [allowance.months_paid(first, day) for day in (first, datetime.date(2026, 11, 1), TODAY)] == [1, 11, 11]
    assert allowance.months_paid(datetime.date(2025, 1, 1), datetime.date(2025, 12, 31)) == 10
    assert allowance.months_paid(datetime.date(2024, 1, 1), datetime.date(2024, 12, 31)) == 0


def test_somebody_else_saved_meanwhile(child, officer):
    allowance = granted(child, officer)
    end(allowance, officer, TODAY)
    with pytest.raises(StaleVersion):
        end(allowance, officer, TODAY)


def test_only_officers_decide(child, officer, chair, collaborator):
    for user in (chair, collaborator):
        with acting_as(officer):
            draft = decision()
        with acting_as(user), pytest.raises(NotAllowed):
            grant_allowance(child=child, by=user, draft=draft)


# --- Extra-secret categories -----------------------------------------------------------------
@pytest.fixture
def secret(child, officer):
    becomes_poor(child)
    joins(child, officer, "G05.2")
    return granted(child, officer, "hiv_poor_4_16")


def test_a_secret_category_is_read_by_its_officer_and_the_chairs_only(
    secret, officer, other_officer, chair, vice_chair, collaborator, teacher, admin
):
    for user, sees in (
        (officer, 1), (chair, 1), (vice_chair, 1), (other_officer, 0), (collaborator, 0), (teacher, 0), (admin, 0)
    ):  # fmt: skip
        with acting_as(user):
            assert MonthlyAllowance.objects.count() == sees, user.username
            assert MonthlyAllowance.objects.visible_to(user).count() == sees


def test_no_sum_no_clash_and_no_page_tells_another_officer_of_it(secret, child, other_officer, as_user):
    with acting_as(other_officer):
        support = year_of_support(child, other_officer, TODAY)
        assert (support.allowance, support.times, support.proposals) == (0, 0, [])
    browser = as_user(other_officer)
    for url in ("/support/", "/support/allowances/", child.get_absolute_url(), f"{child.get_absolute_url()}support/"):
        page = browser.get(url).content.decode()
        assert "HIV" not in page
        assert "214/QĐ" not in page
    granted(child, other_officer)  # no clash with what this officer may not know of


def test_the_copied_secrecy_cannot_differ_from_the_rules(secret):
    with acting_as(secret.officer), pytest.raises(IntegrityError, match="allowance_as_its_rule"):
        MonthlyAllowance.objects.filter(pk=secret.pk).update(secret=False)


# --- What has to be looked at again ----------------------------------------------------------
def reviews(user, on) -> list[str]:
    with acting_as(user):
        rows = to_review(MonthlyAllowance.objects.visible_to(user).active(on), on).select_related("child", "rule")
        return [why_review(each, Rates.of(on)) for each in rows.order_by("pk")]


@pytest.mark.parametrize(("on", "warned"), [(datetime.date(2035, 1, 12), False), (datetime.date(2035, 1, 13), True)])
def test_sixty_days_before_the_sixteenth_birthday_it_is_to_be_reviewed(child, officer, on, warned):
    granted(child, officer)
    then = "rà soát, chuyển sang mức của người khuyết tật nặng từ đủ 16 tuổi"
    assert reviews(officer, on) == ([f"Đủ 16 tuổi ngày 14/03/2035: {then}"] if warned else [])


def test_an_orphan_who_turns_sixteen_is_asked_whether_they_go_on_learning(child, officer):
    granted(child, officer, "no_support_4_16", amount=750_000)
    expected = "Đủ 16 tuổi ngày 14/03/2035: rà soát, còn đi học thì xét diện 16 đến 22 tuổi"
    assert reviews(officer, datetime.date(2035, 3, 1)) == [expected]


def test_every_category_says_what_is_to_be_done_at_its_end(lists, officer):
    with acting_as(officer):
        assert not AllowanceRule.objects.filter(at_end="").exists()


def test_an_end_that_is_written_down_ahead_settles_the_review(child, officer):
    """Decision in January that the allowance ends with March, when the child turns sixteen."""
    on = datetime.date(2035, 2, 1)
    allowance = granted(child, officer)
    assert reviews(officer, on)
    with acting_as(officer):
        end_allowance(allowance=allowance, by=officer, version=1, reason="age", on=datetime.date(2035, 3, 14))
    assert reviews(officer, on) == []


def test_in_the_month_of_a_death_the_recorded_end_settles_it(child, officer):
    allowance = granted(child, officer)
    with acting_as(officer):
        day = datetime.date(2026, 11, 20)
        Child.objects.filter(pk=child.pk).update(residence=Residence.DEAD, left_on=day)
    assert len(reviews(officer, TODAY)) == 1
    with acting_as(officer):
        end_allowance(allowance=allowance, by=officer, version=1, reason="death", on=day)
    assert reviews(officer, TODAY) == []


def test_the_fourth_birthday_lowers_the_coefficient(child_of, officer, lists):
    baby = child_of(birth=PartialDate(2023, 1, 10))
    granted(baby, officer, "no_support_u4", amount=1_250_000)
    assert reviews(officer, TODAY) == ["Đủ 4 tuổi ngày 10/01/2027: điều chỉnh xuống mức từ đủ 4 tuổi"]


def test_a_raised_base_amount_asks_for_an_adjustment_but_not_where_a_reason_was_given(child, child_of, officer):
    old = {"decided_on": datetime.date(2024, 3, 15), "starts_on": month(2024, 3)}
    granted(child, officer, **old, amount=720_000)
    granted(child_of(full_name="Lê Tú"), officer, **old, amount=700_000, explanation="Nghị quyết của tỉnh")
    assert reviews(officer, datetime.date(2024, 6, 30)) == []
    raised = datetime.date(2024, 7, 1)
    assert reviews(officer, raised) == ["Mức theo quy định đã tăng, nay là 1.000.000 đồng: điều chỉnh"]
    with acting_as(officer):
        later = datetime.date(2024, 9, 1)
        [found] = to_review(MonthlyAllowance.objects.active(later), later)
        assert found.review_by == raised  # not the sixteenth birthday


def test_a_raised_coefficient_asks_for_an_adjustment(child, officer):
    granted(child, officer)
    with acting_as(officer):
        rule = AllowanceRule.objects.get(code="disabled_severe_child")
        since = datetime.date(2026, 8, 1)
        set_coefficient(
            rule=rule, by=officer, version=rule.version, coefficient=Decimal("2.5"), valid_from=since, article="NQ 1"
        )
    assert reviews(officer, TODAY) == ["Mức theo quy định đã tăng, nay là 1.250.000 đồng: điều chỉnh"]
    with acting_as(officer):
        assert to_review(MonthlyAllowance.objects.active(TODAY), TODAY).get().review_by == since


def test_two_allowances_beside_others_do_not_overlap_though_the_coefficient_rose_between(child, officer):
    granted(child, officer, "single_poor_parent", amount=500_000)
    with acting_as(officer):
        rule = AllowanceRule.objects.get(code="single_poor_parent")
        set_coefficient(
            rule=rule, by=officer, version=rule.version, coefficient=Decimal("1.5"),
            valid_from=datetime.date(2026, 8, 1), article="NQ 1",
        )  # fmt: skip
    with pytest.raises(Refused):
        granted(child, officer, "single_poor_parent", starts_on=month(2026, 9), amount=750_000)


@given(day=st.dates(datetime.date(2000, 1, 1), datetime.date(2060, 12, 31)))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
def test_the_database_knows_the_month_after_as_the_pages_do(child, officer, day):
    with acting_as(officer):
        found = Child.objects.annotate(after=MonthAfter(Value(day))).values_list("after", flat=True)[0]
    assert found == next_month(day)


@pytest.mark.parametrize(
    ("residence", "words"),
    [(Residence.DEAD, "Trẻ mất ngày 20/11/2026: ghi thôi hưởng"),
     (Residence.MOVED_OUT, "Trẻ chuyển đi ngày 20/11/2026: ghi thôi hưởng")],
)  # fmt: skip
def test_a_child_that_left_still_being_paid_is_found(child, officer, residence, words):
    granted(child, officer)
    with acting_as(officer):
        Child.objects.filter(pk=child.pk).update(residence=residence, left_on=datetime.date(2026, 11, 20))
    assert reviews(officer, TODAY) == [words]


@given(born=st.dates(datetime.date(2000, 1, 1), datetime.date(2030, 12, 31)) | LEAP, years=st.integers(1, 22))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
def test_the_database_knows_birthdays_as_the_pages_do(child, officer, born, years):
    with acting_as(officer):
        Child.objects.filter(pk=child.pk).update(born_on=born, born_by=born)
        asked = Child.objects.annotate(birthday=BirthdayOf(F("born_by"), Value(years))).get(pk=child.pk)
    assert asked.birthday == add_years(born, years)

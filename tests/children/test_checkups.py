"""Health checks, mental-health screenings, the insurance card."""

import datetime

import pytest

from accounts.acting import acting_as
from children.actions.checkups import (
    CheckUpDraft,
    ScreeningDraft,
    edit_screening,
    record_checkup,
    record_screening,
)
from children.health.presenting import free_card_until, insurance_in_words
from children.models import CheckUp, Child, Screening
from children.quality.missing import lacking
from interface.editions import Edition
from interface.refusals import NotAllowed, Refused
from tests.children.health import SMALL, TODAY
from vietnamese.partial_dates import PartialDate


@pytest.fixture(autouse=True)
def today(at, lists):
    with at("2026-11-23 09:00"):
        yield


@pytest.fixture
def hân(child_of):
    return child_of("tdp7", **SMALL)


def day(name: str, when=TODAY) -> dict[str, str]:
    return {f"{name}_day": str(when.day), f"{name}_month": str(when.month), f"{name}_year": str(when.year)}


def test_the_station_records_a_check_and_corrects_it(hân, nurse, as_user):
    browser, page = as_user(nurse), f"/children/{hân.public_id}/checkups/add"
    assert browser.post(page, day("checked_on") | {"place": "Trạm Y tế", "result": "Sâu răng"}).status_code == 302
    shown = browser.get(f"/children/{hân.public_id}/health").text
    assert "Khám sức khỏe, Trạm Y tế" in shown
    assert "Sâu răng" in shown
    with acting_as(nurse):
        edit = f"/children/checkups/{CheckUp.objects.get().public_id}/edit"
    opened = browser.get(edit).context["opened"]
    form = day("checked_on") | {"place": "", "result": "Sâu răng số 6", "refer": "on", "opened": opened}
    assert browser.post(edit, form).status_code == 302
    shown = browser.get(f"/children/{hân.public_id}/health").text
    assert "Sâu răng số 6" in shown
    assert "Cần khám chuyên khoa" in shown


def test_a_screening_says_whether_help_came(hân, nurse, as_user):
    with acting_as(nurse):
        screening = record_screening(child=hân, by=nurse, draft=ScreeningDraft(TODAY, concern=True, details="hay lo"))
    assert "Chưa được hỗ trợ" in as_user(nurse).get(f"/children/{hân.public_id}/health").text
    helped = ScreeningDraft(TODAY, concern=True, help="counselling", helped_on=TODAY)
    with acting_as(nurse):
        edit_screening(screening=screening, by=nurse, version=1, draft=helped)
    assert "tư vấn, tham vấn từ 23/11/2026" in as_user(nurse).get(f"/children/{hân.public_id}/health").text


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (ScreeningDraft(TODAY, help="service", helped_on=TODAY), "concern"),
        (ScreeningDraft(TODAY, concern=True, help="service"), "helped_on"),
        (ScreeningDraft(TODAY, concern=True, helped_on=TODAY), "help"),
        (ScreeningDraft(TODAY, concern=True, help="service", helped_on=datetime.date(2026, 11, 1)), "helped_on"),
        (ScreeningDraft(datetime.date(2020, 1, 1)), "screened_on"),
    ],
)
def test_help_answers_a_concern_and_days_are_in_order(hân, nurse, draft, field):
    with acting_as(nurse), pytest.raises(Refused) as refused:
        record_screening(child=hân, by=nurse, draft=draft)
    assert refused.value.field == field


def test_a_mistake_is_taken_back(hân, nurse, as_user):
    with acting_as(nurse):
        checkup = record_checkup(child=hân, by=nurse, draft=CheckUpDraft(TODAY))
        screening = record_screening(child=hân, by=nurse, draft=ScreeningDraft(TODAY))
    for kind, record in (("checkups", checkup), ("screenings", screening)):
        form = {"opened": Edition.of(record).token, "reason": "trẻ khác"}
        assert as_user(nurse).post(f"/children/{kind}/{record.public_id}/withdraw", form).status_code == 302
    with acting_as(nurse):
        assert not CheckUp.objects.true().exists()
        assert not Screening.objects.true().exists()


@pytest.mark.parametrize("who", ["teacher", "collaborator", "stranger", "admin", "clerk"])
def test_nobody_else_knows_of_checks_and_screenings(child_of, ward, nurse, who, request):
    child, user = child_of("tdp7", **SMALL, school=ward["school"]), request.getfixturevalue(who)
    with acting_as(nurse):
        record_checkup(child=child, by=nurse, draft=CheckUpDraft(TODAY, result="Sâu răng"))
        record_screening(child=child, by=nurse, draft=ScreeningDraft(TODAY, concern=True))
    with acting_as(user):
        for model in (CheckUp, Screening):
            assert not model.objects.exists()
            assert not model.objects.visible_to(user).exists()
        with pytest.raises(NotAllowed):
            record_checkup(child=child, by=user, draft=CheckUpDraft(TODAY))


@pytest.mark.parametrize(
    ("birth", "until"),
    [
        (PartialDate(2020, 5, 10), datetime.date(2026, 9, 30)),  # six before school begins
        (PartialDate(2020, 9, 30), datetime.date(2026, 9, 30)),
        (PartialDate(2020, 10, 1), datetime.date(2026, 10, 31)),  # after it: through the month
        (PartialDate(2020, 12, 15), datetime.date(2026, 12, 31)),
        (PartialDate(2020), None),
    ],
)
def test_the_free_card_of_a_small_child_ends_with_the_summer_or_the_month(birth, until):
    child = Child(birth=birth, health_insurance="TE1512345678901", full_name="Lê An")
    child.keep_keys()
    assert free_card_until(child) == until


def test_the_card_is_told_without_its_number(child_of, nurse, as_user, officer):
    child = child_of("tdp7", **SMALL, health_insurance="TE1512345678901")
    shown = as_user(nurse).get(f"/children/{child.public_id}/health").text
    assert "Có thẻ BHYT; thẻ trẻ em dưới 6 tuổi có giá trị đến 30/09/2030." in shown
    assert "TE15" not in shown
    over = child_of("tdp7", health_insurance="HS4512345678901", health_insurance_until=datetime.date(2026, 11, 22))
    assert insurance_in_words(over, TODAY) == "Có thẻ BHYT, đã hết hạn ngày 22/11/2026."
    with acting_as(officer):
        assert lacking(Child.objects.all(), "insurance_over", TODAY).get() == over

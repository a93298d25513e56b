"""Who is due (screen 33a), what became of a dose, the schedule."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.acting import acting_as
from accounts.authorization import FIGURES
from accounts.models import User
from children.actions.immunisation import VaccinationDraft, record_vaccinations
from children.health.due_list import phones_of
from children.models import Caregiver, ScheduledDose, Vaccination
from interface.editions import Edition
from interface.refusals import NotAllowed, Refused
from vietnamese.partial_dates import PartialDate

TODAY = datetime.date(2026, 11, 23)


@pytest.fixture(autouse=True)
def today(at, lists):
    with at("2026-11-23 09:00"):
        yield


@pytest.fixture
def khang(child_of):
    """Two months and 27 days old: 5 trong 1 and bOPV were due on 27/10."""
    child = child_of("tdp12", full_name="Nguyễn Minh Khang", birth=PartialDate(2026, 8, 27), mother="Trần Thị Kim Chi")
    with acting_as(User.objects.system(), scope=FIGURES):
        Caregiver.objects.update(phone="0000000211")
    return child


def vaccinated(child, by, *codes, outcome="given", on=TODAY, **more):
    with acting_as(by):
        doses = list(ScheduledDose.objects.filter(code__in=codes))
        return record_vaccinations(child=child, by=by, doses=doses, draft=VaccinationDraft(outcome, on, **more))


@pytest.fixture
def newborn_doses(khang, nurse, at):
    with at("2026-08-27 10:00"):
        vaccinated(khang, nurse, "VGB-0", "BCG", on=datetime.date(2026, 8, 27))


def known(by):
    with acting_as(by):
        return [(each.dose.code, each.outcome) for each in Vaccination.objects.true().order_by("dose__position")]


def test_the_late_come_first_with_what_they_need_and_whom_to_call(khang, newborn_doses, nurse, as_user):
    page = as_user(nurse).get("/health/due").text
    assert "<b>1 trẻ</b> đã trễ" in page
    assert "Trễ 27 ngày" in page
    assert "5 trong 1 mũi 1, bại liệt uống (bOPV) lần 1, tiêu chảy do vi rút Rota liều 1" in page
    assert "0000 000 211" in page
    assert "đến hạn 27/10/2026" in page
    assert "Kim Chi" not in page


def test_one_button_records_what_was_given_and_one_takes_it_back(khang, newborn_doses, nurse, as_user):
    browser = as_user(nurse)
    doses = {"dose": ["5IN1-1", "BOPV-1"], "back": "/health/due?tab=late"}
    answer = browser.post(f"/children/{khang.public_id}/give", doses)
    assert answer.url == "/health/due?tab=late"
    assert known(nurse)[2:] == [("5IN1-1", "given"), ("BOPV-1", "given")]
    page = browser.get("/health/due").text
    undo = page.split('action="/children/vaccinations/')[1].split('"')[0]
    assert browser.post(f"/children/vaccinations/{undo}").status_code == 302
    assert len(known(nurse)) == 2
    assert browser.post(f"/children/vaccinations/{undo}").status_code == 302  # twice takes back once


def test_only_ones_own_dose_of_today_is_taken_back_without_a_reason(khang, newborn_doses, nurse, officer, as_user):
    with acting_as(nurse):
        old = Vaccination.objects.true().earliest("pk")
    for person in (nurse, officer):
        answer = as_user(person).post(reverse("take_back_vaccination", args=[old.public_id]))
        assert answer.status_code == 409
        assert "có ghi lý do" in answer.text
    assert len(known(nurse)) == 2


def test_a_way_back_out_of_the_list_is_not_followed(khang, nurse, as_user):
    answer = as_user(nurse).post(f"/children/{khang.public_id}/give", {"dose": "BCG", "back": "https://example.org/"})
    assert answer.url == "/health/due"


def test_a_dose_is_had_once(khang, nurse):
    vaccinated(khang, nurse, "BCG")
    with pytest.raises(Refused, match="đã được ghi là đã tiêm"):
        vaccinated(khang, nurse, "BCG", outcome="elsewhere")


def test_not_given_asks_why_and_puts_off(khang, newborn_doses, nurse, as_user):
    browser, url = as_user(nurse), f"/children/{khang.public_id}/vaccinate?missed=1"
    page = browser.get(url)
    assert "Vì sao chưa tiêm?" in page.text
    day = {"happened_on_day": "23", "happened_on_month": "11", "happened_on_year": "2026"}
    until = {"until_day": "30", "until_month": "11", "until_year": "2026"}
    assert "Chưa" in browser.post(url, day | {"doses": ["5IN1-1"]}).text
    assert browser.post(url, day | until | {"doses": ["5IN1-1"], "outcome": "ill"}).status_code == 302
    page = browser.get("/health/due").text
    assert "Hoãn đến" in page
    assert "ốm ngày 23/11/2026" in page


def test_a_refusal_needs_a_reason_and_stays_in_the_list(khang, newborn_doses, nurse, as_user):
    with pytest.raises(Refused, match="ghi lý do"):
        vaccinated(khang, nurse, "5IN1-1", outcome="refused")
    vaccinated(khang, nurse, "5IN1-1", outcome="refused", reason="gia đình lo phản ứng")
    assert "từ chối ngày 23/11/2026: gia đình lo phản ứng" in as_user(nurse).get("/health/due").text


def test_what_a_doctor_ruled_out_is_not_asked_for_again(khang, newborn_doses, nurse, as_user):
    vaccinated(khang, nurse, "5IN1-1", outcome="contraindicated", reason="phản vệ độ III")
    page = as_user(nurse).get("/health/due").text
    assert "5 trong 1 mũi 1" not in page
    assert "lần 1, tiêu chảy" in page


@pytest.mark.parametrize(
    ("draft", "sentence"),
    [
        (VaccinationDraft("given", datetime.date(2026, 8, 26)), "trước ngày sinh"),
        (VaccinationDraft("given", datetime.date(2026, 11, 24)), "chưa đến"),
        (VaccinationDraft("ill", TODAY, until=TODAY), "phải sau ngày ghi"),
    ],
)
def test_days_are_in_order(khang, nurse, draft, sentence):
    with acting_as(nurse), pytest.raises(Refused, match=sentence):
        record_vaccinations(child=khang, by=nurse, doses=[ScheduledDose.objects.get(code="BCG")], draft=draft)


def test_the_health_page_tells_how_much_is_missing(khang, newborn_doses, nurse, officer, as_user):
    page = as_user(nurse).get(f"/children/{khang.public_id}/health").text
    assert "Đã có 1 trong 9 mũi tính vào tiêm chủng đầy đủ" in page
    assert "27/08/2026</b> lao (BCG)" in page
    with acting_as(nurse):
        codes = list(ScheduledDose.objects.filter(counts_full=True).exclude(code="BCG").values_list("code", flat=True))
    vaccinated(khang, nurse, *codes)
    assert "Đã tiêm chủng đầy đủ" in as_user(nurse).get(f"/children/{khang.public_id}/health").text
    story = as_user(officer).get(f"/children/{khang.public_id}/").text
    assert "viêm gan B sơ sinh, lao (BCG)." in story


def test_a_mistake_is_taken_back_with_a_reason_and_the_history_keeps_it(khang, nurse, as_user):
    [dose] = vaccinated(khang, nurse, "BCG")
    browser = as_user(nurse)
    url = f"/children/vaccinations/{dose.public_id}/withdraw"
    assert browser.post(url, {"opened": Edition.of(dose).token, "reason": "trẻ khác"}).status_code == 302
    assert known(nurse) == []
    assert "trẻ khác" in browser.get(f"/children/{khang.public_id}/health/history").text


@pytest.mark.parametrize("who", ["teacher", "collaborator", "chair"])
def test_nobody_else_records_a_dose(khang, who, request):
    user = request.getfixturevalue(who)
    dose = ScheduledDose.objects.get(code="BCG")
    with acting_as(user), pytest.raises(NotAllowed):
        record_vaccinations(child=khang, by=user, doses=[dose], draft=VaccinationDraft("given", TODAY))


def test_the_telephone_is_told_to_whom_it_is_needed_only(khang, nurse, officer, teacher, stranger, child_of):
    grown = child_of("tdp12", birth=PartialDate(2015, 1, 1), mother="Lê Thị Tư")
    with acting_as(User.objects.system(), scope=FIGURES):
        Caregiver.objects.filter(full_name="Lê Thị Tư").update(phone="0000000999")
    for user, found in ((nurse, 1), (officer, 2), (teacher, 0), (stranger, 0)):
        with acting_as(user):
            assert len(phones_of([khang.pk, grown.pk])) == found


def test_the_database_keeps_the_rules_of_a_dose(khang, nurse):
    [dose] = vaccinated(khang, nurse, "BCG")
    for wrong, constraint in (
        ({"outcome": "refused"}, "a_dose_is_refused_for_a_reason"),
        ({"until": TODAY}, "postponed_to_a_later_day"),
    ):
        with acting_as(nurse), pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            Vaccination.objects.filter(pk=dose.pk).update(**wrong)


def test_the_ward_corrects_the_schedule_and_the_list_follows(khang, newborn_doses, officer, nurse, as_user):
    browser = as_user(officer)
    assert "Cần đối chiếu" in browser.get("/health/schedule").text
    with acting_as(officer):
        dose = ScheduledDose.objects.get(code="5IN1-1")
    url = f"/health/schedule/{dose.public_id}"
    page = browser.get(url)
    form = {
        "name": "5 trong 1 mũi 1", "due_months": "4", "gap_days": "0", "until_months": "24", "counts_full": "on",
        "valid_from_day": "01", "valid_from_month": "08", "valid_from_year": "2024", "opened": page.context["opened"],
    }  # fmt: skip
    assert browser.post(url, form | {"until_months": "4"}).status_code == 200
    assert browser.post(url, form).status_code == 302
    assert "5 trong 1 mũi 1" not in as_user(nurse).get("/health/due?tab=late").text
    assert as_user(nurse).get(url).status_code == 403

"""Risks of a family: Vân asks, on whose word it stands is kept, the neighbours who collaborate never read it."""

import re
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from accounts.acting import acting_as
from children.actions.family_risks import record_risk, withdraw_risk
from children.households.family_risks import risks_now
from children.models import FamilyRisk, RiskFactor
from interface.refusals import NotAllowed, Refused
from tests.children.visits import violence


@pytest.fixture
def linh(child_of, lists):
    return child_of("tdp7", full_name="Đặng Thị Mỹ Linh", address="50/7 Nguyễn Trãi")


def words_of(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def said(by, child, *answer, **more) -> FamilyRisk:
    with acting_as(by):
        return record_risk(household=child.household, by=by, draft=violence(*answer, **more))


def test_van_writes_down_an_answer_with_whose_word_it_is(linh, officer, chair, as_user, at):
    with at("2026-11-23 09:00"):
        browser, home = as_user(officer), linh.household
        assert "Chưa hỏi." in words_of(browser.get(home.get_absolute_url()))
        typed = {
            "factor": "F03", "answer": "yes", "since_month": "06", "since_year": "2023", "said_by": "neighbour",
            "asked_on_day": "20", "asked_on_month": "11", "asked_on_year": "2026", "note": "Hay cãi nhau ban đêm.",
        }  # fmt: skip
        page = words_of(browser.post(f"/households/{home.public_id}/risks/add", typed, follow=True))
        assert "từ 06/2023 · hàng xóm, tổ dân phố" in page
        assert "Việc cần làm: Trẻ bị đánh hoặc đang gặp nguy hiểm: gọi ngay." in page  # said when it is saved
        assert page.count("111") == 2  # there, and beside the risk
        assert "bạo lực gia đình: có, từ 06/2023. Hay cãi nhau ban đêm." in page
        assert "Bạo lực gia đình" in words_of(browser.get(linh.get_absolute_url()))
        assert "Bạo lực gia đình" in words_of(as_user(chair).get(home.get_absolute_url()))


def test_neither_a_collaborator_nor_a_teacher_ever_reads_it(linh, officer, collaborator, teacher, as_user):
    said(officer, linh)
    for page in (linh, linh.household):
        assert "Bạo lực" not in words_of(as_user(collaborator).get(page.get_absolute_url()))
    for person in (collaborator, teacher):
        with acting_as(person):
            assert not FamilyRisk.objects.exists()  # the database itself
    with acting_as(collaborator), pytest.raises(NotAllowed):
        record_risk(household=linh.household, by=collaborator, draft=violence())


def test_the_latest_answer_counts_and_a_mistake_gives_way_to_the_one_before(linh, officer, as_user):
    said(officer, linh, "unknown", date(2026, 3, 1))
    latest = said(officer, linh, "no", date(2026, 11, 2))
    with acting_as(officer):
        [line] = risks_now(linh.household, officer)
        assert (line.words, line.is_there) == ("đã hỏi 11/2026: Không", False)
        withdraw_risk(risk=latest, by=officer, version=1, reason="nhầm hộ")
        [line] = risks_now(linh.household, officer)
    assert line.words == "Không biết"
    assert "nhầm hộ" not in words_of(as_user(officer).get(linh.household.get_absolute_url()))


def test_a_month_belongs_to_a_risk_that_is_there_and_lies_before_the_asking(linh, officer):
    with pytest.raises(Refused, match="khi có nguy cơ"):
        said(officer, linh, "no", since=date(2026, 1, 1))
    with pytest.raises(Refused, match="sau ngày hỏi"):
        said(officer, linh, since=date(2026, 12, 1))
    with pytest.raises(Refused, match="chưa đến"):
        said(officer, linh, "yes", date(2126, 1, 1))
    risk = said(officer, linh)
    with acting_as(officer), pytest.raises(IntegrityError, match="risk_began_before"), transaction.atomic():
        FamilyRisk.objects.filter(pk=risk.pk).update(since=date(2027, 1, 1))


def test_what_is_to_be_done_is_the_wards_to_word(linh, officer, collaborator, as_user):
    said(officer, linh)
    browser = as_user(officer)
    with acting_as(officer):
        factor = RiskFactor.objects.get(code="F03")
    address = f"/households/risks/{factor.public_id}/edit"
    opened = re.findall(r'name="opened" value="([^"]+)"', browser.get(address).content.decode())[-1]
    words = {"next_step": "Gọi anh Khoa, công an khu vực.", "opened": opened}
    assert "Gọi anh Khoa, công an khu vực." in words_of(browser.post(address, words, follow=True))
    page = words_of(browser.get(linh.household.get_absolute_url()))
    assert "Gọi anh Khoa, công an khu vực." in page
    assert "111" not in page
    assert as_user(collaborator).get("/households/risks/").status_code == 403

"""The justice officer's books: who finds a child, who sees that it is adopted, what is counted."""

import datetime
import re
from dataclasses import replace

import pytest
from django.db import DatabaseError, transaction

from accounts.acting import acting_as
from accounts.authorization import FIGURES
from accounts.models import AccessEvent, User
from children.actions.justice import (
    OnPaper,
    edit_justice,
    record_justice,
    record_justice_by_paper,
    withdraw_justice,
)
from children.models import Adoption, Caregiver, CareRelation, Child, LegalAid, Relation
from interface.refusals import NotAllowed, Refused, StaleVersion
from tests.children.justice import ADOPTED, DAY, HÂN, REFERRED
from vietnamese.partial_dates import PartialDate

ACCUSED = replace(REFERRED, matter="accused")


@pytest.fixture(autouse=True)
def today(at):
    with at("2026-11-23 09:00"):
        yield


def written(child, by, draft=ADOPTED):
    with acting_as(by):
        return record_justice(child=child, by=by, draft=draft)


def by_paper(by, draft=ADOPTED, on_paper=HÂN):
    with acting_as(by):
        return record_justice_by_paper(by=by, draft=draft, on_paper=on_paper)


def seen_by(user, model=Adoption) -> tuple[int, int]:
    """How many rows the query gives, and how many the database lets through without it."""
    with acting_as(user):
        return model.objects.visible_to(user).count(), model.objects.count()


def body(response) -> str:
    return response.content.decode()


def test_the_registrar_knows_only_the_children_of_the_book(child_of, registrar, as_user):
    hân, other = child_of(), child_of(full_name="Lê Văn Tú")
    with acting_as(registrar):
        assert not Child.objects.exists()
    by_paper(registrar)
    with acting_as(registrar):
        assert list(Child.objects.visible_to(registrar)) == list(Child.objects.all()) == [hân]
    browser = as_user(registrar)
    assert browser.get(hân.get_absolute_url()).status_code == 200
    assert browser.get(other.get_absolute_url()).status_code == 404


def test_whose_entry_was_a_mistake_leaves_the_registrars_sight(child_of, registrar):
    child_of()
    kept = by_paper(registrar)
    with acting_as(registrar):
        withdraw_justice(kept=kept, by=registrar, version=1, reason="Ghi nhầm trẻ")
    with acting_as(registrar):
        assert not Child.objects.exists()


TYPED = {
    "full_name": "Nguyễn Gia Hân", "birth_day": "14", "birth_month": "3", "birth_year": "2019",
    "happened_on_day": "2", "happened_on_month": "3", "happened_on_year": "2026",
    "kind": "facility", "authority": "UBND phường Ánh Dương", "matter": "family", "provider": "centre",
}  # fmt: skip
ENDED = {"ended_on_day": "1", "ended_on_month": "3", "ended_on_year": "2026"}
FAULTY = [
    ("/adoptions/add", ENDED, "ở trước ngày bắt đầu"),
    ("/adoptions/add", {"kind": ""}, "Chọn ai nhận nuôi"),
    ("/legal-aid/add", {"outcome": "advised"}, "ghi cả xong ngày nào"),
    ("/legal-aid/add", ENDED | {"ended_on_day": "9"}, "để trống cả hai"),
    ("/legal-aid/add", ENDED | {"outcome": "advised"}, "ở trước ngày bắt đầu"),
    ("/legal-aid/add", {"matter": ""}, "Chọn việc"),
]


@pytest.mark.parametrize(("address", "faulty", "words"), FAULTY)
def test_a_draft_that_cannot_be_does_not_ask_whether_there_is_such_a_child(
    child_of, registrar, as_user, address, faulty, words
):
    browser = as_user(registrar)
    told = []
    for known in (False, True):
        if known:
            child_of()
        answer = browser.post(address, TYPED | faulty)
        told.append([answer.context["form"].errors, "không có đúng một trẻ" in body(answer)])
        assert words in body(answer)
    assert told[0] == told[1] == [told[0][0], False]


def test_every_look_for_a_child_stands_in_the_access_log(child_of, registrar, admin, as_user):
    browser = as_user(registrar)
    assert "không có đúng một trẻ" in body(browser.post("/adoptions/add", TYPED))
    child = child_of()
    for _ in range(2):  # the second time it is adopted already
        browser.post("/adoptions/add", TYPED)
    with acting_as(admin):
        looks = AccessEvent.objects.filter(event="CHILDREN_SEARCHED", actor=registrar).order_by("pk")
        assert [each.about for each in looks] == [f"theo giấy tờ, {number} kết quả" for number in (0, 1, 1)]
        assert AccessEvent.objects.filter(event="CHILD_READ", object_id=child.public_id).count() == 1
    with acting_as(registrar):
        assert Adoption.objects.count() == 1


@pytest.mark.parametrize(("draft", "book"), [(ADOPTED, "adoptions"), (ACCUSED, "legal-aid")])
def test_whoever_goes_back_to_a_withdrawn_entry_is_told_there_is_none(child_of, registrar, as_user, draft, book):
    child_of()
    kept, browser = by_paper(registrar, draft), as_user(registrar)
    pages = [f"/{book}/{kept.public_id}/{page}" for page in ("edit", "withdraw")]
    pages.append(f"/papers/{book}/{kept.public_id}/")
    for page in pages:
        assert browser.get(page).status_code == 200, page
    deed = {"reason": "Ghi nhầm trẻ", "opened": browser.get(pages[1]).context["opened"]}
    assert browser.post(pages[1], deed).status_code == 302
    for page in pages:
        assert browser.get(page).status_code == 404, page
    assert browser.post(pages[1], deed).status_code == 404


@pytest.mark.parametrize(
    "on_paper",
    [
        replace(HÂN, full_name="Nguyễn Gia Hà"),
        replace(HÂN, birth=datetime.date(2019, 3, 15)),
        OnPaper(birth=HÂN.birth, personal_id="051319001234"),
    ],
)
def test_a_paper_that_fits_nobody_tells_nothing(child_of, registrar, on_paper):
    child_of()
    with pytest.raises(Refused, match="không có đúng một trẻ"):
        by_paper(registrar, on_paper=on_paper)


def test_two_of_one_name_and_day_are_told_apart_by_the_number(child_of, registrar):
    child_of()
    one = child_of(personal_id="051319001235")
    with pytest.raises(Refused, match="không có đúng một trẻ"):
        by_paper(registrar)
    kept = by_paper(registrar, on_paper=OnPaper(birth=HÂN.birth, personal_id="051319001235"))
    assert kept.child_id == one.pk


def test_only_the_registrar_finds_by_paper(child_of, officer, teacher, sql, ward):
    child_of(school=ward["school"])
    for user in (officer, teacher):
        with pytest.raises(NotAllowed):
            by_paper(user)
        with acting_as(user):
            assert sql("select child_on_paper('nguyen gia han', '2019-03-14', null)") == [(None,)]
            assert sql("select children_of_justice()") == [([],)]


def test_who_sees_that_a_child_is_adopted(
    child_of, registrar, officer, other_officer, chair, vice_chair, collaborator, teacher, nurse, admin, clerk, ward
):
    written(child_of(school=ward["school"]), officer)
    for user in (registrar, officer, chair, vice_chair):
        assert seen_by(user) == (1, 1), user
    for user in (other_officer, collaborator, teacher, nurse, admin, clerk):
        assert seen_by(user) == (0, 0), user


def test_a_vice_chair_in_charge_of_other_things_sees_no_adoption(child_of, officer, vice_chair):
    written(child_of(), officer)
    with acting_as(User.objects.system()):
        vice_chair.in_charge_of_children = False
        vice_chair.save()
    assert seen_by(vice_chair) == (0, 0)


def test_legal_aid_in_a_criminal_case_is_known_to_fewer(child_of, registrar, officer, other_officer, chair, teacher):
    child = child_of()
    written(child, other_officer, ACCUSED)
    written(child, officer, REFERRED)
    for user, sees in ((registrar, 2), (other_officer, 2), (chair, 2), (officer, 1), (teacher, 0)):
        assert seen_by(user, LegalAid) == (sees, sees), user


def test_a_matter_that_turns_criminal_becomes_secret(child_of, officer, other_officer):
    aid = written(child_of(), officer, REFERRED)
    assert seen_by(other_officer, LegalAid) == (1, 1)
    with acting_as(officer):
        edit_justice(kept=aid, by=officer, version=1, draft=ACCUSED)
    assert seen_by(other_officer, LegalAid) == (0, 0)


def test_the_database_takes_no_adoption_from_whoever_keeps_none(child_of, other_officer):
    child = child_of()
    with pytest.raises(NotAllowed):
        written(child, other_officer)
    with acting_as(other_officer), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        Adoption.objects.create(child=child, recorded_by=other_officer, happened_on=DAY, kind="relative")


def test_page_history_and_story_tell_it_to_those_alone_who_know(
    child_of, officer, other_officer, collaborator, teacher, ward, as_user
):
    child = child_of(school=ward["school"], address="12 Trần Phú")
    written(child, officer)
    for page in (child.get_absolute_url(), f"{child.get_absolute_url()}history"):
        assert "uôi con nuôi" in body(as_user(officer).get(page)), page
        told = body(as_user(other_officer).get(page))
        assert "uôi con nuôi" not in told, page
        assert "03/2026/GCN" not in told, page
    for user in (collaborator, teacher):
        assert "uôi con nuôi" not in body(as_user(user).get(child.get_absolute_url()))


def test_the_access_log_does_not_say_that_it_was_an_adoption(child_of, officer, admin, as_user):
    kept = written(child_of(), officer)
    as_user(officer).get(f"/adoptions/{kept.public_id}/edit")
    with acting_as(admin):
        assert [event.event for event in AccessEvent.objects.filter(object_id=kept.child.public_id)] == ["CHILD_READ"]


def test_a_paper_is_written_into_the_book_on_its_page(child_of, registrar, as_user):
    child_of()
    browser = as_user(registrar)
    form = {
        "full_name": "Nguyễn Gia Hân", "birth_day": "14", "birth_month": "3", "birth_year": "2019",
        "happened_on_day": "2", "happened_on_month": "3", "happened_on_year": "2026", "kind": "facility",
        "authority": "UBND phường Ánh Dương", "paper": "03/2026/GCN",
    }  # fmt: skip
    wrong = body(browser.post("/adoptions/add", form | {"birth_day": "15"}))
    assert "không có đúng một trẻ" in wrong
    page = body(browser.post("/adoptions/add", form, follow=True))
    with acting_as(registrar):
        (code,) = Child.objects.values_list("code", flat=True)
    links = re.findall(r"<a [^>]*>(Giấy tờ.*?)</a>", page)
    assert [re.sub("<[^>]*>", "", each) for each in links] == [f"Giấy tờ của mục của {code}"]
    assert "Nguyễn Gia <b>Hân</b>" in page
    assert "giấy số 03/2026/GCN, UBND phường Ánh Dương" in page
    assert "Nguyễn Gia <b>Hân</b>" not in body(browser.get("/adoptions/?kind=relative"))
    assert "Nguyễn Gia <b>Hân</b>" not in body(browser.get("/adoptions/?state=done"))
    assert "Nguyễn Gia <b>Hân</b>" not in body(browser.get("/adoptions/?year=2025"))


def test_what_came_of_legal_aid_is_added_later(child_of, officer, as_user):
    aid, browser = written(child_of(), officer, REFERRED), as_user(officer)
    url = f"/legal-aid/{aid.public_id}/edit"
    form = {
        "happened_on_day": "2", "happened_on_month": "3", "happened_on_year": "2026", "matter": "family",
        "provider": "centre", "paper": "07/PC-TP", "outcome": "advised", "opened": browser.get(url).context["opened"],
    }  # fmt: skip
    assert "ghi cả xong ngày nào" in body(browser.post(url, form))
    form |= {"ended_on_day": "20", "ended_on_month": "3", "ended_on_year": "2026"}
    assert "đã tư vấn pháp luật ngày 20/03/2026" in body(browser.post(url, form, follow=True))
    assert "Chưa ghi mục nào" in body(browser.get("/legal-aid/?outcome=open"))


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        (replace(ADOPTED, happened_on=datetime.date(2026, 11, 24)), "chưa đến"),
        (replace(ADOPTED, ended_on=datetime.date(2026, 3, 1)), "trước ngày bắt đầu"),
        (replace(REFERRED, ended_on=DAY), "để trống cả hai"),
    ],
)
def test_days_that_cannot_be(child_of, officer, draft, words):
    with pytest.raises(Refused, match=words):
        written(child_of(birth=PartialDate(2019, 3, 14)), officer, draft)


def test_a_child_has_one_adoption_in_force(child_of, officer):
    child = child_of()
    first = written(child, officer)
    with pytest.raises(Refused, match="chưa chấm dứt"):
        written(child, officer)
    with acting_as(officer):
        edit_justice(kept=first, by=officer, version=1, draft=replace(ADOPTED, ended_on=DAY))
        with pytest.raises(StaleVersion):
            edit_justice(kept=first, by=officer, version=1, draft=ADOPTED)
    assert written(child, officer)


def test_leaders_read_and_write_nothing(child_of, chair, officer):
    kept = written(child_of(), officer)
    with acting_as(chair), pytest.raises(NotAllowed):
        edit_justice(kept=kept, by=chair, version=1, draft=ADOPTED)


def test_figures_are_counted_without_showing_a_row(child_of, officer):
    written(child_of(), officer)
    with acting_as(User.objects.system(), scope=FIGURES):
        assert Adoption.objects.count() == 1


def test_an_adoptive_parent_is_one_only_to_those_who_know(
    child_of, officer, other_officer, collaborator, ward, as_user
):
    child = child_of(address="12 Trần Phú")
    with acting_as(User.objects.system(), scope=FIGURES):
        person = Caregiver.objects.create(full_name="Trần Thị Nuôi", neighbourhood=ward["tdp7"])
        CareRelation.objects.create(
            child=child, caregiver=person, relation=Relation.ADOPTIVE_PARENT, is_main_carer=True
        )
    for page in (child.get_absolute_url(), "/children/"):
        assert "ha, mẹ nuôi" in body(as_user(officer).get(page)), page
        for user in (other_officer, collaborator):
            told = body(as_user(user).get(page))
            assert "Trần Thị Nuôi" in told
            assert "mẹ nuôi" not in told, (user, page)

"""From the ward's data to the frozen figures and the paper."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.acting import acting_as
from accounts.authorization import FIGURES
from accounts.models import AccessEvent, User
from agencies.models import CommitteeMeeting, Signer, SteeringCommittee
from children.models import Child, Sex
from interface.refusals import NotAllowed, Refused, StaleVersion
from jobs.actions import run_job
from jobs.models import Job, State
from programs.models import Plan
from programs.reference import load_plan, load_programmes
from reports.actions import edit_report, make_draft, open_report
from reports.collecting import collect
from reports.document import document
from reports.models import AnnualReport, ReportVersion
from reports.snapshot import SmallCells
from reports.snapshot_json import canonical_json, parse
from vietnamese.partial_dates import PartialDate


@pytest.fixture
def plan(db):
    with acting_as(User.objects.system()):
        return [*load_plan(), *load_programmes()]


def draft_of(officer):
    with acting_as(officer):
        return make_draft(report=open_report(year=2026, by=officer), by=officer)


def snapshot_of(officer):
    with acting_as(officer):
        return collect(open_report(year=2026, by=officer), by=officer)


def test_a_draft_freezes_figures_and_paper(ready, officer):
    version = draft_of(officer)
    snapshot = parse(bytes(version.snapshot))
    total = dict(
        zip([each.key for each in snapshot.annexes[0].columns], snapshot.annexes[0].rows[-1].cells, strict=True)
    )
    assert (total["total"], total["boys"], total["girls"]) == (2, 1, 1)
    assert bytes(version.pdf).startswith(b"%PDF")
    assert version.number == 1


def test_what_nobody_reported_stays_empty_in_the_frozen_figures(ready, officer):
    injuries = next(annex for annex in snapshot_of(officer).annexes if annex.code == "PL04")
    assert {cell for row in injuries.rows for cell in row.cells[2:]} == {None}


def test_the_paper_holds_no_child(ready, officer):
    document = canonical_json(snapshot_of(officer)).decode()
    assert "Thơm" not in document
    assert "TE-2026" not in document


def test_without_a_signer_the_report_says_whom_to_ask(ward, lists, officer):
    with acting_as(officer), pytest.raises(Refused, match="Hồ sơ phường"):
        make_draft(report=open_report(year=2026, by=officer), by=officer)


def test_only_officers_make_drafts(ready, chair, clerk):
    for person in (chair, clerk):
        with acting_as(person), pytest.raises(NotAllowed):
            open_report(year=2026, by=person)


def test_the_day_of_the_figures_can_be_moved_within_the_year(ready, officer):
    with acting_as(officer):
        report = open_report(year=2026, by=officer)
        edit_report(report=report, cut_off=date(2026, 10, 31), small_cells="all", version=1, by=officer)
        with pytest.raises(StaleVersion):
            edit_report(report=report, cut_off=date(2026, 10, 30), small_cells="all", version=1, by=officer)
    assert snapshot_of(officer).cut_off == date(2026, 10, 31)


def test_the_day_of_the_figures_is_chosen_on_its_page_before_anybody_began(ready, officer, as_user, at):
    with at("2026-11-02 09:00"):
        page = as_user(officer)
        opened = page.get("/reports/2026/edit").context["opened"]
        typed = {"opened": opened, "cut_off_day": "31", "cut_off_month": "10", "small_cells": "secret"}
        again = page.post("/reports/2026/edit", typed | {"cut_off_year": "2025"})
        assert again.context["form"].errors["cut_off"] == ["Ngày chốt số liệu phải trong năm 2026."]
        page.post("/reports/2026/edit", typed | {"cut_off_year": "2026"})
        assert "Số liệu chốt 31/10/2026" in page.get("/reports/2026/").content.decode()


def test_small_numbers_are_withheld_everywhere_unless_the_officer_says_otherwise(ready, officer):
    assert snapshot_of(officer).suppress_small_cells is SmallCells.ALL
    with acting_as(officer):
        report = open_report(year=2026, by=officer)
        edit_report(report=report, cut_off=report.cut_off, small_cells="secret", version=1, by=officer)
    assert snapshot_of(officer).suppress_small_cells is SmallCells.SECRET


def test_the_page_queues_one_draft_and_shows_it(ready, officer, as_user, django_capture_on_commit_callbacks):
    browser = as_user(officer)
    page = reverse("report", args=[2026])
    assert "Chưa có bản nào" in browser.get(page).content.decode()
    for _ in range(2):
        assert browser.post(reverse("make_report_draft", args=[2026])).url == page
    job = Job.objects.get()
    assert "Máy rảnh thì làm việc này." in browser.get(page).content.decode()
    run_job(job.pk)
    assert Job.objects.get().state == State.DONE
    assert "Dự thảo số 1" in browser.get(page).content.decode()


def test_the_page_names_the_figures_nobody_reported(ready, officer, as_user):
    draft_of(officer)
    page = as_user(officer).get(reverse("report", args=[2026]))
    missing = {name for part in page.context["parts"] for name in part.missing}
    assert "Người làm công tác trẻ em, cộng tác viên được tập huấn" in missing
    assert "Tổng số trẻ em (dưới 16 tuổi)" not in missing
    assert all(f"<li>{name}</li>" in page.content.decode() for name in missing)


def test_the_page_says_why_numbers_of_boys_and_girls_are_withheld(ready, officer, chair, as_user):
    page, words = reverse("report", args=[2026]), "1 trẻ chưa xác định giới tính"
    assert words not in as_user(officer).get(page).content.decode()
    with acting_as(officer):
        Child.objects.filter(sex=Sex.MALE).update(sex=Sex.UNKNOWN)
    assert words in as_user(officer).get(page).content.decode()
    assert words not in as_user(chair).get(page).content.decode()  # who can mend it is told
    with acting_as(officer):
        report = open_report(year=2026, by=officer)
        edit_report(report=report, cut_off=report.cut_off, small_cells="secret", version=1, by=officer)
    assert words not in as_user(officer).get(page).content.decode()


def test_a_draft_is_downloaded_by_those_who_may_and_noted(ready, officer, chair, clerk, teacher, as_user):
    version = draft_of(officer)
    address = reverse("download_report", args=[version.public_id])
    response = as_user(chair).get(address)
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="bao-cao-2026-du-thao-1.pdf"'
    with acting_as(chair):
        assert AccessEvent.objects.get(event="REPORT_DOWNLOADED").about == "Báo cáo năm 2026, dự thảo số 1"
    for person in (teacher, clerk):
        assert as_user(person).get(address).status_code == 403
        with acting_as(person):
            assert not ReportVersion.objects.exists()  # nor is it there in the database


def test_the_clerk_has_no_page_of_reports(ready, officer, clerk, as_user):
    """Figures of children are not the clerk's (access matrix); the signed paper is numbered in the register."""
    draft_of(officer)
    browser = as_user(clerk)
    assert browser.get("/reports/2026/").status_code == 403
    assert 'href="/reports/"' not in browser.get("/").content.decode()


def test_the_list_shows_this_year_before_anybody_began(ward, officer, as_user, at):
    with at("2026-11-23 08:00"):
        assert "Năm <b>2026</b>" in as_user(officer).get(reverse("reports")).content.decode()
    assert AnnualReport.objects.count() == 0
    assert ReportVersion.objects.count() == 0


def test_looking_at_the_address_of_making_a_draft_makes_none(ready, officer, as_user):
    assert as_user(officer).get("/reports/2026/drafts").status_code == 405


def test_who_left_after_the_cut_off_still_counts_at_the_cut_off(ready, officer, collaborator):
    def covered():
        facts = [fact for fact in snapshot_of(officer).sections[0].facts if "covered" in fact.figures]
        return facts[0].figures["covered"].numerator

    before = covered()
    with acting_as(officer):
        User.objects.filter(pk=collaborator.pk).update(left_on=date(2026, 11, 20))
    assert covered() == before
    with acting_as(officer):
        User.objects.filter(pk=collaborator.pk).update(left_on=date(2026, 11, 10))
    assert covered() == before - 1


def test_no_report_of_a_year_to_come(ward, officer):
    with acting_as(officer), pytest.raises(Refused, match="chưa đến"):
        open_report(year=2999, by=officer)


def test_no_report_before_the_directive(ward, officer):
    with acting_as(officer), pytest.raises(Refused):
        open_report(year=2023, by=officer)


@pytest.fixture
def signing_from(ready):
    """The signer of reports takes office on that day."""

    def move(day):
        with acting_as(User.objects.system(), scope=FIGURES):
            Signer.objects.filter(signs_reports=True).update(valid_from=day)

    return move


def test_who_took_office_after_the_cut_off_signs_the_draft(signing_from, officer, at):
    signing_from(date(2026, 11, 25))
    with at("2026-11-25 09:00"):
        assert snapshot_of(officer).signature.name == "Đinh Thị Mỹ Lệ"


def test_a_signer_of_tomorrow_is_named_as_not_in_force_yet(signing_from, officer, at):
    signing_from(date(2026, 12, 1))
    with at("2026-11-25 09:00"), pytest.raises(Refused, match=r"Đinh Thị Mỹ Lệ.*01/12/2026.*chưa có hiệu lực"):
        snapshot_of(officer)


def test_a_report_about_a_past_year_keeps_the_names_of_its_end(ready, officer, at):
    with acting_as(User.objects.system(), scope=FIGURES):
        Signer.objects.update(valid_to=date(2026, 12, 31))
    with at("2027-02-01 09:00"):
        assert snapshot_of(officer).signature.name == "Đinh Thị Mỹ Lệ"


def test_the_page_says_why_a_draft_failed_until_there_is_a_newer_one(
    signing_from, officer, as_user, at, django_capture_on_commit_callbacks
):
    signing_from(date(2026, 12, 1))
    with at("2026-11-25 09:00"):
        browser, page = as_user(officer), reverse("report", args=[2026])
        browser.post(reverse("make_report_draft", args=[2026]))
        run_job(Job.objects.get().pk)
        text = browser.get(page).content.decode()
        assert "Chưa lập được dự thảo" in text
        assert "chưa có hiệu lực" in text
    signing_from(date(2026, 7, 1))
    with at("2026-11-25 09:05"):
        draft_of(officer)
        assert "Chưa lập được dự thảo" not in browser.get(page).content.decode()


def results(snapshot):
    tasks = next(annex for annex in snapshot.annexes if annex.code == "PL06")
    return {row.cells[1]: row.cells[3] for row in tasks.rows if row.style == "detail"}


def said(snapshot, name):
    every = [section for top in snapshot.sections for section in (top, *top.parts)]
    return next(fact.figures[name] for each in every for fact in each.facts if name in fact.figures)


def test_the_annex_of_tasks_says_what_the_text_says(ready, plan, officer, collaborator):
    with acting_as(User.objects.system(), scope=FIGURES):
        committee = SteeringCommittee.objects.create(
            decision_number="12/QĐ-UBND", decided_on=date(2025, 7, 1), valid_from=date(2025, 7, 1)
        )
        CommitteeMeeting.objects.create(committee=committee, held_on=date(2026, 3, 1))
        Child.objects.filter(sex=Sex.MALE).update(personal_id_verified=True)
    snapshot = snapshot_of(officer)
    shown = results(snapshot)
    assert shown["- Số cuộc họp BCĐ (cuộc)"] == said(snapshot, "meetings").value == 1
    assert shown["- Cộng tác viên (người)"] == said(snapshot, "collaborators").value
    assert shown["- Trẻ được xác thực (trẻ)"] == said(snapshot, "verified").numerator == 1
    assert shown["- Quyết định kiện toàn (văn bản)"] is None


def test_tasks_of_all_sections_add_up(ready, plan, officer):
    snapshot = snapshot_of(officer)
    parts = sum(part.facts[0].figures["tasks"].value for part in snapshot.sections[2].parts)
    assert said(snapshot, "here").value == parts
    assert parts + said(snapshot, "elsewhere").value == 69


def test_an_empty_register_is_said_as_missing_and_never_as_none(ready, officer):
    with acting_as(User.objects.system(), scope=FIGURES):
        assert Child.objects.count() == 2
        for child in Child.objects.all():
            child.delete()
    snapshot = snapshot_of(officer)
    words = " ".join(block.text for block in document(snapshot).blocks)
    assert "Tổng số trẻ em (dưới 16 tuổi): chưa có số liệu" in words
    assert "0 trẻ em" not in words
    assert "không thay đổi" not in words
    tables = [row for annex in snapshot.annexes[:2] for row in annex.rows]
    assert 0 not in {cell for row in tables for cell in row.cells}


def test_a_target_is_labelled_with_the_year_it_is_set_for(ready, plan, officer):
    targets = next(annex for annex in snapshot_of(officer).annexes if annex.code == "PL05")
    rate_of_special = next(row for row in targets.rows if row.cells[0] == "8a")
    assert rate_of_special.cells[3] == "dưới 6,5% (đến 2025)"


def test_the_plan_is_cited_by_number_once_it_is_written_down(ready, plan, officer):
    assert "Thực hiện Kế hoạch triển khai Chỉ thị" in snapshot_of(officer).opening[0]
    with acting_as(User.objects.system()):
        Plan.objects.update(number="45/KH-UBND", issued="ngày 10/5/2024")
    assert "Kế hoạch số 45/KH-UBND ngày 10/5/2024 của UBND phường" in snapshot_of(officer).opening[0]


def test_children_whose_sex_nobody_wrote_down_are_said(ready, officer, ward):
    """A boy, a girl and one more: the sentence accounts for all three."""
    with acting_as(User.objects.system(), scope=FIGURES):
        Child.objects.create(
            code="TE-2026-0003", full_name="Y Thơm", birth=PartialDate(2018, 2, 22), sex=Sex.UNKNOWN,
            neighbourhood=ward["tdp7"],
        )  # fmt: skip
    texts = [block.text for block in document(snapshot_of(officer)).blocks]
    assert any("trong đó nam 01 trẻ em, nữ 01 trẻ em, chưa xác định 01 trẻ em" in text for text in texts)

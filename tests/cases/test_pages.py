"""The pages: a report on a phone, what waits, one case; who may open which."""

import re

import pytest

from accounts.acting import acting_as
from accounts.models import AccessEvent, User
from cases.actions.intakes import ChildDraft
from cases.models import Case, CaseClock, Incident, Intake, Receipt
from children.actions.merging import merge_children
from interface.editions import Edition
from retention.queries import stops_of
from tests.cases.conftest import vn
from vietnamese.partial_dates import PartialDate

NOW = "2026-01-30 20:10"
SHORT = {"when": "now", "heard": "told"}
WHOLE = {"when": "now", "channel": "hotline_111"}
PAGES = ("/intakes/", "/cases/")


def said(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def token(record) -> str:
    return Edition.of(record).token


def seen(by, model=Case, **lookup):
    with acting_as(by):
        return model.objects.get(**lookup)


# --- Reporting ---------------------------------------------------------------------------------
def test_a_collaborator_reports_on_a_phone_and_sees_that_it_arrived(as_user, collaborator, officer, lists, ward, at):
    with at(NOW):
        browser = as_user(collaborator)
        page = said(browser.get("/report/"))
        assert "Vừa xong (20:10)" in page
        assert "113" in page
        typed = SHORT | {"happened": "Nghe tiếng đánh", "name_unknown": "on", "ages": "6-10"}
        answer = browser.post("/report/", typed | {"neighbourhood": str(ward["tdp7"].public_id)}, follow=True)
    assert "Đã tiếp nhận TB-2026-0001" in said(answer)
    assert "Nghe tiếng đánh" not in said(answer)
    intake = seen(officer, Intake)
    assert (intake.received_at, intake.channel, intake.neighbourhood) == (vn(NOW), "collaborator", ward["tdp7"])
    assert seen(officer, CaseClock).due_at == vn("2026-01-31 08:10")
    with acting_as(officer):
        child = intake.children.get()
        assert (child.name, child.name_unknown, child.age_from, child.age_to) == ("", True, 6, 10)


def test_two_answers_are_enough(as_user, collaborator, officer, lists, at):
    with at(NOW):
        assert as_user(collaborator).post("/report/", SHORT).status_code == 302
        assert as_user(collaborator).post("/report/", {"when": "now"}).status_code == 200
    with acting_as(officer):
        assert Intake.objects.count() == 1


@pytest.mark.parametrize("who", ["clerk", "admin", "collaborator", "stranger"])
def test_whoever_reports_reads_no_report(as_user, report, request, who):
    person = request.getfixturevalue(who)
    intake = report(person, "2026-01-30 20:00")
    browser = as_user(person)
    assert intake.code in said(browser.get("/report/sent/"))
    for url in (*PAGES, intake.get_absolute_url()):
        assert browser.get(url).status_code == 403


def test_agencies_report_in_their_own_name(as_user, focal_points, officer, lists, at):
    for person in focal_points:
        with at(NOW):
            browser = as_user(person)
            assert browser.post("/report/", SHORT).status_code == 302
            assert "Đã tiếp nhận" in said(browser.get("/report/sent/"))
            assert all(browser.get(url).status_code == 403 for url in PAGES)
    with acting_as(officer):
        channels = [each.channel for each in Intake.objects.order_by("pk")]
    assert channels == ["school", "health_station", "police", "other_person"]


def test_earlier_needs_its_day_and_hour_and_is_not_to_come(as_user, collaborator, officer, lists, at):
    earlier = SHORT | {"when": "other", "on_day": "30", "on_month": "01", "on_year": "2026"}
    with at(NOW):
        browser = as_user(collaborator)
        assert "Ghi ngày và giờ biết tin" in said(browser.post("/report/", earlier))
        assert "chưa đến" in said(browser.post("/report/", earlier | {"clock": "20:30"}))
        assert browser.post("/report/", earlier | {"clock": "07:15"}).status_code == 302
    assert seen(officer, Intake).received_at == vn("2026-01-30 07:15")


def test_an_officer_writes_the_whole_form_and_what_nobody_knew(as_user, officer, lists, at):
    typed = WHOLE | {"in_danger": "yes", "father": "Trần Văn A", "unknown": ["mother", "caregiver"]}
    with at(NOW):
        answer = as_user(officer).post("/report/", typed, follow=True)
        assert "Bỏ dấu ở mục đó" in said(as_user(officer).post("/report/", typed | {"unknown": ["father"]}))
    page = said(answer)
    assert "Trần Văn A" in page
    assert re.search(r"Mẹ Không biết Hoàn cảnh gia đình Chưa nhập", page)
    assert seen(officer, Intake).in_danger is True


def test_the_informant_is_named_by_consent_to_leaders_and_to_who_took_the_report(
    as_user, officer, other_officer, chair, lists, at
):
    typed = WHOLE | {"informant_agrees": "on", "informant_name": "Cô Sáu", "informant_phone": "0912345678"}
    with at(NOW):
        as_user(officer).post("/report/", typed)
        url = seen(officer, Intake).get_absolute_url()
        for person, reads in ((officer, True), (chair, True), (other_officer, False)):
            assert ("Cô Sáu" in said(as_user(person).get(url))) is reads


def test_a_name_without_consent_is_not_kept(as_user, officer, lists, at):
    with at(NOW):
        as_user(officer).post("/report/", WHOLE | {"informant_name": "Cô Sáu"})
    assert seen(officer, Intake).informant_name == ""


def test_a_child_of_the_register_is_reported_from_its_page(as_user, collaborator, officer, child_of, lists, at):
    child = child_of("tdp7")
    with at(NOW):
        browser = as_user(collaborator)
        url = f"/children/{child.public_id}/report"
        assert url in browser.get(child.get_absolute_url()).content.decode()
        browser.post(url, SHORT)
        case = seen(officer)
        assert case.child_id == child.pk
        assert case.code in said(as_user(officer).get(f"/children/{child.public_id}/cases"))
        assert as_user(collaborator).get(f"/children/{child.public_id}/cases").status_code == 403


# --- Reports -----------------------------------------------------------------------------------
@pytest.fixture
def second(report, officer, ward):
    report(officer, "2026-01-30 20:00", neighbourhood=ward["tdp7"], happened="tiếng đánh", children=[ChildDraft()])
    return report(officer, "2026-01-30 19:00", NOW, neighbourhood=ward["tdp7"], happened="tiếng khóc")


def test_what_waits_stands_at_the_top_and_is_compared(as_user, officer, second, at):
    with at("2026-01-30 20:30"):
        browser = as_user(officer)
        page = said(browser.get("/intakes/"))
        assert "Có thể cùng vụ việc" in page
        assert "10 giờ 30 phút" in page
        page = said(browser.get(second.get_absolute_url()))
    assert "Cùng một vụ việc?" in page
    assert "Nhận lúc 19:00 ngày 30/01/2026 20:00 ngày 30/01/2026" in page
    assert "tiếng đánh" in page
    assert "tiếng khóc" in page
    assert "Nối vào BV-2026-0001" in page


def test_an_officer_links_it(as_user, officer, second, at):
    incident = seen(officer, Incident)
    url = f"{second.get_absolute_url()}link/{incident.public_id}"
    with at("2026-01-30 20:30"):
        answer = as_user(officer).post(url, {"opened": token(second)}, follow=True)
        assert "Đã nối tin TB-2026-0002" in said(answer)
        again = as_user(officer).post(url, {"opened": token(second)}, follow=True)
    assert "vừa có người xử lý" in said(again)
    assert seen(officer).received_at == vn("2026-01-30 19:00")


def test_or_opens_a_case_of_its_own(as_user, officer, second, at):
    with at("2026-01-30 20:30"):
        url = f"{second.get_absolute_url()}separate"
        assert "Đã mở hồ sơ BV-2026-0002" in said(as_user(officer).post(url, {"opened": token(second)}, follow=True))


def test_a_leader_reads_and_does_not_link(as_user, chair, officer, second):
    page = as_user(chair).get(second.get_absolute_url())
    assert "tiếng khóc" in said(page)
    assert "Nối vào" not in said(page)
    url = f"{second.get_absolute_url()}separate"
    assert as_user(chair).post(url, {"opened": token(second)}).status_code == 403


# --- Cases -------------------------------------------------------------------------------------
def step_form(case, moment: str = NOW, **more) -> dict:
    day, clock = moment.split()
    year, month, number = day.split("-")
    return {
        "opened": token(case), "on_day": number, "on_month": month, "on_year": year, "clock": clock, **more,
    }  # fmt: skip


def test_from_the_board_to_a_dismissed_report(as_user, report, officer, chair, at):
    report(officer, "2026-01-30 20:00")
    with at(NOW):
        browser = as_user(officer)
        assert "Chưa ai phụ trách" in said(browser.get("/cases/"))
        case = seen(officer)
        url = case.get_absolute_url()
        assert "Tôi phụ trách" in said(browser.get(url))
        browser.post(f"{url}take", {"opened": token(case)})
        page = said(browser.get(url))
        assert "Bắt đầu xác minh" in page
        assert "Đánh giá ban đầu" in page
        browser.post(f"{url}step/verify", step_form(seen(officer)))
        assert "Thông tin xác thực" in said(browser.get(url))
        browser.post(f"{url}step/dismiss", step_form(seen(officer), reason="Ảnh cũ, ở nơi khác"))
        page = said(browser.get(url))
        assert "Đã kết thúc" in page
        assert "Ảnh cũ, ở nơi khác" in page
        assert "Không có thời hạn nào đang chạy" in page
        assert case.code in said(browser.get("/cases/?closed=1"))
        assert "Tái mở" in said(as_user(chair).get(url))


def test_no_step_is_offered_whose_paper_cannot_be_written(as_user, taken, go, officer, chair, at):
    with at(NOW):
        case = go(go(taken, "verify", officer), "confirm", officer)
        page = said(as_user(officer).get(case.get_absolute_url()))
        assert "chưa lập được trong phần mềm" in page
        assert "Không cần can thiệp khẩn cấp, ghi lý do" in page
        assert "Kết thúc đánh giá ban đầu" not in page
        assert "Kết thúc vì lý do khác" in said(as_user(chair).get(case.get_absolute_url()))
        url = f"{case.get_absolute_url()}step/assess_risk"
        assert "Còn thiếu đánh giá nguy cơ ban đầu" in said(as_user(officer).post(url, step_form(case)))


def test_the_twelve_hours_end_with_a_reason(as_user, taken, go, officer, at):
    with at(NOW):
        case = go(go(taken, "verify", officer), "confirm", officer)
        url = f"{case.get_absolute_url()}no-emergency"
        as_user(officer).post(url, step_form(case, reason="Trẻ ở với bà ngoại"))
        page = said(as_user(officer).get(case.get_absolute_url()))
    assert "Không có thời hạn nào đang chạy" in page
    assert "Trẻ ở với bà ngoại" in page


def test_a_step_that_is_none_does_not_exist(as_user, taken, officer):
    assert as_user(officer).get(f"{taken.get_absolute_url()}step/no_emergency").status_code == 404


def test_a_taken_case_exists_for_its_team_and_the_deciding_leaders(
    as_user, taken, officer, other_officer, chair, vice_chair
):
    for person, status in ((officer, 200), (chair, 200), (vice_chair, 200), (other_officer, 404)):
        browser = as_user(person)
        assert browser.get(taken.get_absolute_url()).status_code == status
        assert (taken.code in said(browser.get("/cases/"))) is (status == 200)
    page = said(as_user(other_officer).get("/intakes/"))
    assert "Người khác phụ trách" in page


def test_a_leader_gives_the_case_to_a_colleague(as_user, taken, officer, other_officer, chair, at):
    with at(NOW):
        url = f"{taken.get_absolute_url()}team"
        assert "Phân công" in said(as_user(chair).get(taken.get_absolute_url()))
        typed = {"opened": token(taken), "user": str(other_officer.public_id), "duty": "manager"}
        assert as_user(chair).post(url, typed).status_code == 302
    assert as_user(other_officer).get(taken.get_absolute_url()).status_code == 200
    assert as_user(officer).get(taken.get_absolute_url()).status_code == 404


def test_who_hands_a_case_over_is_led_to_the_board(as_user, taken, officer, other_officer, at):
    with at(NOW):
        typed = {"opened": token(taken), "user": str(other_officer.public_id), "duty": "manager"}
        answer = as_user(officer).post(f"{taken.get_absolute_url()}team", typed, follow=True)
    assert answer.status_code == 200
    assert taken.code not in said(answer)


def test_reading_a_case_leaves_a_line(as_user, taken, officer, chair):
    as_user(chair).get(taken.get_absolute_url())
    with acting_as(chair):
        assert AccessEvent.objects.filter(actor=chair, event="CASE_READ", about=taken.code).exists()


def test_the_home_page_tells_the_clock_of_the_law(as_user, taken, officer, other_officer, chair, second, at):
    with at("2026-01-30 20:30"):
        mine = said(as_user(officer).get("/"))
        assert f"Xác minh: hồ sơ {taken.code}" in mine
        assert f"So sánh tin báo {second.code}" in mine
        assert taken.code not in said(as_user(other_officer).get("/"))
    with at("2026-01-31 08:01"):
        assert "hồ sơ bảo vệ trẻ em quá hạn" in said(as_user(chair).get("/"))


def test_everybody_finds_the_way_to_report(as_user, cast, focal_points):
    for person in (*cast.values(), *focal_points):
        page = as_user(person).get("/account/").content.decode()
        assert 'class="cc-report" href="/report/"' in page


def test_a_child_named_in_a_case_is_not_destroyed(report, officer, child_of, lists):
    child = child_of("tdp7", birth=PartialDate(2000, 1, 1))  # long over
    with acting_as(officer):
        assert stops_of([child.pk]) == {}
    report(officer, "2026-01-30 20:00", children=[ChildDraft(child=child)])
    with acting_as(officer):
        assert stops_of([child.pk]) == {child.pk: ["other"]}


def test_two_records_of_one_child_keep_the_case(report, officer, child_of, lists):
    kept, gone = child_of("tdp7"), child_of("tdp7")
    report(officer, "2026-01-30 20:00", children=[ChildDraft(child=gone)])
    with acting_as(officer):
        merge_children(kept=kept, gone=gone, by=officer, taken=(), versions=(kept.version, gone.version))
    assert seen(officer).child_id == kept.pk


def test_nobody_reads_the_number_of_a_receipt_by_its_table(report, collaborator, stranger, sql):
    report(collaborator, "2026-01-30 20:00")
    with acting_as(stranger):
        assert sql("select count(*) from cases_receipt") == [(0,)]
        assert sql("select count(*) from cases_intake") == [(0,)]
    with acting_as(collaborator):
        assert sql("select count(*) from cases_receipt") == [(1,)]
        assert Receipt.objects.visible_to(collaborator).exists()
        assert sql("select count(*) from cases_intake") == [(0,)]
    with acting_as(User.objects.system()):
        assert sql("select count(*) from cases_case") == [(1,)]

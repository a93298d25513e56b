"""“Việc cần làm”: beside the things to do stands what comes and what was finished."""

import datetime

from accounts.acting import acting_as
from accounts.models import Notification
from agencies.actions.calendar import add_day
from interface import todo


def test_days_off_in_a_row_are_one_line(ward, admin, clerk, as_user, at):
    with at("2026-12-20 08:00"):
        with acting_as(admin):
            for day in (1, 2):
                add_day(day=datetime.date(2027, 1, day), kind="holiday", name="Tết Dương lịch", by=admin)
        page = as_user(clerk).get("/")
    assert [note.text for note in page.context["coming"]] == ["Tết Dương lịch đến hết 02/01"]


def test_officers_see_when_figures_are_cut_off(ward, officer, collaborator, as_user, at):
    with at("2026-11-02 08:00"):
        assert "Chốt số liệu báo cáo năm 2026" in as_user(officer).get("/").content.decode()
        assert "Chốt số liệu" not in as_user(collaborator).get("/").content.decode()
    with at("2026-11-16 08:00"):
        assert "Chốt số liệu" not in as_user(officer).get("/").content.decode()


def test_what_the_bell_told_lately_is_seen_by_its_owner_only(ward, officer, chair, as_user):
    with acting_as(officer):
        Notification.objects.create(recipient=officer, text="Lập dự thảo báo cáo năm: xong", url="/reports/2026/")
    assert [note.text for note in as_user(officer).get("/").context["done"]] == ["Lập dự thảo báo cáo năm: xong"]
    assert as_user(chair).get("/").context["done"] == []


def test_the_things_to_do_are_worked_out_once_for_menu_and_home(ward, officer, as_user, monkeypatch):
    asked = []
    monkeypatch.setattr(
        todo, "_sources", [lambda user: asked.append(user) or [todo.Todo("Ký sổ", "/", "Xem", count=3)]]
    )
    page = as_user(officer).get("/")
    assert asked == [officer]
    assert page.context["menu"][0]["lines"][0]["count"] == 3
    assert "Ký sổ" in page.content.decode()

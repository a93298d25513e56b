"""“Công việc nền”: what the machine does for somebody, how far it is, and how to stop it."""

import re

import pytest
from django.utils import timezone

from accounts.acting import acting_as
from jobs.models import Job, State


@pytest.fixture
def job(officer):
    with acting_as(officer):
        return Job.objects.create(kind="annual_report", owner=officer)


def put(job, **values):
    with acting_as(job.owner):
        Job.objects.filter(pk=job.pk).update(**values)


def text(answer) -> str:
    """What the page says; the token of a form is another one in each answer."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())


def test_one_sees_ones_own_jobs_and_the_administrator_all(officer, other_officer, admin, job, as_user):
    put(job, state=State.FAILED, error="Chưa có người ký báo cáo.")
    page = text(as_user(officer).get("/jobs/"))
    assert "Không làm được" in page
    assert "Chưa có người ký báo cáo." in page
    assert "Chưa có công việc nào" in text(as_user(other_officer).get("/jobs/"))
    assert "Phạm Thị Hồng Vân" in text(as_user(admin).get("/jobs/"))


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "Máy rảnh thì làm việc này."),
        ({"state": State.RUNNING, "step": "Đang in ra giấy", "progress": 50}, "Đang in ra giấy"),
        ({"state": State.DONE, "finished_at": timezone.now(), "result_url": "/reports/2026/"}, "Xem kết quả"),
        ({"state": State.FAILED, "finished_at": timezone.now(), "error": "Chưa có người ký."}, "Chưa có người ký."),
        ({"state": State.STOPPED, "finished_at": timezone.now()}, "Đã dừng"),
    ],
)
def test_the_page_of_a_job_and_its_part_for_htmx_say_the_same(officer, job, as_user, values, said):
    put(job, **values)
    browser = as_user(officer)
    page, part = (
        text(browser.get(f"/jobs/{job.public_id}/", headers=headers)) for headers in ({}, {"HX-Request": "true"})
    )
    assert said in page
    assert said in part
    assert part.strip() in page
    assert "<html" not in part
    assert ("hx-get" in part) is (values.get("state", State.QUEUED) in (State.QUEUED, State.RUNNING))


def test_a_job_is_stopped_from_its_page(officer, job, as_user):
    browser = as_user(officer)
    assert f"/jobs/{job.public_id}/stop" in text(browser.get(f"/jobs/{job.public_id}/"))
    assert browser.post(f"/jobs/{job.public_id}/stop").url == f"/jobs/{job.public_id}/"
    assert "Đã dừng" in text(browser.get(f"/jobs/{job.public_id}/"))


def test_the_administrator_stops_the_job_of_another_person(admin, job, as_user):
    browser = as_user(admin)
    assert f"/jobs/{job.public_id}/stop" in text(browser.get(f"/jobs/{job.public_id}/"))
    browser.post(f"/jobs/{job.public_id}/stop")
    with acting_as(admin):
        assert Job.objects.get(pk=job.pk).state == State.STOPPED


def test_a_foreign_job_does_not_exist(other_officer, chair, job, as_user):
    for person in (other_officer, chair):
        assert as_user(person).get(f"/jobs/{job.public_id}/").status_code == 404
        assert as_user(person).post(f"/jobs/{job.public_id}/stop").status_code == 404
    with acting_as(job.owner):
        assert Job.objects.get(pk=job.pk).state == State.QUEUED


def test_long_lists_have_pages(officer, as_user):
    with acting_as(officer):
        Job.objects.bulk_create(Job(kind="annual_report", owner=officer) for _ in range(30))
    assert len(as_user(officer).get("/jobs/?page=2").context["page"].object_list) == 5

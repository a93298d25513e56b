"""The log of a production: every line is JSON, and none says who somebody is."""

import json
import logging
import subprocess
import sys
import urllib.error
import urllib.request
import uuid
from io import StringIO
from socket import socket
from urllib.parse import quote

import pytest
from celery import shared_task
from django.urls import include, path

from accounts.models import User
from config.logs import JsonLines
from interface.doors import PUBLIC, page
from interface.refusals import Refused
from tests.config.project import ROOT, wait_until

NAME = "Y Thơm Hlăp"


def breaks(request):
    """The database's own words name the row that is there already."""
    User.objects.create(username="van.pth", full_name=request.POST["name"])


def refuses(request):
    raise Refused(f"Trẻ em {request.POST['name']} đã có trong sổ.")


urlpatterns = [
    page("breaks/", breaks, may=PUBLIC, posts=True),
    page("refuses/", refuses, may=PUBLIC, posts=True),
    path("", include("config.urls")),
]


@shared_task(name="tests.names_a_child")
def names_a_child():
    raise ValueError(f"{NAME}: không có ngày sinh")


@pytest.fixture
def log():
    """What production's handler writes, line by line."""
    written = StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonLines())
    logging.getLogger().addHandler(handler)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    logging.getLogger().removeHandler(handler)


def assert_names_nobody(lines):
    text = json.dumps(lines, ensure_ascii=False)
    assert not [word for word in (*NAME.split(), quote(NAME), "van.pth") if word in text]


@pytest.mark.urls(__name__)
def test_a_page_that_breaks_says_where_and_for_which_request_but_names_nobody(officer, as_user, log):
    browser = as_user(officer)
    browser.raise_request_exception = False
    answer = browser.post(f"/breaks/?q={quote(NAME)}", {"name": NAME})
    assert answer.status_code == 500
    [line] = log()
    assert (line["level"], line["logger"]) == ("ERROR", "django.request")
    assert line["message"] == "Internal Server Error: /breaks/"
    assert line["user"] == officer.pk
    assert uuid.UUID(line["request"])
    assert [error["type"] for error in line["exception"]] == [
        "django.db.utils.IntegrityError",
        "psycopg.errors.UniqueViolation",
    ]
    assert any(place.startswith("tests/config/test_logs.py:") for place in line["exception"][0]["at"])
    assert_names_nobody([line])


@pytest.mark.urls(__name__)
def test_a_refused_request_is_logged_without_its_sentence(officer, as_user, log):
    answer = as_user(officer).post(f"/refuses/?q={quote(NAME)}", {"name": NAME})
    assert NAME in answer.content.decode()
    [line] = log()
    assert (line["level"], line["message"], line["user"]) == ("WARNING", "Conflict: /refuses/", officer.pk)
    assert_names_nobody([line])


def test_a_job_that_breaks_is_logged_without_the_words_of_its_exception(log):
    names_a_child.apply()
    [line] = log()
    assert line["message"].endswith("raised unexpected: builtins.ValueError")
    assert line["exception"][0]["at"][-1].endswith("names_a_child")
    assert_names_nobody([line])


@pytest.fixture
def cut_off(production):
    """A production whose servers do not answer."""
    nowhere = {"DATABASE_URL": "postgres://a:b@127.0.0.1:1/c", "REDIS_URL": "redis://:secret@127.0.0.1:1/0"}
    return {**production, **nowhere, "BEHIND_PROXY": "1"}


@pytest.fixture
def started(cut_off, tmp_path):
    """Start a program and wait until the condition holds; what it has written until then, line by line."""

    def run(*command, until):
        errors = tmp_path / "errors"
        with errors.open("w") as file:
            program = subprocess.Popen([sys.executable, "-m", *command], cwd=ROOT, env=cut_off, stderr=file)
        try:
            wait_until(lambda: until(errors.read_text()), f"{command[0]} is there")
            return [json.loads(line) for line in errors.read_text().splitlines()]
        finally:
            program.terminate()
            program.wait()

    return run


def ask(port, address):
    headers = {"Host": "treem.example.vn", "X-Forwarded-Proto": "https"}
    try:
        urllib.request.urlopen(urllib.request.Request(f"http://127.0.0.1:{port}{address}", headers=headers), timeout=5)
    except urllib.error.HTTPError as answer:
        return answer.status, answer.read().decode()
    except OSError:
        return None


def test_without_its_database_the_web_server_says_so_in_json_lines(started):
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    gunicorn = ("gunicorn", "-c", "python:config.web", "config.wsgi", "--bind", f"127.0.0.1:{port}")

    def is_asked_twice(_):
        return ask(port, "/healthz") == (503, "no database") and ask(port, f"/children/?q={quote(NAME)}")[0] == 500

    lines = started(*gunicorn, "--no-control-socket", until=is_asked_twice)
    assert "Service Unavailable: /healthz" in [line["message"] for line in lines]
    assert "django.db.utils.OperationalError" in [error["type"] for error in lines[-1]["exception"]]
    assert_names_nobody(lines)


def test_without_its_broker_the_worker_says_so_in_json_lines(started):
    worker = ("celery", "--quiet", "-A", "config", "worker", "--concurrency", "1")
    lines = started(*worker, until=lambda errors: "Cannot connect" in errors)
    assert lines[-1]["logger"] == "celery.worker.consumer.consumer"
    assert "secret" not in json.dumps(lines)


def test_a_systems_own_id_of_a_child_is_not_written(log):
    logging.getLogger("django.request").warning("Not Found: %s", "/api/v1/records/051218000001")
    (line,) = log()
    assert line["message"] == "Not Found: /api/v1/records/…"

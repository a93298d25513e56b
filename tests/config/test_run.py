"""`./dev run`, the real thing: web, worker and beat on their own database."""

import contextlib
import itertools
import os
import signal
import socket
import sys
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from kombu import Connection

from tests.config.project import is_alive, made_project, wait_until

RUN = (sys.executable, "-m", "config.run")


@pytest.fixture
def port():
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return str(door.getsockname()[1])


def is_well(port: str) -> bool:
    with contextlib.suppress(OSError):
        return urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5).status == 200
    return False


def command_line(pid: int) -> str:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    return ""


def main_process(project, what: str) -> int:
    """The process of this program that the supervisor started: it leads a session."""
    for pid in project.processes():
        with contextlib.suppress(ProcessLookupError):
            if what in command_line(pid) and os.getsid(pid) == pid:
                return pid
    return 0


def kill_and_wait_for_another(project, what: str) -> None:
    killed = wait_until(lambda: main_process(project, what), f"{what} runs")
    os.kill(killed, signal.SIGKILL)
    wait_until(lambda: not is_alive(killed), f"{what} is gone")
    wait_until(lambda: main_process(project, what), f"{what} runs again")


def test_a_ward_runs_through_killed_programs_and_stops_without_a_trace(port):
    calm = {"PORT": port, "DEMO": "0", "PRODUCTION": "0"}
    with made_project(whole=True) as project:
        with project.running(*RUN, **calm) as command:
            lines = iter(command.stdout.readline, "")
            assert f"Chở Che: http://127.0.0.1:{port}\n" in lines
            assert "thiết lập phường lần đầu" in next(lines)
            assert is_well(port)
            kill_and_wait_for_another(project, "gunicorn")
            kill_and_wait_for_another(project, "celery --quiet -A config worker")
            wait_until(lambda: is_well(port), "the page is there again")

            beside = project.run(sys.executable, "manage.py", "migrate", "--check", **calm)
            assert beside.returncode == 0, beside.stderr
            again = project.run(*RUN, **calm)
            assert again.returncode == 1
            assert again.stderr.startswith("✗ Chở Che đang chạy từ thư mục này")
            assert is_well(port)

            command.send_signal(signal.SIGINT)
            assert command.wait(timeout=60) == 0
        assert project.processes() == []


def test_a_demo_ward_prints_its_sign_ins_outlives_its_beat_and_stops_at_a_signal(port):
    with made_project(whole=True) as project:
        with project.running(*RUN, PORT=port, PRODUCTION="0") as command:
            said = list(itertools.takewhile(lambda line: "Ctrl-C" not in line, iter(command.stdout.readline, "")))
            assert f"Chở Che: http://127.0.0.1:{port}\n" in said
            assert not any("thiết lập phường" in line for line in said)
            assert any(line.startswith("Dữ liệu minh họa. Mật khẩu của mọi tài khoản: ") for line in said)
            assert {"van.pth", "lan.lt", "tri.nm"} <= {line.split()[0] for line in said if line.startswith("  ")}
            kill_and_wait_for_another(project, "celery --quiet -A config beat")
            assert is_well(port)
            command.send_signal(signal.SIGTERM)
            assert command.wait(timeout=60) == 0
        assert project.processes() == []


@pytest.fixture
def servers_of_somebody_else():
    """The suite's own servers, with a fresh database on them."""
    name = f"run_{os.getpid()}"
    owner = os.environ["DATABASE_OWNER_URL"]

    def with_name(url):
        return urlsplit(url)._replace(path=f"/{name}").geturl()

    def asked(statement):
        with psycopg.connect(owner.replace("postgres://", "postgresql://", 1), autocommit=True) as connection:
            connection.execute(statement)

    asked(f"create database {name}")
    urls = {each: with_name(os.environ[each]) for each in ("DATABASE_URL", "DATABASE_OWNER_URL")}
    yield {**urls, "REDIS_URL": os.environ["REDIS_URL"]}
    asked(f"drop database {name} with (force)")  # they still run


def test_a_ward_on_servers_that_run_already_leaves_them_running(port, servers_of_somebody_else):
    with made_project(whole=True) as project:
        own = {"PORT": port, "DEMO": "0", "PRODUCTION": "0", **servers_of_somebody_else}
        with project.running(*RUN, **own) as command:
            assert f"Chở Che: http://127.0.0.1:{port}\n" in iter(command.stdout.readline, "")
            page = urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10)
            assert "/first-run/" in page.url
            assert not {"postgres", "valkey-server"} & project.programs()
            command.send_signal(signal.SIGINT)
            assert command.wait(timeout=60) == 0
        assert project.processes() == []
    with Connection(servers_of_somebody_else["REDIS_URL"]) as broker:
        broker.connect()


OWN_SERVERS = {"DATABASE_URL": "postgres://a@b/c", "DATABASE_OWNER_URL": "postgres://o@b/c", "REDIS_URL": "redis://r"}


def test_a_port_in_use_is_named_with_what_to_do():
    with made_project() as project, socket.create_server(("127.0.0.1", 0)) as other_program:
        port = other_program.getsockname()[1]
        done = project.run(*RUN, PORT=str(port), **OWN_SERVERS)
    assert done.returncode == 1
    assert f"✗ Cổng {port} không dùng được" in done.stderr
    assert f"PORT={port + 1} ./dev run" in done.stderr


def test_a_port_that_is_none_is_refused():
    with made_project() as project:
        done = project.run(*RUN, PORT="http", **OWN_SERVERS)
    assert done.returncode == 1
    assert done.stderr == "✗ PORT=http is not a port number.\n"

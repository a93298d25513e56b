"""A running ward of its own for the journeys: a database, a web server, a worker and beat as processes."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from socket import socket

import psycopg
from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Site:
    """A running ward. `start`, `kill` and `paused` work on its processes: web, worker, beat."""

    env: dict[str, str]
    port: int
    processes: dict[str, subprocess.Popen] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def manage(self, *args: str) -> str:
        command = [sys.executable, "manage.py", *args]
        result = subprocess.run(command, cwd=ROOT, env=self.env, capture_output=True, text=True, check=False)
        assert result.returncode == 0, result.stderr[-3000:]
        return result.stdout

    def start(self, name: str) -> None:
        commands = {
            "web": ["gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{self.port}", "--threads", "4"],
            "worker": ["celery", "-A", "config.celery", "worker", "--concurrency", "1", "--loglevel", "warning"],
            "beat": ["celery", "-A", "config.celery", "beat", "--schedule", f"{self.env['SITE_VAR']}/beat"],
        }
        log = open(f"{self.env['SITE_VAR']}/{name}.log", "ab")  # noqa: SIM115  the process keeps it
        self.processes[name] = subprocess.Popen(
            [sys.executable, "-m", *commands[name]],
            cwd=ROOT,
            env=self.env,
            start_new_session=True,
            stdout=log,
            stderr=log,
        )
        log.close()

    def kill(self, name: str, how: int = signal.SIGKILL) -> None:
        """End a process and everything it started."""
        process = self.processes.pop(name)
        os.killpg(process.pid, how)
        process.wait(20)

    @contextmanager
    def paused(self, name: str) -> Iterator[None]:
        """The process lives but does nothing: what it should do stays under way."""
        os.killpg(self.processes[name].pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.killpg(self.processes[name].pid, signal.SIGCONT)

    def wait_until_it_answers(self) -> None:
        for _ in range(200):
            try:
                urllib.request.urlopen(f"{self.url}/healthz", timeout=2)
            except OSError:  # refused, or too slow on a busy machine
                time.sleep(0.1)
            else:
                return
        raise AssertionError("The web server does not answer.")


@contextmanager
def running_site(name: str, var: Path, *, demo_children: int, processes: tuple[str, ...]) -> Iterator[Site]:
    """A ward with a demo of so many children; without any it is empty and waits for its first run."""
    owner_url, app_url = _own_database(name)
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    urls = {"DATABASE_OWNER_URL": owner_url, "DATABASE_URL": app_url, "SITE_VAR": str(var)}
    site = Site({**os.environ, **_settings_of_the_suite(), **urls}, port)
    try:
        site.manage("migrate", "--verbosity", "0")
        site.manage("load_reference")
        if demo_children:
            site.manage("seed_demo", "--children", str(demo_children))
        for process in processes:
            site.start(process)
        site.wait_until_it_answers()
        yield site
    finally:
        for process in list(site.processes):
            site.kill(process, signal.SIGTERM if process == "web" else signal.SIGKILL)
        _drop_database(name)


def _settings_of_the_suite() -> dict[str, str]:
    return {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PRODUCTION": "0",
        "DATABASE_ROLE": "app",
        "SECRET_KEY": settings.SECRET_KEY,
        "ENCRYPTION_KEYS": settings.ENCRYPTION_KEYS,
        "FINGERPRINT_KEY": settings.FINGERPRINT_KEY,
    }


def _own_database(name: str) -> tuple[str, str]:
    """A fresh database beside the suite's, made by the owner."""
    owner, app = os.environ["DATABASE_OWNER_URL"], os.environ["DATABASE_URL"]
    with psycopg.connect(_for_psycopg(owner), autocommit=True) as connection:
        connection.execute(f"create database {name}")
    return _with_name(owner, name), _with_name(app, name)


def _drop_database(name: str) -> None:
    with psycopg.connect(_for_psycopg(os.environ["DATABASE_OWNER_URL"]), autocommit=True) as connection:
        connection.execute(f"drop database {name} with (force)")


def _with_name(url: str, name: str) -> str:
    base, question, query = url.partition("?")
    return base.rpartition("/")[0] + f"/{name}" + question + query


def _for_psycopg(url: str) -> str:
    return url.replace("postgres://", "postgresql://", 1)

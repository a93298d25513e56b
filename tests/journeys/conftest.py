"""A whole site for the journeys: its own database, web server, worker and beat as processes, and a real Chromium."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from socket import socket

import psycopg
import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from agencies.demo.facts import PASSWORD as DEMO_PASSWORD

ROOT = Path(__file__).resolve().parents[2]
SCREENSHOTS = ROOT / "screenshots"
CHROMIUM_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
DEMO_CHILDREN = 400


@dataclass
class Site:
    """A running ward. `start` and `kill` work on its processes: web, worker, beat."""

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

    def wait_until_it_answers(self) -> None:
        for _ in range(200):
            try:
                urllib.request.urlopen(f"{self.url}/healthz", timeout=2)
            except OSError:  # refused, or too slow on a busy machine
                time.sleep(0.1)
            else:
                return
        raise AssertionError("The web server does not answer.")


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """A demo ward of a few hundred children, served by real processes against a database of its own."""
    var = tmp_path_factory.mktemp("site")
    owner_url, app_url, name = _own_database()
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    secrets = _settings_of_the_suite()
    site = Site(
        {**os.environ, **secrets, "DATABASE_OWNER_URL": owner_url, "DATABASE_URL": app_url, "SITE_VAR": str(var)}, port
    )
    try:
        site.manage("migrate", "--verbosity", "0")
        site.manage("load_reference")
        site.manage("seed_demo", "--children", str(DEMO_CHILDREN))
        for process in ("web", "worker", "beat"):
            site.start(process)
        site.wait_until_it_answers()
        yield site
    finally:
        for process in list(site.processes):
            site.kill(process, signal.SIGTERM if process == "web" else signal.SIGKILL)
        _drop_database(owner_url, name)


def _settings_of_the_suite() -> dict[str, str]:
    return {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PRODUCTION": "0",
        "DEBUG": "0",
        "GALLERY": "1",
        "DATABASE_ROLE": "app",
        "SECRET_KEY": settings.SECRET_KEY,
        "ENCRYPTION_KEYS": settings.ENCRYPTION_KEYS,
        "FINGERPRINT_KEY": settings.FINGERPRINT_KEY,
    }


def _own_database() -> tuple[str, str, str]:
    """A fresh database beside the suite's, made by the owner."""
    owner, app = os.environ["DATABASE_OWNER_URL"], os.environ["DATABASE_URL"]
    name = f"site_{os.getpid()}"
    with psycopg.connect(_for_psycopg(owner), autocommit=True) as connection:
        connection.execute(f"create database {name}")
    return _with_name(owner, name), _with_name(app, name), name


def _drop_database(owner_url: str, name: str) -> None:
    with psycopg.connect(_for_psycopg(os.environ["DATABASE_OWNER_URL"]), autocommit=True) as connection:
        connection.execute(f"drop database {name} with (force)")


def _with_name(url: str, name: str) -> str:
    base, question, query = url.partition("?")
    return base.rpartition("/")[0] + f"/{name}" + question + query


def _for_psycopg(url: str) -> str:
    return url.replace("postgres://", "postgresql://", 1)


@pytest.fixture(scope="module")
def browser(site):
    """Closed after each file: its event loop in this thread would make Django refuse the queries of other tests."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


class Visitor:
    """A person at a screen. Every page visited is checked: nothing from elsewhere, no blocked content, no error."""

    def __init__(self, browser: Browser, site: Site, width: int, height: int) -> None:
        self.site = site
        self.context: BrowserContext = browser.new_context(
            viewport={"width": width, "height": height},
            locale="vi-VN",
            accept_downloads=True,
            is_mobile=width < 500,
            has_touch=width < 500,
            base_url=site.url,
        )
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(15_000)
        self.foreign: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", self._note_request)
        self.page.on("console", lambda message: message.type == "error" and self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _note_request(self, request) -> None:
        if not request.url.startswith((self.site.url, "data:", "blob:", "about:")):
            self.foreign.append(request.url)

    def sign_in(self, username: str, password: str | None = None) -> "Visitor":
        self.page.goto("/sign-in/")
        self.page.get_by_label("Tên đăng nhập").fill(username)
        self.page.get_by_label("Mật khẩu", exact=True).fill(password or DEMO_PASSWORD)
        self.page.get_by_role("button", name="Đăng nhập").click()
        self.page.wait_for_url(lambda url: "/sign-in/" not in url)
        return self

    def look(self, name: str) -> None:
        """A picture for a person, and the checks every page must pass."""
        self.picture(name)
        self.check()

    def picture(self, name: str) -> None:
        SCREENSHOTS.mkdir(exist_ok=True)
        self.page.screenshot(path=SCREENSHOTS / f"{name}.jpg", full_page=True, type="jpeg", quality=70)

    def check_width(self) -> None:
        wide = self.page.evaluate("document.scrollingElement.scrollWidth > window.innerWidth + 1")
        assert not wide, f"{self.page.url} scrolls sideways at {self.page.viewport_size}"

    def check(self) -> None:
        self.check_width()
        assert self.foreign == [], self.foreign
        assert self.complaints == [], self.complaints
        self.page.evaluate((ROOT / "tests/vendor/axe.min.js").read_text())
        found = self.page.evaluate("axe.run({resultTypes: ['violations']})")
        serious = [v for v in found["violations"] if v["impact"] in ("serious", "critical")]
        assert serious == [], [(v["id"], [n["html"][:200] for n in v["nodes"]][:3]) for v in serious]


@pytest.fixture
def visitor(browser, site):
    """`visitor()` at a desk, `visitor(width=390)` on a phone."""
    opened: list[Visitor] = []

    def arrive(width: int = 1366, height: int = 768) -> Visitor:
        opened.append(Visitor(browser, site, width, height))
        return opened[-1]

    yield arrive
    for each in opened:
        each.context.close()

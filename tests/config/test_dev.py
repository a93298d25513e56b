"""What `./dev` installs, and when. Python and apt-get are replaced by scripts that write down what they are told.

At the end, once in earnest.
"""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.config.project import NEEDS_ROOT, ROOT, an_ordinary_users_project, made_project, wait_until

PYTHON = """#!/bin/sh
echo "python $*" >>"$CALLS"
case "$*" in
    *'-m venv'*) mkdir -p .venv/bin; cp "$0" .venv/bin/python ;;
    -VV) echo "Python $VERSION" ;;
    *'-m uv pip sync'*) sleep 0.2; exit "${SYNC:-0}" ;;
esac
"""
LIBRARIES = "libpango-1.0.so.0 libpangoft2-1.0.so.0 libharfbuzz-subset.so.0"


class Checkout:
    """A folder with `dev` and the locks, on a machine made of scripts."""

    def __init__(self, folder: Path):
        self.folder, self.machine = folder / "Chở Che", folder / "bin"
        self.calls = folder / "calls"
        (self.folder / "requirements").mkdir(parents=True)
        self.machine.mkdir()
        shutil.copy(ROOT / "dev", self.folder)
        for name in ("uv", "runtime", "test"):
            self.lock(name, "1")
        self.program("python3", PYTHON)
        self.program("ldconfig", f"#!/bin/sh\nfor each in {LIBRARIES}; do echo $each; done")
        self.program("chromium", "#!/bin/sh")
        self.program("apt-get", '#!/bin/sh\necho "apt-get $*" >>"$CALLS"')
        self.user(0)

    def program(self, name: str, text: str) -> None:
        (self.machine / name).write_text(text)
        (self.machine / name).chmod(0o755)

    def user(self, number: int) -> None:
        self.program("id", f"#!/bin/sh\necho {number}")

    def lock(self, name: str, text: str) -> None:
        (self.folder / "requirements" / f"{name}.txt").write_text(text)

    def start(self, *words: str, **more: str) -> subprocess.Popen:
        path = f"{self.machine}:/usr/bin:/bin"
        return subprocess.Popen(
            [self.folder / "dev", *words],
            env={"PATH": path, "CALLS": str(self.calls), "VERSION": "3.11.7", **more},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def dev(self, *words: str, **more: str) -> subprocess.CompletedProcess:
        """Run it; `.did` is what it told Python and apt-get to make, in short."""
        self.calls.write_text("")
        with self.start(*words, **more) as process:
            said, complained = process.communicate(timeout=60)
        done = subprocess.CompletedProcess(words, process.returncode, said, complained)
        done.did = [short for line in self.calls.read_text().splitlines() if (short := in_short(line))]
        return done


def in_short(call: str) -> str | None:
    words = call.split()
    if "venv" in words and "-m" in words:
        return "new environment"
    if "sync" in words:
        return words[-1]
    if "config.embedded" in words:
        return call.rpartition("/.venv/bin/python ")[2]
    return call if words[0] == "apt-get" else None


@pytest.fixture
def checkout(tmp_path):
    return Checkout(tmp_path)


def test_alone_it_lists_its_commands(checkout):
    done = checkout.dev()
    assert [line.split()[1] for line in done.stdout.splitlines()] == [
        "run",
        "test",
        "coverage",
        "check",
        "manage",
        "bench",
        "lock",
    ]
    assert done.did == []


def test_an_unknown_command_is_refused_with_the_list(checkout):
    done = checkout.dev("tset")
    assert done.returncode == 2
    assert "./dev test" in done.stderr


def test_the_first_command_installs_and_the_second_finds_all_in_order(checkout):
    assert checkout.dev("manage", "check").did == ["new environment", "requirements/runtime.txt", "manage.py check"]
    assert checkout.dev("manage", "check").did == ["manage.py check"]


def test_the_suite_needs_more_and_more_is_enough_to_run(checkout):
    checkout.dev("manage", "check")
    assert checkout.dev("test", "-x").did == ["requirements/test.txt", "-m pytest -x"]
    assert checkout.dev("run").did == ["-m config.run"]


def test_the_whole_suite_uses_every_core(checkout):
    assert checkout.dev("test").did[-1] == "-m pytest -n auto --dist loadfile"


def test_coverage_is_measured_over_the_same_suite_and_fails_with_it(checkout):
    done = checkout.dev("coverage")
    assert done.did[-1] == "-m pytest -n auto --dist loadfile"
    calls = checkout.calls.read_text().splitlines()
    assert [call for call in calls if "-m coverage" in call] == [
        "python -m coverage combine --quiet",
        "python -m coverage report",
    ]
    checkout.program("python3", PYTHON.replace("-VV)", "*pytest*) exit 1 ;;\n    -VV)"))
    assert checkout.dev("coverage", VERSION="3.12.1").returncode == 1


def test_changed_locks_are_installed_into_the_same_environment(checkout):
    checkout.dev("run")
    checkout.lock("runtime", "2")
    assert checkout.dev("run").did == ["requirements/runtime.txt", "-m config.run"]
    assert checkout.dev("run").did == ["-m config.run"]


def test_another_python_means_a_new_environment(checkout):
    checkout.dev("run")
    assert checkout.dev("run", VERSION="3.12.1").did[0] == "new environment"


def test_a_moved_project_means_a_new_environment(checkout):
    checkout.dev("run")
    checkout.folder = checkout.folder.rename(checkout.folder.with_name("elsewhere"))
    assert checkout.dev("run").did[0] == "new environment"


@pytest.mark.parametrize("half_made", ["first", "update"])
def test_a_half_made_environment_is_made_anew(checkout, half_made):
    if half_made == "update":
        checkout.dev("run")
        checkout.lock("runtime", "2")
    assert checkout.dev("run", SYNC="1").returncode != 0
    assert checkout.dev("run").did == ["new environment", "requirements/runtime.txt", "-m config.run"]


def test_commands_at_once_install_once(checkout):
    checkout.calls.write_text("")
    several = [checkout.start("manage", "check") for _ in range(4)]
    for process in several:
        process.communicate(timeout=60)
    assert [process.returncode for process in several] == [0] * 4
    did = [in_short(line) for line in checkout.calls.read_text().splitlines()]
    assert did.count("new environment") == 1
    assert did.count("manage.py check") == 4


def test_a_linked_environment_is_left_alone(checkout):
    checkout.dev("run")
    shared = checkout.folder.parent / "shared"
    (checkout.folder / ".venv").rename(shared)
    (checkout.folder / ".venv").symlink_to(shared)
    assert checkout.dev("test", "-x").did == ["-m pytest -x"]


def test_what_the_system_lacks_is_installed_for_root(checkout):
    checkout.program("ldconfig", "#!/bin/sh\necho libpango-1.0.so.0")
    assert checkout.dev("run").did[:2] == [
        "apt-get update",
        "apt-get install -y --no-install-recommends libpangoft2-1.0-0 libharfbuzz-subset0",
    ]


def test_what_the_system_lacks_is_said_in_a_sentence_to_others(checkout):
    checkout.program("ldconfig", "#!/bin/sh\necho libpango-1.0.so.0")
    checkout.user(1000)
    done = checkout.dev("run")
    assert done.returncode == 1
    assert done.did == []
    assert done.stderr == (
        "✗ Missing on this machine; please install: libpangoft2-1.0-0 libharfbuzz-subset0 "
        "(Debian and Ubuntu: sudo apt-get install libpangoft2-1.0-0 libharfbuzz-subset0)\n"
    )


def test_a_failed_installation_stops_with_its_reason(checkout):
    checkout.program("apt-get", "#!/bin/sh\necho no space left >&2\nexit 100")
    checkout.program("ldconfig", "#!/bin/sh")
    done = checkout.dev("run")
    assert done.returncode == 1
    assert "no space left" in done.stderr


def test_without_a_python_that_is_new_enough_it_says_so(checkout):
    checkout.program("python3", "#!/bin/sh\nexit 1")
    checkout.machine.joinpath("python3.11").symlink_to("python3")
    done = checkout.dev("run", PATH=f"{checkout.machine}:{tools_without_python(checkout)}")
    assert done.returncode == 1
    assert "Python 3.11 or newer is needed" in done.stderr


def tools_without_python(checkout) -> Path:
    tools = checkout.machine.with_name("tools")
    tools.mkdir()
    for name in ("sh", "dirname", "cat", "grep", "sha256sum", "cut", "mkdir", "flock", "rm"):
        (tools / name).symlink_to(shutil.which(name, path="/usr/bin:/bin"))
    return tools


def checked_in_earnest(project) -> None:
    """With our packages as a linked environment, which `./dev` leaves alone."""
    shared = project.folder.with_name("môi trường") / "bin"
    shared.mkdir(parents=True)
    (shared / "python").write_text(f'#!/bin/sh\nexec {project.python} "$@"\n')
    (shared / "python").chmod(0o755)
    (project.folder / ".venv").symlink_to(shared.parent)
    done = subprocess.run(
        [*project.user, project.folder / "dev", "manage", "check"],
        cwd="/",
        env=project.environment(),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert "System check identified no issues" in done.stdout
    wait_until(lambda: not project.processes(), "nothing is left running")


def test_a_command_in_earnest_from_a_folder_with_spaces_and_vietnamese_letters():
    with made_project(whole=True) as project:
        checked_in_earnest(project)


@NEEDS_ROOT
def test_a_command_in_earnest_of_an_ordinary_user_in_a_private_home():
    with an_ordinary_users_project(0o700, whole=True) as project:
        checked_in_earnest(project)


@pytest.mark.parametrize("shell", ["dash", "bash", "busybox"])
def test_it_is_plain_posix_shell(shell):
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"{shell} is not installed")
    arguments = ["sh"] if shell == "busybox" else []
    subprocess.run([program, *arguments, "-n", ROOT / "dev"], check=True, env=os.environ)

"""Programs are kept running, and none outlives the supervisor."""

import os
import signal
import sys
import textwrap

import pytest

from tests.config.project import is_alive, made_project, parent_of, wait_until


@pytest.fixture
def project():
    with made_project() as project:
        yield project
        wait_until(lambda: not project.processes(), "nothing is left running")


OWN_SERVERS = {"DATABASE_URL": "postgres://a@b/c", "DATABASE_OWNER_URL": "postgres://o@b/c", "REDIS_URL": "redis://r"}


def supervising(project, *programs: str):
    """The supervisor below the embedded servers' command, as in `./dev run`; each program is a shell script."""
    script = textwrap.dedent("""
        import asyncio, sys
        from config import supervisor
        supervisor.PATIENCE = 2
        print("up", flush=True)
        programs = [supervisor.Program(f"p{n}", ["sh", "-c", text]) for n, text in enumerate(sys.argv[1:])]
        sys.exit(asyncio.run(supervisor.supervise(programs)))
    """)
    return project.running(sys.executable, "-c", script, *programs, **OWN_SERVERS)


def noted(project, name: str, lines: int = 1) -> list[int]:
    """The process ids a program has written down so far."""
    file = project.folder / name

    def enough():
        return file.exists() and len(file.read_text().split()) >= lines and file.read_text().split()

    return [int(pid) for pid in wait_until(enough, f"{name} has {lines} lines")]


LONG = "echo $$ >> {0}; sleep 600 & echo $! >> {0}.child; wait"


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_everything(project, how):
    with supervising(project, LONG.format("web"), LONG.format("worker")) as command:
        noted(project, "web.child")
        noted(project, "worker.child")
        command.send_signal(how)
        assert command.wait(timeout=60) == 0
        assert not project.processes()


def test_a_killed_program_is_started_again_and_its_children_are_not_left(project):
    with supervising(project, LONG.format("web"), LONG.format("worker")):
        first, child = noted(project, "web")[0], noted(project, "web.child")[0]
        worker = noted(project, "worker")[0]
        os.kill(first, signal.SIGKILL)
        second = noted(project, "web", 2)[1]
        wait_until(lambda: not is_alive(child), "the child of the killed program is gone")
        assert is_alive(second)
        assert is_alive(worker)


def test_a_program_that_dies_again_and_again_stops_everything(project):
    with supervising(project, "echo $$ >> web; exit 1", LONG.format("worker")) as command:
        assert command.wait(timeout=60) == 1
        assert len(noted(project, "web")) == 4
        assert not project.processes()


def test_a_killed_supervisor_leaves_nothing(project):
    with supervising(project, LONG.format("web"), LONG.format("worker")) as command:
        os.kill(parent_of(noted(project, "web")[0]), signal.SIGKILL)
        assert command.wait(timeout=60) == 128 + signal.SIGKILL
        assert not project.processes()


def test_a_killed_command_leaves_nothing(project):
    with supervising(project, LONG.format("web"), LONG.format("worker")) as command:
        noted(project, "worker.child")
        command.kill()
        wait_until(lambda: not project.processes(), "nothing is left running")


def test_a_program_that_will_not_stop_is_killed_with_its_children(project):
    with supervising(project, f'trap "" TERM; {LONG.format("web")}; wait', LONG.format("worker")) as command:
        noted(project, "web.child")
        command.terminate()
        assert command.wait(timeout=60) == 0
        assert not project.processes()


def test_a_program_that_is_not_there_is_named(project):
    """A missing program is a mistake in the table of programs, not something to try again."""
    with made_project() as project:
        script = (
            "import asyncio, sys; from config.supervisor import *; "
            "sys.exit(asyncio.run(supervise([Program('web', ['no-such-program'])])))"
        )
        done = project.run(sys.executable, "-c", script, **OWN_SERVERS)
        assert done.returncode == 1
        assert "no-such-program" in done.stderr

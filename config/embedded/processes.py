"""Locks and processes, as the kernel sees them."""

import contextlib
import ctypes
import fcntl
import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

_LIBC = ctypes.CDLL(None)
_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36
_OWN_CHILDREN = Path("/proc/thread-self/children")


def take(path: Path, how: int) -> int:
    """A descriptor that holds the lock: closed, also by our death, it is free again."""
    lock = os.open(path, os.O_RDONLY | os.O_CREAT, 0o644)
    try:
        fcntl.flock(lock, how)
    except BlockingIOError:
        os.close(lock)
        raise
    return lock


def take_if_free(path: Path, how: int) -> int | None:
    try:
        return take(path, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return None


def is_free(path: Path, how: int) -> bool:
    lock = take_if_free(path, how)
    if lock is not None:
        os.close(lock)
    return lock is not None


@contextlib.contextmanager
def holding(path: Path) -> Iterator[None]:
    lock = take(path, fcntl.LOCK_EX)
    try:
        yield
    finally:
        os.close(lock)


def die_with_parent(how: signal.Signals) -> Callable[[], None]:
    """For `preexec_fn`, after the change of user, which would clear it: the kernel signals the child when we die."""
    parent = os.getpid()

    def in_child() -> None:
        signal.pthread_sigmask(signal.SIG_SETMASK, [])
        _LIBC.prctl(_PR_SET_PDEATHSIG, how)
        if os.getppid() != parent:
            os._exit(1)

    return in_child


def working_in(folder: Path) -> list[int]:
    """Live processes with this working directory. A zombie has none, and a recycled process id another."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if os.path.samefile(process / "cwd", folder):
                found.append(int(process.name))
    return found


def end_all_in(folder: Path) -> None:
    """End what an earlier, killed run left in this folder: first asked, after five seconds killed."""
    asked_until = time.monotonic() + 5
    how = signal.SIGQUIT
    while left := working_in(folder):
        for process in left:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, how)
        time.sleep(0.1)
        how = signal.SIGQUIT if time.monotonic() < asked_until else signal.SIGKILL


def adopt_orphans(yes: bool) -> None:
    """Descendants whose parent dies become our children, instead of everybody's."""
    _LIBC.prctl(_PR_SET_CHILD_SUBREAPER, int(yes))


def end_orphans() -> None:
    """End the children we still have, which we adopted: first asked, after five seconds killed."""
    asked_until = time.monotonic() + 5
    how = signal.SIGTERM
    asked: set[str] = set()
    with contextlib.suppress(ChildProcessError):
        while True:
            while os.waitpid(-1, os.WNOHANG) != (0, 0):
                pass
            left = set(_OWN_CHILDREN.read_text().split())
            for child in left - asked:
                os.kill(int(child), how)
            asked |= left
            if time.monotonic() > asked_until:
                how, asked = signal.SIGKILL, set()
            time.sleep(0.02)

"""Which jobs there are, and what a running job can say. Apps register theirs in `tasks.py` with `@job`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from accounts.models import User


class StopRequested(Exception):
    """The owner pressed “Dừng”: everything the job did is undone."""


@dataclass
class Work:
    """What a job function receives: the job's key and parameters, its owner, and a voice."""

    job: int
    params: dict[str, Any]
    owner: User
    progress: int = 0
    step: str = ""
    stop: bool = False
    result_url: str = ""

    def say(self, step: str, progress: int) -> None:
        """Tell the owner what is being done (Vietnamese) and how far it is (0–100). Raises `StopRequested`."""
        if self.stop:
            raise StopRequested
        self.step, self.progress = step, progress


JobFunction = Callable[[Work], None]


@dataclass(frozen=True)
class JobKind:
    name: str
    title: str
    may: str
    function: JobFunction


KINDS: dict[str, JobKind] = {}


def job(name: str, *, title: str, may: str) -> Callable[[JobFunction], JobFunction]:
    """Register a job: one transaction as its owner, who must still have the right `may`; it may run twice."""

    def register(function: JobFunction) -> JobFunction:
        KINDS[name] = JobKind(name, title, may, function)
        return function

    return register

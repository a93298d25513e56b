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
Say = Callable[[str, int], None]  # `Work.say`


def silent(step: str, progress: int) -> None:
    """A voice for callers without a progress page."""


@dataclass(frozen=True)
class JobKind:
    name: str
    title: str
    may: str
    function: JobFunction
    limit: int  # seconds

    @property
    def took_too_long(self) -> str:
        return (
            f"Công việc chạy quá {self.limit // 60} phút nên máy đã dừng; chưa ghi gì. "
            "Làm lại một lần; nếu vẫn vậy thì báo quản trị viên."
        )


KINDS: dict[str, JobKind] = {}


def job(name: str, *, title: str, may: str, limit: int = 600) -> Callable[[JobFunction], JobFunction]:
    """Register a job: one transaction as its owner, who must still have the right `may`; it may run twice.

    After `limit` seconds it is ended, with nothing saved.
    """

    def register(function: JobFunction) -> JobFunction:
        KINDS[name] = JobKind(name, title, may, function, limit)
        return function

    return register

"""Keeps a few long-running programs running, and leaves none of them behind."""

import asyncio
import contextlib
import os
import signal
import sys
from collections import deque
from dataclasses import dataclass, field

from config.embedded.processes import die_with_parent

STOPPING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
PATIENCE = 15  # seconds for a program to stop by itself
TOO_OFTEN = 3  # deaths of one program within a minute


@dataclass
class Program:
    name: str
    command: list[str]
    process: asyncio.subprocess.Process | None = None
    deaths: deque[float] = field(default_factory=lambda: deque(maxlen=TOO_OFTEN + 1))

    async def start(self) -> asyncio.subprocess.Process:
        self.process = await asyncio.create_subprocess_exec(
            *self.command,
            stdin=asyncio.subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=die_with_parent(signal.SIGTERM),
        )
        return self.process

    def dies_too_often(self) -> bool:
        self.deaths.append(asyncio.get_running_loop().time())
        return len(self.deaths) > TOO_OFTEN and self.deaths[-1] - self.deaths[0] < 60

    def kill_group(self) -> None:
        if self.process:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)


async def _keep(program: Program) -> None:
    """Start it again whenever it dies; returns when it dies too often."""
    while True:
        process = await program.start()
        status = await process.wait()
        program.kill_group()  # a web or job process without its parent
        _say(f"{program.name} ended with {status}")
        if program.dies_too_often():
            _say(f"{program.name} died {len(program.deaths)} times within a minute: stopping")
            return


async def _stop(programs: list[Program]) -> None:
    """Ask each main process, never its group: a job pool that is signalled too cannot finish its jobs."""
    started = [program.process for program in programs if program.process]
    for process in started:
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
    endings = [asyncio.ensure_future(process.wait()) for process in started]
    if endings:
        await asyncio.wait(endings, timeout=PATIENCE)
    for program in programs:
        program.kill_group()


async def supervise(programs: list[Program]) -> int:
    """Run the programs until a signal (0) or until one of them cannot be kept alive (1)."""
    told = asyncio.Event()
    for signum in STOPPING:
        asyncio.get_running_loop().add_signal_handler(signum, told.set)
    keepers = [asyncio.create_task(_keep(program)) for program in programs]
    signalled = asyncio.create_task(told.wait())
    await asyncio.wait([signalled, *keepers], return_when=asyncio.FIRST_COMPLETED)
    for task in (signalled, *keepers):
        task.cancel()
    outcomes = await asyncio.gather(*keepers, return_exceptions=True)
    await _stop(programs)
    for problem in outcomes:
        if isinstance(problem, OSError):
            _say(problem)
    return 0 if told.is_set() else 1


def _say(text: object) -> None:
    print(f"· {text}", file=sys.stderr, flush=True)  # noqa: T201

"""`./dev run`: the whole of Chở Che at one address, until Ctrl-C."""

import asyncio
import contextlib
import fcntl
import os
import signal
import socket
import subprocess
import sys

from config.embedded.places import VAR
from config.embedded.processes import die_with_parent, take_if_free
from config.supervisor import Program, supervise

# Celery warns root in ten lines; in production it is not root, and its messages are JSON, which nobody executes.
_CALM = ["-W", "ignore:You're running the worker with superuser"]
_CELERY = [sys.executable, *_CALM, "-m", "celery", "--quiet", "-A", "config"]


def programs(port: int) -> list[Program]:
    web = ["-c", "python:config.web", "config.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", "2", "--threads", "2"]
    calm = ["--graceful-timeout", "10", "--no-control-socket"]
    once = ["--preload"]  # read the code once for both workers: seconds on a small machine
    log = ["--loglevel", os.environ.get("LOG_LEVEL", "WARNING")]
    return [
        Program("web", [sys.executable, "-m", "gunicorn", *web, *calm, *once]),
        Program("worker", [*_CELERY, "worker", "--concurrency", "2", *log]),
        Program("beat", [*_CELERY, "beat", "--schedule", str(VAR / "beat"), "--pidfile", "", *log]),
    ]


def chosen_port() -> int:
    text = os.environ.get("PORT", "8000")
    if not text.isdecimal() or not 0 < int(text) < 65536:
        sys.exit(f"✗ PORT={text} is not a port number.")
    with socket.socket() as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind(("127.0.0.1", int(text)))
        except OSError as problem:
            sys.exit(
                f"✗ Cổng {text} không dùng được: dừng chương trình đang dùng cổng này, "
                f"hoặc chạy PORT={int(text) + 1} ./dev run\n"
                f"  (port {text}: {problem.strerror}; stop the program that has it, or choose another port)"
            )
    return int(text)


async def serve(port: int, sign_ins: str) -> int:
    announcing = asyncio.create_task(_announce(port, sign_ins))
    status = await supervise(programs(port))
    announcing.cancel()
    return status


async def _announce(port: int, sign_ins: str) -> None:
    """Say where it is once it answers."""
    while not await _answers(port):
        await asyncio.sleep(0.1)
    print(f"\nChở Che: http://127.0.0.1:{port}\n{sign_ins}\nDừng lại: Ctrl-C (stop)\n", flush=True)  # noqa: T201


async def _answers(port: int) -> bool:
    with contextlib.suppress(OSError):
        answer, question = await asyncio.open_connection("127.0.0.1", port)
        question.write(b"GET /healthz HTTP/1.0\r\nHost: localhost\r\n\r\n")
        line = await answer.readline()
        question.close()
        return line.startswith(b"HTTP/")
    return False


def main() -> int:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if take_if_free(VAR / "run.lock", fcntl.LOCK_EX) is None:  # held until we are gone
        sys.exit(
            "✗ Chở Che đang chạy từ thư mục này: dùng địa chỉ đã in ra, hoặc dừng lần chạy ấy (Ctrl-C) rồi chạy lại."
            "\n  (already running from this folder: use its address, or stop it first)"
        )
    port = chosen_port()
    preparing = [sys.executable, "-m", "config.prepare"]
    prepared = subprocess.run(
        preparing, stdout=subprocess.PIPE, text=True, preexec_fn=die_with_parent(signal.SIGTERM), check=False
    )
    if prepared.returncode != 0:
        sys.exit("✗ The database could not be made ready; the reason stands above.")
    return asyncio.run(serve(port, prepared.stdout))


if __name__ == "__main__":
    sys.exit(main())

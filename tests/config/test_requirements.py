"""What runs in production needs nothing that only the tests install."""

import os
import re
import subprocess
import sys
import tomllib

from tests.config.project import ROOT

EVERYTHING_THAT_RUNS = """
import importlib, pkgutil, re, sys
from importlib.metadata import packages_distributions

class OnlyLocked:
    def find_spec(self, name, *_):
        if name in unlocked:
            raise ModuleNotFoundError(f"No module named {name!r} in production", name=name)

normal = lambda name: re.sub("[-_.]+", "-", name).lower()
locked = set(sys.argv[2].split())
owners = packages_distributions().items()
unlocked = {name for name, owned_by in owners if not locked & {normal(owner) for owner in owned_by}}
sys.meta_path.insert(0, OnlyLocked())

import config.wsgi
for package in sys.argv[1].split():
    for module in pkgutil.walk_packages(importlib.import_module(package).__path__, package + "."):
        if module.name != "config.settings_test":
            importlib.import_module(module.name)
for module in ("celery.bin.worker", "celery.bin.beat", "celery.concurrency.prefork", "celery.worker.worker",
               "kombu.transport.redis", "gunicorn.app.wsgiapp", "gunicorn.workers.gthread"):
    importlib.import_module(module)
"""


def test_everything_that_runs_is_in_the_runtime_lock():
    packages = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["root_packages"]
    locked = re.findall(r"^([a-z0-9._-]+)==", (ROOT / "requirements" / "runtime.txt").read_text(), re.M)
    done = subprocess.run(
        [sys.executable, "-c", EVERYTHING_THAT_RUNS, " ".join(packages), " ".join(locked)],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "PRODUCTION": "0", "SECRET_KEY": "x" * 60},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


def test_the_tests_lock_holds_the_runtime_lock():
    runtime, test = ((ROOT / "requirements" / f"{name}.txt").read_text() for name in ("runtime", "test"))
    assert set(re.findall(r"^\S+==\S+", runtime, re.M)) <= set(re.findall(r"^\S+==\S+", test, re.M))


def test_no_lock_names_an_address():
    for file in (ROOT / "requirements").glob("*.txt"):
        assert not re.search(r"https?://|--index-url|--find-links", file.read_text()), file.name

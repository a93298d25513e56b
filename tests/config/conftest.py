"""The embedded servers' tests share one project folder, each puts it to one more trial; secrets of a production."""

import itertools
import os
import subprocess
import sys

import pytest

from tests.config.project import ROOT, made_project, wait_until

TRIALS = itertools.count(1)


@pytest.fixture(scope="session")
def shared_project():
    with made_project() as project:
        project.sql("create table trial ()")
        yield project


@pytest.fixture
def project(shared_project):
    """After each trial: nothing is left running, the next command works, and no trial before was lost."""
    yield shared_project
    wait_until(lambda: not shared_project.processes(), "nothing is left running")
    expected = next(TRIALS)
    trials = shared_project.sql("insert into trial default values; select count(*) from trial")
    assert trials.split()[-1] == str(expected)
    assert not shared_project.processes()


@pytest.fixture(scope="session")
def secrets(tmp_path_factory):
    """The folder that an administrator makes before the first start."""
    folder = tmp_path_factory.mktemp("production") / "secrets"
    subprocess.run([sys.executable, "-m", "config.new_secrets", folder], cwd=ROOT, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="session")
def production(secrets):
    """The environment of a production that may start."""
    return {
        "PATH": os.environ["PATH"],
        "ALLOWED_HOSTS": "treem.example.vn",
        **{name: (secrets / name.lower()).read_text() for name in ("SECRET_KEY", "ENCRYPTION_KEYS", "FINGERPRINT_KEY")},
    }

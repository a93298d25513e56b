"""The embedded servers' tests share one project folder; each puts it to one more trial."""

import itertools

import pytest

from tests.config.project import made_project, wait_until

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

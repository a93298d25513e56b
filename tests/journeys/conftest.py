"""Whole sites for the journeys, and people who look at them in a real Chromium."""

import os

import pytest
from playwright.sync_api import sync_playwright

from tests.journeys.site import running_site
from tests.journeys.visitor import CHROMIUM_FLAGS, Visitor, chromium

DEMO_CHILDREN = 400


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """A demo ward of a few hundred children, served by real processes against a database of its own."""
    var = tmp_path_factory.mktemp("site")
    processes = ("web", "worker", "beat")
    with running_site(f"site_{os.getpid()}", var, demo_children=DEMO_CHILDREN, processes=processes) as site:
        yield site


@pytest.fixture(scope="module")
def browser():
    """Closed after each file: its event loop in this thread would make Django refuse the queries of other tests."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visitor(browser, site):
    """`visitor()` at a desk, `visitor(width=390)` on a phone."""
    opened: list[Visitor] = []

    def arrive(width: int = 1366, height: int = 768) -> Visitor:
        opened.append(Visitor(browser, site, width, height))
        return opened[-1]

    yield arrive
    for each in opened:
        each.context.close()

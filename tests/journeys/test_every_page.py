"""Every page, seen by everybody who may open it: at a desk and on phones, with a real record in every address."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from django.http import HttpResponse
from django.urls import resolve

from accounts.authorization import PEOPLE as ROLES
from interface.doors import ONLY, TOKEN, page
from tests.house_rules.product import Page, pages
from tests.journeys.addresses import (
    LEADS_TO,
    LIKE,
    NO_PAGE,
    NOBODY,
    OF_AN_AGENCY,
    PEOPLE,
    UNKNOWN_TO,
    Records,
    doors_of,
)
from tests.journeys.visitor import DESK, Visitor

EVERYBODY = (NOBODY, *PEOPLE)
# The kinds of parts a page consists of: where two roles see the same ones, one picture is enough.
PARTS = """() => [...new Set([...document.querySelectorAll("main, main *")]
    .map(each => each.tagName + "." + each.getAttribute("class")))].sort().join()"""


@dataclass
class Tour:
    """What one person saw: the names of the pages, and what was wrong."""

    visited: set[str] = field(default_factory=set)
    findings: list[str] = field(default_factory=list)


class Walk:
    """Leads each role through all its pages, once."""

    def __init__(self, browser, site) -> None:
        self.browser, self.site, self.records = browser, site, Records(site)
        self.tours: dict[str, Tour] = {}
        self.pictured: set[tuple[str, str]] = set()
        self.checked: set[tuple[int, str]] = set()

    def of(self, who: str) -> Tour:
        if who not in self.tours:
            self.tours[who] = self._led(who)
        return self.tours[who]

    def _led(self, who: str) -> Tour:
        someone, tour = Visitor(self.browser, self.site, *DESK, checked=self.checked), Tour()
        if who != NOBODY:
            someone.sign_in(PEOPLE[who])
        for each in doors_of(who):
            first = who == next(other for other in EVERYBODY if each in doors_of(other))
            for face, address in self.records.addresses(each, who, faces=first).items():
                picture = "-".join(filter(None, (each.name, face, who)))
                tour.findings += [f"{who} at {address}: {line}" for line in self._open(someone, each, address, picture)]
            tour.visited.add(each.name)
        someone.context.close()
        return tour

    def _open(self, someone: Visitor, each: Page, address: str, picture: str) -> list[str]:
        """What is wrong there."""
        if each.name in NO_PAGE:
            return _fetched(someone, address, 200, NO_PAGE[each.name])
        if picture in UNKNOWN_TO:
            return _fetched(someone, address, 404, "text/html")
        answer = someone.page.goto(address)
        there = resolve(urlsplit(someone.page.url).path).url_name
        if not answer or answer.status != 200 or there != LEADS_TO.get(each.name, each.name):
            return [f"answers {answer and answer.status} at the page {there}"]
        if each.name in LEADS_TO:
            return someone.complaints()
        return someone.findings_everywhere(picture if self._is_fresh(someone, each) else "")

    def _is_fresh(self, someone: Visitor, each: Page) -> bool:
        """Whether no picture shows this page as it is now."""
        parts = each.name, someone.page.evaluate(PARTS)
        fresh = parts not in self.pictured
        self.pictured.add(parts)
        return fresh


def _fetched(someone: Visitor, address: str, status: int, kind: str) -> list[str]:
    answer = someone.context.request.get(address)
    found = answer.headers.get("content-type", "")
    right = answer.status in (status, 204) and found.startswith(kind)
    return [] if right else [f"answers {answer.status} {found}"]


@pytest.fixture(scope="module")
def walk(browser, site):
    with site.paused("worker"):
        yield Walk(browser, site)


def unvisited(doors: list[Page], tours: list[Tour]) -> list[str]:
    """Pages for people that answer GET and that nobody has opened."""
    seen = set().union(*(tour.visited for tour in tours))
    doors = [each for each in doors if each.door.may != TOKEN and "GET" in each.door.methods]
    return [f"/{each.route}" for each in doors if each.name not in seen]


@pytest.mark.parametrize("who", EVERYBODY)
def test_every_page_fits_and_is_clean(walk, who):
    tour = walk.of(who)
    assert tour.visited
    assert tour.findings == []


@pytest.mark.parametrize(("who", "other"), LIKE.items())
def test_who_stays_at_home_may_open_nothing_that_nobody_sees(who, other):
    assert {each.name for each in doors_of(who)} <= {each.name for each in doors_of(other)}


def test_everybody_goes_or_stays_at_home():
    assert {*PEOPLE, *LIKE} - {*OF_AN_AGENCY} == {role.value for role in ROLES}


def test_somebody_has_opened_every_page(walk):
    assert unvisited(pages(), [walk.of(who) for who in EVERYBODY]) == []


def test_a_page_nobody_opened_is_noticed():
    new = page("new/<uuid:child>/", HttpResponse, may="children.view", name="new")
    seen = page("seen/", HttpResponse, may="children.view", name="seen")
    deed = page("deed/", HttpResponse, may="children.edit", posts=ONLY, name="deed")
    assert unvisited(pages([new, seen, deed]), [Tour({"seen"}), Tour()]) == ["/new/<uuid:child>/"]


def test_a_page_that_is_wrong_is_noticed(browser, site):
    someone = Visitor(browser, site, *DESK)
    someone.page.set_content(
        "<title>x</title><main><h1>x</h1><div style='width: 2000px'>x</div>"
        "<p style='font-size: 8px'><a href='#a'>a</a></p><p style='font-size: 8px'><a href='#b'>b</a></p></main>"
    )
    found = " ".join(someone.findings_everywhere())
    assert "scrolls sideways at 320" in found
    assert "html-has-lang (serious) at 1366" in found
    assert "target-size (serious) at 390" in found

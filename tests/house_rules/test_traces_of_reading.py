"""Who reads a child's name or code leaves a line in the access log (PRIV-04)."""

import re

import pytest

from accounts.acting import acting_as
from accounts.authorization import FIGURES
from accounts.models import AccessEvent
from children.actions.changes import return_change
from children.entries import KINDS
from children.models import Child, ChildChange
from tests.house_rules.product import Browser, pages
from tests.house_rules.test_visibility import ask, by_param, ids_of, may_enter

# Tasks, the bell and the log call a record by its code, never by its name (PRIV-06).
BY_CODE = ("/", "/account/", "/notifications/", "/access-log/", "/access-log/changes/")
INVENTED = "/gallery/"


def shows(answer, words: set[str]) -> bool:
    """Whether the page says one of these words, also where a part of it stands in bold."""
    _, _, page = answer.content.decode(errors="replace").partition("<main")  # above it the reader's own bell
    text = re.sub(r"</?b>", "", page)
    return answer.status_code == 200 and any(word in text for word in words)


def silent(person, url: str, words: set[str], get) -> list[str]:
    """The address, if its page says one of the words to this person and leaves no line."""
    before = _events_of(person)
    return [url] if shows(get(), words) and _events_of(person) == before else []


def _events_of(person) -> int:
    with acting_as(person):
        return AccessEvent.objects.filter(actor=person).count()


@pytest.fixture
def names(records, officer):
    with acting_as(officer, scope=FIGURES):
        return set(Child.objects.values_list("full_name", flat=True))


@pytest.fixture
def codes(records, officer):
    with acting_as(officer, scope=FIGURES):
        return set(Child.objects.values_list("code", flat=True))


def test_a_page_that_names_a_child_leaves_a_line(records, names, codes, officer, collaborator, teacher, nurse):
    known, wrong = by_param(records), []
    for person in (officer, collaborator, teacher, nurse):
        browser = Browser(person)
        for each in pages():
            url, words = f"/{each.route}", names if f"/{each.route}" in BY_CODE else names | codes
            if url == INVENTED or not may_enter(person, each) or not set(ids_of(each)) <= set(known):
                continue
            if "GET" in each.door.methods:
                wrong += silent(person, url, words, lambda each=each, asks=browser: ask(asks, each, "GET", known))
    assert wrong == []


def test_the_walk_notices_a_page_that_names_a_child(records, names, officer):
    """A page that says nothing of it: the walk would tell."""
    child = records["children.Child"]
    answer = Browser(officer).ask("GET", child.get_absolute_url())
    assert shows(answer, names)
    assert silent(officer, "/", names, lambda: answer) == ["/"]


def test_an_entry_that_names_a_child_leaves_a_line(records, names, officer):
    browser, wrong = Browser(officer), []
    for kind in KINDS:
        entry = records[kind.model._meta.label]
        for url in (f"/entries/{kind.slug}/{entry.public_id}/{deed}" for deed in ("edit", "withdraw")):
            wrong += silent(officer, url, names, lambda url=url: browser.ask("GET", url))
            assert shows(browser.ask("GET", url), names)
    assert wrong == []


def test_a_child_that_is_added_to_a_household_leaves_a_line(records, officer):
    household, browser = records["children.Household"], Browser(officer)
    url, head = f"/children/add?household={household.public_id}", {household.head_name}
    assert shows(browser.ask("GET", url), head)
    assert silent(officer, url, head, lambda: browser.ask("GET", url)) == []


def test_a_slip_that_came_back_leaves_a_line(records, names, officer, collaborator):
    child, browser = records["children.Child"], Browser(collaborator)
    with acting_as(collaborator):
        place = child.neighbourhood
        slip = ChildChange.objects.create(kind="death", child=child, neighbourhood=place, proposer=collaborator)
    with acting_as(officer):
        return_change(change=slip, by=officer, version=slip.version, question="Mất hôm nào?")
    assert shows(browser.ask("GET", "/"), names)
    assert silent(collaborator, "/", names, lambda: browser.ask("GET", "/")) == []

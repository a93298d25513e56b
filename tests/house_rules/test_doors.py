"""Every URL × every role. What is expected follows from the doors and the role matrix alone."""

import uuid
from types import ModuleType

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse
from django.urls import include, path, resolve, reverse

from accounts.authorization import MATRIX, PEOPLE, Role, allows
from accounts.menu import AGENCY_MENUS, MENUS
from interface.doors import PUBLIC, SIGNED_IN, TOKEN, Year, page
from tests.children.exchange import Program, connected
from tests.house_rules.product import ROOT, Browser, Page, pages, sources, templates

# Values for parameters that are no ids.
NOBODYS = {"year": 2099, "kind": "nothing", "code": "nothing", "slug": "nothing", "format": "pdf", "name": "nothing"}


def somewhere(each: Page) -> str:
    """The address of a page about a record that does not exist."""
    return each.url({name: NOBODYS.get(name, uuid.uuid4()) for name in each.params})


def problems_of(patterns=None) -> list[str]:
    """Lines of the URL tables that are no doors, or name a right that does not exist."""
    found = []
    for each in pages(patterns):
        if each.door is None:
            found.append(f"/{each.route} has no door")
        else:
            asked = each.door.rights.values() if each.door.may == TOKEN else [each.door.may]
            unknown = [right for right in asked if right not in (PUBLIC, SIGNED_IN, *MATRIX)]
            found += [f"/{each.route} names the unknown right {right!r}" for right in unknown]
    return found


def test_every_url_is_a_door():
    assert pages()
    assert problems_of() == []


def test_a_url_without_a_door_is_found():
    def careless(request):
        return HttpResponse("everything")

    careful = page("careful/", careless, may="children.view")
    assert problems_of([careful]) == []
    assert problems_of([careful, path("careless/", careless)]) == ["/careless/ has no door"]
    nested = path("deep/", include([path("<int:year>/careless/", careless)]))
    assert problems_of([nested]) == ["/deep/<int:year>/careless/ has no door"]
    assert problems_of([page("x/", careless, may="children.veiw")]) == ["/x/ names the unknown right 'children.veiw'"]


@pytest.mark.parametrize("nothing", ["", None])
def test_a_door_without_a_right_cannot_be_written(nothing):
    with pytest.raises(ImproperlyConfigured):
        page("careless/", HttpResponse, may=nothing)


def test_every_year_in_an_address_is_one_of_our_time():
    with_year = [each for each in pages() if "year" in each.params]
    assert with_year
    assert [each.route for each in with_year if not isinstance(each.params["year"], Year)] == []


@pytest.mark.parametrize("year", ["0", "1999", "2101", "10000", "99999"])
def test_a_year_of_another_time_is_no_page(officer, as_user, year):
    assert as_user(officer).get(f"/reports/{year}/").status_code == 404
    assert as_user(officer).get(f"/calendar/{year}/").status_code == 404


@pytest.mark.parametrize("year", ["2000", "2100"])
def test_the_first_and_the_last_year_are_pages(officer, as_user, year):
    assert as_user(officer).get(f"/reports/{year}/").status_code == 200
    assert as_user(officer).get(f"/calendar/{year}/").status_code == 200


def passes(user, each: Page) -> bool:
    return each.door.may in (PUBLIC, SIGNED_IN) or (each.door.may != TOKEN and user.may(each.door.may))


def wrong_answer(each: Page, method: str, answer, *, may_pass: bool) -> str:
    """What is wrong with an answer; nothing when it is as the door says."""
    if method not in each.door.methods:
        right = answer.status_code == 405
    elif may_pass:
        right = answer.status_code in (200, 204, 302, 409) or (answer.status_code == 404 and each.params)
    else:
        right = answer.status_code == (401 if each.door.may == TOKEN else 403)
    return "" if right else f"{method} /{each.route} ({each.door.may}): {answer.status_code}"


def wrong_answers(user, walked: list[Page]) -> list[str]:
    """The first walk: every page, asked by one person to look at and to send something to."""
    browser, wrong = Browser(user), []
    for each in walked:
        for method in ("GET", "POST"):
            answer = browser.ask(method, somewhere(each))
            wrong.append(wrong_answer(each, method, answer, may_pass=passes(user, each)))
    return list(filter(None, wrong))


@pytest.mark.parametrize("role", PEOPLE)
def test_every_page_lets_in_who_may_and_nobody_else(cast, role):
    """A role that may gets an answer (or 404: no such record); any other gets 403."""
    user = next(person for person in cast.values() if person.role == role)
    assert wrong_answers(user, pages()) == []


def test_a_visitor_passes_only_public_doors(admin):
    browser, wrong = Browser(), []
    for each in pages():
        for method in each.door.methods:
            answer = browser.ask(method, somewhere(each))
            sent_away = answer.status_code == 302 and answer.url.startswith("/sign-in/?next=")
            if each.door.may == TOKEN:
                sent_away = answer.status_code == 401
            if sent_away is (each.door.may == PUBLIC) or answer.status_code >= 500:
                wrong.append(f"{method} /{each.route}: {answer.status_code}")
    assert wrong == []


@pytest.mark.parametrize("writes", [True, False])
def test_every_door_for_programs_lets_in_who_may_and_nobody_else(admin, lists, writes):
    connection, token = connected(admin, writes=writes)
    program, walked = Program(token), [each for each in pages() if each.door.may == TOKEN]
    answers = {
        (each.route, method): program.client.generic(method, somewhere(each), "{}", headers=program.headers).status_code
        for each in walked
        for method in ("GET", "POST", "PUT", "DELETE")
    }
    for each in walked:
        for method in ("GET", "POST", "PUT", "DELETE"):
            right = each.door.rights.get(method)
            may = bool(right) and connection.account.may(right)
            wanted = (200, 404, 422) if may else (403,) if right else (405,)
            assert answers[each.route, method] in wanted, f"{method} /{each.route}"


def test_the_walk_notices_a_door_that_stands_open(clerk, chair, settings):
    """Two pages say that they need a right; the guard of one asks for less."""

    def everything(request):
        return HttpResponse("everything")

    careful, careless = (page(f"{name}/", everything, may="accounts.view_log") for name in ("careful", "careless"))
    careless.callback = page("careless/", everything, may=SIGNED_IN).callback
    careless.callback.door = careful.callback.door
    urls = ModuleType("urls_with_an_open_door")
    urls.urlpatterns = [careful, careless, path("", include("config.urls"))]
    settings.ROOT_URLCONF = urls
    assert wrong_answers(clerk, pages([careful, careless])) == ["GET /careless/ (accounts.view_log): 200"]
    assert wrong_answers(chair, pages([careful, careless])) == []


@pytest.mark.parametrize("role", PEOPLE)
def test_every_menu_entry_is_a_page_its_role_may_open(role):
    entries = [entry for _, group in MENUS[role] for entry in group]
    assert entries
    for entry in entries:
        may = resolve(reverse(entry.page)).func.door.may
        assert may == SIGNED_IN or allows(role, may), f"{role} may not open “{entry.label}”"


@pytest.mark.parametrize("kind", AGENCY_MENUS)
def test_every_menu_entry_of_an_agency_is_a_page_its_focal_point_may_open(kind):
    for entry in [entry for _, group in AGENCY_MENUS[kind] for entry in group]:
        may = resolve(reverse(entry.page)).func.door.may
        assert may == SIGNED_IN or allows(Role.FOCAL_POINT, may, kind), f"{kind} may not open “{entry.label}”"


def test_every_permission_is_asked_for_somewhere():
    texts = [file.read_text() for file in [*sources(), *templates()] if file != ROOT / "accounts/authorization.py"]
    assert [name for name in MATRIX if not any(f'"{name}"' in text for text in texts)] == []

"""What is foreign does not exist: not by `visible_to`, not without it, and on no page."""

import uuid
from types import ModuleType

import pytest
from django.http import HttpResponse
from django.urls import include, path
from django.urls.converters import UUIDConverter

from accounts.acting import acting_as
from accounts.authorization import FIGURES
from accounts.models import Reach
from children.models import Child
from interface.doors import PUBLIC, READING, SIGNED_IN, TOKEN, page
from interface.records import get_visible
from tests.children.exchange import Program, connected
from tests.house_rules.conftest import OWN_ID
from tests.house_rules.product import Browser, Page, holds_secrets, models_named, own_models, pages
from tests.house_rules.test_doors import NOBODYS

SECRET_MODELS = [pytest.param(model, id=model._meta.label) for model in own_models() if holds_secrets(model)]


@pytest.mark.parametrize("model", SECRET_MODELS)
def test_a_foreign_record_does_not_exist(records, strangers, officer, model):
    record = records[model._meta.label]  # a new model with personal data needs a record in conftest.py
    with acting_as(officer, scope=FIGURES):
        assert model._base_manager.filter(pk=record.pk).exists()
    for person in strangers:
        with acting_as(person):
            assert not model._default_manager.visible_to(person).exists(), person.role_name


@pytest.mark.parametrize("model", SECRET_MODELS)
def test_without_the_python_filter_a_foreign_record_is_still_invisible(records, strangers, model):
    for person in strangers:
        with acting_as(person):
            assert not model._base_manager.exists(), person.role_name
            assert not model._base_manager.filter(pk=records[model._meta.label].pk).exists()


def by_param(records) -> dict[str, object]:
    """Records by the name their ids have in addresses: <uuid:child>, <uuid:batch> for an ImportBatch."""
    names = {name for each in pages() for name in ids_of(each)}
    return {name: record for name in names for record in records.values() if record._meta.model_name.endswith(name)}


def ids_of(each: Page) -> list[str]:
    """The parameters of a page that are ids of records."""
    return [name for name, converter in each.params.items() if isinstance(converter, UUIDConverter)]


def test_every_id_in_an_address_says_whose_it_is(records):
    """Otherwise the next test would walk past its pages; a model with personal data needs a record in conftest.py."""
    for name in {name for each in pages() for name in ids_of(each)}:
        assert models_named(name), f"<uuid:{name}> is named after no model"
        if any(holds_secrets(model) for model in models_named(name)):
            assert name in by_param(records), f"conftest.py makes no record for <uuid:{name}>"


def wrong_answers(records, strangers, walked: list[Page]) -> tuple[list[str], int]:
    """The second walk: every page of a record, asked by people to whom it is foreign. And how often was asked."""
    known, wrong, asked = by_param(records), [], 0
    browsers = {person.pk: Browser(person) for person in strangers}
    seen = {(name, person.pk) for name in known for person in strangers if visible(known[name], person)}
    for each in walked:
        for person in strangers:
            if all((name, person.pk) in seen for name in ids_of(each) if name in known):
                continue
            for method in each.door.methods:
                answer = ask(browsers[person.pk], each, method, known)
                asked += 1
                if answer.status_code != (401 if each.door.may == TOKEN else 404 if may_enter(person, each) else 403):
                    wrong.append(f"{person.role_name}: {method} /{each.route}: {answer.status_code}")
    return wrong, asked


def test_no_page_shows_or_touches_a_foreign_record(records, strangers):
    wrong, asked = wrong_answers(records, strangers, pages())
    assert asked
    assert wrong == []


def test_no_system_is_shown_a_foreign_record(records, admin, ward):
    """A system of TDP 12 asks for what belongs to TDP 7."""
    program = Program(connected(admin, reach=Reach.NEIGHBOURHOODS, neighbourhoods=[ward["tdp12"]])[1])
    ids = {name: record.public_id for name, record in by_param(records).items()} | {"own_id": OWN_ID}
    walked = [each for each in pages() if each.door.may == TOKEN and each.params and "GET" in each.door.methods]
    assert walked
    answers = {each.route: program.client.get(each.url(ids), headers=program.headers).status_code for each in walked}
    assert set(answers.values()) == {404}, answers


def test_the_walk_notices_a_page_that_forgets_whose_the_record_is(records, strangers, settings):
    """Three pages of a child: one asks `get_visible`, one does not ask at all, one lets the database answer."""

    def careful(request, child):
        return HttpResponse(get_visible(Child, request.user, public_id=child).code)

    def careless(request, child):
        return HttpResponse(f"Hồ sơ {child}")

    def unfiltered(request, child):
        return HttpResponse(Child.objects.get(public_id=child).code)

    patterns = [page(f"{view.__name__}/<uuid:child>/", view, may=SIGNED_IN) for view in (careful, careless, unfiltered)]
    urls = ModuleType("urls_with_careless_pages")
    urls.urlpatterns = [*patterns, path("", include("config.urls"))]
    settings.ROOT_URLCONF = urls
    wrong, _ = wrong_answers(records, strangers, pages(patterns))
    assert wrong == [
        f"{person.role_name}: {method} /{name}/<uuid:child>/: {status}"
        for name, status in (("careless", 200), ("unfiltered", 500))
        for person in strangers
        for method in READING
    ]


def visible(record, person) -> bool:
    with acting_as(person):
        return type(record)._default_manager.visible_to(person).filter(pk=record.pk).exists()


def may_enter(person, each: Page) -> bool:
    return each.door.may in (PUBLIC, SIGNED_IN) or (each.door.may != TOKEN and person.may(each.door.may))


def ask(browser: Browser, each: Page, method: str, known: dict):
    ids = {name: record.public_id for name, record in known.items()}
    others = {name: NOBODYS.get(name, uuid.uuid4()) for name in each.params}
    return browser.ask(method, each.url(others | ids))


def test_the_walk_reaches_the_pages_of_a_record(records, officer):
    """The same addresses answer for somebody to whom the record is not foreign."""
    known, browser = by_param(records), Browser(officer)
    answers = {
        each.name: ask(browser, each, "GET", known).status_code
        for each in pages()
        if each.params and set(each.params) <= set(known) and "GET" in each.door.methods and may_enter(officer, each)
    }
    assert {name: status for name, status in answers.items() if status not in (200, 302)} == {}

"""What costs much is remembered in the broker: for its user, until this user acts, never instead of a page."""

import time
import uuid
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.core.cache import cache

from accounts.acting import acting_as
from accounts.actions.users import edit_user
from accounts.authorization import Role
from accounts.people import Person
from children.finding.search import find_children
from children.models import Child
from interface.remembered import count_of, forget, remember, remembered
from vietnamese.ages import add_years
from vietnamese.partial_dates import PartialDate

SOON_16 = PartialDate(*add_years(date.today() + timedelta(days=3), -16).timetuple()[:3])


@pytest.fixture
def memory(settings):
    """The real broker's memory, as in a running ward."""
    from config import settings as product

    settings.CACHES = {"default": product.CACHES["default"] | {"KEY_PREFIX": uuid.uuid4().hex}}


@pytest.fixture
def nowhere(settings, memory):
    settings.CACHES = {"default": settings.CACHES["default"] | {"LOCATION": "redis://127.0.0.1:1/0"}}


class Counted:
    def __init__(self, seconds: float = settings.SLOW * 1.2) -> None:
        self.times, self.seconds = 0, seconds

    def __call__(self) -> list:
        self.times += 1
        time.sleep(self.seconds)
        return [self.times, "chữ"]


def test_what_took_long_is_made_once_and_what_was_quick_each_time(memory, officer):
    slow, quick = Counted(), Counted(0)
    assert [remembered(officer, "slow", slow) for _ in range(3)] == [[1, "chữ"]] * 3
    assert [remembered(officer, "quick", quick)[0] for _ in range(3)] == [1, 2, 3]


def test_nobody_is_told_what_another_may_see(memory, officer, chair):
    slow = Counted()
    remembered(officer, "slow", slow)
    assert remembered(chair, "slow", slow) == [2, "chữ"]


def test_whose_account_was_changed_is_told_nothing_of_before(memory, collaborator, admin, ward):
    slow = Counted()
    remembered(collaborator, "slow", slow)
    with acting_as(admin):
        moved = Person("Lê Thị Lan", Role.COLLABORATOR, neighbourhoods=[ward["tdp12"]])
        collaborator = edit_user(user=collaborator, by=admin, version=collaborator.version, person=moved)
    assert remembered(collaborator, "slow", slow)[0] == 2


def test_no_word_of_a_name_is_remembered(memory, child_of, officer, monkeypatch):
    monkeypatch.setattr(settings, "SLOW", 0)
    child_of(full_name="Nguyễn Gia Hân")
    with acting_as(officer):
        assert find_children("gia hann", by=officer).read_as == "gia han"
    own = f"{settings.CACHES['default']['KEY_PREFIX']}:"
    keys = [key.decode().removeprefix(own).split(":", 1)[1] for key in cache._cache.get_client().keys(f"{own}*")]
    assert "han" not in str([cache.get(key) for key in keys])


def test_a_deed_of_ones_own_makes_everything_fresh(memory, officer, chair):
    slow = Counted()
    remembered(officer, "slow", slow), remembered(chair, "slow", slow)
    forget(officer)
    assert remembered(officer, "slow", slow)[0] == 3
    assert remembered(chair, "slow", slow)[0] == 2


def test_without_a_broker_everything_is_counted_and_nothing_fails(nowhere, officer):
    slow = Counted()
    assert [remembered(officer, "slow", slow)[0] for _ in range(2)] == [1, 2]
    remember(officer, "slow", 1)
    forget(officer)


def test_counts_of_different_questions_are_told_apart(memory, officer, child_of, settings):
    settings.SLOW = 0
    child_of(full_name="Lê An")
    child_of(full_name="Lê Bình")
    with acting_as(officer):
        every, one = Child.objects.all(), Child.objects.filter(full_name="Lê An")
        assert [count_of(officer, rows) for rows in (every, one, every)] == [2, 1, 2]
        assert count_of(officer, every.filter(pk__in=[])) == 0


def test_the_menu_of_a_page_asks_nothing_while_it_is_remembered(memory, officer, as_user, child_of):
    browser = as_user(officer)
    before = _waiting(browser, "/tasks/")
    child_of(full_name="Lê An", birth=SOON_16)  # soon 16
    assert _waiting(browser, "/tasks/") == before
    assert _waiting(browser, "/") > before  # the home page shows what is so now, and so does the menu from then on
    assert _waiting(browser, "/tasks/") > before


def test_after_ones_own_deed_the_menu_counts_anew(memory, officer, as_user, child_of):
    browser = as_user(officer)
    before = _waiting(browser, "/tasks/")
    child_of(full_name="Lê An", birth=SOON_16)
    browser.post("/search", {"q": "an"})
    assert _waiting(browser, "/tasks/") > before


def _waiting(browser, address: str) -> int:
    menu = browser.get(address).context["menu"]
    return menu[0]["lines"][0]["count"]


def test_only_counts_stand_in_the_broker(memory, officer, as_user, child_of, settings):
    """Neither a name nor a code: the broker's memory is not guarded as the database is."""
    settings.SLOW = 0
    child = child_of(full_name="Lê Thị Bí Mật")
    for address in ("/", "/children/", "/children/quality/", "/tasks/"):
        as_user(officer).get(address)
    client = cache._cache.get_client()
    kept = b"".join(client.get(key) for key in client.keys(f"*{cache.key_prefix}*"))
    assert kept
    assert child.full_name.encode() not in kept
    assert child.code.encode() not in kept

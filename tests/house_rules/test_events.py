"""The access log: every event is recorded somewhere, in words, with an icon that exists; no line carries a name."""

import ast
import re

import pytest

from accounts.events import Event
from tests.house_rules.product import ROOT, parsed, sources

SPRITE = (ROOT / "static/icons.svg").read_text()


@pytest.mark.parametrize("event", Event, ids=lambda event: event.name)
def test_every_event_has_a_sentence_and_an_icon(event):
    assert re.fullmatch(r"[A-ZĐÂĂÊÔƠƯ].{2,60}", event.value.sentence)
    assert f'id="i-{event.value.icon}"' in SPRITE


def test_every_event_is_recorded_somewhere():
    code = "\n".join(path.read_text() for path in sources() if path.name != "events.py")
    assert {event.name for event in Event if not re.search(rf"\bEvent\.{event.name}\b", code)} == set()


def names_in(call: ast.Call) -> list[str]:
    """Attributes of persons inside a call's arguments."""
    inside = [node for argument in (*call.args, *call.keywords) for node in ast.walk(argument)]
    return [node.attr for node in inside if isinstance(node, ast.Attribute) and node.attr in ("full_name", "head_name")]


def calls_of(tree: ast.AST, *functions: str):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in functions:
                yield node


def test_neither_log_nor_bell_carries_a_persons_name():
    """PRIV-05: codes instead of names, wherever a text leaves the page of the child."""
    wrong = [
        f"{path}:{call.lineno} {names}"
        for path, tree in parsed()
        for call in calls_of(tree, "notify", "record", "Todo")
        if (names := names_in(call))
    ]
    assert wrong == []


def test_a_name_in_a_notification_would_be_found():
    call = next(calls_of(ast.parse('notify(recipient=user, text=f"Trẻ {child.full_name} mới đến", url="/")'), "notify"))
    assert names_in(call) == ["full_name"]

"""The description, the document for developers and the code say the same."""

import json
import re
from collections import deque
from pathlib import Path

import pytest

from accounts.tokens import MOST_REFUSED, PER_MINUTE
from children.actions import exchange
from children.api.door import MOST_BYTES
from children.api.schemas import FIELDS, MOST_ROWS
from children.api.urls import RIGHTS, description
from children.api.views import MOST
from children.demo.exchange import TOKEN
from children.exchange import feed
from children.exporting.purposes import OF_EXCHANGE
from children.importing.columns import FIELDS as READ
from children.importing.verdicts import CHANGED, IDENTICAL

DOCUMENT = (Path(__file__).parents[2] / "docs/api.md").read_text()


def table_after(heading: str) -> list[list[str]]:
    """The rows of the first table below a heading, without its head."""
    lines = DOCUMENT.partition(heading)[2].splitlines()
    rows = [line for line in lines if line.startswith("|")][2:]
    found = []
    for line in lines[lines.index(rows[0]) :]:
        if not line.startswith("|"):
            break
        found.append([cell.strip() for cell in line.strip("|").split("|")])
    return found


def codes(text: str) -> list[str]:
    return re.findall(r"`([^`]+)`", text)


def test_every_field_stands_in_the_mapping_and_no_other():
    rows = table_after("## Fields, and their names")
    assert [codes(row[0])[0] for row in rows] == FIELDS
    assert all(row[1] and row[2] for row in rows)


def test_every_field_is_described_to_programs_in_vietnamese():
    schemas = description()["components"]["schemas"]
    for name in ("Child", "ChildIn"):
        assert set(FIELDS) <= set(schemas[name]["properties"])
        assert all(schemas[name]["properties"][field]["description"] for field in FIELDS)


def test_what_is_written_can_be_read_by_the_importer():
    assert set(FIELDS) - set(READ) == {"code", "carer_relation"}


def test_every_purpose_is_named():
    assert {codes(row[0])[0] for row in table_after("Circumstances under extra secrecy")} == set(OF_EXCHANGE)


def test_every_event_and_every_outcome_is_explained():
    events = {code for row in table_after("A change that happens while") for code in codes(row[0])}
    assert events == {feed.CREATED, feed.CHANGED, feed.LEFT, feed.MERGED, feed.REMOVED}
    outcomes = {code for row in table_after("else by name, birth and family") for code in codes(row[1])}
    assert outcomes == {
        exchange.CREATED, CHANGED, IDENTICAL, exchange.KEPT, exchange.WAITING, exchange.STALE, exchange.REFUSED,
    }  # fmt: skip


def test_the_limits_are_the_real_ones():
    limits = DOCUMENT.partition("## Limits")[2].partition("##")[0]
    for words in (f"{PER_MINUTE} requests", f"{MOST} children", f"{MOST_ROWS} rows and {MOST_BYTES // 2**20} MB"):
        assert words in limits
    assert MOST_REFUSED == 5
    assert f"`{TOKEN}`" in DOCUMENT


def test_every_address_in_the_document_is_described():
    """And each method of the description has its right."""
    paths = {path.removeprefix("/api/v1/"): set(methods) for path, methods in description()["paths"].items()}
    ours = {re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", route): rights for route, rights in RIGHTS.items()}
    assert paths == {route: {method.lower() for method in rights} for route, rights in ours.items()}
    for called in re.findall(r"\$API/([a-z]+)", DOCUMENT):
        assert called in paths or f"{called}/{{own_id}}" in paths


def test_the_description_is_whole():
    """OpenAPI 3.1: every reference leads somewhere, every operation is secured, every refusal is a problem."""
    whole = description()
    assert whole["openapi"] == "3.1.0"
    references = re.findall(r'"#/components/schemas/(\w+)"', json.dumps(whole))
    assert references
    assert set(references) <= set(whole["components"]["schemas"])
    assert whole["components"]["securitySchemes"]["Token"] == {"type": "http", "scheme": "bearer"}
    operations = deque(each for methods in whole["paths"].values() for each in methods.values())
    for operation in operations:
        assert operation["security"] == [{"Token": []}]
        assert operation["summary"]
        for status, answer in operation["responses"].items():
            kinds = set(answer.get("content", {}))
            assert kinds == (
                {"application/problem+json"} if status >= 400 else {"application/json"} if status != 304 else set()
            )
    assert len({each["operationId"] for each in operations}) == len(operations)


@pytest.mark.parametrize("status", [200, 201, 409, 412, 422])
def test_the_answers_of_a_put_are_described(status):
    assert status in description()["paths"]["/api/v1/records/{own_id}"]["put"]["responses"]

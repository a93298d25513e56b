"""A snapshot survives being stored, and says so when it did not."""

import json
import unicodedata
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from reports.snapshot import VERSION, count, rate, ratio
from reports.snapshot_json import UnreadableSnapshot, canonical_json, from_json, parse, sha256, to_json


@pytest.mark.parametrize("example", ["draft", "issued"])
def test_storing_and_reading_gives_the_same_report(example, request):
    snapshot = request.getfixturevalue(example)
    assert parse(canonical_json(snapshot)) == snapshot
    assert from_json(json.loads(canonical_json(snapshot))) == snapshot  # without Decimal support, as a JSON column


def test_hash_changes_with_one_figure(draft):
    assert sha256(draft) == sha256(parse(canonical_json(draft)))
    assert sha256(draft) != sha256(replace(draft, cut_off=date(2026, 11, 16)))


def test_bytes_do_not_depend_on_how_letters_were_composed(draft):
    decomposed = replace(draft, subject=unicodedata.normalize("NFD", draft.subject))
    assert decomposed != draft
    assert canonical_json(decomposed) == canonical_json(draft)


def test_unreported_is_null_and_none_is_zero(draft):
    document = json.loads(canonical_json(draft))
    eyes = document["sections"][2]["parts"][2]["facts"][0]["figures"]["eyes"]
    drugs = document["annexes"][1]["rows"][6]["cells"]
    assert eyes["value"] is None
    assert drugs[2] == 0


def test_another_version_is_refused(draft):
    document = to_json(draft) | {"version": VERSION + 1}
    with pytest.raises(UnreadableSnapshot):
        from_json(document)


@pytest.mark.parametrize("change", [{"year": "2026"}, {"demo": 1}, {"unheard_of": 1}, {"annexes": [{"code": "PL01"}]}])
def test_a_document_of_another_shape_is_refused(draft, change):
    with pytest.raises(UnreadableSnapshot):
        from_json(to_json(draft) | change)


def test_rates_are_rounded_half_up():
    assert ratio(1, 80) == Decimal("1.3")  # 1,25
    assert ratio(12, 400) == Decimal("3.0")
    assert ratio(10, 14862, per=100_000) == Decimal("67.3")


def test_a_rate_of_nobody_is_known_but_not_zero():
    assert rate("Được trợ giúp", 0, 0).value is None
    assert rate("Được trợ giúp", 0, 0).is_reported
    assert not rate("Được trợ giúp", None, 12).is_reported
    assert not count("Trẻ em", None).is_reported
    assert count("Trẻ em", 0).is_reported

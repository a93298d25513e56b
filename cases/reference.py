"""The terms of the law and how a ward counts, as far as the product knows them."""

import datetime
from collections.abc import Iterator
from pathlib import Path

from cases.models import DayEnds, Term, WayOfCounting
from interface.reference import Loaded, load_rows, read_yaml, reference

HERE = Path(__file__).parent / "reference"
DECREE_IN_FORCE = datetime.date(2017, 7, 1)  # NĐ 56/2017/NĐ-CP, Điều 48


@reference("cases: terms")
def load_terms() -> Iterator[Loaded]:
    rows = [
        {
            "code": row["code"],
            "valid_from": DECREE_IN_FORCE,
            "position": position,
            "name": row["name"],
            "article": row["article"],
            "value": row["value"],
            "measure": row["measure"],
            "since": row["since"],
            "confidence": row["conf"],
            "anchor_confidence": row["anchor_conf"],
            "note": row.get("note", ""),
        }
        for position, row in enumerate(read_yaml(HERE / "terms.yaml")["terms"], 1)
    ]
    yield load_rows(Term, rows, key=("code", "valid_from"))


@reference("cases: way of counting")
def load_way_of_counting() -> Iterator[Loaded]:
    row = {"valid_from": DECREE_IN_FORCE, "working_day_ends": DayEnds.OFFICE}
    yield load_rows(WayOfCounting, [row], key=("valid_from",))

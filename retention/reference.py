"""The list of retention periods that comes with the product; what the ward edited stays."""

from collections.abc import Iterator
from pathlib import Path

from interface.reference import Loaded, load_rows, read_yaml, reference
from retention.models import RetentionClass

HERE = Path(__file__).parent / "reference"


@reference("retention")
def load_retention() -> Iterator[Loaded]:
    rows = [
        {
            "code": row["id"],
            "position": position,
            "name": row["vi"],
            "years": row.get("years"),
            "counted_from": row["from"],
            "to_statistics": row.get("to_statistics", False),
            "minimum": row.get("minimum", False),
            "unsure": row["conf"] == "?",
            "note": row.get("note", ""),
        }
        for position, row in enumerate(read_yaml(HERE / "retention.yaml")["classes"], 1)
    ]
    yield load_rows(RetentionClass, rows, key=("code",))

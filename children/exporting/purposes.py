"""What lists are taken out for (`reference/export_purposes.yaml`), with the columns each purpose needs."""

from dataclasses import dataclass
from pathlib import Path

import yaml

FILE = Path(__file__).parents[1] / "reference" / "export_purposes.yaml"


@dataclass(frozen=True)
class Purpose:
    code: str
    name: str
    about: str
    columns: tuple[str, ...]
    exchange: bool = False  # another system may be connected for it


def _read() -> dict[str, Purpose]:
    lines = yaml.safe_load(FILE.read_text())["purposes"]
    return {line["code"]: Purpose(**{**line, "columns": tuple(line["columns"])}) for line in lines}


PURPOSES = _read()
OF_EXCHANGE = {code: purpose for code, purpose in PURPOSES.items() if purpose.exchange}


def why(purpose: str, reason: str) -> str:
    """What for, and the reason somebody typed."""
    return ". ".join(filter(None, (PURPOSES[purpose].name, reason)))

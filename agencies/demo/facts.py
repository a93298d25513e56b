from functools import cache
from pathlib import Path
from typing import Any

from interface.reference import read_yaml

# Everybody may know it: accounts with this password exist in demo wards only (`seed_demo` refuses in production).
PASSWORD = "phuong-minh-hoa"  # noqa: S105


@cache
def facts() -> dict[str, Any]:
    return read_yaml(Path(__file__).parent / "ward.yaml")

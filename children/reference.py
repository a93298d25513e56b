"""The national lists of this app: the 14 groups with their cases, at-risk categories, ethnic groups, allowances."""

import datetime
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from children.models import (
    AllowanceRule,
    BaseAmount,
    CircumstanceGroup,
    CircumstanceSubtype,
    EthnicGroup,
    RiskFactor,
    SafeHomeItem,
    SafeHomeStandard,
    ScheduledDose,
)
from interface.reference import Loaded, load_rows, read_yaml, reference

HERE = Path(__file__).parent / "reference"
LAW_IN_FORCE = datetime.date(2017, 6, 1)  # Luật Trẻ em 2016, Điều 105; NĐ 56/2017 from 01/7/2017 fills it in

SAFE_HOMES_SINCE = datetime.date(2011, 5, 6)  # QĐ 548/QĐ-LĐTBXH
SCHEDULE_IN_FORCE = datetime.date(2024, 8, 1)  # TT 10/2024/TT-BYT


@reference("ethnic_groups")
def load_ethnic_groups() -> Iterator[Loaded]:
    rows = read_yaml(HERE / "ethnic_groups.yaml")["groups"]
    yield load_rows(
        EthnicGroup,
        [
            {
                "code": row["code"],
                "name": row["vi"],
                "aliases": row.get("aliases", []),
                "local": row.get("local", False),
            }
            for row in rows
        ],
        key=("code",),
    )


@reference("immunisation")
def load_immunisation() -> Iterator[Loaded]:
    rows = [
        {
            "code": row["code"],
            "position": position,
            "name": row["vi"],
            "disease": row["disease"],
            "due_months": row["due"],
            "after": row.get("after", ""),
            "gap_days": row.get("gap", 0),
            "until_months": row["until"],
            "counts_full": row["full"],
            "unsure": row["conf"] == "?",
            "note": row.get("note", ""),
            "valid_from": SCHEDULE_IN_FORCE,
        }
        for position, row in enumerate(read_yaml(HERE / "immunisation.yaml")["doses"], 1)
    ]
    yield load_rows(ScheduledDose, rows, key=("code", "valid_from"))


@reference("safe_home")
def load_safe_home() -> Iterator[Loaded]:
    lists = read_yaml(HERE / "safe_home.yaml")
    standards = [
        {
            "valid_from": row["from"],
            "at_least": row["at_least"],
            "no_injury": row["no_injury"],
            "unsure": row["conf"] == "?",
            "note": row["note"],
        }
        for row in lists["standards"]
    ]
    yield load_rows(SafeHomeStandard, standards, key=("valid_from",))
    items = [(group["vi"], item) for group in lists["groups"] for item in group["items"]]
    yield load_rows(
        SafeHomeItem,
        [
            {
                "code": item["code"],
                "position": position,
                "group": group,
                "text": item["vi"],
                "required": item["required"],
                "unsure": item["conf"] == "?",
                "valid_from": SAFE_HOMES_SINCE,
            }
            for position, (group, item) in enumerate(items, 1)
        ],
        key=("code",),
    )


@reference("family_risks")
def load_family_risks() -> Iterator[Loaded]:
    rows = [
        {
            "code": row["code"],
            "position": position,
            "name": row["vi"],
            "category": row["category"],
            "next_step": row["next"],
            "call_at_once": row.get("call", False),
            "unsure": row["conf"] == "?",
            "valid_from": LAW_IN_FORCE,
        }
        for position, row in enumerate(read_yaml(HERE / "family_risks.yaml")["factors"], 1)
    ]
    yield load_rows(RiskFactor, rows, key=("code",))


@reference("circumstance_groups")
def load_circumstance_groups() -> Iterator[Loaded]:
    lists = read_yaml(HERE / "circumstance_groups.yaml")
    yield load_rows(
        CircumstanceGroup, [*_legal(lists["groups"]), *_at_risk(lists["at_risk_categories"])], key=("code",)
    )
    groups = {group.code: group for group in CircumstanceGroup.objects.all()}
    rows = [
        {
            "group": groups[group["code"]],
            "code": subtype["code"],
            "position": position,
            "name": subtype["vi"],
            "wording_unsure": subtype["conf"] == "?",
            "valid_from": LAW_IN_FORCE,
        }
        for group in lists["groups"]
        for position, subtype in enumerate(group["subtypes"], 1)
    ]
    yield load_rows(CircumstanceSubtype, rows, key=("code",))


def _legal(groups: list[dict]) -> Iterator[dict]:
    for position, group in enumerate(groups, 1):
        yield {
            "code": group["code"],
            "kind": CircumstanceGroup.Kind.LEGAL,
            "position": position,
            "law_point": group["law_point"],
            "decree_article": group["decree_article"],
            "name": group["vi"],
            "short_name": _short(group),
            "extra_secret": group.get("extra_secret", False),
            "is_abuse": group.get("is_abuse", False),
            "valid_from": LAW_IN_FORCE,
        }


def _at_risk(categories: list[dict]) -> Iterator[dict]:
    for position, category in enumerate(categories, 1):
        yield {
            "code": category["code"],
            "kind": CircumstanceGroup.Kind.AT_RISK,
            "position": position,
            "name": category["vi"],
            "short_name": _short(category),
            "valid_from": LAW_IN_FORCE,
        }


@reference("entitlements")
def load_entitlements() -> Iterator[Loaded]:
    lists = read_yaml(HERE / "entitlements.yaml")
    yield load_rows(BaseAmount, map(_base_amount, lists["base_amounts"]), key=("valid_from",))
    rules = [_allowance_rule(position, row) for position, row in enumerate(lists["monthly_allowance"], 1)]
    yield load_rows(AllowanceRule, rules, key=("code", "valid_from"))


def _base_amount(row: dict) -> dict:
    return {
        "valid_from": row["from"],
        "valid_to": row["to"],
        "amount": row["amount"],
        "source": row["source"],
        "confidence": row["conf"],
        "note": row.get("note", ""),
    }


def _allowance_rule(position: int, row: dict) -> dict:
    first, end = row["age"]
    return {
        "code": row["id"],
        "position": position,
        "name": row["vi"],
        "short_name": row["short"],
        "article": row["article"],
        "age_from": first,
        "age_to": end,
        "coefficient": Decimal(str(row["coef"])),
        "circumstances": row.get("circumstances", []),
        "unclear": row.get("unclear", []),
        "question": row.get("ask", ""),
        "at_end": row.get("then", ""),
        "poverty": row.get("poverty", []),
        "one_parent": row.get("one_parent", False),
        "stacks": row.get("stacks", False),
        "secret": row.get("secret", False),
        "in_use": row.get("in_use", True),
        "confidence": row["conf"],
        "note": row.get("note", ""),
        "valid_from": row["from"],
    }


def _short(entry: dict) -> str:
    """The name without “Trẻ em”, or the shorter one we chose."""
    words = entry.get("short") or entry["vi"].removeprefix("Trẻ em ")
    return words[:1].upper() + words[1:]

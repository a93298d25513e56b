"""What a row of an import keeps as one encrypted text: the cells, what they say, how they were judged."""

import json
from datetime import date
from typing import Any

from children.importing.candidate import Candidate, Problem
from children.importing.repeats import Place
from children.importing.verdicts import Verdict
from children.models import ImportRow
from vietnamese.formats import format_date


def first_content(place: Place, cells: list, candidate: Candidate, problems: list[Problem]) -> dict[str, Any]:
    return {
        "sheet": place.sheet,
        "cells": [format_date(cell) if isinstance(cell, date) else cell for cell in cells],
        "candidate": candidate.to_json(),
        "problems": [vars(problem) for problem in problems],
    }


def put_verdict(row: ImportRow, verdict: Verdict, content: dict[str, Any]) -> None:
    """Write a judgement into a row (not yet into the database)."""
    row.outcome = verdict.outcome
    row.child_id = verdict.children[0] if len(verdict.children) == 1 else None
    row.decision = ""
    row.content = json.dumps({**content, "verdict": verdict.to_json()}, ensure_ascii=False)


def reasons_of(verdict: Verdict, content: dict[str, Any]) -> list[str]:
    """The sentences about a row, what keeps it out first."""
    problems = sorted(content["problems"], key=lambda problem: not problem["error"])
    sentences = [verdict.reason, *(problem["sentence"] for problem in problems), *verdict.notes]
    return [sentence for sentence in sentences if sentence]


def content_of(row: ImportRow) -> tuple[Candidate, Verdict, dict[str, Any]]:
    """What a row says, how it was judged, and the rest of its content."""
    content = json.loads(row.content)
    return Candidate.from_json(content["candidate"]), Verdict.from_json(content["verdict"]), content

"""A row of an import in words: what the file says, what the register has, why a person is asked."""

from collections.abc import Iterable
from dataclasses import dataclass

from agencies.models import Neighbourhood
from children.importing.candidate import Candidate
from children.importing.content import content_of, reasons_of
from children.importing.verdicts import Change, Verdict
from children.models import Child, ImportBatch, ImportRow, Outcome, Sex
from interface.components import Tab
from vietnamese.personal_id import format_personal_id, mask_personal_id

TABS = {
    Outcome.NEW: "plus-circle",
    Outcome.CHANGED: "pencil",
    Outcome.IDENTICAL: "check2",
    Outcome.DECIDE: "question-circle",
    Outcome.ERROR: "x-octagon",
}
SEX_WORD = {"unknown": "giới tính"}  # “nam”, “nữ” speak for themselves
IN_SHORT = {"birth": "sinh", "personal_id": "định danh", "class_name": "lớp", "mother": "mẹ", "father": "cha"}


@dataclass(frozen=True)
class Fact:
    """A few words about a child; `word` stands before a value that is the other side's, marked as such."""

    text: str
    word: str = ""
    differs: bool = False


@dataclass(frozen=True)
class Known:
    """A child of the register beside a row."""

    child: Child
    facts: list[Fact]
    place: str


@dataclass(frozen=True)
class Answer:
    value: str
    label: str
    chosen: bool
    id: str


@dataclass(frozen=True)
class ImportLine:
    """One row of the preview."""

    row: ImportRow
    sheet: str
    name: str
    facts: list[Fact]
    known: list[Known]
    changes: list[Change]
    why: list[str]
    answers: list[Answer]


def tabs_of(batch: ImportBatch, url: str, current: str) -> list[Tab]:
    """The five counts, each opening its rows."""
    return [
        Tab(outcome.label, batch.counts.get(outcome, 0), f"{url}?tab={outcome}", icon, outcome == current)
        for outcome, icon in TABS.items()
    ]


def lines_of(rows: Iterable[ImportRow], user) -> list[ImportLine]:
    """Rows as the page shows them, with the children they are about as the register has them now."""
    read = [(row, *content_of(row)) for row in rows]
    pks = {pk for _, _, verdict, _ in read for pk in verdict.children}
    children = Child.objects.visible_to(user).filter(pk__in=pks).select_related("neighbourhood", "household")
    known = {child.pk: child for child in children}
    places = _places(candidate for _, candidate, _, _ in read)
    return [_line(row, candidate, verdict, content, known, places) for row, candidate, verdict, content in read]


def _places(candidates: Iterable[Candidate]) -> dict[int, str]:
    wanted = {candidate.neighbourhood for candidate in candidates if candidate.neighbourhood}
    return {each.pk: each.short_name for each in Neighbourhood.objects.filter(pk__in=wanted)}


def _line(row, candidate: Candidate, verdict: Verdict, content: dict, known: dict, places: dict) -> ImportLine:
    changed = {change.field: change for change in verdict.changes}
    asks = row.outcome == Outcome.DECIDE
    return ImportLine(
        row=row,
        sheet=content["sheet"],
        name=candidate.full_name or "Chưa có tên",
        facts=_in_file(candidate, changed if asks else {}, places),
        known=[_known(known[pk], changed if asks else {}) for pk in verdict.children if pk in known],
        changes=[_shown(change) for change in verdict.changes],
        why=reasons_of(verdict, content),
        answers=[
            Answer(option.answer, option.label, option.answer == row.decision, f"r{row.pk}-{index}")
            for index, option in enumerate(verdict.options)
        ],
    )


def _in_file(candidate: Candidate, changed: dict[str, Change], places: dict[int, str]) -> list[Fact]:
    facts = []
    if candidate.birth:
        facts.append(Fact(candidate.birth.display(), "sinh", "birth" in changed))
    if candidate.sex:
        facts.append(Fact(Sex(candidate.sex).label.lower(), SEX_WORD.get(candidate.sex, ""), "sex" in changed))
    if candidate.personal_id and (not changed or "personal_id" in changed):
        facts.append(Fact(format_personal_id(candidate.personal_id), "định danh", "personal_id" in changed))
    if candidate.class_name:
        facts.append(Fact(candidate.class_name, "lớp", "class_name" in changed))
    facts += [Fact(person.full_name, IN_SHORT[who], who in changed) for who, person in _parents(candidate)]
    if candidate.neighbourhood in places:
        facts.append(Fact(places[candidate.neighbourhood], "", "neighbourhood" in changed))
    return facts


def _parents(candidate: Candidate):
    return [(who, candidate.people[who]) for who in ("mother", "father") if who in candidate.people]


def _known(child: Child, changed: dict[str, Change]) -> Known:
    """What the register has in the places that differ."""
    facts = [Fact(child.birth.display(), "sinh", "birth" in changed)]
    for field in ("sex", "personal_id", "class_name", "mother", "father"):
        if field in changed and changed[field].before:
            facts.append(Fact(_shown(changed[field]).before, IN_SHORT.get(field, ""), differs=True))
    return Known(child, facts, ", ".join(filter(None, (child.code, child.address, child.neighbourhood.short_name))))


def _shown(change: Change) -> Change:
    if change.field != "personal_id":
        return change
    before = mask_personal_id(change.before) if change.before else ""  # the whole one stands on the child's page
    after = format_personal_id(change.after) if change.after else ""
    return Change(change.field, change.label, before, after, change.conflict)

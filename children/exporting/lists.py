"""The rows of a list: children of the register, some hundreds at a time."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from accounts.models import User
from children.exporting.columns import Facts, row_of
from children.exporting.writers import Value
from children.importing.register import people_of
from children.models import Child, Circumstance
from children.queries import register_of, tags_of
from jobs.work import Say

BATCH = 500


@dataclass
class Rows:
    """One row per child, in the order of the ids. Extra-secret groups stand in no list (PRIV-02).

    `written` counts them: a child that was merged into another meanwhile has no row of its own any more.
    """

    pks: Sequence[int]
    keys: list[str]
    by: User
    on: date
    say: Say
    codes: Mapping[int, str] = field(default_factory=dict)  # of the lines of a batch
    written: int = 0

    def __iter__(self) -> Iterator[list[Value]]:
        for start in range(0, len(self.pks), BATCH):
            self.say(f"Đang ghi dòng {start + 1} trong {len(self.pks)}", 90 * start // len(self.pks))
            for facts in facts_of(self.pks[start : start + BATCH], self.by, self.on, self.written, self.codes):
                self.written += 1
                yield row_of(facts, self.keys)


def facts_of(
    pks: Sequence[int], by: User, on: date, start: int = 0, codes: Mapping[int, str] | None = None
) -> Iterator[Facts]:
    """The children of these ids that are in the register, in their order, with what it says around them; numbered.
    `codes`: of the lines of a batch.
    """
    related = register_of(by).select_related("household", "neighbourhood", "school", "ethnic_group")
    children: dict[int, Child] = related.in_bulk(pks)
    people, circumstances = people_of(pks, by), _circumstances(pks, by, on)
    for number, pk in enumerate(filter(children.__contains__, pks), start + 1):
        yield Facts(number, children[pk], people.get(pk, {}), circumstances[pk], (codes or {}).get(pk, ""))


def _circumstances(pks: Sequence[int], by: User, on: date) -> dict[int, list[Circumstance]]:
    found: dict[int, list[Circumstance]] = defaultdict(list)
    for each in tags_of(by, on).filter(child__in=pks).order_by("group__position", "pk"):
        found[each.child_id].append(each)
    return found

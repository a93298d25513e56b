"""Rows of one file that speak of the same child or household."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils import timezone

from children.importing.candidate import Candidate, Problem
from children.importing.verdicts import DECIDE, ERROR, IDENTICAL, IS_NEW, LEAVE, Option, Verdict
from vietnamese.names import search_key


@dataclass
class Place:
    """Where a row stands in the file."""

    sheet: str
    number: int

    def __str__(self) -> str:
        return f"dòng {self.number}" + (f" bảng “{self.sheet}”" if self.sheet else "")


class Repeats:
    """Remembers the rows so far; the first row of a child counts, a later one is told where the first is."""

    def __init__(self) -> None:
        self.by_id: dict[str, tuple[Place, Candidate]] = {}
        self.by_name: dict[tuple, list[tuple[Place, Candidate]]] = {}
        self.poverty: dict[tuple, tuple[Place, str]] = {}
        self.by_child: dict[int, Place] = {}

    def seen(self, row: Candidate, place: Place) -> Verdict | None:
        """The verdict on a row that repeats an earlier one; None for the first of its kind."""
        name = (search_key(row.full_name), row.birth)
        same = self.by_id.get(row.personal_id) if row.personal_id else None
        if same:
            return self._verdict(row, same, "cùng số định danh")
        for earlier in self.by_name.get(name, []):
            if _both(row.personal_id, earlier[1].personal_id) and row.personal_id != earlier[1].personal_id:
                continue
            mothers = [each.people["mother"].full_name if "mother" in each.people else "" for each in (row, earlier[1])]
            if row == earlier[1] or (_both(*mothers) and search_key(mothers[0]) == search_key(mothers[1])):
                return self._verdict(row, earlier, "cùng tên, ngày sinh và mẹ")
            if not _both(*mothers):
                return self._question(earlier[0])
        if row.personal_id:
            self.by_id[row.personal_id] = (place, row)
        self.by_name.setdefault(name, []).append((place, row))
        return None

    @staticmethod
    def _verdict(row: Candidate, earlier: tuple[Place, Candidate], why: str) -> Verdict:
        if row == earlier[1]:
            return Verdict(IDENTICAL, f"Trùng {earlier[0]}, chỉ nhập một lần")
        return Verdict(ERROR, f"Trùng {earlier[0]} ({why}) nhưng ghi khác. Giữ một dòng rồi nhập lại.")

    @staticmethod
    def _question(place: Place) -> Verdict:
        options = (Option(IS_NEW, "Hai trẻ khác nhau"), Option(LEAVE, "Để dòng này lại"))
        return Verdict(DECIDE, f"Cùng tên, cùng ngày sinh với {place} của tệp", options=options)

    def means_twice(self, verdict: Verdict, place: Place) -> Verdict:
        """Two different rows cannot both be one child of the register."""
        if len(verdict.children) != 1:
            return verdict
        (child,) = verdict.children
        if child in self.by_child and self.by_child[child] != place:
            return Verdict(ERROR, f"Cùng một trẻ trong sổ với {self.by_child[child]}. Giữ một dòng rồi nhập lại.")
        self.by_child[child] = place
        return verdict

    def one_poverty(self, row: Candidate, place: Place) -> tuple[Candidate, Iterable[Problem]]:
        """A household has one class of poverty in a year: the first row that names it counts."""
        if not (row.poverty and row.head_name):
            return row, ()
        year = row.certificate_year or timezone.localdate().year
        key = (row.neighbourhood, search_key(row.head_name), search_key(row.address), year)
        earlier, poverty = self.poverty.setdefault(key, (place, row.poverty))
        if poverty == row.poverty:
            return row, ()
        sentence = f"Hộ này ở {earlier} ghi diện hộ khác. Giữ theo {earlier}; kiểm tra lại."
        nothing = replace(row, poverty="", certificate_number="", certificate_year=None, certificate_issued_on="")
        return nothing, (Problem(sentence),)


def _both(one: str, other: str) -> bool:
    return bool(one and other)

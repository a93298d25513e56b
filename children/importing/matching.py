"""What the register says about a row: a new child, a change, the same, or a question for a person.

Sure is: the same personal ID with a name or birth that agrees; the same name and birth with the same mother; the same
name and whole birth date with nobody else who could be meant. What identifies a child (name, birth, sex, personal ID,
parents, neighbourhood) is never overwritten without a decision; an empty cell never erases.
"""

from children.importing.candidate import Candidate
from children.importing.differences import NO_HOUSEHOLD, differences, kept
from children.importing.entries import Entry, Register, Words
from children.importing.likeness import can_be_one, either_temporary, names_alike, other_id, same_mother, turned_around
from children.importing.verdicts import (
    AS_BOOK,
    AS_FILE,
    CHANGED,
    DECIDE,
    ERROR,
    IDENTICAL,
    IS,
    IS_NEW,
    LEAVE,
    NEW,
    Change,
    Option,
    Verdict,
)
from vietnamese.names import name_similarity, search_key
from vietnamese.partial_dates import Precision

STRANGER = 60  # with one personal ID but names less similar than this, somebody mistyped a number


class Judge:
    """Judges rows against a register."""

    def __init__(self, register: Register, words: Words) -> None:
        self.register = register
        self.words = words

    def judge(self, row: Candidate) -> Verdict:
        """New, changed, identical, or a question; an error for a new child nobody could place."""
        if row.personal_id and (entry := self.register.by_personal_id.get(row.personal_id)):
            return self._by_personal_id(row, entry)
        return self._by_name(row) or self._by_family(row) or self._nearly(row) or self._new(row)

    def _by_personal_id(self, row: Candidate, entry: Entry) -> Verdict:
        if name_similarity(row.full_name, entry.full_name) < STRANGER and not either_temporary(row, entry):
            reason = "Cùng số định danh, khác tên: có thể số định danh ghi nhầm"
            return self._ask(row, entry, reason, may_be_new=False)
        return self.compare(row, entry)

    def _by_name(self, row: Candidate) -> Verdict | None:
        """Same name, and birth dates that can be one day."""
        alike = [each for each in self.register.by_name[search_key(row.full_name)] if can_be_one(row.birth, each.birth)]
        if not alike:
            return None
        sure = [each for each in alike if same_mother(row, each) is True and not other_id(row, each)]
        if len(sure) == 1:
            return self.compare(row, sure[0])
        if len(alike) > 1:
            return self._which(row, alike, "Nhiều trẻ trùng tên, trùng ngày sinh")
        (entry,) = alike
        if other_id(row, entry):
            return self._ask(row, entry, "Cùng tên, cùng ngày sinh, khác số định danh")
        if same_mother(row, entry) is False:
            return self._ask(row, entry, "Cùng tên, cùng ngày sinh, khác mẹ")
        if row.birth != entry.birth and not row.personal_id:
            return self._ask(row, entry, "Cùng tên, ngày sinh một bên chưa đủ ngày, tháng")
        return self.compare(row, entry)

    def _by_family(self, row: Candidate) -> Verdict | None:
        """Same name, another birth date: same mother, or day and month have changed places."""
        namesakes = [each for each in self.register.by_name[search_key(row.full_name)] if not other_id(row, each)]
        family = [each for each in namesakes if same_mother(row, each) is True]
        if family:
            return self._which(row, family, "Cùng tên, cùng mẹ, khác ngày sinh")
        turned = [
            each
            for each in namesakes
            if turned_around(row.birth, each.birth)
            and each.neighbourhood == row.neighbourhood
            and same_mother(row, each) is None
        ]
        return self._which(row, turned, "Cùng tên, có thể ngày và tháng sinh đổi chỗ") if turned else None

    def _nearly(self, row: Candidate) -> Verdict | None:
        """Born the same day, a similar or a temporary name, the same mother or neighbourhood."""
        if row.birth is None or row.birth.precision is not Precision.DAY:
            return None
        born = [each for each in self.register.by_birth[row.birth] if not other_id(row, each)]
        unnamed = [each for each in born if either_temporary(row, each) and same_mother(row, each) is True]
        if unnamed:
            return self._which(row, unnamed, "Cùng mẹ, cùng ngày sinh, một bên là tên tạm")
        similar = [
            each
            for each in born
            if names_alike(row.full_name, each.full_name)
            and (
                same_mother(row, each) is True
                or (same_mother(row, each) is None and each.neighbourhood == row.neighbourhood)
            )
        ]
        return self._which(row, similar, "Cùng ngày sinh, tên gần giống") if similar else None

    def _new(self, row: Candidate) -> Verdict:
        if row.residence in ("moved_out", "dead"):
            source = self.words.source.lower()
            return Verdict(ERROR, f"Trẻ không có trong sổ mà {source} ghi đã chuyển đi hoặc đã mất: không ghi trẻ mới.")
        if row.neighbourhood is None:
            return Verdict(
                ERROR, "Không biết trẻ mới ở tổ dân phố nào. Ghi thêm cột tổ dân phố, hoặc “tổ …” trong địa chỉ."
            )
        notes = () if row.poverty in ("", "none") or row.head_name else (NO_HOUSEHOLD,)
        return Verdict(NEW, notes=notes)

    # --- Questions
    def _ask(self, row: Candidate, entry: Entry, reason: str, *, may_be_new: bool = True) -> Verdict:
        compared = self.compare(row, entry)
        what = _shortly([change for change in compared.changes if change.conflict])
        theirs = f"Là một, lấy {what} {self.words.there}"
        options = [Option(AS_FILE, theirs), Option(AS_BOOK, f"Là một, giữ {what} trong sổ")]
        if not any(change.conflict for change in compared.changes):
            options = [Option(AS_FILE, "Là một")]
        options.append(
            Option(IS_NEW, "Hai trẻ khác nhau")
            if may_be_new and self._new(row).outcome == NEW
            else Option(LEAVE, "Để dòng này lại")
        )
        return Verdict(DECIDE, reason, (entry.pk,), compared.changes, tuple(options), compared.notes)

    def _which(self, row: Candidate, entries: list[Entry], reason: str) -> Verdict:
        if len(entries) == 1:
            return self._ask(row, entries[0], reason)
        options = [Option(f"{IS}{entry.public_id}", f"Là {entry.code}") for entry in entries]
        last = Option(IS_NEW, "Trẻ mới") if self._new(row).outcome == NEW else Option(LEAVE, "Để dòng này lại")
        return Verdict(DECIDE, reason, tuple(entry.pk for entry in entries), options=(*options, last))

    # --- Comparing
    def compare(self, row: Candidate, entry: Entry) -> Verdict:
        """Field by field. A conflict about who the child is makes it a question."""
        found = differences(row, entry, self.words)
        notes = tuple(kept(row, entry, self.words))
        if conflicts := [change for change in found if change.conflict]:
            what = _shortly(conflicts)
            options = (
                Option(AS_FILE, f"Lấy {what} {self.words.there}"),
                Option(AS_BOOK, f"Giữ {what} trong sổ"),
            )
            reason = f"Là trẻ này, nhưng {what} khác nhau"
            return Verdict(DECIDE, reason, (entry.pk,), tuple(found), options, notes)
        return Verdict(CHANGED if found else IDENTICAL, "", (entry.pk,), tuple(found), notes=notes)


_SHORT = {
    "full_name": "tên",
    "birth": "ngày sinh",
    "sex": "giới tính",
    "personal_id": "số định danh",
    "mother": "tên mẹ",
    "father": "tên cha",
    "neighbourhood": "tổ dân phố",
}


def _shortly(conflicts: list[Change]) -> str:
    names = [_SHORT[change.field] for change in conflicts]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} và {names[-1]}" if names else "cách ghi"

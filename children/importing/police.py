"""What the police returned about the children of a batch, judged against the register.

Only the batch's children are meant, by the code of the line first. The police say who a child is (name, birth, sex,
number); where it lives they may see otherwise, but a list moves nobody: that is asked of an officer afterwards.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from children.importing.candidate import Candidate
from children.importing.entries import Entry, Register, Words
from children.importing.likeness import either_temporary
from children.importing.matching import STRANGER, Judge
from children.importing.row_police import NO, UNCLEAR, YES
from children.importing.verdicts import CHANGED, ERROR, IDENTICAL, Change, Verdict
from vietnamese.names import name_similarity

NOT_IN_BATCH = "Không có trẻ này trong đợt. Giữ nguyên cột “Mã dòng” của tệp đã gửi."
NOT_UNDERSTOOD = "Không rõ công an trả lời thế nào nên chưa ghi gì cho trẻ này."
NO_ANSWER = "Công an chưa ghi kết quả cho dòng này."
REFUSED = "Công an chưa xác thực được. Số định danh trong tệp không ghi vào sổ."
KEEPS = (
    "full_name", "temporary_name", "birth", "sex", "personal_id", "birth_certificate", "birth_certificate_book",
    "birth_certificate_place", "birth_registered_on", "row_code", "police", "verified_on",
)  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """Whom a batch asks about: the child of each line, of whom something else than the line's code may be known."""

    by_code: Mapping[str, int]

    @property
    def children(self) -> frozenset[int]:
        return frozenset(self.by_code.values())


class PoliceJudge(Judge):
    """Judges the lines of a batch."""

    def __init__(self, register: Register, words: Words, asked: Asked) -> None:
        super().__init__(register, words)
        self.asked = asked
        self.batch = Judge(Register(register.by_pk[pk] for pk in asked.children if pk in register.by_pk), words)

    def judge(self, row: Candidate) -> Verdict:
        row = who(row)
        entry = self._entry(row)
        if entry is None:
            found = self.batch.judge(replace(row, neighbourhood=None))
            if len(found.children) != 1:
                return Verdict(ERROR, NOT_IN_BATCH)
            entry = self.register.by_pk[found.children[0]]
        if name_similarity(row.full_name, entry.full_name) < STRANGER and not either_temporary(row, entry):
            why = f"Mã dòng là của {entry.code}, nhưng tên khác hẳn. Kiểm tra lại dòng này."
            return Verdict(ERROR, why, (entry.pk,))
        holder = self.register.by_personal_id.get(row.personal_id)
        if holder and holder.pk != entry.pk:
            why = f"Số định danh này trong sổ đang là của {holder.code}. Kiểm tra hai hồ sơ có trùng nhau không."
            return Verdict(ERROR, why, (entry.pk,))
        return self.compare(row, entry)

    def _entry(self, row: Candidate) -> Entry | None:
        return self.register.by_pk.get(self.asked.by_code.get(row.row_code, 0))

    def compare(self, row: Candidate, entry: Entry) -> Verdict:
        """As of any list; and a number the police stand for becomes a verified one."""
        row = who(row)
        if row.police == UNCLEAR:
            return Verdict(ERROR, NOT_UNDERSTOOD, (entry.pk,))
        if row.police == NO:
            return replace(super().compare(replace(row, personal_id=""), entry), notes=(REFUSED,))
        if not confirms(row, entry):
            return replace(super().compare(replace(row, personal_id=""), entry), notes=(NO_ANSWER,))
        verdict = replace(super().compare(row, entry), notes=())
        if entry.verified and entry.personal_id == row.personal_id:
            return verdict
        other = ("personal_id", True) in {(change.field, change.conflict) for change in verdict.changes}
        stands = Change("personal_id_verified", "Công an xác thực", "", "đã xác thực", conflict=other)
        outcome = CHANGED if verdict.outcome == IDENTICAL else verdict.outcome
        return replace(verdict, outcome=outcome, changes=(*verdict.changes, stands))


def who(row: Candidate) -> Candidate:
    """What a row says of who the child is, and nothing else."""
    return Candidate(**{name: getattr(row, name) for name in KEEPS})


def confirms(row: Candidate, entry: Entry) -> bool:
    """The police say yes, or fill in a number the register lacked and nothing else; a number sent to them alone, or
    with words nobody understands, is no answer.
    """
    return bool(row.personal_id) and (row.police == YES or (row.police == "" and not entry.personal_id))

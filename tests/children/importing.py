"""What the stories about importing say: bring a file, look at its rows, import it."""

from dataclasses import dataclass

from accounts.acting import acting_as
from accounts.models import User
from children.actions.imports.accepting import import_batch
from children.actions.imports.deciding import decide_rows
from children.actions.imports.forgetting import discard_batch
from children.actions.imports.previewing import read_batch
from children.actions.imports.undoing import undo_import
from children.actions.imports.uploading import upload_list
from children.importing.candidate import Candidate
from children.importing.content import content_of
from children.importing.verdicts import Verdict
from children.models import ImportBatch, ImportRow

HAN = {"Họ và tên": "Nguyễn Gia Hân", "Ngày sinh": "14/3/2019", "Giới tính": "Nữ", "Tổ dân phố": 7}
BAO = HAN | {"Họ và tên": "Nguyễn Gia Bảo", "Ngày sinh": "2/2/2016", "Giới tính": "Nam"}


@dataclass(frozen=True)
class Row:
    """One row of a preview as a person sees it."""

    number: int
    outcome: str
    says: Candidate
    verdict: Verdict
    problems: tuple[str, ...]
    errors: tuple[str, ...]
    record: ImportRow

    @property
    def why(self) -> str:
        return " ".join(filter(None, (*self.problems, self.verdict.reason, *self.verdict.notes)))

    @property
    def changes(self) -> dict[str, tuple[str, str]]:
        return {change.field: (change.before, change.after) for change in self.verdict.changes}

    @property
    def answers(self) -> list[str]:
        return [option.answer for option in self.verdict.options]


class Importer:
    """An officer with files: `bring` previews, `decide` answers a question, `accept` imports, `discard` gives it up."""

    def __init__(self, user: User) -> None:
        self.user = user

    def bring(self, data: bytes, name: str = "DS trẻ em.xlsx") -> ImportBatch:
        with acting_as(self.user):
            batch = upload_list(by=self.user, file_name=name, data=data)
        return self.read(batch)

    def rows(self, batch: ImportBatch) -> list[Row]:
        with acting_as(self.user):
            return [_row(row) for row in batch.rows.all()]

    def preview(self, data: bytes) -> list[Row]:
        return self.rows(self.bring(data))

    def decide(self, batch: ImportBatch, answers: dict[int, str]) -> None:
        """Answers by row number."""
        rows = {row.number: str(row.record.public_id) for row in self.rows(batch)}
        with acting_as(self.user):
            decide_rows(batch=batch, by=self.user, answers={rows[number]: answer for number, answer in answers.items()})

    def accept(self, batch: ImportBatch) -> ImportBatch:
        with acting_as(self.user):
            return import_batch(batch=batch, by=self.user)

    def read(self, batch: ImportBatch) -> ImportBatch:
        with acting_as(self.user):
            return read_batch(batch=batch, by=self.user)

    def discard(self, batch: ImportBatch) -> None:
        with acting_as(self.user):
            discard_batch(batch=batch, by=self.user)

    def undo(self, batch: ImportBatch) -> ImportBatch:
        with acting_as(self.user):
            return undo_import(batch=batch, by=self.user)

    def bring_and_accept(self, data: bytes) -> ImportBatch:
        return self.accept(self.bring(data))


def _row(row: ImportRow) -> Row:
    candidate, verdict, content = content_of(row)
    problems = tuple(problem["sentence"] for problem in content["problems"])
    errors = tuple(problem["sentence"] for problem in content["problems"] if problem["error"])
    return Row(row.number, row.outcome, candidate, verdict, problems, errors, row)

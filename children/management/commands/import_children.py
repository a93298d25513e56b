"""Import a ward's list of children: a preview of every bad row first, writing only with --commit."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.acting import acting_as
from accounts.models import User
from children.actions.imports.accepting import import_batch
from children.actions.imports.previewing import read_batch
from children.actions.imports.uploading import upload_list
from children.importing.content import content_of
from children.importing.results import result_of
from children.models import ImportBatch, Outcome
from interface.refusals import Refused


class Command(BaseCommand):
    help = "Read a list of children (XLSX, XLS, ODS, CSV) and tell what would happen; write it with --commit."

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--commit", action="store_true", help="write new children and changes into the register")
        parser.add_argument("--result", type=Path, metavar="OUT.xlsx", help="write each row with its reason here")
        parser.add_argument(
            "--as", dest="username", metavar="USERNAME", help="account in whose name it is done (default: the system)"
        )

    def handle(self, *, file: Path, commit: bool, result: Path | None, username: str | None, **_) -> None:
        user = User.objects.for_command(username)
        if user is None:
            raise CommandError(f"Không có tài khoản “{username}” đang làm việc.")
        try:
            data = file.read_bytes()
        except OSError as error:
            raise CommandError(f"Không mở được tệp: {error.strerror}.") from None
        try:
            with acting_as(user):
                self._run(data, file.name, user, commit=commit, result=result)
        except Refused as refusal:
            raise CommandError(refusal.sentence) from None

    def _run(self, data: bytes, name: str, user: User, *, commit: bool, result: Path | None) -> None:
        batch = read_batch(batch=upload_list(by=user, file_name=name, data=data), by=user)
        self._tell(batch)
        if commit:
            batch = import_batch(batch=batch, by=user)
            self.stdout.write(f"Đã ghi {batch.written} dòng vào sổ.")
        if result:
            self._hand_out(batch, result)
        if not commit:
            self.stdout.write("Chưa ghi gì vào sổ. Thêm --commit để ghi.")
            transaction.set_rollback(True)

    @staticmethod
    def _hand_out(batch: ImportBatch, result: Path) -> None:
        """Raises `CommandError` inside the transaction: without its result nothing is imported."""
        try:
            result.write_bytes(result_of(batch))
        except OSError as error:
            raise CommandError(f"Không ghi được tệp kết quả: {error.strerror}. Chưa ghi gì vào sổ.") from None

    def _tell(self, batch: ImportBatch) -> None:
        """Counts, then each row that is left out, by its number and reason; names stay out of the terminal."""
        for outcome in Outcome:
            self.stdout.write(f"{outcome.label}: {batch.counts.get(outcome, 0)}")
        for row in batch.rows.filter(outcome__in=[Outcome.ERROR, Outcome.DECIDE]):
            _, verdict, content = content_of(row)
            errors = [problem["sentence"] for problem in content["problems"] if problem["error"]]
            sheet = f"{content['sheet']}, " if content["sheet"] else ""
            self.stdout.write(f"{sheet}dòng {row.number}: {' '.join(filter(None, [verdict.reason, *errors]))}")

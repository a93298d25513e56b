from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.acting import acting_as
from accounts.models import User
from interface.refusals import Refused
from reports.actions import make_draft, open_report
from reports.snapshot_json import canonical_json, parse
from reports.withholding import published


class Command(BaseCommand):
    help = "Make a draft of the yearly report, as the page does, and write it to files."

    def add_arguments(self, parser):
        parser.add_argument("--year", type=int, default=timezone.localdate().year)
        parser.add_argument("--pdf", type=Path, help="write the paper here")
        parser.add_argument("--json", type=Path, help="write the figures as printed here")
        parser.add_argument("--as", dest="username", help="account in whose name it is made (default: the system)")

    def handle(self, *, year, pdf, json, username, **options):
        owner = User.objects.for_command(username)
        if owner is None:
            raise CommandError(f"Không có tài khoản “{username}” đang làm việc.")
        try:
            with acting_as(owner):
                version = make_draft(report=open_report(year=year, by=owner), by=owner)
        except Refused as refusal:
            raise CommandError(refusal.sentence) from None
        if pdf:
            pdf.write_bytes(version.pdf)
        if json:
            json.write_bytes(canonical_json(published(parse(bytes(version.snapshot)))))
        self.stdout.write(f"{version}: SHA-256 {version.sha256}")

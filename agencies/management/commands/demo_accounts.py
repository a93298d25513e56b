from django.core.management.base import BaseCommand
from django.utils import timezone

from accounts.acting import acting_as
from accounts.models import User
from agencies.demo.facts import PASSWORD, facts
from agencies.models import WardProfile


class Command(BaseCommand):
    help = "Print the sign-ins of the demo ward; nothing in a real one."

    def handle(self, *args, **options):
        with acting_as(User.objects.system(), read_only=True):
            ward = WardProfile.objects.on(timezone.localdate()).first()
            shown = [each["username"] for each in facts()["people"] if each.get("shown")]
            users = list(User.objects.working().filter(username__in=shown).select_related("agency"))
        if not (ward and ward.is_demo and users):
            return
        users.sort(key=lambda user: shown.index(user.username))
        self.stdout.write(f"Dữ liệu minh họa. Mật khẩu của mọi tài khoản: {PASSWORD}")
        rows = [(user.username, user.full_name, user.role_name, _place(user)) for user in users]
        widths = [max(len(row[column]) for row in rows) for column in range(3)]
        for row in rows:
            self.stdout.write(
                "  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=False)) + f"  {row[3]}"
            )


def _place(user: User) -> str:
    return (
        (user.agency.short_name or user.agency.name) if user.agency else ", ".join(map(str, user.neighbourhoods.all()))
    )

from datetime import date
from time import monotonic

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.module_loading import autodiscover_modules

from accounts.acting import acting_as
from accounts.authorization import FIGURES
from accounts.models import User
from agencies.models import WardProfile
from interface.demo import Demo, demo_parts
from interface.statistics import make_statistics_anew

TODAY = date(2026, 11, 23)


class Command(BaseCommand):
    """Everything in one transaction, with the application's rights, under row-level security and the audit trail."""

    help = "Make a demo ward in an empty database: the same seed gives the same ward."

    def add_arguments(self, parser):
        parser.add_argument("--children", type=int, default=3600, help="children who live in the ward today")
        parser.add_argument("--years", type=int, default=3, help="years of history")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--today", type=date.fromisoformat, default=TODAY, help="the day it is made for (ISO)")

    def handle(self, *, children, years, seed, today, **options):
        if settings.PRODUCTION:
            raise CommandError("Phường mẫu có mật khẩu ai cũng biết: không tạo khi PRODUCTION=1.")
        if children < 1 or not 1 <= years <= 10:
            raise CommandError("--children từ 1 trở lên, --years từ 1 đến 10.")
        began = monotonic()
        autodiscover_modules("demo")
        with acting_as(User.objects.system()):
            if User.objects.people().exists() or WardProfile.objects.exists():
                raise CommandError("Cơ sở dữ liệu này đã có người dùng hoặc phường. Phường mẫu chỉ tạo khi còn trống.")
            demo = Demo(today=today, children=children, years=years, seed=seed)
            for part in demo_parts():
                with acting_as(User.objects.system(), scope=FIGURES):  # anew: it sees what the part before made
                    self.stdout.write(f"· {part(demo)}")
                    make_statistics_anew()
        self.stdout.write(f"Phường mẫu đã sẵn sàng sau {monotonic() - began:.0f} giây.")

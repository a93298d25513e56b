from django.core.management.base import BaseCommand
from django.utils.module_loading import autodiscover_modules

from accounts.acting import acting_as
from accounts.models import User
from interface.reference import load_all


class Command(BaseCommand):
    """Idempotent. Run it after every migrate, as the owner of the tables (DATABASE_ROLE=owner)."""

    help = "Load or update the reference lists; what the ward edited stays."

    def handle(self, *args, **options):
        autodiscover_modules("reference")
        with acting_as(User.objects.system()):
            for loaded in load_all():
                self.stdout.write(str(loaded))

import secrets

from django.core.management.base import BaseCommand

from accounts import keys


class Command(BaseCommand):
    help = "Print fresh values of SECRET_KEY, ENCRYPTION_KEYS and FINGERPRINT_KEY for a new installation."
    requires_system_checks = []

    def handle(self, *args, **options):
        self.stdout.write(f"SECRET_KEY={secrets.token_urlsafe(64)}")
        self.stdout.write(f"ENCRYPTION_KEYS={keys.new_keyset()}")
        self.stdout.write(f"FINGERPRINT_KEY={keys.new_fingerprint_key()}")

"""Makes the database ready for `./dev run`, in one process: schema, reference data, and a demo ward if it is empty.

Prints to standard output what somebody needs at the address: the demo's sign-ins, or that a ward is to be set up.
"""

import os
import subprocess
import sys
from io import StringIO

import django
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.management import call_command


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ["DATABASE_ROLE"] = "owner"
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("load_reference", stdout=StringIO())  # what changed is of no interest here
    if os.environ.get("DEMO", "1") != "0" and _is_empty():
        _seed()
    if get_user_model().objects.people().exists():
        call_command("demo_accounts")
    else:
        print("Chưa có tài khoản nào: mở địa chỉ trên để thiết lập phường lần đầu.")  # noqa: T201


def _is_empty() -> bool:
    ward = apps.get_model("agencies", "WardProfile")
    return not get_user_model().objects.people().exists() and not ward.objects.exists()


def _seed() -> None:
    """In a process of its own: the ward is made by the application's role, under its policies."""
    print("· Đang tạo phường mẫu … (making a demo ward)", file=sys.stderr, flush=True)  # noqa: T201
    application = {**os.environ, "DATABASE_ROLE": "app"}
    subprocess.run([sys.executable, "manage.py", "seed_demo"], env=application, stdout=sys.stderr, check=True)


if __name__ == "__main__":
    main()

"""Makes the database ready for `./dev run`, in one process: schema, reference data, and a demo ward if it is empty.

Prints the demo's sign-ins, if there are any, to standard output.
"""

import os
import subprocess
import sys
from io import StringIO

import django
from django.contrib.auth import get_user_model
from django.core.management import call_command, get_commands

_STILL_TO_COME = {"seed_demo", "demo_accounts"}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ["DATABASE_ROLE"] = "owner"
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("load_reference", stdout=StringIO())  # what changed is of no interest here
    if get_commands().keys() >= _STILL_TO_COME:
        _demo()


def _demo() -> None:
    if os.environ.get("DEMO", "1") != "0" and not get_user_model().objects.people().exists():
        _seed()
    call_command("demo_accounts")


def _seed() -> None:
    """In a process of its own: the ward is made by the application's role, under its policies."""
    print("· Đang tạo phường mẫu … (making a demo ward)", file=sys.stderr, flush=True)  # noqa: T201
    application = {**os.environ, "DATABASE_ROLE": "app"}
    subprocess.run([sys.executable, "manage.py", "seed_demo"], env=application, stdout=sys.stderr, check=True)


if __name__ == "__main__":
    main()

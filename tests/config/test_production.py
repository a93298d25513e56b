"""A production that would leak starts not at all, and says why."""

import base64
import json
import subprocess
import sys

import pytest

import config.settings as production_settings
from accounts.acting import acting_as
from accounts.models import User
from tests.config.project import ROOT, made_project

EMPTY_KEYSET = base64.b64encode(json.dumps({"primaryKeyId": 1, "key": []}).encode()).decode()
SHORT_KEY = base64.b64encode(bytes(31)).decode()


def start(environment):
    return subprocess.run(
        [sys.executable, "-c", "import config.settings"], cwd=ROOT, env=environment, capture_output=True, text=True
    )


def test_with_every_key_it_starts(production):
    done = start(production)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("variable", "value", "reason"),
    [
        ("DEBUG", "1", "DEBUG must be off"),
        ("HTTPS", "0", "HTTPS must be on: cookies may not travel in clear"),
        ("SECRET_KEY", None, "SECRET_KEY must be a random text of at least 50 characters"),
        ("SECRET_KEY", "k" * 49, "SECRET_KEY must be a random text of at least 50 characters"),
        ("SECRET_KEY", "django-insecure-" + "k" * 50, "SECRET_KEY must be a random text of at least 50 characters"),
        ("SECRET_KEY", "ab" * 40, "SECRET_KEY must be a random text of at least 50 characters"),
        ("ALLOWED_HOSTS", "*", 'ALLOWED_HOSTS must be the names of the site, not "*"'),
        ("ENCRYPTION_KEYS", None, "ENCRYPTION_KEYS must be one that"),
        ("ENCRYPTION_KEYS", "none", "ENCRYPTION_KEYS must be one that"),
        ("ENCRYPTION_KEYS", EMPTY_KEYSET, "ENCRYPTION_KEYS must be one that"),
        ("FINGERPRINT_KEY", None, "FINGERPRINT_KEY must be one that"),
        ("FINGERPRINT_KEY", "not base64!", "FINGERPRINT_KEY must be one that"),
        ("FINGERPRINT_KEY", SHORT_KEY, "FINGERPRINT_KEY must be one that"),
    ],
)
def test_an_unsafe_setting_is_refused(production, variable, value, reason):
    changed = {**production, variable: value}
    done = start({name: text for name, text in changed.items() if text is not None})
    assert done.returncode == 1
    said = done.stderr.splitlines()[-1]
    assert said.startswith("django.core.exceptions.ImproperlyConfigured: Unsafe production settings: ")
    assert reason in said
    assert said.count(" must ") == 1, "the rest is in order"


def test_the_images_last_step_collects_the_static_files_and_keeps_no_key(production, tmp_path):
    text = (ROOT / "Dockerfile").read_text().replace("\\\n", "")
    step = [line.removeprefix("RUN ") for line in text.splitlines() if line.startswith("RUN ")][-1]
    bare = {"PATH": f"{sys.prefix}/bin:{production['PATH']}", "STATIC_ROOT": str(tmp_path / "static")}
    (tmp_path / "tmp").mkdir()
    with made_project(whole=True) as project:
        subprocess.run(
            ["sh", "-ec", step], cwd=project.folder, env={**bare, "TMPDIR": str(tmp_path / "tmp")}, check=True
        )
    assert (tmp_path / "static" / "staticfiles.json").exists()
    assert [path for path in (tmp_path / "tmp").rglob("*") if path.is_file()] == []


def test_passwords_are_kept_as_argon2_and_open_the_door(officer, client, settings):
    settings.PASSWORD_HASHERS = production_settings.PASSWORD_HASHERS
    with acting_as(User.objects.system()):
        officer.set_password("mat-khau-rat-dai")
        officer.save()
    assert officer.password.startswith("argon2$argon2id$")
    answer = client.post("/sign-in/", {"username": officer.username, "password": "mat-khau-rat-dai"})
    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(officer.pk)

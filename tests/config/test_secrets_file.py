"""The secrets of a machine without an administrator: made once, private, and real keys."""

import base64
import subprocess

from tink import JsonKeysetReader, aead, cleartext_keyset_handle

from tests.config.project import made_project

SHOW = ("sh", "-c", 'echo "$SECRET_KEY $ENCRYPTION_KEYS $FINGERPRINT_KEY"')
OWN_SERVERS = {"DATABASE_URL": "postgres://a@b/c", "DATABASE_OWNER_URL": "postgres://o@b/c", "REDIS_URL": "redis://r"}


def test_commands_at_once_in_a_new_project_agree_on_the_secrets():
    with made_project() as project:
        several = [
            subprocess.Popen(
                project.command(*SHOW),
                cwd=project.folder,
                env=project.environment(**OWN_SERVERS),
                stdout=subprocess.PIPE,
                text=True,
            )
            for _ in range(5)
        ]
        said = {each.communicate(timeout=60)[0] for each in several}
        assert len(said) == 1
        assert all(len(value) >= 44 for value in said.pop().split())
        secrets = project.folder / "var" / "secrets.env"
        assert secrets.stat().st_mode & 0o777 == 0o600
        assert [path.name for path in secrets.parent.iterdir()] == ["secrets.env"]


def test_the_keyset_is_one_that_tink_encrypts_with():
    with made_project() as project:
        keyset = project.run(*SHOW, **OWN_SERVERS).stdout.split()[1]
    aead.register()
    handle = cleartext_keyset_handle.read(JsonKeysetReader(base64.b64decode(keyset).decode()))
    cipher = handle.primitive(aead.Aead)
    assert cipher.decrypt(cipher.encrypt(b"012345678901", b"child"), b"child") == b"012345678901"


def test_the_environment_goes_before_the_file():
    with made_project() as project:
        said = project.run(*SHOW, SECRET_KEY="from outside", FINGERPRINT_KEY_FILE="/run/secrets/x", **OWN_SERVERS)
        assert said.stdout.startswith("from outside ")
        assert len(said.stdout.split()) == 3  # two words of ours, the keyset, and no fingerprint key

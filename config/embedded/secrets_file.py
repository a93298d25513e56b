"""The secrets of a development or single-machine installation: made once, kept in var/secrets.env."""

import base64
import json
import os
import secrets
from collections.abc import MutableMapping
from pathlib import Path

from config.embedded.places import VAR

SECRETS = VAR / "secrets.env"


def load(environment: MutableMapping[str, str]) -> None:
    """Add what the environment does not say. Without this file nobody reads the encrypted values again."""
    if not SECRETS.exists():
        _make(SECRETS)
    for line in SECRETS.read_text().splitlines():
        name, _, value = line.partition("=")
        if name and f"{name}_FILE" not in environment:
            environment.setdefault(name, value)


def _make(path: Path) -> None:
    """Written aside and linked into place: of two commands at once one wins, and both read the same file."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.writelines(f"{name}={value}\n" for name, value in new_values().items())
        file.flush()
        os.fsync(file.fileno())
    if os.geteuid() == 0:
        os.chown(draft, path.parent.stat().st_uid, path.parent.stat().st_gid)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def new_values() -> dict[str, str]:
    return {
        "SECRET_KEY": secrets.token_urlsafe(64),
        "ENCRYPTION_KEYS": _keyset(),
        "FINGERPRINT_KEY": base64.b64encode(secrets.token_bytes(32)).decode(),
    }


def _keyset() -> str:
    """A Tink keyset with one AES-256-GCM key, JSON in base64 (the key's message: field 3, 32 bytes)."""
    key_id = secrets.randbelow(2**31 - 1) + 1
    key = {
        "keyData": {
            "typeUrl": "type.googleapis.com/google.crypto.tink.AesGcmKey",
            "value": base64.b64encode(b"\x1a\x20" + secrets.token_bytes(32)).decode(),
            "keyMaterialType": "SYMMETRIC",
        },
        "status": "ENABLED",
        "keyId": key_id,
        "outputPrefixType": "TINK",
    }
    return base64.b64encode(json.dumps({"primaryKeyId": key_id, "key": [key]}).encode()).decode()

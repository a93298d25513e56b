"""The two keys as the environment gives them, in base64; each function raises `ValueError` for one that is none."""

import base64
import secrets
from functools import lru_cache
from io import StringIO

import tink
from tink import aead, cleartext_keyset_handle

SHORTEST_FINGERPRINT_KEY = 32  # bytes, as long as the hash
aead.register()


@lru_cache(maxsize=2)
def cipher(keyset: str) -> aead.Aead:
    """What encrypts and decrypts with a Tink keyset (JSON)."""
    try:
        handle = cleartext_keyset_handle.read(tink.JsonKeysetReader(base64.b64decode(keyset).decode()))
        return handle.primitive(aead.Aead)
    except tink.TinkError as problem:
        raise ValueError(str(problem)) from problem


def fingerprint_key(text: str) -> bytes:
    key = base64.b64decode(text, validate=True)
    if len(key) < SHORTEST_FINGERPRINT_KEY:
        raise ValueError(f"{len(key)} bytes are too few")
    return key


def new_keyset() -> str:
    """A fresh AES-256-GCM keyset."""
    handle = tink.new_keyset_handle(aead.aead_key_templates.AES256_GCM)
    out = StringIO()
    cleartext_keyset_handle.write(tink.JsonKeysetWriter(out), handle)
    return base64.b64encode(out.getvalue().encode()).decode()


def new_fingerprint_key() -> str:
    return base64.b64encode(secrets.token_bytes(SHORTEST_FINGERPRINT_KEY)).decode()

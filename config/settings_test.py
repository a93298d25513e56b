"""The suite's settings: the same, strict, with a fast password hasher."""

import os

os.environ.setdefault("PRODUCTION", "0")
os.environ.setdefault("SECRET_KEY", "tests-only-" + "x" * 50)
os.environ["DATABASE_ROLE"] = "owner"  # the suite creates its database as owner, then works as the application

from config.settings import *  # noqa: F403
from config.settings import TEMPLATES, env
from interface.strict import UndefinedVariable

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = UndefinedVariable("%s")
GALLERY = True
CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}  # a test counts what is there now
# Fixed keys: nothing encrypted with them leaves a test database.
ENCRYPTION_KEYS = env.str("ENCRYPTION_KEYS", default="") or (
    "ewogICJwcmltYXJ5S2V5SWQiOiAxMDAzNjgxMTc1LAogICJrZXkiOiBbCiAgICB7CiAgICAgICJrZXlEYXRhIjogewogICAgICAg"
    "ICJ0eXBlVXJsIjogInR5cGUuZ29vZ2xlYXBpcy5jb20vZ29vZ2xlLmNyeXB0by50aW5rLkFlc0djbUtleSIsCiAgICAgICAgInZh"
    "bHVlIjogIkdpQ3M5TUdOcUJ1ZENFaTVvMHJkdlNOOU45Vk5tWEtyeVp2SVhIMWwxcmU0SWc9PSIsCiAgICAgICAgImtleU1hdGVy"
    "aWFsVHlwZSI6ICJTWU1NRVRSSUMiCiAgICAgIH0sCiAgICAgICJzdGF0dXMiOiAiRU5BQkxFRCIsCiAgICAgICJrZXlJZCI6IDEw"
    "MDM2ODExNzUsCiAgICAgICJvdXRwdXRQcmVmaXhUeXBlIjogIlRJTksiCiAgICB9CiAgXQp9"
)
FINGERPRINT_KEY = env.str("FINGERPRINT_KEY", default="") or "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="

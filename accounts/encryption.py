"""Secrets at rest (PRIV-07): Tink AEAD with the field's name as associated data, so no value can be moved elsewhere.

A new key is added to the keyset and made primary. A value is encrypted with it when its record is saved next; until
then it needs the old key, which stays in the keyset.
"""

import hashlib
import hmac
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models.query_utils import DeferredAttribute

from accounts import keys

KEY = 5  # first bytes of what Tink encrypts: which key of the set it was


def encrypt(text: str, *, context: str) -> bytes:
    """The text encrypted; it can be read again only with the same context."""
    return encrypt_bytes(text.encode(), context=context)


def decrypt(data: bytes | memoryview, *, context: str) -> str:
    """The text again. Raises `tink.TinkError` when key or context is not the one it was encrypted with."""
    return decrypt_bytes(data, context=context).decode()


def encrypt_bytes(data: bytes, *, context: str) -> bytes:
    """A whole file, likewise."""
    return keys.cipher(settings.ENCRYPTION_KEYS).encrypt(data, context.encode())


def decrypt_bytes(data: bytes | memoryview, *, context: str) -> bytes:
    return keys.cipher(settings.ENCRYPTION_KEYS).decrypt(bytes(data), context.encode())


class KeepsFile(models.Model):
    """A record with a file in one of its columns, encrypted and bound to it: in another row it opens nothing."""

    file_column = "content"
    public_id: UUID

    class Meta:
        abstract = True

    def keep_file(self, data: bytes) -> None:
        setattr(self, self.file_column, encrypt_bytes(data, context=self._file_context))

    def file(self) -> bytes:
        return decrypt_bytes(getattr(self, self.file_column), context=self._file_context)

    @property
    def _file_context(self) -> str:
        return f"{self._meta.label_lower}.{self.file_column}.{self.public_id}"


def fingerprint(text: str, *, context: str) -> str:
    """A keyed hash for exact match of an encrypted value (HMAC-SHA-256). Normalise the text first."""
    key = keys.fingerprint_key(settings.FINGERPRINT_KEY)
    return hmac.new(key, f"{context}\x00{text}".encode(), hashlib.sha256).hexdigest()


class SecretAttribute(DeferredAttribute):
    """Reads the secret when somebody asks for it: a list of records decrypts nothing it does not show.

    What the database holds is remembered: the same text encrypted again would look like a change.
    """

    field: "EncryptedTextField"

    def __get__(self, record, owner=None):
        value = super().__get__(record, owner)
        if record is None or not isinstance(value, (bytes, memoryview)):
            return value or ""
        return decrypt(value, context=self.field.context_of(record))

    def __set__(self, record, value):
        held = record.__dict__.get(self.field.attname)
        if isinstance(held, (bytes, memoryview)):
            record.__dict__[self.field.stored_name] = held
        record.__dict__[self.field.attname] = value


class EncryptedTextField(models.BinaryField):
    """Text that the database holds encrypted, bound to its record's `public_id`. Empty text is stored as NULL.

    It can be neither searched nor sorted nor changed by `QuerySet.update`.
    """

    descriptor_class = SecretAttribute
    _pyi_private_set_type: str  # what mypy reads
    _pyi_private_get_type: str  # type: ignore[assignment]

    def __init__(self, *args, **kwargs):
        kwargs |= {"null": True, "blank": True, "editable": True}
        super().__init__(*args, **kwargs)

    def context_of(self, record) -> str:
        """What the value is bound to: model, field and record."""
        return f"{self.model._meta.label_lower}.{self.attname}.{record.public_id}"

    @property
    def stored_name(self) -> str:
        """Where a record remembers what the database holds."""
        return f"_stored_{self.attname}"

    def pre_save(self, record, add):
        text = getattr(record, self.attname)
        if not text:
            return None
        context = self.context_of(record)
        fresh = encrypt(text, context=context)
        stored = None if add else self._stored(record)
        if stored and stored[:KEY] == fresh[:KEY] and decrypt(stored, context=context) == text:
            return stored
        record.__dict__[self.stored_name] = fresh
        return fresh

    def _stored(self, record) -> bytes | None:
        held = record.__dict__.get(self.attname)
        stored = held if isinstance(held, (bytes, memoryview)) else record.__dict__.get(self.stored_name)
        return bytes(stored) if stored else None

    def get_db_prep_value(self, value, connection, prepared=False):
        if isinstance(value, str):
            raise TypeError(f"{self.name} is encrypted: save the record instead of comparing or updating it.")
        return super().get_db_prep_value(value, connection, prepared)

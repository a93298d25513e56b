"""Encrypted files under `FILES_DIR`, outside everything a web server serves, each under a random name.

A file is written before its row is saved: what a failed transaction leaves behind is thrown away by `sweep`.
"""

import hashlib
import os
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings

from accounts.encryption import decrypt_bytes, encrypt_bytes
from attachments.cleaning import clean
from attachments.models import StoredFile
from interface.refusals import Refused

GONE = "Không thấy tệp này trên máy chủ. Báo quản trị viên khôi phục từ bản sao lưu."


def keep(upload: bytes) -> StoredFile:
    """Clean and keep what was uploaded; the caller's record points to the row. Raises `Refused`."""
    made = clean(upload)
    stored = StoredFile(
        kind=made.kind, size=len(made.data), pages=made.pages, digest=hashlib.sha256(made.data).hexdigest()
    )
    _write(_path(stored.key), encrypt_bytes(made.data, context=_context(stored.key)))
    stored.save()
    return stored


def read(stored: StoredFile) -> bytes:
    """The file in clear. Raises `Refused` when it is gone, or `tink.TinkError` when it is not what was kept."""
    try:
        kept = _path(stored.key).read_bytes()
    except FileNotFoundError:
        raise Refused(GONE) from None
    return decrypt_bytes(kept, context=_context(stored.key))


def drop(key: UUID) -> None:
    """The file of a row that is gone. It may be gone itself."""
    _path(key).unlink(missing_ok=True)


def sweep(*, written_before: datetime) -> int:
    """Throw away files without a row: an upload that was undone leaves one. Returns how many."""
    old = {path for path in settings.FILES_DIR.glob("??/*") if path.stat().st_mtime < written_before.timestamp()}
    known = {_path(key) for key in StoredFile.objects.values_list("key", flat=True).iterator()}
    for path in old - known:
        path.unlink(missing_ok=True)
    return len(old - known)


def _context(key: UUID) -> str:
    return f"attachments.{key}"


def _path(key: UUID) -> Path:
    return settings.FILES_DIR / key.hex[:2] / key.hex


def _write(path: Path, data: bytes) -> None:
    """Whole or not at all, also when the power fails."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    part.rename(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)  # the name in its folder, too
    finally:
        os.close(folder)

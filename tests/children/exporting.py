"""What the stories about exports say: take a list out, open the locked workbook."""

import io

import msoffcrypto

from children.actions.exports import ExportDraft, lock_file, make_export, request_export
from children.models import Export


def asked_for(
    user, *, purpose="household_check", format="xlsx", reason="gửi Sở Y tế", query="", typed="", extra=()
) -> Export:
    draft = ExportDraft(purpose, format, reason, extra)
    return request_export(draft=draft, query=query, typed=typed, by=user)


def made(user, **more) -> Export:
    return make_export(export=asked_for(user, **more), by=user)


def taken_out(user, **more) -> bytes:
    """The file as the person reads it on their machine: a locked workbook is opened with its password."""
    export = made(user, **more)
    if not export.needs_password:
        return export.file()
    password = lock_file(export=export, by=user)
    export.refresh_from_db()
    return opened(export.file(), password)


def opened(data: bytes, password: str) -> bytes:
    out = io.BytesIO()
    locked = msoffcrypto.OfficeFile(io.BytesIO(data))
    locked.load_key(password=password, verify_password=True)
    locked.decrypt(out)
    return out.getvalue()

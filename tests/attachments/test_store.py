"""Files on disk are encrypted and bound to their name; what a failed transaction left is thrown away."""

import os
from datetime import timedelta

import pytest
import tink
from django.db import transaction
from django.utils import timezone

from accounts.acting import acting_as
from accounts.models import User
from attachments import store
from attachments.models import StoredFile
from attachments.tasks import sweep_files
from interface.refusals import Refused
from tests.attachments.samples import a_pdf, a_photo

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def acting(files_dir):
    with acting_as(User.objects.system()):
        yield


def on_disk(files_dir):
    return [path for path in files_dir.rglob("*") if path.is_file()]


def test_what_is_kept_can_be_read_again_and_by_nobody_else(files_dir):
    stored = store.keep(a_pdf("Quyết định 214"))
    [path] = on_disk(files_dir)
    kept = path.read_bytes()
    assert store.read(stored).startswith(b"%PDF-")
    assert not any(part in kept for part in (b"%PDF", b"/Pages", b"Quy"))
    assert path.stat().st_mode & 0o077 == 0
    assert path.name == stored.key.hex


def test_a_file_put_in_the_place_of_another_is_not_read(files_dir):
    one, other = store.keep(a_photo()), store.keep(a_photo(colour="red"))
    store._path(one.key).write_bytes(store._path(other.key).read_bytes())
    with pytest.raises(tink.TinkError):
        store.read(one)


def test_a_file_that_is_gone_is_said_in_a_sentence():
    stored = store.keep(a_photo())
    store._path(stored.key).unlink()
    with pytest.raises(Refused, match="Báo quản trị viên khôi phục"):
        store.read(stored)


def test_the_sweep_takes_what_has_no_row_and_nothing_that_is_still_being_written(files_dir):
    kept = store.keep(a_photo())
    with transaction.atomic():
        store.keep(a_photo(colour="red"))
        transaction.set_rollback(True)
    fresh = files_dir / "00" / "fresh"
    fresh.parent.mkdir(exist_ok=True)
    fresh.write_bytes(b"x")
    two_days_ago = (timezone.now() - timedelta(days=2)).timestamp()
    for path in on_disk(files_dir):
        if path != fresh:
            os.utime(path, (two_days_ago, two_days_ago))
    assert len(on_disk(files_dir)) == 3
    sweep_files()
    assert {path.name for path in on_disk(files_dir)} == {kept.key.hex, "fresh"}
    assert StoredFile.objects.count() == 1

"""What a merge folded goes with the child it was folded into: it stands in the memory of the merge only."""

import pytest

from accounts.acting import acting_as
from attachments.models import StoredFile
from children.actions.justice import record_justice
from children.actions.merging import merge_children
from children.actions.record_files import attach_paper
from children.models import Child
from tests.attachments.samples import a_photo
from tests.children.justice import ADOPTED


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """What happens once a transaction has ended."""
    return django_capture_on_commit_callbacks


def test_the_paper_of_a_folded_adoption_leaves_the_disk(
    grown, confirmed, lists, officer, destroyed, files_dir, committed
):
    kept, gone = grown(), grown()
    with acting_as(officer):
        for child in (kept, gone):
            adoption = record_justice(child=child, by=officer, draft=ADOPTED)
            attach_paper(record=adoption, by=officer, upload=a_photo(), note="giấy chứng nhận")
        merge_children(kept=kept, gone=gone, by=officer, taken=(), versions=(kept.version, gone.version))
    assert len(list(files_dir.glob("??/*"))) == 2
    with committed(execute=True):
        destroyed()
    with acting_as(officer):
        assert not Child.objects.exists()
        assert not StoredFile.objects.exists()
    assert list(files_dir.glob("??/*")) == []


def test_a_carer_and_a_home_only_the_folded_record_had_are_forgotten(grown, confirmed, officer, destroyed, found):
    kept = grown(mother="Hồ Thị Giữ Lại", address="3 Ngõ Còn Đây")
    gone = grown(mother="Hồ Thị Bỏ Đi", address="7/9 Ngõ Không Tên")
    with acting_as(officer):
        merge_children(kept=kept, gone=gone, by=officer, taken=(), versions=(kept.version, gone.version))
    destroyed()
    assert [found(word) for word in ("Hồ Thị Giữ Lại", "Hồ Thị Bỏ Đi", "Ngõ Còn Đây", "Ngõ Không Tên")] == [[]] * 4

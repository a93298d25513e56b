"""Papers of allowances, gifts, entries and the justice officer's books: as private as their record, in one way."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from accounts.acting import acting_as
from accounts.models import AccessEvent
from children.actions.allowances import grant_allowance
from children.actions.entries import add_entries, withdraw_entry
from children.actions.justice import record_justice
from children.actions.merging import merge_children, unmerge_children
from children.actions.record_files import attach_paper, withdraw_paper
from children.actions.supports import give_support
from children.duplicates.showing import folded_in_words
from children.models import Adoption, RecordFile
from children.record_files import MOST, OWNER_LIST, owner_of
from interface.refusals import NotAllowed, Refused, StaleVersion
from tests.attachments.samples import a_pdf, a_photo
from tests.children.justice import ADOPTED, REFERRED
from tests.children.support import ENTRIES, GIFT, decision


@pytest.fixture(autouse=True)
def today(at, files_dir):
    with at("2026-11-23 09:00"):
        yield


@pytest.fixture
def kept(child_of, officer, lists):
    """One record of each kind that can have papers, by its slug."""
    child = child_of()
    with acting_as(officer):
        made = [
            grant_allowance(child=child, by=officer, draft=decision()),
            give_support(children=[child], by=officer, draft=GIFT),
            *(add_entries(children=[child], by=officer, draft=draft)[0] for draft in ENTRIES),
            *(record_justice(child=child, by=officer, draft=draft) for draft in (ADOPTED, REFERRED)),
        ]
    return {owner_of(each).slug: each for each in made}


def attached(record, by, note="bản có dấu") -> RecordFile:
    with acting_as(by):
        return attach_paper(record=record, by=by, upload=a_pdf("Quyết định"), note=note)


def body(response) -> str:
    return response.content.decode()


def opened(browser, address: str) -> bool:
    return browser.get(address).status_code == 200


def test_every_record_that_can_have_papers_takes_one_in_the_browser(kept, officer, as_user):
    browser = as_user(officer)
    assert set(kept) == {owner.slug for owner in OWNER_LIST}
    for slug, record in kept.items():
        url = f"/papers/{slug}/{record.public_id}/"
        assert "Chưa đính kèm" in body(browser.get(url)), slug
        photo = SimpleUploadedFile("Nguyen Gia Han.jpg", a_photo((400, 300)))
        page = body(browser.post(f"{url}add", {"file": photo, "note": f"giấy {slug}"}, follow=True))
        assert f"giấy {slug}" in page
        assert "Nguyen Gia Han" not in page
        with acting_as(officer):
            paper = RecordFile.objects.latest("pk")
            assert paper.owner == record
        seen = browser.get(f"/papers/{paper.public_id}/")
        assert seen["Content-Type"] == "image/jpeg"
        assert "sandbox" in seen["Content-Security-Policy"]
        assert slug not in seen["Content-Disposition"]


@pytest.mark.parametrize(
    ("page", "slug"),
    [
        ("/entries/injuries/", "injuries"),
        ("/adoptions/", "adoptions"),
        ("/legal-aid/", "legal-aid"),
        ("/children/{child}/support/", "allowances"),
        ("/support/given/{support}/", "supports"),
    ],
)
def test_where_a_record_stands_its_papers_are_counted(kept, officer, as_user, page, slug):
    attached(kept[slug], officer)
    attached(kept[slug], officer)
    child = kept["allowances"].child.public_id
    address = page.format(child=child, support=kept["supports"].public_id)
    assert "Giấy tờ (2)" in body(as_user(officer).get(address))


def test_papers_are_seen_by_whoever_sees_their_record(
    kept, officer, other_officer, chair, registrar, collaborator, teacher, nurse, admin, as_user
):
    papers = {slug: attached(record, officer) for slug, record in kept.items()}
    everything = set(kept)
    expected = {
        officer: everything,
        chair: everything,
        other_officer: everything - {"adoptions"},
        registrar: {"adoptions", "legal-aid"},
        collaborator: set(),
        teacher: set(),
        nurse: set(),
        admin: set(),
    }
    for user, sees in expected.items():
        browser = as_user(user)
        opens = {slug for slug, each in papers.items() if browser.get(f"/papers/{each.public_id}/").status_code == 200}
        lists = {
            slug for slug, each in kept.items() if browser.get(f"/papers/{slug}/{each.public_id}/").status_code == 200
        }
        assert opens == lists == sees, user
        with acting_as(user):
            known = {owner_of(each.owner).slug for each in RecordFile.objects.order_by("pk")}
            assert known == {owner_of(each.owner).slug for each in RecordFile.objects.visible_to(user).order_by("pk")}
            assert known == sees, user


def test_whoever_reads_a_record_without_writing_it_attaches_nothing(kept, chair, registrar):
    for user, slug in ((chair, "allowances"), (chair, "adoptions")):
        with pytest.raises(NotAllowed):
            attached(kept[slug], user)
    assert attached(kept["adoptions"], registrar)


def test_the_log_does_not_say_what_the_paper_belonged_to(kept, officer, as_user, chair):
    paper = attached(kept["adoptions"], officer)
    as_user(officer).get(f"/papers/{paper.public_id}/")
    with acting_as(chair):
        event = AccessEvent.objects.get(event="FILE_READ")
    assert (event.about, event.reason) == (kept["adoptions"].child.code, "")


def test_a_paper_attached_by_mistake_is_taken_off(kept, officer, as_user):
    paper, browser = attached(kept["supports"], officer), as_user(officer)
    url = f"/papers/{paper.public_id}/withdraw"
    token = browser.get(url).context["opened"]
    assert "Chưa đính kèm" in body(browser.post(url, {"opened": token, "reason": "Giấy của lần khác"}, follow=True))
    assert browser.get(f"/papers/{paper.public_id}/").status_code == 404
    with acting_as(officer):
        with pytest.raises(StaleVersion):
            withdraw_paper(paper=paper, by=officer, version=1, reason="nữa")
        with pytest.raises(Refused, match="từ trước"):
            withdraw_paper(paper=paper, by=officer, version=2, reason="nữa")


def test_a_program_is_no_paper_and_a_withdrawn_record_takes_none(kept, officer):
    with acting_as(officer):
        with pytest.raises(Refused, match="không phải ảnh hoặc PDF"):
            attach_paper(record=kept["injuries"], by=officer, upload=b"MZ program")
        withdraw_entry(entry=kept["injuries"], by=officer, version=1, reason="Ghi nhầm")
    with pytest.raises(Refused, match="đã được xóa"):
        attached(kept["injuries"], officer)


def test_a_record_has_a_few_papers_not_an_archive(kept, officer):
    for _ in range(MOST):
        attached(kept["labour"], officer)
    with pytest.raises(Refused, match="nhiều nhất 10"):
        attached(kept["labour"], officer)


def test_a_paper_belongs_to_exactly_one_record(kept, officer):
    paper = attached(kept["labour"], officer)
    with acting_as(officer), pytest.raises(IntegrityError, match="paper_of_one_record"), transaction.atomic():
        RecordFile.objects.filter(pk=paper.pk).update(support=kept["supports"])


def test_another_kind_of_record_is_not_found_under_its_id(kept, officer, as_user):
    assert as_user(officer).get(f"/papers/supports/{kept['labour'].public_id}/").status_code == 404


def test_papers_of_what_a_merge_folds_come_back_with_it(kept, child_of, officer, other_officer, registrar):
    """Both records have an adoption in force: one stays, the other waits in the merge, and its paper with it."""
    gone = child_of(full_name="Nguyễn Gia Hân")
    with acting_as(officer):
        other = record_justice(child=gone, by=officer, draft=ADOPTED)
    paper, child = attached(other, officer), kept["adoptions"].child
    with acting_as(officer):
        merge = merge_children(kept=child, gone=gone, by=officer, taken=(), versions=(child.version, gone.version))
    with acting_as(registrar):
        assert list(Adoption.objects.order_by("pk")) == [kept["adoptions"]]
        assert not RecordFile.objects.exists()
    with acting_as(officer):
        words = folded_in_words(merge)
        assert "1 việc nuôi con nuôi" in words
        assert "1 giấy tờ" in words
    with acting_as(other_officer):  # merges too, and knows of no adoption
        assert folded_in_words(merge) == ""
    with acting_as(officer):
        unmerge_children(merge=merge, by=officer, version=merge.version)
    with acting_as(registrar):
        assert RecordFile.objects.get() == paper
        assert RecordFile.objects.get().owner == other


def test_of_a_folded_adoption_and_its_papers_hear_those_alone_who_know_of_it(kept, child_of, officer, other_officer):
    gone = child_of(full_name="Nguyễn Gia Hân")
    with acting_as(officer):
        other = record_justice(child=gone, by=officer, draft=ADOPTED)
    attached(other, officer)
    child = kept["adoptions"].child
    with acting_as(other_officer):
        versions = (child.version, gone.version)
        merge = merge_children(kept=child, gone=gone, by=other_officer, taken=(), versions=versions)
    for user, told in ((other_officer, ""), (officer, "1 việc nuôi con nuôi, 1 giấy tờ của một mục")):
        with acting_as(user):
            assert folded_in_words(merge) == told, user


def test_whoever_keeps_the_record_takes_its_paper_off_and_nobody_else(kept, officer, other_officer, registrar):
    paper = attached(kept["adoptions"], officer)
    with acting_as(other_officer), pytest.raises(RecordFile.DoesNotExist):
        withdraw_paper(paper=paper, by=other_officer, version=1, reason="nhầm")
    with acting_as(registrar):
        withdraw_paper(paper=paper, by=registrar, version=1, reason="nhầm")
        assert RecordFile.objects.get().withdrawn_on

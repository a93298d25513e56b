"""The ward's profile and its signers: one at a time, corrected or followed by the next."""

import datetime
from dataclasses import replace

import pytest

from accounts.acting import acting_as
from accounts.audit import history_of
from agencies.actions.ward import (
    ProfileDraft,
    SignerDraft,
    add_signer,
    change_profile,
    correct_profile,
    edit_signer,
    set_logo,
    write_profile,
)
from agencies.models import Signer, SigningForm, WardProfile
from agencies.queries import report_signer, ward_on
from agencies.reference import ward_profiles
from interface.refusals import NotAllowed, Refused, StaleVersion
from tests.agencies.conftest import VICE_CHAIR

TODAY, YESTERDAY = datetime.date(2026, 11, 23), datetime.date(2026, 11, 22)
NOW = ProfileDraft(**ward_profiles()[-1])
CHAIR = SignerDraft("Trần Quốc Duy", "Chủ tịch", SigningForm.TM, valid_from=TODAY, signs_reports=True)
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 50


@pytest.fixture
def administering(admin):
    with acting_as(admin):
        yield


def test_a_report_about_2024_is_written_with_the_names_of_2024(admin, profile, administering):
    then, now = ward_on(datetime.date(2024, 11, 20)), ward_on(TODAY)
    assert (then.title, now.title) == ("Phường Nguyễn Nghiêm", "Phường Cẩm Thành")
    assert then.place_line == "Phường Nguyễn Nghiêm"
    assert now.place_line == "Cẩm Thành"
    assert then.issuing_lines == ["ỦY BAN NHÂN DÂN", "PHƯỜNG NGUYỄN NGHIÊM"]
    assert then.recipient_lines[-1] == "Lưu: VT, VHXH, TCS"
    assert now.superior_lines == ["tỉnh Quảng Ngãi"]


def test_the_agency_for_children_changed_in_march_2025(profile, administering):
    assert "Lao động" in ward_on(datetime.date(2025, 2, 28)).child_agency
    assert "y tế" in ward_on(datetime.date(2025, 3, 1)).child_agency


def test_a_correction_stays_in_the_same_profile(admin, profile, administering):
    draft = replace(NOW, population=61000)
    corrected = correct_profile(profile=profile, by=admin, version=profile.version, draft=draft)
    assert (corrected.pk, corrected.population) == (profile.pk, 61000)
    assert history_of(corrected)[0].new == {"population": 61000}
    with pytest.raises(StaleVersion):
        correct_profile(profile=profile, by=admin, version=profile.version, draft=replace(NOW, population=1))


def test_a_change_begins_a_new_profile_and_ends_the_old_one_the_day_before(admin, profile, administering):
    since = datetime.date(2026, 12, 1)
    profile = set_logo(profile=profile, by=admin, version=profile.version, image=PNG)
    draft = replace(NOW, report_to="Sở Y tế", valid_from=since)
    after = change_profile(profile=profile, by=admin, version=profile.version, draft=draft)
    profile.refresh_from_db()
    assert profile.valid_to == datetime.date(2026, 11, 30)
    assert (after.name, after.report_to, after.valid_from) == (profile.name, "Sở Y tế", since)
    assert bytes(after.logo) == PNG
    assert ward_on(TODAY).report_to == "UBND tỉnh Quảng Ngãi"


def test_a_change_lies_inside_the_profile_it_changes(admin, profile, administering):
    for since in (profile.valid_from, datetime.date(2024, 1, 1)):
        with pytest.raises(Refused) as refused:
            change_profile(profile=profile, by=admin, version=profile.version, draft=replace(NOW, valid_from=since))
        assert refused.value.field == "valid_from"


def test_two_profiles_never_cover_the_same_day(admin, profile, administering):
    with pytest.raises(Refused, match="Trùng thời gian với hồ sơ “Phường Cẩm Thành” từ ngày 01/07/2025") as refused:
        write_profile(by=admin, draft=replace(NOW, valid_from=datetime.date(2026, 1, 1)))
    assert refused.value.field == "valid_from"
    assert WardProfile.objects.count() == 3


def test_a_logo_is_a_png_by_its_content(admin, profile, administering):
    with_logo = set_logo(profile=profile, by=admin, version=profile.version, image=PNG)
    assert bytes(with_logo.logo) == PNG
    for image in (b"<svg/>", PNG + b"0" * 200_000):
        with pytest.raises(Refused, match="PNG") as refused:
            set_logo(profile=with_logo, by=admin, version=with_logo.version, image=image)
        assert refused.value.field == "logo"


@pytest.mark.parametrize(
    ("form", "position", "lines"),
    [
        (SigningForm.TM, "Chủ tịch", ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]),
        (SigningForm.TM_KT, "Phó Chủ tịch", ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]),
        (SigningForm.CHAIR, "Chủ tịch", ["CHỦ TỊCH"]),
        (SigningForm.KT, "Phó Chủ tịch", ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]),
        (SigningForm.Q, "Quyền Chủ tịch", ["Q. CHỦ TỊCH"]),
        (SigningForm.TL, "Trưởng phòng", ["TL. CHỦ TỊCH", "TRƯỞNG PHÒNG"]),
        (SigningForm.TUQ, "Trưởng phòng", ["TUQ. CHỦ TỊCH", "TRƯỞNG PHÒNG"]),
    ],
)
def test_the_lines_above_a_signature(form, position, lines):
    assert Signer(full_name="Võ Thuỳ Dương", position=position, form=form).signature_lines == lines


def test_who_is_to_sign_the_yearly_report_takes_over_from_the_one_before(admin, signer, administering, vice_chair):
    signer.user = vice_chair
    signer.save()
    add_signer(by=admin, draft=CHAIR)
    assert report_signer(TODAY).full_name == "Trần Quốc Duy"
    assert report_signer(YESTERDAY) == signer
    before, after = Signer.objects.filter(full_name="Đinh Thị Mỹ Lệ").order_by("valid_from")
    assert (before.valid_to, before.signs_reports, before.version) == (YESTERDAY, True, 2)
    assert (after.valid_from, after.valid_to, after.signs_reports) == (TODAY, None, False)
    assert (after.position, after.form, after.user) == (before.position, before.form, vice_chair)


def test_a_signer_of_other_papers_takes_nothing_over(admin, signer, administering):
    add_signer(by=admin, draft=replace(CHAIR, signs_reports=False))
    assert report_signer(TODAY) == signer
    assert Signer.objects.count() == 2


def test_what_the_one_before_was_to_sign_until_a_day_ends_on_that_day(admin, signer, administering):
    until = datetime.date(2026, 12, 31)
    edit_signer(signer=signer, by=admin, version=1, draft=replace(VICE_CHAIR, valid_to=until))
    add_signer(by=admin, draft=CHAIR)
    assert Signer.objects.get(full_name="Đinh Thị Mỹ Lệ", valid_from=TODAY).valid_to == until


def test_one_person_at_a_time_signs_the_yearly_report(admin, signer, administering):
    """Who began on the same day or later has no day before; the takeover of a refused signer is undone with it."""
    for since in (signer.valid_from, datetime.date(2025, 1, 1)):
        with pytest.raises(Refused, match=r"Đinh Thị Mỹ Lệ được giao ký báo cáo năm \(từ 01/07/2025\)") as refused:
            add_signer(by=admin, draft=replace(CHAIR, valid_from=since))
        assert (refused.value.field, refused.value.record) == ("signs_reports", signer)
    add_signer(by=admin, draft=replace(CHAIR, valid_from=datetime.date(2027, 1, 1)))
    with pytest.raises(Refused, match="Trần Quốc Duy"):
        add_signer(by=admin, draft=replace(CHAIR, full_name="Võ Thuỳ Dương"))
    assert report_signer(datetime.date(2026, 12, 31)) == signer


def test_a_signer_does_not_end_before_beginning(admin, signer, administering):
    draft = replace(VICE_CHAIR, valid_to=datetime.date(2025, 1, 1))
    with pytest.raises(Refused) as refused:
        edit_signer(signer=signer, by=admin, version=signer.version, draft=draft)
    assert refused.value.field == "valid_to"


def test_only_administrators_write_the_ward(officer, chair, clerk, profile):
    for person in (officer, chair, clerk):
        with acting_as(person):
            with pytest.raises(NotAllowed):
                correct_profile(profile=profile, by=person, version=profile.version, draft=NOW)
            with pytest.raises(NotAllowed):
                add_signer(by=person, draft=CHAIR)

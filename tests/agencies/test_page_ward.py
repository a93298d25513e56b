"""The page “Phường và người ký”."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from agencies.models import Signer, WardProfile
from agencies.queries import ward_on

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 50


def text_of(response):
    return response.content.decode()


def boxes(name, day, month, year):
    return {f"{name}_day": day, f"{name}_month": month, f"{name}_year": year}


def test_a_ward_without_a_profile_is_asked_for_one_and_offered_ours(as_admin, ward):
    assert "Ghi hồ sơ phường" in text_of(as_admin.get("/ward/"))
    form = as_admin.get("/ward/new/").context["form"]
    assert form["name"].value() == "phường Cẩm Thành"


def test_the_page_shows_how_the_ward_stands_on_paper(as_admin, signer):
    page = text_of(as_admin.get("/ward/"))
    for words in ("Phường Cẩm Thành", "UBND tỉnh Quảng Ngãi", "Lưu: VT, VHXH", "KT. CHỦ TỊCH", "51 · 21025"):
        assert words in page
    assert "Phường Nguyễn Nghiêm" in page  # an earlier period


def test_an_earlier_period_has_its_own_page(as_admin, profile):
    then = ward_on(datetime.date(2024, 6, 1))
    page = text_of(as_admin.get(reverse("profile", args=[then.public_id])))
    assert "UBND thành phố Quảng Ngãi" in page
    assert "01/01/2005 – 28/02/2025" in page


def test_the_name_of_the_ward_stands_on_every_page(as_admin, profile, ward):
    assert "Phường Cẩm Thành" in text_of(as_admin.get("/agencies/"))
    WardProfile.objects.filter(pk=profile.pk).update(is_demo=True)
    assert "DỮ LIỆU MINH HỌA" in text_of(as_admin.get("/agencies/"))


def test_a_correction_and_a_change_from_a_day_on(as_admin, edit, profile):
    response = edit(as_admin, reverse("correct_ward", args=[profile.public_id]), population="61000")
    assert response.status_code == 302
    url = reverse("change_ward", args=[profile.public_id])
    response = edit(as_admin, url, report_to="Sở Y tế tỉnh Quảng Ngãi", **boxes("valid_from", "1", "12", "2026"))
    assert response.status_code == 302
    assert ward_on(datetime.date(2026, 12, 1)).report_to == "Sở Y tế tỉnh Quảng Ngãi"
    assert ward_on(datetime.date(2026, 11, 30)).population == 61000


def test_a_wrong_day_of_change_is_told_beside_the_field(as_admin, edit, profile):
    url = reverse("change_ward", args=[profile.public_id])
    form = edit(as_admin, url, **boxes("valid_from", "1", "7", "2025")).context["form"]
    assert "phải sau ngày 01/07/2025" in form.errors["valid_from"][0]


def test_a_logo_is_put_and_shown(as_admin, send, profile):
    url = reverse("change_logo", args=[profile.public_id])
    response = send(as_admin, url, {"logo": SimpleUploadedFile("a.png", b"<svg/>")})
    assert "PNG" in response.context["form"].errors["logo"][0]
    assert as_admin.get(reverse("ward_logo", args=[profile.public_id])).status_code == 404
    send(as_admin, url, {"logo": SimpleUploadedFile("a.png", PNG)})
    picture = as_admin.get(reverse("ward_logo", args=[profile.public_id]))
    assert (picture["Content-Type"], picture.content) == ("image/png", PNG)
    assert "logo.png" in text_of(as_admin.get("/ward/"))


def test_signers_are_added_and_edited(as_admin, edit, signer):
    typed = {"full_name": "Trần Quốc Duy", "position": "Chủ tịch", "form": "TM", "signs_reports": "on"}
    assert "thôi ký báo cáo năm" in text_of(as_admin.get("/ward/signers/new/"))
    page = text_of(as_admin.post("/ward/signers/new/", typed | boxes("valid_from", "1", "7", "2025")))
    assert "Đinh Thị Mỹ Lệ được giao ký báo cáo năm (từ 01/07/2025)." in page  # nothing is left of it to take over
    assert reverse("signer", args=[signer.public_id]) in page
    response = as_admin.post("/ward/signers/new/", typed | boxes("valid_from", "23", "11", "2026"), follow=True)
    assert "Đinh Thị Mỹ Lệ ký báo cáo năm đến hết ngày 22/11/2026." in text_of(response)
    edit(as_admin, reverse("change_signer", args=[signer.public_id]), position="Phó Chủ tịch UBND")
    assert "Phó Chủ tịch UBND" in text_of(as_admin.get(reverse("signer", args=[signer.public_id])))
    page = text_of(as_admin.get(reverse("signer", args=[Signer.objects.get(form="TM").public_id])))
    assert "TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH" in page


def test_who_may_not_edit_sees_no_button_and_no_form(as_user, officer, signer, profile):
    browser = as_user(officer)
    assert "Thêm người ký" not in text_of(browser.get("/ward/"))
    for name, record in (("correct_ward", profile), ("change_logo", profile), ("change_signer", signer)):
        assert browser.get(reverse(name, args=[record.public_id])).status_code == 403


@pytest.mark.parametrize("method", ["post", "put"])
def test_a_page_that_shows_takes_nothing(as_admin, profile, method):
    assert getattr(as_admin, method)("/ward/").status_code == 405

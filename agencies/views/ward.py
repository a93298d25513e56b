"""“Phường và người ký”: who the ward is on paper, since when, and who signs."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from accounts.history import history_entries
from agencies.actions.records import ONE_DAY
from agencies.actions.ward import add_signer, change_profile, correct_profile, edit_signer, set_logo, write_profile
from agencies.forms.ward import ChangeProfileForm, CorrectProfileForm, LogoForm, NewSignerForm, SignerForm
from agencies.models import Signer, WardProfile
from agencies.queries import report_signer, ward_on
from agencies.reference import ward_profiles
from agencies.wording import signer_added
from interface.editing import add_page, deed_page, edit_page
from interface.records import get_visible


def ward(request):
    profile = ward_on(timezone.localdate())
    return _show(request, profile) if profile else render(request, "agencies/no_ward.html", {})


def profile(request, profile):
    return _show(request, get_visible(WardProfile, request.user, public_id=profile))


def _show(request, profile: WardProfile):
    context = {
        "profile": profile,
        "periods": WardProfile.objects.visible_to(request.user).defer("logo"),
        "signers": Signer.objects.visible_to(request.user),
        "entries": history_entries(profile, request.user),
        "is_current": profile.in_force(timezone.localdate()),
        "may_edit": request.user.may("agencies.edit"),
    }
    return render(request, "agencies/ward.html", context)


def new_profile(request):
    """The first profile, or one of the past; the ward the product was made for is proposed."""
    initial = {} if WardProfile.objects.visible_to(request.user).exists() else ward_profiles()[-1]
    form = CorrectProfileForm(request.POST or None, initial=initial)
    title, done = "Ghi hồ sơ phường", "Đã ghi hồ sơ phường."
    return add_page(request, form, write_profile, title=title, button="Ghi", parent=_list(), done=done)


def correct_ward(request, profile):
    profile = get_visible(WardProfile, request.user, public_id=profile)
    title = f"Sửa cho đúng hồ sơ {profile.name}"
    return edit_page(request, CorrectProfileForm, correct_profile, profile, name="profile", title=title, parent=_list())


def change_ward(request, profile):
    profile = get_visible(WardProfile, request.user, public_id=profile)
    return edit_page(
        request,
        ChangeProfileForm,
        change_profile,
        profile,
        name="profile",
        title=f"{profile.title} thay đổi từ một ngày",
        button="Ghi thay đổi",
        parent=_list(),
        done="Đã ghi thay đổi. Văn bản trước ngày ấy vẫn theo hồ sơ cũ.",
    )


def ward_logo(request, profile):
    profile = get_visible(WardProfile, request.user, public_id=profile)
    if profile.logo is None:
        raise Http404
    return HttpResponse(bytes(profile.logo), content_type="image/png")


def change_logo(request, profile):
    profile = get_visible(WardProfile, request.user, public_id=profile)
    form = LogoForm(request.POST or None, request.FILES or None)
    return deed_page(
        request,
        form,
        set_logo,
        profile,
        name="profile",
        title="Biểu trưng",
        button="Dùng ảnh này",
        parent=_list(),
        done="Đã đổi biểu trưng.",
    )


def new_signer(request):
    form = NewSignerForm(request.POST or None, initial={"valid_from": timezone.localdate()})
    title = "Thêm người ký"
    return add_page(request, form, add_signer, title=title, button="Thêm", parent=_list(), done=_signer_added)


def _signer_added(signer: Signer) -> str:
    return signer_added(signer, report_signer(signer.valid_from - ONE_DAY) if signer.signs_reports else None)


def signer(request, signer):
    signer = get_visible(Signer, request.user, public_id=signer)
    context = {"signer": signer, "entries": history_entries(signer, request.user)}
    return render(request, "agencies/signer.html", context | {"may_edit": request.user.may("agencies.edit")})


def change_signer(request, signer):
    signer = get_visible(Signer, request.user, public_id=signer)
    parent = signer.full_name, reverse("signer", args=[signer.public_id])
    title = f"Sửa người ký {signer.full_name}"
    return edit_page(request, SignerForm, edit_signer, signer, name="signer", title=title, parent=parent)


def _list():
    return "Phường và người ký", reverse("ward")

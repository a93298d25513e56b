"""Ngôi nhà an toàn: a household's check of a year, and the list it is made by."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.events import Event, record
from children.actions.safe_home import add_item, check_safe_home, edit_item, edit_standard
from children.forms.safe_home import ItemForm, SafeHomeForm, StandardForm
from children.households.safe_home import items_on, judged_on
from children.models import Household, SafeHomeCheck, SafeHomeItem, SafeHomeStandard
from interface.editing import CHANGED, add_page, edit_page
from interface.editions import Edition, name_of
from interface.records import get_visible
from interface.refusals import StaleVersion

ITEMS = "Bảng kiểm Ngôi nhà an toàn"


def check(request, household, year):
    """This year's check, or last year's that was still to be written down."""
    household, today = get_visible(Household, request.user, public_id=household), timezone.localdate()
    if year not in (today.year, today.year - 1):
        raise Http404
    record(Event.HOUSEHOLD_READ, household)
    known = SafeHomeCheck.objects.visible_to(request.user).filter(household=household, year=year).first()
    day = judged_on(year, today)
    form = SafeHomeForm(request.POST or None, items=items_on(day), day=day, check=known)
    about = f"{name_of(household)} {year}"  # there may be no check yet
    opened = Edition(known.version if known else 0, {}, about).token
    if request.POST:
        edition = Edition.from_post(request.POST, about)
        try:
            made = form.carry_out(
                check_safe_home, by=request.user, household=household, year=year, version=edition.version
            )
            if made:
                messages.success(request, f"Đã lưu bảng kiểm năm {year}: {made.result.lower()}.")
                return redirect(household)
            opened = edition.token
        except StaleVersion:
            form.add_error(None, CHANGED.format(button="Lưu bảng kiểm"))
    context = {"form": form, "household": household, "year": year, "opened": opened}
    context |= {"home": household.address or household.head_name, "lead": f"{household}, năm {year}"}
    return render(request, "children/safe_home/check.html", context)


def list_items(request):
    """What a home is judged by, and where each fact is from."""
    today = timezone.localdate()
    context = {
        "items": SafeHomeItem.objects.visible_to(request.user).on(today).order_by("position", "code"),
        "standards": SafeHomeStandard.objects.visible_to(request.user).on(today).order_by("-valid_from"),
        "title": ITEMS,
        "may_edit": request.user.may("children.edit"),
    }
    return render(request, "children/safe_home/items.html", context)


def add(request):
    return add_page(
        request, ItemForm(request.POST or None), add_item, title="Thêm điều kiện", button="Thêm",
        done="Đã thêm điều kiện.", parent=(ITEMS, reverse("safe_home_items")),
    )  # fmt: skip


def edit(request, item):
    item = get_visible(SafeHomeItem, request.user, public_id=item)
    return edit_page(
        request, ItemForm, edit_item, item, name="item", title="Sửa điều kiện",
        lead="Sửa theo văn bản đang áp dụng. Bảng kiểm đã lập giữ kết quả như khi lập.",
        parent=(ITEMS, reverse("safe_home_items")),
    )  # fmt: skip


def standard(request, standard):
    standard = get_visible(SafeHomeStandard, request.user, public_id=standard)
    return edit_page(
        request, StandardForm, edit_standard, standard, name="standard", title="Sửa mức đạt",
        lead="Bảng kiểm đã lập giữ kết quả như khi lập.", parent=(ITEMS, reverse("safe_home_items")),
    )  # fmt: skip

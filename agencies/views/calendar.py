"""“Ngày nghỉ, thời hạn”: the days off of a year, and whether they are certain."""

from itertools import groupby

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from agencies.actions.calendar import add_day, confirm_year, remove_day, reopen_year, swap_days
from agencies.forms.calendar import DayForm, SwapForm
from agencies.models import CalendarDay, CalendarYear
from interface.editing import add_page
from interface.records import get_visible


def calendar(request):
    return calendar_year(request, timezone.localdate().year)


def calendar_year(request, year):
    days = CalendarDay.objects.visible_to(request.user).filter(day__year=year)
    context = {
        "year": year,
        "record": CalendarYear.objects.visible_to(request.user)
        .select_related("confirmed_by")
        .filter(year=year)
        .first(),
        "years": CalendarYear.objects.visible_to(request.user),
        "months": [(f"Tháng {month}", list(rows)) for month, rows in groupby(days, lambda day: day.day.month)],
        "today": timezone.localdate(),
        "confirm_url": reverse("confirm_year", args=[year]),
        "reopen_url": reverse("reopen_year", args=[year]),
        "may_edit": request.user.may("agencies.edit_calendar"),
    }
    return render(request, "agencies/calendar.html", context)


def confirm(request, year):
    if request.method == "POST":
        confirm_year(year=year, by=request.user)
        messages.success(request, f"Đã xác nhận ngày nghỉ năm {year}.")
    return redirect("calendar_year", year=year)


def reopen(request, year):
    if request.method == "POST":
        reopen_year(year=year, by=request.user)
        messages.success(request, f"Ngày nghỉ năm {year} lại là dự tính.")
    return redirect("calendar_year", year=year)


def new_day(request):
    form = DayForm(request.POST or None)
    done = "Đã ghi vào lịch."
    return add_page(request, form, add_day, title="Thêm ngày nghỉ", button="Ghi vào lịch", parent=_list(), done=done)


def new_swap(request):
    form = SwapForm(request.POST or None)
    title, done = "Hoán đổi ngày làm việc", "Đã ghi hai ngày hoán đổi vào lịch."
    return add_page(request, form, swap_days, title=title, button="Ghi vào lịch", parent=_list(), done=done)


def drop_day(request, day):
    day = get_visible(CalendarDay, request.user, public_id=day)
    if request.method == "POST":
        remove_day(day=day, by=request.user)
        messages.success(request, "Đã bỏ khỏi lịch.")
    return redirect("calendar_year", year=day.day.year)


def _list():
    return "Ngày nghỉ, thời hạn", reverse("calendar")

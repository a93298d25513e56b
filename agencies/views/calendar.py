"""“Ngày nghỉ, thời hạn”: the days off of a year, and whether they are certain."""

from itertools import groupby
from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from agencies.actions.calendar import add_day, confirm_year, put_back, remove_day, reopen_year, swap_days
from agencies.forms.calendar import DayForm, PutBackForm, SwapForm
from agencies.models import CalendarDay, CalendarYear
from agencies.wording import days_off_counted
from interface.editing import add_page
from interface.records import get_visible
from interface.refusals import Refused


def calendar(request):
    return calendar_year(request, timezone.localdate().year)


def calendar_year(request, year):
    days = CalendarDay.objects.visible_to(request.user).filter(day__year=year)
    context = {
        "state": days_off_counted(days),
        "year": year,
        "title": f"Ngày nghỉ, ngày làm bù năm {year}",
        "record": CalendarYear.objects.visible_to(request.user)
        .select_related("confirmed_by")
        .filter(year=year)
        .first(),
        "years": CalendarYear.objects.visible_to(request.user),
        "months": [(f"Tháng {month}", list(rows)) for month, rows in groupby(days, lambda day: day.day.month)],
        "confirm_url": reverse("confirm_year", args=[year]),
        "reopen_url": reverse("reopen_year", args=[year]),
        "may_edit": request.user.may("agencies.edit_calendar"),
    }
    return render(request, "agencies/calendar.html", context)


def confirm(request, year):
    confirm_year(year=year, by=request.user)
    messages.success(request, f"Đã xác nhận ngày nghỉ năm {year}.")
    return redirect("calendar_year", year=year)


def reopen(request, year):
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
    remove_day(day=day, by=request.user)
    messages.success(request, f"Đã bỏ khỏi lịch: {day}.", extra_tags=_undo_url(day))
    return redirect("calendar_year", year=day.day.year)


def put_day_back(request):
    form = PutBackForm(request.GET)
    if not form.is_valid():
        raise Refused("Không rõ ngày nào vừa bỏ. Thêm lại ngày ấy vào lịch.")
    put_back(by=request.user, **form.cleaned_data)
    messages.success(request, "Đã ghi lại vào lịch.")
    return redirect("calendar_year", year=form.cleaned_data["day"].year)


def _undo_url(day: CalendarDay) -> str:
    taken = {"day": day.day, "kind": day.kind, "name": day.name, "swapped_with": day.swapped_with or ""}
    return f"{reverse('put_day_back')}?{urlencode(taken)}"


def _list():
    return "Ngày nghỉ, thời hạn", reverse("calendar")

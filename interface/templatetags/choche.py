"""Filters and small tags of every page. Built in: no `{% load %}` needed."""

from datetime import date, datetime
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from interface.clocks import ICONS
from vietnamese import ages, formats
from vietnamese.partial_dates import PartialDate
from vietnamese.personal_id import format_personal_id, mask_personal_id
from vietnamese.phones import format_phone

register = template.Library()
Day = date | datetime | PartialDate


def _optional(name: str):
    """A filter that prints nothing for None: an empty cell means that nothing was recorded."""

    def decorate(function):
        def filtered(value, *args):
            return "" if value is None or value == "" else function(value, *args)

        filtered.__name__, filtered.__doc__ = function.__name__, function.__doc__
        register.filter(name, filtered)
        return function

    return decorate


def _local(value: Any) -> Any:
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


@_optional("number")
def number(value: formats.Number | str, places: int | None = None) -> str:
    """14.862; `|number:1` for one decimal. Words such as "chưa có số liệu" stay."""
    return value if isinstance(value, str) else formats.format_number(value, places)


@_optional("signed")
def signed(value: formats.Number, places: int = 1) -> str:
    """−1,5; +2,3: a difference."""
    return formats.format_signed(value, places)


@_optional("percent")
def percent(value: formats.Number, places: int = 1) -> str:
    """3,3% of a value that already is a percentage."""
    return formats.format_percent(value, places)


@_optional("money")
def money(dong: int) -> str:
    """1.000.000 đồng, never broken."""
    return formats.unbroken(formats.format_money(dong))


@_optional("date_short")
def date_short(value: Day) -> str:
    """05/09/2026; a partial date as precisely as it is known."""
    value = _local(value)
    return value.display(timezone.localdate()) if isinstance(value, PartialDate) else formats.format_date(value)


@_optional("day_month")
def day_month(value: date) -> str:
    """05/09"""
    return formats.format_day_month(_local(value))


@_optional("long_date")
def long_date(value: date) -> str:
    """ngày 05 tháng 9 năm 2026"""
    return formats.long_date(_local(value))


@_optional("weekday")
def weekday(value: date) -> str:
    """Thứ Hai, 23/11/2026"""
    return formats.weekday_date(_local(value))


@_optional("clock_time")
def clock_time(value: datetime) -> str:
    """16:35"""
    return formats.format_time(_local(value))


@_optional("clock_second")
def clock_second(value: datetime) -> str:
    """16:35:07, in a log"""
    return f"{_local(value):%H:%M:%S}"


@_optional("moment")
def moment(value: datetime) -> str:
    """16:35 hôm nay; 16:35 ngày 23/11/2026"""
    value = _local(value)
    today = value.date() == timezone.localdate()
    return f"{formats.format_time(value)} hôm nay" if today else formats.format_moment(value)


@_optional("age")
def age(birth: date | PartialDate) -> str:
    """8 tuổi 10 tháng; of a birth known to the year, about."""
    return ages.age_in_words(birth, timezone.localdate())


@_optional("phone")
def phone(value: str) -> str:
    """0905 123 456"""
    return format_phone(value)


@_optional("personal_id")
def personal_id(value: str) -> str:
    """051 213 000 217"""
    return format_personal_id(value)


@_optional("masked")
def masked(value: str) -> str:
    """051 ••• ••• 217"""
    return mask_personal_id(value)


@_optional("bold_name")
def bold_name(full_name: str) -> SafeString:
    """The given name, by which Vietnamese lists are sorted, in bold: Nguyễn Gia <b>Hân</b>."""
    before, _, given = full_name.rpartition(" ")
    return format_html("{} <b>{}</b>" if before else "{}<b>{}</b>", before, given)


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString:
    """A shape beside a word; decoration for a screen reader."""
    return format_html(
        '<svg class="i{}" aria-hidden="true" focusable="false"><use href="{}#i-{}"/></svg>',
        f" {css}" if css else "",
        static("icons.svg"),
        name,
    )


@register.simple_tag
def status(kind: str, words: Any, shape: str = "", css: str = "") -> SafeString:
    """A badge: idle, run, soon, late, done or secret; each with its own shape unless another is named."""
    return format_html(
        '<span class="st {}{}">{}{}</span>', kind, f" {css}" if css else "", icon(shape or ICONS[kind]), words
    )

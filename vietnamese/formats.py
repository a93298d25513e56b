"""How numbers, money, dates and remaining time are written: on screen, and on paper by Nghị định 30/2020.

Date-times are shown as given; the caller passes local time. Results hold ordinary spaces; `unbroken` keeps
a number with its unit on one line.
"""

from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

Number = int | float | Decimal

_NO_BREAK_SPACE = "\u00a0"
_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)


def format_number(value: Number, places: int | None = None) -> str:
    """1.234.567 and 12,5; with `places` rounded half up, else as many decimals as the value has."""
    exact = Decimal(str(value))
    if places is not None:
        exact = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    digits = f"{exact if exact else abs(exact):,f}"  # no minus before zero
    if places is None and "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return digits.translate(str.maketrans(",.", ".,"))


def format_signed(value: Number, places: int | None = None) -> str:
    """−1,5; +2,3; 0,0: a difference, with the true minus sign."""
    digits = format_number(abs(Decimal(str(value))), places)
    if not digits.strip("0,"):
        return digits
    return ("−" if value < 0 else "+") + digits


def format_percent(value: Number, places: int = 1) -> str:
    """3,0% of a value that already is a percentage."""
    return format_number(value, places) + "%"


def format_money(dong: int) -> str:
    """1.250.000 đồng"""
    return f"{format_number(dong)} đồng"


def format_count(count: int, noun: str = "") -> str:
    """A count in running text, 1 to 9 with two digits: 05 trẻ em, 12 vụ, 1.204 hộ."""
    digits = f"{count:02}" if 0 < count < 10 else format_number(count)
    return f"{digits} {noun}".rstrip()


def unbroken(text: str) -> str:
    """The same text, never broken at the end of a line."""
    return text.replace(" ", _NO_BREAK_SPACE)


def format_date(day: date) -> str:
    """05/09/2026"""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def format_day_month(day: date) -> str:
    """05/09"""
    return f"{day.day:02}/{day.month:02}"


def long_date(day: date) -> str:
    """ngày 05 tháng 01 năm 2026, ngày 20 tháng 3 năm 2026: days under 10 and months 1 and 2 get a zero
    (Nghị định 30/2020/NĐ-CP, Phụ lục I).
    """
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def weekday_date(day: date) -> str:
    """Thứ Hai, 23/11/2026"""
    return f"{_WEEKDAYS[day.weekday()]}, {format_date(day)}"


def format_time(moment: time | datetime) -> str:
    """16:35"""
    return f"{moment.hour:02}:{moment.minute:02}"


def format_moment(moment: datetime) -> str:
    """16:35 ngày 23/11/2026"""
    return f"{format_time(moment)} ngày {format_date(moment)}"


def format_duration(duration: timedelta) -> str:
    """48 phút, 3 giờ 05 phút, 1 ngày 5 giờ, 4 ngày: rounded down; from two days on whole days only."""
    minutes = duration // timedelta(minutes=1)
    hours, minute = divmod(minutes, 60)
    days, hour = divmod(hours, 24)
    if minutes < 1:
        return "chưa đến 1 phút"
    if days:
        return f"{days} ngày {hour} giờ" if days == 1 and hour else f"{format_number(days)} ngày"
    if hours:
        return f"{hours} giờ {minute:02} phút" if minute else f"{hours} giờ"
    return f"{minute} phút"


def remaining_time(due: datetime, now: datetime) -> str:
    """Còn 3 giờ 12 phút; at the deadline and after it Quá hạn 1 giờ 05 phút. For clocks of hours."""
    return f"Còn {format_duration(due - now)}" if now < due else f"Quá hạn {format_duration(now - due)}"


def remaining_days(days: int, *, working: bool = False) -> str:
    """Còn 2 ngày làm việc, Hạn là hôm nay (0), Quá hạn 1 ngày (-1). For deadlines of days."""
    if days == 0:
        return "Hạn là hôm nay"
    unit = "ngày làm việc" if working else "ngày"
    return f"Còn {format_number(days)} {unit}" if days > 0 else f"Quá hạn {format_number(-days)} {unit}"


def finished(at: datetime, due: datetime) -> str:
    """Xong đúng hạn, 14:20; Xong, trễ 2 giờ."""
    return f"Xong, trễ {format_duration(at - due)}" if at > due else f"Xong đúng hạn, {format_time(at)}"


def roman(number: int) -> str:
    """I, II, III, IV … Raises ValueError outside 1 to 3999."""
    if not 1 <= number <= 3999:
        raise ValueError(f"no Roman numeral for {number}")
    numeral = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        numeral += letters * count
    return numeral

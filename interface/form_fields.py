"""Form fields that know our ways: dates in three boxes, dates known in part, big buttons for a thumb."""

import re
from datetime import date, time

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from vietnamese.clock_times import parse_time
from vietnamese.errors import Unreadable
from vietnamese.formats import format_money, format_number, format_time
from vietnamese.partial_dates import HOW_TO_WRITE, PartialDate, Precision, parse_partial_date

_BOXES = {"day": "Ngày", "month": "Tháng", "year": "Năm"}
_LONGEST = "20"  # letters: a whole date that is pasted fits into every box
_FAR = 10  # years ahead that a date to come may lie


class BigButtons(forms.RadioSelect):
    """Choices as buttons for a thumb, for at most five short words."""

    big_buttons = True


class DateBoxes(forms.MultiWidget):
    """Ngày, Tháng, Năm: no picker. A whole date pasted into any of them is understood.

    With `shows_age` the age follows what is typed, for a check.
    """

    template_name = "choche/widgets/date_boxes.html"
    use_fieldset = True
    parts = _BOXES

    def __init__(self, attrs=None, *, shows_age: bool = False):
        self.shows_age = shows_age
        boxes: dict[str, forms.Widget | type[forms.Widget]] = {
            part: forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "maxlength": _LONGEST})
            for part in self.parts
        }
        super().__init__(boxes, attrs)

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["shows_age"] = self.shows_age
        for box, (part, label) in zip(context["widget"]["subwidgets"], self.parts.items(), strict=True):
            box["label"], box["part"] = label, part
        return context

    def decompress(self, value):
        if isinstance(value, str) and value:
            value = PartialDate.fromisoformat(value)
        if not value:
            return [""] * len(self.parts)
        if isinstance(value, PartialDate) and value.estimated:
            return [value.display(timezone.localdate()), "", ""]
        return [f"{part:02}" if part else "" for part in (getattr(value, name) for name in self.parts)]


class MonthBoxes(DateBoxes):
    """Tháng, Năm."""

    parts = {name: _BOXES[name] for name in ("month", "year")}


class PartialDateField(forms.MultiValueField):
    """A date as precisely as it is known: the day and the month may stay empty. `future` allows days to come."""

    widget = DateBoxes
    how_to_write = HOW_TO_WRITE
    default_error_messages = {"required": "Chưa ghi ngày. Ghi như 05/09/2015; ngày và tháng chưa biết thì để trống."}

    def __init__(self, *, future: bool = False, **kwargs):
        self.future = future
        boxes = [forms.CharField(required=False) for _ in self.widget.parts]
        super().__init__(boxes, require_all_fields=False, **kwargs)

    def compress(self, values: list[str]) -> PartialDate | None:
        day, month, year = ["", "", "", *(value.strip() for value in values)][-3:]
        if day and year and not month:
            raise ValidationError("Chưa ghi tháng. Ghi cả ngày và tháng, hoặc chỉ ghi năm.")
        typed = "/".join(part for part in (day, month, year) if part)
        if not typed:
            return None
        today = timezone.localdate()
        try:
            return parse_partial_date(typed, on=today.replace(today.year + _FAR, 12, 31) if self.future else today)
        except Unreadable as unreadable:
            raise ValidationError(unreadable.sentence.replace(HOW_TO_WRITE, self.how_to_write)) from unreadable


class DateField(PartialDateField):
    """A whole date, in three boxes."""

    how_to_write = "Ghi đủ ngày, tháng, năm như 05/09/2026."
    default_error_messages = {"required": "Chưa ghi ngày. Ghi đủ ngày, tháng, năm như 05/09/2026."}

    def compress(self, values: list[str]) -> date | None:  # type: ignore[override]
        found = super().compress(values)
        if found and found.precision is not Precision.DAY:
            raise ValidationError("Ngày chưa đủ. Ghi cả ngày, tháng và năm như 05/09/2026.")
        return found and date(found.year, found.month, found.day)  # type: ignore[arg-type,return-value]


class MonthField(PartialDateField):
    """A month; its first day."""

    widget = MonthBoxes
    how_to_write = "Ghi tháng và năm như 05/2026."
    default_error_messages = {"required": "Chưa ghi tháng. Ghi tháng và năm như 05/2026."}

    def compress(self, values: list[str]) -> date | None:  # type: ignore[override]
        found = super().compress(values)
        if found and found.precision not in (Precision.MONTH, Precision.DAY):
            raise ValidationError("Chưa ghi tháng. Ghi cả tháng và năm như 05/2026.")
        return found and date(found.year, found.month, 1)  # type: ignore[arg-type,return-value]


class ClockField(forms.Field):
    """A time of the day in a plain box: a browser's own one says AM and PM in the browser's language."""

    default_error_messages = {"required": "Chưa ghi giờ. Ghi theo 24 giờ, như 07:15."}

    def __init__(self, **kwargs):
        box = {"inputmode": "numeric", "autocomplete": "off", "maxlength": "15", "class": "w-short"}
        super().__init__(widget=forms.TextInput(box), **kwargs)

    def to_python(self, value) -> time | None:
        if not (text := (value or "").strip()):
            return None
        try:
            return parse_time(text)
        except Unreadable as unreadable:
            raise ValidationError(unreadable.sentence) from unreadable

    def prepare_value(self, value):
        return format_time(value) if isinstance(value, time) else value


class MoneyField(forms.Field):
    """Whole đồng, with or without points: 1.000.000, 500000 đồng."""

    default_error_messages = {"required": "Chưa ghi số tiền."}
    most = 2_000_000_000

    def __init__(self, **kwargs):
        box = {"inputmode": "numeric", "autocomplete": "off", "maxlength": "20", "class": "w-medium"}
        super().__init__(widget=forms.TextInput(box), **kwargs)

    def to_python(self, value) -> int | None:
        if not (text := (value or "").strip().lower()):
            return None
        digits = re.sub(r"[\s.,]|đồng$|đ$", "", text)
        if not re.fullmatch(r"\d+", digits):
            raise ValidationError("Số tiền chỉ có chữ số, tính bằng đồng như 1.000.000.")
        if int(digits) > self.most:
            raise ValidationError(f"Số tiền lớn hơn {format_money(self.most)}. Kiểm tra lại các chữ số 0.")
        return int(digits)

    def prepare_value(self, value):
        return format_number(value) if isinstance(value, int) else value

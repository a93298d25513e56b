"""Form fields about persons: names, personal IDs, phones, health-insurance cards. They read what people type."""

import re
from collections.abc import Callable

from django import forms
from django.core.exceptions import ValidationError

from vietnamese.errors import Unreadable
from vietnamese.health_insurance import parse_health_insurance
from vietnamese.names import normalise
from vietnamese.personal_id import format_personal_id, parse_personal_id
from vietnamese.phones import format_phone, parse_phone


class _ReadField(forms.CharField):
    """Text that a function of `vietnamese` reads; its refusal is the field's error."""

    def to_python(self, value):
        text = super().to_python(value)
        if not text:
            return ""
        try:
            return self.read(text)
        except Unreadable as unreadable:
            raise ValidationError(unreadable.sentence) from unreadable

    def read(self, text: str) -> str:
        raise NotImplementedError

    @staticmethod
    def _box(**attrs: str) -> forms.TextInput:
        return forms.TextInput({"autocomplete": "off", **attrs})


class PersonNameField(_ReadField):
    """One box for the whole name, kept as the papers write it."""

    def __init__(self, **kwargs):
        super().__init__(max_length=120, widget=self._box(spellcheck="false"), **kwargs)

    def read(self, text: str) -> str:
        name = normalise(text)
        if not re.search(r"[^\W\d_]", name):
            raise ValidationError("Họ và tên phải có chữ cái.")
        if re.search(r"\d", name):
            raise ValidationError("Họ và tên có chữ số. Sửa lại họ và tên.")
        return name


class PersonalIdField(_ReadField):
    """Số định danh cá nhân, with or without spaces."""

    def __init__(self, **kwargs):
        super().__init__(max_length=30, widget=self._box(inputmode="numeric"), **kwargs)

    def read(self, text: str) -> str:
        return parse_personal_id(text)

    def prepare_value(self, value):
        return format_personal_id(value) if isinstance(value, str) and re.fullmatch(r"\d{12}", value) else value


class PhoneField(_ReadField):
    """A Vietnamese number; those of demo data (0000 …) reach nobody and are accepted everywhere."""

    def __init__(self, **kwargs):
        super().__init__(max_length=30, widget=self._box(inputmode="tel"), **kwargs)

    def read(self, text: str) -> str:
        return parse_phone(text, demo=True)

    def prepare_value(self, value):
        return format_phone(value) if isinstance(value, str) and re.fullmatch(r"0\d{9,10}", value) else value


class HealthInsuranceField(_ReadField):
    """Thẻ BHYT: two letters and 13 digits, or the ten digits of the social-insurance code (from 2021)."""

    def __init__(self, **kwargs):
        super().__init__(max_length=30, widget=self._box(), **kwargs)

    def read(self, text: str) -> str:
        return parse_health_insurance(text)


class YearField(forms.IntegerField):
    """A year of birth of a grown-up person."""

    def __init__(self, *, earliest: int = 1900, latest: Callable[[], int], **kwargs):
        self._latest = latest
        super().__init__(
            min_value=earliest, widget=forms.TextInput({"inputmode": "numeric", "maxlength": "4"}), **kwargs
        )

    def clean(self, value):
        year = super().clean(value)
        if year and year > self._latest():
            raise ValidationError(f"Năm {year} ở sau năm nay.")
        return year

from django import forms

from agencies.models import DayKind
from interface.form_fields import DateField
from interface.record_forms import PlainForm


class DayForm(PlainForm):
    day = DateField(label="Ngày", future=True)
    kind = forms.ChoiceField(
        label="Loại",
        choices=[(kind.value, kind.label) for kind in (DayKind.HOLIDAY, DayKind.COMPENSATORY, DayKind.PROPOSED)],
        widget=forms.RadioSelect,
        initial=DayKind.HOLIDAY,
    )
    name = forms.CharField(label="Tên ngày nghỉ", max_length=150)


class PutBackForm(PlainForm):
    """A day that was taken away a moment ago, as the address of “Hoàn tác” tells it."""

    day = forms.DateField()
    kind = forms.ChoiceField(choices=DayKind.choices)
    name = forms.CharField()
    swapped_with = forms.DateField(required=False)


class SwapForm(PlainForm):
    off = DateField(label="Nghỉ ngày", future=True, help_text="Một ngày trong tuần")
    worked = DateField(label="Làm bù ngày", future=True, help_text="Thứ Bảy hoặc Chủ nhật")

"""Form of an agency that has nothing to report."""

from datetime import date

from django import forms

from interface.record_forms import PlainForm
from vietnamese.formats import format_date


class NothingForm(PlainForm):
    until = forms.TypedChoiceField(label="Kỳ báo cáo", coerce=date.fromisoformat, widget=forms.RadioSelect)
    ground = forms.CharField(
        label="Căn cứ",
        max_length=200,
        help_text="Ví dụ: đã xem sổ đăng ký, từ đầu năm không có trường hợp nào. Không ghi tên trẻ.",
        error_messages={"required": "Chưa ghi căn cứ: dựa vào đâu mà biết là không phát sinh?"},
    )

    def __init__(self, *args, days: list[date], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["until"].choices = [(day.isoformat(), f"đến hết ngày {format_date(day)}") for day in days]
        if len(days) == 1:
            self.fields["until"].initial = days[0].isoformat()

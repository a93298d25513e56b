"""Forms of dated entries: a day, what happened, and at the end whatever else is known."""

from django import forms

from children.actions.entries import DisasterDraft, InjuryDraft, LabourDraft, ParticipationDraft
from children.models import (
    ChildEntry,
    DisasterHarm,
    InjuryKind,
    InjuryOutcome,
    InjuryPlace,
    LabourBreach,
    ParticipationKind,
    Severity,
)
from interface.form_fields import BigButtons, DateField
from interface.record_forms import PlainForm


def _details(label: str, help_text: str = "") -> forms.CharField:
    box = forms.Textarea({"rows": 3})
    return forms.CharField(label=label, required=False, max_length=500, widget=box, help_text=help_text)


class EntryForm(PlainForm):
    @classmethod
    def of(cls, entry: ChildEntry, data=None) -> "EntryForm":
        """What was recorded, to be corrected."""
        return cls(data, initial={name: getattr(entry, name) for name in cls.base_fields})


class InjuryForm(EntryForm):
    draft_class = InjuryDraft

    happened_on = DateField(label="Xảy ra ngày")
    kind = forms.ChoiceField(label="Loại tai nạn, thương tích", choices=[("", "Chọn loại"), *InjuryKind.choices])
    place = forms.ChoiceField(label="Nơi xảy ra", choices=InjuryPlace, widget=BigButtons)
    severity = forms.ChoiceField(label="Mức độ", choices=Severity, required=False, widget=BigButtons)
    outcome = forms.ChoiceField(label="Kết quả", choices=InjuryOutcome, widget=forms.RadioSelect)
    died_on = DateField(label="Tử vong ngày", required=False)
    details = _details("Ghi thêm", "Nguyên nhân, nơi điều trị.")


class LabourForm(EntryForm):
    draft_class = LabourDraft

    happened_on = DateField(label="Phát hiện ngày")
    form = forms.ChoiceField(label="Trái quy định thế nào", choices=LabourBreach, widget=forms.RadioSelect)
    work = forms.CharField(label="Công việc, nơi làm", max_length=150)
    measure = forms.CharField(label="Đã xử lý thế nào", required=False, max_length=200)
    stopped_on = DateField(label="Thôi làm ngày", required=False)
    details = _details("Ghi thêm")


class DisasterForm(EntryForm):
    draft_class = DisasterDraft

    happened_on = DateField(label="Xảy ra ngày")
    disaster = forms.CharField(label="Thiên tai, sự cố", max_length=120, help_text="Ví dụ: Bão số 4, cháy nhà.")
    harm = forms.ChoiceField(label="Ảnh hưởng đến trẻ", choices=DisasterHarm, widget=forms.RadioSelect)
    relief = forms.CharField(
        label="Đã hỗ trợ",
        required=False,
        max_length=200,
        help_text="Tiền, quà có chứng từ thì ghi ở trang Trợ giúp.",
    )
    details = _details("Ghi thêm")


class ParticipationForm(EntryForm):
    draft_class = ParticipationDraft

    happened_on = DateField(label="Ngày")
    form = forms.ChoiceField(label="Hình thức", choices=ParticipationKind, widget=forms.RadioSelect)
    topic = forms.CharField(label="Nội dung", max_length=150, help_text="Ví dụ: Góp ý về sân chơi của tổ dân phố.")
    details = _details("Ý kiến của trẻ", "Ghi bằng lời của trẻ.")

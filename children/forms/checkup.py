"""Forms of a health check and of a mental-health screening."""

from django import forms

from children.actions.checkups import CheckUpDraft, ScreeningDraft
from children.models import CheckUp, Screening
from interface.form_fields import DateField
from interface.record_forms import RecordForm

LONGEST = 2000


def _long(label: str, hint: str = "") -> forms.CharField:
    box = forms.Textarea({"rows": 4})
    return forms.CharField(label=label, required=False, max_length=LONGEST, widget=box, help_text=hint)


class CheckUpForm(RecordForm):
    draft_class = CheckUpDraft
    checked_on = DateField(label="Ngày khám")
    result = _long("Kết quả khám", "Điều cần theo dõi. Chỉ trạm y tế và người giữ sổ trẻ em đọc được.")

    class Meta(RecordForm.Meta):
        model = CheckUp
        fields = ["checked_on", "place", "result", "refer"]


class ScreeningForm(RecordForm):
    draft_class = ScreeningDraft
    screened_on = DateField(label="Ngày sàng lọc")
    helped_on = DateField(label="Hỗ trợ từ ngày", required=False)
    details = _long("Ghi nhận", "Chỉ trạm y tế và người giữ sổ trẻ em đọc được.")

    class Meta(RecordForm.Meta):
        model = Screening
        fields = ["screened_on", "concern", "help", "helped_on", "details"]

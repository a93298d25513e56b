from django import forms
from django.utils import timezone

from agencies.actions.register import DocumentDraft
from agencies.models import DocumentType, RegisteredDocument, Signer
from interface.form_fields import DateField
from interface.record_forms import PlainForm, RecordForm

LINE = ["type", "subject", "unit", "signer", "signer_name", "recipients", "copies", "secret"]


class DocumentForm(RecordForm):
    """A line of the register, without its number."""

    draft_class = DocumentDraft

    class Meta(RecordForm.Meta):
        model = RegisteredDocument
        fields = LINE
        help_texts = {"signer_name": "Khi người ký không có trong danh sách trên."}
        widgets = {
            "unit": forms.TextInput({"class": "w-short"}),
            "copies": forms.TextInput({"class": "w-short", "inputmode": "numeric"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["signer"].queryset = Signer.objects.on(timezone.localdate()) | Signer.objects.filter(
            pk=self.instance.signer_id
        )
        self.fields["signer"].empty_label = "Không có trong danh sách"
        self.fields["recipients"].widget.attrs["rows"] = 3


class CorrectDocumentForm(DocumentForm):
    """Type, number and day stay."""

    class Meta(DocumentForm.Meta):
        fields = [name for name in LINE if name not in ("type", "unit")]


class IssueForm(PlainForm):
    on = DateField(label="Ngày ban hành", initial=timezone.localdate)


class NumberNowForm(DocumentForm):
    """Register and number in one go."""

    on = DateField(label="Ngày ban hành", initial=timezone.localdate)
    field_order = ["type", "on"]


class PaperForm(DocumentForm):
    """Copy a line of the paper register."""

    number = forms.IntegerField(label="Số trên sổ giấy", min_value=1)
    on = DateField(label="Ngày ban hành")
    field_order = ["type", "number", "on"]


class AfterPaperForm(PlainForm):
    type = forms.ChoiceField(label="Loại văn bản", choices=DocumentType)
    year = forms.IntegerField(label="Năm", min_value=2000, max_value=2100)
    last = forms.IntegerField(label="Sổ giấy đến số", min_value=1, help_text="Máy cấp số tiếp theo số này.")


class ReturnForm(PlainForm):
    reason = forms.CharField(
        label="Vì sao trả lại",
        max_length=300,
        help_text="Người soạn đọc câu này. Ví dụ: thiếu nơi nhận, chưa có chữ ký",
    )


class CancelForm(PlainForm):
    reason = forms.CharField(
        label="Lý do hủy", max_length=300, help_text="Ví dụ: ký lại ở số 1185, biên bản ngày 20/11"
    )

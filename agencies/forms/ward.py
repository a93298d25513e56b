from django import forms

from agencies.actions.ward import ProfileDraft, SignerDraft
from agencies.models import Signer, WardProfile
from interface.form_fields import DateField
from interface.record_forms import PlainForm, RecordForm

PAPER = [
    "name", "issuing_body", "place_line", "superiors", "report_to", "child_agency", "recipients", "notation",
    "province_code", "district_code", "ward_code", "population",
]  # fmt: skip
BOXES = {
    "issuing_body": forms.Textarea({"rows": 2}),
    "superiors": forms.Textarea({"rows": 2}),
    "recipients": forms.Textarea({"rows": 10}),
    "place_line": forms.TextInput({"class": "w-medium"}),
    "notation": forms.TextInput({"class": "w-short"}),
    "province_code": forms.TextInput({"class": "w-short", "inputmode": "numeric"}),
    "district_code": forms.TextInput({"class": "w-short", "inputmode": "numeric"}),
    "ward_code": forms.TextInput({"class": "w-short", "inputmode": "numeric"}),
    "population": forms.TextInput({"class": "w-short", "inputmode": "numeric"}),
}


class CorrectProfileForm(RecordForm):
    draft_class = ProfileDraft

    class Meta(RecordForm.Meta):
        model = WardProfile
        fields = [*PAPER, "valid_from", "valid_to"]
        widgets = BOXES


class ChangeProfileForm(RecordForm):
    """What is different from a day on."""

    draft_class = ProfileDraft

    valid_from = DateField(label="Thay đổi từ ngày", future=True)
    field_order = ["valid_from"]

    class Meta(RecordForm.Meta):
        model = WardProfile
        fields = PAPER
        widgets = BOXES


class LogoForm(PlainForm):
    logo = forms.FileField(label="Ảnh biểu trưng", help_text="Tệp PNG, không quá 200 kB.")

    @property
    def facts(self) -> dict:
        return {"image": self.cleaned_data["logo"].read()}


class SignerForm(RecordForm):
    draft_class = SignerDraft

    class Meta(RecordForm.Meta):
        model = Signer
        fields = ["full_name", "position", "form", "signs_reports", "valid_from", "valid_to"]


class NewSignerForm(SignerForm):
    """Who begins to sign the yearly report takes over from the one before."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields[
            "signs_reports"
        ].help_text = (
            "Người đang ký báo cáo năm thôi ký báo cáo năm từ ngày bắt đầu của người mới; văn bản khác vẫn ký như cũ."
        )

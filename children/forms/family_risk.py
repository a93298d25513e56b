"""The form of one answer about a family."""

from django import forms
from django.utils import timezone

from children.actions.family_risks import FactorDraft, RiskDraft
from children.models import RiskAnswer, RiskFactor, SaidBy
from interface.form_fields import BigButtons, DateField, MonthField
from interface.record_forms import PlainForm, RecordForm


class RiskForm(PlainForm):
    draft_class = RiskDraft

    factor = forms.ModelChoiceField(
        RiskFactor.objects.none(), label="Nguy cơ", empty_label="Chọn nguy cơ", to_field_name="code"
    )
    answer = forms.ChoiceField(label="Có hay không?", choices=RiskAnswer, widget=BigButtons)
    since = MonthField(label="Từ tháng", required=False, help_text="Khi có nguy cơ này và biết từ bao giờ.")
    said_by = forms.ChoiceField(label="Ai nói?", choices=SaidBy, widget=forms.RadioSelect)
    asked_on = DateField(label="Hỏi ngày")
    note = forms.CharField(label="Ghi thêm", required=False, max_length=500, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args, factor: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["factor"].queryset = RiskFactor.objects.on(today).order_by("position")
        self.fields["factor"].initial = factor
        self.fields["asked_on"].initial = today


class FactorForm(RecordForm):
    draft_class = FactorDraft

    class Meta(RecordForm.Meta):
        model = RiskFactor
        fields = list(FactorDraft.__dataclass_fields__)
        widgets = {"next_step": forms.Textarea({"rows": 4})}

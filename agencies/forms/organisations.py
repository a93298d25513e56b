from datetime import date

from django import forms
from django.utils import timezone

from agencies.actions.organisations import AgencyDraft, NeighbourhoodDraft
from agencies.models import Agency, Neighbourhood
from agencies.pasting import HOW_TO_PASTE, read_neighbourhoods
from interface.form_fields import DateField
from interface.record_forms import PlainForm, RecordForm
from vietnamese.pasting import Pasted


class AgencyForm(RecordForm):
    draft_class = AgencyDraft

    class Meta(RecordForm.Meta):
        model = Agency
        fields = ["kind", "name", "short_name", "school_level", "phone", "valid_from"]


class NeighbourhoodForm(RecordForm):
    draft_class = NeighbourhoodDraft

    class Meta(RecordForm.Meta):
        model = Neighbourhood
        fields = ["number", "name", "head_name", "head_phone", "population", "valid_from", "formed_from"]
        widgets = {"formed_from": forms.CheckboxSelectMultiple}

    def __init__(self, *args, **kwargs):
        """A neighbourhood is formed from others, usually from those that ended."""
        super().__init__(*args, **kwargs)
        others = Neighbourhood.objects.exclude(pk=self.instance.pk).filter(valid_to__isnull=False)
        if others.exists():
            self.fields["formed_from"].queryset = others
        else:
            del self.fields["formed_from"]


class EndForm(PlainForm):
    """The last day of an agency or a neighbourhood."""

    last_day = DateField(label="Ngày cuối cùng", future=True)


class PasteForm(PlainForm):
    """A list pasted from Excel or Word."""

    since = DateField(label="Có từ ngày", future=True)
    typed = forms.CharField(
        label="Danh sách tổ dân phố",
        help_text=HOW_TO_PASTE,
        widget=forms.Textarea({"rows": 10}),
        strip=False,
    )

    @property
    def day(self) -> date:
        """From when on, as far as that is readable yet."""
        return getattr(self, "cleaned_data", {}).get("since", timezone.localdate())

    def reading(self) -> Pasted:
        """What the machine makes of the text; also before the form is sent."""
        return read_neighbourhoods(self["typed"].value() or "", since=self.day)

    def clean_typed(self):
        if not self.reading().rows:
            raise forms.ValidationError("Chưa có dòng nào. Dán mỗi tổ một dòng.")
        return self.cleaned_data["typed"]

    @property
    def facts(self) -> dict:
        return {"drafts": self.reading().rows}

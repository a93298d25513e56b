"""Forms of vaccinations: what became of some doses; a dose of the schedule."""

from django import forms
from django.utils import timezone

from children.actions.immunisation import DoseDraft, VaccinationDraft
from children.health.immunisation import Due
from children.models import Child, ScheduledDose, Vaccination
from children.models.immunisation import HAD, DoseOutcome
from interface.form_fields import BigButtons, DateField
from interface.record_forms import PlainForm, RecordForm


class VaccinationForm(PlainForm):
    doses = forms.MultipleChoiceField(label="Mũi tiêm", widget=forms.CheckboxSelectMultiple)
    outcome = forms.ChoiceField(label="Kết quả", widget=BigButtons)
    happened_on = DateField(label="Ngày")
    until = DateField(label="Hoãn đến ngày", required=False, future=True)
    reason = forms.CharField(label="Lý do", max_length=200, required=False)
    place = forms.CharField(label="Nơi tiêm", max_length=120, required=False)
    lot = forms.CharField(label="Số lô vắc xin", max_length=40, required=False)

    def __init__(
        self, *args, child: Child, schedule: list[ScheduledDose], due: tuple[Due, ...], missed: bool, **kwargs
    ):
        had = set(Vaccination.objects.had().filter(child=child).values_list("dose__code", flat=True))
        self.schedule = {each.code: each for each in schedule if each.code not in had}
        initial = {
            "doses": [each.dose.code for each in due],
            "outcome": "" if missed else DoseOutcome.GIVEN,
            "happened_on": timezone.localdate(),
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["doses"].choices = [(each.code, str(each)) for each in self.schedule.values()]
        if missed:  # about what the list named, and nothing that only a dose has
            asked = {each.dose.code for each in due}
            self.fields["doses"].choices = [choice for choice in self.fields["doses"].choices if choice[0] in asked]
            del self.fields["lot"]
        choices = [choice for choice in DoseOutcome.choices if not missed or choice[0] != DoseOutcome.GIVEN]
        self.fields["outcome"].choices = choices

    def clean(self):
        """What belongs to a dose that was given is not kept of one that was not, and the other way round."""
        cleaned = super().clean()
        if cleaned.get("outcome") in HAD:
            cleaned["until"], cleaned["reason"] = None, ""
        else:
            cleaned["place"] = cleaned["lot"] = ""
        return cleaned

    @property
    def facts(self) -> dict:
        typed = self.cleaned_data
        names = [name for name in VaccinationDraft.__dataclass_fields__ if name in typed]
        draft = VaccinationDraft(**{name: typed[name] for name in names})
        return {"doses": [self.schedule[code] for code in typed["doses"]], "draft": draft}


class DoseForm(RecordForm):
    draft_class = DoseDraft

    class Meta(RecordForm.Meta):
        model = ScheduledDose
        fields = list(DoseDraft.__dataclass_fields__)

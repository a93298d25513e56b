"""What shall become of many households at once."""

from django import forms
from django.utils import timezone

from agencies.models import Neighbourhood
from children.actions.bulk import BulkDraft
from children.forms.family import this_year
from children.models import BulkDeed, BulkKind, Poverty
from interface.form_fields import BigButtons, DateField
from interface.person_fields import YearField
from interface.record_forms import PlainForm

LONGEST = 40  # letters of a certificate's number


class BulkForm(PlainForm):
    """The ticks and the numbers of the rows are read as they were posted: there may be a thousand."""

    neighbourhood = forms.ModelChoiceField(
        Neighbourhood.objects.none(),
        label="Tổ dân phố chuyển đến",
        empty_label="Chọn tổ dân phố",
        to_field_name="public_id",
    )
    poverty = forms.ChoiceField(
        label="Diện hộ", choices=[choice for choice in Poverty.choices if choice[0]], widget=BigButtons
    )
    certificate_year = YearField(
        label="Diện hộ của năm", earliest=2000, latest=lambda: this_year() + 1, initial=this_year
    )
    issued_on = DateField(label="Ngày cấp giấy chứng nhận", required=False, help_text="Nếu các giấy cấp cùng một ngày.")

    def __init__(self, *args, deed: BulkDeed, user, **kwargs):
        decided = {name: getattr(deed, name) for name in ("neighbourhood", "poverty", "certificate_year", "issued_on")}
        super().__init__(*args, initial={name: value for name, value in decided.items() if value}, **kwargs)
        if deed.kind == BulkKind.MOVE:
            del self.fields["poverty"], self.fields["certificate_year"], self.fields["issued_on"]
            here = Neighbourhood.objects.visible_to(user).on(timezone.localdate()).order_by("number")
            self.fields["neighbourhood"].queryset = here
        else:
            del self.fields["neighbourhood"]

    @property
    def kept(self) -> list[str]:
        return self.data.getlist("kept") if self.is_bound else []

    @property
    def numbers(self) -> dict[str, str]:
        """By the public id of the household, of those that are kept."""
        typed = {each: self.data.get(f"number-{each}", "").strip() for each in self.kept}
        return {each: number for each, number in typed.items() if number}

    def clean(self):
        if not all(map(_is_number, self.numbers.values())):
            self.add_error(None, f"Có số giấy chứng nhận dài quá {LONGEST} ký tự, hoặc có ký tự lạ. Xem cột “Số giấy”.")
        return super().clean()

    @property
    def facts(self) -> dict[str, BulkDraft]:
        return {"draft": BulkDraft(**self.cleaned_data, numbers=self.numbers, kept=self.kept)}


def _is_number(text: str) -> bool:
    try:
        forms.CharField(max_length=LONGEST).clean(text)
    except forms.ValidationError:
        return False
    return True

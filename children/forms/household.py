"""The form of a household."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Row
from django import forms
from django.utils import timezone

from agencies.models import Neighbourhood
from children.actions.households import HouseholdDraft
from children.forms.doubts import DoubtfulForm
from children.forms.family import this_year
from children.models import POOR, Household, Poverty
from interface.form_fields import BigButtons, DateField
from interface.person_fields import PersonNameField, PhoneField, YearField
from vietnamese.names import search_key


class HouseholdForm(DoubtfulForm):
    head_name = PersonNameField(label="Chủ hộ")
    head_birth_year = YearField(label="Năm sinh chủ hộ", required=False, latest=this_year)
    neighbourhood = forms.ModelChoiceField(
        Neighbourhood.objects.none(), label="Tổ dân phố", empty_label="Chọn tổ dân phố", to_field_name="public_id"
    )
    address = forms.CharField(label="Số nhà, đường", required=False, max_length=200)
    phone = PhoneField(label="Điện thoại", required=False)
    poverty = forms.ChoiceField(label="Diện hộ", choices=Poverty, required=False, widget=BigButtons)
    certificate_number = forms.CharField(label="Số giấy chứng nhận", required=False, max_length=40)
    certificate_year = YearField(label="Diện hộ của năm", required=False, earliest=2000, latest=lambda: this_year() + 1)
    certificate_issued_on = DateField(label="Ngày cấp giấy chứng nhận", required=False)
    notes = forms.CharField(label="Ghi chú", required=False, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args, user, household: Household | None = None, **kwargs):
        initial = {name: getattr(household, name) for name in self.base_fields} if household else None
        super().__init__(*args, initial=initial, **kwargs)
        self.user, self.household = user, household
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(
            Fieldset("Hộ", Row("head_name", "head_birth_year"), Row("neighbourhood", "address"), "phone"),
            Fieldset(
                "Diện hộ, ghi chú",
                "poverty",
                Row("certificate_number", "certificate_year"),
                "certificate_issued_on",
                "notes",
            ),
        )
        here = Neighbourhood.objects.visible_to(user).on(timezone.localdate())
        if household:
            here = here | Neighbourhood.objects.filter(pk=household.neighbourhood_id)
        self.fields["neighbourhood"].queryset = here

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("poverty", "") not in POOR:
            for name in ("certificate_number", "certificate_year", "certificate_issued_on"):
                if cleaned.get(name):
                    self.add_error(name, "Chỉ hộ nghèo, hộ cận nghèo có giấy chứng nhận. Xóa ô này hoặc chọn diện hộ.")
        return cleaned

    @property
    def warnings(self) -> list[str]:
        typed = self.cleaned_data
        if self.household and not {"head_name", "address", "neighbourhood"} & set(self.changed_data):
            return []
        return doubts_about_household(
            self.user, typed["head_name"], typed["address"], typed["neighbourhood"], but=self.household
        )

    @property
    def facts(self) -> dict[str, HouseholdDraft]:
        return {"draft": HouseholdDraft(**self.cleaned_data)}


def doubts_about_household(
    user, head_name: str, address: str, neighbourhood: Neighbourhood, *, joins: bool = False, but=None
) -> list[str]:
    """A second household with the same head in one neighbourhood. With `joins` the one at this address is meant."""
    same = Household.objects.visible_to(user).filter(search_key=search_key(head_name), neighbourhood=neighbourhood)
    others = [each for each in same.order_by("pk") if each != but]
    if not others or (joins and any(each.address_key == search_key(address) for each in others)):
        return []
    known = others[0].address or "chưa ghi địa chỉ"
    return [f"{neighbourhood.name} đã có hộ {others[0].head_name} ({known}). Nếu là một hộ, dùng hộ ấy."]

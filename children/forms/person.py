"""The forms of a person who cares for children: what is true of the person, and what they are to each child."""

from typing import Any

from django import forms

from children.actions.caregivers import FACTS, CaregiverDraft, Role
from children.forms.family import this_year
from children.models import Caregiver, CareRelation, Child, Household
from children.models.caregiver import relations_told_to
from children.models.child import GONE
from interface.form_fields import DateField
from interface.person_fields import PersonNameField, PhoneField, YearField
from interface.record_forms import PlainForm


class PersonForm(PlainForm):
    """Of a person the register knows; `instance` is the person."""

    optional_mark = ""  # only the name is needed

    full_name = PersonNameField(label="Họ và tên")
    birth_year = YearField(label="Năm sinh", required=False, latest=this_year)
    occupation = forms.CharField(label="Nghề nghiệp", required=False, max_length=120)
    phone = PhoneField(label="Điện thoại", required=False)
    life_status = forms.ChoiceField(label="Tình trạng", required=False, choices=Caregiver.LifeStatus)
    died_on = DateField(label="Mất ngày", required=False)
    whereabouts = forms.ChoiceField(
        label="Đang ở đâu", required=False, choices=Caregiver.Whereabouts, help_text="Của người còn sống."
    )

    def __init__(self, *args, user, instance: Caregiver, **kwargs):
        initial = {name: getattr(instance, name) for name in FACTS}
        relations = CareRelation.objects.visible_to(user).filter(caregiver=instance.pk).select_related("child")
        self.user, self.relations = user, list(relations.order_by("child__born_on", "pk"))
        super().__init__(*args, initial=initial, **kwargs)
        for each in self.relations:
            self._ask_about(each)

    def _ask_about(self, relation: CareRelation) -> None:
        child, key = relation.child, relation.child.public_id.hex
        self.fields[f"relation_{key}"] = forms.ChoiceField(
            label=f"Là gì của {child.full_name}",
            choices=relations_told_to(self.user),
            initial=relation.told_to(self.user),
        )
        self.fields[f"guardian_{key}"] = forms.BooleanField(
            label=f"Là người giám hộ của {child.full_name}", required=False, initial=relation.is_guardian
        )

    @property
    def facts(self) -> dict[str, Any]:
        typed = self.cleaned_data
        roles = {str(each.child.public_id): self._role(each) for each in self.relations}
        return {"draft": CaregiverDraft(**{name: typed[name] for name in FACTS}, roles=roles)}

    def _role(self, relation: CareRelation) -> Role:
        key = relation.child.public_id.hex
        meant = relation.meant_by(self.cleaned_data[f"relation_{key}"], self.user)
        return Role(meant, self.cleaned_data[f"guardian_{key}"])


class NewPersonForm(PersonForm):
    """Of one more person of a household."""

    relation = forms.ChoiceField(label="Quan hệ với trẻ")
    is_guardian = forms.BooleanField(label="Là người giám hộ", required=False)
    children = forms.ModelMultipleChoiceField(
        Child.objects.none(),
        label="Chăm sóc những trẻ nào",
        to_field_name="public_id",
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, user, household: Household, **kwargs):
        super().__init__(*args, user=user, instance=Caregiver(), **kwargs)
        self.fields["relation"].choices = [("", "Chọn quan hệ"), *relations_told_to(user)]
        here = Child.objects.visible_to(user).filter(household=household).exclude(residence__in=GONE)
        box = self.fields["children"]
        box.queryset = here.order_by("born_on", "pk")
        box.label_from_instance = lambda child: child.full_name
        box.initial = list(here)

    @property
    def facts(self) -> dict[str, Any]:
        typed = self.cleaned_data
        role = Role(typed["relation"], typed["is_guardian"])
        draft = CaregiverDraft(**{name: typed[name] for name in FACTS})
        return {"draft": draft, "children": typed["children"], "role": role}

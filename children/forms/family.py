"""The family part of a child's form: mother, father, and somebody else who cares for the child."""

from dataclasses import replace

from django import forms
from django.utils import timezone

from children.actions.families import PersonDraft, as_draft
from children.forms.doubts import DoubtfulForm
from children.models import Caregiver, CareRelation, Child
from children.models.caregiver import PARENTS, relations_told_to
from interface.person_fields import PersonNameField, PhoneField, YearField
from vietnamese.names import search_key
from vietnamese.partial_dates import PartialDate

YOUNGEST_PARENT = 12  # years at the birth of a child; who seems younger is asked about
ROLES = {"mother": "mẹ", "father": "cha", "carer": "người nuôi dưỡng khác"}


def this_year() -> int:
    return timezone.localdate().year


class FamilyForm(DoubtfulForm):
    """Fields only; `ChildForm` inherits them."""

    mother_name = PersonNameField(label="Họ và tên mẹ", required=False)
    mother_birth_year = YearField(label="Năm sinh mẹ", required=False, latest=this_year)
    mother_phone = PhoneField(label="Điện thoại mẹ", required=False)
    mother_life_status = forms.ChoiceField(
        label="Tình trạng của mẹ",
        required=False,
        choices=Caregiver.LifeStatus,
        widget=forms.Select({"data-asked-of": "mother_name"}),
    )
    father_name = PersonNameField(label="Họ và tên cha", required=False)
    father_birth_year = YearField(label="Năm sinh cha", required=False, latest=this_year)
    father_phone = PhoneField(label="Điện thoại cha", required=False)
    father_life_status = forms.ChoiceField(
        label="Tình trạng của cha",
        required=False,
        choices=Caregiver.LifeStatus,
        widget=forms.Select({"data-asked-of": "father_name"}),
    )
    carer_name = PersonNameField(
        label="Người nuôi dưỡng khác", required=False, help_text="Nếu trẻ không ở với cha, mẹ."
    )
    carer_relation = forms.ChoiceField(
        label="Quan hệ với trẻ",
        required=False,
    )
    carer_birth_year = YearField(label="Năm sinh", required=False, latest=this_year)
    carer_phone = PhoneField(label="Điện thoại", required=False)
    carer_is_guardian = forms.BooleanField(label="Là người giám hộ", required=False)
    main_carer = forms.ChoiceField(
        label="Người chăm sóc chính",
        required=False,
        choices=[("", "Chưa rõ"), *ROLES.items()],
        help_text="Người gọi đầu tiên khi cần.",
    )

    def __init__(self, *args, user, shown: dict[str, CareRelation], **kwargs):
        self.user, self.shown = user, shown
        super().__init__(*args, **kwargs)
        others = (each for each in relations_told_to(user) if each[0] not in PARENTS)
        self.fields["carer_relation"].choices = [("", "Chưa nhập"), *others]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("carer_name") and not cleaned.get("carer_relation"):
            self.add_error("carer_relation", "Ghi người nuôi dưỡng là ai của trẻ.")
        for role in PARENTS:
            if cleaned.get(f"{role}_life_status") and not cleaned.get(f"{role}_name"):
                self._miss_name(role, f"Đã ghi tình trạng của {ROLES[role]} nhưng chưa ghi tên.")
        main = cleaned.get("main_carer")
        if main and not cleaned.get(f"{main}_name"):
            self._miss_name(main, f"Đã chọn {ROLES[main]} là người chăm sóc chính nhưng chưa ghi tên.")
        return cleaned

    def _miss_name(self, role: str, sentence: str) -> None:
        """Said once: a name that cannot be read has its own sentence."""
        if f"{role}_name" not in self.errors:
            self.add_error(f"{role}_name", sentence)

    def doubts_about_parents(self, birth: PartialDate) -> list[str]:
        """A mother or father who would have been a child, or not born."""
        return [
            f"Theo năm sinh đã ghi, {ROLES[role]} {'chưa sinh' if age < 0 else f'mới {age} tuổi'} khi sinh trẻ."
            for role in PARENTS
            if (year := self.cleaned_data[f"{role}_birth_year"]) and (age := birth.year - year) < YOUNGEST_PARENT
        ]

    def family_draft(self) -> list[PersonDraft]:
        """The people named in the form."""
        return [self._person(role) for role in ROLES if self.cleaned_data[f"{role}_name"]]

    def _person(self, role: str) -> PersonDraft:
        typed = self.cleaned_data
        other = role == "carer"
        return PersonDraft(
            relation=self._carer_relation() if other else role,
            full_name=typed[f"{role}_name"],
            birth_year=typed[f"{role}_birth_year"],
            phone=typed[f"{role}_phone"],
            life_status=Caregiver.LifeStatus.NOT_RECORDED if other else typed[f"{role}_life_status"],
            is_guardian=other and typed["carer_is_guardian"],
            is_main_carer=typed["main_carer"] == role,
        )

    def _carer_relation(self) -> str:
        """Of the person who stood in the form, as it stands; of somebody else, as typed."""
        typed, known = self.cleaned_data, self.shown.get("carer")
        if known and known.caregiver.search_key == search_key(typed["carer_name"]):
            return known.meant_by(typed["carer_relation"], self.user)
        return typed["carer_relation"]


def shown_and_others(child: Child) -> tuple[dict[str, CareRelation], list[CareRelation]]:
    """The relations that have a place in the form, by role; and those that have none and stay as they are."""
    shown: dict[str, CareRelation] = {}
    others = []
    for relation in child.relations.select_related("caregiver"):
        role = relation.relation if relation.relation in PARENTS else "carer"
        if role in shown:
            others.append(relation)
        else:
            shown[role] = relation
    return shown, others


def family_of(shown: dict[str, CareRelation], user) -> dict:
    """The form's values of a family as it stands in the register."""
    values: dict = {}
    for role, relation in shown.items():
        person = relation.caregiver
        values |= {f"{role}_name": person.full_name, f"{role}_birth_year": person.birth_year}
        values |= {f"{role}_phone": person.phone, f"{role}_life_status": person.life_status}
        if role == "carer":
            values |= {"carer_relation": relation.told_to(user), "carer_is_guardian": relation.is_guardian}
        if relation.is_main_carer:
            values["main_carer"] = role
    return values


def unchanged(relation: CareRelation, *, is_main_carer: bool) -> PersonDraft:
    """A person the form did not show, as the register knows them."""
    return replace(as_draft(relation), is_main_carer=is_main_carer and relation.is_main_carer)

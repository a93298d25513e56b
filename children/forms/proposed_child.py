"""Screen 06: a child that shall come into the register, written down at the door with one thumb."""

from django import forms
from django.utils import timezone

from agencies.models import Neighbourhood
from children.actions.changes import ChangeDraft
from children.actions.children import Namesakes
from children.duplicates.twins import Twin
from children.models import OF_NEW_CHILDREN, CareRelation, ChangeKind, Detail, Household, Relation, Sex
from interface.form_fields import BigButtons, DateBoxes, DateField, PartialDateField
from interface.person_fields import PersonalIdField, PersonNameField
from interface.record_forms import PlainForm
from interface.refusals import Refused
from vietnamese.ages import CHILD_UNTIL, latest_birth
from vietnamese.errors import Unreadable
from vietnamese.names import is_temporary
from vietnamese.partial_dates import PartialDate, parse_partial_date

SOMEBODY_ELSE, UNKNOWN = "other", ""
MORE = ("residence", "came_on", "personal_id", "note")


class ProposedChildForm(PlainForm):
    full_name = PersonNameField(label="Họ và tên", help_text="Chưa đặt tên thì ghi “Trai” hoặc “Gái”.")
    sex = forms.ChoiceField(label="Giới tính", choices=Sex, widget=BigButtons)
    birth = PartialDateField(
        label="Ngày sinh",
        required=False,
        widget=DateBoxes(shows_age=True),
        help_text="Ví dụ 05 / 09 / 2019. Không rõ ngày thì để trống ô ngày.",
    )
    about_age = forms.CharField(
        label="Chỉ biết tuổi ước chừng", required=False, max_length=20, help_text="Ví dụ 9 tuổi, 6 tháng."
    )
    neighbourhood = forms.ModelChoiceField(
        Neighbourhood.objects.none(), label="Tổ dân phố", to_field_name="public_id", empty_label=None
    )
    head_name = PersonNameField(label="Chủ hộ")
    address = forms.CharField(label="Số nhà, đường", max_length=200)
    carer = forms.ChoiceField(label="Ai đang chăm sóc trẻ?", required=False, widget=BigButtons)
    carer_name = PersonNameField(label="Tên người chăm sóc", required=False)
    carer_relation = forms.ChoiceField(
        label="Là ai của trẻ?", required=False, choices=[("", "Chưa rõ"), *Relation.choices]
    )
    kind = forms.ChoiceField(
        label="Vì sao thêm?", choices=[(each.value, each.label) for each in OF_NEW_CHILDREN], widget=BigButtons
    )
    residence = forms.ChoiceField(
        label="Trẻ ở đây thế nào?",
        choices=[(Detail.PERMANENT.value, "Thường trú"), (Detail.TEMPORARY.value, "Tạm trú")],
        initial=Detail.PERMANENT.value,
        widget=BigButtons,
    )
    came_on = DateField(label="Chuyển đến ngày", required=False, help_text="Để trống thì tính từ hôm nay.")
    personal_id = PersonalIdField(label="Số định danh", required=False)
    note = forms.CharField(label="Trường, ghi thêm", required=False, max_length=500, widget=forms.Textarea({"rows": 2}))

    def __init__(self, *args, user, household: Household | None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["birth"].optional_mark = ""  # or the age: one of the two
        self.user, self.household, self.twins = user, household, list[Twin]()
        self.carers: dict[str, CareRelation] = {}
        if household:
            for name in ("neighbourhood", "head_name", "address"):
                del self.fields[name]
            self._offer_carers(user)
        else:
            del self.fields["carer"]
            mine = Neighbourhood.objects.visible_to(user).on(timezone.localdate())
            self.fields["neighbourhood"].queryset = _looked_after(mine, user)
            self.fields["neighbourhood"].initial = self.fields["neighbourhood"].queryset.first()

    def _offer_carers(self, user) -> None:
        """Who looks after the children of this household: most likely the new one as well."""
        known = CareRelation.objects.visible_to(user).filter(child__household=self.household)
        for each in known.select_related("caregiver").order_by("-is_main_carer", "-child__born_on", "pk"):
            self.carers.setdefault(str(each.caregiver.public_id), each)
        known_ones = [(key, f"{each.caregiver}, {each.words_for(user)}") for key, each in self.carers.items()]
        self.fields["carer"].choices = [*known_ones, (SOMEBODY_ELSE, "Người khác"), (UNKNOWN, "Chưa rõ")]
        main = next((key for key, each in self.carers.items() if each.is_main_carer), UNKNOWN)
        self.fields["carer"].initial = main

    def clean_about_age(self) -> PartialDate | None:
        typed = self.cleaned_data["about_age"].strip()
        if not typed:
            return None
        try:
            return parse_partial_date(f"khoảng {typed}", on=timezone.localdate())
        except Unreadable:
            raise forms.ValidationError("Không đọc được tuổi. Ghi như 9 tuổi hoặc 6 tháng.") from None

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("birth") and not cleaned.get("about_age") and not {"birth", "about_age"} & set(self.errors):
            self.add_error("birth", "Chưa ghi ngày sinh. Không rõ thì ghi năm, hoặc tuổi ước chừng.")
        for name in ("birth", "about_age"):
            if (born := cleaned.get(name)) and born.latest() <= latest_birth(timezone.localdate(), CHILD_UNTIL):
                self.add_error(name, "Người này đã đủ 16 tuổi nên không vào sổ trẻ em. Kiểm tra lại.")
        if cleaned.get("carer") == SOMEBODY_ELSE and not cleaned.get("carer_name") and "carer_name" not in self.errors:
            self.add_error("carer_name", "Ghi tên người chăm sóc, hoặc chọn “Chưa rõ”.")
        return cleaned

    def show(self, refused: Refused) -> None:
        if isinstance(refused, Namesakes):
            self.twins = refused.twins
        else:
            super().show(refused)

    @property
    def more_open(self) -> bool:
        """Whether something stands under “Số định danh, trường, ghi thêm” that must be seen."""
        return self.is_bound and any(self.errors.get(name) or self.data.get(name) for name in ("personal_id", "note"))

    @property
    def facts(self) -> dict[str, ChangeDraft]:
        typed, kind = self.cleaned_data, ChangeKind(self.cleaned_data["kind"])
        came_on = typed["came_on"] if kind == ChangeKind.ARRIVAL else None
        carer_name, carer_relation = self._carer()
        draft = ChangeDraft(
            kind=kind,
            neighbourhood=self.household.neighbourhood if self.household else typed["neighbourhood"],
            household=self.household,
            happened=PartialDate.of(came_on) if came_on else None,
            detail=typed["residence"],
            full_name=typed["full_name"],
            temporary_name=is_temporary(typed["full_name"]),
            birth=typed["birth"] or typed["about_age"],
            sex=typed["sex"],
            head_name=typed.get("head_name", ""),
            address=typed.get("address", ""),
            carer_name=carer_name,
            carer_relation=carer_relation,
            personal_id=typed["personal_id"],
            note=typed["note"],
        )
        return {"draft": draft}

    def _carer(self) -> tuple[str, str]:
        typed = self.cleaned_data
        if known := self.carers.get(typed.get("carer", "")):
            return known.caregiver.full_name, known.told_to(self.user)
        return typed["carer_name"], typed["carer_relation"] if typed["carer_name"] else ""


def _looked_after(neighbourhoods, user):
    """A collaborator writes for the neighbourhoods of his own."""
    whole_ward = user.may("children.decide_changes")
    return neighbourhoods if whole_ward else neighbourhoods.filter(pk__in=user.neighbourhood_ids)

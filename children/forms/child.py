"""The form of a child's record: reads and checks what is typed, never writes."""

import re
from collections.abc import Iterator

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Row
from django import forms
from django.utils import timezone

from agencies.models import Agency, AgencyKind, Neighbourhood
from agencies.models.agency import SchoolLevel
from children.actions.children import COPIED, ChildDraft, Namesakes
from children.duplicates.facts import Facts, Parent
from children.duplicates.twins import Twin
from children.forms.family import FamilyForm, family_of, shown_and_others, unchanged
from children.forms.household import doubts_about_household
from children.forms.schooling import ClassField
from children.models import Child, EthnicGroup, Residence, Sex
from children.models.caregiver import PARENTS
from children.models.child import GONE
from interface.form_fields import BigButtons, DateBoxes, DateField, PartialDateField
from interface.person_fields import HealthInsuranceField, PersonalIdField, PersonNameField
from interface.refusals import Refused
from vietnamese import personal_id
from vietnamese.ages import is_child
from vietnamese.errors import Unreadable
from vietnamese.names import is_temporary, search_key, title_case
from vietnamese.partial_dates import PartialDate, parse_partial_date

GRADES: dict[str, range] = {
    SchoolLevel.PRESCHOOL: range(0),
    SchoolLevel.PRIMARY: range(1, 6),
    SchoolLevel.LOWER: range(6, 10),
}
COPIED_AS_TYPED = [name for name in COPIED if name != "birth"]


LAYOUT = Layout(
    Fieldset(
        "Trẻ em",
        "full_name",
        "temporary_name",
        "birth",
        "about_age",
        "sex",
        Row("ethnic_group", "foreign_nationality"),
    ),
    Fieldset(
        "Nơi ở",
        Row("neighbourhood", "address"),
        "head_name",
        Row("residence", "residence_since"),
        Row("moved_in_on", "left_on"),
    ),
    Fieldset(
        "Gia đình",
        Row("mother_name", "mother_birth_year"),
        Row("mother_phone", "mother_life_status"),
        Row("father_name", "father_birth_year"),
        Row("father_phone", "father_life_status"),
        Row("carer_name", "carer_relation"),
        Row("carer_birth_year", "carer_phone"),
        "carer_is_guardian",
        "main_carer",
    ),
    Fieldset(
        "Giấy tờ",
        Row("personal_id", "health_insurance"),
        Row("personal_id_verified", "health_insurance_until"),
        Row("birth_certificate", "birth_registered_on"),
        Fieldset(
            "Quyển số, nơi cấp, nơi khám ban đầu",
            Row("birth_certificate_book", "birth_certificate_place"),
            Row("health_insurance_from", "health_insurance_place"),
            Row("identity_issued_on", "identity_place"),
            template="choche/layout/folded.html",
        ),
    ),
    Fieldset("Đi học, ghi chú", Row("school", "class_name"), "notes"),
)


class ChildForm(FamilyForm):
    optional_mark = ""  # the page says which four fields are needed
    field_order = [pointer.name for pointer in LAYOUT.get_field_names()]  # errors are listed as the page goes

    full_name = PersonNameField(label="Họ và tên", help_text="Đúng như giấy khai sinh.")
    temporary_name = forms.BooleanField(label="Tên tạm, trẻ chưa được đặt tên", required=False)
    birth = PartialDateField(
        label="Ngày sinh",
        required=False,
        widget=DateBoxes(shows_age=True),
        help_text="Ngày hoặc tháng chưa biết thì để trống.",
    )
    about_age = forms.CharField(
        label="Hoặc tuổi ước chừng", required=False, max_length=20, help_text="Ví dụ 9 tuổi, 6 tháng."
    )
    sex = forms.ChoiceField(label="Giới tính", choices=Sex, widget=BigButtons)
    ethnic_group = forms.ModelChoiceField(EthnicGroup.objects.none(), label="Dân tộc", required=False)
    foreign_nationality = forms.CharField(label="Quốc tịch, nếu là người nước ngoài", required=False, max_length=60)
    neighbourhood = forms.ModelChoiceField(Neighbourhood.objects.none(), label="Tổ dân phố")
    address = forms.CharField(label="Số nhà, đường", required=False, max_length=200)
    head_name = PersonNameField(
        label="Chủ hộ", required=False, help_text="Trẻ vào hộ đã có cùng chủ hộ, cùng địa chỉ; chưa có thì lập hộ mới."
    )
    residence = forms.ChoiceField(label="Cư trú", choices=Residence)
    residence_since = DateField(label="Cư trú như vậy từ ngày", required=False)
    moved_in_on = DateField(label="Chuyển đến ngày", required=False)
    left_on = DateField(label="Chuyển đi, mất ngày", required=False)
    personal_id = PersonalIdField(label="Số định danh", required=False)
    personal_id_verified = forms.BooleanField(label="Công an đã xác thực", required=False)
    birth_certificate = forms.CharField(label="Số giấy khai sinh", required=False, max_length=40)
    birth_certificate_book = forms.CharField(label="Quyển số", required=False, max_length=20)
    birth_certificate_place = forms.CharField(
        label="Nơi đăng ký khai sinh", required=False, max_length=120, help_text="Ví dụ: UBND phường Cẩm Thành."
    )
    birth_registered_on = DateField(label="Đăng ký khai sinh ngày", required=False)
    health_insurance = HealthInsuranceField(label="Số thẻ BHYT", required=False)
    health_insurance_until = DateField(label="Thẻ BHYT có giá trị đến", required=False, future=True)
    health_insurance_from = DateField(label="Thẻ BHYT có giá trị từ", required=False, future=True)
    health_insurance_place = forms.CharField(label="Nơi khám chữa bệnh ban đầu", required=False, max_length=120)
    identity_issued_on = DateField(label="Thẻ căn cước cấp ngày", required=False)
    identity_place = forms.CharField(label="Nơi cấp thẻ căn cước", required=False, max_length=120)
    school = forms.ModelChoiceField(Agency.objects.none(), label="Trường", required=False)
    class_name = ClassField(label="Lớp")
    notes = forms.CharField(label="Ghi chú", required=False, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args, user, child: Child | None = None, household=None, **kwargs):
        self.child = child
        self.twins: list[Twin] = []  # perhaps the same child
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = LAYOUT
        shown, self._others = shown_and_others(child) if child else ({}, [])
        initial = initial_of(child) | family_of(shown, user) if child else _initial_of_new(household)
        super().__init__(*args, user=user, shown=shown, initial=initial, **kwargs)
        today = timezone.localdate()
        schools = Agency.objects.visible_to(user).on(today).filter(kind=AgencyKind.SCHOOL)
        self._offer("neighbourhood", Neighbourhood.objects.visible_to(user).on(today), "Chọn tổ dân phố")
        self._offer("ethnic_group", EthnicGroup.objects.order_by("-local", "code"), "Chưa nhập")
        self._offer("school", schools, "Chưa đi học hoặc chưa nhập")

    def _offer(self, name: str, rows, empty: str) -> None:
        """What may be chosen; also what stands there already, though it is no longer offered."""
        field = self.fields[name]
        standing = getattr(self.child, f"{name}_id", None)
        field.to_field_name = "code" if name == "ethnic_group" else "public_id"
        field.queryset = rows | rows.model._default_manager.filter(pk=standing) if standing else rows
        field.empty_label = empty

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
        birth, guess = cleaned.get("birth"), cleaned.get("about_age")
        if not birth and not guess and not {"birth", "about_age"} & set(self.errors):
            self.add_error("birth", "Chưa ghi ngày sinh. Không rõ thì ghi năm, hoặc tuổi ước chừng.")
        if birth and guess:
            self.add_error("about_age", "Đã có ngày sinh thì để trống tuổi ước chừng.")
        self._check_residence(cleaned)
        cleaned["birth"] = birth or self._unchanged_guess() or guess
        return cleaned

    def _unchanged_guess(self) -> PartialDate | None:
        """An estimate that nobody touched stays what it was: ages move on, the birth does not."""
        guessed = self.child and self.child.birth.estimated
        return self.child.birth if guessed and "about_age" not in self.changed_data else None

    def _check_residence(self, cleaned: dict) -> None:
        gone = cleaned.get("residence") in GONE
        if gone and not cleaned.get("left_on") and "left_on" not in self.errors:
            self.add_error("left_on", "Trẻ đã chuyển đi hoặc đã mất: ghi từ ngày nào.")
        if not gone and cleaned.get("left_on"):
            self.add_error("left_on", "Trẻ đang ở đây thì để trống ngày này, hoặc đổi mục Cư trú.")

    def show(self, refused: Refused) -> None:
        if isinstance(refused, Namesakes):
            self.twins = refused.twins
        else:
            super().show(refused)

    @property
    def warnings(self) -> list[str]:
        typed = self.cleaned_data
        found = []
        if typed["personal_id"]:
            found += personal_id.warnings(typed["personal_id"], sex=typed["sex"], birth=typed["birth"])
        if is_temporary(typed["full_name"]) and not typed["temporary_name"]:
            found.append(f"“{typed['full_name']}” có vẻ là tên tạm. Nếu đúng, đánh dấu “Tên tạm”.")
        if (suggested := title_case(typed["full_name"])) != typed["full_name"]:
            found.append(f"Họ và tên chưa viết hoa đúng. Có phải “{suggested}”?")
        if " " not in typed["full_name"] and not is_temporary(typed["full_name"]):
            found.append("Họ và tên chỉ có một chữ. Ghi đủ như giấy khai sinh, nếu biết.")
        found += self.doubts_about_parents(typed["birth"]) + list(_doubts_about_class(typed))
        if not self.child or self._moves_house():
            found += doubts_about_household(
                self.user, typed["head_name"], typed["address"], typed["neighbourhood"], joins=True
            )
        if self._moves_house():
            found.append(
                "Chủ hộ, địa chỉ hoặc tổ dân phố đã đổi: trẻ sẽ chuyển sang hộ khác, "
                "những người khác trong hộ cũ ở nguyên."
            )
        if not is_child(typed["birth"], timezone.localdate()):
            found.append("Theo ngày sinh này, trẻ đã đủ 16 tuổi và không vào danh sách trẻ em.")
        return found

    def facts_so_far(self) -> Facts | None:
        """What has been typed of a child, once it has a name and a birth, whatever else is still open or wrong."""
        self.is_valid()
        typed = self.cleaned_data
        if not typed.get("full_name") or not typed.get("birth"):
            return None
        named = {who: Parent(typed[f"{who}_name"]) for who in PARENTS if typed.get(f"{who}_name")}
        return Facts(
            full_name=typed["full_name"],
            birth=typed["birth"],
            sex=typed.get("sex", ""),
            temporary_name=bool(typed.get("temporary_name")),
            neighbourhood=getattr(typed.get("neighbourhood"), "pk", None),
            address=search_key(typed.get("address", "")),
            parents=named,
        )

    def _moves_house(self) -> bool:
        home = {"head_name", "address", "neighbourhood"}
        return bool(self.child and self.child.household_id and home & set(self.changed_data))

    @property
    def facts(self) -> dict[str, ChildDraft]:
        typed = self.cleaned_data
        nobody_chosen = not typed["main_carer"]
        draft = ChildDraft(
            birth=typed["birth"],
            neighbourhood=typed["neighbourhood"],
            address=typed["address"],
            head_name=typed["head_name"],
            family=self.family_draft() + [unchanged(each, is_main_carer=nobody_chosen) for each in self._others],
            **{name: typed[name] for name in COPIED_AS_TYPED},
        )
        return {"draft": draft}


def _doubts_about_class(typed: dict) -> Iterator[str]:
    """A class of another level than the school's."""
    school: Agency | None = typed["school"]
    grade = re.match(r"\d{1,2}", typed["class_name"])
    if school and grade and school.school_level in GRADES and int(grade[0]) not in GRADES[school.school_level]:
        yield f"Lớp {typed['class_name']} không có ở {school.name}."


def initial_of(child: Child) -> dict:
    """The form's values of a child as it stands in the register."""
    estimated = child.birth.estimated
    guess = child.birth.display(timezone.localdate()).removeprefix("khoảng ") if estimated else ""
    return {
        **{name: getattr(child, name) for name in COPIED_AS_TYPED},
        "birth": None if estimated else child.birth,
        "about_age": guess,
        "neighbourhood": child.neighbourhood,
        "address": child.address,
        "head_name": child.household.head_name if child.household else "",
    }


def _initial_of_new(household) -> dict:
    if household is None:
        return {"residence": Residence.PERMANENT}
    return _initial_of_new(None) | {
        "neighbourhood": household.neighbourhood,
        "address": household.address,
        "head_name": household.head_name,
    }

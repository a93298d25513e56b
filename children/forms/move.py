"""The form of moving children to another household."""

from typing import Any

from django import forms
from django.utils import timezone

from agencies.models import Neighbourhood
from children.actions.moves import MoveDraft
from children.forms.doubts import DoubtfulForm
from children.forms.household import doubts_about_household
from children.models import Child
from interface.form_fields import DateField
from interface.person_fields import PersonNameField


class MoveForm(DoubtfulForm):
    draft_class = MoveDraft

    children = forms.MultipleChoiceField(
        label="Trẻ chuyển đi",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chưa chọn trẻ nào chuyển đi."},
    )
    head_name = PersonNameField(
        label="Chủ hộ nơi đến",
        help_text="Trẻ vào hộ đã có cùng chủ hộ, cùng địa chỉ; chưa có thì lập hộ mới (tách hộ).",
    )
    neighbourhood = forms.ModelChoiceField(
        Neighbourhood.objects.none(), label="Tổ dân phố", empty_label="Chọn tổ dân phố", to_field_name="public_id"
    )
    address = forms.CharField(label="Số nhà, đường", required=False, max_length=200)
    moved_on = DateField(label="Chuyển từ ngày")
    note = forms.CharField(label="Ghi thêm", required=False, max_length=300, help_text="Ví dụ: về ở với bà ngoại.")

    def __init__(self, *args, user, household, children: list[Child], **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.by_id = user, {str(child.public_id): child for child in children}
        self.fields["children"].choices = [
            (key, f"{child.full_name}, {child.code}") for key, child in self.by_id.items()
        ]
        here = Neighbourhood.objects.visible_to(user).on(timezone.localdate())
        self.fields["neighbourhood"].queryset = here
        self.fields["neighbourhood"].initial = household.neighbourhood.public_id
        self.fields["moved_on"].initial = timezone.localdate()

    @property
    def warnings(self) -> list[str]:
        typed = self.cleaned_data
        return doubts_about_household(
            self.user, typed["head_name"], typed["address"], typed["neighbourhood"], joins=True
        )

    @property
    def facts(self) -> dict[str, Any]:
        facts = super().facts
        return facts | {"children": [self.by_id[key] for key in facts["children"]]}

"""Forms of the justice officer's book. Who sees no children first says whom the paper speaks of."""

from typing import Any

from django import forms

from children.actions.justice import AdoptionDraft, LegalAidDraft, OnPaper
from children.models import Adoption, LegalAid
from interface.form_fields import BigButtons, DateField
from interface.person_fields import PersonalIdField, PersonNameField
from interface.record_forms import RecordForm

LONGEST = 500
FOUND_BY = ("full_name", "personal_id", "birth")


def _details() -> forms.CharField:
    box = forms.Textarea({"rows": 3})
    return forms.CharField(label="Ghi thêm", required=False, max_length=LONGEST, widget=box)


class AdoptionForm(RecordForm):
    draft_class = AdoptionDraft
    happened_on = DateField(label="Đăng ký ngày")
    ended_on = DateField(label="Chấm dứt từ ngày", required=False, help_text="Chỉ ghi khi Tòa án đã cho chấm dứt.")
    paper = forms.CharField(label="Số quyết định, giấy chứng nhận", required=False, max_length=60)
    details = _details()

    class Meta(RecordForm.Meta):
        model = Adoption
        fields = ["happened_on", "kind", "paper", "authority", "ended_on", "details"]


class LegalAidForm(RecordForm):
    draft_class = LegalAidDraft
    happened_on = DateField(label="Giới thiệu, chuyển ngày")
    ended_on = DateField(label="Xong ngày", required=False)
    paper = forms.CharField(label="Số phiếu chuyển", required=False, max_length=60)
    outcome = forms.ChoiceField(
        label="Kết quả", choices=LegalAid._meta.get_field("outcome").choices, required=False, widget=BigButtons
    )
    details = _details()

    class Meta(RecordForm.Meta):
        model = LegalAid
        fields = ["happened_on", "matter", "provider", "paper", "authority", "outcome", "ended_on", "details"]


class ByPaper(forms.Form):
    """Asked for before the rest: a child's name or number as on the paper, and its birth."""

    full_name = PersonNameField(
        label="Họ và tên của trẻ", required=False, help_text="Như trong sổ trẻ em. Có số định danh thì không cần."
    )
    personal_id = PersonalIdField(label="Số định danh", required=False, help_text="Có họ và tên thì không cần.")
    birth = DateField(label="Ngày sinh của trẻ")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("full_name", "personal_id"):  # one of them is needed
            self.fields[name].optional_mark = ""

    @property
    def facts(self) -> dict[str, Any]:
        """Whom the paper speaks of, beside the draft."""
        facts = super().facts  # type: ignore[misc]
        known = {name: facts.pop(name) for name in FOUND_BY}
        return {**facts, "on_paper": OnPaper(**known)}


class AdoptionByPaperForm(ByPaper, AdoptionForm):
    field_order = FOUND_BY


class LegalAidByPaperForm(ByPaper, LegalAidForm):
    field_order = FOUND_BY

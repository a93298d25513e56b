"""The form of a visit: large choices, words only where somebody has more to say."""

from typing import Any

from django import forms
from django.utils import timezone

from attachments.cleaning import MOST_BYTES
from children.actions.visits import VisitDraft
from children.models import Finding, HomeVisit, Met, VisitPhoto, VisitPurpose
from children.models.visit import MOST_PHOTOS
from interface.form_fields import BigButtons, DateField
from interface.record_forms import PlainForm

YES_NO = [("yes", "Có"), ("no", "Không")]
TOO_LARGE = "Các ảnh cộng lại lớn hơn 20 MB nên không nhận được. Gửi từng ảnh một: ghi xong rồi sửa để thêm ảnh."


def _yes_no(label: str) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=YES_NO,
        widget=BigButtons,
        coerce=lambda value: value == "yes",
    )


class VisitForm(PlainForm):
    """`sent` is how many bytes the browser sent: the server drops photos that are too large before a form sees them."""

    draft_class = VisitDraft

    visited_on = DateField(label="Ngày thăm")
    purpose = forms.ChoiceField(label="Thăm vì", choices=VisitPurpose, widget=BigButtons)
    met = forms.ChoiceField(label="Gặp ai?", choices=Met, widget=BigButtons)
    child_seen = _yes_no("Có thấy trẻ không?")
    findings = forms.MultipleChoiceField(
        label="Thấy gì?",
        choices=Finding,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Chọn mọi điều đúng.",
    )
    concern = _yes_no("Có dấu hiệu trẻ mất an toàn không?")
    note = forms.CharField(
        label="Ghi thêm",
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        help_text="Bằng lời thường. Ví dụ: xe lăn hỏng bánh trước.",
    )

    def __init__(self, *args, sent: int = 0, kept: int = 0, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["findings"].optional_mark = ""
        self.fields["visited_on"].initial = timezone.localdate()
        self.fields["purpose"].initial = VisitPurpose.REGULAR
        for number in range(1, MOST_PHOTOS - kept + 1):
            self.fields[f"photo_{number}"] = forms.FileField(
                label=f"Ảnh {kept + number}",
                required=False,
                error_messages={"empty": "Ảnh rỗng. Chụp lại hoặc chọn ảnh khác."},
                widget=forms.FileInput({"accept": "image/jpeg,image/png,image/webp"}),
            )
        self.too_large = sent > MOST_BYTES

    @property
    def photo_boxes(self) -> list:
        return [self[name] for name in self.fields if name.startswith("photo_")]

    def clean(self):
        if self.too_large:
            self.add_error("photo_1" if "photo_1" in self.fields else None, TOO_LARGE)
        return super().clean()

    @property
    def facts(self) -> dict[str, Any]:
        facts = super().facts
        names = [name for name in facts if name.startswith("photo_")]
        uploads = [facts.pop(name) for name in names]
        return facts | {"photos": [each.read() for each in uploads if each]}


class EditVisitForm(VisitForm):
    """Of a visit written today: its words, further photos, photos to be dropped."""

    def __init__(self, *args, visit: HomeVisit, photos: list[VisitPhoto], **kwargs):
        yes_no = {name: "yes" if getattr(visit, name) else "no" for name in ("child_seen", "concern")}
        initial = {name: getattr(visit, name) for name in self.base_fields} | yes_no
        super().__init__(*args, initial=initial, kept=len(photos), **kwargs)
        self.photos = {str(each.public_id): each for each in photos}
        if photos:
            choices = [(key, f"Ảnh {number}") for number, key in enumerate(self.photos, 1)]
            self.fields["dropped"] = forms.MultipleChoiceField(
                label="Bỏ ảnh", choices=choices, required=False, widget=forms.CheckboxSelectMultiple
            )

    @property
    def facts(self) -> dict[str, Any]:
        facts = super().facts
        return facts | {"dropped": [self.photos[key] for key in facts.pop("dropped", [])]}

"""The forms of a batch of Đề án 06: whom it takes, what was found at a door, the file of the police."""

from django import forms

from children.actions.id_batches import CheckDraft
from children.forms.imports import UploadForm
from children.id_batches import GROUNDS, Place
from children.models import CheckFound, Parents
from interface.form_fields import BigButtons
from interface.record_forms import PlainForm
from vietnamese.formats import format_number


class OpenBatchForm(PlainForm):
    grounds = forms.MultipleChoiceField(
        label="Trẻ nào",
        choices=list(GROUNDS.items()),
        initial=list(GROUNDS),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chưa chọn trẻ nào. Chọn ít nhất một dòng."},
    )
    neighbourhoods = forms.MultipleChoiceField(
        label="Tổ dân phố",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chưa chọn tổ dân phố. Chọn ít nhất một tổ."},
    )

    def __init__(self, *args, places: list[Place], **kwargs):
        super().__init__(*args, **kwargs)
        self.places = {str(each.neighbourhood.public_id): each.neighbourhood for each in places}
        self.fields["neighbourhoods"].choices = [(str(each.neighbourhood.public_id), _words(each)) for each in places]

    def clean_neighbourhoods(self):
        return [self.places[key] for key in self.cleaned_data["neighbourhoods"]]


def _words(place: Place) -> str:
    counts = f"{format_number(place.missing)} trẻ chưa có số, {format_number(place.unverified)} trẻ chưa xác thực"
    return f"{place.neighbourhood.name} ({counts})"


class CheckForm(PlainForm):
    draft_class = CheckDraft

    found = forms.ChoiceField(
        label="Họ tên, ngày sinh, giới tính trong sổ có đúng không?", choices=CheckFound.choices, widget=BigButtons
    )
    parents = forms.ChoiceField(label="Trẻ đang ở với ai?", choices=Parents.choices, widget=BigButtons, required=False)
    note = forms.CharField(
        label="Đúng ra là gì?",
        required=False,
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
        help_text="Bắt buộc khi có chỗ sai. Ví dụ: sinh ngày 5/9/2015, không phải 9/5/2015.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["note"].optional_mark = ""


class ReturnForm(UploadForm):
    """The list the police filled in."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].label = "Tệp công an trả"
        self.fields["file"].help_text = "Tệp đã gửi, có ghi kết quả, ngày xác minh; đã bỏ mật khẩu. Đến 20 MB."

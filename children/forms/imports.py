"""The form that takes a list."""

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError

from children.importing.reading import MOST_BYTES

KINDS = (".xlsx", ".xls", ".ods", ".csv")


class UploadForm(forms.Form):
    """A larger file than the server takes does not arrive at all, so the first sentence speaks of both."""

    file = forms.FileField(
        label="Tệp danh sách",
        help_text="Excel (.xlsx, .xls), LibreOffice (.ods) hoặc .csv, đến 20 MB. Máy tự nhận ra các cột.",
        error_messages={
            "required": "Chưa chọn tệp, hoặc tệp lớn hơn 20 MB. Chọn tệp Excel có danh sách trẻ em.",
            "empty": "Tệp rỗng. Chọn tệp khác.",
        },
        widget=forms.FileInput({"accept": ",".join(KINDS)}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError("Tệp lớn hơn 20 MB. Chia danh sách thành nhiều tệp.")
        if not file.name.lower().endswith(KINDS):
            raise ValidationError("Tệp không phải bảng tính. Chọn tệp .xlsx, .xls, .ods hoặc .csv.")
        return file

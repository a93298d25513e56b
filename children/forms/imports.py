"""The form that takes a list."""

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError

from children.importing.reading import MOST_BYTES

KINDS = (".xlsx", ".xls", ".ods", ".csv")


class UploadForm(forms.Form):
    """`sent` is how many bytes the browser sent: the server drops a file that is too large before a form sees it."""

    file = forms.FileField(
        label="Tệp danh sách",
        help_text="Excel (.xlsx, .xls), LibreOffice (.ods) hoặc .csv, đến 20 MB. Máy tự nhận ra các cột.",
        error_messages={
            "required": "Chưa chọn tệp. Chọn tệp Excel có danh sách trẻ em.",
            "empty": "Tệp rỗng. Chọn tệp khác.",
        },
        widget=forms.FileInput({"accept": ",".join(KINDS)}),
    )

    def __init__(self, *args, sent: int = 0, **kwargs):
        super().__init__(*args, **kwargs)
        if sent > MOST_BYTES:
            too_large = "Tệp lớn hơn 20 MB. Chia danh sách thành nhiều tệp, hoặc bỏ hình ảnh trong tệp."
            self.fields["file"].error_messages["required"] = too_large
        self.helper = FormHelper()
        self.helper.form_tag = False

    def clean_file(self):
        file = self.cleaned_data["file"]
        if not file.name.lower().endswith(KINDS):
            raise ValidationError("Tệp không phải bảng tính. Chọn tệp .xlsx, .xls, .ods hoặc .csv.")
        return file

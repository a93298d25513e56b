"""The forms of an import: the list, and what its columns mean."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from children.importing.columns import DOSE, FIELDS, GROUP, STEP
from children.importing.reading import MOST_BYTES
from children.importing.tables import column_letter
from children.models import CircumstanceGroup, ScheduledDose
from interface.record_forms import PlainForm

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


class ColumnsForm(PlainForm):
    """What each column of one table is written into."""

    optional_mark = ""

    def __init__(self, *args, table: dict[str, Any], number: int, **kwargs):
        super().__init__(*args, prefix=f"table-{number}", **kwargs)
        self.number = number
        groups, doses = _groups(), _doses()
        parts = (("Mục của sổ", list(FIELDS.items())), ("Nhóm hoàn cảnh", groups), ("Ngày tiêm chủng", doses))
        choices, names = [("", "Không nhập"), *parts], {**FIELDS, **dict(doses)}
        offered = {"", *names, *(code for code, _ in groups)}
        self.names = names
        for column in table["columns"]:
            field = column["field"] if column["field"] in offered else ""
            name = f"Cột {column_letter(column['index'])}, {STEP.join(column['header'])}"
            self.fields[str(column["index"])] = forms.ChoiceField(
                label=name, choices=choices, initial=field, required=False
            )

    def clean(self):
        cleaned = super().clean()
        taken: dict[str, str] = {}
        for place, field in list(cleaned.items()):  # an error takes its box out
            if field in taken:
                letter = column_letter(int(taken[field]))
                self.add_error(place, f"“{self.names[field]}” đã chọn cho cột {letter}. Mỗi mục chọn một cột.")
            elif field and not field.startswith(GROUP):
                taken[field] = place
        if not {"full_name", "given_name"} & set(taken):
            self.add_error(None, "Chưa cột nào ghi vào “Họ và tên”. Chọn cột có tên trẻ.")
        return cleaned

    @property
    def facts(self) -> dict[str, Any]:
        return {"table": self.number, "fields": {int(place): field for place, field in self.cleaned_data.items()}}


def _groups() -> list[tuple[str, str]]:
    """The groups a column may be written into; extra-secret ones are recorded on the child's page only."""
    today = CircumstanceGroup.objects.on(timezone.localdate()).filter(extra_secret=False)
    return [(f"{GROUP}{group.code}", group.short_name) for group in today.order_by("-kind", "position")]


def _doses() -> list[tuple[str, str]]:
    """The doses of the national schedule, for the columns of an immunisation list."""
    return [(f"{DOSE}{dose.code}", dose.name) for dose in ScheduledDose.objects.on(timezone.localdate())]

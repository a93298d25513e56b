"""The form of an export: what for, as which file, with which more columns."""

from django import forms

from children.actions.exports import ExportDraft
from children.exporting.columns import COLUMNS, NOT_TO_CHOOSE
from children.exporting.purposes import PURPOSES
from children.exporting.writers import FORMATS
from interface.record_forms import PlainForm


class ExportForm(PlainForm):
    draft_class = ExportDraft

    purpose = forms.ChoiceField(
        label="Mục đích",
        choices=[(each.code, f"{each.name}. {each.about}") for each in PURPOSES.values()],
        widget=forms.RadioSelect,
        help_text="Mỗi mục đích có sẵn các cột cần thiết.",
        error_messages={"required": "Chưa chọn mục đích. Chọn một việc cần danh sách này."},
    )
    format = forms.ChoiceField(
        label="Loại tệp",
        choices=[(key, each.label) for key, each in FORMATS.items()],
        initial="xlsx",
        widget=forms.RadioSelect,
        help_text="Gửi ra ngoài phường thì chọn Excel có mật khẩu. Số định danh chỉ có trong tệp Excel có mật khẩu.",
    )
    extra = forms.MultipleChoiceField(
        label="Lấy thêm cột",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Chỉ khi cột của mục đích không đủ.",
    )
    reason = forms.CharField(
        label="Lý do",
        max_length=200,
        help_text="Ghi việc gì, gửi cho ai; không ghi tên trẻ.",
        error_messages={"required": "Chưa ghi lý do. Ghi việc gì, gửi cho ai."},
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["extra"].choices = [
            (key, column.header) for key, column in COLUMNS.items() if user.may(column.may) and key not in NOT_TO_CHOOSE
        ]

    def clean_extra(self):
        return tuple(self.cleaned_data["extra"])

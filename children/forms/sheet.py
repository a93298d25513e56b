"""The form of a child's sheet: what for, and whether it holds more than the usual."""

from django import forms

from children.actions.sheets import SheetDraft
from children.models import SheetPurpose
from interface.record_forms import PlainForm


class SheetForm(PlainForm):
    draft_class = SheetDraft

    purpose = forms.ChoiceField(
        label="Mục đích",
        choices=SheetPurpose.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Chưa chọn mục đích. Chọn một việc cần phiếu này."},
    )
    with_numbers = forms.BooleanField(
        label="Ghi đủ số định danh, số thẻ BHYT",
        required=False,
        help_text="Không chọn thì phiếu chỉ ghi vài chữ số đầu và cuối.",
    )
    with_secrets = forms.BooleanField(
        label="Ghi cả hoàn cảnh bảo mật đặc biệt",
        required=False,
        help_text="Chỉ khi người nhận phiếu được giao việc này. Phải ghi lý do; mỗi trang đóng dấu bảo mật đặc biệt.",
    )
    reason = forms.CharField(
        label="Lý do",
        required=False,
        max_length=200,
        help_text="Bắt buộc với việc khác và hoàn cảnh bảo mật đặc biệt. Ghi việc gì, đưa cho ai; không ghi tên trẻ.",
    )

    def __init__(self, *args, knows_secrets: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].optional_mark = ""
        if not knows_secrets:
            del self.fields["with_secrets"]

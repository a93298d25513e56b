"""Forms of attaching a scan or a picture, and of taking one off."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from attachments.cleaning import MOST_BYTES, TOO_LARGE
from children.actions.files import FileDraft
from children.models import Circumstance, FileKind
from interface.form_fields import DateField
from interface.record_forms import PlainForm


def upload_field() -> forms.FileField:
    """A scan or a picture, as the store takes it."""
    return forms.FileField(
        label="Tệp",
        help_text="Ảnh chụp rõ chữ, hoặc PDF; đến 20 MB. Máy bỏ vị trí chụp và những gì ẩn trong tệp.",
        error_messages={"required": "Chưa chọn tệp. Chọn ảnh hoặc PDF.", "empty": "Tệp rỗng. Chọn tệp khác."},
        widget=forms.FileInput({"accept": "image/jpeg,image/png,image/webp,application/pdf"}),
    )


class FileForm(PlainForm):
    """`sent` is how many bytes the browser sent: the server drops a file that is too large before a form sees it."""

    draft_class = FileDraft

    kind = forms.ChoiceField(label="Loại giấy tờ", choices=[("", "Chọn loại giấy tờ"), *FileKind.choices])
    file = upload_field()
    circumstance = forms.ModelChoiceField(
        label="Chứng minh cho hoàn cảnh", queryset=Circumstance.objects.none(), required=False,
        to_field_name="public_id", empty_label="Không gắn với hoàn cảnh nào",
    )  # fmt: skip
    note = forms.CharField(
        label="Ghi chú", required=False, max_length=200, help_text="Ví dụ: mặt trước; bản sao có chứng thực."
    )
    consent_by = forms.CharField(
        label="Người đồng ý cho giữ ảnh",
        required=False,
        max_length=120,
        help_text="Chỉ ghi với ảnh của trẻ: cha, mẹ hoặc người giám hộ; trẻ từ 7 tuổi cũng được hỏi.",
    )
    consent_on = DateField(label="Ngày đồng ý", required=False, help_text="Chỉ ghi với ảnh của trẻ.")

    def __init__(self, *args, circumstances: list[Circumstance], sent: int = 0, **kwargs):
        super().__init__(*args, **kwargs)
        box = self.fields["circumstance"]
        if circumstances:
            box.queryset = Circumstance.objects.filter(pk__in=[each.pk for each in circumstances])
            box.label_from_instance = lambda each: f"{each.label} từ {each.started_on:%m/%Y}"
        else:
            del self.fields["circumstance"]
        if sent > MOST_BYTES:
            self.fields["file"].error_messages["required"] = TOO_LARGE

    def clean_consent_on(self):
        given = self.cleaned_data["consent_on"]
        if given and given > timezone.localdate():
            raise ValidationError("Ngày đồng ý ở sau hôm nay. Kiểm tra lại.")
        return given

    @property
    def facts(self) -> dict[str, Any]:
        facts = super().facts
        return {"draft": facts["draft"], "upload": facts["file"].read()}


class WithdrawFileForm(PlainForm):
    reason = forms.CharField(
        label="Lý do gỡ",
        max_length=200,
        help_text="Ví dụ: giấy của trẻ khác, chụp không rõ. Lịch sử sửa đổi vẫn giữ.",
        error_messages={"required": "Chưa ghi lý do."},
    )

    def __init__(self, *args, file, **kwargs):
        super().__init__(*args, **kwargs)

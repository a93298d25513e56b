"""Form of attaching the paper of a record."""

from typing import Any

from django import forms

from attachments.cleaning import MOST_BYTES, TOO_LARGE
from children.forms.file import upload_field
from interface.record_forms import PlainForm


class PaperForm(PlainForm):
    """`sent`: as of `FileForm`."""

    file = upload_field()
    note = forms.CharField(
        label="Là giấy gì", required=False, max_length=200, help_text="Ví dụ: quyết định có dấu; danh sách ký nhận."
    )

    def __init__(self, *args, sent: int = 0, **kwargs):
        super().__init__(*args, **kwargs)
        if sent > MOST_BYTES:
            self.fields["file"].error_messages["required"] = TOO_LARGE

    @property
    def facts(self) -> dict[str, Any]:
        facts = super().facts
        return {"upload": facts["file"].read(), "note": facts["note"]}

"""Forms of retention: a period, a hold, a proposal, a decision, the signed record."""

from typing import Any

from django import forms
from django.utils import timezone

from agencies.models import Neighbourhood
from attachments.cleaning import MOST_BYTES, TOO_LARGE
from interface.form_fields import BigButtons, DateField
from interface.record_forms import PlainForm, RecordForm
from retention.actions.classes import ClassDraft
from retention.actions.destroying import RecordDraft
from retention.actions.holds import HoldDraft
from retention.actions.proposing import MOST
from retention.models import HoldKind, RetentionClass

REASON = {"required": "Chưa ghi lý do."}


class ClassForm(RecordForm):
    draft_class = ClassDraft

    class Meta(RecordForm.Meta):
        model = RetentionClass
        fields = ("years", "unsure", "source", "note")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.years is None:
            del self.fields["years"]
        else:
            self.fields["years"].help_text = f"Tính từ {self.instance.get_counted_from_display()}."
            self.fields["years"].required = True
        self.fields["unsure"].label = "Còn cần xác nhận với bảng thời hạn bảo quản"
        self.fields["unsure"].help_text = "Khi còn dấu này, không lập được đợt tiêu hủy theo thời hạn này."
        self.fields["source"].help_text = "Số, ký hiệu, ngày của văn bản. Bắt buộc khi đã xác nhận."
        self.fields["source"].optional_mark = ""

    @property
    def facts(self) -> dict[str, Any]:
        return {"draft": ClassDraft(**{"years": None, **self.cleaned_data})}


class HoldForm(PlainForm):
    draft_class = HoldDraft

    kind = forms.ChoiceField(label="Giữ lại vì", choices=HoldKind.choices, widget=BigButtons)
    reason = forms.CharField(
        label="Lý do",
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
        help_text="Ví dụ: đang có đơn khiếu nại; hồ sơ nộp lưu trữ; gia đình xin lại giấy tờ.",
        error_messages=REASON,
    )
    until = DateField(
        label="Hoãn đến ngày", required=False, future=True, help_text="Chỉ ghi khi hoãn tiêu hủy. Tạm giữ thì chưa ghi."
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["until"].optional_mark = ""


class LiftForm(PlainForm):
    reason = forms.CharField(label="Lý do bỏ giữ lại", max_length=300, error_messages=REASON)


class ProposeForm(PlainForm):
    """Records nothing keeps, of these neighbourhoods."""

    neighbourhoods = forms.ModelMultipleChoiceField(
        Neighbourhood.objects.none(),
        label="Tổ dân phố",
        to_field_name="public_id",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chưa chọn tổ dân phố nào."},
    )
    reason = forms.CharField(
        label="Lý do đề nghị",
        max_length=300,
        error_messages=REASON,
        help_text=f"Mỗi đợt nhiều nhất {MOST} hồ sơ, hết hạn lâu nhất trước. Hồ sơ đang giữ lại không vào đợt.",
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        box = self.fields["neighbourhoods"]
        box.queryset = Neighbourhood.objects.visible_to(user).order_by("number")
        box.label_from_instance = lambda each: each.name
        box.initial = list(box.queryset)


class ProposeLogForm(PlainForm):
    reason = forms.CharField(label="Lý do đề nghị", max_length=300, error_messages=REASON)


class RefuseForm(PlainForm):
    note = forms.CharField(
        label="Vì sao không duyệt", max_length=300, error_messages={"required": "Chưa ghi vì sao không duyệt."}
    )


class RecordOfDestructionForm(PlainForm):
    """The signed record; `sent` is how many bytes the browser sent."""

    draft_class = RecordDraft

    record_number = forms.CharField(label="Biên bản số", max_length=40, help_text="Như trong sổ văn bản: 12/BB-UBND.")
    record_signed_on = DateField(label="Ký ngày")
    file = forms.FileField(
        label="Bản quét biên bản đã ký",
        required=False,
        help_text="PDF hoặc ảnh chụp rõ chữ; đến 20 MB.",
        widget=forms.FileInput({"accept": "image/jpeg,image/png,image/webp,application/pdf"}),
    )

    def __init__(self, *args, sent: int = 0, **kwargs):
        super().__init__(*args, **kwargs)
        self.too_large = sent > MOST_BYTES

    def clean(self):
        if self.too_large:
            self.add_error("file", TOO_LARGE)
        day = self.cleaned_data.get("record_signed_on")
        if day and day > timezone.localdate():
            self.add_error("record_signed_on", "Ngày ký ở sau hôm nay. Kiểm tra lại.")
        return super().clean()

    @property
    def facts(self) -> dict[str, Any]:
        typed = super().facts
        return {"draft": typed["draft"], "upload": typed["file"].read() if typed["file"] else None}

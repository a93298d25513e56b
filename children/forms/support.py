"""Forms of allowances, of what is given once, and of the figures the decrees set."""

from django import forms
from django.utils import timezone

from children.actions.allowances import AllowanceDraft
from children.actions.supports import SupportDraft
from children.models import AllowanceRule, EndReason, MoneySource, MonthlyAllowance, Support, SupportKind
from interface.form_fields import BigButtons, DateField, MoneyField, MonthField
from interface.person_fields import PersonNameField
from interface.record_forms import PlainForm


class AllowanceForm(PlainForm):
    draft_class = AllowanceDraft

    rule = forms.ModelChoiceField(
        AllowanceRule.objects.none(), label="Diện hưởng", empty_label="Chọn diện", to_field_name="public_id"
    )
    decision_number = forms.CharField(label="Quyết định số", max_length=40, help_text="Ví dụ: 214/QĐ-UBND.")
    decided_on = DateField(label="Ký ngày")
    signer = PersonNameField(label="Người ký")
    starts_on = MonthField(label="Hưởng từ tháng", future=True, help_text="Từ tháng ký quyết định.")
    amount = MoneyField(label="Mức hưởng một tháng (đồng)", help_text="Như quyết định ghi; máy tính lại để kiểm tra.")
    last_month = MonthField(
        label="Hưởng đến hết tháng", required=False, future=True, help_text="Chỉ ghi khi quyết định có thời hạn."
    )
    explanation = forms.CharField(
        label="Lý do khác với cách tính",
        required=False,
        max_length=250,
        help_text="Chỉ ghi khi mức, tháng hoặc tuổi trong quyết định khác cách máy tính.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["rule"].queryset = AllowanceRule.objects.on(timezone.localdate()).filter(in_use=True)


class EndAllowanceForm(PlainForm):
    REASONS = [(each.value, each.label) for each in EndReason if each not in (EndReason.ADJUSTED, EndReason.TERM)]

    reason = forms.ChoiceField(label="Vì sao thôi hưởng", choices=REASONS, widget=forms.RadioSelect)
    on = DateField(
        label="Ngày phát sinh (mất, chuyển đi, đủ tuổi)",
        future=True,
        help_text="Tháng có ngày này vẫn hưởng, thôi từ tháng sau. Quyết định ghi “thôi hưởng từ 01/12” thì ghi 30/11.",
    )

    def __init__(self, *args, allowance: MonthlyAllowance, **kwargs):
        child = allowance.child
        initial = {"reason": EndReason.DEATH, "on": child.left_on} if child.left_on else {}
        if child.left_on and child.residence != "dead":
            initial["reason"] = EndReason.MOVED
        super().__init__(*args, initial=initial, **kwargs)


class MistakeForm(PlainForm):
    reason = forms.CharField(
        label="Lý do xóa",
        max_length=200,
        help_text="Ví dụ: ghi vào trẻ khác. Mục này không còn được tính; lịch sử sửa đổi vẫn giữ.",
        error_messages={"required": "Chưa ghi lý do."},
    )


class RestoreForm(PlainForm):
    reason = forms.CharField(
        label="Lý do lấy lại",
        max_length=200,
        help_text="Ví dụ: xóa nhầm, đã tìm thấy chứng từ. Lần trao được tính lại cho mọi trẻ nhận.",
        error_messages={"required": "Chưa ghi lý do."},
    )


class LeaveOutForm(PlainForm):
    reason = forms.CharField(
        label="Lý do không nhận",
        max_length=200,
        help_text="Ví dụ: vắng mặt, đã nhận ở nơi khác, ghi nhầm trẻ. Lần trao không tính cho trẻ này; lý do vẫn giữ.",
        error_messages={"required": "Chưa ghi lý do."},
    )


class SupportForm(PlainForm):
    draft_class = SupportDraft

    kind = forms.ChoiceField(label="Loại", choices=[("", "Chọn loại"), *SupportKind.choices])
    title = forms.CharField(
        label="Nội dung",
        max_length=150,
        help_text="Ví dụ: Quà Tết Bính Ngọ. Không ghi bệnh, hoàn cảnh bí mật của trẻ.",
    )
    given_on = DateField(label="Trao ngày")
    value = MoneyField(
        label="Trị giá mỗi suất (đồng)", required=False, help_text="Dịch vụ không tính được bằng tiền thì để trống."
    )
    source = forms.ChoiceField(label="Nguồn", choices=MoneySource, widget=BigButtons)
    sponsor = forms.CharField(label="Nhà tài trợ, cơ quan trao", required=False, max_length=150)
    evidence = forms.CharField(
        label="Chứng từ",
        required=False,
        max_length=200,
        help_text="Ví dụ: Danh sách ký nhận ngày 10/02/2026. Chưa có chứng từ thì chưa tính là đã trợ giúp.",
    )

    @classmethod
    def of(cls, support: Support, data=None) -> "SupportForm":
        """What was recorded, to be corrected."""
        return cls(data, initial={name: getattr(support, name) for name in cls.base_fields})


class BaseAmountForm(PlainForm):
    amount = MoneyField(label="Mức chuẩn (đồng)")
    valid_from = DateField(label="Áp dụng từ ngày", future=True)
    source = forms.CharField(
        label="Căn cứ", max_length=150, help_text="Số, ngày của nghị định hoặc nghị quyết HĐND tỉnh."
    )


class CoefficientForm(PlainForm):
    coefficient = forms.DecimalField(
        label="Hệ số", min_value=0, max_digits=4, decimal_places=2, localize=True, help_text="Ví dụ: 2,5."
    )
    valid_from = DateField(label="Áp dụng từ ngày", future=True)
    article = forms.CharField(label="Căn cứ", max_length=150)

"""What a form says about a mistake: which field, what to do. Django's own sentences name neither."""

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.functional import Promise

_ANY = {
    "invalid_choice": "{Label}: chọn lại một mục trong danh sách.",
    "invalid_list": "{Label}: chọn lại các mục trong danh sách.",
    "max_length": "{Label} dài {show_value} ký tự, chỉ ghi được {limit_value}. Rút gọn lại.",
    "min_length": "{Label} có {show_value} ký tự, phải có ít nhất {limit_value}.",
    "min_value": "{Label} phải từ {limit_value} trở lên.",
    "max_value": "{Label} phải từ {limit_value} trở xuống.",
    "unique": "{Label} này đã có. Ghi {label} khác.",
    "empty": "Tệp không có nội dung. Chọn tệp khác.",
    "missing": "Chưa nhận được tệp. Chọn lại tệp.",
    "password_too_short": "Mật khẩu có dưới {min_length} ký tự. Ghi thêm, một câu ngắn là dễ nhớ nhất.",
    "password_too_common": "Mật khẩu này nhiều người dùng, dễ đoán. Chọn một câu khác.",
    "password_entirely_numeric": "Mật khẩu chỉ có chữ số, dễ đoán. Thêm chữ.",
    "password_too_similar": "Mật khẩu gần giống tên người hoặc tên đăng nhập. Chọn một câu khác.",
}
_CHOSEN = (forms.ChoiceField, forms.ModelChoiceField, forms.FileField)


def sentences_of(bound: BoundField) -> list[str]:
    """The errors of a field; a sentence written by us stays, one of Django's is put in our words."""
    return [sentence for error in bound.errors.as_data() for sentence in _sentences(bound, error)]


def _sentences(bound: BoundField, error: ValidationError) -> list[str]:
    code = error.code or ""
    if not isinstance(error.message, Promise) and not code.startswith("password_"):
        return error.messages
    pattern = _ANY.get(code) or _by_kind(bound.field, code)
    label = str(bound.label)
    return [pattern.format(Label=label, label=_lower(label), **(error.params or {}))] if pattern else error.messages


def _by_kind(field: forms.Field, code: str) -> str:
    if code == "required" and field.label and str(field.label).endswith("?"):
        return "Chưa trả lời “{Label}”"
    if code == "required":
        return "Chưa chọn {label}." if isinstance(field, _CHOSEN) else "Chưa ghi {label}."
    if code == "invalid" and isinstance(field, forms.IntegerField | forms.DecimalField):
        return "{Label}: chỉ ghi chữ số, như 12."
    return "{Label}: ghi chưa đúng cách. Xem lại phần hướng dẫn của ô." if code == "invalid" else ""


def _lower(label: str) -> str:
    """giới tính; but BHYT stays."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]

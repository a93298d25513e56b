"""The form of a household's class in one year."""

from django import forms

from children.actions.poverty import ClassDraft
from children.models import Poverty
from interface.form_fields import BigButtons, DateField
from interface.record_forms import PlainForm


class ClassForm(PlainForm):
    draft_class = ClassDraft
    optional_mark = ""

    poverty = forms.ChoiceField(label="Diện hộ", choices=Poverty, required=False, widget=BigButtons)
    certificate_number = forms.CharField(label="Số giấy chứng nhận", required=False, max_length=40)
    issued_on = DateField(label="Ngày cấp", required=False, help_text="Giấy có giá trị đến hết năm.")

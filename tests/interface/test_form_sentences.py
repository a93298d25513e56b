"""What a form says about a mistake: a question is answered, a whole date is asked for as one."""

import pytest
from django import forms

from interface.form_fields import DateField, MonthField, PartialDateField
from interface.form_sentences import sentences_of


class Slip(forms.Form):
    when = forms.ChoiceField(label="Từ khi nào?", choices=[("today", "Hôm nay")])
    sort = forms.ChoiceField(label="Loại", choices=[("gift", "Quà")])
    held_on = DateField()
    month = MonthField()
    birth = PartialDateField()


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        ("when", "Chưa trả lời “Từ khi nào?”"),
        ("sort", "Chưa chọn loại."),
        ("held_on", "Không đọc được ngày “mai”. Ghi đủ ngày, tháng, năm như 05/09/2026."),
        ("month", "Không đọc được ngày “mai”. Ghi tháng và năm như 05/2026."),
        ("birth", "Không đọc được ngày “mai”. Ghi như 05/09/2015, 09/2015, 2015 hoặc khoảng 9 tuổi."),
    ],
)
def test_the_sentence_says_what_to_write(field, sentence):
    form = Slip({f"{field}_year": "mai"})
    assert sentences_of(form[field]) == [sentence]

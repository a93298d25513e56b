"""Forms of a saved filter and of chosen columns."""

from django import forms

from children.actions.lists import SavedFilterDraft
from children.models import SavedFilter
from interface.record_forms import PlainForm


class SavedFilterForm(PlainForm):
    draft_class = SavedFilterDraft

    name = forms.CharField(
        label="Tên bộ lọc", max_length=60, help_text="Ví dụ: Trẻ tổ 7 chưa có thẻ BHYT. Không ghi tên người."
    )
    shared = forms.BooleanField(
        label="Các cán bộ giữ sổ trẻ em cùng dùng được",
        required=False,
        help_text="Mỗi người mở ra vẫn chỉ thấy trẻ trong phạm vi của mình.",
    )

    def __init__(self, *args, user, saved: SavedFilter | None = None, **kwargs):
        initial = {"name": saved.name, "shared": saved.shared} if saved else None
        super().__init__(*args, initial=initial, **kwargs)
        if not user.may("children.edit"):
            del self.fields["shared"]


class ColumnsForm(PlainForm):
    optional_mark = ""
    columns = forms.MultipleChoiceField(
        label="Cột hiện trong danh sách",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Họ và tên luôn có. Bỏ hết dấu chọn thì trở lại các cột ban đầu.",
    )

    def __init__(self, *args, kind, user, **kwargs):
        chosen = [column.key for column in kind.chosen(user)]
        super().__init__(*args, initial={"columns": chosen}, **kwargs)
        self.fields["columns"].choices = [(column.key, column.label) for column in kind.offered(user)]

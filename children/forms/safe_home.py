"""Forms of Ngôi nhà an toàn: three buttons per item; the list of items and the standard, for officers."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Any

from django import forms

from children.actions.safe_home import ItemDraft, SafeHomeDraft, StandardDraft
from children.models import Answer, SafeHomeCheck, SafeHomeItem, SafeHomeStandard
from interface.form_fields import BigButtons, DateField
from interface.record_forms import PlainForm, RecordForm

INJURED = [("yes", "Có"), ("no", "Không"), ("", "Không biết")]
OF_THE_WHOLE = ("checked_on", "injured", "recheck_on", "note")


class SafeHomeForm(PlainForm):
    checked_on = DateField(label="Ngày kiểm")
    injured = forms.ChoiceField(
        label="Trong năm có trẻ bị tai nạn, thương tích tại nhà không?",
        choices=INJURED,
        required=False,
        widget=BigButtons,
    )
    recheck_on = DateField(label="Hẹn xem lại", required=False, future=True, help_text="Khi còn điều phải sửa.")
    note = forms.CharField(label="Ghi thêm", required=False, max_length=500, widget=forms.Textarea({"rows": 2}))

    def __init__(self, *args, items: list[SafeHomeItem], day: date, check: SafeHomeCheck | None, **kwargs):
        super().__init__(*args, initial=_initial(check, day), **kwargs)
        self.items = items
        self.fields["injured"].optional_mark = ""
        for item in items:
            box = forms.ChoiceField(label=item.text, choices=Answer, required=False, widget=BigButtons)
            box.optional_mark = "(bắt buộc đạt)" if item.required else ""
            box.initial = check.answers.get(item.code, "") if check else ""
            self.fields[item.code] = box

    @property
    def groups(self) -> Iterator[tuple[str, list]]:
        """The boxes by group, in the order of the list."""
        for group, items in groupby(self.items, key=lambda item: item.group):
            yield group, [self[item.code] for item in items]

    @property
    def facts(self) -> dict[str, Any]:
        typed = self.cleaned_data
        answers = {item.code: typed[item.code] for item in self.items}
        injured = {"yes": True, "no": False}.get(typed["injured"])
        draft = SafeHomeDraft(typed["checked_on"], answers, injured, typed["recheck_on"], typed["note"])
        return {"draft": draft}


def _initial(check: SafeHomeCheck | None, day: date) -> dict[str, Any]:
    """The day is today's, as long as the year lasts: what is looked at again is looked at today."""
    if check is None:
        return {"checked_on": day}
    injured = {True: "yes", False: "no", None: ""}[check.injured]
    return {"checked_on": day, "injured": injured, "recheck_on": check.recheck_on, "note": check.note}


class ItemForm(RecordForm):
    draft_class = ItemDraft

    class Meta(RecordForm.Meta):
        model = SafeHomeItem
        fields = list(ItemDraft.__dataclass_fields__)


class StandardForm(RecordForm):
    draft_class = StandardDraft

    class Meta(RecordForm.Meta):
        model = SafeHomeStandard
        fields = list(StandardDraft.__dataclass_fields__)

"""Biến động of a known child: two questions, a word if needed."""

from datetime import date, timedelta

from django import forms
from django.utils import timezone

from children.actions.changes import ChangeDraft
from children.actions.children import Namesakes
from children.duplicates.twins import Twin
from children.models import Caregiver, ChangeKind, Child, ChildChange, CircumstanceGroup, Detail
from children.models.change import DEAD_PARENTS
from interface.form_fields import BigButtons, PartialDateField
from interface.record_forms import PlainForm
from interface.refusals import Refused
from vietnamese.partial_dates import PartialDate, Precision

# What one sees at the door, in the order of how often it happens. Never an extra-secret group, and no violence at home:
# suspicion of abuse is a report by telephone, not a slip that waits.
OFFERED = ("R04", "R03", "R10", "R08", "G04", "G13", "G03", "G02")
REPORTED = ("R01", "R02")  # what is a report by telephone
TODAY, YESTERDAY, THIS_MONTH, A_DAY = "today", "yesterday", "month", "day"
NEED_A_DAY = (ChangeKind.ARRIVAL, ChangeKind.DEPARTURE, ChangeKind.DEATH)
QUESTIONS: dict[str, tuple[str, tuple[Detail, ...]]] = {
    ChangeKind.ARRIVAL: ("Trẻ về ở thế nào?", (Detail.PERMANENT, Detail.TEMPORARY)),
    ChangeKind.DEPARTURE: ("Đi hẳn hay đi một thời gian?", (Detail.MOVED_OUT, Detail.AWAY)),
    ChangeKind.DROPOUT: (
        "Vì sao trẻ bỏ học?",
        (Detail.EARNING, Detail.HARDSHIP, Detail.ILLNESS, Detail.UNWILLING, Detail.OTHER),
    ),
    ChangeKind.CIRCUMSTANCE: ("Hoàn cảnh đổi thế nào?", ()),
}  # fmt: skip


class ChangeForm(PlainForm):
    answer = forms.ChoiceField(widget=BigButtons)
    when = forms.ChoiceField(label="Từ khi nào?", widget=BigButtons)
    day = PartialDateField(label="Ngày nào?", required=False)
    note = forms.CharField(
        label="Ghi thêm",
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
        help_text="Điều cán bộ nên biết, ví dụ nay trẻ ở với ai.",
    )

    def __init__(self, *args, child: Child, kind: ChangeKind, at_once: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["day"].optional_mark = ""  # shown where it is needed
        self.child, self.kind, self.at_once = child, kind, at_once
        self.groups: dict[str, CircumstanceGroup] = {}
        if kind in QUESTIONS:
            question, details = QUESTIONS[kind]
            self.fields["answer"].label = question
            offered = ((each.value, each.label) for each in details)
            self.fields["answer"].choices = list(offered if details else self._circumstances())
        else:
            del self.fields["answer"]
        second = (YESTERDAY, "Hôm qua") if kind in NEED_A_DAY else (THIS_MONTH, "Tháng này")
        self.fields["when"].choices = [(TODAY, "Hôm nay"), second, (A_DAY, "Chọn ngày")]

    def _circumstances(self):
        """Groups an observer can name, of an officer all that have a place here; the death of a parent whom the
        register has alive. An officer's own word is written at once: it names its group.
        """
        self.groups = {each.code: each for each in ordinary_groups() if self.at_once or each.code in OFFERED}
        codes = [code for code in OFFERED if code in self.groups]
        yield from ((code, _short(self.groups[code])) for code in dict.fromkeys([*codes, *self.groups]))
        living = self.child.relations.exclude(caregiver__life_status=Caregiver.LifeStatus.DEAD)
        parents = set(living.values_list("relation", flat=True))
        yield from ((each, Detail(each).label) for each, parent in DEAD_PARENTS.items() if parent in parents)
        if not self.at_once:
            yield Detail.OTHER.value, Detail.OTHER.label

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("when") == A_DAY and "day" not in self.errors:
            self._check_day(cleaned.get("day"))
        if cleaned.get("answer") == Detail.OTHER and self.kind == ChangeKind.CIRCUMSTANCE and not cleaned.get("note"):
            self.add_error("note", "Ghi hoàn cảnh đổi thế nào.")
        return cleaned

    def _check_day(self, day: PartialDate | None) -> None:
        if not day:
            self.add_error("day", "Chưa ghi ngày.")
        elif self.kind in NEED_A_DAY and day.precision is not Precision.DAY:
            self.add_error("day", "Ngày chưa đủ. Ghi cả ngày, tháng và năm như 05/09/2026.")

    def _happened(self) -> PartialDate:
        today: date = timezone.localdate()
        match self.cleaned_data["when"]:
            case "today":
                return PartialDate.of(today)
            case "yesterday":
                return PartialDate.of(today - timedelta(days=1))
            case "month":
                return PartialDate(today.year, today.month)
            case _:
                return self.cleaned_data["day"]

    @property
    def facts(self) -> dict[str, ChangeDraft]:
        answer = self.cleaned_data.get("answer", "")
        group = self.groups.get(answer)
        draft = ChangeDraft(
            kind=self.kind,
            neighbourhood=self.child.neighbourhood,
            child=self.child,
            happened=self._happened(),
            detail="" if group else answer,
            group=group,
            note=self.cleaned_data["note"],
        )
        return {"draft": draft}


def ordinary_groups():
    """Groups that a slip may name, the law's first."""
    in_force = CircumstanceGroup.objects.on(timezone.localdate()).filter(extra_secret=False)
    return in_force.exclude(code__in=REPORTED).order_by("kind", "position")


def _short(group: CircumstanceGroup) -> str:
    """Có cha, mẹ đi làm ăn xa"""
    words = group.short_name.removeprefix("Trẻ em ")
    return words[:1].upper() + words[1:]


class ApproveForm(PlainForm):
    """What the page showed when “Duyệt” was pressed; of a circumstance without a name, which one it is."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    child_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    group = forms.ModelChoiceField(
        CircumstanceGroup.objects.none(), label="Ghi vào nhóm hoàn cảnh", required=False, empty_label="Chọn nhóm"
    )

    def __init__(self, *args, change: ChildChange, **kwargs):
        super().__init__(*args, **kwargs)
        self.twins: list[Twin] = []
        self.fields["child_version"].required = change.child_id is not None
        if change.kind == ChangeKind.CIRCUMSTANCE and change.detail == Detail.OTHER:
            self.fields["group"].queryset = ordinary_groups()
            self.fields["group"].to_field_name = "code"
        else:
            del self.fields["group"]

    def show(self, refused: Refused) -> None:
        if isinstance(refused, Namesakes):
            self.twins = refused.twins
        else:
            super().show(refused)


class QuestionForm(PlainForm):
    question = forms.CharField(
        label="Hỏi người gửi điều gì?", max_length=500, widget=forms.Textarea({"rows": 3}),
        help_text="Người gửi trả lời trên điện thoại rồi phiếu quay lại đây.",
    )  # fmt: skip


class RefuseForm(PlainForm):
    reason = forms.CharField(
        label="Vì sao không duyệt?", max_length=500, widget=forms.Textarea({"rows": 3}),
        help_text="Người gửi đọc được lý do. Sổ trẻ em không đổi.",
    )  # fmt: skip


class AnswerForm(PlainForm):
    answer = forms.CharField(label="Trả lời", max_length=500, widget=forms.Textarea({"rows": 3}))

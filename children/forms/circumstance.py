"""Forms of joining and leaving a group."""

from datetime import date

from django import forms
from django.utils import timezone

from children.actions.circumstances import CircumstanceDraft
from children.models import Child, Circumstance, CircumstanceGroup, CircumstanceSubtype
from interface.form_fields import DateField, PartialDateField
from interface.record_forms import PlainForm
from vietnamese.partial_dates import PartialDate, Precision

# The household's own poverty class says it (Household.poverty); writing it twice would let them differ.
SAID_BY_HOUSEHOLD = ("R01", "R02")


class CircumstanceForm(PlainForm):
    group = forms.ChoiceField(label="Nhóm hoàn cảnh")
    started_on = PartialDateField(
        label="Từ ngày", help_text="Chỉ biết tháng hoặc năm thì ghi tháng, năm: tính từ ngày đầu, và ghi rõ như vậy."
    )
    proof = forms.CharField(
        label="Giấy tờ làm căn cứ",
        required=False,
        max_length=250,
        help_text="Ví dụ: Giấy xác nhận khuyết tật số 37 ngày 14/03/2024.",
    )

    def __init__(self, *args, child: Child, **kwargs):
        super().__init__(*args, **kwargs)
        self.child = child
        today = timezone.localdate()
        self.groups = {
            each.code: each for each in CircumstanceGroup.objects.on(today).exclude(code__in=SAID_BY_HOUSEHOLD)
        }
        self.cases = {each.code: each for each in CircumstanceSubtype.objects.on(today).select_related("group")}
        self.fields["group"].choices = [("", "Chọn nhóm"), *self._choices()]

    def _choices(self):
        """A group may be chosen as a whole, or the case in it, in the order of the law."""
        for kind, title in CircumstanceGroup.Kind.choices:
            if kind == CircumstanceGroup.Kind.AT_RISK:
                yield title, [(code, each.name) for code, each in self.groups.items() if each.kind == kind]
                continue
            for code, group in self.groups.items():
                if group.kind == kind:
                    cases = [(each.code, each.name) for each in self.cases.values() if each.group_id == group.pk]
                    secret = " (bảo mật đặc biệt)" if group.extra_secret else ""
                    yield (
                        f"{group.law_point}) {group.name}{secret}",
                        [(code, f"{group.short_name}: chưa rõ trường hợp"), *cases],
                    )

    @property
    def facts(self) -> dict[str, CircumstanceDraft]:
        typed = self.cleaned_data
        case = self.cases.get(typed["group"])
        group = case.group if case else self.groups[typed["group"]]
        start: PartialDate = typed["started_on"]
        return {"draft": CircumstanceDraft(group, self._first_day(start), case, _with_precision(typed["proof"], start))}

    def _first_day(self, start: PartialDate) -> date:
        """Of a month or a year its first day, but not one before the birth in the same month or year."""
        born = self.child.born_on
        return born if start.earliest() < born <= start.latest() else start.earliest()


def _with_precision(proof: str, start: PartialDate) -> str:
    """What says of a start that its day is not known."""
    if start.precision is Precision.DAY:
        return proof
    return "; ".join(filter(None, (proof, f"từ {start.display()}, chưa rõ ngày")))


class EndForm(PlainForm):
    ended_on = DateField(help_text="Từ ngày này trẻ không còn thuộc nhóm.")

    def __init__(self, *args, circumstance: Circumstance, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ended_on"].label = f"“{circumstance.label}” kết thúc từ ngày"  # not in the title, as below


class WithdrawForm(PlainForm):
    reason = forms.CharField(
        max_length=200,
        help_text="Ví dụ: ghi vào trẻ khác, chọn nhầm nhóm. Hoàn cảnh không còn được tính; lịch sử sửa đổi vẫn giữ.",
        error_messages={"required": "Chưa ghi lý do."},
    )

    def __init__(self, *args, circumstance: Circumstance, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = f"Lý do xóa “{circumstance.label}”"  # not in the title: browsers keep it

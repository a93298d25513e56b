"""Forms of joining and leaving a group."""

from django import forms
from django.utils import timezone

from children.actions.circumstances import CircumstanceDraft
from children.models import CircumstanceGroup, CircumstanceSubtype
from interface.form_fields import DateField
from interface.record_forms import PlainForm

# The household's own poverty class says it (Household.poverty); writing it twice would let them differ.
SAID_BY_HOUSEHOLD = ("R01", "R02")


class CircumstanceForm(PlainForm):
    group = forms.ChoiceField(label="Nhóm hoàn cảnh")
    started_on = DateField(label="Từ ngày")
    proof = forms.CharField(
        label="Giấy tờ làm căn cứ",
        required=False,
        max_length=300,
        help_text="Ví dụ: Giấy xác nhận khuyết tật số 37 ngày 14/03/2024.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
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
        return {"draft": CircumstanceDraft(group, typed["started_on"], case, typed["proof"])}


class EndForm(PlainForm):
    ended_on = DateField(label="Kết thúc từ ngày", help_text="Từ ngày này trẻ không còn thuộc nhóm.")

"""What is asked when a case moves: when it was done, why, who."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from accounts.authorization import OFFICERS
from accounts.models import User
from cases.models import Case, Duty
from interface.form_fields import BigButtons, ClockField, DateField
from interface.record_forms import PlainForm
from interface.refusals import Refused


class WhenForm(PlainForm):
    """When it was done: the time of the deed, not of typing."""

    on = DateField(label="Ngày")
    clock = ClockField(label="Giờ")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        now = timezone.localtime()
        self.fields["on"].initial, self.fields["clock"].initial = now.date(), now.time().replace(second=0)

    @property
    def facts(self) -> dict[str, Any]:
        found = dict(self.cleaned_data)
        at, now = timezone.make_aware(datetime.combine(found.pop("on"), found.pop("clock"))), timezone.now()
        # The box knows minutes: “now” is this moment, not the beginning of its minute.
        return found | {"at": now if at == now.replace(second=0, microsecond=0) else at}

    def show(self, refused: Refused) -> None:
        self.add_error({"at": "clock"}.get(refused.field, refused.field) or None, refused.sentence)


class WhenAndWhyForm(WhenForm):
    reason = forms.CharField(label="Lý do", max_length=1000, widget=forms.Textarea({"rows": 3}))


class TeamForm(PlainForm):
    """A colleague, to help or to take over."""

    user = forms.ModelChoiceField(User.objects.none(), label="Ai?", empty_label="Chọn người", to_field_name="public_id")
    duty = forms.ChoiceField(
        label="Làm gì?", choices=[(Duty.MEMBER, "Cùng làm"), (Duty.MANAGER, "Phụ trách thay")], widget=BigButtons
    )

    def __init__(self, *args, case: Case, **kwargs):
        super().__init__(*args, **kwargs)
        people = User.objects.working().filter(role__in=OFFICERS).exclude(pk=case.manager_id)
        self.fields["user"].queryset = people.order_by("sort_key")
        self.fields["user"].label_from_instance = lambda user: user.full_name

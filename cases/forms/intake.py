"""Reporting: two questions that must be answered, the rest as far as anybody knows."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone

from accounts.authorization import HEALTH_STATION, POLICE, SCHOOL, Role
from agencies.models import Neighbourhood
from cases.actions.intakes import ChildDraft, IntakeDraft
from cases.models import Channel, Heard, Subject
from children.models import Child, Sex
from interface.form_fields import BigButtons, ClockField, DateField
from interface.person_fields import PhoneField
from interface.record_forms import PlainForm

NOW, EARLIER = "now", "other"
AGES = {"0-5": "Dưới 6", "6-10": "6 đến 10", "11-15": "11 đến 15", "": "Không biết"}
OF_AGENCIES = {SCHOOL: Channel.SCHOOL, HEALTH_STATION: Channel.HEALTH_STATION, POLICE: Channel.POLICE}
KNOWS = "(nếu biết)"


def channel_of(user) -> str:
    """Where a report of this user comes from, seen from the ward."""
    if user.role == Role.COLLABORATOR:
        return Channel.COLLABORATOR
    if user.role == Role.FOCAL_POINT and user.agency:
        return OF_AGENCIES.get(user.agency.kind, Channel.OTHER_PERSON)
    return Channel.OTHER_PERSON


def _words(label: str, *, rows: int = 3, hint: str = "") -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=4000, widget=forms.Textarea({"rows": rows}), help_text=hint
    )


class ReportForm(PlainForm):
    """For everybody: what a collaborator can say on a phone in a minute."""

    optional_mark = KNOWS

    when = forms.ChoiceField(label="1. Biết tin lúc nào?", widget=BigButtons)
    on = DateField(label="Ngày", required=False)
    clock = ClockField(label="Giờ", required=False)
    heard = forms.ChoiceField(label="2. Biết bằng cách nào?", choices=Heard, widget=BigButtons)
    happened = _words("Chuyện gì xảy ra?", hint="Ghi đúng điều nghe, thấy. Không hỏi chuyện trẻ.")
    place = forms.CharField(label="Ở đâu?", required=False, max_length=300)
    neighbourhood = forms.ModelChoiceField(
        Neighbourhood.objects.none(),
        label="Tổ dân phố",
        required=False,
        empty_label="Không biết",
        to_field_name="public_id",
    )
    name = forms.CharField(label="Trẻ là ai?", required=False, max_length=120)
    name_unknown = forms.BooleanField(label="Không biết tên", required=False)
    ages = forms.ChoiceField(label="Khoảng mấy tuổi?", choices=AGES.items, required=False, widget=BigButtons)
    sex = forms.ChoiceField(
        label="Trai hay gái?",
        choices=[(Sex.MALE, "Nam"), (Sex.FEMALE, "Nữ"), (Sex.UNKNOWN, "Không biết")],
        required=False,
        widget=BigButtons,
    )
    informant_agrees = forms.BooleanField(label="Người kể cho biết đồng ý ghi tên, số điện thoại", required=False)
    informant_name = forms.CharField(label="Họ tên người kể", required=False, max_length=120)
    informant_phone = PhoneField(label="Số điện thoại người kể", required=False)
    informant_address = forms.CharField(label="Địa chỉ người kể", required=False, max_length=200)

    def __init__(self, *args, user, child: Child | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.child = user, child
        now = timezone.localtime()
        self.fields["when"].choices = [(NOW, f"Vừa xong ({now:%H:%M})"), (EARLIER, "Lúc khác")]
        self.fields["when"].initial = NOW
        self.fields["on"].initial = now.date()
        self.fields["on"].optional_mark = self.fields["clock"].optional_mark = ""  # needed with “Lúc khác”
        places = Neighbourhood.objects.visible_to(user).on(now.date()).order_by("number")
        self.fields["neighbourhood"].queryset = places
        if user.role == Role.COLLABORATOR:
            self.fields["neighbourhood"].initial = places.filter(pk__in=user.neighbourhood_ids).first()
        if child:
            for known in ("name", "name_unknown", "ages", "sex"):
                del self.fields[known]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        when_known = found.get("on") and found.get("clock")
        if found.get("when") == EARLIER and not self.errors and not when_known:
            self.add_error("clock", "Ghi ngày và giờ biết tin; không nhớ đúng thì ghi gần đúng.")
        if found.get("name") and found.get("name_unknown"):
            self.add_error("name_unknown", "Đã ghi tên. Bỏ dấu “Không biết tên”, hoặc xóa tên.")
        return found

    @property
    def received_at(self) -> datetime:
        found = self.cleaned_data
        if found["when"] == NOW:
            return timezone.now()
        return timezone.make_aware(datetime.combine(found["on"], found["clock"] or time()))

    @property
    def facts(self) -> dict[str, Any]:
        found = self.cleaned_data
        words = {name: found[name] for name in IntakeDraft.__dataclass_fields__ if name in found}
        draft = IntakeDraft(**words | {"received_at": self.received_at, "channel": self._channel()})
        return {"draft": draft, "children": [self._child()]}

    def _channel(self) -> str:
        return channel_of(self.user)

    def _child(self) -> ChildDraft:
        if self.child:
            return ChildDraft(child=self.child, sex=self.child.sex)
        found = self.cleaned_data
        youngest, _, oldest = found["ages"].partition("-")
        return ChildDraft(
            name=found["name"],
            name_unknown=found["name_unknown"],
            age_from=int(youngest) if oldest else None,
            age_to=int(oldest) if oldest else None,
            sex=found["sex"],
        )


class IntakeForm(ReportForm):
    """For officers and leaders: the whole of Mẫu số 01, whoever called."""

    field_order = ["when", "on", "clock", "channel"]

    channel = forms.ChoiceField(label="2. Ai báo, bằng cách nào?", choices=[("", "Chọn nguồn tin"), *Channel.choices])
    in_danger = forms.ChoiceField(
        label="Trẻ đang gặp nguy hiểm ngay lúc này?",
        choices=[("yes", "Có"), ("no", "Không"), ("", "Không biết")],
        required=False,
        widget=BigButtons,
    )
    subject = forms.ChoiceField(label="Trẻ em", choices=[("", "Chưa rõ"), *Subject.choices], required=False)
    condition = _words("Tình trạng hiện tại của trẻ")
    expected_harm = _words("Hậu quả có thể xảy ra nếu không được hỗ trợ")
    father = forms.CharField(label="Cha: họ tên, tuổi, nghề", required=False, max_length=200)
    mother = forms.CharField(label="Mẹ: họ tên, tuổi, nghề", required=False, max_length=200)
    family = _words("Hoàn cảnh gia đình")
    caregiver = forms.CharField(label="Ai đang chăm sóc trẻ", required=False, max_length=200)
    done_before = _words("Việc đã làm trước khi nhận tin")
    note = _words("Ghi chú thêm", rows=2)
    unknown = forms.MultipleChoiceField(
        label="Đã hỏi mà người báo không biết",
        choices=[
            ("place", "Nơi xảy ra"),
            ("condition", "Tình trạng của trẻ"),
            ("father", "Cha"),
            ("mother", "Mẹ"),
            ("family", "Hoàn cảnh gia đình"),
            ("caregiver", "Ai đang chăm sóc trẻ"),
        ],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="“Không biết” khác với chưa hỏi.",
    )

    heard = None  # type: ignore[assignment]

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        both = [name for name in found.get("unknown", ()) if found.get(name)]
        if both:
            self.add_error(
                "unknown", f"Đã ghi: {', '.join(self.fields[name].label for name in both)}. Bỏ dấu ở mục đó."
            )
        return found

    def clean_in_danger(self) -> bool | None:
        return {"yes": True, "no": False}.get(self.cleaned_data["in_danger"])

    def _channel(self) -> str:
        return self.cleaned_data["channel"]


def report_form(user) -> type[ReportForm]:
    return IntakeForm if user.may("cases.view_intakes") else ReportForm

"""Forms of a school: one line of a class list, a dropout, a return."""

from django import forms
from django.utils import timezone

from children.actions.schooling import SchoolingDraft
from children.models import Enrolment
from children.models.schooling import DropoutReason, bare_class
from children.new_school_year import Class
from interface.form_fields import BigButtons, DateField
from interface.record_forms import PlainForm

ANSWERS = [("", "Chưa ghi"), ("yes", "Có"), ("no", "Không")]
MOST_ABSENCES = 350


class AnswerField(forms.TypedChoiceField):
    """Có, Không, or not recorded."""

    def __init__(self, **kwargs):
        read = {"yes": True, "no": False}.get
        super().__init__(choices=ANSWERS, coerce=read, empty_value=None, required=False, **kwargs)

    def prepare_value(self, value):
        return {True: "yes", False: "no", None: ""}.get(value, value)


class ClassField(forms.CharField):
    def __init__(self, **kwargs):
        super().__init__(max_length=20, required=False, **kwargs)

    def clean(self, value):
        return bare_class(super().clean(value))


class PupilForm(PlainForm):
    """One pupil in the list of a class."""

    optional_mark = ""
    version = forms.IntegerField(widget=forms.HiddenInput)
    class_name = ClassField(label="Lớp")
    absences = forms.IntegerField(
        label="Buổi vắng",
        required=False,
        min_value=0,
        max_value=MOST_ABSENCES,
        widget=forms.TextInput({"inputmode": "numeric", "maxlength": 3}),
        error_messages={"invalid": "Ghi số buổi như 3."},
    )
    boards = AnswerField(label="Bán trú")
    swims = AnswerField(label="Biết bơi")
    completed = AnswerField(label="Hoàn thành lớp")
    counselled = forms.BooleanField(label="Được tham vấn", required=False)

    def __init__(self, *args, enrolment: Enrolment, **kwargs):
        self.enrolment = enrolment
        names = ("version", *SchoolingDraft.__dataclass_fields__)
        initial = {name: getattr(enrolment, name) for name in names}
        super().__init__(*args, prefix=enrolment.public_id.hex, initial=initial, **kwargs)

    @property
    def facts(self) -> dict:
        typed = self.cleaned_data
        draft = SchoolingDraft(**{name: typed[name] for name in SchoolingDraft.__dataclass_fields__})
        return {"draft": draft, "version": typed["version"]}


class NewYearForm(PlainForm):
    """What each class is called in the new year, one box a class; those who leave the school have none."""

    optional_mark = ""

    def __init__(self, *args, classes: list[Class], **kwargs):
        super().__init__(*args, **kwargs)
        self.classes = classes
        for each in classes:
            if each.step.stays:
                self.fields[each.key] = ClassField(label="Lớp mới", initial=each.after)

    @property
    def lines(self) -> list[tuple[Class, forms.BoundField | None]]:
        return [(each, self[each.key] if each.step.stays else None) for each in self.classes]

    @property
    def going_on(self) -> int:
        return sum(len(each.pupils) for each in self.classes if each.step.stays)

    @property
    def facts(self) -> dict:
        shown = {key for key in self.fields if key in self.data}
        return {"names": {key: self.cleaned_data[key] for key in shown}}


class DropoutForm(PlainForm):
    dropped_on = DateField(label="Bỏ học từ ngày")
    dropout_reason = forms.ChoiceField(label="Lý do", choices=DropoutReason, widget=BigButtons)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, initial={"dropped_on": timezone.localdate()}, **kwargs)


class ReturnForm(PlainForm):
    returned_on = DateField(label="Trở lại trường ngày")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, initial={"returned_on": timezone.localdate()}, **kwargs)

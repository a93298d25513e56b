"""Forms of records: fields come from the model, checks from the action, and nothing is written here."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any, TypeVar

from django import forms
from django.db import IntegrityError, models

from interface.constraints import refusal_of
from interface.form_fields import DateField
from interface.person_fields import PersonNameField, PhoneField
from interface.refusals import NotAllowed, Refused, StaleVersion

R = TypeVar("R")
LONG_TEXT = 4  # rows


def our_field(field: models.Field, **kwargs: Any) -> forms.Field:
    """The form field of a model field: dates in three boxes, names and phones read as people type them."""
    common = {
        "label": kwargs.get("label") or _heading(field),
        "required": not field.blank,
        "help_text": field.help_text,
    }
    if isinstance(field, models.DateField):
        return DateField(future=True, **common)
    if field.name.endswith("phone"):
        return PhoneField(**common)
    if field.name in ("full_name", "head_name"):
        return PersonNameField(**common)
    if field.is_relation:
        kwargs["to_field_name"] = "public_id"  # database keys never leave
    if isinstance(field, models.TextField):
        kwargs.setdefault("widget", forms.Textarea({"rows": LONG_TEXT}))
    box = field.formfield(**kwargs)
    if field.choices:
        box.choices = [("", "Không có" if field.blank else f"Chọn {field.verbose_name}"), *field.choices]
    return box


def _heading(field: models.Field) -> str:
    return field.verbose_name[:1].upper() + field.verbose_name[1:]


class Refusable(forms.BaseForm):
    """A form whose action may refuse: the sentence stands beside its field, and what was typed stays."""

    draft_class: type | None = None  # a frozen dataclass that the action takes as `draft`
    in_the_way: Mapping[str, str] = {}  # by field, the address of another record that stands in the way

    def carry_out(self, action: Callable[..., R], **more: Any) -> R | None:
        """Do it, if the form is in order. None: show the form again."""
        if not self.is_valid():
            return None
        try:
            return action(**self.facts, **more)
        except (NotAllowed, StaleVersion):
            raise
        except Refused as refused:
            self.show(refused)
        except IntegrityError as error:  # the action's transaction is undone by now
            if not (refused_by_database := refusal_of(error)):
                raise
            self.show(refused_by_database)
        return None

    def show(self, refused: Refused) -> None:
        """Beside its field, or above the form; with a way to the record that stands in the way."""
        if refused.record:
            self.in_the_way = {refused.field: refused.record.get_absolute_url()}
        self.add_error(refused.field if refused.field in self.fields else None, refused.sentence)

    @property
    def facts(self) -> dict[str, Any]:
        """What was typed, as arguments of the action; what belongs to its draft, together."""
        if self.draft_class is None:
            return self.cleaned_data
        drafted = {each.name for each in fields(self.draft_class)}
        draft = self.draft_class(**{name: value for name, value in self.cleaned_data.items() if name in drafted})
        return {"draft": draft, **{name: value for name, value in self.cleaned_data.items() if name not in drafted}}


class RecordForm(Refusable, forms.ModelForm):
    """Of a new record, or of one to be edited."""

    class Meta:
        formfield_callback = our_field

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, each in self.fields.items():
            if isinstance(each, forms.ModelMultipleChoiceField):
                self.initial[name] = list(getattr(self.instance, name).all()) if self.instance.pk else []
            elif isinstance(each, forms.ModelChoiceField):
                self.initial[name] = getattr(self.instance, name)

    def _post_clean(self) -> None:
        """The action checks the record as a whole; Django would do it in other words."""


class PlainForm(Refusable, forms.Form):
    """Of a deed that is no record."""

"""How a form field is drawn: which kind of box, its classes, its mark, and where an error link leads."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

from interface.form_sentences import sentences_of

OPTIONAL = "(không bắt buộc)"


def parts_of(bound: BoundField) -> dict[str, Any]:
    """What the field's template needs beside the field itself."""
    kind = _kind(bound.field.widget)
    return {
        "kind": kind,
        "box": _box(bound, kind),
        "mark": _mark(bound, kind),
        "errors": sentences_of(bound),
        "error_id": f"{bound.auto_id}_error",
        "in_the_way": getattr(bound.form, "in_the_way", {}).get(bound.name, ""),
        "hint_id": f"{bound.auto_id}_helptext",
        "options": [option for _, group, _ in bound.field.widget.optgroups(bound.html_name, _values(bound), _id(bound))
                    for option in group] if kind in ("choices", "buttons") else [],
    }  # fmt: skip


def error_links(form: forms.BaseForm) -> list[tuple[str, Any]]:
    """Where each error is, and what it says. Errors of the whole form lead nowhere."""
    lines = [("", message) for message in form.non_field_errors()]
    for bound in form:
        lines += [(f"#{first_box(bound)}", message) for message in sentences_of(bound)]
    return lines


def first_box(bound: BoundField) -> str:
    """The id of the field's first box: dates, choices and ticks have several."""
    several = isinstance(bound.field.widget, forms.MultiWidget | forms.RadioSelect)
    return f"{bound.auto_id}_0" if several else bound.auto_id


def _kind(widget: forms.Widget) -> str:
    if isinstance(widget, forms.RadioSelect):
        return "buttons" if getattr(widget, "big_buttons", False) else "choices"
    kinds = {
        forms.CheckboxInput: "tick",
        forms.MultiWidget: "date",
        forms.PasswordInput: "password",
        forms.Select: "select",
        forms.FileInput: "file",
    }
    return next((kind for base, kind in kinds.items() if isinstance(widget, base)), "text")


def _box(bound: BoundField, kind: str) -> SafeString:
    if kind in ("choices", "buttons"):
        return SafeString("")
    css = {"tick": "form-check-input", "select": "form-select"}.get(kind, "form-control")
    own = bound.field.widget.attrs.get("class", "")
    invalid = "is-invalid" if bound.errors else ""
    return bound.as_widget(attrs={"class": " ".join(filter(None, (css, own, invalid)))})


def _mark(bound: BoundField, kind: str) -> str:
    """A form whose fields are mostly optional says `optional_mark = ""` or "(nếu biết)"; so does a field whose hint
    tells who needs it.
    """
    if bound.field.required or kind == "tick":
        return ""
    return getattr(bound.field, "optional_mark", getattr(bound.form, "optional_mark", OPTIONAL))


def _values(bound: BoundField) -> list[str]:
    return bound.field.widget.format_value(bound.value())


def _id(bound: BoundField) -> dict[str, str]:
    attrs = bound.build_widget_attrs({"id": bound.auto_id})
    return bound.field.widget.build_attrs(bound.field.widget.attrs, attrs)

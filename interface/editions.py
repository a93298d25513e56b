"""Two people edit one record (screen 13): what only one of them changed merges by itself, the rest is asked.

The page keeps what its form showed when it was opened (`Edition`, signed, of this record alone). A stale save compares
three versions: that one, what was typed, and what somebody else saved meanwhile.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django import forms
from django.core import signing
from django.http import QueryDict
from django.shortcuts import render
from django.utils import timezone

from interface.components import Clash
from interface.records import Record
from interface.refusals import Refused
from vietnamese.formats import format_moment

SALT = "interface.editions"
BOX = "opened"  # name of the hidden box
TOO_OLD = "Trang sửa mở đã lâu, không so được với bản trong sổ. Mở lại trang rồi sửa."
ANOTHERS = "Trang sửa là của một hồ sơ khác. Mở lại hồ sơ cần sửa."
KEEP = "keep-"  # before a field's name: whose version is kept, "mine" or "theirs"

Boxes = dict[str, list[str]]  # the boxes a field posts, with their texts: several for a group of ticks
Values = dict[str, Boxes]


@dataclass(frozen=True)
class Edition:
    """A version of a record as a form shows it."""

    version: int
    values: Values
    about: str  # which record: the token of one says nothing about another

    @classmethod
    def of(cls, record: Record, form: forms.BaseForm | None = None) -> "Edition":
        """The record of now, with what this unbound form shows of it."""
        return cls(record.version, {bound.name: _shown(bound) for bound in form or ()}, name_of(record))

    @classmethod
    def from_post(cls, post: Mapping[str, str], record: Record | str) -> "Edition":
        """What the page of this record was opened with. Raises `Refused`."""
        try:
            edition = cls(**signing.loads(post.get(BOX, ""), salt=SALT))
        except (signing.BadSignature, TypeError):  # TypeError: of a page opened before an upgrade
            raise Refused(TOO_OLD) from None
        if edition.about != (record if isinstance(record, str) else name_of(record)):
            raise Refused(ANOTHERS)
        return edition

    @property
    def token(self) -> str:
        return signing.dumps(asdict(self), salt=SALT, compress=True)


def name_of(record: Record) -> str:
    return f"{record._meta.label_lower} {record.lasting_name}"


def with_choices(post: QueryDict, record: Record) -> QueryDict:
    """What was posted; after a clash, with the other version of the fields for which it was chosen."""
    chosen = [name.removeprefix(KEEP) for name, whose in post.items() if name.startswith(KEEP) and whose == "theirs"]
    if not chosen:
        return post
    theirs, data = Edition.from_post(post, record).values, post.copy()
    for name in chosen:
        _put(data, theirs.get(name, {}))
    return data


def two_versions(
    request, form: forms.BaseForm, current: forms.BaseForm, saved: Record, *, title: str, back: str, by: str = ""
):
    """The page that shows both versions. `form` holds what was typed, `current` is unbound and shows `saved`: the
    record as the register has it, from the hand of `by`."""
    before, theirs = Edition.from_post(request.POST, saved).values, Edition.of(saved, current)
    merged, clashes, taken = form.data.copy(), [], []  # type: ignore[attr-defined]
    for bound in form:
        mine, other, opened = _typed(bound), theirs.values[bound.name], before.get(bound.name)
        if other in (opened, mine):
            continue
        if mine == opened:
            _put(merged, other)
            taken.append(bound.label)
        else:
            words = (in_words(bound.field, boxes or {}) for boxes in (opened, mine, other))
            clashes.append(Clash(KEEP + bound.name, str(bound.label), *words))
    again = {name: texts for name, texts in merged.lists() if name not in (BOX, "csrfmiddlewaretoken", "confirmed")}
    context = {
        "boxes": [(name, text) for name, texts in again.items() if not name.startswith(KEEP) for text in texts],
        "opened": theirs.token,
        "clashes": clashes,
        "taken": taken,
        "theirs": " ".join(filter(None, ("Bản", by, "lưu", format_moment(timezone.localtime(saved.updated_at))))),
        "title": title,
        "back": back,
    }
    return render(request, "interface/two_versions.html", context, status=409)


def in_words(field: forms.Field, boxes: Boxes) -> str:
    """What stands in the boxes of a field, as a person reads it."""
    texts = [text for box in boxes.values() for text in box if text]
    if isinstance(field, forms.BooleanField):
        return "có" if texts else "không"
    if isinstance(field, forms.ChoiceField):
        labels = {str(value): str(label) for value, label in _flat(field.choices)}
        return ", ".join(labels.get(text, text) for text in texts)
    return "/".join(texts)


def _shown(bound) -> Boxes:
    """The boxes of a field that nobody has touched."""
    widget, value = bound.field.widget, bound.value()
    if isinstance(widget, forms.MultiWidget):
        parts: Any = widget.decompress(value)
        return {bound.html_name + name: [part] for name, part in zip(widget.widgets_names, parts, strict=True)}  # type: ignore[attr-defined]
    if isinstance(widget, forms.CheckboxInput):
        return {bound.html_name: ["on" if value else ""]}
    if getattr(widget, "allow_multiple_selected", False):
        return {bound.html_name: sorted(str(each) for each in value or [])}
    return {bound.html_name: ["" if value is None else str(value)]}


def _typed(bound) -> Boxes:
    """The boxes of a field as they were posted."""
    data, widget = bound.form.data, bound.field.widget
    if getattr(widget, "allow_multiple_selected", False):
        return {bound.html_name: sorted(data.getlist(bound.html_name))}
    names = [bound.html_name + name for name in getattr(widget, "widgets_names", [""])]
    return {name: [data.get(name, "").strip()] for name in names}


def _put(data: QueryDict, boxes: Boxes) -> None:
    for name, texts in boxes.items():
        if any(texts):
            data.setlist(name, texts)
        else:
            data.pop(name, None)  # an empty box of a tick is not posted


def _flat(choices):
    for value, label in choices:
        if isinstance(label, (list, tuple)):
            yield from label
        else:
            yield value, label

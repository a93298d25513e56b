"""The kinds of dated entries: how each is asked for, listed and told. The pages know no kind by name."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.http import Http404

from children.forms.entries import DisasterForm, EntryForm, InjuryForm, LabourForm, ParticipationForm
from children.models import (
    Child,
    ChildEntry,
    DisasterEntry,
    DisasterHarm,
    InjuryEntry,
    InjuryKind,
    InjuryOutcome,
    LabourBreach,
    LabourEntry,
    ParticipationEntry,
    ParticipationKind,
)
from interface.components import TimelineEntry
from vietnamese.formats import format_date


@dataclass(frozen=True)
class Kind:
    """A book of entries. `sort`: the field its list is narrowed by."""

    slug: str
    title: str
    add: str  # the button
    model: type[ChildEntry]
    form: type[EntryForm]
    sort: str
    sorts: list[tuple[Any, Any]]
    icon: str
    words: Callable[[Any], tuple[str, str]]  # what happened; in which way


def _injury(entry: InjuryEntry) -> tuple[str, str]:
    dead = f" ngày {format_date(entry.died_on)}" if entry.died_on else ""
    severity = entry.get_severity_display().lower() if entry.severity else ""
    how = [entry.get_place_display(), severity, entry.get_outcome_display().lower() + dead]
    return entry.get_kind_display(), ", ".join(filter(None, how))


def _labour(entry: LabourEntry) -> tuple[str, str]:
    stopped = f"thôi làm ngày {format_date(entry.stopped_on)}" if entry.stopped_on else "chưa ghi ngày thôi làm"
    return entry.get_form_display(), ", ".join(filter(None, (entry.work, entry.measure, stopped)))


def _disaster(entry: DisasterEntry) -> tuple[str, str]:
    relief = f"đã hỗ trợ: {entry.relief}" if entry.relief else "chưa ghi hỗ trợ"
    return f"{entry.disaster}: {entry.get_harm_display().lower()}", relief


def _participation(entry: ParticipationEntry) -> tuple[str, str]:
    return entry.get_form_display(), entry.topic


KINDS = (
    Kind(
        "injuries", "Tai nạn, thương tích", "Ghi tai nạn, thương tích", InjuryEntry, InjuryForm, "kind",
        InjuryKind.choices, "exclamation-triangle", _injury,
    ),
    Kind(
        "labour", "Lao động trái quy định", "Ghi lao động trái quy định", LabourEntry, LabourForm, "form",
        LabourBreach.choices, "flag", _labour,
    ),
    Kind(
        "disasters", "Ảnh hưởng thiên tai", "Ghi ảnh hưởng thiên tai", DisasterEntry, DisasterForm, "harm",
        DisasterHarm.choices, "droplet", _disaster,
    ),
    Kind(
        "participation", "Tham gia, ý kiến của trẻ", "Ghi ý kiến, tham gia", ParticipationEntry, ParticipationForm,
        "form", ParticipationKind.choices, "chat-square-text", _participation,
    ),
)  # fmt: skip


def kind_named(slug: str) -> Kind:
    """404 for a kind there is not."""
    for kind in KINDS:
        if kind.slug == slug:
            return kind
    raise Http404


def entries_timeline(child: Child, user) -> Iterator[TimelineEntry]:
    for kind in KINDS:
        for entry in kind.model.objects.visible_to(user).true().filter(child=child).select_related("recorded_by"):
            what, how = kind.words(entry)
            text = f"{what[:1].lower()}{what[1:]}. {how}." if how else f"{what[:1].lower()}{what[1:]}."
            yield TimelineEntry(entry.happened_on, f"{kind.title}:", text, by=str(entry.recorded_by), icon=kind.icon)


def is_fatal(entry: ChildEntry) -> bool:
    return isinstance(entry, InjuryEntry) and entry.outcome == InjuryOutcome.DEAD

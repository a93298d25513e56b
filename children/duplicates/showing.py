"""How pairs and merges are shown."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.apps import apps
from django.db import connection, models
from django.utils import timezone

from accounts.encryption import EncryptedTextField
from accounts.history import CHANGED, WRITTEN, Line, field_line
from children.duplicates.comparing import families_of
from children.duplicates.wording import in_words
from children.models import CareRelation, Child, ChildMerge, DuplicatePair, ImportRow, Relation
from children.presenting import place_of


@dataclass(frozen=True)
class Side:
    child: Child
    facts: str  # sinh 02/03/2021 · mẹ Nguyễn Thị Minh Vân · 350 Trương Quang Trọng, TDP 5


@dataclass(frozen=True)
class PairLine:
    """One line of the list."""

    pair: DuplicatePair
    sides: tuple[Side, Side]
    why: str


def lines_of(pairs: Iterable[DuplicatePair], user) -> list[PairLine]:
    pairs = list(pairs)
    families = families_of([child for pair in pairs for child in (pair.one, pair.other)], user)
    return [
        PairLine(
            pair,
            (_side(pair.one, families[pair.one_id]), _side(pair.other, families[pair.other_id])),
            in_words(pair.reasons, pair.one.full_name, pair.other.full_name),
        )
        for pair in pairs
    ]


def _side(child: Child, family: dict[str, CareRelation]) -> Side:
    mother = family.get(Relation.MOTHER)
    named = f"mẹ {mother.caregiver.full_name}" if mother else "chưa ghi mẹ"
    return Side(child, " · ".join((f"sinh {child.birth.display()}", named, place_of(child))))


def heading_of(child: Child) -> str:
    """lập 09/2023, TDP 7"""
    return f"lập {timezone.localtime(child.created_at):%m/%Y}, {child.neighbourhood.short_name}"


def records_of(sides: Sequence[Child]) -> list[str]:
    """Of each child how many records of which kind hang on it: 2 hoàn cảnh, 1 trợ giúp. Every table that points to a
    child is counted, in one question, as far as row-level security lets the reader see.
    """
    counted = [each for each in Child._meta.related_objects if each.related_model not in _NO_RECORDS]
    sql = " union all ".join(
        f"select {number}, {each.field.column}, count(*) from {each.related_model._meta.db_table}"  # noqa: S608  our names
        f" where {each.field.column} = any(%(children)s) group by 2"
        for number, each in enumerate(counted)
    )
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} order by 1", {"children": [child.pk for child in sides]})
        found = cursor.fetchall()
    names = [str(each.related_model._meta.verbose_name) for each in counted]
    return [
        ", ".join(f"{count} {names[number]}" for number, pk, count in found if pk == child.pk) or "không có"
        for child in sides
    ]


_NO_RECORDS: set[type[models.Model]] = {DuplicatePair, ImportRow}


def changed_in_words(merge: ChildMerge) -> list[Line]:
    """What the kept record took over, before and after; of a secret only that it changed."""
    lines = []
    for column, (before, after) in json.loads(merge.changed or "{}").items():
        field = next(each for each in Child._meta.concrete_fields if each.attname == column)
        if isinstance(field, EncryptedTextField) or field.is_relation:
            label = str(field.verbose_name)
            lines.append(Line(label[:1].upper() + label[1:], WRITTEN if before else "chưa ghi", CHANGED))
        else:
            lines.append(field_line(field, before, after, None))
    return lines


def folded_in_words(merge: ChildMerge) -> str:
    """What both records had, and is there once now: 1 quan hệ chăm sóc, 1 hoàn cảnh"""
    with connection.cursor() as cursor:
        cursor.execute("select tbl, number from folded_by(%s)", [merge.pk])
        folded = cursor.fetchall()
    names = {model._meta.db_table: model._meta.verbose_name for model in apps.get_models()}
    return ", ".join(f"{number} {names[table]}" for table, number in folded)

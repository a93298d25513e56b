"""A child's story as the register knows it, newest first."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import groupby

from django.utils import timezone

from accounts.history import DEEDS, Entry, history_entries
from children.changes.words import circumstance_in_words
from children.entries import entries_timeline
from children.health.patients import findings
from children.health.presenting import measured_in_words, words_of
from children.households.moves import moves_of_child
from children.households.visits import visits_of_child
from children.justice import justice_timeline
from children.models import (
    ChangeKind,
    ChangeState,
    Child,
    ChildChange,
    ChildMerge,
    Circumstance,
    Enrolment,
    IdBatchRow,
    Measurement,
    PoliceAnswer,
    Residence,
    Vaccination,
)
from children.support.presenting import support_timeline
from interface.components import TimelineEntry
from vietnamese.ages import sixteenth_birthday

SHOWN = 8  # corrections on the child's page; the rest stands on the page “Lịch sử sửa đổi”


def timeline_of(child: Child, user, circumstances: Iterable[Circumstance]) -> list[TimelineEntry]:
    """What happened to the child, and what was corrected in the record."""
    entries = [*_life(child), *_groups(circumstances)]
    for part in PARTS:
        entries += part(child, user)
    if user.may("children.view_history"):
        entries += _corrections(history_entries(child, user))
    return sorted(entries, key=_day, reverse=True)


def _day(entry: TimelineEntry) -> date:
    return timezone.localtime(entry.on).date() if isinstance(entry.on, datetime) else entry.on


def _life(child: Child) -> Iterator[TimelineEntry]:
    yield TimelineEntry(child.created_at, "Vào sổ trẻ em,", f"mã {child.code}.", icon="file-earmark-text")
    if child.birth_registered_on:
        certificate = f"Giấy khai sinh số {child.birth_certificate}" if child.birth_certificate else ""
        yield TimelineEntry(child.birth_registered_on, "Đăng ký khai sinh.", by=certificate, icon="file-earmark-text")
    if child.moved_in_on:
        yield TimelineEntry(child.moved_in_on, "Chuyển đến phường.", icon="house")
    birthday = sixteenth_birthday(child.birth)
    if birthday <= min(timezone.localdate(), child.left_on or date.max):
        yield TimelineEntry(birthday, "Đủ 16 tuổi,", "không còn tính trong số trẻ em của phường.", icon="person")
    if child.left_on:
        dead = child.residence == Residence.DEAD
        yield TimelineEntry(child.left_on, "Mất." if dead else "Chuyển đi khỏi phường.", icon="house")


def _groups(circumstances: Iterable[Circumstance]) -> Iterator[TimelineEntry]:
    for each in circumstances:
        icon = "lock-fill" if each.secret else "file-earmark-text"
        who = f"{each.proof} · {each.officer}" if each.proof else str(each.officer)
        yield TimelineEntry(each.started_on, "Ghi nhận hoàn cảnh:", f"{each.label}.", by=who, icon=icon)
        if each.ended_on:
            yield TimelineEntry(each.ended_on, "Kết thúc hoàn cảnh:", f"{each.label}.", icon=icon)


def _growth(child: Child, user) -> Iterator[TimelineEntry]:
    """Only what is not as it should be: every weighing of a small child would bury the rest."""
    for each in Measurement.objects.visible_to(user).true().filter(child=child).select_related("recorded_by"):
        found = findings(each, child)
        if not all(finding.is_normal for finding in found):
            text = f"{words_of(found)}; {measured_in_words(each)}."
            yield TimelineEntry(each.measured_on, "Cân đo:", text, by=str(each.recorded_by), icon="hospital")


def _doses(child: Child, user) -> Iterator[TimelineEntry]:
    """What was given on one day stands together."""
    given = Vaccination.objects.visible_to(user).had().filter(child=child).select_related("dose")
    in_order = given.order_by("happened_on", "place", "dose__position")
    for (day, place), together in groupby(in_order, key=lambda each: (each.happened_on, each.place)):
        names = ", ".join(each.dose.name for each in together)
        yield TimelineEntry(day, "Tiêm chủng:", f"{names}.", by=place, icon="hospital")


def _merges(child: Child, user) -> Iterator[TimelineEntry]:
    """Also those that were taken apart again."""
    for each in ChildMerge.objects.visible_to(user).filter(kept=child).select_related("merged_by", "undone_by"):
        url = each.get_absolute_url() if user.may("children.merge") else ""
        told = f"{each.gone_code} vào hồ sơ này."
        yield TimelineEntry(each.created_at, "Gộp hồ sơ", told, str(each.merged_by), "intersect", url)
        if each.undone_at:
            back = f"{each.gone_code}."
            yield TimelineEntry(each.undone_at, "Tách lại hồ sơ", back, str(each.undone_by), "intersect", url)


def _schooling(child: Child, user) -> Iterator[TimelineEntry]:
    for each in Enrolment.objects.visible_to(user).filter(child=child).select_related("school").order_by("pk"):
        if each.dropped_on:
            yield TimelineEntry(each.dropped_on, "Bỏ học:", f"{each.words}.", icon="mortarboard")
        if each.returned_on:
            yield TimelineEntry(each.returned_on, "Trở lại trường:", f"{each.words}.", icon="mortarboard")


def _changes(child: Child, user) -> Iterator[TimelineEntry]:
    """What was said at the door and approved. What it did to the record stands beside it as itself."""
    changes = ChildChange.objects.visible_to(user).filter(child=child)
    for each in changes.filter(state=ChangeState.APPROVED).select_related("group", "proposer", "decided_by"):
        text = f"{each.get_kind_display().lower()}{_more(each)}."
        hands = [each.proposer.full_name, each.decided_by.full_name if each.decided_by else ""]
        by = f"{hands[0]} báo, {hands[1]} duyệt" if hands[0] != hands[1] else hands[0]
        yield TimelineEntry(each.decided_at or each.created_at, "Biến động:", text, by=by, icon="arrow-left-right")


def _more(change: ChildChange) -> str:
    words = circumstance_in_words(change) if change.kind == ChangeKind.CIRCUMSTANCE else change.get_detail_display()
    return f", {words[:1].lower()}{words[1:]}" if words else ""


def _corrections(entries: list[Entry]) -> Iterator[TimelineEntry]:
    for entry in entries[:SHOWN]:
        if entry.deed == DEEDS["U"]:
            fields = ", ".join(line.label[:1].lower() + line.label[1:] for line in entry.lines)
            yield TimelineEntry(entry.at, "Sửa thông tin:", f"{fields}.", by=entry.who, icon="pencil")


def _verified(child: Child, user) -> Iterator[TimelineEntry]:
    rows = IdBatchRow.objects.visible_to(user).filter(child=child, answer=PoliceAnswer.VERIFIED)
    for each in rows.select_related("batch").order_by("pk"):
        yield TimelineEntry(
            each.verified_on or each.updated_at,
            "Công an xác thực số định danh.",
            by=str(each.batch),
            icon="clipboard-check",
        )


PARTS = (
    support_timeline,
    entries_timeline,
    justice_timeline,
    _growth,
    _doses,
    _schooling,
    _changes,
    visits_of_child,
    moves_of_child,
    _merges,
    _verified,
)

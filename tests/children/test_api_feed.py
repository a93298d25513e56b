"""The feed of changes: every change once, in the order in which others can see it, whoever else is writing."""

import threading

import pytest
from django.db import connection, transaction

from accounts.acting import acting_as
from accounts.authorization import FIGURES, PATIENTS_UNDER
from accounts.models import Reach, User
from agencies.models import Neighbourhood
from children.actions.changes import ChangeDraft, propose_change
from children.actions.merging import merge_children
from children.exchange.feed import number_feed
from children.models import Child, Circumstance, CircumstanceGroup, CodeCounter, Sex
from tests.children.exchange import Program, connected
from vietnamese.partial_dates import PartialDate


@pytest.fixture
def hospital(admin, lists):
    return Program(connected(admin)[1])


@pytest.fixture
def start(hospital):
    """Where the story begins: what stood there before is read already."""
    return lambda: hospital.follow("0")[1]


def told(lines) -> list[tuple[str, str]]:
    return [(line["event"], line["id"]) for line in lines]


def test_a_child_that_is_added_changed_and_leaves(hospital, start, officer, ward, child_of):
    since = start()
    hân = child_of(mother="Trần Thị Kim Chi", address="12/4 Trần Phú")
    lines, since = hospital.follow(since)
    assert told(lines) == [("created", str(hân.public_id))]
    assert lines[0]["child"]["mother"] == "Trần Thị Kim Chi"
    hospital.put("bn-1", full_name="Nguyễn Gia Hân", birth="2019-03-14", class_name="1A")
    lines, since = hospital.follow(since)
    assert told(lines) == [("changed", str(hân.public_id))]
    with acting_as(officer):
        propose_change(
            by=officer,
            draft=ChangeDraft("departure", ward["tdp7"], child=Child.objects.get(), detail="moved_out"),
        )
    lines, since = hospital.follow(since)
    assert told(lines) == [("left", str(hân.public_id))]
    assert hospital.follow(since) == ([], since)


def test_what_stands_around_a_child_is_a_change_of_it(hospital, start, hân, officer):
    since = start()
    with acting_as(officer, scope=FIGURES):
        home = hân.household
        home.address = "14 Trần Phú"
        home.save()
    lines, since = hospital.follow(since)
    assert [line["child"]["address"] for line in lines] == ["14 Trần Phú"]
    with acting_as(officer, scope=FIGURES):
        mother = hân.relations.get().caregiver
        mother.phone = "0905123456"
        mother.save()
    lines, since = hospital.follow(since)
    assert [line["child"]["mother_phone"] for line in lines] == ["0905123456"]
    with acting_as(officer, scope=FIGURES):
        group = CircumstanceGroup.objects.get(code="G04")
        Circumstance.objects.create(child=hân, group=group, started_on="2026-01-05", officer=officer)
    lines, since = hospital.follow(since)
    assert [line["child"]["circumstances"] for line in lines] == [["G04"]]


def test_an_extra_secret_circumstance_leaves_no_trace(hospital, start, hân, officer):
    since = start()
    with acting_as(officer, scope=FIGURES):
        group = CircumstanceGroup.objects.filter(extra_secret=True).earliest("pk")
        Circumstance.objects.create(child=hân, group=group, secret=True, started_on="2026-01-05", officer=officer)
    assert hospital.follow(since) == ([], since)


def test_of_two_records_that_became_one_the_system_learns_which_stays(hospital, start, officer, child_of, hân):
    other = child_of(mother="Trần Thị Kim Chi")
    since = start()
    with acting_as(officer):
        merge_children(by=officer, kept=hân, gone=other, taken=[], versions=(hân.version, other.version))
    lines, _ = hospital.follow(since)
    assert ("merged", str(other.public_id)) in told(lines)
    assert [line["into"] for line in lines if line["event"] == "merged"] == [str(hân.public_id)]


def test_who_moves_out_of_sight_is_removed_and_known_where_it_went(admin, ward, hân, lists):
    seven, twelve = (
        Program(connected(admin, name=name, reach=Reach.NEIGHBOURHOODS, neighbourhoods=[ward[name]])[1])
        for name in ("tdp7", "tdp12")
    )
    since = [program.follow("0")[1] for program in (seven, twelve)]
    with acting_as(admin, scope=FIGURES):
        hân.household, hân.neighbourhood = None, ward["tdp12"]
        hân.save_next_version()
    assert told(seven.follow(since[0])[0]) == [("removed", str(hân.public_id))]
    assert told(twelve.follow(since[1])[0]) == [("changed", str(hân.public_id))]
    assert seven.follow(since[0])[0][0].keys() == {"event", "at", "id", "into", "child"}


def test_one_transaction_leaves_one_line_for_each_child(hospital, start):
    since = start()
    rows = [
        {"own_id": f"a-{number}", "child": {"full_name": f"Lê Văn {name}", "birth": f"201{number}-01-02", "sex": "Nam",
         "neighbourhood": 7, "mother": f"Lê Thị {name}", "circumstances": ["G04"]}}
        for number, name in enumerate(("An", "Bình", "Chi", "Dũng", "Em"))
    ]  # fmt: skip
    hospital.post("records", {"rows": rows})
    lines, _ = hospital.follow(since, limit=2)
    assert [line["event"] for line in lines] == ["created"] * 5
    assert len({line["id"] for line in lines}) == 5


def test_a_change_that_was_undone_is_none(hospital, start, admin, child_of):
    since = start()
    with transaction.atomic():
        child_of()
        transaction.set_rollback(True)
    assert hospital.follow(since) == ([], since)


def test_a_cursor_from_a_register_that_was_put_back_is_refused(hospital, hân):
    answer = hospital.get("changes", since=10_000)
    assert answer.status_code == 410
    assert "Đọc lại toàn bộ" in answer.json()["detail"]


def test_a_cursor_stays_good_when_the_newest_child_grows_out_of_sight(admin, ward, child_of, lists, at):
    draft = {"purpose": "health", "reach": Reach.AGENCY, "agency": ward["station"], "writes": False}
    with at("2026-11-23 09:00"):
        program = Program(connected(admin, **draft)[1])
        child_of(birth=PartialDate(*_almost_grown(2026, 11, 23)))
        lines, cursor = program.follow("0")
        assert [line["event"] for line in lines] == ["created"]
    with at("2026-12-23 09:00"):
        answer = program.get("changes", since=cursor)
        assert (answer.status_code, answer.json()["changes"]) == (200, [])


def _almost_grown(year: int, month: int, day: int) -> tuple[int, int, int]:
    """Born so that a few days later a child is no patient of the health station any more."""
    return year - PATIENTS_UNDER, month, day + 3


def test_after_the_first_list_nothing_is_missed(hospital, child_of):
    child_of(full_name="Lê An")
    first = hospital.get("children").json()
    late = child_of(full_name="Lê Bình")
    assert told(hospital.follow(first["changes"])[0]) == [("created", str(late.public_id))]


# --- Several at once, on connections of their own -------------------------------------------
@pytest.fixture
def register(elsewhere):
    """A ward that other connections see; taken away afterwards."""
    [neighbourhood] = elsewhere(_begin, [()])
    yield neighbourhood
    elsewhere(_take_away, [()])


def _begin() -> Neighbourhood:
    with acting_as(User.objects.system(), scope=FIGURES):
        return Neighbourhood.objects.create(number=7, name="Tổ dân phố 7", valid_from="2025-07-01")


def _take_away() -> None:
    with connection.cursor() as cursor:
        cursor.execute("reset role")
        cursor.execute("truncate children_child, children_codecounter, agencies_neighbourhood, children_feed cascade")


def _add(neighbourhood: Neighbourhood, name: str, before_the_end=lambda: None) -> str:
    with acting_as(User.objects.system(), scope=FIGURES):
        code = CodeCounter.objects.take(int(name.rpartition(" ")[2]) + 2030)[0]  # one year each: nobody waits
        child = Child.objects.create(
            full_name=name, birth=PartialDate(2019, 3, 14), sex=Sex.MALE, code=code, neighbourhood=neighbourhood
        )
        before_the_end()
    return str(child.public_id)


def _read(since: int) -> tuple[list[str], int]:
    system = User.objects.system()
    with acting_as(None):
        number_feed()
    with acting_as(system, read_only=True), connection.cursor() as cursor:
        cursor.execute(
            "select public_id::text, position from children_feed where position > %s order by position", [since]
        )
        rows = cursor.fetchall()
    return [public_id for public_id, _ in rows], rows[-1][1] if rows else since


def test_who_began_first_and_ended_last_is_not_passed_over(register, elsewhere):
    """The slow one takes its numbers first, the quick one ends first: a reader in between misses neither."""
    slow_has_written, slow_may_end = threading.Event(), threading.Event()

    def slow():
        def wait():
            slow_has_written.set()
            assert slow_may_end.wait(20)

        return _add(register, "Lê Chậm 1", wait)

    def quick():
        assert slow_has_written.wait(20)
        added = _add(register, "Lê Nhanh 2")
        first, cursor = _read(0)
        slow_may_end.set()
        return added, first, cursor

    slow_id, (quick_id, first, cursor) = elsewhere(lambda each: each(), [(slow,), (quick,)])
    assert first == [quick_id]
    [(then, end)] = elsewhere(_read, [(cursor,)])
    assert then == [slow_id]
    [(nothing, _)] = elsewhere(_read, [(end,)])
    assert nothing == []


def test_every_child_exactly_once_while_many_write_and_two_read(register, elsewhere):
    writers, each_adds = 4, 6
    still_writing = threading.Barrier(writers + 1)
    done = threading.Event()

    def write(number):
        added = [_add(register, f"Lê Văn {number * 10 + one}") for one in range(each_adds)]
        still_writing.wait(60)
        return added

    def end():
        still_writing.wait(60)
        done.set()

    def follow():
        found, since = [], 0
        while True:
            last = done.is_set()
            lines, since = _read(since)
            found += lines
            if last:
                return found

    calls = [*((lambda number=number: write(number),) for number in range(writers)), (end,), (follow,), (follow,)]
    *added, _, one, other = elsewhere(lambda each: each(), calls)
    wanted = sorted(public_id for ids in added for public_id in ids)
    assert sorted(one) == sorted(other) == wanted
    assert one == other

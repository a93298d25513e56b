"""The cast of the stories, and a strict run: no network, no write while reading, no right the application lacks."""

import datetime
import random
import socket
from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine
from django.conf import settings
from django.db import connection, connections
from django.db.models import QuerySet
from django.test import Client
from xdist.scheduler import LoadFileScheduling

from accounts.acting import acting_as
from accounts.authorization import FIGURES, Role
from accounts.models import User
from agencies.models import Agency, AgencyKind, Neighbourhood
from tests.national_lists import load_lists

TODAY = datetime.date(2026, 11, 23)
LOCAL = ("127.0.0.1", "::1", "localhost")
SLOW = ("journeys", "config", "house_rules", "children", "reports")


def pytest_collection_modifyitems(items):
    """The slow folders first, so that no core waits at the end; the files in one stay as pytest-randomly put them."""

    def place(item):
        folder = item.nodeid.split("/")[1]
        return SLOW.index(folder) if folder in SLOW else len(SLOW)

    items.sort(key=place)


class FileByFile(LoadFileScheduling):
    """Each file to the next free worker, in the order above; the journeys share a site, so one worker has them all,
    but for the walk through every page, which takes as long as the others together.
    """

    def _split_scope(self, nodeid):
        if nodeid.startswith("tests/journeys/test_every_page"):
            return "walk"
        return "journeys" if nodeid.startswith("tests/journeys/") else super()._split_scope(nodeid)


def pytest_xdist_make_scheduler(config, log):
    config.option.loadscopereorder = False
    return FileByFile(config, log) if config.getvalue("dist") == "loadfile" else None


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Made and migrated as the owner; from here on every connection works with the application's rights."""
    with django_db_blocker.unblock():
        for each in connections.all():
            if not each.settings_dict["NAME"].startswith("test_"):
                pytest.exit("No database for tests was made: use the fixture `db`.", returncode=3)
            each.settings_dict["OPTIONS"]["assume_role"] = settings.DATABASE_APP_ROLE
            each.close()
    yield
    for each in connections.all():
        each.settings_dict["OPTIONS"].pop("assume_role", None)
        each.close()


@pytest.fixture
def elsewhere(db):
    """Do something on connections of their own, committed: `elsewhere(function, [arguments, …])`, all at once.

    It needs `db`: a session whose tests all do without would work on the real database, not on one for tests.
    """

    def at_once(function, calls):
        def call(arguments):
            try:
                return function(*arguments)
            finally:
                connection.close()

        with ThreadPoolExecutor(len(calls)) as pool:
            return list(pool.map(call, calls))

    return at_once


@pytest.fixture(scope="session", autouse=True)
def attachments_of_this_run(tmp_path_factory):
    """No test writes among the files of the developer's ward."""
    settings.FILES_DIR = tmp_path_factory.mktemp("files")


@pytest.fixture
def files_dir(settings, tmp_path):
    """An empty store of attachments."""
    settings.FILES_DIR = tmp_path / "files"
    settings.FILES_DIR.mkdir()
    return settings.FILES_DIR


@pytest.fixture(autouse=True)
def nothing_leaves_the_machine(monkeypatch):
    connect = socket.socket.connect

    def guarded(self, address):
        if isinstance(address, tuple) and address[0] not in LOCAL:
            raise AssertionError(f"A test tried to reach {address[0]}.")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(autouse=True)
def rows_without_an_order_come_shuffled(monkeypatch):
    """Whoever forgets `order_by` finds out here, not when the database has vacuumed a table."""
    fetch = QuerySet._fetch_all

    def shuffled(self):
        fresh = self._result_cache is None
        fetch(self)
        if fresh and not self.ordered:
            random.shuffle(self._result_cache)

    monkeypatch.setattr(QuerySet, "_fetch_all", shuffled)


@pytest.fixture
def at():
    """The clock of a story, in Vietnamese time: `with at("2026-01-30 23:10"): …`."""

    def travel(moment: str):
        return time_machine.travel(datetime.datetime.fromisoformat(f"{moment}+07:00"), tick=False)

    return travel


@pytest.fixture
def ward(db):
    """Two neighbourhoods and two agencies: one's own and a foreign one."""
    with acting_as(User.objects.system(), scope=FIGURES):
        day = datetime.date(2025, 7, 1)
        neighbourhoods = [
            Neighbourhood.objects.create(number=n, name=f"Tổ dân phố {n}", valid_from=day) for n in (7, 12)
        ]
        school, station = (
            Agency.objects.create(kind=kind, name=name, valid_from=day)
            for kind, name in ((AgencyKind.SCHOOL, "Trường THCS Ánh Dương"), (AgencyKind.HEALTH, "Trạm Y tế"))
        )
    return {"tdp7": neighbourhoods[0], "tdp12": neighbourhoods[1], "school": school, "station": station}


@pytest.fixture
def lists(db):
    """The national lists a ward starts with: circumstances, ethnic groups, plan, programmes, holidays."""
    with acting_as(User.objects.system()):
        load_lists()


def _person(role: Role, username: str, full_name: str, **more) -> User:
    with acting_as(User.objects.system()):
        user = User(username=username, full_name=full_name, role=role, must_change_password=False, **more)
        user.set_password("mat-khau-rat-dai")
        user.save()
    return user


@pytest.fixture
def officer(ward):
    return _person(Role.OFFICER, "van.pth", "Phạm Thị Hồng Vân")


@pytest.fixture
def other_officer(ward):
    return _person(Role.PROTECTION_WORKER, "ha.dtt", "Đỗ Thị Thu Hà")


@pytest.fixture
def chair(ward):
    return _person(Role.CHAIR, "duy.tq", "Trần Quốc Duy")


@pytest.fixture
def vice_chair(ward):
    return _person(Role.VICE_CHAIR, "le.dtm", "Đinh Thị Mỹ Lệ", in_charge_of_children=True)


@pytest.fixture
def clerk(ward):
    return _person(Role.CLERK, "phuoc.nh", "Nguyễn Hữu Phước")


@pytest.fixture
def admin(ward):
    return _person(Role.ADMIN, "tri.nm", "Ngô Minh Trí", phone="02553822000")


@pytest.fixture
def collaborator(ward):
    """Works in TDP 7."""
    user = _person(Role.COLLABORATOR, "lan.lt", "Lê Thị Lan")
    with acting_as(User.objects.system()):
        user.neighbourhoods.add(ward["tdp7"])
    return user


@pytest.fixture
def stranger(ward):
    """A collaborator of TDP 12: whatever belongs to TDP 7 does not exist for this person."""
    user = _person(Role.COLLABORATOR, "xuan.hv", "Hồ Văn Xuân")
    with acting_as(User.objects.system()):
        user.neighbourhoods.add(ward["tdp12"])
    return user


@pytest.fixture
def teacher(ward):
    """Focal point of the school."""
    return _person(Role.FOCAL_POINT, "trang.nt", "Nguyễn Thùy Trang", agency=ward["school"])


@pytest.fixture
def nurse(ward):
    """Focal point of the health station."""
    return _person(Role.FOCAL_POINT, "anh.btn", "Bùi Thị Ngọc Ánh", agency=ward["station"])


@pytest.fixture
def policeman(ward):
    """Focal point of the police."""
    return _person(Role.FOCAL_POINT, "khoa.va", "Võ Anh Khoa", agency=_office(AgencyKind.POLICE, "Công an phường"))


@pytest.fixture
def registrar(ward):
    """Focal point of justice and civil status."""
    office = _office(AgencyKind.JUSTICE, "Tư pháp - Hộ tịch")
    return _person(Role.FOCAL_POINT, "loan.htk", "Huỳnh Thị Kim Loan", agency=office)


def _office(kind: AgencyKind, name: str) -> Agency:
    with acting_as(User.objects.system()):
        return Agency.objects.create(kind=kind, name=name, valid_from=datetime.date(2025, 7, 1))


@pytest.fixture
def cast(officer, other_officer, chair, vice_chair, clerk, admin, collaborator, stranger, teacher):
    """Everybody, by role."""
    people = (officer, other_officer, chair, vice_chair, clerk, admin, collaborator, stranger, teacher)
    return {person.username: person for person in people}


@pytest.fixture
def as_user(client):
    """A browser in which this person has signed in: `as_user(officer).get(…)`."""

    def sign_in(user):
        client.force_login(user, backend="accounts.backend.ActiveUserBackend")
        return client

    return sign_in


@pytest.fixture
def django_client():
    """Another browser: `elsewhere = django_client()`."""
    return Client


@pytest.fixture
def sql():
    """A raw query with the application's rights."""

    def run(statement, *params):
        with connection.cursor() as cursor:
            cursor.execute(statement, params)
            return cursor.fetchall()

    return run

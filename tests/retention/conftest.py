"""Grown children, and the periods a ward has confirmed."""

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from accounts.acting import acting_as
from accounts.models import User
from children.models import Child
from jobs.actions import run_job
from retention.actions.classes import ClassDraft, edit_class
from retention.actions.destroying import RecordDraft, start_destruction
from retention.actions.proposing import decide_destruction, propose_destruction
from retention.models import Destruction, RetentionClass
from tests.children.conftest import child_of, many_of  # noqa: F401  fixtures
from vietnamese.partial_dates import PartialDate

SOURCE = "Bảng thời hạn bảo quản, ban hành kèm Quyết định 15/QĐ-UBND ngày 02/3/2026"


NEEDED = ("child_register", "child_left", "audit")  # to destroy children and logs


def confirm_periods(admin: User, **which) -> None:
    """As they came with the product (`lists`)."""
    with acting_as(admin):
        for each in RetentionClass.objects.filter(**which):
            edit_class(
                retention=each,
                by=admin,
                version=each.version,
                draft=ClassDraft(each.years, unsure=False, source=SOURCE),
            )


@pytest.fixture
def confirmed(lists, admin):
    """Trí has confirmed the periods of the register and of the log, and no other."""
    confirm_periods(admin, code__in=NEEDED)


@pytest.fixture
def as_owner(db):
    """What only the owner sees."""

    def run(statement, *params):
        with connection.cursor() as cursor:
            cursor.execute("reset role")
            cursor.execute(statement, params or None)
            rows = cursor.fetchall()
            cursor.execute(f"set role {settings.DATABASE_APP_ROLE}")
            return rows

    return run


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """What happens once a transaction has ended."""
    return django_capture_on_commit_callbacks


@pytest.fixture
def found(as_owner):
    """In which tables a word stands, the change history included."""

    def look(word: str) -> list[str]:
        tables = [
            name
            for (name,) in as_owner(
                "select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace"
            )
        ]
        return [
            name
            for name in sorted(tables)
            if as_owner(f'select exists (select 1 from "{name}" t where to_jsonb(t)::text like %s)', f"%{word}%")[0][0]
        ]

    return look


@pytest.fixture
def grown(child_of):  # noqa: F811
    """Nineteen since 14/3/2026: `grown(full_name="Y Thơm")`."""

    def make(neighbourhood: str = "tdp7", **fields) -> Child:
        return child_of(
            neighbourhood, **{"birth": PartialDate(2007, 3, 14), "full_name": "Nguyễn Thị Đã Lớn", **fields}
        )

    return make


@pytest.fixture
def propose(officer, ward):
    """Vân proposes what is over in both neighbourhoods."""

    def make() -> Destruction:
        with acting_as(officer):
            return propose_destruction(
                by=officer, neighbourhoods=[ward["tdp7"], ward["tdp12"]], reason="hết thời hạn lưu"
            )

    return make


@pytest.fixture
def approve(chair):
    def do(batch: Destruction) -> Destruction:
        with acting_as(chair):
            return decide_destruction(batch=batch, by=chair, version=batch.version, approved=True)

    return do


@pytest.fixture
def start(officer):
    """The record is signed; the job waits."""

    def do(batch: Destruction) -> Destruction:
        draft = RecordDraft("12/BB-UBND", timezone.localdate())
        with acting_as(officer):
            return start_destruction(batch=batch, by=officer, version=batch.version, draft=draft)

    return do


@pytest.fixture
def destroyed(propose, approve, start, officer):
    """From the proposal to the end."""

    def do() -> Destruction:
        batch = start(approve(propose()))
        run_job(batch.job_id)
        with acting_as(officer):
            batch.refresh_from_db()
        return batch

    return do

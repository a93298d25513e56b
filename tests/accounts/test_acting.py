"""The acting user of a transaction, and the database's own net under `visible_to`."""

import pytest
from django.db import InternalError, ProgrammingError, connection, transaction
from django.db.utils import DataError
from tink import TinkError

from accounts.acting import acting_as, current
from accounts.audit import history_of
from accounts.events import Event, record
from accounts.models import AccessEvent, Draft, User


def test_the_application_owns_nothing_and_is_no_superuser(db, sql):
    role, is_super = sql("select current_user, (select rolsuper from pg_roles where rolname = current_user)")[0]
    owned = sql(
        "select count(*) from pg_class where relowner = (select oid from pg_roles where rolname = current_user)"
    )
    assert role == "choche_app"
    assert not is_super
    assert owned == [(0,)]


def test_without_an_acting_user_a_protected_table_fails_instead_of_answering(officer):
    with acting_as(officer):
        Draft.objects.create(owner=officer, form="child", typed="Tên gõ dở")
    with pytest.raises((DataError, ProgrammingError)), transaction.atomic():
        list(Draft.objects.all())


def test_a_draft_is_invisible_to_others_even_without_the_python_filter(officer, chair):
    with acting_as(officer):
        Draft.objects.create(owner=officer, form="child", typed="Tên gõ dở")
        assert Draft.objects.count() == 1
    with acting_as(chair):
        assert Draft.objects.count() == 0


def test_a_draft_is_stored_encrypted_and_bound_to_its_record(officer, sql):
    with acting_as(officer):
        first = Draft.objects.create(owner=officer, form="a", typed="Nguyễn Gia Hân")
        second = Draft.objects.create(owner=officer, form="b", typed="khác")
        stored = bytes(sql("select typed from accounts_draft where id = %s", first.pk)[0][0])
        assert "Hân".encode() not in stored
        assert Draft.objects.get(pk=first.pk).typed == "Nguyễn Gia Hân"
        with connection.cursor() as cursor:
            cursor.execute("update accounts_draft set typed = %s where id = %s", [stored, second.pk])
        with pytest.raises(TinkError):
            _ = Draft.objects.get(pk=second.pk).typed


def test_nested_blocks_give_the_outer_one_its_settings_back(officer, chair):
    with acting_as(officer):
        with acting_as(chair):
            assert current().user_id == chair.pk
        Draft.objects.create(owner=officer, form="x", typed="y")
        assert Draft.objects.count() == 1


def test_a_reading_block_refuses_to_write(officer):
    with pytest.raises(InternalError, match="read-only"), acting_as(officer, read_only=True):
        User.objects.filter(pk=officer.pk).update(title="x")


def test_every_change_is_kept_with_actor_and_values(officer, admin):
    with acting_as(admin):
        officer.title = "Công chức"
        officer.save()
        newest = history_of(officer)[0]
    assert (newest.actor, newest.op) == (admin.pk, "U")
    assert newest.new == {"title": "Công chức"}
    assert newest.old == {"title": ""}


def test_the_application_cannot_change_the_history(officer, sql):
    for statement in (
        "insert into audit_change (tbl, object_id, op) values ('x', 1, 'I')",
        "delete from audit_change",
        "update audit_change set old = null",
    ):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            sql(statement)


def test_the_access_log_takes_lines_and_gives_none_back_for_change(officer, chair, sql):
    with acting_as(officer, read_only=True):
        record(Event.CHILD_READ, "TE-2026-0001")
    with acting_as(officer):
        assert AccessEvent.objects.get().about == "TE-2026-0001"
        for statement in ("delete from accounts_accessevent", "update accounts_accessevent set about = ''"):
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                sql(statement)


def test_what_is_read_inside_a_change_is_logged_too(officer):
    with acting_as(officer), acting_as(officer, read_only=True):
        record(Event.CHILD_READ, "TE-2026-0001")
    with acting_as(officer, read_only=True), acting_as(officer):
        record(Event.CHILD_READ, "TE-2026-0002")
    with acting_as(officer):
        assert list(AccessEvent.objects.order_by("id").values_list("about", flat=True)) == [
            "TE-2026-0001",
            "TE-2026-0002",
        ]


def test_a_line_about_a_deed_that_was_undone_is_undone_with_it(officer):
    def breaks_off():
        with transaction.atomic():
            record(Event.USER_ADDED, officer)
            raise ZeroDivisionError

    with acting_as(officer):
        with pytest.raises(ZeroDivisionError):
            breaks_off()
        assert not AccessEvent.objects.exists()


def test_leaders_read_everybodys_lines_others_only_their_own(officer, other_officer, chair):
    with acting_as(officer):
        record(Event.CHILD_READ, "TE-2026-0001")
    with acting_as(other_officer):
        assert AccessEvent.objects.count() == 0
    with acting_as(chair):
        assert AccessEvent.objects.count() == 1

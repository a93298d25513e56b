"""A connected system reads and sends children over HTTP: as far as it may, and never more."""

import datetime
import json
from dataclasses import replace

import pytest
from django.db import connection as database
from django.test.utils import CaptureQueriesContext

from accounts.acting import acting_as
from accounts.actions.connections import edit_connection, revoke_token
from accounts.authorization import FIGURES
from accounts.models import AccessEvent, Connection, Reach
from accounts.tokens import MOST_REFUSED, PER_MINUTE
from children.exchange.fields import OURS
from children.exporting.purposes import OF_EXCHANGE
from children.models import Child, Circumstance, CircumstanceGroup
from tests.children.exchange import HOSPITAL, Program, confirmed, connected
from vietnamese.partial_dates import PartialDate

MINH = {"full_name": "Lê Minh", "birth": "2018-05-06", "sex": "Nam", "neighbourhood": 7}
pytestmark = pytest.mark.usefixtures("lists")


@pytest.fixture
def hospital(admin):
    return Program(connected(admin)[1])


@pytest.fixture
def events(admin):
    """What stands in the access log, the oldest first."""

    def read():
        with acting_as(admin):
            return [(each.event, each.about) for each in AccessEvent.objects.order_by("pk")]

    return read


# --- The door ---------------------------------------------------------------------------------
def test_without_a_token_nothing_but_the_description(db):
    nobody = Program()
    answer = nobody.get("children")
    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["WWW-Authenticate"] == "Bearer"
    assert answer.json()["title"] == "Chưa có mã kết nối đúng"
    assert nobody.get("openapi.json").json()["openapi"].startswith("3.1")


def test_who_has_signed_in_with_a_browser_is_nobody_here(officer, as_user):
    browser = as_user(officer)
    assert browser.get("/api/v1/children").status_code == 401
    assert "Set-Cookie" not in browser.get("/api/v1/children").headers
    assert browser.get("/children/").status_code == 200  # and stays signed in


def test_no_cookie_comes_back(hospital, hân):
    answer = hospital.get("children")
    assert answer.status_code == 200
    assert not answer.cookies


@pytest.mark.parametrize("token", ["choche_x", "", "Basic abc", "choche_" + "y" * 500])
def test_a_wrong_token_opens_nothing(admin, hân, token):
    connected(admin)
    answer = Program().get("children", headers={"Authorization": token})
    assert answer.status_code == 401


def test_the_token_stands_nowhere(admin, sql):
    connection, token = connected(admin)
    connection.refresh_from_db()
    with acting_as(admin):
        assert token not in repr(sql("select * from accounts_connection"))
        kept = repr(sql("select old, new from audit_change where tbl = 'accounts_connection'"))
    assert connection.token_prefix in kept
    assert token not in kept


def test_a_revoked_token_opens_nothing_and_a_new_one_ends_the_old(admin, hân, events):
    connection, token = connected(admin)
    assert Program(token).get("children").status_code == 200
    with acting_as(admin):
        revoke_token(connection=connection, by=admin)
    assert Program(token).get("children").status_code == 401
    assert events()[-1] == ("TOKEN_REFUSED", "kết nối ket-noi-1")


def test_an_expired_token_says_so(admin, hân, at):
    _, token = connected(admin)
    with at("2027-06-30 23:59"):
        assert Program(token).get("children").status_code == 200
    with at("2027-07-01 00:01"):
        answer = Program(token).get("children")
    assert answer.status_code == 401
    assert "hết hạn" in answer.json()["detail"]


def test_wrong_tokens_are_listened_to_a_few_times_only_and_lock_nobody_out(admin, hân, events, at):
    _, token = connected(admin)
    with at("2026-11-23 09:00"):
        answers = [Program("choche_guess").get("children").status_code for _ in range(MOST_REFUSED + 2)]
        assert answers == [401] * MOST_REFUSED + [429] * 2
        assert Program(token).get("children").status_code == 200
    with at("2026-11-23 09:30"):
        assert Program("choche_guess").get("children").status_code == 401
    assert [event for event, _ in events()].count("TOKEN_REFUSED") == MOST_REFUSED + 1


def test_more_than_so_many_requests_a_minute_wait(hospital, at, sql):
    with at("2026-11-23 09:00"):
        hospital.get("connection")
        Connection.objects.update(minute_requests=PER_MINUTE - 1)
        assert hospital.get("connection").status_code == 200
        late = hospital.get("connection")
        assert (late.status_code, late["Retry-After"]) == (429, "60")
    with at("2026-11-23 09:02"):
        assert hospital.get("connection").status_code == 200


def test_who_only_reads_cannot_send(admin):
    reader = Program(connected(admin, writes=False)[1])
    assert reader.put("a-1", **MINH).status_code == 403
    assert reader.post("records", {"rows": []}).status_code == 403


def test_errors_of_every_kind_are_json(hospital):
    wrong = {
        404: hospital.get("children/00000000-0000-4000-8000-000000000000"),
        405: hospital.client.delete("/api/v1/children", headers=hospital.headers),
        413: hospital.post("records", " " * (2 * 1024 * 1024 + 1)),
        400: hospital.post("records", "{no json"),
        422: hospital.post("records", {"rows": [{"own_id": "một hai", "child": {"tuoi": 3, "birth": 2015}}]}),
    }
    for status, answer in wrong.items():
        assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert hospital.client.get("/api/v1/nothing").headers["Content-Type"] == "application/problem+json"
    errors = {each["field"]: each["message"] for each in wrong[422].json()["errors"]}
    assert set(errors) == {"rows.0.own_id", "rows.0.child.tuoi", "rows.0.child.birth"}
    assert "ngoặc kép" in errors["rows.0.child.birth"]


# --- Reading ----------------------------------------------------------------------------------
def test_a_system_reads_the_fields_of_its_purpose_and_no_more(admin, hân):
    with acting_as(admin, scope=FIGURES):
        hân.personal_id, hân.health_insurance, hân.notes = "051319000001", "TE1512100123456", "ghi chú"
        hân.save()
    for code, purpose in OF_EXCHANGE.items():
        program = Program(connected(admin, purpose=code, name=code)[1])
        (child,) = program.get("children").json()["children"]
        assert set(child) - set(OURS) == set(purpose.columns) - {"ordinal", "code"}, code
        assert program.get(f"children/{hân.public_id}").json() == child


def test_a_child_in_json(hospital, hân):
    (child,) = hospital.get("children").json()["children"]
    assert child["id"] == str(hân.public_id)
    assert (child["full_name"], child["birth"], child["sex"]) == ("Nguyễn Gia Hân", "2019-03-14", "Nữ")
    assert (child["mother"], child["address"], child["neighbourhood"]) == ("Trần Thị Kim Chi", "12/4 Trần Phú", 7)
    assert child["personal_id"] is None


def test_extra_secret_circumstances_never_leave(hospital, hân, officer):
    with acting_as(officer, scope=FIGURES):
        groups = CircumstanceGroup.objects.order_by("pk")
        for group in (groups.filter(extra_secret=True).first(), groups.get(code="G04")):
            Circumstance.objects.create(
                child=hân, group=group, secret=group.extra_secret, started_on="2026-01-05", officer=officer
            )
    (child,) = hospital.get("children").json()["children"]
    assert child["circumstances"] == ["G04"]


def test_a_neighbourhoods_system_knows_of_no_other_child(admin, ward, hân, child_of):
    other = child_of("tdp12", full_name="Lê Bảo")
    program = Program(connected(admin, reach=Reach.NEIGHBOURHOODS, neighbourhoods=[ward["tdp7"]])[1])
    assert [child["id"] for child in program.pages()] == [str(hân.public_id)]
    assert program.get(f"children/{other.public_id}").status_code == 404
    assert {line["id"] for line in program.follow("0")[0]} == {str(hân.public_id)}


def test_a_schools_system_knows_its_pupils_without_their_families(admin, ward, hân, child_of):
    child_of("tdp7", full_name="Lê Bảo")
    program = Program(connected(admin, purpose="school", reach=Reach.AGENCY, agency=ward["school"], writes=False)[1])
    assert [child["full_name"] for child in program.pages()] == ["Nguyễn Gia Hân"]


def test_the_list_comes_in_pages_each_child_once(hospital, child_of):
    wanted = {str(child_of(full_name=f"Lê Văn {number}").public_id) for number in range(5)}
    found = [child["id"] for child in hospital.pages(limit=2)]
    assert len(found) == 5
    assert set(found) == wanted
    assert hospital.get("children", limit=201).status_code == 422


@pytest.mark.parametrize("address", ["children", "changes"])
def test_a_page_asks_the_database_as_often_whatever_its_length(hospital, child_of, address):
    def asked() -> int:
        with CaptureQueriesContext(database) as captured:
            assert hospital.get(address, limit=200).status_code == 200
        return len([each for each in captured if "SAVEPOINT" not in each["sql"]])

    child_of(mother="Trần Thị Chi")
    few = asked()
    for number in range(20):
        child_of(full_name=f"Lê Văn {number}", mother=f"Lê Thị {number}", address=f"{number} Lê Lợi")
    assert asked() == few <= 20


def test_a_child_is_found_by_personal_id_in_the_body(hospital, admin, hân, events):
    with acting_as(admin, scope=FIGURES):
        hân.personal_id = "051319000001"
        hân.save()
    found = hospital.post("children/lookup", {"personal_id": "051 319 000 001"})
    assert found.json()["id"] == str(hân.public_id)
    assert events()[-1] == ("CHILD_READ", hân.code)
    assert hospital.post("children/lookup", {"personal_id": "051319000002"}).status_code == 404
    assert events()[-1] == ("EXCHANGE_LISTED", "0 trẻ, tìm theo số định danh")  # a trace without the number
    assert hospital.post("children/lookup", {"personal_id": "12"}).json()["errors"][0]["field"] == "personal_id"


def test_a_purpose_without_personal_ids_finds_nobody_by_one(admin, hân):
    school = Program(connected(admin, purpose="school")[1])
    assert school.post("children/lookup", {"personal_id": "051319000001"}).status_code == 403


def test_what_has_not_changed_is_not_sent_again(hospital, hân, admin):
    first = hospital.get(f"children/{hân.public_id}")
    again = hospital.get(f"children/{hân.public_id}", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    with acting_as(admin, scope=FIGURES):
        home = hân.household
        home.address = "14 Trần Phú"
        home.save()
    assert hospital.get(f"children/{hân.public_id}", headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_every_reading_is_in_the_log_with_its_purpose(hospital, hân, admin):
    hospital.get("children")
    hospital.get("changes", since=0)
    hospital.get(f"children/{hân.public_id}")
    with acting_as(admin):
        lines = AccessEvent.objects.filter(actor__role="exchange_write").order_by("pk")
        told = [(each.event, each.about, each.reason, each.device) for each in lines]
    why = "Cập nhật phần mềm quản lý trẻ em của Bộ"
    assert told == [
        ("EXCHANGE_LISTED", "1 trẻ", why, "kết nối"),
        ("EXCHANGE_CHANGES_READ", "1 thay đổi", why, "kết nối"),
        ("CHILD_READ", hân.code, why, "kết nối"),
    ]


def test_the_system_learns_what_it_may_do(hospital):
    mine = hospital.get("connection").json()
    assert (mine["name"], mine["writes"], mine["valid_until"]) == (HOSPITAL.name, True, "2027-06-30")
    assert {"field": "full_name", "label": "Họ và tên"} in mine["fields"]


def test_narrowed_scope_holds_at_once(admin, ward, hân):
    connection, token = connected(admin)
    with acting_as(admin):
        connection.refresh_from_db()
        draft = HOSPITAL.__class__(
            **{**vars(HOSPITAL), "reach": Reach.NEIGHBOURHOODS, "neighbourhoods": [ward["tdp12"]]}
        )
        connection = edit_connection(connection=connection, by=admin, version=connection.version, draft=draft)
    assert Program(token).get("children").status_code == 401  # until a leader answers for the new scope
    confirmed(connection)
    assert Program(token).pages() == []


# --- Sending ----------------------------------------------------------------------------------
def test_a_new_child_is_written_once_and_the_same_again_is_identical(hospital, seen):
    first = hospital.put("bn-100", **MINH, mother="Trần Thị Hoa")
    again = hospital.put("bn-100", **MINH, mother="Trần Thị Hoa")
    assert (first.status_code, first.json()["outcome"]) == (201, "created")
    assert (again.status_code, again.json()["outcome"]) == (200, "identical")
    assert (first.json()["id"], first.json()["etag"]) == (again.json()["id"], again.json()["etag"])
    with seen():
        assert Child.objects.get().full_name == "Lê Minh"
    assert hospital.get("records/bn-100").json()["mother"] == "Trần Thị Hoa"


def test_what_is_read_may_be_sent_back_and_is_identical(hospital, hân):
    (child,) = hospital.get("children").json()["children"]
    answer = hospital.put("bn-1", **child)
    assert answer.json()["outcome"] == "identical"
    assert answer.json()["warnings"] == answer.json()["notes"] == []


def test_a_change_that_contradicts_nothing_is_written(hospital, hân, seen):
    answer = hospital.put(
        "bn-1",
        full_name="Nguyễn Gia Hân",
        birth="2019-03-14",
        class_name="1A",
        mother_phone="0905123456",
        mother="Trần Thị Kim Chi",
    )
    assert answer.json()["outcome"] == "changed"
    assert {each["field"]: (each["before"], each["after"]) for each in answer.json()["changes"]} == {
        "class_name": ("8B", "1A"),
        "mother_phone": ("", "0905123456"),
    }
    with seen():
        assert Child.objects.get().class_name == "1A"


def test_what_contradicts_the_register_is_not_written_but_waits(hospital, hân, importer, seen):
    hospital.put("bn-1", full_name="Nguyễn Gia Hân", birth="2019-03-14", mother="Trần Thị Kim Chi")
    other = {"full_name": "Nguyễn Gia Hân", "birth": "2019-04-13", "mother": "Trần Thị Kim Chi"}
    answers = [hospital.put("bn-1", **other) for _ in range(2)]
    for answer in answers:
        assert answer.status_code == 409
        (change,) = answer.json()["answer"]["changes"]
        assert (change["field"], change["before"], change["after"]) == ("birth", "14/03/2019", "13/04/2019")
    with seen():
        assert Child.objects.get().birth == PartialDate(2019, 3, 14)
    (batch,) = waiting_of(importer)
    (row,) = importer.rows(batch)
    importer.decide(batch, {row.number: "file"})
    importer.accept(batch)
    with seen():
        assert Child.objects.get().birth == PartialDate(2019, 4, 13)
    assert hospital.put("bn-1", **other).json()["outcome"] == "identical"


def waiting_of(importer):
    from children.models import ImportBatch

    with acting_as(importer.user):
        return list(ImportBatch.objects.visible_to(importer.user).filter(connection__isnull=False).order_by("pk"))


def test_an_officer_who_keeps_the_ward_s_own_is_not_asked_again(hospital, hân, importer, seen):
    hospital.put("bn-1", full_name="Nguyễn Gia Hân", birth="2019-03-14", mother="Trần Thị Kim Chi")
    other = {"full_name": "Nguyễn Gia Hân", "birth": "2019-04-13", "mother": "Trần Thị Kim Chi"}
    hospital.put("bn-1", **other)
    (batch,) = waiting_of(importer)
    (row,) = importer.rows(batch)
    importer.decide(batch, {row.number: "book"})
    importer.accept(batch)
    answer = hospital.put("bn-1", **other)
    assert (answer.status_code, answer.json()["outcome"]) == (200, "kept")
    assert len(waiting_of(importer)) == 1


def test_what_nobody_has_decided_is_asked_again_when_its_list_was_given_up(hospital, hân, importer, child_of):
    child_of(full_name="Lê Minh", birth=PartialDate(2018, 5, 6), mother="Trần Thị Hoa")
    hospital.put("bn-1", full_name="Nguyễn Gia Hân", birth="2019-03-14", mother="Trần Thị Kim Chi")
    hospital.put("bn-1", full_name="Nguyễn Gia Hân", birth="2019-04-13", mother="Trần Thị Kim Chi")
    other = {**MINH, "mother": "Lê Thị Khác"}
    assert hospital.put("bn-2", **other).status_code == 409
    (batch,) = waiting_of(importer)
    decided = next(row for row in importer.rows(batch) if row.says.full_name == "Nguyễn Gia Hân")
    importer.decide(batch, {decided.number: "file"})
    importer.discard(importer.accept(batch))
    assert hospital.put("bn-2", **other).status_code == 409
    assert len(waiting_of(importer)) == 2


def test_an_answer_that_is_not_carried_out_yet_outlives_the_same_request(hospital, hân, importer, seen):
    hospital.put("bn-1", full_name="Nguyễn Gia Hân", birth="2019-03-14", mother="Trần Thị Kim Chi")
    other = {"full_name": "Nguyễn Gia Hân", "birth": "2019-04-13", "mother": "Trần Thị Kim Chi"}
    hospital.put("bn-1", **other)
    (batch,) = waiting_of(importer)
    importer.decide(batch, {importer.rows(batch)[0].number: "file"})
    assert hospital.put("bn-1", **other).status_code == 409
    importer.accept(batch)
    with seen():
        assert Child.objects.get().birth == PartialDate(2019, 4, 13)


def test_a_row_decided_once_may_be_asked_about_again(hospital, hân, importer, seen):
    """What a system sends is no file in which a child stands once: later rows are news."""
    for birth in ("2019-04-13", "2019-05-14"):
        hospital.put("bn-1", full_name="Nguyễn Gia Hân", birth=birth, mother="Trần Thị Kim Chi")
        hospital.put("bn-2", full_name="Nguyễn Gia Hân", birth="2019-03-14", mother="Lê Thị Khác", neighbourhood=7)
        (batch,) = waiting_of(importer)
        row = next(row for row in importer.rows(batch) if row.says.birth.isoformat() == birth)
        importer.decide(batch, {row.number: "file"})
        importer.accept(batch)
        with seen():
            assert Child.objects.get(pk=hân.pk).birth.isoformat() == birth


def test_a_correction_takes_back_what_waited(hospital, hân, importer):
    hospital.put("bn-1", full_name="Nguyễn Gia Hân", birth="2019-03-14", mother="Trần Thị Kim Chi")
    hospital.put("bn-1", full_name="Nguyễn Gia Hân", birth="2019-04-13", mother="Trần Thị Kim Chi")
    assert hospital.put("bn-1", full_name="Nguyễn Gia Hân", birth="2019-03-14").json()["outcome"] == "identical"
    (batch,) = waiting_of(importer)
    assert importer.rows(batch) == []


def test_a_child_that_may_be_another_is_asked_about(hospital, hân, importer):
    answer = hospital.put("bn-2", full_name="Nguyễn Gia Hân", birth="2019-03-14", mother="Lê Thị Khác", neighbourhood=7)
    assert answer.status_code == 409
    assert answer.json()["detail"] == "Cùng tên, cùng ngày sinh, khác mẹ"


def test_whoever_read_an_older_version_writes_nothing(hospital, hân, seen):
    hospital.put("bn-1", full_name="Nguyễn Gia Hân", birth="2019-03-14", mother="Trần Thị Kim Chi")
    etag = hospital.get("records/bn-1")["ETag"]
    more = {"full_name": "Nguyễn Gia Hân", "birth": "2019-03-14", "class_name": "1A"}
    assert hospital.put("bn-1", headers={"If-Match": etag}, **more).status_code == 200
    late = hospital.put("bn-1", headers={"If-Match": etag}, **{**more, "class_name": "2A"})
    assert late.status_code == 412
    with seen():
        assert Child.objects.get().class_name == "1A"


def test_each_wrong_field_has_its_sentence(hospital):
    answer = hospital.put("bn-1", full_name="Lê 9", birth="31/2/2018", sex="Nam", neighbourhood=99, personal_id="12")
    assert answer.status_code == 422
    errors = {each["field"]: each["message"] for each in answer.json()["errors"]}
    assert set(errors) == {"full_name", "birth", "neighbourhood", "personal_id"}
    assert "tháng 02/2018" in errors["birth"]


def test_a_field_beyond_the_purpose_is_refused(admin):
    school = Program(connected(admin, purpose="school")[1])
    answer = school.put("hs-1", **MINH, personal_id="051218000001")
    assert [each["field"] for each in answer.json()["errors"]] == ["personal_id"]


def test_a_personal_id_is_no_id_of_a_record(hospital):
    answer = hospital.put("051218000001", **MINH)
    assert [each["field"] for each in answer.json()["errors"]] == ["own_id"]


def test_a_child_outside_the_scope_is_not_added_and_not_told_of(admin, ward, importer, child_of, seen):
    with acting_as(admin, scope=FIGURES):
        child_of("tdp12", full_name="Lê Bảo", personal_id="051218000001")
    program = Program(connected(admin, reach=Reach.NEIGHBOURHOODS, neighbourhoods=[ward["tdp7"]])[1])
    outside = program.put("a-1", **{**MINH, "neighbourhood": 12})
    assert outside.status_code == 422
    hidden = program.put("a-2", **MINH, personal_id="051218000001")
    assert hidden.status_code == 409
    assert "Bảo" not in hidden.content.decode()
    with seen():
        assert Child.objects.count() == 1
    (batch,) = waiting_of(importer)
    assert len(importer.rows(batch)) == 1


def test_many_at_once_each_with_an_answer(hospital, hân, seen):
    rows = [
        {"own_id": "a-1", "child": MINH},
        {"own_id": "a-2", "child": {**MINH, "full_name": "Lê Hoa", "sex": "Nữ"}},
        {"own_id": "a-3", "child": {"full_name": "Lê Không Ngày"}},
        {"own_id": "a-4", "child": {"full_name": "Nguyễn Gia Hân", "birth": "2019-03-14", "mother": "Lê Thị Khác"}},
        {"own_id": "a-1", "child": MINH},
    ]
    answers = hospital.post("records", {"rows": rows}).json()["answers"]
    assert [each["outcome"] for each in answers] == ["created", "created", "refused", "conflict", "refused"]
    assert answers[2]["errors"][0]["field"] == "birth"
    again = hospital.post("records", {"rows": rows[:2]}).json()["answers"]
    assert [each["outcome"] for each in again] == ["identical", "identical"]
    with seen():
        assert Child.objects.count() == 3


def test_circumstances_and_disabilities_are_written(hospital, hân, seen):
    known = {"full_name": "Nguyễn Gia Hân", "birth": "2019-03-14", "mother": "Trần Thị Kim Chi"}
    assert hospital.put("bn-1", **known, circumstances=["G04"]).json()["outcome"] == "changed"
    rows = [
        {"own_id": "bn-2", "child": {**MINH, "circumstances": ["G04"], "disability_level": "Nặng"}},
        {"own_id": "bn-3", "child": {**MINH, "full_name": "Lê Hoa", "sex": "Nữ"}},
    ]
    answers = hospital.post("records", {"rows": rows}).json()["answers"]
    assert [each["outcome"] for each in answers] == ["created", "created"]
    with seen():
        groups = Circumstance.objects.order_by("pk").values_list("child__full_name", "group__code")
        assert set(groups) >= {("Nguyễn Gia Hân", "G04"), ("Lê Minh", "G04")}


def test_an_extra_secret_circumstance_that_is_sent_is_not_written(hospital, seen):
    with seen():
        code = CircumstanceGroup.objects.filter(extra_secret=True).first().code
    assert hospital.put("bn-1", **MINH, circumstances=[code]).status_code in (201, 422)
    with seen():
        assert not Circumstance.objects.exists()


def test_a_child_that_has_left_the_scope_is_not_added_again(admin, ward, hân, seen):
    connection, token = connected(admin)
    program = Program(token)
    known = {"full_name": "Nguyễn Gia Hân", "birth": "2019-03-14", "sex": "Nữ", "mother": "Trần Thị Kim Chi"}
    assert program.put("bn-1", **known).json()["outcome"] == "identical"
    connection.refresh_from_db()
    with acting_as(admin):
        narrow = replace(HOSPITAL, reach=Reach.NEIGHBOURHOODS, neighbourhoods=[ward["tdp12"]])
        confirmed(edit_connection(connection=connection, by=admin, version=connection.version, draft=narrow))
    again = program.put("bn-1", **known, neighbourhood=12)
    assert again.status_code == 422
    assert "ngoài phạm vi" in again.json()["detail"]
    with seen():
        assert Child.objects.count() == 1


def test_not_more_than_five_hundred_at_once(hospital):
    rows = [{"own_id": f"a-{number}", "child": {}} for number in range(501)]
    answer = hospital.post("records", {"rows": rows})
    assert answer.status_code == 422
    assert answer.json()["errors"] == [{"field": "rows", "message": "Nhiều hơn 500. Chia thành nhiều lần gửi."}]


def test_what_was_sent_is_in_the_log_and_in_the_history(hospital, events, sql, admin):
    hospital.put("bn-1", **MINH)
    with acting_as(admin):
        system = Connection.objects.get().account
    (event, about) = events()[-1]
    assert (event, about[:3]) == ("EXCHANGE_WRITTEN", "TE-")
    with acting_as(system):
        assert sql("select actor from audit_change where tbl = 'children_child'") == [(system.pk,)]


def test_no_name_and_no_number_stands_in_an_address(hospital):
    described = json.dumps(hospital.get("openapi.json").json()["paths"])
    assert "personal_id}" not in described
    assert hospital.put("Lê-Minh", **MINH).status_code == 422
    assert datetime.date.today()

"""“Thay đổi”: who changed which kind of record, across all records and without what stands in them."""

import pytest
from django.db import DatabaseError, transaction

from accounts.acting import acting_as
from accounts.actions.users import edit_user
from accounts.authorization import Role
from accounts.changes import kinds
from accounts.models import User
from accounts.people import Person
from agencies.models import Agency
from children.actions.justice import record_justice
from children.models import Child
from tests.children.conftest import child_of  # noqa: F401  a fixture
from tests.children.justice import ADOPTED

PAGE = "/access-log/changes/"


def lines(response) -> list[tuple[str, str, str]]:
    return [(line.name, line.deed, line.what) for line in response.context["page"]]


@pytest.fixture
def story(child_of, officer, other_officer, admin, clerk, at):  # noqa: F811
    """A child came by import, is corrected by Vân; Hà corrects two in one go; Trí edits an account a week before."""
    with at("2026-11-10 09:00"), acting_as(admin):
        edit_user(user=clerk, by=admin, version=clerk.version, person=Person("Nguyễn Hữu Phước", Role.CLERK, "Văn thư"))
    with at("2026-11-20 08:00"):
        first, second = child_of(full_name="Y Thơm"), child_of(full_name="Lê An")
    with at("2026-11-23 09:00"), acting_as(officer):
        Child.objects.filter(pk=first.pk).update(full_name="Y Thơm Niê")
    with at("2026-11-23 10:00"), acting_as(other_officer):
        Child.objects.filter(pk__in=[first.pk, second.pk]).update(residence="away")
    return first


@pytest.fixture
def page(story, as_user, at):
    """The page as this person sees it; the database keeps its own time, so the story is looked for in all of a year."""

    def look(person, query=""):
        return as_user(person).get(f"{PAGE}?span=year{query}")

    return look


def test_leaders_see_who_changed_what_newest_first_one_line_a_go(page, story, chair):
    found = lines(page(chair, "&kind=children_child"))
    assert found[:2] == [
        ("Đỗ Thị Thu Hà", "Sửa", "Trẻ em: 2 bản ghi"),
        ("Phạm Thị Hồng Vân", "Sửa", f"Trẻ em {story.code}"),
    ]
    assert ("Hệ thống", "Thêm mới", f"Trẻ em {story.code}") in found
    assert ("Ngô Minh Trí", "Sửa", "Người dùng phuoc.nh") in lines(page(chair))


def test_no_value_stands_on_the_page(page, chair, admin):
    for person in (chair, admin):
        text = page(person).content.decode()
        assert "Trẻ em" in text
        assert "Thơm" not in text
        assert "Lê An" not in text


def test_an_administrator_who_sees_no_child_sees_that_children_were_changed(page, story, admin):
    assert ("Phạm Thị Hồng Vân", "Sửa", f"Trẻ em {story.code}") in lines(page(admin))


def test_by_kind_and_by_person(page, story, chair, officer, admin):
    assert {what.split(" ")[0] for _, _, what in lines(page(chair, "&kind=children_child"))} == {"Trẻ"}
    assert lines(page(chair, f"&person={officer.public_id}")) == [("Phạm Thị Hồng Vân", "Sửa", f"Trẻ em {story.code}")]
    assert lines(page(chair, f"&person={admin.public_id}&kind=children_child")) == []
    assert len(lines(page(chair, "&kind=accounts_accessevent"))) == len(lines(page(chair)))  # no kind of ours


def test_outside_the_days_nothing_is_found(story, chair, as_user):
    assert lines(as_user(chair).get(f"{PAGE}?from=01/01/2020&to=31/01/2020")) == []


def test_a_record_that_is_gone_keeps_its_line(page, ward, chair, admin):
    with acting_as(admin):
        Agency.objects.filter(pk=ward["station"].pk).delete()
    assert lines(page(chair, "&kind=agencies_agency"))[0] == ("Ngô Minh Trí", "Xóa", "Cơ quan")


@pytest.mark.parametrize("name", ["officer", "clerk", "collaborator", "teacher"])
def test_it_is_for_those_who_read_everybodys_log(page, request, name):
    assert page(request.getfixturevalue(name)).status_code == 403


def test_the_database_itself_tells_nobody_else(story, officer, chair, sql):
    overview = "select count(*) from audit_overview('2020-01-01', '2100-01-01', null, array['children_child'], 100)"
    with acting_as(officer):
        assert sql(overview) == [(0,)]
    with acting_as(chair):
        assert sql(overview)[0][0] > 0
    with pytest.raises(DatabaseError), transaction.atomic():
        sql(overview)


@pytest.fixture
def adopted(child_of, officer, at):  # noqa: F811
    child = child_of()
    with at("2026-11-24 14:05"), acting_as(officer):
        return record_justice(child=child, by=officer, draft=ADOPTED)


def test_a_kind_that_tells_of_a_child_is_named_to_those_alone_who_see_every_secret(
    adopted, officer, chair, vice_chair, admin, as_user
):
    """Beside the access log, which has the child's code at the same minute, “nuôi con nuôi” would name the child."""
    with acting_as(User.objects.system()):
        User.objects.filter(pk=vice_chair.pk).update(in_charge_of_children=False)
    vice_chair.refresh_from_db()
    whole = f"{PAGE}?span=year&person={officer.public_id}"
    assert ("Phạm Thị Hồng Vân", "Thêm mới", "Việc nuôi con nuôi") in lines(as_user(chair).get(whole))
    for user in (admin, vice_chair):
        page = as_user(user).get(whole)
        assert "nuôi con nuôi" not in page.content.decode().lower()
        told = ("Phạm Thị Hồng Vân", "Thêm mới", "Phần của hồ sơ trẻ em")
        assert lines(page) == [told]
        (kind,) = [
            choice.value for chip in page.context["filters"] for choice in chip.choices if choice.label == told[2]
        ]
        assert lines(as_user(user).get(f"{whole}&kind={kind}")) == [told]
        asked = as_user(user).get(f"{whole}&kind=children_adoption")  # by a guessed address
        assert lines(asked) == [told]
        assert "nuôi con nuôi" not in asked.content.decode().lower()


def test_whoever_sees_every_secret_sees_each_kind_by_name(adopted, chair, as_user):
    found = lines(as_user(chair).get(f"{PAGE}?span=year&kind=children_adoption"))
    assert found == [("Phạm Thị Hồng Vân", "Thêm mới", "Việc nuôi con nuôi")]


def test_every_part_of_a_childs_record_with_an_extra_secret_mark_is_one_of_those():
    secret = {table for table, model in kinds().items() if hasattr(model, "secret") and hasattr(model, "child")}
    assert secret
    telling = {table for table, model in kinds().items() if getattr(model.Privacy, "telling", False)}
    assert secret <= telling

"""People come, change and go; their accounts stay."""

from dataclasses import replace
from datetime import date

import pytest
from django.utils import timezone

from accounts.acting import acting_as
from accounts.actions.passwords import reset_password
from accounts.actions.users import add_user, add_users, deactivate_user, edit_user, reactivate_user
from accounts.authorization import Role
from accounts.backend import ActiveUserBackend
from accounts.models import AccessEvent, Notification, User
from accounts.people import Person
from accounts.queries import free_username
from interface.refusals import NotAllowed, Refused, StaleVersion


def person(**more) -> Person:
    return Person(**{"full_name": "Bùi Thị Ngọc Ánh", "role": Role.CLERK} | more)


def test_an_administrator_adds_a_person_who_must_choose_an_own_password(admin):
    with acting_as(admin):
        user, temporary = add_user(by=admin, username="anh.btn", person=person())
    assert user.check_password(temporary)
    assert user.must_change_password
    assert user.search_key == "bui thi ngoc anh"


def test_adding_is_written_to_the_log_without_a_name(admin):
    with acting_as(admin):
        add_user(by=admin, username="anh.btn", person=person())
    with acting_as(admin):
        event = AccessEvent.objects.get(event="USER_ADDED")
    assert event.about == "tài khoản anh.btn"
    assert event.actor == admin


def test_an_officer_adds_nobody(officer):
    with acting_as(officer), pytest.raises(NotAllowed):
        add_user(by=officer, username="anh.btn", person=person())


def test_a_collaborator_needs_a_neighbourhood_and_a_focal_point_an_agency(admin):
    with acting_as(admin):
        with pytest.raises(Refused, match="ít nhất một tổ dân phố"):
            add_user(by=admin, username="anh.btn", person=person(role=Role.COLLABORATOR))
        with pytest.raises(Refused, match="cần một cơ quan"):
            add_user(by=admin, username="anh.btn", person=person(role=Role.FOCAL_POINT))


def test_nobody_gets_the_role_of_the_machine(admin):
    with acting_as(admin), pytest.raises(Refused, match="chỉ dành cho máy"):
        add_user(by=admin, username="anh.btn", person=person(role=Role.SYSTEM))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Đặng Thị Mỹ Duyên", "duyen.dtm"),
        ("Phạm Thị Hồng Vân", "van.pth2"),  # van.pth is the officer of the cast
        ("H'Hen Niê", "hhen.n"),
        ("Thảo", "thao"),
    ],
)
def test_a_name_to_sign_in_with_is_proposed(officer, name, expected):
    assert free_username(name) == expected


def test_who_opened_the_form_before_somebody_saved_is_told_so(admin, clerk):
    with acting_as(admin):
        edit_user(user=clerk, by=admin, version=clerk.version, person=person(title="Văn thư"))
        with pytest.raises(StaleVersion):
            edit_user(user=clerk, by=admin, version=clerk.version, person=person(title="Thủ quỹ"))
    assert User.objects.get(pk=clerk.pk).title == "Văn thư"


def test_a_leaver_is_signed_out_at_once_and_cannot_sign_in(admin, clerk, as_user):
    browser = as_user(clerk)
    assert browser.get("/still-here/").status_code == 204
    with acting_as(admin):
        deactivate_user(user=clerk, by=admin, left_on=date(2026, 11, 23))
    assert browser.get("/still-here/").status_code == 302
    assert ActiveUserBackend().authenticate(None, username="phuoc.nh", password="mat-khau-rat-dai") is None


def test_nobody_leaves_in_the_future(admin, clerk, at):
    with at("2026-11-23 09:00"), acting_as(admin), pytest.raises(Refused, match="sau hôm nay"):
        deactivate_user(user=clerk, by=admin, left_on=date(2026, 11, 24))


def test_the_last_administrator_stays(admin):
    with acting_as(admin):
        with pytest.raises(Refused, match="cuối cùng"):
            deactivate_user(user=admin, by=admin, left_on=date(2026, 11, 23))
        with pytest.raises(Refused, match="cuối cùng"):
            edit_user(user=admin, by=admin, version=admin.version, person=person(role=Role.CLERK))
        add_user(by=admin, username="anh.btn", person=person(role=Role.ADMIN))
        deactivate_user(user=admin, by=admin, left_on=date(2026, 11, 23))
    assert not User.objects.get(pk=admin.pk).is_active


def test_who_comes_back_gets_the_old_account_and_a_new_password(admin, clerk):
    with acting_as(admin):
        deactivate_user(user=clerk, by=admin, left_on=date(2026, 11, 1))
        user, temporary = reactivate_user(user=clerk, by=admin)
    assert user.pk == clerk.pk
    assert user.is_active
    assert user.check_password(temporary)


def test_nobody_leaves_twice_and_nobody_comes_back_who_is_here(admin, clerk):
    with acting_as(admin):
        with pytest.raises(Refused, match="đang dùng"):
            reactivate_user(user=clerk, by=admin)
        deactivate_user(user=clerk, by=admin, left_on=date(2026, 11, 1))
        with pytest.raises(Refused, match="đã nghỉ từ ngày 01/11/2026"):
            deactivate_user(user=clerk, by=admin, left_on=date(2026, 11, 20))
    assert User.objects.get(pk=clerk.pk).left_on == date(2026, 11, 1)


def test_a_right_lost_meanwhile_is_noticed_under_the_lock(admin, clerk, chair):
    """The administrator whose page is still open has become a clerk."""
    with acting_as(admin):
        other, _ = add_user(by=admin, username="anh.btn", person=person(role=Role.ADMIN))
        edit_user(user=admin, by=other, version=admin.version, person=person(role=Role.CLERK))
        admin.refresh_from_db()
        with pytest.raises(NotAllowed):
            edit_user(user=clerk, by=admin, version=clerk.version, person=person())


def test_a_pasted_list_names_each_person_once(admin):
    twins = [person(phone="0905123456"), person(phone="0905123456"), person(phone="0905999999"), person()]
    with acting_as(admin):
        first = add_users(by=admin, people=twins)
        again = add_users(by=admin, people=twins)
    assert [user.username for user, _ in first] == ["anh.btn", "anh.btn2"]  # another telephone, another person
    assert again == []


def test_a_password_given_by_the_administrator_must_be_changed(admin, clerk):
    with acting_as(admin):
        temporary = reset_password(user=clerk, by=admin)
    clerk.refresh_from_db()
    assert clerk.must_change_password
    assert clerk.check_password(temporary)


def test_only_the_administrator_resets_a_password(chair, clerk):
    with acting_as(chair), pytest.raises(NotAllowed):
        reset_password(user=clerk, by=chair)


def test_leaders_hear_of_every_account_that_gets_a_way_to_the_children(admin, chair, clerk, vice_chair):
    def told():
        return list(Notification.objects.filter(recipient=vice_chair).order_by("pk").values_list("text", flat=True))

    with acting_as(admin):
        user, _ = add_user(by=admin, username="moi.nv", person=Person("Nguyễn Văn Mới", Role.OFFICER))
        reset_password(user=chair, by=admin)
        reset_password(user=clerk, by=admin)  # sees no child
        deactivate_user(user=user, by=admin, left_on=timezone.localdate())
        reactivate_user(user=user, by=admin)
    with acting_as(vice_chair):
        assert told() == [
            "Thêm: tài khoản moi.nv, Công chức Văn hóa - Xã hội",
            "Đặt lại mật khẩu: tài khoản duy.tq, Chủ tịch UBND",
            "Cho nghỉ: tài khoản moi.nv, Công chức Văn hóa - Xã hội",
            "Cho dùng lại: tài khoản moi.nv, Công chức Văn hóa - Xã hội",
        ]


def bell_of(person) -> list[str]:
    with acting_as(person):
        return list(Notification.objects.filter(recipient=person).order_by("pk").values_list("text", flat=True))


def changed(admin, user, **facts) -> None:
    """The administrator changes one thing about an account."""
    user.refresh_from_db()
    kept = Person(
        user.full_name,
        Role(user.role),
        agency=user.agency,
        neighbourhoods=list(user.neighbourhoods.all()),
        in_charge_of_children=user.in_charge_of_children,
    )
    with acting_as(admin):
        edit_user(user=user, by=admin, version=user.version, person=replace(kept, **facts))


def test_leaders_hear_when_an_account_sees_other_children_than_before(
    admin, chair, vice_chair, collaborator, teacher, ward
):
    nurse = Person("Bùi Thị Ngọc Ánh", Role.FOCAL_POINT, agency=ward["station"])
    with acting_as(admin):
        nurse, _ = add_user(by=admin, username="anh.btn", person=nurse)
    changed(admin, collaborator, neighbourhoods=[ward["tdp7"], ward["tdp12"]])
    changed(admin, nurse, agency=ward["school"])
    changed(admin, vice_chair, in_charge_of_children=False)
    changed(admin, teacher, title="Giáo viên chủ nhiệm")  # sees the same pupils
    scope = "Đổi vai trò, phạm vi: tài khoản"
    assert bell_of(chair) == [
        "Thêm: tài khoản anh.btn, Đầu mối cơ quan",
        f"{scope} lan.lt, Cộng tác viên",
        f"{scope} anh.btn, Đầu mối cơ quan",
        f"{scope} le.dtm, Phó Chủ tịch UBND",
    ]


def test_a_leader_who_is_made_none_hears_of_it(admin, chair, clerk):
    changed(admin, chair, role=Role.CLERK)
    assert bell_of(chair) == ["Đổi vai trò, phạm vi: tài khoản duy.tq, Văn thư"]
    assert bell_of(clerk) == []


def test_where_nobody_leads_the_officers_hear(admin, officer, other_officer):
    with acting_as(admin):
        add_user(by=admin, username="moi.nv", person=Person("Nguyễn Văn Mới", Role.OFFICER))
    for each in (officer, other_officer):
        assert bell_of(each) == ["Thêm: tài khoản moi.nv, Công chức Văn hóa - Xã hội"]


def test_nobody_changes_the_own_role(admin, clerk):
    with acting_as(admin):
        edit_user(user=clerk, by=admin, version=clerk.version, person=Person("Nguyễn Hữu Phước", Role.ADMIN))
        with pytest.raises(Refused, match="tự đổi vai trò"):
            edit_user(user=admin, by=admin, version=admin.version, person=Person("Ngô Minh Trí", Role.CHAIR))


def test_a_chair_who_comes_back_finds_one_chair(admin, chair, clerk):
    with acting_as(admin):
        deactivate_user(user=chair, by=admin, left_on=timezone.localdate())
    changed(admin, clerk, role=Role.CHAIR)
    with acting_as(admin), pytest.raises(Refused, match="Đang có Chủ tịch là Nguyễn Hữu Phước"):
        reactivate_user(user=chair, by=admin)


def test_a_ward_has_one_chair(admin, chair):
    with acting_as(admin), pytest.raises(Refused, match="Đang có Chủ tịch là Trần Quốc Duy"):
        add_user(by=admin, person=Person("Lê Văn Hai", Role.CHAIR))

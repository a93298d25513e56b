"""Change history in words."""

from accounts.acting import acting_as
from accounts.actions.passwords import change_password
from accounts.actions.users import add_user, edit_user
from accounts.authorization import Role
from accounts.history import field_line, history_entries
from accounts.models import Draft, User
from accounts.people import Person


def described(entries):
    return [(e.who, e.deed, [(line.label, line.old, line.new) for line in e.lines]) for e in entries]


def test_a_change_says_who_when_old_and_new(admin, ward, at):
    collaborator = Person("Lê Thị Lan", Role.COLLABORATOR, neighbourhoods=[ward["tdp7"]])
    with at("2026-11-23 08:00"), acting_as(admin):
        user, _ = add_user(by=admin, username="lan.lt", person=collaborator)
    with at("2026-11-23 09:00"), acting_as(admin):
        moved = Person("Lê Thị Lan", Role.FOCAL_POINT, agency=ward["school"], neighbourhoods=[ward["tdp12"]])
        edit_user(user=user, by=admin, version=user.version, person=moved)
    with acting_as(admin):
        changed, added = history_entries(user, admin, links=["neighbourhoods"])
    assert described([changed]) == [
        (
            "Ngô Minh Trí",
            "Sửa",
            [
                ("Vai trò", "Cộng tác viên", "Đầu mối cơ quan"),
                ("Cơ quan", "chưa ghi", "Trường THCS Ánh Dương"),
                ("Tổ dân phố phụ trách", "Tổ dân phố 7", "Tổ dân phố 12"),
            ],
        )
    ]
    assert added.deed == "Thêm mới"
    assert ("Họ và tên", "", "Lê Thị Lan") in described([added])[0][2]
    assert ("Phải đổi mật khẩu", "", "có") in described([added])[0][2]


def test_a_telephone_number_stands_in_groups():
    assert field_line(User._meta.get_field("phone"), "", "0905123456", None).new == "0905 123 456"


def test_a_password_never_stands_in_the_history(admin, clerk, sql):
    with acting_as(clerk):
        change_password(by=clerk, new="mot-mat-khau-khac")
        kept = sql("select new::text from audit_change where tbl = 'accounts_user' and object_id = %s", clerk.pk)
    assert kept
    assert all("password" not in row.replace("must_change_password", "") for (row,) in kept)


def test_an_encrypted_field_is_told_only_as_changed():
    line = field_line(Draft._meta.get_field("typed"), "\\x0102", "\\x0304", None)
    assert (line.old, line.new) == ("đã ghi (che)", "đã đổi")

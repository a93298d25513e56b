"""“Tài khoản của tôi” and “Vai trò và quyền”."""

import pytest


def test_one_sees_who_one_is_and_what_one_may_do(collaborator, as_user):
    page = as_user(collaborator).get("/account/").content.decode()
    assert "Lê Thị Lan" in page
    assert "Tổ dân phố 7" in page
    assert "Xem trẻ em trong phạm vi của mình" in page
    assert "Nhập danh sách trẻ em" not in page


def test_ones_own_latest_deeds_stand_there(officer, client):
    client.post("/sign-in/", {"username": "van.pth", "password": "mat-khau-rat-dai"})
    assert "Đăng nhập" in client.get("/account/").content.decode()


def test_roles_are_explained_in_words(admin, as_user):
    page = as_user(admin).get("/roles/").content.decode()
    assert "Cấp số và giữ sổ văn bản đi" in page
    assert "Hiện đủ số định danh cá nhân" in page
    assert ">Hệ thống<" not in page


@pytest.mark.parametrize("name", ["teacher", "collaborator", "clerk"])
def test_roles_are_no_page_of_those_who_only_use_them(request, as_user, name):
    assert as_user(request.getfixturevalue(name)).get("/roles/").status_code == 403

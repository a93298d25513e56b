"""The roles may what the ward's access matrix says, where both speak of the same thing (PRIV-01)."""

from pathlib import Path

import pytest
import yaml

from accounts.acting import acting_as
from accounts.authorization import Role, allows, permissions_of, scope_of

MATRIX = yaml.safe_load(Path(__file__).with_name("access_matrix.yaml").read_text())
CELLS = {kind["id"]: kind for kind in MATRIX["kinds"]}
ROLES = {
    "collaborator": [Role.COLLABORATOR],
    "focal_point": [Role.FOCAL_POINT],
    "officer": [Role.OFFICER, Role.PROTECTION_WORKER],
    "leadership": [Role.CHAIR, Role.VICE_CHAIR],
    "admin": [Role.ADMIN],
}
PEOPLE = {
    "collaborator": "lan.lt", "focal_point": "trang.nt", "officer": "van.pth", "leadership": "duy.tq",
    "admin": "tri.nm",
}  # fmt: skip
# A right in the matrix, and the permission that gives it here.
SAME = [
    ("child_basic", "read", "children.view"),
    ("child_basic", "update", "children.edit"),
    ("group_ordinary", "read", "children.view_circumstances"),
    ("audit_log", "read", "accounts.view_own_log"),
]
# Where we give more than the matrix, with the reason.
MORE = {
    ("accounts.view_own_log", "collaborator"): "only what one has done oneself",
    ("accounts.view_own_log", "focal_point"): "only what one has done oneself",
}


def rights(kind: str, role: str) -> set[str]:
    can = CELLS[kind][role]["can"]
    return {"create", "read", "update", "export"} if "full" in can else set(can)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("kind", "right", "permission"), SAME)
def test_each_role_has_the_rights_of_the_matrix(role, kind, right, permission):
    given = right in rights(kind, role) or (permission, role) in MORE
    assert {allows(each, permission) for each in ROLES[role]} == {given}


def test_a_minimum_of_fields_is_no_details():
    for role, ours in ROLES.items():
        cell = CELLS["child_basic"][role]
        details = "read" in rights("child_basic", role) and cell.get("fields") != "minimum"
        assert {allows(each, "children.view_details") for each in ours} == {details}, role


def test_everybodys_log_is_for_those_whose_scope_is_the_ward():
    for role, ours in ROLES.items():
        assert {allows(each, "accounts.view_log") for each in ours} == {CELLS["audit_log"][role].get("scope") == "ward"}


@pytest.mark.parametrize("role", ROLES)
def test_row_level_security_lets_through_what_the_matrix_calls_ones_own(cast, role):
    person = cast[PEOPLE[role]]
    with acting_as(person):
        scope = scope_of(person)
    reach = {"ward": scope.whole_ward, "own_tdp": bool(scope.neighbourhoods), "own_list": bool(scope.agencies)}
    wanted = CELLS["child_basic"][role].get("scope")
    assert [name for name, reached in reach.items() if reached] == ([wanted] if wanted else [])
    assert scope.secrets == (CELLS["group_extra_secret"][role].get("scope") == "approver")


def test_the_clerk_is_not_in_the_matrix_and_knows_of_no_child():
    assert "clerk" not in {role["id"] for role in MATRIX["roles"]}
    assert [name for name in permissions_of(Role.CLERK) if name.startswith("children.")] == []

"""What the register asks of its keepers."""

import datetime

from accounts.acting import acting_as
from children.todo import children_turning_16, register_to_complete
from vietnamese.partial_dates import PartialDate


def todos(source, person):
    with acting_as(person):
        return [(todo.title, todo.due) for todo in source(person)]


def test_the_day_of_children_turning_16_is_the_first_birthday(child_of, officer, collaborator, at):
    for born in (PartialDate(2010, 11, 25), PartialDate(2010, 11, 29), PartialDate(2010, 12, 9)):
        child_of("tdp7", birth=born)
    with at("2026-11-23 08:00"):
        assert todos(children_turning_16, officer) == [("2 trẻ sắp đủ 16 tuổi", datetime.date(2026, 11, 25))]
        assert todos(children_turning_16, collaborator) == []
    with at("2026-11-30 08:00"):
        assert todos(children_turning_16, officer) == []


def test_an_empty_register_begins_with_a_list(child_of, ward, officer, collaborator):
    assert todos(register_to_complete, officer) == [("Nhập danh sách trẻ em của phường", None)]
    assert todos(register_to_complete, collaborator) == []
    child_of("tdp7")
    assert todos(register_to_complete, officer) == [("1 trẻ chưa có số định danh", None)]


def test_numbers_are_asked_of_those_who_can_ask_the_family(child_of, officer, collaborator, chair, teacher, at):
    child_of("tdp7")
    child_of("tdp12")
    with at("2026-11-23 08:00"):
        assert todos(register_to_complete, officer) == [("2 trẻ chưa có số định danh", None)]
        assert todos(register_to_complete, collaborator) == [("1 trẻ chưa có số định danh", None)]
        assert todos(register_to_complete, chair) == todos(register_to_complete, teacher) == []

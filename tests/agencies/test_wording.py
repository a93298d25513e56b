"""What pages and notifications say, without a page."""

from datetime import date
from types import SimpleNamespace as Some

import pytest

from agencies.models import Agency, CalendarDay, DayKind, DocumentState, RegisteredDocument, Signer
from agencies.wording import (
    agencies_listed,
    committee_sits,
    days_off_counted,
    document_named,
    document_to_correct,
    meeting_held,
    neighbourhoods_listed,
    organisation_stands,
    register_waits,
)

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("period", "status", "word", "detail"),
    [
        ((date(2026, 11, 24), None), "run", "Sắp có", "từ 24/11/2026"),
        ((TODAY, None), "done", "Đang hoạt động", ""),
        ((date(2025, 7, 1), TODAY), "soon", "Sắp thôi", "sau ngày 23/11/2026"),
        ((date(2025, 7, 1), date(2026, 11, 22)), "idle", "Đã thôi", "sau ngày 22/11/2026"),
    ],
)
def test_how_a_record_stands_on_a_day(period, status, word, detail):
    standing = Agency(valid_from=period[0], valid_to=period[1]).standing_on(TODAY)
    assert (standing.status, standing.word, standing.detail) == (status, word, detail)


def test_a_signer_in_force_signs():
    assert Signer(valid_from=TODAY).standing_on(TODAY).word == "Đang ký"


@pytest.mark.parametrize(
    ("state", "on_paper", "status", "word"),
    [
        (DocumentState.DRAFTED, False, "soon", "Chờ cấp số"),
        (DocumentState.RETURNED, False, "soon", "Trả lại người soạn"),
        (DocumentState.WITHDRAWN, False, "idle", "Người soạn đã rút"),
        (DocumentState.ISSUED, False, "done", "Đã ban hành"),
        (DocumentState.ISSUED, True, "done", "Sổ giấy"),
        (DocumentState.CANCELLED, True, "idle", "Hủy số"),
    ],
)
def test_how_a_document_stands(state, on_paper, status, word):
    standing = RegisteredDocument(state=state, on_paper=on_paper).standing
    assert (standing.status, standing.word) == (status, word)


def test_days_on_which_people_work_look_different_from_days_off():
    assert {kind: CalendarDay(kind=kind).standing.status for kind in DayKind} == {
        DayKind.HOLIDAY: "idle",
        DayKind.COMPENSATORY: "idle",
        DayKind.SWAP_OFF: "idle",
        DayKind.SWAP_WORKED: "run",
        DayKind.PROPOSED: "soon",
    }


def test_lists_say_how_many_and_what_is_missing():
    with_one, without = Some(focal_points=["bà Trang"], is_to_come=False), Some(focal_points=[], is_to_come=False)
    assert agencies_listed([with_one, without, without]) == "3 cơ quan, 2 chưa có đầu mối."
    assert agencies_listed([with_one]) == "1 cơ quan, đều có đầu mối."
    cared, alone, later = (
        Some(working_collaborators=people, is_to_come=to_come)
        for people, to_come in ((["bà Lan"], False), ([], False), ([], True))
    )
    assert neighbourhoods_listed([cared, alone]) == "2 tổ dân phố, 1 tổ chưa có cộng tác viên."
    assert neighbourhoods_listed([cared]) == "1 tổ dân phố."
    assert neighbourhoods_listed([cared, later]) == "1 tổ dân phố. 1 tổ sắp có."
    assert agencies_listed([with_one, Some(focal_points=[], is_to_come=True)]) == (
        "1 cơ quan, đều có đầu mối. 1 cơ quan sắp có."
    )


def test_only_what_is_not_simply_in_force_is_told_of_an_organisation():
    assert organisation_stands(Agency(valid_from=date(2025, 7, 1)), "Trường học") == "Trường học"
    ended = Agency(valid_from=date(2005, 1, 1), valid_to=date(2020, 6, 30))
    assert organisation_stands(ended, "Trường học") == "Trường học. Đã thôi sau ngày 30/06/2020"
    assert organisation_stands(ended) == "Đã thôi sau ngày 30/06/2020"


def test_a_committee_tells_who_sits_and_when_it_met():
    members = [Some(left_on=None), Some(left_on=date(2026, 12, 1)), Some(left_on=TODAY)]
    meetings = [Some(held_on=date(2026, 11, 12)), Some(held_on=date(2027, 2, 10)), Some(held_on=date(2026, 8, 14))]
    assert committee_sits(members, meetings, TODAY) == "2 thành viên đang tham gia. Họp gần nhất 12/11/2026."
    assert committee_sits([], [], TODAY) == "0 thành viên đang tham gia. Chưa có cuộc họp nào."


def test_a_meeting_tells_its_day_chair_and_conclusions():
    meeting = Some(held_on=date(2026, 11, 12), chaired_by="Trần Quốc Duy")
    assert meeting_held(meeting, ["a", "b"]) == "Thứ Năm, 12/11/2026, chủ trì: Trần Quốc Duy. 2 kết luận."
    assert meeting_held(Some(held_on=TODAY, chaired_by=""), []) == "Thứ Hai, 23/11/2026."


def test_days_off_are_counted_where_they_change_a_week():
    def day(text, kind):
        return CalendarDay(day=date.fromisoformat(text), kind=kind)

    days = [
        day("2026-04-26", DayKind.HOLIDAY),  # a Sunday
        day("2026-04-27", DayKind.COMPENSATORY),
        day("2026-08-31", DayKind.SWAP_OFF),
        day("2026-08-22", DayKind.SWAP_WORKED),
        day("2026-11-24", DayKind.PROPOSED),
    ]
    assert days_off_counted(days) == "2 ngày nghỉ trong tuần, 1 ngày cuối tuần làm bù."
    assert days_off_counted(days[:2]) == "1 ngày nghỉ trong tuần."


def test_the_register_tells_what_waits_and_what_came_back():
    assert register_waits([], []) == "Không có văn bản nào chờ cấp số."
    assert register_waits([1, 2], [3]) == "2 văn bản chờ cấp số. 1 văn bản trả lại chờ sửa."


def test_a_document_is_named_by_its_number_and_a_secret_one_without_its_subject():
    document = RegisteredDocument(type="BC", number=12, symbol="12/BC-UBND", issued_on=date(2026, 11, 20))
    assert document_named(document) == "Báo cáo 12/BC-UBND, ban hành ngày 20/11/2026"
    assert document_named(RegisteredDocument(type="TTr")) == "Tờ trình, chưa có số"
    open_one = RegisteredDocument(type="BC", subject="Báo cáo năm")
    assert document_to_correct(open_one) == "Sửa báo cáo “Báo cáo năm” rồi đưa lại văn thư"
    secret = RegisteredDocument(type="QĐ", subject="Hồ sơ BV-2026-0031", secret=True)
    assert document_to_correct(secret) == "Sửa quyết định (văn bản mật) rồi đưa lại văn thư"

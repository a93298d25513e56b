"""Screen 35, reading only."""

import pytest


@pytest.fixture
def page(as_user, at, plan):
    def get(user, address):
        with at("2026-11-23 08:00"):
            return as_user(user).get(address)

    return get


def test_running_and_ended_programmes_stand_apart(page, officer):
    response = page(officer, "/programmes/")
    assert [each.code for each, _ in response.context["running"]] == ["P23", "P02", "P1248", "P1591", "P1493", "PDOAN"]
    assert [each.code for each, _ in response.context["ended"]] == ["P782", "P1863", "P830", "P1437", "P1438"]
    text = response.content.decode()
    assert "giai đoạn 2020 - 2025 đã kết thúc, chưa có chương trình thay thế" in text
    assert "06 chương trình đang thực hiện, 05 chương trình đã hết giai đoạn" in text


def test_filters_of_the_list(page, officer):
    codes = lambda query: {  # noqa: E731
        each.code
        for context in [page(officer, f"/programmes/?{query}").context]
        for each, _ in context["running"] + context["ended"]
    }
    assert codes("standing=ended") == {"P782", "P1863", "P830", "P1437", "P1438"}
    assert codes("lead=HEALTH") == {"P02", "P1493"}
    assert codes("named=no") == {"P830", "P1437", "P1438"}


def test_a_programme_shows_decision_values_and_what_is_unsure(page, chair):
    text = page(chair, "/programmes/P23/").content.decode()
    assert "Quyết định số 23/QĐ-TTg ngày 07/01/2021, giai đoạn 2021 - 2030. 34 chỉ tiêu." in text
    assert "dưới 6,5%" in text
    assert "ít nhất 95%" in text
    assert "Kết quả năm 2026: xem báo cáo năm" in text
    assert "EDU-03" not in text
    assert (
        text.index("<details")
        < text.index("Cùng mức với chỉ tiêu 15")
        < text.index("</details>", text.index("Cùng mức"))
    )
    assert text.count("cần xác nhận") == 3


def test_an_ended_programme_is_not_measured_any_more(page, chair):
    text = page(chair, "/programmes/P782/").content.decode()
    assert "Giai đoạn 2021 - 2025 đã kết thúc, chưa có chương trình thay thế." in text
    assert "định hướng: không quá 4,5%" in text
    assert "xem báo cáo năm" not in text


def test_a_scheme_whose_decision_is_unknown(page, officer):
    text = page(officer, "/programmes/PDOAN/").content.decode()
    assert "Chưa rõ số, ngày quyết định" in text
    assert "Chưa có danh sách chỉ tiêu" in text


def test_no_such_programme(page, officer):
    assert page(officer, "/programmes/P9999/").status_code == 404

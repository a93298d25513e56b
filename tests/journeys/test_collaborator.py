"""Lan, a collaborator, with one hand at a door: how many taps and fields her first child takes."""

import re

from playwright.sync_api import expect

MOST = 8  # taps and fields beyond the name, from the first page to “sent”


def test_the_first_child_takes_at_most_eight_taps_and_fields(visitor):
    someone = visitor(width=390, height=844).sign_in("lan.lt")
    page, spent = someone.page, []

    def tap(what):
        what.click()
        spent.append("tap")

    def fill(label, text):
        page.get_by_role("textbox", name=label, exact=True).fill(text)
        spent.append(label)

    someone.look("collaborator-home-390")
    tap(page.get_by_role("link", name="Thêm trẻ em"))
    someone.look("collaborator-pick-household-390")
    tap(page.get_by_role("link", name="Thêm trẻ vào hộ này").first)
    page.get_by_label("Họ và tên", exact=True).fill("Nguyễn Đỗ Ánh Dương Mới")
    tap(page.locator("label", has_text=re.compile("^Nữ$")))
    fill("Ngày", "14")
    fill("Tháng", "03")
    fill("Năm", "2019")
    tap(page.locator("label", has_text=re.compile("^Chuyển đến$")))
    someone.look("collaborator-add-child-390")
    tap(page.get_by_role("button", name="Gửi cán bộ duyệt"))
    expect(page.get_by_text("Đã gửi cán bộ phường duyệt")).to_be_visible()
    expect(page.get_by_text("Nguyễn Đỗ Ánh Dương Mới")).to_be_visible()
    someone.look("collaborator-sent-390")
    assert len(spent) <= MOST, spent


def test_the_round_is_one_tap_per_household(visitor):
    someone = visitor(width=390, height=844).sign_in("lan.lt")
    page = someone.page
    someone.follow(page.get_by_role("link", name="Hộ", exact=True))
    someone.look("collaborator-households-390")
    left = page.get_by_role("link", name=re.compile("Chưa rà soát")).inner_text()
    page.get_by_role("button", name="Không đổi").first.click()
    expect(page.get_by_text("không đổi.")).to_be_visible()
    assert page.get_by_role("link", name=re.compile("Chưa rà soát")).inner_text() != left
    someone.look("collaborator-household-checked-390")
    page.get_by_role("button", name="Hoàn tác").click()
    expect(page.get_by_role("link", name=left)).to_be_visible()


def test_an_officer_goes_from_slip_to_slip(visitor):
    someone = visitor().sign_in("van.pth")
    page = someone.page
    page.goto("/rounds/")
    someone.look_everywhere("rounds-officer")
    page.goto("/changes/")
    someone.look_everywhere("changes-officer")
    someone.follow(page.locator(".cc-slips a").last)
    someone.look_everywhere("change-officer")
    someone.follow(page.get_by_role("link", name="Không duyệt"))
    someone.look_everywhere("refuse-change-officer")
    page.go_back()
    page.get_by_role("link", name="Trả lại, hỏi thêm").click()
    page.get_by_label("Hỏi người gửi điều gì?").fill("Giấy chứng sinh đâu?")
    someone.look_everywhere("return-change-officer")
    page.get_by_role("button", name="Trả lại, hỏi thêm").click()
    expect(page.get_by_text("Đã trả phiếu lại cho người gửi.")).to_be_visible()
    page.get_by_role("button", name="Duyệt, xem phiếu kế").click()
    expect(page.get_by_text("Sổ trẻ em đã đổi.")).to_be_visible()

"""Vân at her lists: a filter kept under a name, columns chosen, rows ticked and moved, and put back."""

import re

from playwright.sync_api import expect


def test_a_filter_is_saved_and_opened_again(visitor):
    someone = visitor().sign_in("van.pth")
    page = someone.page
    page.goto("/children/")
    page.locator("summary", has_text="Giới tính").click()
    page.get_by_role("link", name="Nữ", exact=True).click()
    page.locator("summary", has_text="Đã lưu").click()
    someone.follow(page.get_by_role("link", name="Lưu bộ lọc đang chọn"))
    someone.look_everywhere("save-filter")
    page.get_by_label("Tên bộ lọc").fill("Chỉ bé gái")
    page.get_by_role("button", name="Lưu bộ lọc").click()
    expect(page.get_by_text("Đã lưu bộ lọc.")).to_be_visible()
    page.goto("/children/")
    page.locator("summary", has_text="Đã lưu").click()
    page.get_by_role("link", name="Chỉ bé gái").click()
    expect(page).to_have_url(re.compile(r"/children/\?sex=female$"))
    page.locator("summary", has_text="Đã lưu").click()
    someone.look_everywhere("saved-filters")


def test_columns_are_chosen_and_a_heading_sorts(visitor):
    someone = visitor().sign_in("van.pth")
    page = someone.page
    page.goto("/children/?sex=male")
    someone.follow(page.get_by_role("link", name="Chọn cột"))
    someone.look_everywhere("choose-columns")
    page.get_by_label("Số định danh").check()
    page.get_by_label("Người chăm sóc").uncheck()
    page.get_by_role("button", name="Hiện các cột này").click()
    expect(page).to_have_url(re.compile(r"/children/\?sex=male$"))
    expect(page.get_by_role("columnheader", name="Số định danh")).to_be_visible()
    expect(page.get_by_role("columnheader", name="Người chăm sóc")).to_have_count(0)
    page.get_by_role("link", name="Ngày sinh").click()
    expect(page.get_by_role("columnheader", name="Ngày sinh")).to_have_attribute("aria-sort", "ascending")
    page.goto("/lists/children/columns")
    for box in page.get_by_role("checkbox").all():
        box.uncheck()
    page.get_by_role("button", name="Hiện các cột này").click()
    expect(page.get_by_role("columnheader", name="Người chăm sóc")).to_be_visible()


def test_ticked_households_move_and_come_back(visitor):
    someone = visitor().sign_in("van.pth")
    page = someone.page
    page.goto("/households/?tdp=7&sort=address")
    everything = page.get_by_label("Chọn mọi dòng của trang")
    everything.check()
    expect(page.get_by_text(re.compile(r"Đã đánh dấu \d+ dòng"))).to_be_visible()
    everything.uncheck()
    for box in page.locator("input[name=row]").all()[:2]:
        box.check()
    expect(page.get_by_text("Đã đánh dấu 2 dòng:")).to_be_visible()
    someone.look("ticked-1366")
    someone.follow(page.get_by_role("button", name="Chuyển tổ dân phố"))
    someone.look_everywhere("move-preview")
    page.get_by_label("Tổ dân phố chuyển đến").select_option(label="Tổ dân phố 8")
    someone.follow(page.get_by_role("button", name="Chuyển tổ dân phố cho các hộ đã chọn"))
    expect(page.get_by_text("Chuyển đến Tổ dân phố 8")).to_be_visible()
    expect(page.get_by_role("cell", name="Đã ghi")).to_have_count(2)
    someone.look_everywhere("moved")
    page.locator("summary", has_text="Hoàn tác").click()
    someone.follow(page.get_by_role("button", name="Hoàn tác").last)
    expect(page.get_by_text(re.compile("Đã hoàn tác lúc"))).to_be_visible()
    expect(page.get_by_role("cell", name="Đã trả về như trước")).to_have_count(2)


def test_the_class_of_ticked_households_with_a_number_each(visitor):
    someone = visitor().sign_in("van.pth")
    page = someone.page
    page.goto("/households/?tdp=7&sort=address")
    for box in page.locator("input[name=row]").all()[:2]:
        box.check()
    someone.follow(page.get_by_role("button", name="Ghi diện hộ"))
    someone.look_everywhere("poverty-preview")
    page.locator("label", has_text=re.compile("^Hộ cận nghèo$")).click()
    page.get_by_label("Diện hộ của năm").fill("2026")
    page.get_by_label(re.compile("^Số giấy chứng nhận của hộ")).first.fill("CN-0001")
    someone.follow(page.get_by_role("button", name="Ghi diện hộ cho các hộ đã chọn"))
    expect(page.get_by_text("Hộ cận nghèo năm 2026")).to_be_visible()
    page.locator("summary", has_text="Hoàn tác").click()
    someone.follow(page.get_by_role("button", name="Hoàn tác").last)
    expect(page.get_by_role("cell", name="Đã trả về như trước")).to_have_count(2)


def test_all_rows_of_a_filter_are_printed_not_only_the_page(visitor):
    someone = visitor().sign_in("van.pth")
    page = someone.page
    page.goto("/children/?tdp=7")
    shown = page.locator("tbody tr").count()
    page.get_by_label(re.compile(r"Cả .* trẻ của danh sách này")).check()
    expect(page.locator("input[name=row]").first).to_be_disabled()
    someone.follow(page.get_by_role("button", name="In", exact=True))
    expect(page.get_by_role("button", name=re.compile(r"In \d+ dòng"))).to_be_visible()
    assert page.locator("tbody tr").count() >= shown
    someone.look_everywhere("print-list")


def test_the_map_leads_to_the_children_of_a_neighbourhood(visitor):
    someone = visitor().sign_in("van.pth")
    page = someone.page
    page.goto("/children/quality/")
    someone.look_everywhere("quality-map")
    page.get_by_role("link", name="Số định danh đã xác thực", exact=True).last.click()
    tile = page.get_by_role("link", name=re.compile(r"^Tổ dân phố 7: .* đạt, còn \d+ trong \d+ trẻ")).first
    told = tile.inner_text()
    left = re.search(r"còn ([\d.]+) trong", told)[1]
    tile.click()
    expect(page.get_by_text(re.compile(rf"^{re.escape(left)} trẻ khớp bộ lọc"))).to_be_visible()

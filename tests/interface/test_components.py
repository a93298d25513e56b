"""Deadlines, lists and form fields as a person meets them."""

import re
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone

from interface.clocks import clock_of
from interface.components import Choice, Filter
from interface.form_fields import BigButtons, DateField, PartialDateField
from interface.templatetags.components import filter_bar
from vietnamese.partial_dates import PartialDate


def draw(source, **context):
    return " ".join(Template(source).render(Context(context)).split())


def at_page(address):
    return RequestFactory().get(address)


# --- Deadlines -------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("due", "kind", "words", "until"),
    [
        (date(2026, 12, 10), "run", "Còn 17 ngày", "hạn thứ Năm 10/12"),
        (date(2026, 11, 25), "soon", "Còn 2 ngày", "hạn thứ Tư 25/11"),
        (date(2026, 11, 23), "soon", "Hạn là hôm nay", ""),
        (date(2026, 11, 20), "late", "Quá hạn 3 ngày", "hạn thứ Sáu 20/11"),
        (date(2027, 1, 15), "run", "Còn 53 ngày", "hạn thứ Sáu 15/01/2027"),
    ],
)
def test_a_deadline_of_days(at, due, kind, words, until):
    with at("2026-11-23 09:00"):
        clock = clock_of(due)
    assert (clock.kind, clock.words, clock.until) == (kind, words, until)


def test_a_clock_of_hours_turns_soon_then_late(at):
    with at("2026-11-23 09:00"):
        now = timezone.now()
        kinds = [clock_of(now + timedelta(hours=hours)).kind for hours in (5, 4, 0, -1)]
        early = clock_of(now + timedelta(hours=6), span=timedelta(hours=24)).kind
        said = clock_of(now + timedelta(hours=10, minutes=15))
    assert kinds == ["run", "soon", "late", "late"]
    assert early == "soon"
    assert (said.words, said.until) == ("Còn 10 giờ 15 phút", "trước 19:15 hôm nay")


def test_what_was_finished_says_so_and_late_stays_visible(at):
    with at("2026-11-23 09:00"):
        due = timezone.now()
        good = clock_of(due, finished_at=due - timedelta(minutes=40))
        late = clock_of(due, finished_at=due + timedelta(hours=2))
    assert (good.kind, good.words) == ("done", "Xong đúng hạn, 08:20")
    assert (late.kind, late.words, late.shape) == ("late", "Xong, trễ 2 giờ", "check-circle")


def test_a_thing_without_a_deadline_shows_none():
    assert draw("{% clock_chip due %}", due=None) == ""


# --- Words -----------------------------------------------------------------------------------
def test_filters_write_vietnamese(at):
    with at("2026-11-23 16:40"):
        now = timezone.now()
        written = draw(
            "{{ n|number }}; {{ m|money }}; {{ d|date_short }}; {{ p|date_short }}; "
            "{{ t|moment }}; {{ a|age }}; {{ i|masked }}",
            n=14862,
            m=1000000,
            d=date(2026, 9, 5),
            p=PartialDate(2019, 9),
            t=now,
            a=date(2018, 1, 19),
            i="051318000217",
        )
    assert written == ("14.862; 1.000.000 đồng; 05/09/2026; 09/2019; 16:40 hôm nay; 8 tuổi 10 tháng; 051 ••• ••• 217")


def test_nothing_recorded_prints_nothing_and_zero_prints_zero():
    assert draw("[{{ x|number }}{{ x|date_short }}{{ x|money }}] [{{ y|number }}]", x=None, y=0) == "[] [0]"


def test_the_given_name_is_bold_and_stays_escaped():
    assert draw("{{ name|bold_name }}", name="Nguyễn <i>Gia Hân") == "Nguyễn &lt;i&gt;Gia <b>Hân</b>"


def test_actions_between_the_tags_stay_markup_and_a_title_does_not():
    html = draw('{% page_header title %}<a href="/x">Đi</a>{% endpage_header %}', title="<b>Trẻ</b>")
    assert "&lt;b&gt;Trẻ" in html
    assert '<a href="/x">Đi</a>' in html
    assert "cc-acts" not in draw("{% page_header title %} {% endpage_header %}", title="Trẻ em")


# --- Lists -----------------------------------------------------------------------------------
def test_a_column_head_turns_the_order_round_and_keeps_the_filters():
    first = draw('{% sort_th "Tên" "name" default="name" %}', request=at_page("/children/?sex=female&page=3"))
    assert 'aria-sort="ascending"' in first
    assert 'href="/children/?sex=female&amp;sort=-name"' in first
    again = draw('{% sort_th "Tên" "name" default="name" %}', request=at_page("/children/?sort=-name"))
    assert 'aria-sort="descending"' in again
    other = draw('{% sort_th "Ngày sinh" "birth" default="name" %}', request=at_page("/children/"))
    assert "aria-sort" not in other


def test_the_pager_says_how_many_and_keeps_the_filters():
    page = Paginator(list(range(97)), 25).get_page(2)
    html = draw('{% pager page "trẻ em" %}', page=page, request=at_page("/children/?sex=female&page=2"))
    assert "26–50 trong <b>97</b> trẻ em" in html
    assert 'href="/children/?sex=female&amp;page=3" rel="next"' in html


def test_a_chosen_filter_can_be_taken_away_and_an_unknown_value_is_none():
    request = at_page("/children/?sex=female&age=young&page=2")
    sex = Filter.of(request, "sex", "Giới tính", [("male", "Nam"), ("female", "Nữ")])
    age = Filter.of(request, "age", "Tuổi", [("0-5", "dưới 6"), ("6-15", "từ 6")])
    html = draw("{% filter_bar filters %}", filters=[sex, age], request=request)
    assert (sex.chosen, age.chosen) == ("female", "")
    assert "Giới tính: Nữ" in html
    assert 'href="/children/?age=young"' in html
    assert 'href="/children/?sex=female&amp;age=0-5"' in html


# --- Forms -----------------------------------------------------------------------------------
class Form(forms.Form):
    full_name = forms.CharField(label="Họ và tên", max_length=10)
    birth = PartialDateField(label="Ngày sinh", required=False)
    starts_on = DateField(label="Ngày bắt đầu", required=False, future=True)
    sex = forms.ChoiceField(label="Giới tính", choices=[("male", "Nam"), ("female", "Nữ")], widget=BigButtons)
    card = forms.IntegerField(label="BHYT số", required=False)


def boxes(name, *values):
    return {f"{name}_{part}": value for part, value in zip(("day", "month", "year"), values, strict=True)}


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        (("05", "9", "2019"), PartialDate(2019, 9, 5)),
        (("", "9", "2019"), PartialDate(2019, 9)),
        (("", "", "2019"), PartialDate(2019)),
        (("5.9.19", "", ""), PartialDate(2019, 9, 5)),
        (("khoảng 9 tuổi", "", ""), PartialDate(2017, estimated=True)),
        (("", "", ""), None),
    ],
)
def test_a_birth_date_as_precisely_as_it_is_known(at, typed, known):
    with at("2026-11-23 09:00"):
        form = Form({"full_name": "Y Thơm", "sex": "female", **boxes("birth", *typed)})
        assert form.is_valid(), form.errors
    assert form.cleaned_data["birth"] == known


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("31", "11", "2025"), "chỉ có 30 ngày"),
        (("05", "", "2019"), "Chưa ghi tháng"),
        (("30", "11", "2026"), "ở sau ngày 23/11/2026"),
        (("x", "y", "z"), "Không đọc được ngày"),
    ],
)
def test_a_date_that_cannot_be_says_what_to_do_and_stays_typed(at, typed, said):
    with at("2026-11-23 09:00"):
        form = Form({"full_name": "Y Thơm", "sex": "female", **boxes("birth", *typed)})
        assert said in form.errors["birth"][0]
        html = draw("{% field form.birth %}", form=form)
    assert all(f'value="{part}"' in html for part in typed if part)
    assert 'aria-describedby="id_birth_error"' in html


def test_a_whole_date_may_lie_ahead_where_the_form_says_so(at):
    with at("2026-11-23 09:00"):
        good = Form({"full_name": "Y", "sex": "male", **boxes("starts_on", "15", "1", "2027")})
        short = Form({"full_name": "Y", "sex": "male", **boxes("starts_on", "", "1", "2027")})
        assert good.is_valid()
        assert "Ngày chưa đủ" in short.errors["starts_on"][0]
    assert good.cleaned_data["starts_on"] == date(2027, 1, 15)


def test_a_saved_date_comes_back_into_its_boxes():
    html = draw("{% field form.birth %}", form=Form(initial={"birth": PartialDate(2019, 9)}))
    assert 'value="09"' in html
    assert 'value="2019"' in html
    assert 'name="birth_day" ' in html
    assert '<label for="id_birth_0">Ngày</label>' in html


def test_errors_name_the_field_and_link_to_its_first_box():
    form = Form({"full_name": "Nguyễn Thị Rất Dài", "card": "abc", **boxes("birth", "31", "2", "2020")})
    html = draw("{% error_summary form %}", form=form)
    assert "Có 4 chỗ cần sửa" in html
    assert '<a href="#id_full_name">Họ và tên dài 18 ký tự, chỉ ghi được 10. Rút gọn lại.</a>' in html
    assert '<a href="#id_sex_0">Chưa chọn giới tính.</a>' in html
    assert "BHYT số: chỉ ghi chữ số" in html
    drawn = draw("{% for each in form %}{% field each %}{% endfor %}", form=form)
    boxes_linked = re.findall(r'href="#([^"]+)"', html)
    assert len(boxes_linked) == 4
    assert all(f'id="{box}"' in drawn for box in boxes_linked)


def test_a_new_form_shows_no_error_and_marks_what_may_stay_empty():
    form = Form()
    assert draw("{% error_summary form %}", form=form) == ""
    assert "(không bắt buộc)" in draw("{% field form.birth %}", form=form)
    assert "(không bắt buộc)" not in draw("{% field form.full_name %}", form=form)
    form.optional_mark = "(nếu biết)"
    assert "(nếu biết)" in draw("{% field form.birth %}", form=form)


def test_big_buttons_are_radios_with_labels():
    html = draw("{% field form.sex %}", form=Form(initial={"sex": "female"}))
    assert '<input class="form-check-input" type="radio" name="sex" value="female"' in html
    assert '<label for="id_sex_1">Nữ</label>' in html
    assert html.count("checked") == 1


# --- Frame -----------------------------------------------------------------------------------
def test_an_undo_is_offered_where_the_message_names_a_page():
    undoable = SimpleNamespace(level_tag="success", extra_tags="/undo/", __str__=lambda: "")
    plain = SimpleNamespace(level_tag="success", extra_tags="")
    assert "Hoàn tác" in draw('{% include "components/messages.html" %}', messages=[undoable])
    assert "Hoàn tác" not in draw('{% include "components/messages.html" %}', messages=[plain])


@pytest.mark.parametrize(
    ("today", "due", "kind"),
    [
        ("2026-11-25", "2026-11-29", "soon"),  # Wednesday to Sunday: Thursday and Friday are left
        ("2026-11-24", "2026-11-29", "run"),
        ("2026-11-27", "2026-12-01", "soon"),
        ("2026-11-27", "2026-12-02", "run"),
    ],
)
def test_soon_is_two_working_days(at, today, due, kind):
    with at(f"{today} 09:00"):
        assert clock_of(date.fromisoformat(due)).kind == kind


def test_a_filter_with_one_choice_is_not_offered(rf):
    one = Filter("neighbourhood", "Tổ dân phố", [Choice("7", "Tổ 7")])
    two = Filter("sex", "Giới tính", [Choice("m", "Nam"), Choice("f", "Nữ")])
    bar = filter_bar({"request": rf.get("/children/")}, [one, two])
    assert [chip["filter"] for chip in bar["others"]] == [two]

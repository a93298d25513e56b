"""Every component in every state with fixed data, for developers and tests (only where settings.GALLERY is true)."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.utils.html import format_html

from interface.components import Clash, Filter, Step, Tab, TimelineEntry
from interface.form_fields import BigButtons, DateField, PartialDateField
from vietnamese.partial_dates import PartialDate


class SampleForm(forms.Form):
    """One field of each kind."""

    full_name = forms.CharField(label="Họ và tên", max_length=120, help_text="Như trong giấy khai sinh.")
    birth = PartialDateField(label="Ngày sinh", help_text="Ngày, tháng chưa biết thì để trống.")
    sex = forms.ChoiceField(label="Giới tính", choices=[("male", "Nam"), ("female", "Nữ")], widget=BigButtons)
    personal_id = forms.CharField(label="Số định danh", required=False)
    neighbourhood = forms.ChoiceField(label="Tổ dân phố", choices=[("7", "Tổ dân phố 7"), ("12", "Tổ dân phố 12")])
    meets_on = DateField(label="Ngày hẹn", required=False, future=True)
    groups = forms.MultipleChoiceField(
        label="Hoàn cảnh",
        choices=[("1", "Trẻ em mồ côi cả cha và mẹ"), ("2", "Trẻ em khuyết tật")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    residence = forms.ChoiceField(
        label="Cư trú", choices=[("permanent", "Thường trú"), ("temporary", "Tạm trú")], widget=forms.RadioSelect
    )
    note = forms.CharField(label="Ghi chú", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    file = forms.FileField(label="Tệp Excel", required=False, help_text="XLSX, không quá 20 MB.")
    secret = forms.CharField(label="Mật khẩu", widget=forms.PasswordInput, required=False)
    shared = forms.BooleanField(label="Đây là máy dùng chung", required=False, help_text="Tự thoát sau 15 phút.")


def gallery(request):
    context = {**_frame(), **_times(), **_lists(request), **_form_states(request), **_records()}
    return render(request, "interface/gallery.html", context)


def _frame() -> dict:
    lines = [
        ("Trẻ em", "people", 0, False),
        ("Hộ gia đình", "house", 0, False),
        ("Duyệt biến động", "arrow-left-right", 14, False),
    ]
    entries = [
        {"label": label, "icon": icon, "url": "#", "current": number == 0, "count": count, "hot": hot}
        for number, (label, icon, count, hot) in enumerate(lines)
    ]
    first = {"label": "Việc cần làm", "icon": "check2-square", "url": "#", "current": False, "count": 8, "hot": True}
    return {
        "user": SimpleNamespace(
            public_id=UUID(int=0),
            full_name="Phạm Thị Hồng Vân",
            title="Công chức Văn hóa - Xã hội",
            is_authenticated=True,
        ),
        "menu": [{"title": "", "lines": [first]}, {"title": "Trẻ em", "lines": entries}],
        "unread_count": 3,
        "ward_name": "Phường Cẩm Thành",
        "demo_data": True,
        "idle_seconds": 0,
        "messages": [
            Message(messages.SUCCESS, "Đã trả phiếu cho bà Lan.", extra_tags="/gallery/"),
            Message(messages.SUCCESS, "Đã lưu thông tin của TE-2026-0412."),
            Message(messages.ERROR, "Chưa gửi được. Mạng gián đoạn, gửi lại sau ít phút."),
        ],
    }


def _times() -> dict:
    now = timezone.localtime()
    today = now.date()
    return {
        "in_nine_hours": now + timedelta(hours=9, minutes=40, seconds=30),
        "in_an_hour": now + timedelta(minutes=48, seconds=30),
        "an_hour_ago": now - timedelta(hours=1, minutes=5),
        "two_hours_ago": now - timedelta(hours=3, minutes=5),
        "in_six_days": today + timedelta(days=6),
        "tomorrow": today + timedelta(days=1),
        "yesterday": today - timedelta(days=1),
        "now": now,
        "today": today,
    }


def _lists(request) -> dict:
    names = ["Nguyễn Gia Hân", "Lê Hoàng Bảo Khánh", "Võ Ngọc Khuê", "Đặng Thị Mỹ Linh", "Y Thơm"]
    births = [date(2019, 3, 14), date(2016, 9, 2), PartialDate(2017), date(2018, 1, 19), date(2018, 2, 22)]
    rows = [
        SimpleNamespace(name=name, birth=birth, code=f"TE-2026-{number:04}", tags=["Khuyết tật nặng"] * (number % 2))
        for number, (name, birth) in enumerate(zip(names, births, strict=True), start=388)
    ]
    sexes, ages = [("male", "Nam"), ("female", "Nữ")], [("6-10", "6 đến dưới 11"), ("11-15", "11 đến dưới 16")]
    return {
        "figures": [520, 512, 498, 503, 481, 474],
        "rows": rows,
        "page": Paginator(rows * 20, 5).get_page(3),
        "one_page": Paginator(rows, 25).get_page(1),
        "filters": [
            Filter.of(request, "sex", "Giới tính", sexes),
            Filter("age", "Tuổi", Filter.of(request, "age", "Tuổi", ages).choices, chosen="6-10"),
        ],
        "tabs": [
            Tab("Trẻ mới", 212, "#", "plus-circle"),
            Tab("Có thay đổi", 104, "#", "pencil"),
            Tab("Giống hệt", 396, "#", "check2"),
            Tab("Cần quyết định", 7, "#", "question-circle", current=True),
            Tab("Dòng lỗi", 12, "#", "x-octagon"),
        ],
    }


def _form_states(request) -> dict:
    wrong = {
        "full_name": "",
        "birth_day": "31", "birth_month": "11", "birth_year": "2025",
        "sex": "female",
        "neighbourhood": "99",
        "shared": "on",
    }  # fmt: skip
    return {"form": SampleForm(), "bad_form": SampleForm(wrong, prefix=None, auto_id="bad_%s")}


def _records() -> dict:
    at = timezone.make_aware(datetime(2026, 11, 23, 16, 35))
    return {
        "steps": [
            Step("Mở kỳ", "01/11", "done"),
            Step("Cơ quan gửi", "9/11 cơ quan", "done"),
            Step("Dự thảo", "đang làm", "now"),
            Step("Lãnh đạo cho ý kiến", "trước 25/11"),
            Step("Ký, lấy số", "trước 28/11"),
            Step("Ban hành", "trước 30/11"),
        ],
        "entries": [
            TimelineEntry(
                date(2026, 11, 18), "Cộng tác viên thăm hộ.", "Trẻ đi học đều.", "Lê Thị Lan, TDP 7", "house"
            ),
            TimelineEntry(date(2026, 9, 5), "Vào lớp 3", "Trường Tiểu học Hoa Sen.", icon="mortarboard", url="#"),
            TimelineEntry(
                date(2024, 3, 14), "Ghi nhận khuyết tật nặng", by="Giấy xác nhận số 37", icon="file-earmark-text"
            ),
        ],
        "facts": [
            ("", format_html("Nữ, <b>{}</b>", "8 tuổi 10 tháng")),
            ("Sinh", "19/01/2018"),
            ("Dân tộc", "Kinh"),
            ("Thường trú", "50/7 Nguyễn Trãi, TDP 7"),
        ],
        "circumstances": ["Khuyết tật nặng (vận động) từ 03/2024", "Hộ cận nghèo 2026"],
        "clashes": [
            Clash("address", "Địa chỉ", "50 Nguyễn Trãi", "50/7 Nguyễn Trãi", "50/9 Nguyễn Trãi"),
            Clash("residence", "Cư trú", "Tạm trú", "Thường trú từ 01/11", "Thường trú từ 15/11", chosen="theirs"),
        ],
        "notifications": [
            SimpleNamespace(public_id=UUID(int=number), text=text, url="#", read_at=read_at, created_at=at)
            for number, (text, read_at) in enumerate(
                [("Có 1 việc mới trong hồ sơ TE-2026-0031", None), ("Báo cáo năm: dự thảo số 4 đã xong", at)]
            )
        ],
    }

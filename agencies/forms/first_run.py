"""The four steps of the first run. What was typed so far comes from the row `SetUp`, not from a session."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils import timezone

from accounts.models import User
from agencies.actions.organisations import AgencyDraft
from agencies.actions.ward import ProfileDraft
from agencies.forms.ward import BOXES, PAPER
from agencies.models import AgencyKind, WardProfile
from agencies.pasting import HOW_TO_PASTE, read_agencies, read_neighbourhoods
from agencies.reference import agency_names, ward_profiles
from interface.person_fields import PersonNameField, PhoneField
from interface.record_forms import PlainForm, RecordForm
from vietnamese.pasting import Pasted

ONE_EACH = [
    AgencyKind.LEAD, AgencyKind.VHXH, AgencyKind.HEALTH, AgencyKind.JUSTICE, AgencyKind.FINANCE, AgencyKind.POLICE,
    AgencyKind.TDP,
]  # fmt: skip
ORGANISATIONS = (
    "Đoàn TNCS Hồ Chí Minh phường\nHội Liên hiệp Phụ nữ phường\nHội Nông dân phường\nHội Cựu chiến binh phường"
)


class WardStep(RecordForm):
    """Step 1. The ward the product was made for is proposed."""

    draft_class = ProfileDraft
    title, label = "Phường", "Phường"
    intro = "Tên phường, cấp trên và nơi nhận in trên văn bản. Điền sẵn phường Cẩm Thành; sửa cho đúng phường mình."

    class Meta(RecordForm.Meta):
        model = WardProfile
        fields = [*PAPER, "valid_from"]
        widgets = BOXES

    @staticmethod
    def proposal() -> dict[str, Any]:
        return {**ward_profiles()[-1], "notation": "UBND"}

    @property
    def summary(self) -> str:
        return self["name"].value() or ""


class ListStep(PlainForm):
    """A step with a pasted list. What the machine reads of it is shown before the step is taken as done."""

    optional_mark = ""
    rows_template: str

    def reading(self, since: date) -> Pasted:
        raise NotImplementedError

    def drafts(self, since: date) -> Sequence[Any]:
        """What the step makes of everything typed in it."""
        return self.reading(since).rows


class NeighbourhoodsStep(ListStep):
    """Step 2."""

    title, label = "Tổ dân phố", "Tổ dân phố"
    intro = "Dán danh sách từ Excel hoặc Word, mỗi dòng một tổ. Có thể bỏ qua và thêm sau."
    rows_template = "agencies/_neighbourhood_rows.html"
    typed = forms.CharField(
        label="Danh sách tổ dân phố",
        help_text=HOW_TO_PASTE,
        widget=forms.Textarea({"rows": 8}),
        required=False,
        strip=False,
    )

    @staticmethod
    def proposal() -> dict[str, Any]:
        return {}

    def reading(self, since: date) -> Pasted:
        return read_neighbourhoods(self["typed"].value() or "", since=since)

    def clean_typed(self):
        typed = self.cleaned_data["typed"]
        if typed.strip() and not self.reading(timezone.localdate()).rows:
            raise forms.ValidationError("Chưa đọc được tổ nào. Dán mỗi tổ một dòng, hoặc bỏ qua bước này.")
        return typed

    @property
    def summary(self) -> str:
        rows = self.drafts(timezone.localdate())
        return f"{len(rows)} tổ" if rows else "thêm sau"


class AgenciesStep(ListStep):
    """Step 3."""

    title, label = "Cơ quan và trường học", "Cơ quan, trường học"
    intro = "Tên cơ quan như phường đang gọi; ô trống là không có. Có thể bỏ qua và thêm sau."
    rows_template = "agencies/_school_rows.html"
    schools = forms.CharField(
        label="Trường học",
        help_text="Mỗi dòng một trường; có thể thêm điện thoại sau dấu phẩy. Cấp học đọc từ tên trường.",
        widget=forms.Textarea({"rows": 6}),
        required=False,
        strip=False,
    )
    front = forms.CharField(
        label="Mặt trận, hội, đoàn thể",
        help_text="Mỗi dòng một tổ chức.",
        widget=forms.Textarea({"rows": 6}),
        required=False,
        strip=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for kind in ONE_EACH:
            self.fields[kind.lower()] = forms.CharField(label=kind.label, max_length=150, required=False)
        self.order_fields([*(kind.lower() for kind in ONE_EACH), "schools", "front"])

    @staticmethod
    def proposal() -> dict[str, Any]:
        names = agency_names()
        proposed = {kind.lower(): names[kind] for kind in ONE_EACH}
        return proposed | {"front": f"{names[AgencyKind.FRONT]}\n{ORGANISATIONS}"}

    def reading(self, since: date) -> Pasted:
        """The schools, with the problems of both lists."""
        schools = self._listed("schools", AgencyKind.SCHOOL, since)
        front = self._listed("front", AgencyKind.FRONT, since)
        return Pasted(schools.rows, schools.read, [*schools.problems, *front.problems])

    def drafts(self, since: date) -> Sequence[AgencyDraft]:
        single = [AgencyDraft(kind, name, since) for kind in ONE_EACH if (name := self[kind.lower()].value())]
        front = self._listed("front", AgencyKind.FRONT, since)
        return [*single, *self.reading(since).rows, *front.rows]

    def _listed(self, name: str, kind: AgencyKind, since: date) -> Pasted:
        return read_agencies(self[name].value() or "", kind, since=since)

    @property
    def summary(self) -> str:
        return f"{len(self.drafts(timezone.localdate()))} cơ quan"


class PeopleStep(PlainForm):
    """Step 4: who manages accounts, and who keeps the register of children. Two accounts, also of one person."""

    title, label = "Cán bộ đầu tiên", "Cán bộ đầu tiên"
    intro = (
        "Quản trị viên lo tài khoản và không xem dữ liệu trẻ em. Công chức Văn hóa - Xã hội giữ sổ trẻ em. "
        "Một người làm cả hai việc thì dùng hai tài khoản."
    )
    admin_name = PersonNameField(
        label="Họ và tên quản trị viên", error_messages={"required": "Chưa ghi họ và tên quản trị viên."}
    )
    admin_username = forms.CharField(label="Tên đăng nhập của quản trị viên", max_length=60, help_text="Ví dụ: tri.nm")
    admin_phone = PhoneField(
        label="Điện thoại quản trị viên", help_text="Hiện ở trang đăng nhập, để hỏi khi quên mật khẩu"
    )
    admin_password = forms.CharField(
        label="Mật khẩu của quản trị viên",
        strip=False,
        help_text="Ít nhất 10 ký tự. Một câu ngắn dễ nhớ tốt hơn một từ khó.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    officer_name = PersonNameField(
        label="Họ và tên công chức", error_messages={"required": "Chưa ghi họ và tên công chức."}
    )
    officer_username = forms.CharField(label="Tên đăng nhập của công chức", max_length=60, help_text="Ví dụ: van.pth")
    officer_title = forms.CharField(label="Chức vụ", max_length=120, required=False)
    officer_phone = PhoneField(label="Điện thoại công chức", required=False)

    @staticmethod
    def proposal() -> dict[str, Any]:
        return {"officer_title": "Công chức Văn hóa - Xã hội"}

    summary = ""

    def clean_admin_username(self):
        return self.cleaned_data["admin_username"].strip().lower()

    def clean_officer_username(self):
        return self.cleaned_data["officer_username"].strip().lower()

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("admin_username") and cleaned["admin_username"] == cleaned.get("officer_username"):
            self.add_error("officer_username", "Hai tài khoản phải có tên đăng nhập khác nhau.")
        if cleaned.get("admin_password"):
            user = User(username=cleaned.get("admin_username", ""), full_name=cleaned.get("admin_name", ""))
            try:
                validate_password(cleaned["admin_password"], user)
            except forms.ValidationError as weak:
                self.add_error("admin_password", weak)
        return cleaned


STEPS = (WardStep, NeighbourhoodsStep, AgenciesStep, PeopleStep)
NOT_KEPT = ("admin_password", "csrfmiddlewaretoken", "step", "shown")

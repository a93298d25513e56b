"""Forms of accounts: they parse and validate, never write."""

import re
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.password_validation import validate_password
from django.forms.models import ModelChoiceIterator
from django.utils import timezone

from accounts.authorization import PEOPLE_CHOICES
from accounts.events import Event, record
from accounts.models import User
from accounts.pasting import read_people
from accounts.people import Person, missing_for_role
from interface.form_fields import BigButtons, DateField
from interface.person_fields import PersonNameField, PhoneField
from interface.record_forms import PlainForm
from vietnamese.pasting import Pasted


class SignInForm(forms.Form):
    username = forms.CharField(
        label="Tên đăng nhập",
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True}),
    )
    password = forms.CharField(
        label="Mật khẩu", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    shared = forms.BooleanField(label="Đây là máy dùng chung", required=False, initial=True)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields[
            "shared"
        ].help_text = f"Tự thoát sau {settings.IDLE_MINUTES_SHARED} phút không thao tác. Chữ đang gõ được giữ lại."


class ChangePasswordForm(forms.Form):
    """The old password once, the new one twice."""

    old = forms.CharField(
        label="Mật khẩu đang dùng",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label="Mật khẩu mới",
        strip=False,
        help_text="Ít nhất 10 ký tự. Một câu ngắn dễ nhớ tốt hơn một từ khó.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="Nhập lại mật khẩu mới",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.request, self.user = request, request.user

    def clean_old(self):
        """Wrong ones count as at the door: who finds a page left open cannot try until one fits."""
        if not authenticate(self.request, username=self.user.username, password=self.cleaned_data["old"]):
            record(Event.SIGN_IN_FAILED, self.user)
            raise forms.ValidationError("Mật khẩu đang dùng chưa đúng. Gõ lại, chú ý phím Caps Lock.")
        return self.cleaned_data["old"]

    def clean_new(self):
        validate_password(self.cleaned_data["new"], self.user)
        if self.user.check_password(self.cleaned_data["new"]):
            raise forms.ValidationError("Mật khẩu mới phải khác mật khẩu đang dùng.")
        return self.cleaned_data["new"]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("new") and cleaned.get("again") and cleaned["new"] != cleaned["again"]:
            self.add_error("again", "Hai lần gõ mật khẩu mới không giống nhau. Gõ lại lần nữa.")
        return cleaned


class _ByKind(ModelChoiceIterator):
    """Agencies under their kinds, in the order in which the ward's plan names these."""

    def __iter__(self):
        yield "", self.field.empty_label
        agencies = list(self.queryset)
        for kind, label in self.queryset.model._meta.get_field("kind").choices:
            if group := [self.choice(each) for each in agencies if each.kind == kind]:
                yield label, group


class AgencyField(forms.ModelChoiceField):
    iterator = _ByKind


class UserForm(PlainForm):
    """Who somebody is and what they may do here."""

    full_name = PersonNameField(label="Họ và tên")
    role = forms.ChoiceField(label="Vai trò", choices=[("", "Chọn vai trò"), *PEOPLE_CHOICES])
    title = forms.CharField(label="Chức vụ", required=False, max_length=120)
    form_of_address = forms.ChoiceField(
        label="Xưng hô",
        choices=User._meta.get_field("form_of_address").choices,
        widget=BigButtons,
        required=False,
    )
    phone = PhoneField(label="Điện thoại", required=False)
    agency = AgencyField(
        label="Cơ quan",
        queryset=None,
        required=False,
        empty_label="Không thuộc cơ quan nào",
        help_text="Đầu mối cơ quan phải có một cơ quan; người khác ghi nơi làm việc nếu có.",
        to_field_name="public_id",
    )
    neighbourhoods = forms.ModelMultipleChoiceField(
        label="Tổ dân phố phụ trách",
        queryset=None,
        required=False,
        help_text="Chỉ cho cộng tác viên: ít nhất một tổ.",
        to_field_name="public_id",
        widget=forms.CheckboxSelectMultiple,
    )

    in_charge_of_children = forms.BooleanField(
        label="Phụ trách công tác trẻ em",
        required=False,
        help_text="Chỉ cho Phó Chủ tịch: đọc được cả hoàn cảnh bảo mật đặc biệt.",
    )

    def __init__(self, *args, by: User, instance: User | None = None, **kwargs):
        if instance:
            kwargs["initial"] = _shown(instance)
        super().__init__(*args, **kwargs)
        for name in ("agency", "neighbourhoods"):
            self.fields[name].queryset = on_offer(name, by, instance)
            self.fields[name].optional_mark = ""  # the hint tells who needs it

    def clean(self):
        cleaned = super().clean()
        person = {key: cleaned.get(key) for key in ("agency", "neighbourhoods")}
        for name, sentence in missing_for_role(cleaned.get("role", ""), **person).items():
            if name not in self.errors:
                self.add_error(name, sentence)
        return cleaned

    @property
    def facts(self) -> dict[str, Any]:
        return {"person": Person(**self.cleaned_data)}


class NewUserForm(UserForm):
    """The same, with the name to sign in with."""

    username = forms.CharField(
        label="Tên đăng nhập",
        required=False,
        max_length=60,
        help_text="Để trống thì máy đặt theo tên, ví dụ van.pth.",
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false", "class": "w-medium"}),
    )
    field_order = ["full_name", "username"]

    def clean_username(self):
        typed = self.cleaned_data["username"].strip().lower()
        if typed and not re.fullmatch(r"[a-z][a-z0-9.]*", typed):
            raise forms.ValidationError("Tên đăng nhập chỉ gồm chữ thường không dấu, chữ số và dấu chấm.")
        return typed

    @property
    def facts(self) -> dict[str, Any]:
        person = dict(self.cleaned_data)
        return {"username": person.pop("username"), "person": Person(**person)}


def _shown(user: User) -> dict:
    fields = ("full_name", "role", "title", "form_of_address", "phone", "agency", "in_charge_of_children")
    return {name: getattr(user, name) for name in fields} | {
        "neighbourhoods": list(user.neighbourhoods.order_by("number"))
    }


def on_offer(name: str, by: User, user: User | None = None):
    """Agencies or neighbourhoods of today; of a person's own also those that have ended."""
    rows = User._meta.get_field(name).related_model._default_manager.visible_to(by)
    offered = rows.on(timezone.localdate())
    if user:
        own = rows.filter(users=user) if name == "agency" else rows.filter(collaborators=user)
        offered |= rows.filter(pk__in=own.values("pk"))
    return offered.order_by(*rows.model._meta.ordering)


class PasteUsersForm(PlainForm):
    """People pasted from Excel or Word."""

    typed = forms.CharField(
        label="Danh sách",
        help_text="Mỗi dòng một người: họ và tên, vai trò, điện thoại, tổ dân phố hoặc cơ quan. "
        "Cách nhau bằng phím Tab hoặc dấu phẩy. Có dòng tiêu đề thì cột xếp thế nào cũng được.",
        widget=forms.Textarea({"rows": 10}),
        strip=False,
    )

    def __init__(self, *args, by: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by

    def reading(self) -> Pasted:
        """What the machine makes of the text; also before the form is sent."""
        agencies, neighbourhoods = on_offer("agency", self.by), on_offer("neighbourhoods", self.by)
        return read_people(self["typed"].value() or "", agencies=agencies, neighbourhoods=neighbourhoods)

    def clean_typed(self):
        reading = self.reading()
        if not reading.read:
            raise forms.ValidationError("Chưa có dòng nào. Dán mỗi người một dòng.")
        if not reading.rows:
            raise forms.ValidationError("Chưa dùng được dòng nào. Sửa theo lời ghi dưới ô danh sách.")
        return self.cleaned_data["typed"]

    @property
    def facts(self) -> dict[str, Any]:
        return {"people": self.reading().rows}


class LeaveForm(PlainForm):
    left_on = DateField(label="Nghỉ từ ngày", help_text="Tài khoản dừng ngay khi ghi.")

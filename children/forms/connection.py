"""The form of a connected system: who runs it, what for, which children, until when."""

from django import forms
from django.utils import timezone

from accounts.actions.connections import ConnectionDraft
from accounts.forms import AgencyField
from accounts.models import Connection, Reach
from agencies.models import Agency, AgencyKind, Neighbourhood
from children.exporting.purposes import OF_EXCHANGE
from interface.form_fields import DateField
from interface.record_forms import PlainForm

WITH_CHILDREN = (AgencyKind.SCHOOL, AgencyKind.HEALTH)


class ConnectionForm(PlainForm):
    draft_class = ConnectionDraft

    name = forms.CharField(
        label="Tên hệ thống", max_length=120, help_text="Như đơn vị vận hành gọi. Nhật ký ghi tên này."
    )
    operator = forms.CharField(label="Đơn vị vận hành", max_length=120)
    contact = forms.CharField(label="Người liên hệ, điện thoại", max_length=120)
    basis = forms.CharField(
        label="Căn cứ", max_length=200, help_text="Văn bản, thỏa thuận cho phép trao đổi dữ liệu: số, ngày."
    )
    purpose = forms.ChoiceField(
        label="Mục đích",
        choices=[(each.code, f"{each.name}. {each.about}") for each in OF_EXCHANGE.values()],
        widget=forms.RadioSelect,
        help_text="Hệ thống chỉ đọc, gửi được các mục mà mục đích này cần.",
    )
    reach = forms.ChoiceField(label="Phạm vi", choices=Reach.choices, widget=forms.RadioSelect)
    neighbourhoods = forms.ModelMultipleChoiceField(
        label="Tổ dân phố",
        queryset=None,
        required=False,
        help_text="Chỉ khi phạm vi là một số tổ dân phố.",
        to_field_name="public_id",
        widget=forms.CheckboxSelectMultiple,
    )
    agency = AgencyField(
        label="Trường học hoặc trạm y tế",
        queryset=None,
        required=False,
        empty_label="Không chọn",
        help_text="Chỉ khi phạm vi là trẻ em của một trường học hoặc trạm y tế.",
        to_field_name="public_id",
    )
    writes = forms.BooleanField(
        label="Được gửi thay đổi",
        required=False,
        help_text="Trẻ mới và mục còn trống được ghi ngay; khác với sổ thì chờ cán bộ quyết định. Không chọn: chỉ đọc.",
    )
    valid_until = DateField(label="Dùng đến hết ngày", future=True, help_text="Không quá 1 năm kể từ hôm nay.")

    def __init__(self, *args, by, instance: Connection | None = None, **kwargs):
        if instance:
            kwargs["initial"] = _shown(instance)
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        offered = {
            "neighbourhoods": Neighbourhood.objects.visible_to(by).on(today).order_by("number"),
            "agency": Agency.objects.visible_to(by).on(today).filter(kind__in=WITH_CHILDREN).order_by("kind", "name"),
        }
        for name, rows in offered.items():
            self.fields[name].queryset = rows
            self.fields[name].optional_mark = ""  # the hint tells when it is needed


def _shown(connection: Connection) -> dict:
    names = ("name", "operator", "contact", "basis", "purpose", "reach", "writes", "valid_until")
    return {name: getattr(connection, name) for name in names} | {
        "agency": connection.account.agency,
        "neighbourhoods": list(connection.account.neighbourhoods.order_by("number")),
    }

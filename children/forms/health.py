"""Forms of the health station: one weighing, a whole session, a mistake taken back."""

from datetime import date
from decimal import Decimal

from django import forms
from django.utils import timezone

from children.actions.health import MeasurementDraft
from children.forms.doubts import DoubtfulForm
from children.health.growth import (
    LARGEST_HEIGHT,
    LARGEST_WEIGHT,
    SMALLEST_HEIGHT,
    SMALLEST_WEIGHT,
    usual_position,
    why_no_score,
)
from children.health.patients import doubts
from children.models import Child, Measurement, Posture
from interface.form_fields import BigButtons, DateField
from interface.record_forms import PlainForm
from vietnamese.formats import format_day_month, format_number

TODAY, OTHER_DAY = "today", "other"


class NumberField(forms.DecimalField):
    """A measured number as people write it: 10,5 or 10.5."""

    def __init__(self, *, unit: str, **kwargs):
        self.unit = unit
        box = forms.TextInput({"inputmode": "decimal", "autocomplete": "off", "maxlength": 6, "class": "w-short"})
        super().__init__(widget=box, required=False, **kwargs)
        self.error_messages |= {
            "invalid": "Không đọc được số. Ghi như 10,5.",
            "max_decimal_places": f"Ghi nhiều nhất {kwargs['decimal_places']} chữ số sau dấu phẩy.",
        }
        sentence = f"Số đo ngoài khoảng {format_number(self.min_value)} đến {format_number(self.max_value)} {unit}."
        for check in self.validators:
            if getattr(check, "code", "") in ("min_value", "max_value"):
                check.message = sentence

    def to_python(self, value):
        return super().to_python(value.strip().replace(",", ".") if isinstance(value, str) else value)

    def prepare_value(self, value):
        return format_number(value) if isinstance(value, Decimal) else value


def weight_field(label: str = "Cân nặng (kg)") -> NumberField:
    return NumberField(label=label, unit="kg", min_value=SMALLEST_WEIGHT, max_value=LARGEST_WEIGHT, decimal_places=2)


def height_field(label: str = "Chiều cao (cm)") -> NumberField:
    return NumberField(label=label, unit="cm", min_value=SMALLEST_HEIGHT, max_value=LARGEST_HEIGHT, decimal_places=1)


class Measured(DoubtfulForm):
    """What measuring forms share: the measurement that is typed, and what is doubtful about it."""

    child: Child
    before: Measurement | None
    optional_mark = ""

    @property
    def measurement(self) -> Measurement:
        """As it would be saved."""
        measurement = Measurement(child=self.child, **vars(self.facts["draft"]))
        measurement.keep_scores()
        return measurement

    @property
    def warnings(self) -> list[str]:
        return doubts(self.measurement, self.before)


class MeasureForm(Measured):
    """One child, on a phone (screen 33b)."""

    day = forms.ChoiceField(label="Ngày đo", widget=BigButtons)
    measured_on = DateField(label="Đo ngày", required=False)
    weight_kg = weight_field()
    height_cm = height_field()
    posture = forms.ChoiceField(label="Đo thế nào?", choices=Posture, widget=BigButtons, required=False)
    muac_cm = NumberField(
        label="Vòng cánh tay (cm)", unit="cm", min_value=5, max_value=40, max_digits=3, decimal_places=1
    )
    counselled = forms.BooleanField(label="Đã tư vấn cho người chăm sóc", required=False)

    def __init__(self, *args, child: Child, before: Measurement | None, record: Measurement | None = None, **kwargs):
        self.child, self.before, self.today = child, before, timezone.localdate()
        super().__init__(*args, initial=self._initial(record), **kwargs)
        self.fields["day"].choices = [(TODAY, f"Hôm nay {format_day_month(self.today)}"), (OTHER_DAY, "Ngày khác")]
        if before:
            for name in ("weight_kg", "height_cm", "muac_cm"):
                if (value := getattr(before, name)) is not None:
                    self.fields[name].help_text = f"{format_day_month(before.measured_on)}: {format_number(value)}"

    def _initial(self, record: Measurement | None) -> dict:
        if record is None:
            return {"day": TODAY, "posture": usual_position(self.child.birth, self.today).value}
        return {
            "day": TODAY if record.measured_on == self.today else OTHER_DAY,
            **{name: getattr(record, name) for name in MeasurementDraft.__dataclass_fields__},
        }

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("day") == TODAY:
            cleaned["measured_on"] = self.today
        elif not cleaned.get("measured_on") and "measured_on" not in self.errors:
            self.add_error("measured_on", "Chưa ghi ngày đo.")
        measured = ("weight_kg", "height_cm", "muac_cm")
        if not any(cleaned.get(name) for name in measured) and not set(measured) & set(self.errors):
            self.add_error("weight_kg", "Chưa ghi số đo nào. Ghi cân nặng, chiều cao hoặc vòng cánh tay.")
        if cleaned.get("height_cm") and not cleaned.get("posture"):
            self.add_error("posture", "Có chiều cao thì chọn trẻ nằm hay đứng.")
        return cleaned

    @property
    def facts(self) -> dict[str, MeasurementDraft]:
        typed = self.cleaned_data
        values = {name: typed[name] for name in MeasurementDraft.__dataclass_fields__}
        if not values["height_cm"]:
            values["posture"] = ""
        return {"draft": MeasurementDraft(**values)}

    @property
    def why_no_score(self) -> str:
        return why_no_score(self.child.sex, self.child.birth)


class RowForm(Measured):
    """One line of a session on a wide screen: what stays empty was not measured."""

    weight_kg = weight_field("Cân nặng")
    height_cm = height_field("Chiều cao")
    posture = forms.ChoiceField(label="Đo thế nào", choices=Posture)
    confirmed = forms.BooleanField(label="Đã kiểm tra, đúng như vậy", required=False)

    def __init__(self, *args, child: Child, before: Measurement | None, on: date, **kwargs):
        self.child, self.before, self.on = child, before, on
        posture = usual_position(child.birth, on).value
        super().__init__(*args, prefix=child.public_id.hex, initial={"posture": posture}, **kwargs)

    @property
    def is_empty(self) -> bool:
        return not any(self.cleaned_data.get(name) for name in ("weight_kg", "height_cm"))

    @property
    def facts(self) -> dict[str, MeasurementDraft]:
        typed = self.cleaned_data
        posture = typed["posture"] if typed["height_cm"] else ""
        return {"draft": MeasurementDraft(self.on, typed["weight_kg"], typed["height_cm"], posture)}

    @property
    def warnings(self) -> list[str]:
        return [] if self.is_empty else super().warnings

    @property
    def unconfirmed(self) -> list[str]:
        return [] if self.cleaned_data.get("confirmed") else self.warnings


class SessionForm(PlainForm):
    """The day of the whole session."""

    measured_on = DateField(label="Ngày đo")

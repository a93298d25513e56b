"""Which class a household has in a year: said, corrected, taken back; and what of it holds from New Year on."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts.authorization import authorize, locked
from accounts.models import User
from children.models import POOR, Household, Poverty, PovertyYear
from children.models.poverty import can_be_of, repeat_class
from interface.refusals import Refused


@dataclass(frozen=True)
class ClassDraft:
    """The class of one year; not recorded takes back what was said of it."""

    poverty: str = Poverty.NOT_RECORDED
    certificate_number: str = ""
    issued_on: date | None = None

    def check(self, year: int) -> None:
        """What no class and no certificate of this year can be. Raises Refused."""
        if self.poverty not in POOR and (self.certificate_number or self.issued_on):
            sentence = "Chỉ hộ nghèo, hộ cận nghèo có giấy chứng nhận. Xóa số và ngày cấp."
            raise Refused(sentence, field="certificate_number")
        if self.issued_on and not can_be_of(year, self.issued_on):
            sentence = f"Giấy của năm {year} được cấp trong năm {year - 1} hoặc {year}. Kiểm tra lại ngày cấp."
            raise Refused(sentence, field="issued_on")


NOTHING = ClassDraft()


@transaction.atomic
def record_class(*, household: Household, by: User, year: int, draft: ClassDraft, version: int) -> Household:
    """Say which class a household has in a year. Raises NotAllowed, StaleVersion, Refused."""
    household = locked(household, by=by, may="children.edit", version=version)
    put_class(household=household, by=by, year=year, draft=draft)
    return household


def class_of(*, household: Household, by: User, year: int) -> ClassDraft:
    """What was said of exactly this year."""
    known = PovertyYear.objects.visible_to(by).filter(household=household, year=year).first()
    return ClassDraft(known.poverty, known.certificate_number, known.issued_on) if known else NOTHING


def put_class(*, household: Household, by: User, year: int, draft: ClassDraft) -> None:
    """Of a household that is locked; it gets its next version. Raises Refused."""
    authorize(by, "children.edit", household)
    draft.check(year)
    if draft.poverty:
        PovertyYear.objects.update_or_create(household=household, year=year, defaults=vars(draft))
    else:
        PovertyYear.objects.filter(household=household, year=year).delete()
    repeat_class(household, PovertyYear.objects.filter(household=household), timezone.localdate())
    household.save_next_version()


@transaction.atomic
def begin_year(*, by: User, on: date) -> int:
    """What was said of a year beforehand holds from its first day on; how many households are of another class now."""
    differs = ~Q(household__poverty=F("poverty")) | ~Q(household__certificate_number=F("certificate_number"))
    differs |= Q(poverty__in=POOR) & ~Q(household__certificate_year=F("year"))
    turned = PovertyYear.objects.on(on).filter(differs, year=on.year)
    households = Household.objects.visible_to(by).filter(pk__in=turned.values("household")).lock_all()
    for household in households:
        repeat_class(household, PovertyYear.objects.filter(household=household), on)
        household.save_next_version()
    return len(households)

"""What became of the doses of a child; corrections of the schedule."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.authorization import authorize, locked
from accounts.models import User
from children.actions.health import withdraw
from children.models import Child, ScheduledDose, Vaccination
from children.models.immunisation import HAD, WITH_REASON
from interface.records import refused_when
from interface.refusals import Refused


@dataclass(frozen=True)
class VaccinationDraft:
    outcome: str
    happened_on: date
    until: date | None = None
    place: str = ""
    lot: str = ""
    reason: str = ""


@transaction.atomic
def record_vaccinations(
    *, child: Child, by: User, doses: list[ScheduledDose], draft: VaccinationDraft
) -> list[Vaccination]:
    """The same became of these doses on one day. Raises NotAllowed, Refused."""
    authorize(by, "children.record_health", child)
    if not doses:
        raise Refused("Chưa chọn mũi tiêm nào.", field="doses")
    _check(child, draft)
    now = timezone.now()  # one moment: what was recorded together is taken back together
    made = [Vaccination(child=child, recorded_by=by, dose=dose, created_at=now, **vars(draft)) for dose in doses]
    for each in made:
        sentence = f"Mũi “{each.dose}” đã được ghi là đã tiêm từ trước."
        with refused_when("a_dose_is_had_once", sentence, field="doses"):
            each.save()
    return made


def _check(child: Child, draft: VaccinationDraft) -> None:
    if draft.happened_on < child.born_on:
        raise Refused("Ngày tiêm ở trước ngày sinh của trẻ. Kiểm tra lại cả hai ngày.", field="happened_on")
    if draft.outcome in HAD and draft.happened_on > timezone.localdate():
        raise Refused("Ngày tiêm chưa đến.", field="happened_on")
    if draft.outcome in WITH_REASON and not draft.reason:
        raise Refused("Từ chối hoặc chống chỉ định thì ghi lý do.", field="reason")
    if draft.until and draft.until <= draft.happened_on:
        raise Refused("Ngày hoãn đến phải sau ngày ghi.", field="until")


@transaction.atomic
def take_back_vaccinations(*, vaccination: Vaccination, by: User) -> list[Vaccination]:
    """“Hoàn tác”: all that was recorded together with this one. Running twice takes back once.
    Only one's own of today: for others a reason is written down. Raises NotAllowed, Refused.
    """
    authorize(by, "children.record_health", vaccination)
    if vaccination.recorded_by_id != by.pk or timezone.localdate(vaccination.created_at) != timezone.localdate():
        raise Refused(
            "Chỉ hoàn tác được mũi mình vừa ghi hôm nay. Mũi khác thì xóa ở hồ sơ sức khỏe của trẻ, có ghi lý do."
        )
    together = Vaccination.objects.true().filter(
        child=vaccination.child_id, created_at=vaccination.created_at, recorded_by=vaccination.recorded_by_id
    )
    return [
        withdraw(record=each, by=by, may="children.record_health", version=None, reason="hoàn tác")
        for each in together.lock_all()
    ]


@transaction.atomic
def withdraw_vaccination(*, vaccination: Vaccination, by: User, version: int, reason: str) -> Vaccination:
    """It was recorded by mistake. Raises NotAllowed, StaleVersion, Refused."""
    return withdraw(record=vaccination, by=by, may="children.record_health", version=version, reason=reason)


@dataclass(frozen=True)
class DoseDraft:
    name: str
    due_months: int
    gap_days: int
    until_months: int
    counts_full: bool
    unsure: bool
    note: str
    valid_from: date
    valid_to: date | None = None


@transaction.atomic
def edit_dose(*, dose: ScheduledDose, by: User, version: int, draft: DoseDraft) -> ScheduledDose:
    """The ward corrects the schedule by the circular in force. Raises NotAllowed, StaleVersion, Refused."""
    dose = locked(dose, by=by, may="children.edit", version=version)
    if draft.until_months <= draft.due_months:
        raise Refused("“Nhắc đến khi” phải sau tháng đến hạn.", field="until_months")
    for name, value in vars(draft).items():
        setattr(dose, name, value)
    dose.save_next_version()
    return dose

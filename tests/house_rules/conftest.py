"""One record of each kind, all belonging to TDP 7, and people to whom they are foreign."""

import datetime
import uuid
from decimal import Decimal

import pytest
from django.utils import timezone

from accounts.acting import acting_as
from accounts.actions.connections import add_connection
from accounts.actions.drafts import keep_draft
from accounts.actions.notifications import notify
from accounts.authorization import FIGURES
from accounts.models import User
from agencies.models import Agency
from cases.actions.cases import take_on
from cases.actions.clocks import warn
from cases.actions.intakes import ChildDraft as ReportedAs
from cases.actions.intakes import IntakeDraft, receive_report
from cases.models import Case, CaseClock, ClockWarning, Receipt
from children.actions.allowances import grant_allowance
from children.actions.bulk import start_bulk
from children.actions.checks import check_household
from children.actions.entries import add_entries
from children.actions.family_risks import record_risk
from children.actions.files import FileDraft, attach_file
from children.actions.health import MeasurementDraft, record_measurement
from children.actions.id_batches import open_batch
from children.actions.imports.telling import request_result
from children.actions.justice import record_justice
from children.actions.lists import SavedFilterDraft, save_filter
from children.actions.merging import merge_children
from children.actions.record_files import attach_paper
from children.actions.safe_home import check_safe_home
from children.actions.supports import give_support
from children.actions.visits import record_visit
from children.finding.lists import LISTS
from children.models import (
    AllowanceRule,
    Caregiver,
    CareRelation,
    CheckUp,
    ChildChange,
    Circumstance,
    CircumstanceGroup,
    DuplicatePair,
    Enrolment,
    ExternalRecord,
    FileKind,
    HouseholdMove,
    MergedRow,
    PovertyYear,
    RiskFactor,
    SafeHomeItem,
    SafeHomeStandard,
    ScheduledDose,
    Screening,
    SupportLeftOut,
    Vaccination,
)
from jobs.models import Job
from programs.models import NothingToReport, PlanTask
from reports.actions import open_report
from reports.models import ReportVersion
from retention.actions.holds import HoldDraft, lift_hold, set_hold
from retention.models import Destruction, DestructionRow, RetentionClass
from tests.attachments.samples import a_photo
from tests.children import sheets
from tests.children.conftest import child_of  # noqa: F401  a fixture
from tests.children.exchange import HOSPITAL
from tests.children.exporting import asked_for
from tests.children.importing import Importer
from tests.children.justice import ADOPTED, REFERRED
from tests.children.spreadsheets import one
from tests.children.support import ENTRIES, GIFT, decision
from tests.children.visits import HALF_CHECKED, VISIT, violence
from tests.retention.conftest import approve, confirm_periods, destroyed, propose, start  # noqa: F401  fixtures

OWN_ID = "bn-0001"  # a child of TDP 7 at the hospital


@pytest.fixture
def strangers(stranger, nurse, clerk, admin):
    """To these people no child of TDP 7 exists."""
    return [stranger, nurse, clerk, admin]


@pytest.fixture
def records(child_of, lists, ward, officer, admin):  # noqa: F811
    """One record of every model with personal data and of every model that pages show by id, by model label."""
    child = child_of("tdp7", mother="Trần Thị Kim Chi", address="12/4 Trần Phú", school=ward["school"])
    with acting_as(officer):
        made = [
            child,
            child.household,
            Circumstance.objects.create(
                child=child,
                group=CircumstanceGroup.objects.filter(extra_secret=False).order_by("pk")[0],
                started_on="2026-01-05",
                officer=officer,
            ),
            grant_allowance(child=child, by=officer, draft=decision()),
            (gift := give_support(children=[child], by=officer, draft=GIFT)),
            gift.recipients.get(),
            SupportLeftOut.objects.create(
                support=gift, child=child, left_out_on="2026-02-11", reason="Vắng mặt", left_out_by=officer
            ),
            *(add_entries(children=[child], by=officer, draft=draft)[0] for draft in ENTRIES),
            AllowanceRule.objects.earliest("pk"),
            record_measurement(
                child=child, by=officer, draft=MeasurementDraft(datetime.date(2026, 3, 2), weight_kg=Decimal("18.4"))
            ),
            Vaccination.objects.create(
                child=child,
                recorded_by=officer,
                dose=ScheduledDose.objects.get(code="SOI-1"),
                outcome="given",
                happened_on="2026-03-02",
            ),
            ScheduledDose.objects.get(code="BCG"),
            Enrolment.objects.get(child=child),
            CheckUp.objects.create(child=child, recorded_by=officer, checked_on="2026-03-02"),
            Screening.objects.create(child=child, recorded_by=officer, screened_on="2026-03-02"),
            PovertyYear.objects.create(household=child.household, year=2026, poverty="poor"),
            record_justice(child=child, by=officer, draft=ADOPTED),
            (aid := record_justice(child=child, by=officer, draft=REFERRED)),
            attach_paper(record=aid, by=officer, upload=a_photo(), note="phiếu chuyển"),
            check_household(household=child.household, by=officer, result="same"),
            check_safe_home(household=child.household, by=officer, year=2026, version=0, draft=HALF_CHECKED),
            SafeHomeItem.objects.earliest("pk"),
            SafeHomeStandard.objects.earliest("pk"),
            RiskFactor.objects.earliest("pk"),
            record_risk(household=child.household, by=officer, draft=violence()),
            HouseholdMove.objects.create(
                child=child, to_household=child.household, moved_on="2026-01-05", recorded_by=officer
            ),
            (visit := record_visit(by=officer, draft=VISIT, child=child, photos=[a_photo()])),
            visit.photos.get(),
            ChildChange.objects.create(
                kind="departure", child=child, neighbourhood=child.neighbourhood, detail="away", proposer=officer
            ),
            keep_draft(by=officer, form="child", typed="chữ gõ dở"),
            notify(recipient=officer, text="Có 1 việc mới trong hồ sơ TE-2026-0001", url="/"),
            Job.objects.create(kind="annual_report", owner=officer),
            officer,
        ]
    batch = Importer(officer).bring(one(**{"Họ và tên": "Lê An", "Ngày sinh": "05/09/2015", "Tổ dân phố": "7"}))
    with acting_as(admin):
        made.append(connection := add_connection(by=admin, draft=HOSPITAL))
    with acting_as(officer):
        made.append(ExternalRecord.objects.create(system=connection.account, own_id=OWN_ID, child=child))
        made.append(asked_for(officer))
        made.append(sheets.asked_for(officer, child))
        made.append(start_bulk(kind="move", records=[child], by=officer))
        made.append(made[-1].rows.get())
        kept = SavedFilterDraft("Tổ 7")
        made.append(save_filter(kind=LISTS["children"], query="tdp=7", by=officer, draft=kept))
        id_batch = open_batch(by=officer, neighbourhoods=[ward["tdp7"]], grounds=["missing"])
        made += [id_batch, id_batch.rows.get(child=child)]
        portrait = FileDraft(FileKind.PORTRAIT, consent_by="Mẹ", consent_on=datetime.date(2026, 1, 5))
        made.append(attach_file(child=child, by=officer, draft=portrait, upload=a_photo()))
    with acting_as(officer, scope=FIGURES):
        made += [Caregiver.objects.get(), CareRelation.objects.get(), batch, batch.rows.get()]
        made.append(request_result(batch=batch, by=officer))
        made.append(_draft_of_a_report(officer))
        made.append(_nothing_to_report(officer))
        made.append(DuplicatePair.objects.create(one=child, other=child_of("tdp7"), score=80, reasons=["same_name"]))
    made += _in_danger(officer)
    made += _over(child, officer, admin)
    made += _merged(child_of("tdp7"), child_of("tdp7"), officer)
    return {record._meta.label: record for record in made}


def _in_danger(officer) -> list:
    """A report of an unknown child, ten hours old; the case that follows, taken on, and the warning it gave."""
    with acting_as(officer):
        draft = IntakeDraft(timezone.now() - datetime.timedelta(hours=10), "phone", happened="nghe tiếng khóc")
        intake = receive_report(by=officer, draft=draft, children=[ReportedAs(name="Bé Na")])
    with acting_as(User.objects.system()):
        warn(by=User.objects.system())
    with acting_as(officer):
        case = Case.objects.get()
        case = take_on(case=case, by=officer, version=case.version)
        clock = CaseClock.objects.get()
        return [
            intake, intake.children.get(), Receipt.objects.get(), case, case.incident, case.steps.get(),
            case.team.get(), clock, ClockWarning.objects.filter(clock=clock).latest("pk"),
        ]  # fmt: skip


def _over(child, officer, admin) -> list:
    """Periods, a hold that was lifted again, a destruction with one child."""
    confirm_periods(admin)
    with acting_as(officer):
        hold = set_hold(child=child, by=officer, draft=HoldDraft("legal", "có đơn khiếu nại"))
        hold = lift_hold(hold=hold, by=officer, version=hold.version, reason="đơn đã rút")
        batch = Destruction.objects.create(
            year=2026, number=1, kind="children", reason="hết hạn", size=1, proposed_by=officer, state="cancelled"
        )
        row = DestructionRow.objects.create(batch=batch, child=child, code=child.code, due_on="2026-03-14")
        return [hold, batch, row, RetentionClass.objects.get(code="case_file")]


def _nothing_to_report(officer) -> NothingToReport:
    day = datetime.date(2026, 1, 1)
    agency = Agency.objects.create(kind="VHXH", name="Văn hóa - Xã hội", valid_from=day)
    task = PlanTask.objects.filter(scope="VHXH").earliest("position")
    return NothingToReport.objects.create(task=task, agency=agency, until=day, ground="đã xem sổ", said_by=officer)


def _merged(kept, gone, officer) -> list:
    """A record that was merged, and what the merge remembers of it: a paper among it."""
    with acting_as(officer, scope=FIGURES):
        for child in (kept, gone):
            attach_paper(record=record_justice(child=child, by=officer, draft=ADOPTED), by=officer, upload=a_photo())
        merge = merge_children(kept=kept, gone=gone, by=officer, taken=(), versions=(kept.version, gone.version))
        return [merge, MergedRow.objects.latest("pk")]


def _draft_of_a_report(officer) -> ReportVersion:
    report = open_report(year=2026, by=officer)
    return ReportVersion.objects.create(
        public_id=uuid.uuid4(),
        report=report,
        number=1,
        cut_off=report.cut_off,
        snapshot=b"{}",
        pdf=b"%PDF",
        made_by=officer,
    )

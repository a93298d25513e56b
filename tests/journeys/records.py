"""The records a tour of every page needs. What the demo ward lacks its people do here, through the actions.

Runs in the site's own process: `manage.py shell -c "from tests.journeys.records import tell; tell()"` prints as JSON
what stands for the parameters of an address: for everybody under "", what only its owner may see under a username.
The worker has to rest meanwhile: what shall be finished is done here, the rest stays under way.
"""

import base64
import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from accounts.acting import acting_as
from accounts.actions.notifications import notify
from accounts.actions.passwords import reset_password
from accounts.models import Connection, User
from agencies.actions.calendar import confirm_year
from agencies.actions.organisations import AgencyDraft, NeighbourhoodDraft, add_agency, add_neighbourhood, end
from agencies.actions.register import DocumentDraft, cancel_document, draft_document, issue_document, return_document
from agencies.actions.ward import set_logo
from agencies.models import (
    Agency,
    AgencyKind,
    CalendarDay,
    CommitteeMeeting,
    CommitteeMember,
    DocumentType,
    Neighbourhood,
    RegisteredDocument,
    Signer,
    SteeringCommittee,
    WardProfile,
)
from cases.models import Case, Intake
from children.actions.allowances import AllowanceDraft, grant_allowance
from children.actions.bulk import BulkDraft, decide_bulk, start_bulk, undo_bulk
from children.actions.changes import ChangeDraft, propose_change
from children.actions.children import COPIED, ChildDraft, edit_child
from children.actions.circumstances import CircumstanceDraft, add_circumstance
from children.actions.entries import (
    DisasterDraft,
    InjuryDraft,
    LabourDraft,
    ParticipationDraft,
    add_entries,
)
from children.actions.exports import ExportDraft, request_export
from children.actions.family_risks import RiskDraft, record_risk
from children.actions.files import FileDraft, attach_file
from children.actions.households import HouseholdDraft, edit_household
from children.actions.imports.telling import request_result
from children.actions.imports.uploading import request_job_for, upload_list
from children.actions.justice import AdoptionDraft, LegalAidDraft, record_justice
from children.actions.lists import SavedFilterDraft, save_filter
from children.actions.merging import merge_children
from children.actions.record_files import attach_paper
from children.actions.sheets import SheetDraft, request_sheet
from children.actions.supports import SupportDraft, give_support
from children.actions.visits import VisitDraft, record_visit
from children.finding.lists import LISTS
from children.forms.family import unchanged
from children.models import (
    AllowanceRule,
    BulkDeed,
    CheckUp,
    Child,
    ChildChange,
    ChildSheet,
    Circumstance,
    CircumstanceGroup,
    DuplicatePair,
    Enrolment,
    Export,
    FileKind,
    Household,
    IdBatch,
    ImportBatch,
    Measurement,
    MonthlyAllowance,
    RiskFactor,
    SafeHomeItem,
    SafeHomeStandard,
    ScheduledDose,
    Screening,
    Vaccination,
)
from jobs.actions import request_job, run_job
from jobs.models import Job
from programs.actions import say_nothing
from programs.models import PlanTask, Programme
from programs.statements import days_to_state
from reports.actions import open_report
from reports.models import ReportVersion
from retention.actions.destroying import RecordDraft, request_paper, start_destruction
from retention.actions.holds import HoldDraft, set_hold
from retention.actions.proposing import decide_destruction, propose_destruction
from retention.models import Destruction, RetentionClass
from tests.attachments.samples import a_photo
from tests.children.spreadsheets import listed
from vietnamese.formats import format_date
from vietnamese.partial_dates import PartialDate, Precision

Values = dict[str, Any]
NO_RIGHT_ANY_MORE = ("duy.tq", "le.dtm", "phuoc.nh")  # may look at jobs of theirs, but may not ask for one
DOT = base64.b64decode(  # a picture of one point
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
FALL = {"kind": "fall", "place": "home", "outcome": "treated"}
HEADER = ("Họ và tên", "Ngày sinh", "Giới tính", "Số định danh", "Họ tên mẹ", "Tổ dân phố", "Lớp", "Sở thích")


def tell() -> None:
    print(json.dumps(_everything(), default=str))  # noqa: T201  whoever called reads it


def _everything() -> dict[str, Values]:
    everybodys = {
        **_as("tri.nm", _organisations),
        **_as("tri.nm", _accounts),
        **_as("phuoc.nh", _documents),
        **_as("van.pth", _children),
        **_as("van.pth", _what_the_demo_has),
        **_as("lan.lt", _visited),
        **_as("van.pth", _cases),
    }
    own: dict[str, Values] = {username: _as(username, _told) for username in _as("tri.nm", _usernames)}
    for officer in ("van.pth", "ha.dtt"):
        own[officer] |= _lists_and_drafts(officer)
        own[officer] |= _as(officer, _deeds)
    for reader in ("van.pth", "ha.dtt", "duy.tq", "le.dtm"):
        own[reader] |= _sheets(reader)
    everybodys |= _id_batches("van.pth")
    everybodys |= _retention("van.pth", "duy.tq")
    large = _asked_out("ha.dtt", "xlsx", query="")
    _do(large.job)
    everybodys["large_export"] = large.public_id
    for sender in ("van.pth", "ha.dtt", "lan.lt"):
        own[sender] |= _as(sender, _sent)
    for drafter in ("van.pth", "ha.dtt", "phuoc.nh"):
        own[drafter] |= _returned(drafter)
    for reader in ("van.pth", "ha.dtt", "duy.tq", "le.dtm", "lan.lt", "trang.nt", "khoa.va", "loan.htk"):
        own[reader] |= _as(reader, _saved_filter)
    for username in NO_RIGHT_ANY_MORE:
        own[username] |= _refused_job(username)
    everybodys["nothingtoreport"] = _as("van.pth", _nothing_to_report)
    own["tri.nm"]["job"] = own["van.pth"]["job"]  # sees everybody's
    everybodys["list"] = "children"
    everybodys["version"] = _as("van.pth", lambda _: ReportVersion.objects.latest("pk").public_id)
    return {"": everybodys, **own}


def _as(username: str, make: Callable[[User], Any]) -> Any:
    """Done by this person, in one transaction."""
    with acting_as(User.objects.system()):
        user = User.objects.get(username=username)
    with acting_as(user):
        return make(user)


# --- The ward, its organisations, its people -------------------------------------------------
def _organisations(admin: User) -> Values:
    """An agency and a neighbourhood that have ended; a logo; a year whose days off are certain."""
    today = timezone.localdate()
    since, last_day = date(today.year - 1, 7, 1), today - timedelta(days=30)
    agency = add_agency(by=admin, draft=AgencyDraft(AgencyKind.SCHOOL, "Nhóm trẻ Vành Khuyên", since))
    neighbourhood = add_neighbourhood(by=admin, draft=NeighbourhoodDraft(99, "Tổ dân phố 99", since))
    for each in (agency, neighbourhood):
        end(record=each, by=admin, version=each.version, last_day=last_day)
    profile = WardProfile.objects.get(valid_to=None)
    set_logo(profile=profile, by=admin, version=profile.version, image=DOT)
    confirm_year(year=today.year, by=admin)
    return {
        "agency": Agency.objects.get(name="Trường THCS Ánh Dương").public_id,
        "ended_agency": agency.public_id,
        "neighbourhood": User.objects.get(username="lan.lt").neighbourhoods.get().public_id,
        "ended_neighbourhood": neighbourhood.public_id,
        "profile": profile.public_id,
        "past_profile": WardProfile.objects.earliest("valid_from").public_id,
    }


def _accounts(admin: User) -> Values:
    """Somebody whose password was reset, and somebody who has left."""
    user = User.objects.get(username="sau.pv")
    reset_password(user=user, by=admin)
    connected = {each.purpose: each.public_id for each in Connection.objects.visible_to(admin)}
    return {
        "user": user.public_id,
        "left_user": User.objects.people().exclude(left_on=None).first().public_id,
        "connection": connected["health"],
        "new_connection": connected["school"],
    }


def _usernames(admin: User) -> list[str]:
    return list(User.objects.working().values_list("username", flat=True))


def _told(user: User) -> Values:
    notify(recipient=user, text="Có 1 việc mới trong hồ sơ TE-2026-0001", url="/")
    return {}


def _documents(clerk: User) -> Values:
    """One that waits, one with a number, one whose number was cancelled."""
    good, bad = _numbered("Kế hoạch tháng hành động vì trẻ em", clerk), _numbered("Kế hoạch hè an toàn", clerk)
    cancel_document(document=bad, by=clerk, version=bad.version, reason="Ký lại ở số sau.")
    waiting = _drafted("Kế hoạch phòng, chống đuối nước", clerk)
    return {
        "document": good.public_id,
        "waiting_document": waiting.public_id,
        "cancelled_document": bad.public_id,
    }


def _drafted(subject: str, drafter: User) -> RegisteredDocument:
    signer = Signer.objects.filter(valid_to=None).earliest("pk")
    draft = DocumentDraft(subject, signer=signer, recipients="VT", copies=3)
    return draft_document(by=drafter, type=DocumentType.PLAN, draft=draft)


def _numbered(subject: str, clerk: User) -> RegisteredDocument:
    document = _drafted(subject, clerk)
    return issue_document(document=document, on=timezone.localdate(), by=clerk, version=document.version)


def _returned(username: str) -> Values:
    """A document that came back to its drafter."""
    drafted = _as(username, lambda drafter: _drafted("Kế hoạch kiểm tra bữa ăn học đường", drafter))
    _as("phuoc.nh", lambda clerk: return_document(document=drafted, by=clerk, version=1, reason="Thiếu nơi nhận."))
    return {"returned_document": drafted.public_id}


def _what_the_demo_has(officer: User) -> Values:
    year = timezone.localdate().year
    committee, past = SteeringCommittee.objects.order_by("-valid_from")[:2]
    return {
        "year": year,
        "last_year": year - 1,
        "next_year": year + 1,
        "early_year": year - 2,
        "day": CalendarDay.objects.filter(day__year=year).earliest("day").public_id,
        "committee": committee.public_id,
        "past_committee": past.public_id,
        "member": CommitteeMember.objects.filter(committee=committee).earliest("pk").public_id,
        "meeting": CommitteeMeeting.objects.filter(committee=committee).latest("held_on").public_id,
        "signer": Signer.objects.filter(valid_to=None).earliest("pk").public_id,
        "past_signer": Signer.objects.exclude(valid_to=None).earliest("pk").public_id,
        "task": PlanTask.objects.earliest("pk").code,
        "common_task": PlanTask.objects.filter(scope="ALL").earliest("position").code,
        "step": 1,
        "item": SafeHomeItem.objects.earliest("position").public_id,
        "factor": RiskFactor.objects.earliest("position").public_id,
        "standard": SafeHomeStandard.objects.earliest("pk").public_id,
        "programme": Programme.objects.earliest("pk").code,
    }


# --- Children --------------------------------------------------------------------------------
def _nothing_to_report(officer: User) -> Any:
    """Of a task that every agency has."""
    task = PlanTask.objects.filter(scope="ALL").earliest("position")
    until = days_to_state(task, timezone.localdate())[-1]
    return say_nothing(task=task, by=officer, until=until, ground="đã xem sổ, không có vụ nào").public_id


def _children(officer: User) -> Values:
    """A child that everybody who sees children sees: of TDP 7, at the demo teacher's school; and one on its own."""
    rows = Child.objects.filter(neighbourhood__number=7, school__school_level="lower", left_on=None).order_by("pk")
    child = _at_school(next(each for each in rows if each.personal_id and each.household), officer)
    _with_a_phone(child.household, officer)
    return {
        "child": child.public_id,
        "household": child.household.public_id,
        "caregiver": child.relations.earliest("pk").caregiver.public_id,
        "risk": record_risk(
            household=child.household,
            by=officer,
            draft=RiskDraft(RiskFactor.objects.earliest("position"), "yes", "family", timezone.localdate()),
        ).public_id,
        "circumstance": _with_a_disability(child, officer).public_id,
        **_supported(child, officer),
        **_twins(officer),
        "file": attach_file(child=child, by=officer, draft=FileDraft(FileKind.OTHER), upload=a_photo()).public_id,
        "portrait": attach_file(
            child=child,
            by=officer,
            draft=FileDraft(FileKind.PORTRAIT, consent_by="Mẹ", consent_on=timezone.localdate()),
            upload=a_photo(),
        ).public_id,
    }


def _visited(lan: User) -> Values:
    """A visit with a photo, written today."""
    home = Household.objects.filter(neighbourhood__number=7).earliest("pk")
    draft = VisitDraft(timezone.localdate(), "parents", child_seen=True, concern=False, findings=["well"])
    visit = record_visit(by=lan, draft=draft, household=home, photos=[a_photo()])
    return {"visit": visit.public_id, "photo": visit.photos.get().public_id}


def _cases(officer: User) -> Values:
    """What the demo has: a report that waits to be compared, cases in several steps, some of them Vân's."""
    waiting = Intake.objects.filter(incident=None).earliest("pk")
    verifying = Case.objects.filter(state="verifying", manager=officer).earliest("pk")
    return {
        "intake": waiting.public_id,
        "linked_intake": Intake.objects.filter(incident=verifying.incident).earliest("pk").public_id,
        "incident": verifying.incident.public_id,
        "case": verifying.public_id,
        "new_case": Case.objects.filter(manager=None).earliest("pk").public_id,
        "confirmed_case": Case.objects.filter(state="initial_assessment").earliest("pk").public_id,
        "closed_case": Case.objects.filter(state="closed").earliest("pk").public_id,
        "case_step": "confirm",
        "dismissal": "dismiss",
    }


def _sent(sender: User) -> Values:
    """A slip of one's own: Lan's waits, an officer's took effect. And those that the demo has, in every state."""
    here = Child.objects.visible_to(sender).filter(neighbourhood__number=7, residence="permanent", changes=None)
    child = here.latest("pk")
    today = PartialDate.of(timezone.localdate())
    draft = ChangeDraft("departure", child.neighbourhood, child, happened=today, detail="away")
    own = propose_change(by=sender, draft=draft)
    known = ChildChange.objects.filter(neighbourhood__number=7)
    return {
        "own_change": own.public_id,
        "returned_change": known.filter(state="returned").earliest("pk").public_id,
        "change": known.pending().exclude(child=None).earliest("pk").public_id,
        "change_of_new_child": known.pending().filter(child=None).earliest("pk").public_id,
        "decided_change": known.filter(state="approved").earliest("pk").public_id,
        "child_away": Child.objects.filter(residence="away", neighbourhood__number=7).earliest("pk").public_id,
    }


def _twins(officer: User) -> Values:
    """Two records that may be one child, and two that were merged."""
    pair, known = DuplicatePair.objects.all().open().select_related("one", "other")[:2]
    kept, gone = sorted((known.one, known.other), key=lambda child: child.pk)
    versions = (kept.version, gone.version)
    merge = merge_children(kept=kept, gone=gone, by=officer, taken=["personal_id"], versions=versions)
    return {"pair": pair.public_id, "merge": merge.public_id}


def _supported(child: Child, officer: User) -> Values:
    """An allowance that is paid, and a gift."""
    today = timezone.localdate()
    rule = AllowanceRule.objects.get(code="disabled_severe_child", valid_to=None)
    active = MonthlyAllowance.objects.active(today).filter(child=child, stacks=False).first()
    decided = AllowanceDraft(rule, "214/QĐ-UBND", today, "Trần Quốc Duy", today, 1_000_000)
    allowance = active or grant_allowance(child=child, by=officer, draft=decided)
    gift = SupportDraft("gift", "Quà Trung thu", today, "mobilised", 200_000)
    support = give_support(children=[child], by=officer, draft=gift)
    [injury] = add_entries(children=[child], by=officer, draft=InjuryDraft(happened_on=today, **FALL))
    adopted = AdoptionDraft(happened_on=today, kind="relative", authority="UBND phường Lệ Thủy", paper="03/2026")
    referred = LegalAidDraft(happened_on=today, matter="family", provider="centre", paper="07/PC")
    aid = record_justice(child=child, by=officer, draft=referred)
    return {
        **_other_entries(child, officer),
        "recordfile": attach_paper(record=aid, by=officer, upload=a_photo(), note="phiếu chuyển").public_id,
        "adoption": record_justice(child=child, by=officer, draft=adopted).public_id,
        "legalaid": aid.public_id,
        "allowance": allowance.public_id,
        "support": support.public_id,
        "rule": rule.public_id,
        "kind": "injuries",
        "entry": injury.public_id,
        "injuryentry": injury.public_id,
        "enrolment": Enrolment.objects.filter(left_on=None, dropped_on=None).earliest("pk").public_id,
        "checkup": CheckUp.objects.true().earliest("pk").public_id,
        "screening": Screening.objects.true().earliest("pk").public_id,
        "dose": ScheduledDose.objects.earliest("position").public_id,
        "vaccination": Vaccination.objects.had().earliest("pk").public_id,
        "measurement": Measurement.objects.true().earliest("pk").public_id,
    }


def _other_entries(child: Child, officer: User) -> Values:
    """One of each kind beside the injury, for the pages of their papers."""
    today = timezone.localdate()
    drafts = {
        "labour": LabourDraft(happened_on=today, form="hours", work="Phụ quán"),
        "disaster": DisasterDraft(happened_on=today, disaster="Bão số 13", harm="house"),
        "participation": ParticipationDraft(happened_on=today, form="consulted", topic="Sân chơi"),
    }
    return {
        f"{name}entry": add_entries(children=[child], by=officer, draft=draft)[0].public_id
        for name, draft in drafts.items()
    }


def _at_school(child: Child, officer: User) -> Child:
    school = Agency.objects.get(name="Trường THCS Ánh Dương")
    facts = {name: getattr(child, name) for name in COPIED} | {"school": school, "class_name": "8B"}
    family = [unchanged(each, is_main_carer=each.is_main_carer) for each in child.relations.all()]
    draft = ChildDraft(**facts, household=child.household, neighbourhood=child.neighbourhood, family=family)
    return edit_child(child=child, by=officer, draft=draft, version=child.version)


def _with_a_phone(household: Household, officer: User) -> None:
    facts = {name: getattr(household, name) for name in HouseholdDraft.__dataclass_fields__}
    draft = HouseholdDraft(**facts | {"phone": "0000123456"})
    edit_household(household=household, by=officer, draft=draft, version=household.version)


def _with_a_disability(child: Child, officer: User) -> Circumstance:
    group = CircumstanceGroup.objects.get(code="G04")
    if known := child.circumstances.filter(group=group, ended_on=None).first():
        return known
    since = timezone.localdate() - timedelta(days=200)
    draft = CircumstanceDraft(group, since, group.subtypes.earliest("pk"), proof="Giấy xác nhận khuyết tật số 37")
    return add_circumstance(child=child, by=officer, draft=draft)


# --- Lists from Excel, drafts of the report --------------------------------------------------
def _lists_and_drafts(username: str) -> Values:
    """A list to look through, one without children, one that was imported; a draft. And one of each still to come."""
    everything = _as(username, lambda _: _list_with_everything())
    preview = _brought(username, "DS trẻ em TDP 7.xlsx", everything)
    useless = _brought(username, "Sổ quỹ.xlsx", listed(["Phấn", 12], header=["Mặt hàng", "Giá"]))
    imported = _brought(
        username, "DS bổ sung.xlsx", listed(_row(f"Hồ Bổ Sung {username}", "05/09/2019"), header=HEADER)
    )
    _do(_as(username, lambda officer: request_job_for(batch=imported, kind="import_list", by=officer).job))
    _as(username, lambda officer: request_result(batch=ImportBatch.objects.get(pk=imported.pk), by=officer))
    exports = {kind: _asked_out(username, kind) for kind in ("xlsx", "ods", "csv")}
    for kind in ("xlsx", "ods"):
        _do(exports[kind].job)
    year = timezone.localdate().year
    made = _draft_of(username, year)
    _do(made)
    return {
        "batch": preview.public_id,
        "useless_batch": useless.public_id,
        "imported_batch": imported.public_id,
        "waiting_batch": _uploaded(username, "DS trẻ em TDP 8.xlsx", everything).public_id,
        "export": exports["xlsx"].public_id,
        "open_export": exports["ods"].public_id,
        "waiting_export": exports["csv"].public_id,
        "job": made.public_id,
        "failed_job": useless.job.public_id,
        "waiting_job": _draft_of(username, year - 1).public_id,
    }


def _uploaded(username: str, name: str, data: bytes) -> ImportBatch:
    def upload(officer: User) -> ImportBatch:
        batch = upload_list(by=officer, file_name=name, data=data)
        return request_job_for(batch=batch, kind="read_list", by=officer)

    return _as(username, upload)


def _brought(username: str, name: str, data: bytes) -> ImportBatch:
    batch = _uploaded(username, name, data)
    _do(batch.job)
    return batch


def _asked_out(username: str, kind: str, query: str = "tdp=7&age=0-1") -> Export:
    """A list for the police: of a few children, or of so many that a second person must allow it."""
    draft = ExportDraft("police", kind, "xác minh số định danh")
    return _as(username, lambda officer: request_export(draft=draft, query=query, typed="", by=officer))


def _sheets(username: str) -> Values:
    """One printed, one still to come."""
    sheet, waiting = _sheet_of(username), _sheet_of(username)
    _do(sheet.job)
    return {"sheet": sheet.public_id, "waiting_sheet": waiting.public_id}


def _sheet_of(username: str) -> ChildSheet:
    def ask(officer: User) -> ChildSheet:
        child = Child.objects.visible_to(officer).earliest("pk")
        return request_sheet(child=child, draft=SheetDraft("visit"), by=officer)

    return _as(username, ask)


def _id_batches(username: str) -> Values:
    """One that is being checked, one the police have answered."""
    checking = _as(username, lambda by: IdBatch.objects.visible_to(by).filter(state="checking").earliest("pk"))
    answered = _as(username, lambda by: IdBatch.objects.visible_to(by).filter(state="returned").earliest("pk"))
    row = _as(username, lambda _: checking.rows.filter(child__neighbourhood__number=7).earliest("number"))
    return {
        "idbatch": answered.public_id,
        "checking_batch": checking.public_id,
        "idbatchrow": row.public_id,
    }


def _retention(officer: str, leader: str) -> Values:
    """The demo's proposal still waits; another destruction is done, with its paper and the scan of the signed one."""
    proposed = _as(officer, lambda _: Destruction.objects.get(state="proposed"))
    child = _as(officer, lambda by: Child.objects.visible_to(by).earliest("pk"))
    hold = _as(officer, lambda by: set_hold(child=child, by=by, draft=HoldDraft("legal", "đơn khiếu nại")))
    places = _as(officer, lambda _: list(Neighbourhood.objects.filter(number=9)))
    batch = _as(officer, lambda by: propose_destruction(by=by, neighbourhoods=places, reason="Hết thời hạn lưu"))
    batch = _as(leader, lambda by: decide_destruction(batch=batch, by=by, version=batch.version, approved=True))
    batch = _as(officer, lambda by: request_paper(batch=batch, by=by))
    _do(batch.paper_job)
    signed = RecordDraft("12/BB-UBND", timezone.localdate())
    batch = _as(officer, lambda _: Destruction.objects.get(pk=batch.pk))
    batch = _as(
        officer,
        lambda by: start_destruction(batch=batch, by=by, version=batch.version, draft=signed, upload=a_photo()),
    )
    _do(batch.job)
    kept = _as(officer, lambda _: RetentionClass.objects.earliest("position"))
    return {
        "destruction": proposed.public_id,
        "done_destruction": batch.public_id,
        "hold": hold.public_id,
        "retentionclass": kept.public_id,
    }


def _draft_of(username: str, year: int) -> Job:
    return _as(
        username,
        lambda officer: request_job(
            kind="annual_report", by=officer, report=str(open_report(year=year, by=officer).public_id)
        ),
    )


def _deeds(officer: User) -> Values:
    """Many households: to look at, to record a class for, under way, done."""
    homes = list(Household.objects.exclude(neighbourhood__number__in=[7, 8]).order_by("pk")[:60])  # Lan keeps hers
    other = Neighbourhood.objects.get(number=8, valid_to=None)

    def started(kind: str, count: int) -> BulkDeed:
        return start_bulk(kind=kind, records=homes[:count], by=officer)

    def decided(deed: BulkDeed) -> BulkDeed:
        draft = BulkDraft(other, kept=[str(each.public_id) for each in homes])
        return decide_bulk(deed=deed, by=officer, version=deed.version, draft=draft)

    done = decided(started("move", 3))
    undo_bulk(deed=done, by=officer)
    return {
        "deed": started("move", 4).public_id,
        "poverty_deed": started("poverty", 4).public_id,
        "waiting_deed": decided(started("move", 60)).public_id,
        "done_deed": done.public_id,
    }


def _saved_filter(user: User) -> Values:
    draft = SavedFilterDraft("Bé gái tổ 7")
    saved = save_filter(kind=LISTS["children"], query="tdp=7&sex=female", by=user, draft=draft)
    return {"filter": saved.public_id}


def _refused_job(username: str) -> Values:
    """Asked for in an earlier office."""
    job = _as(username, lambda user: Job.objects.create(kind="annual_report", owner=user))
    _do(job)
    return {"job": job.public_id}


def _do(job: Job) -> None:
    run_job(job.pk)


def _list_with_everything() -> bytes:
    """Rows of every outcome: new, changed, identical, to decide, wrong."""
    since = timezone.localdate() - timedelta(days=15 * 365)
    rows = Child.objects.filter(neighbourhood__number=7, left_on=None, born_on__gt=since).order_by("pk")
    known = [each for each in rows if each.personal_id and each.birth.precision is Precision.DAY]
    same, moved, doubtful, other = [each for each in known if not each.temporary_name][:4]
    return listed(
        _row("Nguyễn Thị Mới Đến", "14/03/2018"),
        _row("Trần Văn Ở Trọ", "02/09/2021"),
        _row_of(same),
        _row_of(moved, class_name="9C"),
        _row_of(doubtful, number="", mother="Phan Thị Khác Mẹ"),
        _row_of(other, name="Võ Hoàn Toàn Khác"),
        _row("Lê Thiếu Ngày", ""),
        _row("Phạm Sinh Sau", "01/01/2031"),
        header=HEADER,
    )


def _row(name: str, birth: str, sex: str = "Nữ", number: str = "", mother: str = "", class_name: str = "") -> list[str]:
    return [name, birth, sex, number, mother, "7", class_name, "Vẽ"]


def _row_of(child: Child, **other: str) -> list[str]:
    facts = {
        "name": child.full_name,
        "birth": format_date(child.birth.earliest()),
        "sex": child.get_sex_display(),
        "number": child.personal_id,
        "class_name": child.class_name,
    }
    return _row(**facts | other)

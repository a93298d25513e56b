"""What an agency says about its tasks: so far, that nothing occurred."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.authorization import authorize, locked
from accounts.models import User
from interface.records import refused_when
from interface.refusals import NotAllowed, Refused
from programs.models import NothingToReport, PlanTask
from programs.statements import days_to_state, reports_on

REPORT = "programs.report_results"


@transaction.atomic
def say_nothing(*, task: PlanTask, by: User, until: date, ground: str) -> NothingToReport:
    """For one's own agency and one of the task's periods. Raises NotAllowed, Refused."""
    authorize(by, REPORT)
    if by.agency is None or not reports_on(by, task):
        raise NotAllowed("Nhiệm vụ này của cơ quan khác.")
    if until not in days_to_state(task, timezone.localdate()):
        raise Refused("Nhiệm vụ không có kỳ nào hết vào ngày này, hoặc kỳ chưa tới.", field="until")
    with refused_when("nothing_to_report_once", "Cơ quan đã báo không phát sinh cho kỳ này.", field="until"):
        return NothingToReport.objects.create(task=task, agency=by.agency, until=until, ground=ground, said_by=by)


@transaction.atomic
def take_back(*, statement: NothingToReport, by: User, version: int) -> NothingToReport:
    """Something occurred after all. Raises NotAllowed, StaleVersion, Refused."""
    statement = locked(statement, by=by, may=REPORT, version=version)
    if statement.agency_id != by.agency_id:
        raise NotAllowed("Báo cáo này của cơ quan khác.")
    if statement.withdrawn_on:
        raise Refused("Báo cáo này đã được rút lại từ trước.")
    statement.withdrawn_on = timezone.localdate()
    statement.save_next_version()
    return statement

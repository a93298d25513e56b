"""A list asks the database a few times, however long it is."""

import datetime
import re
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate, now

from accounts.acting import acting_as
from accounts.actions.connections import add_connection
from accounts.authorization import Role
from accounts.events import Event, record
from accounts.models import Notification, User
from agencies.models import (
    Agency,
    AgencyKind,
    CalendarDay,
    CommitteeMeeting,
    CommitteeMember,
    CommitteeRole,
    DayKind,
    Neighbourhood,
    RegisteredDocument,
    SteeringCommittee,
)
from cases.actions.cases import move, take_on
from cases.actions.intakes import ChildDraft as ReportedAs
from cases.actions.intakes import IntakeDraft, receive_report
from cases.models import Case
from children.actions.allowances import grant_allowance
from children.actions.entries import add_entries
from children.actions.justice import record_justice
from children.actions.supports import give_support
from children.actions.visits import record_visit
from children.models import (
    Child,
    Circumstance,
    CircumstanceSubtype,
    CodeCounter,
    DuplicatePair,
    Household,
    IdBatch,
    IdBatchRow,
    Sex,
)
from jobs.models import Job
from tests.children.exchange import HOSPITAL
from tests.children.justice import ADOPTED, REFERRED
from tests.children.support import ENTRIES, GIFT, decision
from tests.children.visits import VISIT
from vietnamese.partial_dates import PartialDate

SINCE = datetime.date(2025, 7, 1)
MOST = 12  # of a whole page; what the menu counts is remembered for a minute
# What every request costs before it has asked anything: session, acting user, transaction.
MACHINERY = re.compile(r'SAVEPOINT|RELEASE|select set_config|(SELECT|UPDATE)\b.*"django_session"')
PAGES = [
    ("/", "officer"),
    ("/", "admin"),
    ("/", "chair"),
    ("/", "clerk"),
    ("/account/", "officer"),
    ("/users/", "admin"),
    ("/access-log/", "chair"),
    ("/access-log/", "officer"),
    ("/access-log/changes/", "chair"),
    ("/notifications/", "officer"),
    ("/jobs/", "admin"),
    ("/children/", "officer"),
    ("/children/?tdp=7&sort=address&id=open", "officer"),
    ("/children/?group=any&sort=-birth", "collaborator"),
    ("/children/export/", "officer"),
    ("/children/births/", "officer"),
    ("/children/quality/", "officer"),
    ("/children/quality/duplicates/", "officer"),
    ("/children/quality/ids/", "officer"),
    ("/ids/", "collaborator"),
    ("/households/", "officer"),
    ("/households/?tdp=7&sort=address", "officer"),
    ("/lists/children/filters/", "officer"),
    ("/visits/", "officer"),
    ("/safe-home/", "officer"),
    ("/households/risks/", "officer"),
    ("/entries/injuries/", "officer"),
    ("/entries/participation/", "officer"),
    ("/adoptions/", "officer"),
    ("/legal-aid/", "officer"),
    ("/support/", "officer"),
    ("/support/allowances/", "officer"),
    ("/support/given/", "officer"),
    ("/support/rates/", "officer"),
    ("/health/", "nurse"),
    ("/school/", "officer"),
    ("/school/new-year", "officer"),
    ("/health/session", "nurse"),
    ("/health/due", "nurse"),
    ("/health/schedule", "nurse"),
    ("/intakes/", "officer"),
    ("/cases/", "officer"),
    ("/cases/?closed=1", "officer"),
    ("/report/sent/", "officer"),
    ("/tasks/", "officer"),
    ("/programmes/", "officer"),
    ("/reports/", "officer"),
    ("/documents/", "clerk"),
    ("/connections/", "admin"),
    ("/agencies/", "admin"),
    ("/neighbourhoods/", "admin"),
    ("/committee/", "admin"),
    ("/calendar/", "admin"),
    ("/ward/", "admin"),
]

COUNTING = ("/",)  # the home page counts everything anew: that is what it is for


class Town:
    """Rows of every list: `grow(30)` adds so many of each."""

    def __init__(self, officer, admin, ward) -> None:
        self.officer, self.admin, self.ward, self.size = officer, admin, ward, 0
        with acting_as(admin):
            self.committee = SteeringCommittee.objects.create(
                decision_number="1/QĐ-UBND", decided_on=SINCE, valid_from=SINCE
            )

    def grow(self, by: int) -> None:
        numbers = range(self.size, self.size + by)
        self.size += by
        with acting_as(User.objects.system()):
            for number in numbers:
                self._person(number)
                self._organisations(number)
                self._committee(number)
                self._family(number)
                self._paper(number)

    def _person(self, number) -> None:
        agency = Agency.objects.create(kind=AgencyKind.SCHOOL, name=f"Trường số {number}", valid_from=SINCE)
        person = User(username=f"ho{number}", full_name=f"Hồ Văn {number}", role=Role.FOCAL_POINT, agency=agency)
        person.save()
        person.neighbourhoods.add(self.ward["tdp7"])
        with acting_as(self.officer):
            record(Event.CHILD_READ, f"TE-2025-{number:04}")

    def _organisations(self, number) -> None:
        name = f"Tổ dân phố {100 + number}"
        Neighbourhood.objects.create(number=100 + number, name=name, valid_from=SINCE)
        day = datetime.date(2026, 3, 1) + datetime.timedelta(days=number)  # no holiday among them
        CalendarDay.objects.create(day=day, kind=DayKind.HOLIDAY, name="Nghỉ")

    def _committee(self, number) -> None:
        role = CommitteeRole.MEMBER
        CommitteeMember.objects.create(committee=self.committee, full_name=f"Bà số {number}", role=role)
        CommitteeMeeting.objects.create(committee=self.committee, held_on=SINCE, title=f"Họp lần {number}")

    def _family(self, number) -> None:
        home = Household.objects.create(
            head_name=f"Trần Văn {number}", address=f"{number} Lê Lợi", neighbourhood=self.ward["tdp7"]
        )
        codes = CodeCounter.objects.take(2026, 2)
        paid, waiting = (
            Child.objects.create(
                full_name=f"Trần Thị {number}", birth=PartialDate(year, 3, 14), sex=Sex.FEMALE, household=home,
                code=code, neighbourhood=self.ward["tdp7"],
            )
            for code, year in zip(codes, (2019, 2023), strict=True)
        )  # fmt: skip
        with acting_as(self.officer):
            self._helped(paid, waiting)
            record_visit(by=self.officer, draft=VISIT, household=home)
        DuplicatePair.objects.create(one=paid, other=waiting, score=70)
        self._reported(paid)
        with acting_as(self.officer):
            number = IdBatch.objects.count() + 1
            batch = IdBatch.objects.create(year=2026, number=number, opened_by=self.officer)
            IdBatchRow.objects.create(batch=batch, child=paid, number=1)
            IdBatchRow.objects.create(batch=batch, child=waiting, number=2)

    def _reported(self, child: Child) -> None:
        """Twice: an open case, and a report that waits beside it; once more, dismissed."""
        with acting_as(self.officer):
            for _ in range(2):
                receive_report(by=self.officer, draft=IntakeDraft(now(), "phone"), children=[ReportedAs(child)])
            case = Case.objects.get(child=child)
            case = take_on(case=case, by=self.officer, version=case.version)
            if child.pk % 2:
                case = move(case=case, step="verify", by=self.officer, version=case.version, at=now())
                move(case=case, step="dismiss", by=self.officer, version=case.version, at=now(), reason="nhầm")

    def _helped(self, paid: Child, waiting: Child) -> None:
        """Two disabled children: one is paid an allowance and was given something, the other waits for a decision."""
        subtype = CircumstanceSubtype.objects.get(code="G04.2")
        for child in (paid, waiting):
            Circumstance.objects.create(
                child=child, group=subtype.group, subtype=subtype, started_on=SINCE, officer=self.officer
            )
        grant_allowance(child=paid, by=self.officer, draft=decision())
        give_support(children=[paid], by=self.officer, draft=GIFT)
        for draft in ENTRIES:
            add_entries(children=[paid], by=self.officer, draft=draft)
        for written in (ADOPTED, REFERRED):
            record_justice(child=paid, by=self.officer, draft=written)

    def _paper(self, number) -> None:
        RegisteredDocument.objects.create(type="CV", subject=f"Văn bản {number}", drafted_by=self.officer)
        Notification.objects.create(recipient=self.officer, text=f"Việc số {number}", url="/")
        with acting_as(self.admin):
            add_connection(by=self.admin, draft=replace(HOSPITAL, valid_until=localdate() + datetime.timedelta(30)))
        Job.objects.create(kind="annual_report", owner=self.officer)


def asked(browser, url) -> list[str]:
    """The statements of one visit, without those of the machinery."""
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(url).status_code == 200
    return [each["sql"] for each in captured if not MACHINERY.match(each["sql"])]


@pytest.mark.parametrize(("url", "who"), PAGES)
def test_a_list_costs_the_same_however_long_it_is(
    request, ward, officer, admin, lists, as_user, at, settings, url, who
):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": url + who}}
    settings.SLOW = 60  # counts are counted, each time; only what is always remembered is not
    with at("2026-11-23 09:00"):
        town = Town(officer, admin, ward)
        browser = as_user(request.getfixturevalue(who))
        town.grow(1)
        browser.get(url)
        few = asked(browser, url)
        town.grow(29)
        browser.get(url)
        many = asked(browser, url)
    assert len(many) == len(few), "\n".join(many)
    if url not in COUNTING:
        assert len(many) <= MOST, "\n".join(many)

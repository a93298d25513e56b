"""What every answer tells the browser: nothing inline, nothing from elsewhere, no frame, no address to others."""

import uuid
from contextlib import closing
from datetime import date

import pytest

from accounts.acting import acting_as
from reports.models import AnnualReport, ReportVersion

POLICY = {
    "default-src": "'none'",
    "style-src": "'self'",
    "script-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}
OTHERS = {
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def a_report(officer) -> str:
    """The address of a report as PDF."""
    with acting_as(officer):
        report = AnnualReport.objects.create(year=2026, cut_off=date(2026, 11, 15), due_before=date(2026, 11, 30))
        version = ReportVersion.objects.create(
            public_id=uuid.uuid4(), report=report, number=1, cut_off=report.cut_off, snapshot=b"{}", sha256="0" * 64,
            pdf=b"%PDF-1.7", made_by=officer,
        )  # fmt: skip
    return f"/reports/drafts/{version.public_id}.pdf"


ANSWERS = {
    "page": (200, "text/html", lambda browser, officer: browser.get("/")),
    "page that is not there": (404, "text/html", lambda browser, officer: browser.get("/not/there/")),
    "page of others": (403, "text/html", lambda browser, officer: browser.get("/users/")),
    "refused form": (403, "text/html", lambda browser, officer: browser.post("/users/new/")),
    "way to another page": (302, "text/html", lambda browser, officer: browser.get("/sign-in/")),
    "part of a page": (
        200,
        "text/html",
        lambda browser, officer: browser.post("/search", {"q": "an"}, headers={"HX-Request": "true"}),
    ),
    "PDF": (200, "application/pdf", lambda browser, officer: browser.get(a_report(officer))),
    "static file": (200, "text/css", lambda browser, officer: browser.get("/static/css/base.css")),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_every_answer_carries_the_strict_policy(name, officer, as_user):
    status, kind, ask = ANSWERS[name]
    with closing(ask(as_user(officer), officer)) as answer:
        assert (answer.status_code, answer["Content-Type"].split(";")[0]) == (status, kind)
        lines = (line.strip().partition(" ") for line in answer["Content-Security-Policy"].split(";"))
        assert {directive: sources for directive, _, sources in lines} == POLICY
        assert {header: answer.headers.get(header) for header in OTHERS} == OTHERS


def test_the_strict_policy_has_no_way_round():
    assert not any(word in sources for sources in POLICY.values() for word in ("unsafe", "*", "http"))

"""Two reports on paper: the draft an officer looks at, and a long one with number and date. Rendered once."""

import io
from datetime import date

import pdfplumber
import pytest

from reports.render import render_pdf
from tests.reports.examples import long_report, short_report


@pytest.fixture(scope="session")
def draft():
    return short_report()


@pytest.fixture(scope="session")
def issued():
    return long_report(demo=False, number=25, issued_on=date(2026, 11, 20))


@pytest.fixture(scope="session")
def draft_pdf(draft):
    return render_pdf(draft)


@pytest.fixture(scope="session")
def issued_pdf(issued):
    return render_pdf(issued)


@pytest.fixture(scope="session")
def draft_pages(draft_pdf):
    with pdfplumber.open(io.BytesIO(draft_pdf)) as pdf:
        yield pdf.pages


@pytest.fixture(scope="session")
def issued_pages(issued_pdf):
    with pdfplumber.open(io.BytesIO(issued_pdf)) as pdf:
        yield pdf.pages

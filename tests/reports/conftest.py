"""Two reports on paper, rendered once: the draft an officer looks at, and a long one with number and date.

And a ward that can make one.
"""

import io
from datetime import date

import pdfplumber
import pytest

from accounts.acting import acting_as
from accounts.authorization import FIGURES
from accounts.models import User
from agencies.models import Signer, SigningForm, WardProfile
from children.models import Child, Sex
from reports.render import render_pdf
from tests.reports.examples import long_report, short_report
from vietnamese.partial_dates import PartialDate


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


@pytest.fixture
def ready(ward, lists):
    """A ward that can report: profile, signer, two children."""
    with acting_as(User.objects.system(), scope=FIGURES):
        day = date(2025, 7, 1)
        WardProfile.objects.create(
            name="phường Cẩm Thành", issuing_body="ỦY BAN NHÂN DÂN\nPHƯỜNG CẨM THÀNH", place_line="Cẩm Thành",
            superiors="tỉnh Quảng Ngãi", report_to="UBND tỉnh Quảng Ngãi", province_code="51", ward_code="21025",
            recipients="UBND tỉnh\nLưu: VT, VHXH", valid_from=day,
        )  # fmt: skip
        Signer.objects.create(
            full_name="Đinh Thị Mỹ Lệ", position="Phó Chủ tịch", form=SigningForm.TM_KT, signs_reports=True,
            valid_from=day,
        )  # fmt: skip
        for number, sex in enumerate((Sex.MALE, Sex.FEMALE), start=1):
            Child.objects.create(
                code=f"TE-2026-000{number}", full_name="Y Thơm", birth=PartialDate(2018, 2, 22), sex=sex,
                neighbourhood=ward["tdp7"],
            )  # fmt: skip

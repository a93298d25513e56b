"""`manage.py annual_report`: the same draft as by the page, written to files."""

import io

import pdfplumber
import pytest
from django.core.management import CommandError, call_command

from accounts.acting import acting_as
from accounts.models import User
from agencies.models import Signer
from reports.models import ReportVersion
from reports.snapshot_json import parse


def annual_report(*arguments) -> str:
    said = io.StringIO()
    call_command("annual_report", "--year", "2026", *map(str, arguments), stdout=said)
    return said.getvalue()


def test_paper_and_figures_are_written_and_the_draft_is_kept(ready, tmp_path):
    pdf, json = tmp_path / "báo cáo.pdf", tmp_path / "số liệu.json"
    said = annual_report("--pdf", pdf, "--json", json)
    with acting_as(User.objects.system()):
        version = ReportVersion.objects.get()
    assert said.strip() == f"{version}: SHA-256 {version.sha256}"
    assert version.made_by == User.objects.system()
    assert pdf.read_bytes() == bytes(version.pdf)
    with pdfplumber.open(pdf) as paper:
        assert "PHƯỜNG CẨM THÀNH" in paper.pages[0].extract_text()
    assert parse(json.read_bytes()).cut_off == version.cut_off


def test_it_is_made_in_the_name_of_somebody_who_may(ready, officer):
    annual_report("--as", officer.username)
    with acting_as(officer):
        assert ReportVersion.objects.get().made_by == officer


def test_without_a_signer_it_says_so_and_writes_nothing(ready, tmp_path):
    with acting_as(User.objects.system()):
        Signer.objects.all().delete()
    with pytest.raises(CommandError, match="người ký"):
        annual_report("--pdf", tmp_path / "a.pdf")
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_account_is_refused(ready):
    with pytest.raises(CommandError, match="no-one"):
        annual_report("--as", "no-one")


def test_somebody_without_the_right_is_refused(ready, clerk):
    with pytest.raises(CommandError, match="Văn thư"):
        annual_report("--as", clerk.username)
    assert not ReportVersion.objects.exists()

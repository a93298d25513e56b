import datetime

import pytest

from accounts.acting import acting_as
from agencies.actions.ward import add_signer, write_shipped_profiles
from agencies.models import SigningForm


@pytest.fixture
def profile(ward, admin):
    """The ward as it is today, after the merger of 2025; the one before it stands too."""
    with acting_as(admin):
        return write_shipped_profiles(by=admin)[-1]


@pytest.fixture
def signer(profile, admin):
    with acting_as(admin):
        return add_signer(
            by=admin,
            full_name="Đinh Thị Mỹ Lệ",
            position="Phó Chủ tịch",
            form=SigningForm.KT,
            signs_reports=True,
            valid_from=datetime.date(2025, 7, 1),
        )

import pytest

from accounts.acting import acting_as
from accounts.models import User
from programs.reference import load_plan, load_programmes


@pytest.fixture
def plan(db):
    """The plan and the programmes as `load_reference` brings them."""
    with acting_as(User.objects.system()):
        return [*load_plan(), *load_programmes()]

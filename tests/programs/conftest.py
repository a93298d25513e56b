import pytest

from accounts.acting import acting_as
from accounts.models import User
from interface.models import LoadedRow
from programs.models import BulletTask, Plan, PlanBullet, PlanTask, Programme, Target
from programs.reference import load_plan, load_programmes


@pytest.fixture(scope="module")
def loaded_plan(django_db_setup, django_db_blocker):
    """The plan and the programmes as `load_reference` brings them: once for a file of stories, gone after it."""
    with django_db_blocker.unblock(), acting_as(User.objects.system()):
        loaded = [*load_plan(), *load_programmes()]
    yield loaded
    with django_db_blocker.unblock(), acting_as(User.objects.system()):
        for model in (Target, Programme, BulletTask, PlanTask, PlanBullet, Plan):
            model.objects.all().delete()
        LoadedRow.objects.filter(model__startswith="programs.").delete()


@pytest.fixture
def plan(loaded_plan, db):
    return loaded_plan

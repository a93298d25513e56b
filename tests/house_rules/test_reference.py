"""Reference lists: every YAML file is read by a loader, and loading twice changes nothing."""

import pytest
import yaml
from django.utils.module_loading import autodiscover_modules

from accounts.acting import acting_as
from accounts.models import User
from interface.reference import load_all
from tests.house_rules.product import APPS, ROOT, sources

FILES = [path for app in APPS for path in sorted((ROOT / app).rglob("*.yaml"))]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_file_is_yaml_with_something_in_it(path):
    assert yaml.safe_load(path.read_text())


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_file_is_read_by_the_code(path):
    assert any(path.name in source.read_text() for source in sources())


def test_every_list_loads_and_a_second_time_changes_nothing(db):
    autodiscover_modules("reference")
    with acting_as(User.objects.system()):
        first = list(load_all())
        second = list(load_all())
    assert first
    assert sum(loaded.created for loaded in first) > 0
    assert [
        (loaded.list, loaded.created, loaded.updated) for loaded in second if loaded.created or loaded.updated
    ] == []

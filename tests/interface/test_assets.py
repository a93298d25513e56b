"""What the browser gets: unchanged files from others, known icons, templates that the content policy accepts."""

import hashlib
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

from interface.clocks import ICONS

ROOT = Path(settings.BASE_DIR)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
STYLES = sorted((ROOT / "static/css").glob("*.css"))
SCRIPTS = sorted((ROOT / "static/js").glob("*.js"))
SPRITE = set(re.findall(r'id="i-([a-z0-9-]+)"', (ROOT / "static/icons.svg").read_text()))
NAMES = {path: str(path.relative_to(ROOT / "templates")) for path in TEMPLATES}
ICON_IN_TEMPLATE = re.compile(r"""{%\s*icon\s+["']([^"']+)""")
SHAPE_IN_TEMPLATE = re.compile(r"""{%\s*status\s+\S+\s+(?:"[^"]*"|\S+)\s+["']([a-z0-9-]+)""")
ICON_IN_PYTHON = re.compile(r"""(?:icon=|Entry\("[^"]*", )"([a-z0-9-]+)\"""")
FORBIDDEN = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.I),
    "a style element": re.compile(r"<style\b", re.I),
    "an inline script": re.compile(r"<script\b(?![^>]*\bsrc=)", re.I),
    "an event attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.I),
    "another host": re.compile(r"""(?:src|href|action|hx-[a-z]+)\s*=\s*["']?(?:https?:)?//""", re.I),
}


def vendored():
    for line in (ROOT / "static/vendor/VENDORED.txt").read_text().splitlines():
        name, *_, digest = line.split("  ")
        yield name, digest.removeprefix("sha256:")


@pytest.mark.parametrize(("name", "digest"), list(vendored()))
def test_a_file_from_others_is_as_it_was_recorded(name, digest):
    assert hashlib.sha256((ROOT / name).read_bytes()).hexdigest() == digest


def test_every_file_from_others_is_recorded():
    folders = ("static/vendor", "static/fonts", "tests/vendor")
    tools = {"update", "package.json", "package-lock.json", ".npmrc", "icons.txt", "VENDORED.txt"}
    licences = {"OFL-ChoCheSans.txt", "OFL-Tinos.txt"}
    there = {f"{folder}/{path.name}" for folder in folders for path in (ROOT / folder).iterdir()}
    unknown = {name for name in there if Path(name).name not in tools | licences} - {name for name, _ in vendored()}
    assert unknown == set()


def test_the_lock_names_no_server():
    assert "resolved" not in (ROOT / "static/vendor/package-lock.json").read_text()


@pytest.mark.parametrize("path", TEMPLATES, ids=NAMES.get)
def test_every_template_can_be_read(path):
    get_template(NAMES[path])


@pytest.mark.parametrize("path", TEMPLATES, ids=NAMES.get)
def test_a_template_needs_nothing_the_content_policy_forbids(path):
    text = re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}", "x", path.read_text(), flags=re.DOTALL)
    assert [what for what, pattern in FORBIDDEN.items() if pattern.search(text)] == []


@pytest.mark.parametrize("path", [*TEMPLATES, *STYLES, *SCRIPTS], ids=lambda path: path.name)
def test_a_file_stays_short_enough_to_read(path):
    longest = 200 if path.suffix == ".html" else 400
    assert len(path.read_text().splitlines()) <= longest


def test_every_icon_used_is_in_the_sprite():
    templates = "".join(path.read_text() for path in TEMPLATES)
    used = set(ICON_IN_TEMPLATE.findall(templates)) | set(SHAPE_IN_TEMPLATE.findall(templates)) | set(ICONS.values())
    for folder in settings.INSTALLED_APPS:
        for path in (ROOT / folder).rglob("*.py") if (ROOT / folder).is_dir() else []:
            used |= set(ICON_IN_PYTHON.findall(path.read_text()))
    assert {"people", "clock", "check2-square"} <= used
    assert used - SPRITE == set()


def test_every_component_has_its_place_in_the_gallery():
    shown = "".join(path.read_text() for path in (ROOT / "templates/interface").rglob("*gallery*/*.html"))
    shown += (ROOT / "templates/interface/gallery.html").read_text()
    tags = re.findall(
        r'(?:inclusion_tag\("[^"]*"[^)]*\)|simple_block_tag\([^)]*\))\ndef (\w+)',
        (ROOT / "interface/templatetags/components.py").read_text(),
    )
    through_crispy = {"field", "error_summary"}
    assert len(tags) > 20
    assert {tag for tag in tags if f"{{% {tag}" not in shown} <= through_crispy


def test_no_style_sheet_loads_from_elsewhere():
    for path in STYLES:
        assert re.findall(r"url\((?![\"']?\.\./fonts/)", path.read_text()) == []
        assert "@import" not in path.read_text()

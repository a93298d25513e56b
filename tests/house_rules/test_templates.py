"""Templates: a mistyped variable fails, and none is left over."""

import re
from pathlib import Path

import pytest
from django.template import engines

from tests.house_rules.product import ROOT, sources, templates

FOLDER = ROOT / "templates"
# Named by convention, not by their path: crispy's pack and its layout pieces, widgets by Django.
BY_CONVENTION = ("choche/",)


def used_elsewhere(name: str, texts: dict[Path, str]) -> bool:
    """Whether a template is named by its path, or (components, error pages) by its stem in Python."""
    by_stem = re.compile(rf"[\"']{Path(name).stem}[\"']") if name.startswith(("components/", "errors/")) else None
    others = {path: text for path, text in texts.items() if path != FOLDER / name}
    return any(
        name in text or (by_stem and path.suffix == ".py" and by_stem.search(text)) for path, text in others.items()
    )


def test_a_variable_nobody_gave_fails():
    template = engines["django"].from_string("{{ child.nmae }}")
    with pytest.raises(LookupError, match="nmae"):
        template.render({"child": object()})


def test_every_template_is_used():
    texts = {path: path.read_text() for path in [*sources(), *templates()]}
    names = [str(path.relative_to(FOLDER)) for path in templates()]
    left_over = [name for name in names if not name.startswith(BY_CONVENTION) and not used_elsewhere(name, texts)]
    assert left_over == []


@pytest.mark.parametrize("path", templates(), ids=lambda path: str(path.relative_to(FOLDER)))
def test_no_title_holds_a_name(path):
    """The title of a page goes to the browser's history (PRIV-05)."""
    titles = re.findall(r"{% block title %}(.*?){% endblock %}", path.read_text(), re.S)
    shown = [variable for title in titles for variable in re.findall(r"{{ *([\w.]+)", title)]
    persons = re.compile(r".*_name|(child|person|user|household|caregiver)(\.(?!code$).*)?")
    assert [variable for variable in shown if persons.fullmatch(variable)] == []

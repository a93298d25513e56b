"""Templates, styles and scripts: a mistyped variable fails, nothing is left over, nothing typed is lost."""

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


def classes_in(css: str) -> set[str]:
    """The classes that a style sheet speaks of."""
    without_words = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    selectors = [part for part in re.findall(r"([^{}]+)\{", without_words) if not part.strip().startswith("@")]
    return {name for selector in selectors for name in re.findall(r"\.([a-zA-Z][\w-]*)", selector)}


def attributes_in(script: str) -> set[str]:
    """The marks by which a script finds what it works on: `[data-print]`."""
    return set(re.findall(r"\[(data-[\w-]+)", script))


def unused(names: set[str], texts: str) -> list[str]:
    return sorted(name for name in names if not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", texts))


def test_every_style_and_every_script_has_something_to_work_on():
    pages = "\n".join(path.read_text() for path in [*sources(), *templates()])
    scripts = "\n".join(path.read_text() for path in (ROOT / "static/js").glob("*.js"))
    styles = "\n".join(path.read_text() for path in (ROOT / "static/css").glob("*.css"))
    assert classes_in(styles)
    assert unused(classes_in(styles), pages + scripts) == []
    assert attributes_in(scripts)
    assert unused(attributes_in(scripts), pages + scripts.replace("[data-", "[")) == []


def test_a_style_and_a_script_without_work_would_be_found():
    css = "@media print { .cc-old-box > .st { top: .5rem } } /* .gone */"
    assert classes_in(css) == {"cc-old-box", "st"}
    assert unused(classes_in(css), '<b class="st cc-old-box-2">') == ["cc-old-box"]
    assert unused(attributes_in('document.querySelectorAll("[data-copy]")'), "<p data-copy-all>") == ["data-copy"]


@pytest.mark.parametrize("path", templates(), ids=lambda path: str(path.relative_to(FOLDER)))
def test_no_title_holds_a_name(path):
    """The title of a page goes to the browser's history (PRIV-05)."""
    titles = re.findall(r"{% block title %}(.*?){% endblock %}", path.read_text(), re.S)
    shown = [variable for title in titles for variable in re.findall(r"{{ *([\w.]+)", title)]
    persons = re.compile(r".*_name|(child|person|user|household|caregiver)(\.(?!code$).*)?")
    assert [variable for variable in shown if persons.fullmatch(variable)] == []

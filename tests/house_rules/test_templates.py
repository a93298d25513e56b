"""Templates, styles and scripts: a mistyped variable fails, nothing is left over, nothing typed is lost."""

import re
from pathlib import Path

import pytest
from django.template import engines

from tests.house_rules.product import ROOT, sources, templates

FOLDER = ROOT / "templates"
# Named by convention, not by their path: crispy's pack and its layout pieces, widgets by Django.
BY_CONVENTION = ("choche/",)
# Forms that people write in and that keep no draft, with the reason.
WITHOUT_DRAFT = {
    "accounts/change_password.html": "passwords are kept nowhere",
    "accounts/sign_in.html": "a password; and there is nobody yet to keep it for",
    "agencies/first_run.html": "there is nobody yet to keep it for; each step is saved",
    "components/search_box.html": "a search",
    "children/id_batches/bring.html": "a file",
    "children/id_batches/return.html": "a file",
    "children/imports/upload.html": "a file",
}
DRAW_THE_SEARCH_BOX = {
    "base.html",
    "children/search.html",
    "components/side_menu.html",
    "components/top_bar.html",
}
# Plain buttons that do something at once, with the reason why nobody must be asked first.
AT_ONCE = {
    "bring_id_batch": "a preview comes first; nothing is written",
    "id_row_right": "it can be answered anew until the list is sent",
    "send_id_batch_again": "the same list once more",
    "settle_id_residence": "the row stays, with what the police said",
    "refuse_pair": "the message on the next page offers to ask again",
    "undo_merge": "its page says what happens; the pair is there to be merged again",
    "print_destruction": "a paper to be signed; it can be printed anew",
    "leave_in_register": "the record stays in the register; a later destruction finds it",
    "children": "a search forgotten",
    "drop_day": "“Hoàn tác” puts it back",
    "give": "“Hoàn tác” takes it back",
    "household_same": "“Hoàn tác” takes it back",
    "households": "a search forgotten",
    "lock_export": "the file stays; another list can be taken out",
    "import_decisions": "decisions can be changed until the import",
    "make_report_draft": "earlier drafts stay",
    "patients": "a search forgotten",
    "open_notification": "only marks as read",
    "reactivate_user": "“Cho nghỉ” takes it back",
    "read_all_notifications": "only marks as read",
    "sign_out": "one signs in again",
    "start_bulk": "its page shows what would be done, and asks",
    "switch_rule": "the same button takes it back",
    "take_case": "“Phân công” gives it to somebody else",
    "unlock_user": "it locks itself again",
}


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


POSTED = re.compile(r"(<form\b(?:[^>\"]|\"(?:[^\"{]|{[%{].*?[%}]})*\")*>)(.*?)</form>", re.S)
WRITTEN_IN = re.compile(
    r"{% field |\|crispy|{% crispy |<textarea|<input (?![^>]*type=\"(?:hidden|radio|checkbox|file)\")"
)


def posted_forms(text: str) -> list[tuple[str, str]]:
    """The opening tag and what is inside, of each form that is posted; included pieces stand where they are drawn."""
    whole = re.sub(r"{% include \"([\w/]+\.html)\".*?%}", lambda match: (FOLDER / match[1]).read_text(), text)
    return [(tag, inside) for tag, inside in POSTED.findall(whole) if 'method="post"' in tag]


def without_draft(text: str) -> bool:
    """Whether something could be lost when the session ends."""
    return any(WRITTEN_IN.search(inside) and "data-draft" not in tag for tag, inside in posted_forms(text))


def done_at_once(text: str) -> set[str]:
    """The pages that a plain button posts to: nothing is filled in, nothing asked."""
    plain = [tag for tag, inside in posted_forms(text) if not WRITTEN_IN.search(inside)]
    kept = {variable: name for name, variable in re.findall(r"{% url \"(\w+)\"[^%]* as (\w+) %}", text)}
    variables = [variable for tag in plain for variable in re.findall(r"action=\"{{ (\w+) }}", tag)]
    names = [name for tag in plain for name in re.findall(r"action=\"{% url \"(\w+)\"", tag)]
    return {*names, *(kept[variable] for variable in variables if variable in kept)}


def test_what_is_typed_is_kept_when_the_session_ends():
    lossy = {str(path.relative_to(FOLDER)) for path in templates() if without_draft(path.read_text())}
    assert lossy - DRAW_THE_SEARCH_BOX == set(WITHOUT_DRAFT)


def test_what_cannot_be_undone_is_asked_first():
    """`{% confirm %}`, or a reason why not."""
    assert {name for path in templates() for name in done_at_once(path.read_text())} == set(AT_ONCE)


def test_a_form_that_loses_and_a_button_that_destroys_would_be_found():
    assert without_draft('<form method="post" action="{% url "a" %}">{% field form.name %}</form>')
    assert without_draft('<form method="post"><input name="q"></form>')
    assert not without_draft('<form method="post" data-draft="x">{{ form|crispy }}</form>')
    assert not without_draft('<form method="post"><input type="hidden" name="q"></form>')
    button = "{% csrf_token %}<button></form>"
    assert done_at_once('<form method="post" action="{% url "drop" x.id %}">' + button) == {"drop"}
    assert done_at_once('{% url "drop" x.id as a %}<form method="post" action="{{ a }}?page=1">' + button) == {"drop"}


@pytest.mark.parametrize("path", templates(), ids=lambda path: str(path.relative_to(FOLDER)))
def test_no_title_holds_a_name(path):
    """The title of a page goes to the browser's history (PRIV-05)."""
    titles = re.findall(r"{% block title %}(.*?){% endblock %}", path.read_text(), re.S)
    shown = [variable for title in titles for variable in re.findall(r"{{ *([\w.]+)", title)]
    persons = re.compile(r".*_name|(child|person|user|household|caregiver)(\.(?!code$).*)?")
    assert [variable for variable in shown if persons.fullmatch(variable)] == []

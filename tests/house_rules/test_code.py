"""How the code is written: what ruff and import-linter do not see."""

import ast
import re
from pathlib import Path

import pytest

from interface.advisory_locks import AdvisoryLock
from tests.house_rules.product import parsed, sources

LONGEST_FUNCTION = 80
LONGEST_FILE = 600
LONG_FILE = 400
SHARE_OF_LONG_FILES = 0.02
VAGUE = {"helpers.py", "utils.py", "common.py", "misc.py", "service.py", "services.py", "signals.py"}
# Imports inside functions, with the reason why they cannot stand at the top.
LATE_IMPORTS = {
    "reports/actions.py": "WeasyPrint would slow the start of every web process; only a worker draws",
    "children/actions/sheets.py": "WeasyPrint, likewise",
    "retention/actions/destroying.py": "WeasyPrint, likewise",
    "config/logs.py": "the log is set up before models can be read",
}
# Places that may catch everything and go on, with the reason.
CATCH_ALL = {"config/embedded/keeper.py": "a forked process says what ended it, and exits"}
# Locks that are not taken by `lock()` or `lock_all()`, with the reason.
RAW_LOCKS = {
    "interface/records.py": "it is the one way to a lock",
    "children/importing/register.py": "keys only: a whole register is locked at once",
    "children/actions/imports/forgetting.py": "what somebody works on is left for tomorrow",
}
# Public functions beside actions that are none: they take what they need by position, and nobody acts.
NO_ACTIONS = {
    "agencies/actions/records.py": {"described", "saved", "check_period", "overlapping"},
    "children/actions/children.py": {"draft_of"},
    "children/actions/imports/judging.py": {"judge_for"},
    "children/actions/imports/uploading.py": {"check_size"},
    "children/actions/families.py": {"as_draft"},
    "jobs/actions.py": {"hint", "run_job", "sweep"},
}
# Actions without an acting user, with the reason.
BY_NOBODY = {
    "notify": "who told it is told in the text",
    "tell": "who did it is told in the access log",
    "forget_drafts": "the machine's own",
    "forget_exports": "the machine's own",
    "forget_imports": "the machine's own",
    "forget_results": "the machine's own",
    "forget_sheets": "the machine's own",
    "nobody_exists": "the set-up, before there is anybody",
    "keep_answers": "the set-up, before there is anybody",
    "set_ward_up": "the set-up, before there is anybody",
}


def in_views(path: Path) -> bool:
    return "views" in path.parts or path.name == "views.py"


def unfiltered(tree: ast.AST) -> list[int]:
    """Lines that read rows without `visible_to`: `Child.objects.filter(…)`, `Child._base_manager`."""
    narrowed = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr == "visible_to"
    }
    managers = ("objects", "_default_manager", "_base_manager")
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr in managers
        and (id(node) not in narrowed or node.attr == "_base_manager")
    ]


def writes(tree: ast.AST) -> list[int]:
    """Lines of a view that save by themselves instead of calling an action."""
    deeds = ("save", "delete", "bulk_create", "bulk_update", "update_or_create", "get_or_create")
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in deeds
    ]


def functions(tree: ast.AST):
    return [node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]


def late_imports(tree: ast.AST) -> list[int]:
    return [
        node.lineno
        for function in functions(tree)
        for node in ast.walk(function)
        if isinstance(node, (ast.Import, ast.ImportFrom))
    ]


def swallowed(tree: ast.AST) -> list[int]:
    """`except Exception` that goes on: nothing may hide what went wrong."""
    broad = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id in ("Exception", "BaseException")))
    ]
    return [node.lineno for node in broad if not any(isinstance(each, ast.Raise) for each in ast.walk(node))]


def signals(tree: ast.AST) -> list[int]:
    """What a save does must be readable where it is called: no receivers of our own."""
    modules = ("django.dispatch", "django.db.models.signals", "django.core.signals")
    return [node.lineno for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module in modules]


def raw_locks(tree: ast.AST) -> list[int]:
    return [node.lineno for node in ast.walk(tree) if getattr(node, "attr", "") == "select_for_update"]


def wrong_actions(tree: ast.AST, but=()) -> list[int]:
    """Actions that do not say, by keyword only, who acts (`by: User`) and, if they ask for it, which `version`."""
    return [
        node.lineno
        for node in ast.iter_child_nodes(tree)
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and node.name not in but
        if not _is_action(node)
    ]


def _is_action(function: ast.FunctionDef) -> bool:
    by_keyword = {each.arg: each.annotation for each in function.args.kwonlyargs}
    acting = by_keyword.get("by")
    said = function.name in BY_NOBODY or (isinstance(acting, ast.Name) and acting.id == "User")
    by_position = (*function.args.posonlyargs, *function.args.args, *filter(None, [function.args.vararg]))
    return said and not by_position and "expected_version" not in by_keyword


def found(rule, only=lambda path: True) -> list[str]:
    return [f"{path}:{line}" for path, tree in parsed() if only(path) for line in rule(tree)]


def test_views_read_only_what_the_user_may_see():
    assert found(unfiltered, in_views) == []


def test_views_change_nothing_themselves():
    assert found(writes, in_views) == []


def test_nothing_hangs_on_signals():
    assert found(signals) == []


def test_imports_stand_at_the_top():
    """An import inside a function hides a circle."""
    assert [place for place in found(late_imports) if place.rpartition(":")[0] not in LATE_IMPORTS] == []


def test_no_error_is_swallowed():
    assert found(swallowed, lambda path: str(path) not in CATCH_ALL) == []


def test_there_is_one_way_to_a_lock():
    places = found(raw_locks)
    assert [place for place in places if place.rpartition(":")[0] not in RAW_LOCKS] == []
    assert {place.rpartition(":")[0] for place in places} == set(RAW_LOCKS)


def test_actions_say_who_acts_and_take_keywords_only():
    files = {str(path): tree for path, tree in parsed() if "actions" in (*path.parts, path.stem)}
    wrong = {path: lines for path, tree in files.items() if (lines := wrong_actions(tree, NO_ACTIONS.get(path, ())))}
    assert files
    assert wrong == {}


def test_functions_are_short_enough_to_read():
    def too_long(tree):
        return [node.lineno for node in functions(tree) if node.end_lineno - node.lineno >= LONGEST_FUNCTION]

    assert found(too_long) == []


def test_files_are_short_enough_to_read():
    lengths = {path: len(path.read_text().splitlines()) for path in sources()}
    assert [path for path, length in lengths.items() if length > LONGEST_FILE] == []
    long = [path.name for path, length in lengths.items() if length > LONG_FILE]
    assert len(long) <= SHARE_OF_LONG_FILES * len(lengths), long


def test_files_are_named_after_what_is_in_them():
    assert [path for path in sources() if path.name in VAGUE or path.stem.endswith(("_old", "_v2", "_new"))] == []


@pytest.mark.parametrize(
    ("rule", "bad", "good"),
    [
        (unfiltered, "Child.objects.filter(pk=1)", "Child.objects.visible_to(user).filter(pk=1)"),
        (unfiltered, "Child._base_manager.visible_to(user)", "Child._default_manager.visible_to(user)"),
        (unfiltered, "rows = Child.objects", "rows = get_visible(Child, user)"),
        (writes, "child.save()", "save_child(child=child, by=user)"),
        (late_imports, "def f():\n    import os", "import os\ndef f():\n    return os"),
        (
            swallowed,
            "try:\n    f()\nexcept Exception:\n    pass",
            "try:\n    f()\nexcept Exception:\n    g()\n    raise",
        ),
        (swallowed, "try:\n    f()\nexcept:\n    pass", "try:\n    f()\nexcept ValueError:\n    pass"),
        (raw_locks, "Child.objects.select_for_update().get(pk=1)", "Child.objects.lock(1)"),
        (wrong_actions, "def end(child, *, by: User): ...", "def end(*, child, by: User): ..."),
        (wrong_actions, "def end(*, child): ...", "def notify(*, recipient): ..."),
        (wrong_actions, "def end(*, child, by): ...", "def _end(child): ..."),
        (wrong_actions, "def end(*, by: User, expected_version): ...", "def end(*, by: User, version): ..."),
        (signals, "from django.db.models.signals import post_save", "from django.db.models import Model"),
    ],
)
def test_each_rule_finds_what_it_is_for(rule, bad, good):
    assert rule(ast.parse(bad))
    assert not rule(ast.parse(good))


def test_every_advisory_lock_stands_in_the_one_list():
    """A number used twice makes two deeds wait for each other that have nothing in common."""
    keys = {lock.value for lock in AdvisoryLock}
    for path, text in ((path, path.read_text()) for path in sources()):
        if path.name != "advisory_locks.py":
            taken = {int(key) for key in re.findall(r"pg_(?:try_)?advisory\w*\((\d+)", text)}
            assert taken <= {AdvisoryLock.FEED}, path
            assert taken or "advisory_xact" not in text, path
    assert len(keys) == len(AdvisoryLock.__members__)

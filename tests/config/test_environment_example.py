"""`.env.example` names every variable that somebody can set, and no other."""

import ast
import re

import pytest

from tests.config.project import ROOT

NAME = re.compile(r"[A-Z][A-Z_]+")
OF_THE_SYSTEM = {"PATH", "HOSTNAME"}


def constants(node: ast.AST) -> set[str]:
    texts = {each.value for each in ast.walk(node) if isinstance(each, ast.Constant) and isinstance(each.value, str)}
    return {text for text in texts if NAME.fullmatch(text)}


def read_by_python(tree: ast.AST) -> set[str]:
    """`env.bool("NAME")`, `os.environ["NAME"]`, `os.environ.get("NAME")`; also where the name stands in a variable."""
    named: dict[str, set[str]] = {}
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            named[node.targets[0].id] = constants(node.value)
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Subscript)
            and ast.unparse(node.value) == "os.environ"
            and isinstance(node.ctx, ast.Load)
        ):
            found |= constants(node.slice)
        elif isinstance(node, ast.Call) and re.fullmatch(r"env\.\w+|os\.environ\.get", ast.unparse(node.func)):
            what = node.args[0]
            found |= named[what.id] if isinstance(what, ast.Name) else constants(what)
    return found


def read_by_shell(text: str) -> set[str]:
    """`${NAME:-…}`: a shell's own variables are lower case."""
    return set(re.findall(r"\$\{?([A-Z][A-Z_]+)", text)) - OF_THE_SYSTEM


def explained(text: str) -> set[str]:
    return set(re.findall(r"^([A-Z_]+)=.*# ", text, re.M))


def test_every_variable_that_is_read_is_explained_and_every_explained_one_is_read():
    trees = [ast.parse(path.read_text()) for path in (ROOT / "config").rglob("*.py")]
    shells = [(ROOT / name).read_text() for name in ("dev", "docker-compose.yml")]
    read = set.union(*map(read_by_python, trees), *map(read_by_shell, shells))
    assert read == explained((ROOT / ".env.example").read_text())


@pytest.mark.parametrize(
    ("how", "text"),
    [
        (read_by_python, 'A = env.bool("LOUD", default=False)'),
        (read_by_python, 'which = "LOUD" if x else "LOUD"\nA = {"a": env.db_url(which, default="")}'),
        (read_by_python, 'if os.environ.get("LOUD", "1") != "0" and b: c()'),
        (read_by_python, 'f(os.environ["LOUD"])'),
        (read_by_shell, 'export A="${LOUD:-0}" PATH="$PATH:/sbin"'),
        (explained, "LOUD=  # says more\nQUIET=\n# WORD"),
    ],
)
def test_each_way_of_reading_is_seen(how, text):
    assert how(ast.parse(text) if how is read_by_python else text) == {"LOUD"}

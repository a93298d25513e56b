"""What documents and docstrings name is there: a file that moves takes its readers along."""

import ast
import re
from fnmatch import fnmatch
from pathlib import Path

from tests.house_rules.product import APPS, ROOT, parsed

FOLDERS = (*APPS, "config", "vietnamese", "docs", "templates", "static", "tests", "requirements")
KINDS = (".md", ".py", ".html", ".yaml", ".yml", ".css", ".js", ".txt", ".toml", ".sql", ".svg", ".png")
PLACEHOLDERS = {"_name.html"}  # any partial
MADE_LATER = ("var/", "secrets/")  # by running the product


def paths() -> set[str]:
    """Files and folders of the repository."""
    inside = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*") if "__pycache__" not in path.parts]
    return {str(path.relative_to(ROOT)) for path in [*ROOT.glob("*"), *inside]}


def named_in(text: str) -> set[str]:
    """What stands in backticks or is linked, and looks like a path of the repository."""
    words = re.findall(r"`([^`\s]+)`", text) + re.findall(r"\]\(([^)\s#]+)", text)
    return {word for word in words if looks_like_a_path(word)} - PLACEHOLDERS


def looks_like_a_path(word: str) -> bool:
    first, *rest = word.split("/")
    return word.endswith(KINDS) or (bool(rest) and first in (*FOLDERS, "<app>"))


def there(word: str, known: set[str], beside: Path) -> bool:
    """As a path from the root, from the document, or the end of one: `urls.py` stands in every app."""
    pattern = word.strip("/").replace("<app>", "*")
    return (beside / word).exists() or any(fnmatch(path, pattern) or fnmatch(path, f"*/{pattern}") for path in known)


def missing(text: str, known: set[str], beside: Path = ROOT) -> list[str]:
    return [
        word for word in sorted(named_in(text)) if not word.startswith(MADE_LATER) and not there(word, known, beside)
    ]


def test_every_path_in_the_documents_exists():
    known, documents = paths(), [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    wrong = {path.name: found for path in documents if (found := missing(path.read_text(), known, path.parent))}
    assert documents
    assert wrong == {}


def test_every_path_in_a_docstring_exists():
    known, wrong = paths(), {}
    for path, tree in parsed():
        documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
        texts = [ast.get_docstring(node) or "" for node in ast.walk(tree) if isinstance(node, documented)]
        if found := missing("\n".join(texts), known, (ROOT / path).parent):
            wrong[str(path)] = found
    assert wrong == {}


def test_a_path_that_is_not_there_would_be_found():
    text = "See `children/nothing.py`, [here](docs/nowhere.md), `<app>/nothing/`; `urls.py`, `<app>/urls.py`, `a/b`."
    assert missing(text, paths()) == ["<app>/nothing/", "children/nothing.py", "docs/nowhere.md"]


def test_each_decision_has_a_number_of_its_own():
    numbers = [path.name.partition("-")[0] for path in (ROOT / "docs" / "decisions").glob("*.md")]
    assert sorted(set(numbers)) == sorted(numbers)
    assert len(numbers) > 10

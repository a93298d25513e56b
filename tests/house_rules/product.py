"""What the house rules walk over: the product's own apps, files, models, tables and pages."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from interface.doors import Door

ROOT = Path(__file__).resolve().parents[2]
APPS = (
    "interface",
    "accounts",
    "jobs",
    "attachments",
    "agencies",
    "children",
    "retention",
    "cases",
    "programs",
    "reports",
)
SECRET = ("personal", "sensitive")


def own_models() -> list[type[models.Model]]:
    """Every concrete model of ours, without the machine-made ones of many-to-many fields."""
    return [model for model in apps.get_models() if model._meta.app_label in APPS]


def privacy_lists(model: type[models.Model]) -> dict[str, list[str]]:
    return {name: list(getattr(model.Privacy, name)) for name in ("public", "official", "personal", "sensitive")}


def holds_secrets(model: type[models.Model]) -> bool:
    return any(privacy_lists(model)[name] for name in SECRET)


def models_named(name: str) -> list[type[models.Model]]:
    """The models that an id in an address may mean: <uuid:child>, <uuid:member> for CommitteeMember."""
    return [model for model in own_models() if model._meta.model_name.endswith(name)]


def own_tables() -> dict[str, type[models.Model]]:
    """Every table of ours, with the model whose data it holds; a many-to-many table belongs to its model."""
    tables = {model._meta.db_table: model for model in own_models()}
    for model in own_models():
        for many in model._meta.local_many_to_many:
            tables.setdefault(many.m2m_db_table(), model)
    return tables


def sources() -> list[Path]:
    """The product's Python files, without migrations and tests."""
    files = [path for app in (*APPS, "config", "vietnamese") for path in sorted((ROOT / app).rglob("*.py"))]
    return [path for path in files if "migrations" not in path.parts]


def parsed() -> Iterator[tuple[Path, ast.Module]]:
    for path in sources():
        yield path.relative_to(ROOT), ast.parse(path.read_text())


def templates() -> list[Path]:
    return sorted((ROOT / "templates").rglob("*.html"))


class Browser(Client):
    """Somebody's browser for a walk over many pages: an error is an answer, and signing out does not end the walk."""

    def __init__(self, user=None) -> None:
        super().__init__(raise_request_exception=False)
        self.user = user

    def ask(self, method: str, url: str):
        cookie = self.cookies.get(settings.SESSION_COOKIE_NAME)
        if self.user and not (cookie and cookie.value):
            self.force_login(self.user, backend="accounts.backend.ActiveUserBackend")
        form = {"content_type": "application/x-www-form-urlencoded"} if method == "POST" else {}
        return self.generic(method, url, **form)


@dataclass(frozen=True)
class Page:
    """One line of a URL table."""

    route: str
    name: str
    door: Door | None
    params: dict[str, Any] = field(hash=False)

    def url(self, values: dict[str, Any]) -> str:
        """The address with these values for its parameters."""
        filled = re.sub(r"<(?:\w+:)?(\w+)>", lambda match: str(values[match[1]]), self.route)
        return f"/{filled}"


def pages(patterns: list | None = None, prefix: str = "") -> list[Page]:
    """Every page of the URL map, or of the given patterns."""
    found = []
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            found += pages(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            door = getattr(pattern.callback, "door", None)
            found.append(Page(route, pattern.name or "", door, dict(pattern.pattern.converters)))
    return found

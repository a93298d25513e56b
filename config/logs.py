"""The log of a production: one JSON object a line, and in it nothing that somebody typed."""

import json
import logging
import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from traceback import FrameSummary, extract_tb
from typing import Any

from django.apps import apps

_PROJECT = Path(__file__).resolve().parent.parent
_QUERY = re.compile(r"\?[^\s'\"]+")  # what was searched for, in an address


_RECORD = re.compile(r"(/api/v1/records/)[^\s'\"?]+")  # a system's own id of a child: it may be any number


class JsonLines(logging.Formatter):
    """Who and which request, as numbers. An exception's own words are left out: they quote rows and input."""

    def format(self, record: logging.LogRecord) -> str:
        chain = list(_chain(record.exc_info[1])) if record.exc_info else []
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": _without_addresses(_without_words_of(chain, record.getMessage())),
        }
        if acting := _acting(record):
            line |= {"user": acting.user_id, "request": str(acting.request_id)}
        if chain:
            line["exception"] = [{"type": _name(error), "at": _places(error)} for error in chain]
        return json.dumps(line, ensure_ascii=False)


def _without_addresses(message: str) -> str:
    return _RECORD.sub(r"\1…", _QUERY.sub("?…", message))


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """The exception, then what it came from."""
    while error:
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _without_words_of(chain: list[BaseException], message: str) -> str:
    """Celery and gunicorn repeat an exception's words in their message."""
    for error in chain:
        for words in (repr(error), str(error)):
            message = message.replace(words, _name(error)) if words else message
    return message


def _name(error: BaseException) -> str:
    return f"{type(error).__module__}.{type(error).__qualname__}"


def _places(error: BaseException) -> list[str]:
    """Where it went through our code, and where it was raised."""
    places = extract_tb(error.__traceback__)
    ours = [place for place in places[:-1] if Path(place.filename).is_relative_to(_PROJECT) and not _foreign(place)]
    return [
        f"{os.path.relpath(place.filename, _PROJECT)}:{place.lineno} {place.name}" for place in [*ours, *places[-1:]]
    ]


def _foreign(place: FrameSummary) -> bool:
    return "site-packages" in Path(place.filename).parts


def _acting(record: logging.LogRecord) -> Any:
    """Who acts, if anybody does. Django logs an answer of 4xx after the request's transaction has ended."""
    if acting := getattr(getattr(record, "request", None), "acting", None):
        return acting
    if not apps.models_ready:
        return None
    from accounts.acting import current  # models cannot be read yet when the log is set up

    try:
        return current()
    except LookupError:
        return None

"""A text that begins like a formula is written with an apostrophe before it, and read without it again.

Excel and LibreOffice compute what begins with one of these signs, also in a text file: a name typed as
“=HYPERLINK(…)” would run on the machine of whoever opens the list.
"""

import re

_LIKE_A_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_MADE_HARMLESS = re.compile(r"'+[=+\-@\t\r]")


def harmless(text: str) -> str:
    return f"'{text}" if _LIKE_A_FORMULA.match(text) else text


def as_typed(text: str) -> str:
    """What `harmless` was given."""
    return text[1:] if _MADE_HARMLESS.match(text) else text

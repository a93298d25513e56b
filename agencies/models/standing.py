from dataclasses import dataclass


@dataclass(frozen=True)
class Standing:
    """How a record stands today, as a badge shows it: word, colour, what to know beside it."""

    status: str  # a kind of `{% status %}`
    word: str
    detail: str = ""
    shape: str = ""  # another icon than the status has

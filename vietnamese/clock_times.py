"""Times of the day as people type them: 07:15, 7h15, 7 giờ 15, 19h."""

import re
from datetime import time

from vietnamese.errors import Unreadable

_TIME = re.compile(r"(\d{1,2})\s*(?:[:.hg]|giờ)?\s*(?:(\d{2})\s*(?:phút|p)?)?")


def parse_time(text: str) -> time:
    """The time of the day, of 24 hours. Raises `Unreadable`."""
    found = _TIME.fullmatch(text.strip().lower())
    if not found or int(found[1]) > 23 or int(found[2] or 0) > 59:
        raise Unreadable("Không đọc được giờ. Ghi theo 24 giờ, như 07:15 hoặc 19h30.")
    return time(int(found[1]), int(found[2] or 0))

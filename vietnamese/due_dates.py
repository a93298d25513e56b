"""What "trước ngày" means."""

from datetime import date, timedelta


def due_before(day: date) -> date:
    """The last acceptable day of "trước ngày 30/11" is the day before it, 29/11."""
    return day - timedelta(days=1)

"""How long something may run in the background: first it is told to end, then its process is ended."""

GRACE = 10  # seconds between the two


def for_celery(limit: int) -> dict[str, int]:
    """The options of a message whose task may run for so many seconds."""
    return {"soft_time_limit": limit, "time_limit": limit + GRACE}

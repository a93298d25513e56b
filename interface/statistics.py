"""What the database believes about the size of its tables."""

from django.db import connection


def make_statistics_anew() -> None:
    """After much was written at once. PostgreSQL does so by itself within a minute or two; until then it plans for the
    tables as they were, and a page that takes milliseconds takes seconds where they were empty.
    """
    with connection.cursor() as cursor:
        cursor.execute("select make_statistics_anew()")

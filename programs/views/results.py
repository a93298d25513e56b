"""Where a reader finds what came of tasks and targets: the report counts them, these pages do not count again."""

from django.urls import reverse


def where_results_are(user, year: int) -> tuple[str, str]:
    """The words, and the report's address for those who may read it."""
    address = reverse("report", args=[year]) if user.may("reports.view") else ""
    return f"Kết quả năm {year}: xem báo cáo năm", address

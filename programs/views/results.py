"""Where a reader finds what came of tasks and targets: the report counts them, these pages do not count again."""

from django.urls import reverse


def where_results_are(user, year: int) -> tuple[str, str]:
    """The words and the report's address; nothing for those who may not read it."""
    if not user.may("reports.view"):
        return "", ""
    return f"Kết quả năm {year}: xem báo cáo năm", reverse("report", args=[year])

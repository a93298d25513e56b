from interface.doors import ONLY, page
from reports.views import report

urlpatterns = [
    page("reports/", report.reports, may="reports.view"),
    page("reports/<year:year>/", report.report, may="reports.view"),
    page("reports/<year:year>/edit", report.edit, may="reports.collect", posts=True, name="edit_report"),
    page("reports/<year:year>/drafts", report.make, may="reports.collect", posts=ONLY, name="make_report_draft"),
    page("reports/<year:year>/drafts/<uuid:job>", report.progress, may="reports.collect", name="report_progress"),
    page("reports/drafts/<uuid:version>.pdf", report.download, may="reports.view", name="download_report"),
]

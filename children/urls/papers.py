"""Papers of allowances, gifts, entries and the justice officer's books: one way for all of them."""

from children.views import record_files
from interface.doors import page

VIEW, ATTACH = "children.view_papers", "children.attach_papers"

urlpatterns = [
    page("papers/<slug:owner>/<uuid:kept>/", record_files.list_papers, may=VIEW, name="papers"),
    page("papers/<slug:owner>/<uuid:kept>/add", record_files.attach, may=ATTACH, posts=True, name="attach_paper"),
    page("papers/<uuid:recordfile>/", record_files.show, may=VIEW, name="paper"),
    page("papers/<uuid:recordfile>/withdraw", record_files.withdraw, may=ATTACH, posts=True, name="withdraw_paper"),
]

"""The pages of child protection: reports, and the cases that follow from them."""

from cases.views import case_file, intakes, reporting
from interface.doors import ONLY, page

urlpatterns = [
    page("report/", reporting.report, may="cases.report", posts=True, name="report"),
    page("children/<uuid:child>/report", reporting.report_child, may="cases.report", posts=True, name="report_child"),
    page("children/<uuid:child>/cases", case_file.of_child, may="cases.view", name="child_cases"),
    page("report/sent/", reporting.list_receipts, may="cases.report", name="receipts"),
    page("intakes/", intakes.list_intakes, may="cases.view_intakes", name="intakes"),
    page("intakes/<uuid:intake>/", intakes.show, may="cases.view_intakes", name="intake"),
    page("intakes/<uuid:intake>/link/<uuid:incident>", intakes.link, may="cases.work", posts=ONLY, name="link_intake"),
    page("intakes/<uuid:intake>/separate", intakes.separate, may="cases.work", posts=ONLY, name="separate_intake"),
    page("cases/", case_file.board, may="cases.view", name="cases"),
    page("cases/<uuid:case>/", case_file.show, may="cases.view", name="case"),
    page("cases/<uuid:case>/take", case_file.take, may="cases.work", posts=ONLY, name="take_case"),
    page("cases/<uuid:case>/team", case_file.name_team, may="cases.name_team", posts=True, name="case_team"),
    page("cases/<uuid:case>/no-emergency", case_file.waive, may="cases.work", posts=True, name="no_emergency"),
    page("cases/<uuid:case>/step/<slug:step>", case_file.step, may="cases.view", posts=True, name="case_step"),
]

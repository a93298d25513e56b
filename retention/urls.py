"""Retention: how long, which records are over, what is destroyed."""

from interface.doors import ONLY, page
from retention.views import classes, destructions, review

VIEW, REVIEW, PROPOSE = "retention.view", "retention.review", "retention.propose"
ONE = "retention/destructions/<uuid:destruction>/"

urlpatterns = [
    page("retention/", review.review, may=REVIEW, name="retention"),
    page("retention/children/<uuid:child>/", review.show_child, may=REVIEW, name="child_retention"),
    page(
        "retention/children/<uuid:child>/hold", review.hold, may="retention.hold", posts=True, name="hold_child_record"
    ),
    page("retention/holds/<uuid:hold>/lift", review.lift, may="retention.hold", posts=True, name="lift_hold"),
    page("retention/classes/", classes.list_classes, may=VIEW, name="retention_classes"),
    page(
        "retention/classes/<uuid:retentionclass>/edit",
        classes.edit,
        may="retention.edit",
        posts=True,
        name="edit_retention_class",
    ),
    page("retention/figures/", destructions.figures, may=REVIEW, name="kept_figures"),
    page("retention/destructions/", destructions.list_destructions, may=VIEW, name="destructions"),
    page("retention/destructions/propose", destructions.propose, may=PROPOSE, posts=True, name="propose_destruction"),
    page(
        "retention/destructions/propose-log",
        destructions.propose_log,
        may=PROPOSE,
        posts=True,
        name="propose_log_destruction",
    ),
    page(ONE, destructions.show, may=VIEW, name="destruction"),
    page(f"{ONE}progress", destructions.progress, may=VIEW, name="destruction_progress"),
    page(f"{ONE}approve", destructions.approve, may="retention.approve", posts=ONLY, name="approve_destruction"),
    page(f"{ONE}refuse", destructions.refuse, may="retention.approve", posts=True, name="refuse_destruction"),
    page(f"{ONE}cancel", destructions.cancel, may=PROPOSE, posts=ONLY, name="cancel_destruction"),
    page(f"{ONE}leave-out/<uuid:child>", destructions.leave_out, may=PROPOSE, posts=ONLY, name="leave_in_register"),
    page(f"{ONE}paper", destructions.make_paper, may=PROPOSE, posts=ONLY, name="print_destruction"),
    page(f"{ONE}paper.pdf", destructions.paper, may=REVIEW, name="destruction_paper"),
    page(f"{ONE}signed", destructions.signed, may=REVIEW, name="signed_destruction"),
    page(f"{ONE}start", destructions.start, may=PROPOSE, posts=True, name="start_destruction"),
    page(f"{ONE}end", destructions.end, may=PROPOSE, posts=ONLY, name="end_destruction"),
    page(f"{ONE}go-on", destructions.go_on, may=PROPOSE, posts=ONLY, name="go_on_destroying"),
]

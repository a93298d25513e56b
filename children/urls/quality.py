"""How good the register is: rules, duplicates, numbers verified with the police."""

from children.views import duplicates, id_batches, id_checks, quality
from interface.doors import ONLY, page

urlpatterns = [
    page("children/quality/", quality.show, may="children.edit", name="quality"),
    page("children/quality/duplicates/", duplicates.list_pairs, may="children.merge", name="duplicates"),
    page(
        "children/quality/duplicates/<uuid:pair>/", duplicates.show, may="children.merge", posts=True, name="duplicate"
    ),
    page(
        "children/quality/duplicates/<uuid:pair>/refuse",
        duplicates.refuse,
        may="children.merge",
        posts=ONLY,
        name="refuse_pair",
    ),
    page(
        "children/quality/duplicates/<uuid:pair>/ask",
        duplicates.ask,
        may="children.merge",
        posts=ONLY,
        name="ask_again_about_pair",
    ),
    page("children/quality/ids/", id_batches.list_batches, may="children.verify_ids", name="id_batches"),
    page("children/quality/ids/add", id_batches.add, may="children.verify_ids", posts=True, name="add_id_batch"),
    page("children/quality/ids/<uuid:idbatch>/", id_batches.show, may="children.verify_ids", name="id_batch"),
    page(
        "children/quality/ids/<uuid:idbatch>/cancel",
        id_batches.cancel,
        may="children.verify_ids",
        posts=ONLY,
        name="cancel_id_batch",
    ),
    page(
        "children/quality/ids/<uuid:idbatch>/send",
        id_batches.send,
        may="children.verify_ids",
        posts=ONLY,
        name="send_id_batch",
    ),
    page(
        "children/quality/ids/<uuid:idbatch>/send-again",
        id_batches.send_again,
        may="children.verify_ids",
        posts=ONLY,
        name="send_id_batch_again",
    ),
    page(
        "children/quality/ids/<uuid:idbatch>/check-again",
        id_batches.check_again,
        may="children.verify_ids",
        posts=ONLY,
        name="check_id_batch_again",
    ),
    page(
        "children/quality/ids/<uuid:idbatch>/bring",
        id_batches.bring,
        may="children.verify_ids",
        posts=True,
        name="bring_id_batch",
    ),
    page(
        "children/quality/ids/<uuid:idbatch>/close",
        id_batches.close,
        may="children.verify_ids",
        posts=ONLY,
        name="close_id_batch",
    ),
    page(
        "children/quality/ids/rows/<uuid:idbatchrow>/settle",
        id_batches.settle,
        may="children.verify_ids",
        posts=ONLY,
        name="settle_id_residence",
    ),
    page("ids/", id_checks.list_rows, may="children.check_ids", name="id_checks"),
    page("ids/<uuid:idbatchrow>/", id_checks.check, may="children.check_ids", posts=True, name="check_id_row"),
    page("ids/<uuid:idbatchrow>/right", id_checks.all_right, may="children.check_ids", posts=ONLY, name="id_row_right"),
    page("ids/police/", id_batches.list_sent, may="children.return_ids", name="sent_id_batches"),
    page(
        "ids/police/<uuid:idbatch>/",
        id_batches.return_list,
        may="children.return_ids",
        posts=True,
        name="return_id_batch",
    ),
    page("children/merges/<uuid:merge>/", duplicates.merged, may="children.merge", name="merge"),
    page("children/merges/<uuid:merge>/undo", duplicates.undo, may="children.merge", posts=ONLY, name="undo_merge"),
]

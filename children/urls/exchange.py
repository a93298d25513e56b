"""What comes from outside and what leaves: lists, files, other systems."""

from children.views import api_description, connections, exports, import_results, imports
from interface.doors import ONLY, PUBLIC, page

RELEASE = "children.release_export"

urlpatterns = [
    page("children/import/", imports.upload, may="children.import", posts=True, name="import_children"),
    page("children/import/template.xlsx", imports.template, may="children.import", name="import_template"),
    page("children/import/<uuid:batch>/", imports.show, may="children.import", name="import_batch"),
    page("children/import/<uuid:batch>/progress", imports.progress, may="children.import", name="import_progress"),
    page(
        "children/import/<uuid:batch>/columns",
        imports.columns,
        may="children.import",
        posts=True,
        name="import_columns",
    ),
    page(
        "children/import/<uuid:batch>/decisions",
        imports.decide,
        may="children.import",
        posts=ONLY,
        name="import_decisions",
    ),
    page("children/import/<uuid:batch>/run", imports.run, may="children.import", posts=ONLY, name="import_rows"),
    page(
        "children/import/<uuid:batch>/discard",
        imports.discard,
        may="children.import",
        posts=ONLY,
        name="discard_import",
    ),
    page("children/import/<uuid:batch>/undo", imports.undo, may="children.import", posts=ONLY, name="undo_import"),
    page(
        "children/import/<uuid:batch>/result/",
        import_results.show,
        may="children.import",
        posts=True,
        name="import_result_page",
    ),
    page(
        "children/import/<uuid:batch>/result/progress",
        import_results.progress,
        may="children.import",
        name="import_result_progress",
    ),
    page(
        "children/import/<uuid:batch>/result.xlsx",
        import_results.download,
        may="children.import",
        name="import_result",
    ),
    page("children/export/", exports.ask, may="children.export", posts=True, name="export_children"),
    page("children/export/<uuid:export>/", exports.show, may="children.export", name="export"),
    page("children/export/<uuid:export>/progress", exports.progress, may="children.export", name="export_progress"),
    page("children/export/<uuid:export>/release", exports.release, may=RELEASE, name="release_export"),
    page("children/export/<uuid:export>/allow", exports.allow, may=RELEASE, posts=ONLY, name="allow_export"),
    page("children/export/<uuid:export>/refuse", exports.refuse, may=RELEASE, posts=ONLY, name="refuse_export"),
    page("children/export/<uuid:export>/lock", exports.lock, may="children.export", posts=ONLY, name="lock_export"),
    page("children/export/<uuid:export>/file", exports.download, may="children.export", name="export_file"),
    page("api/", api_description.show, may=PUBLIC, name="api_description"),
    page("connections/", connections.list_connections, may="accounts.view_connections", name="connections"),
    page("connections/add", connections.add, may="accounts.manage_connections", posts=True, name="add_connection"),
    page("connections/<uuid:connection>/", connections.show, may="accounts.view_connections", name="connection"),
    page(
        "connections/<uuid:connection>/edit",
        connections.edit,
        may="accounts.manage_connections",
        posts=True,
        name="edit_connection",
    ),
    page(
        "connections/<uuid:connection>/token",
        connections.issue,
        may="accounts.manage_connections",
        posts=ONLY,
        name="issue_token",
    ),
    page(
        "connections/<uuid:connection>/revoke",
        connections.revoke,
        may="accounts.manage_connections",
        posts=ONLY,
        name="revoke_token",
    ),
    page(
        "connections/<uuid:connection>/confirm",
        connections.confirm,
        may="accounts.confirm_connections",
        posts=ONLY,
        name="confirm_connection",
    ),
    page(
        "connections/<uuid:connection>/refuse",
        connections.refuse,
        may="accounts.confirm_connections",
        posts=ONLY,
        name="refuse_connection",
    ),
]

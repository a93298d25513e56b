from children.views import circumstances, editing, households, listing, profile, searching, traces
from interface.doors import page

urlpatterns = [
    page("children/", listing.list_children, may="children.view", posts=True, name="children"),
    page("children/add", editing.add, may="children.edit", posts=True, name="add_child"),
    page("children/<uuid:child>/", profile.show, may="children.view", name="child"),
    page("children/<uuid:child>/edit", editing.edit, may="children.edit", posts=True, name="edit_child"),
    page(
        "children/<uuid:child>/personal-id",
        profile.personal_id,
        may="children.show_personal_id",
        posts=True,
        name="child_personal_id",
    ),
    page("children/<uuid:child>/history", traces.history, may="children.view_history", name="child_history"),
    page("children/<uuid:child>/readers", traces.readers, may="accounts.view_log", name="child_readers"),
    page(
        "children/<uuid:child>/circumstances/add",
        circumstances.add,
        may="children.edit",
        posts=True,
        name="add_circumstance",
    ),
    page(
        "children/circumstances/<uuid:circumstance>/end",
        circumstances.end,
        may="children.edit",
        posts=True,
        name="end_circumstance",
    ),
    page("households/", households.list_households, may="children.view_details", posts=True, name="households"),
    page("households/add", households.add, may="children.edit", posts=True, name="add_household"),
    page("households/<uuid:household>/", households.show, may="children.view_details", name="household"),
    page("households/<uuid:household>/edit", households.edit, may="children.edit", posts=True, name="edit_household"),
    page(
        "households/<uuid:household>/history",
        households.history,
        may="children.view_history",
        name="household_history",
    ),
    page("search", searching.search, may="children.view", posts=True),
]

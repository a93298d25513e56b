from accounts.views import access_log, account, drafts, notifications, sign_in, users
from interface.doors import ONLY, PUBLIC, SIGNED_IN, page

urlpatterns = [
    page("sign-in/", sign_in.sign_in, may=PUBLIC, posts=True),
    page("sign-out/", sign_in.sign_out, may=SIGNED_IN, posts=ONLY),
    page("password/", sign_in.change_password, may=SIGNED_IN, posts=True),
    page("drafts/", drafts.draft, may=SIGNED_IN, posts=True),
    page("still-here/", drafts.still_here, may=SIGNED_IN),
    page("account/", account.account, may=SIGNED_IN),
    page("roles/", account.roles, may="accounts.view_roles"),
    page("users/", users.users, may="accounts.view_users", posts=True),
    page("users/new/", users.add, may="accounts.manage_users", posts=True, name="add_user"),
    page("users/paste/", users.paste, may="accounts.manage_users", posts=True, name="paste_users"),
    page("users/slips/", users.slips, may="accounts.manage_users", name="user_slips"),
    page("users/new/username", users.propose_username, may="accounts.manage_users", posts=ONLY),
    page("users/<uuid:user>/", users.show, may="accounts.view_users", name="user"),
    page("users/<uuid:user>/edit/", users.edit, may="accounts.manage_users", posts=True, name="edit_user"),
    page("users/<uuid:user>/slip/", users.slip, may="accounts.manage_users", name="user_slip"),
    page("users/<uuid:user>/reset", users.reset, may="accounts.manage_users", posts=ONLY, name="reset_password"),
    page("users/<uuid:user>/unlock", users.unlock, may="accounts.manage_users", posts=ONLY, name="unlock_user"),
    page("users/<uuid:user>/leave", users.leave, may="accounts.manage_users", posts=ONLY, name="deactivate_user"),
    page("users/<uuid:user>/back", users.come_back, may="accounts.manage_users", posts=ONLY, name="reactivate_user"),
    page("access-log/", access_log.access_log, may="accounts.view_own_log", posts=True),
    page("access-log/print/", access_log.print_log, may="accounts.view_log"),
    page("notifications/", notifications.notifications, may=SIGNED_IN),
    page("notifications/read", notifications.read_all, may=SIGNED_IN, posts=ONLY, name="read_all_notifications"),
    page("notifications/<uuid:notification>/open", notifications.open_notification, may=SIGNED_IN, posts=ONLY),
]

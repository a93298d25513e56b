from accounts.views import account, drafts, notifications, sign_in
from interface.doors import ONLY, PUBLIC, SIGNED_IN, page

urlpatterns = [
    page("sign-in/", sign_in.sign_in, may=PUBLIC, posts=True),
    page("sign-out/", sign_in.sign_out, may=SIGNED_IN, posts=ONLY),
    page("password/", sign_in.change_password, may=SIGNED_IN, posts=True),
    page("drafts/", drafts.draft, may=SIGNED_IN, posts=True),
    page("still-here/", drafts.still_here, may=SIGNED_IN),
    page("account/", account.account, may=SIGNED_IN),
    page("roles/", account.roles, may="accounts.view_roles"),
    page("notifications/", notifications.notifications, may=SIGNED_IN),
    page("notifications/read", notifications.read_all, may=SIGNED_IN, posts=ONLY, name="read_all_notifications"),
    page("notifications/<uuid:notification>/open", notifications.open_notification, may=SIGNED_IN, posts=ONLY),
]

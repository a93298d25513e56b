from accounts.views import drafts, sign_in
from interface.doors import PUBLIC, SIGNED_IN, page

urlpatterns = [
    page("sign-in/", sign_in.sign_in, may=PUBLIC, posts=True),
    page("sign-out/", sign_in.sign_out, may=SIGNED_IN, posts=True),
    page("password/", sign_in.change_password, may=SIGNED_IN, posts=True),
    page("drafts/", drafts.draft, may=SIGNED_IN, posts=True),
    page("still-here/", drafts.still_here, may=SIGNED_IN),
]

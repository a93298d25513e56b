"""“Tài khoản của tôi”, and the page of roles."""

from django.shortcuts import render

from accounts.access_log import lines_of
from accounts.authorization import MATRIX, PEOPLE, SENTENCES, Role, agency_kind_of, permissions_of
from accounts.models import AccessEvent

LATEST = 10


def account(request):
    user = request.user
    latest = AccessEvent.objects.visible_to(user).filter(actor=user).select_related("actor__agency")
    context = {
        "sentence": SENTENCES[Role(user.role)],
        "allowed": [MATRIX[name][0] for name in permissions_of(user.role, agency_kind_of(user))],
        "neighbourhoods": user.neighbourhoods.order_by("number"),
        "lines": lines_of(latest.order_by("-at", "-id")[:LATEST]),
    }
    return render(request, "accounts/account.html", context)


def roles(request):
    """The role matrix in words: what each role is for, and who may do what."""
    rows = [(sentence, [(role.label, role in allowed) for role in PEOPLE]) for sentence, allowed in MATRIX.values()]
    described = [(role.label, SENTENCES[role]) for role in PEOPLE]
    return render(request, "accounts/roles.html", {"described": described, "rows": rows})

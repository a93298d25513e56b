from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import sync_only_middleware

from accounts.models import User
from interface.problems import API


@sync_only_middleware
def first_run(get_response):
    """Until the ward has its first person, every address leads to the set-up pages."""
    set_up = False

    def middleware(request):
        nonlocal set_up
        if request.path.startswith((reverse("first_run"), "/static/", "/healthz", "/gallery/", API)):
            return get_response(request)
        set_up = set_up or User.objects.people().exists()
        return get_response(request) if set_up else redirect("first_run")

    return middleware

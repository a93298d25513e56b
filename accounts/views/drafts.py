"""Text being typed, kept on the server so that nothing stays on a shared machine."""

from django.core.exceptions import BadRequest
from django.http import HttpResponse, JsonResponse
from django.utils import timezone

from accounts.actions.drafts import drop_draft, keep_draft
from accounts.models import Draft


def draft(request):
    """GET gives the kept text of a form, POST keeps it; an empty text drops it."""
    if request.method == "POST":
        return _keep(request)
    kept = Draft.objects.visible_to(request.user).filter(form=request.GET.get("key", "")).first()
    if kept is None:
        return HttpResponse(status=204)
    return JsonResponse({"saved_at": timezone.localtime(kept.saved_at).strftime("%H:%M"), "data": kept.typed})


def _keep(request):
    key, data = request.POST.get("key", "")[:120], request.POST.get("data", "")
    if "\0" in key + data:
        raise BadRequest("The database takes no NUL.")
    if key and data:
        keep_draft(by=request.user, form=key, typed=data)
    elif key:
        drop_draft(by=request.user, form=key)
    return HttpResponse(status=204)


def still_here(request):
    """“Làm tiếp”: the session lives on (any request renews it)."""
    return HttpResponse(status=204)

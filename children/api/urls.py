"""The addresses of the API: which right each method needs. An operation that stands not here cannot be imported."""

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern

from children.api.door import api_page
from children.api.views import api
from children.exchange.feed import number_feed
from interface.doors import PUBLIC, page
from interface.problems import API

READS, WRITES = "children.exchange", "children.exchange_write"
RIGHTS = {
    "connection": {"GET": READS},
    "children": {"GET": READS},
    "children/<uuid:child>": {"GET": READS},
    "children/lookup": {"POST": READS},
    "changes": {"GET": READS},
    "records": {"POST": WRITES},
    "records/<own_id>": {"GET": READS, "PUT": WRITES},
}
BEFORE = {"children": number_feed, "changes": number_feed}


def openapi(request: HttpRequest) -> JsonResponse:
    """The description of the API (OpenAPI 3.1), for programs."""
    return JsonResponse(description(), json_dumps_params={"ensure_ascii": False})


def description() -> dict:
    """As the library writes it; what went wrong comes as a problem (RFC 9457)."""
    whole = api.get_openapi_schema(path_prefix=API)
    operations = [each for methods in whole["paths"].values() for each in methods.values()]
    for answers in (each["responses"] for each in operations):
        for status, answer in answers.items():
            if status >= 400:
                answer["content"] = {"application/problem+json": answer["content"]["application/json"]}
    return whole


def _pages() -> list[URLPattern]:
    lines = [each for each in api.urls[0] if isinstance(each, URLPattern) and each.name != "api-root"]
    views = {str(each.pattern).replace("uuidstr:", "uuid:"): each for each in lines}
    if set(views) != set(RIGHTS):
        raise ImproperlyConfigured(f"Operations without a right, or rights without one: {set(views) ^ set(RIGHTS)}")
    return [
        api_page(route, each.callback, rights=RIGHTS[route], name=f"api_{each.name}", before=BEFORE.get(route))
        for route, each in views.items()
    ]


urlpatterns = [*_pages(), page("openapi.json", openapi, may=PUBLIC)]

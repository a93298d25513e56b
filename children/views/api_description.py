"""The description of the API for people: the same document as for programs, read aloud."""

from dataclasses import dataclass

from django.shortcuts import render
from django.urls import reverse

from children.api.urls import description
from children.exporting.purposes import OF_EXCHANGE
from interface.problems import TITLES


@dataclass(frozen=True)
class Operation:
    method: str
    path: str
    summary: str
    about: str
    parameters: list[dict]
    body: str
    answers: list[tuple[str, str]]


def show(request):
    document = description()
    schemas = document["components"]["schemas"]
    context = {
        "document": document,
        "operations": list(_operations(document)),
        "fields": [(name, each["description"]) for name, each in schemas["Child"]["properties"].items()],
        "purposes": [(each.name, [key for key in each.columns if key != "ordinal"]) for each in OF_EXCHANGE.values()],
        "statuses": list(TITLES.items()),
        "address": request.build_absolute_uri("/api/v1/"),
        "openapi": reverse("openapi"),
    }
    return render(request, "children/api/description.html", context)


def _operations(document: dict):
    for path, methods in document["paths"].items():
        for method, each in methods.items():
            yield Operation(
                method.upper(),
                path,
                each["summary"],
                each.get("description", ""),
                each["parameters"],
                _named(each.get("requestBody", {})),
                [(str(status), _named(answer)) for status, answer in each["responses"].items() if status < 400],
            )


def _named(holder: dict) -> str:
    """The name of the schema that is sent or answered."""
    for content in holder.get("content", {}).values():
        return content["schema"].get("$ref", "").rpartition("/")[2]
    return ""

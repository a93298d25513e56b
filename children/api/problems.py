"""What went wrong, in Vietnamese. The library's own sentences are English and name its own words."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import Http404, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from interface.problems import problem
from interface.refusals import Refused

SENTENCES: dict[str, str] = {
    "missing": "Thiếu mục này.",
    "extra_forbidden": "Mô tả giao diện không có mục này. Kiểm tra tên mục.",
    "string_type": "Phải là chuỗi ký tự trong dấu ngoặc kép.",
    "string_too_long": "Dài hơn {max_length} ký tự.",
    "string_pattern_mismatch": "Chỉ dùng chữ không dấu, chữ số và các dấu . _ ~ - (không quá 64 ký tự).",
    "int_type": "Phải là số nguyên.",
    "int_parsing": "Phải là số nguyên.",
    "int_from_float": "Phải là số nguyên.",
    "list_type": "Phải là danh sách trong ngoặc vuông.",
    "too_long": "Nhiều hơn {max_length}. Chia thành nhiều lần gửi.",
    "too_short": "Chưa có gì.",
    "uuid_parsing": "Phải là mã UUID.",
    "greater_than_equal": "Phải từ {ge} trở lên.",
    "less_than_equal": "Không quá {le}.",
    "json_invalid": "Không phải JSON đúng.",
}


def sentence_of(error: dict[str, Any]) -> str:
    words = SENTENCES.get(error["type"], "Không đúng kiểu dữ liệu của mục này.")
    return words.format(**error.get("ctx", {}))


def field_of(error: dict[str, Any]) -> str:
    """rows.3.child.birth: where it stands in what was sent."""
    source, *path = error["loc"]
    return ".".join(str(part) for part in (path[1:] if source == "body" else path))


def explain(api: NinjaAPI) -> None:
    """Each kind of refusal as a problem; nothing of the deed stays."""

    def undone(answer: Callable[[Any], HttpResponse]) -> Callable[[Any, Any], HttpResponse]:
        def handler(request: Any, refusal: Any) -> HttpResponse:
            transaction.set_rollback(True)
            return answer(refusal)

        return handler

    def raised(request: Any, error: Any) -> HttpResponse:
        raise error

    api.add_exception_handler(Exception, raised)
    api.add_exception_handler(Http404, undone(lambda refusal: problem(404)))
    api.add_exception_handler(
        HttpError, undone(lambda refusal: problem(refusal.status_code, SENTENCES["json_invalid"]))
    )
    api.add_exception_handler(Refused, undone(lambda refusal: problem(refusal.status, refusal.sentence)))
    api.add_exception_handler(
        ValidationError,
        undone(lambda refusal: problem(422, errors=[(field_of(each), sentence_of(each)) for each in refusal.errors])),
    )

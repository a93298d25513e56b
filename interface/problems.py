"""What went wrong, for programs (RFC 9457, application/problem+json): a status, words, and the fields it is about."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import JsonResponse

API = "/api/v1/"

TITLES = {
    400: "Yêu cầu không đọc được",
    401: "Chưa có mã kết nối đúng",
    403: "Kết nối này không được làm việc này",
    404: "Không có dữ liệu này trong phạm vi của kết nối",
    405: "Địa chỉ này không nhận phương thức này",
    409: "Khác với sổ của phường, chờ phường quyết định",
    410: "Con trỏ không còn dùng được",
    412: "Hồ sơ đã thay đổi từ khi hệ thống đọc",
    413: "Yêu cầu quá lớn",
    422: "Dữ liệu có mục sai",
    429: "Gửi quá nhiều yêu cầu",
    500: "Máy chủ gặp lỗi",
}


def problem(
    status: int,
    detail: str = "",
    *,
    errors: Iterable[tuple[str, str]] = (),
    headers: Mapping[str, str] | None = None,
    **more: Any,
) -> JsonResponse:
    """`errors`: pairs of a field and a sentence about it."""
    body: dict[str, Any] = {"type": "about:blank", "title": TITLES.get(status, "Không làm được"), "status": status}
    if detail:
        body["detail"] = detail
    if listed := [{"field": field, "message": message} for field, message in errors]:
        body["errors"] = listed
    return JsonResponse(
        body | more,
        status=status,
        content_type="application/problem+json",
        headers=headers,
        json_dumps_params={"ensure_ascii": False},
    )

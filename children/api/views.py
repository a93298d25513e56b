"""What a connected system can do. Everything is within its scope and the fields of its purpose."""

from typing import Annotated, Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone
from ninja import Header, NinjaAPI, Path, Query, Status
from ninja.security import HttpBearer

from accounts.events import Event, record
from accounts.tokens import PER_MINUTE
from children.actions.exchange import CREATED, REFUSED, STALE, WAITING, Answer, put_children
from children.api import schemas
from children.api.problems import explain
from children.exchange.feed import changes_since, newest_position
from children.exchange.fields import children_in_json, fields_of_purpose, name_of
from children.exchange.reading import Sent
from children.exporting.columns import COLUMNS
from children.exporting.purposes import PURPOSES
from children.models import Child, ExternalRecord
from interface.problems import problem
from interface.records import get_visible
from vietnamese.errors import Unreadable
from vietnamese.personal_id import parse_personal_id

MOST = 200
Limit = Annotated[int, Query(ge=1, le=MOST, description=f"Số hồ sơ mỗi trang, không quá {MOST}")]

IfMatch = Annotated[str, Header(alias="If-Match", description="ETag của bản đã đọc; để trống thì không so")]
IfNoneMatch = Annotated[str, Header(alias="If-None-Match", description="ETag của bản đã có; chưa đổi thì 304")]


class Token(HttpBearer):
    """For the description only: the door has asked by then."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        return request.user


class Operations(NinjaAPI):
    def get_openapi_operation_id(self, operation: Any) -> str:
        return operation.view_func.__name__


api = Operations(
    title="Chở Che: kết nối trao đổi dữ liệu trẻ em",
    version="1.0",
    description="Đọc, gửi dữ liệu trẻ em của phường giữa các hệ thống, theo mục đích và phạm vi đã đăng ký. "
    "Mỗi lần đọc, gửi được ghi vào nhật ký của phường.",
    docs_url=None,
    openapi_url=None,
    urls_namespace="api",
    auth=Token(),
)
explain(api)
FAILS = {frozenset({401, 403, 404, 413, 422, 429}): schemas.Problem}


@api.get("/connection", response={200: schemas.ConnectionOut, **FAILS}, summary="Kết nối này được làm gì")
def show_connection(request):
    connection = request.user.connection
    return {
        "name": connection.name,
        "purpose": PURPOSES[connection.purpose].name,
        "reach": connection.get_reach_display(),
        "writes": connection.writes,
        "valid_until": connection.valid_until,
        "version": connection.version,
        "fields": [{"field": key, "label": COLUMNS[key].header} for key in _fields(request)],
        "requests_per_minute": PER_MINUTE,
        "rows_per_request": schemas.MOST_ROWS,
    }


@api.get(
    "/children",
    response={200: schemas.ChildPage, **FAILS},
    exclude_unset=True,
    summary="Danh sách trẻ em, từng trang",
    description="Thứ tự cố định theo mã ngoài. Đọc hết các trang, rồi đọc thay đổi từ con trỏ changes của trang đầu.",
)
def list_children(request, cursor: UUID | None = None, limit: Limit = 100):
    position = newest_position()  # before the children: what changes in between is read twice rather than not at all
    children = Child.objects.visible_to(request.user).order_by("public_id")
    if cursor:
        children = children.filter(public_id__gt=cursor)
    found = dict(children.values_list("pk", "public_id")[: limit + 1])
    page = list(found)[:limit]
    record(Event.EXCHANGE_LISTED, f"{len(page)} trẻ", reason=_why(request))
    return {
        "children": list(_in_json(page, request).values()),
        "next": str(found[page[-1]]) if len(found) > limit else None,
        "changes": str(position),
    }


@api.get(
    "/children/{uuid:child}",
    response={200: schemas.ChildOut, 304: None, **FAILS},
    exclude_unset=True,
    summary="Một trẻ, theo mã ngoài của phường",
)
def show_child(request, child: UUID, response: HttpResponse, if_none_match: IfNoneMatch = ""):
    return _one(request, get_visible(Child, request.user, public_id=child), response, if_none_match)


@api.post(
    "/children/lookup",
    response={200: schemas.ChildOut, **FAILS},
    exclude_unset=True,
    summary="Tìm một trẻ theo số định danh",
    description="Số định danh nằm trong nội dung gửi, không nằm trong địa chỉ. Chỉ khi mục đích gồm số định danh.",
)
def look_up(request, sent: schemas.Lookup, response: HttpResponse):
    if "personal_id" not in _fields(request):
        return problem(403, "Mục đích của kết nối không gồm số định danh.")
    try:
        number = parse_personal_id(sent.personal_id)
    except Unreadable as unreadable:
        return problem(422, errors=[("personal_id", unreadable.sentence)])
    child = Child.objects.visible_to(request.user).with_personal_id(number).first()
    if child is None:
        record(Event.EXCHANGE_LISTED, "0 trẻ, tìm theo số định danh", reason=_why(request))
        return problem(404)  # nothing raised: that would take the line back
    return _one(request, child, response)


@api.get(
    "/changes",
    response={200: schemas.Changes, 410: schemas.Problem, **FAILS},
    exclude_unset=True,
    summary="Thay đổi từ một con trỏ",
    description="Mỗi thay đổi một dòng, đúng một lần, theo thứ tự ghi xong; kèm hồ sơ như lúc này.",
)
def list_changes(request, since: Annotated[int, Query(ge=0)] = 0, limit: Limit = 100):
    if since > newest_position():
        return problem(410, "Sổ vừa được khôi phục. Đọc lại toàn bộ danh sách.")
    lines = changes_since(since, by=request.user, on=timezone.localdate(), at_most=limit)
    if lines:
        record(Event.EXCHANGE_CHANGES_READ, f"{len(lines)} thay đổi", reason=_why(request))
    return {
        "changes": [{name: value for name, value in vars(line).items() if name != "position"} for line in lines],
        "next": str(lines[-1].position if lines else since),
        "more": len(lines) == limit,
    }


@api.get(
    "/records/{own_id}",
    response={200: schemas.ChildOut, 304: None, **FAILS},
    exclude_unset=True,
    summary="Một trẻ, theo mã riêng của hệ thống",
)
def show_record(request, own_id: Path[schemas.OwnId], response: HttpResponse, if_none_match: IfNoneMatch = ""):
    mine = ExternalRecord.objects.visible_to(request.user).filter(own_id=own_id)
    child = Child.objects.visible_to(request.user).filter(external_records__in=mine).first()
    if child is None:
        raise Http404
    return _one(request, child, response, if_none_match)


@api.put(
    "/records/{own_id}",
    response={
        200: schemas.Written, 201: schemas.Written, 409: schemas.Conflict, 412: schemas.Problem, **FAILS,
    },
    summary="Gửi một trẻ, theo mã riêng của hệ thống",
    description="Gửi lại y như cũ thì trả lời identical. Khác với sổ về mục nhận ra trẻ: 409, không ghi, chờ phường "
    "quyết định. Có If-Match mà hồ sơ đã đổi: 412.",
)  # fmt: skip
def put_record(
    request,
    own_id: Path[schemas.OwnId],
    sent: schemas.ChildIn,  # type: ignore[valid-type]
    if_match: IfMatch = "",
):
    seen = if_match.strip().removeprefix("W/").strip('"')
    (answer,) = put_children(by=request.user, sent=[Sent(own_id, _values(sent), seen)])
    written = _written(answer)
    if answer.outcome == REFUSED:
        return problem(422, answer.reason, errors=[(each.field, each.sentence) for each in _errors(answer)])
    if answer.outcome == STALE:
        return problem(412, answer.reason)
    if answer.outcome == WAITING:
        return problem(409, answer.reason, answer=written)
    return Status(201 if answer.outcome == CREATED else 200, written)


@api.post(
    "/records",
    response={200: schemas.Answers, **FAILS},
    summary=f"Gửi nhiều trẻ, không quá {schemas.MOST_ROWS} trong một lần",
    description="Mỗi hồ sơ một câu trả lời, theo thứ tự gửi; hồ sơ không ghi được không cản hồ sơ khác.",
)
def put_records(request, sent: schemas.Rows):
    rows = [Sent(row.own_id, _values(row.child), row.etag) for row in sent.rows]
    return {"answers": [_written(answer) for answer in put_children(by=request.user, sent=rows)]}


# --- What several answers share --------------------------------------------------------------
def _values(child: Any) -> dict[str, Any]:
    """What was said; a field that was left out is not the same as nothing."""
    return child.model_dump(exclude_unset=True)


def _fields(request) -> list[str]:
    return fields_of_purpose(request.user.connection.purpose, request.user)


def _why(request) -> str:
    return PURPOSES[request.user.connection.purpose].name


def _in_json(pks, request) -> dict[int, dict]:
    return children_in_json(pks, by=request.user, on=timezone.localdate())


def _one(request, child: Child, response: HttpResponse, if_none_match: str = ""):
    """A child with its ETag; nothing but 304 when the system has read just that already."""
    record(Event.CHILD_READ, child, reason=_why(request))
    known = _in_json([child.pk], request)[child.pk]
    etag = f'"{known["etag"]}"'
    if if_none_match == etag:
        return HttpResponseNotModified(headers={"ETag": etag})
    response["ETag"] = etag
    return known


def _errors(answer: Answer) -> list:
    return [each for each in answer.problems if each.error]


def _written(answer: Answer) -> dict[str, Any]:
    state = answer.state or {}
    return {
        "own_id": answer.read.sent.own_id,
        "outcome": answer.outcome,
        **{name: state[name] for name in ("id", "version", "etag") if name in state},
        "reason": answer.reason,
        "changes": [{**vars(each), "field": name_of(each.field)} for each in answer.changes],
        "notes": list(answer.notes),
        "warnings": [_message(each) for each in answer.problems if not each.error],
        "errors": [_message(each) for each in _errors(answer)],
    }


def _message(problem_of_field) -> dict[str, str]:
    return {"field": problem_of_field.field, "message": problem_of_field.sentence}

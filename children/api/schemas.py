"""What is sent and answered. The fields of a child are those of the lists (`children.exporting.columns`)."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Field, Schema
from pydantic import ConfigDict, create_model

from children.exchange.fields import LISTS, NUMBERS, OURS
from children.exporting.columns import COLUMNS
from children.exporting.purposes import OF_EXCHANGE
from children.importing.differences import DAYS

MOST_ROWS = 500
LONGEST = 2_000  # letters of one value
OwnId = Annotated[str, Field(pattern=r"^[A-Za-z0-9._~-]{1,64}$", description="Mã của hồ sơ ở hệ thống gửi")]
MORE_WORDS = {
    "birth": "Ngày sinh, ISO 8601 đến mức đã biết: 2015-09-05, 2015-09, 2015; thêm ~ nếu là ước lượng",
    "sex": "Giới tính: Nam, Nữ, Chưa xác định",
    "personal_id": "Số định danh cá nhân, 12 chữ số, dạng chuỗi",
    "neighbourhood": "Số của tổ dân phố",
    "circumstances": "Mã nhóm hoàn cảnh (G01, R03…); không bao giờ có nhóm được bảo mật đặc biệt",
    **{key: f"{COLUMNS[key].header}, ISO 8601: 2026-01-31" for key in sorted(DAYS)},
    "residence": "Cư trú: Thường trú, Tạm trú, Tạm vắng, Đã chuyển đi, Đã mất",
    "poverty": "Diện hộ: Không nghèo, Hộ nghèo, Hộ cận nghèo",
    "code": "Mã trẻ em của phường; hệ thống khác không ghi",
}
FIELDS = [
    key for key in COLUMNS if any(key in purpose.columns for purpose in OF_EXCHANGE.values()) and key != "ordinal"
]


def _described(key: str, **more: Any) -> Any:
    return Field(None, description=MORE_WORDS.get(key, COLUMNS[key].header), **more)


def _type(key: str) -> Any:
    if key in LISTS:
        return list[Annotated[str, Field(max_length=120)]] | None
    return int | None if key in NUMBERS else Annotated[str, Field(max_length=LONGEST)] | None


_FIELDS: dict[str, Any] = {key: (_type(key), _described(key)) for key in FIELDS}


class Strict(Schema):
    """A name that is mistyped is told of, not passed over."""

    model_config = ConfigDict(extra="forbid")


_BACK: Any = (Any, Field(None, description="Phường ghi: gửi lại cũng được, không dùng"))
ChildIn = create_model(
    "ChildIn",
    __base__=Strict,
    __doc__="Trẻ em như hệ thống gửi biết. Mục bỏ trống hoặc null: không biết, không xóa gì trong sổ.",
    **_FIELDS,
    **{key: _BACK for key in OURS if key not in FIELDS},
)

ChildOut = create_model(
    "Child",
    __base__=Schema,
    __doc__="Trẻ em trong sổ của phường; chỉ có các mục mà mục đích của kết nối cần.",
    id=(UUID, Field(description="Mã ngoài của hồ sơ, không đổi")),
    version=(int, Field(description="Phiên bản của hồ sơ")),
    etag=(str, Field(description="Đổi khi bất cứ mục nào đổi; gửi lại trong If-Match")),
    left_register=(bool, Field(description="Đã chuyển đi hoặc đã mất")),
    **_FIELDS,
)


class ChildPage(Schema):
    children: list[ChildOut]  # type: ignore[valid-type]
    next: str | None = Field(description="Con trỏ của trang sau; null khi hết")
    changes: str = Field(description="Con trỏ để đọc thay đổi sau lần đọc này; giữ con trỏ của trang đầu")


class Change(Schema):
    event: str = Field(description="created, changed, left (rời sổ), merged (đã gộp), removed (ngoài phạm vi, đã xóa)")
    at: datetime
    id: UUID
    into: UUID | None = Field(None, description="Hồ sơ giữ lại, khi hai hồ sơ đã gộp")
    child: ChildOut | None = Field(None, description="Hồ sơ như lúc này")  # type: ignore[valid-type]


class Changes(Schema):
    changes: list[Change]
    next: str = Field(description="Con trỏ cho lần đọc sau, cả khi chưa có gì mới")
    more: bool = Field(description="Còn thay đổi, đọc tiếp ngay")


class Lookup(Strict):
    personal_id: str = Field(max_length=40, description="Số định danh cá nhân")


class FieldChange(Schema):
    field: str
    label: str
    before: str = Field(description="Trong sổ của phường")
    after: str = Field(description="Hệ thống gửi")
    conflict: bool = Field(description="Hai bên khác nhau về mục nhận ra trẻ: người quyết định")


class Message(Schema):
    field: str
    message: str


class Written(Schema):
    own_id: str
    outcome: str = Field(description="created, changed, identical, kept, conflict, stale, refused")
    id: UUID | None = None
    version: int | None = None
    etag: str | None = None
    reason: str = ""
    changes: list[FieldChange] = []
    notes: list[str] = Field([], description="Sổ giữ khác với dữ liệu gửi, và vì sao")
    warnings: list[Message] = []
    errors: list[Message] = []


class Row(Strict):
    own_id: OwnId
    child: ChildIn  # type: ignore[valid-type]
    etag: str = Field("", max_length=64, description="Như If-Match")


class Rows(Strict):
    rows: list[Row] = Field(min_length=1, max_length=MOST_ROWS)


class Answers(Schema):
    answers: list[Written]


class FieldOfPurpose(Schema):
    field: str
    label: str


class ConnectionOut(Schema):
    name: str
    purpose: str
    reach: str
    writes: bool
    valid_until: date
    version: int = Field(description="Đổi khi phạm vi, mục đích đổi: nên đọc lại toàn bộ")
    fields: list[FieldOfPurpose]
    requests_per_minute: int
    rows_per_request: int


class Problem(Schema):
    """RFC 9457, application/problem+json."""

    type: str
    title: str
    status: int
    detail: str = ""
    errors: list[Message] = []


class Conflict(Problem):
    """Khác với sổ của phường: chưa ghi gì, dòng này chờ cán bộ phường quyết định."""

    answer: Written

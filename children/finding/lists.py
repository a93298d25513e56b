"""The two long lists of the register: which columns each can show, by which it sorts, what it can be narrowed by."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404, QueryDict

from children.finding.filters import filters_of, household_filters_of
from children.models import ListColumns
from interface.filters import Filters
from interface.remembered import remembered

Order = tuple[str, ...]
BY_NAME: Order = ("sort_key", "pk")
BY_PLACE: Order = ("neighbourhood__number", "neighbourhood_id")


@dataclass(frozen=True)
class Column:
    """`order` says by which fields it sorts: only where an index makes that cheap. Not `usual`: on request only."""

    key: str
    label: str
    order: Order = ()
    may: str = "children.view"
    usual: bool = True
    css: str = ""  # of its heading


DETAILS = "children.view_details"
CHILDREN = (
    Column("birth", "Ngày sinh", ("-born_on", *BY_NAME)),
    Column("sex", "Giới", css="desk"),
    Column(
        "address",
        "Địa chỉ",
        (*BY_PLACE, "household__address_order", "own_address_order", *BY_NAME),
        may=DETAILS,  # an order tells who lives where
    ),
    Column("carer", "Người chăm sóc", may=DETAILS, css="desk"),
    Column("head", "Chủ hộ", may=DETAILS, usual=False),
    Column("class", "Trường, lớp", usual=False),
    Column("number", "Số định danh", may=DETAILS, usual=False),
    Column("insurance", "Thẻ BHYT", may=DETAILS, usual=False),
    Column("ethnic", "Dân tộc", may=DETAILS, usual=False),
    Column("residence", "Cư trú", may=DETAILS, usual=False),
    Column("situation", "Hoàn cảnh"),
    Column("missing", "Còn thiếu", may=DETAILS),
    Column("updated", "Cập nhật", ("updated_at", "pk"), may=DETAILS, css="desk"),
)
HOUSEHOLDS = (
    Column("address", "Địa chỉ", (*BY_PLACE, "address_order", *BY_NAME)),
    Column("children", "Trẻ em đang ở"),
    Column("poverty", "Diện hộ"),
    Column("certificate", "Giấy chứng nhận", usual=False),
    Column("phone", "Điện thoại", usual=False),
    Column("updated", "Cập nhật", ("updated_at", "pk"), usual=False),
)


@dataclass(frozen=True)
class ListKind:
    """A list with columns to choose and filters to save."""

    code: str
    title: str
    page: str  # the name of its page
    columns: tuple[Column, ...]
    filters: Callable[..., Filters]  # of a request, on a day

    def offered(self, user) -> list[Column]:
        return [column for column in self.columns if user.may(column.may)]

    def usual(self, user) -> list[Column]:
        """Who may see few columns sees all of them."""
        return [column for column in self.offered(user) if column.usual or not user.may(DETAILS)]

    def chosen(self, user) -> list[Column]:
        """Those this user has chosen, else the usual ones."""

        def ask() -> list[str]:
            choice = ListColumns.objects.visible_to(user).filter(list=self.code).first()
            return choice.columns if choice else []

        keys = remembered(user, f"columns:{self.code}", ask, always=True)
        return [column for column in self.offered(user) if column.key in keys] or self.usual(user)

    def orders(self, user) -> dict[str, Order]:
        return {"name": BY_NAME} | {column.key: column.order for column in self.offered(user) if column.order}

    def query_of(self, request, filters: Filters) -> str:
        """What of an address may be kept: chosen filters and the order. Neither page nor anything that was typed."""
        query = QueryDict(filters.query, mutable=True)
        order = request.GET.get("sort", "")
        if order.removeprefix("-") in self.orders(request.user):
            query["sort"] = order
        return query.urlencode()


LISTS = {
    each.code: each
    for each in (
        ListKind("children", "Trẻ em", "children", CHILDREN, filters_of),
        ListKind("households", "Hộ gia đình", "households", HOUSEHOLDS, household_filters_of),
    )
}


def list_named(code: str) -> ListKind:
    if code not in LISTS:
        raise Http404
    return LISTS[code]

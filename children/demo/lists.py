"""Filters the demo's officer opens every week; one of them is shared."""

from accounts.models import User
from children.models import SavedFilter
from interface.demo import Demo

FILTERS = (
    ("children", "Chưa có số định danh, 1 đến dưới 3 tuổi", "age=1-3&missing=personal_id", False),
    ("children", "Hộ nghèo, chưa có thẻ BHYT", "group=poor&missing=insurance", True),
    ("households", "Hộ cận nghèo xếp theo địa chỉ", "poverty=near_poor&sort=address", True),
)


def make_filters(demo: Demo) -> str:
    officer = User.objects.get(username="van.pth")
    for kind, name, query, shared in FILTERS:
        SavedFilter.objects.create(owner=officer, list=kind, name=name, query=query, shared=shared)
    return f"{len(FILTERS)} bộ lọc đã lưu"

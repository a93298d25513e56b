"""Filters the demo's officer opens every week; one of them is shared."""

from accounts.acting import acting_as
from accounts.models import User
from children.actions.lists import SavedFilterDraft, save_filter
from children.finding.lists import LISTS
from interface.demo import Demo

FILTERS = (
    ("children", "Chưa có số định danh, 1 đến dưới 3 tuổi", "age=1-3&missing=personal_id", False),
    ("children", "Hộ nghèo, chưa có thẻ BHYT", "group=poor&missing=insurance", True),
    ("households", "Hộ cận nghèo xếp theo địa chỉ", "poverty=near_poor&sort=address", True),
)


def make_filters(demo: Demo) -> str:
    officer = User.objects.get(username="van.pth")
    with acting_as(officer):  # nobody else may keep filters in this person's name
        for kind, name, query, shared in FILTERS:
            save_filter(kind=LISTS[kind], query=query, by=officer, draft=SavedFilterDraft(name, shared))
    return f"{len(FILTERS)} bộ lọc đã lưu"

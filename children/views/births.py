"""Children whose birth is not registered yet: first those whose 60 days are over."""

from django.shortcuts import render
from django.utils import timezone

from accounts.events import Event, record
from children.births import due_of, late, unregistered
from children.finding.filters import neighbourhood_filter
from children.presenting import place_of
from children.queries import register_of
from interface.lists import page_of


def show(request):
    today = timezone.localdate()
    own = neighbourhood_filter(request, today)
    rows = own.apply(register_of(request.user).of_ward(today).filter(unregistered(today)))
    page = page_of(request, rows.select_related("neighbourhood", "household").order_by("born_by", "sort_key", "pk"))
    page.object_list = [(child, place_of(child), due_of(child.born_by)) for child in page.object_list]
    record(Event.CHILDREN_LISTED, f"trẻ chưa đăng ký khai sinh, trang {page.number}")
    context = {
        "page": page,
        "filters": [own.chip],
        "late": rows.filter(late(today)).count(),
        "may_edit": request.user.may("children.edit"),
    }
    return render(request, "children/births.html", context)

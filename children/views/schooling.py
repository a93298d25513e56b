"""A school's pupils, a class at a time, with the few things a school enters."""

from django.contrib import messages
from django.db import transaction
from django.db.models import BooleanField, ExpressionWrapper, Q
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.events import Event, record
from children.actions.schooling import open_school_year, record_dropout, record_return, record_schooling
from children.finding.filters import new_year_filters_of, pupil_filters_of
from children.forms.schooling import DropoutForm, NewYearForm, PupilForm, ReturnForm
from children.models import Child, Enrolment
from children.models.schooling import school_year_on
from children.new_school_year import classes_of, waiting
from children.presenting import age_of, named
from children.views.opening import opened
from interface.editing import deed_page
from interface.lists import page_of, posted_rows
from interface.refusals import StaleVersion
from vietnamese.formats import format_number

STALE = "Có người vừa sửa dòng này. Xem lại số đang có rồi lưu lần nữa."


def pupils(request):
    """Học sinh: the running school year, by class and name."""
    user, today = request.user, timezone.localdate()
    enrolments = Enrolment.objects.visible_to(user).in_year(school_year_on(today)).filter(left_on=None)
    filters = pupil_filters_of(request, enrolments, today)
    known = enrolments
    enrolments = filters.apply(enrolments)
    without_class = ExpressionWrapper(Q(class_name=""), BooleanField())  # they stand at the end
    in_order = enrolments.order_by(without_class, "class_name", "child__sort_key", "pk")
    page = page_of(request, in_order.select_related("child", "school"))
    shown = page.object_list
    if request.POST:
        shown, gone = posted_rows(request, known.select_related("child", "school").order_by("pk"), "version")
        if gone:
            messages.warning(request, f"{gone} học sinh không còn ở trường; dòng của các em chưa lưu.")
    rows = [(each, age_of(each.child, today), PupilForm(request.POST or None, enrolment=each)) for each in shown]
    if request.POST and _save_all(request, [form for _, _, form in rows]):
        return redirect(request.get_full_path())
    record(Event.CHILDREN_LISTED, f"học sinh, trang {page.number}")
    page.object_list = rows
    may_record = user.may("children.record_schooling")
    context = {
        "page": page,
        "filters": filters.chips,
        "year": _in_words(school_year_on(today)),
        "count": known.count(),
        "waiting": waiting(Child.objects.visible_to(user), today).count() if may_record else 0,
        "wrong": sum(form.is_bound and bool(form.errors) for _, _, form in rows),
        "may_record": may_record,
        "of_all_schools": user.may("children.view_details"),
    }
    return render(request, "children/school/pupils.html", context)


def _save_all(request, forms: list[PupilForm]) -> bool:
    """Rows that were changed, all or none."""
    changed = [form for form in forms if form.has_changed()]
    if not all(form.is_valid() for form in changed):
        return False
    with transaction.atomic():
        for form in changed:
            try:
                saved = form.carry_out(record_schooling, by=request.user, enrolment=form.enrolment)
            except StaleVersion:
                form.add_error(None, STALE)
                saved = None
            if saved is None:
                transaction.set_rollback(True)
                return False
    messages.success(request, f"Đã lưu {len(changed)} học sinh." if changed else "Không có gì thay đổi.")
    return True


def new_year(request):
    """Mở năm học mới: each class and what it is called now; a school its own, an officer all, a school at a time."""
    user, today = request.user, timezone.localdate()
    filters = new_year_filters_of(request, today)
    children = filters.apply(waiting(Child.objects.visible_to(user), today))
    form = NewYearForm(request.POST or None, classes=classes_of(children, user, today))
    opened = form.carry_out(open_school_year, by=user)
    if opened is not None:
        messages.success(request, f"Đã mở năm học cho {format_number(opened)} học sinh.")
        return redirect("pupils")
    record(Event.CHILDREN_LISTED, "học sinh chờ vào năm học mới")
    context = {
        "form": form,
        "filters": filters.chips,
        "title": f"Mở năm học {_in_words(school_year_on(today))}",
    }
    return render(request, "children/school/new_year.html", context)


def _in_words(year: int) -> str:
    """2026-2027"""
    return f"{year}-{year + 1}"


def dropout(request, enrolment):
    return _deed(
        request, enrolment, DropoutForm, record_dropout,
        title="Ghi bỏ học", button="Ghi bỏ học", done="Đã ghi bỏ học. Cán bộ phường thấy trẻ trong mục phải sửa.",
    )  # fmt: skip


def come_back(request, enrolment):
    return _deed(
        request, enrolment, ReturnForm, record_return,
        title="Ghi trở lại trường", button="Ghi trở lại", done="Đã ghi học sinh trở lại trường.",
    )  # fmt: skip


def _deed(request, enrolment, form_class, action, **words: str):
    enrolment = opened(request, Enrolment, enrolment)
    parent = ("Học sinh", reverse("pupils"))
    return deed_page(
        request,
        form_class(request.POST or None),
        action,
        enrolment,
        name="enrolment",
        parent=parent,
        lead=named(enrolment.child),
        **words,
    )

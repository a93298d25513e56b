"""How long each class of records is kept."""

from django.shortcuts import render
from django.urls import reverse

from interface.editing import edit_page
from interface.records import get_visible
from retention.actions.classes import edit_class
from retention.forms import ClassForm
from retention.models import RetentionClass

TITLE = "Thời hạn lưu hồ sơ"


def list_classes(request):
    context = {
        "classes": RetentionClass.objects.visible_to(request.user),
        "title": TITLE,
        "may_edit": request.user.may("retention.edit"),
    }
    return render(request, "retention/classes.html", context)


def edit(request, retentionclass):
    retention = get_visible(RetentionClass, request.user, public_id=retentionclass)
    return edit_page(
        request, ClassForm, edit_class, retention, name="retention", title=f"Thời hạn lưu: {retention.name}",
        lead="Ghi theo bảng thời hạn bảo quản của cơ quan lưu trữ cấp trên.",
        parent=(TITLE, reverse("retention_classes")),
    )  # fmt: skip

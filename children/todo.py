"""What the register asks of its keepers. Counted only: a name never leaves the child's page."""

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from children.missing import lacking
from children.models import Child
from children.queries import turning_16
from interface.todo import Todo, todo_source

SOON = 7  # days before a 16th birthday


@todo_source
def children_turning_16(user) -> Iterator[Todo]:
    if not user.may("children.edit"):
        return
    today = timezone.localdate()
    here = Child.objects.visible_to(user).living_here(today)
    if count := turning_16(here, today, within=SOON).count():
        yield Todo(
            title=f"{count} trẻ sắp đủ 16 tuổi",
            detail="Xem lại trợ giúp, hồ sơ đang mở trước khi trẻ rời danh sách.",
            url=reverse("children") + "?state=turning_16",
            action="Xem danh sách",
            due=today + timedelta(days=SOON),
        )


@todo_source
def children_without_personal_id(user) -> Iterator[Todo]:
    """For those who keep the register, and for collaborators who can ask at the door."""
    if not user.may("children.view_details") or user.may("accounts.view_log"):
        return
    today = timezone.localdate()
    count = lacking(Child.objects.visible_to(user).of_ward(today), "personal_id", today).count()
    if count:
        yield Todo(
            title=f"{count} trẻ chưa có số định danh",
            detail="Hỏi gia đình hoặc đề nghị công an phường cấp.",
            url=reverse("children") + "?missing=personal_id",
            action="Xem danh sách",
        )

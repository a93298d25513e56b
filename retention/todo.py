"""What retention asks of leaders and officers."""

from collections.abc import Iterator

from interface.todo import Todo, todo_source
from retention.models import Destruction, DestructionState


@todo_source
def destructions_to_decide(user) -> Iterator[Todo]:
    if user.may("retention.approve"):
        yield from _waiting(user, DestructionState.PROPOSED, "chờ duyệt", "Xem danh mục, rồi duyệt hoặc không duyệt.")


@todo_source
def destructions_to_carry_out(user) -> Iterator[Todo]:
    if user.may("retention.propose"):
        yield from _waiting(
            user, DestructionState.APPROVED, "đã duyệt", "In biên bản, ký, ghi số rồi cho máy tiêu hủy."
        )


def _waiting(user, state: DestructionState, word: str, detail: str) -> Iterator[Todo]:
    for batch in Destruction.objects.visible_to(user).filter(state=state).order_by("pk"):
        yield Todo(title=f"{batch} {word}", detail=detail, url=batch.get_absolute_url(), action="Mở đợt")

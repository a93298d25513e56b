"""What the register asks of its keepers. Counted only: a name never leaves the child's page."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils import timezone

from accounts.authorization import Role
from accounts.models import Connection
from agencies.models import AgencyKind
from children import births
from children.actions.imports.forgetting import KEEP_UPLOADS
from children.exchange.connections import SOON as SOON_OVER
from children.households.visits import REVISIT_WITHIN, to_revisit
from children.models import (
    BatchState,
    ChangeState,
    Child,
    ChildChange,
    DuplicatePair,
    Export,
    HomeVisit,
    IdBatch,
    IdBatchRow,
    ImportBatch,
    ImportState,
    MonthlyAllowance,
    Outcome,
)
from children.new_school_year import waiting
from children.quality.missing import lacks
from children.queries import turning_16
from children.rounds import last_day, round_of, rounds
from children.support.allowance_reviews import to_review
from children.support.entitlements import Entitlements
from interface.todo import Todo, todo_source
from jobs.models import Job
from vietnamese.ages import CHILD_UNTIL, add_years
from vietnamese.formats import format_moment, format_number

SOON = 7  # days before the end of a month
OPENING = range(8, 12)  # months: until the cut-off of the yearly report


@todo_source
def children_turning_16(user) -> Iterator[Todo]:
    if not user.may("children.edit"):
        return
    today = timezone.localdate()
    soon = turning_16(Child.objects.visible_to(user).living_here(today), today)
    count, oldest = soon.aggregate(count=Count("pk"), oldest=Min("born_by")).values()
    if count:
        yield Todo(
            title=f"{count} trẻ sắp đủ 16 tuổi",
            detail="Xem lại trợ giúp, hồ sơ đang mở trước khi trẻ rời danh sách.",
            url=reverse("children") + "?state=turning_16",
            action="Xem danh sách",
            due=add_years(oldest, CHILD_UNTIL),  # the first of these birthdays
        )


@todo_source
def allowances_to_settle(user) -> Iterator[Todo]:
    """Children who are entitled without a decision, and decisions whose ground ends."""
    if not user.may("support.edit"):
        return
    today = timezone.localdate()
    entitlements = Entitlements.of(user, today)
    if count := entitlements.count_unpaid(Child.objects.visible_to(user).living_here(today)):
        yield Todo(
            title=f"{count} trẻ đủ điều kiện, chưa có quyết định trợ cấp",
            detail="Trẻ hưởng từ tháng ký quyết định: để chậm là mất một tháng.",
            url=reverse("entitled") + "?state=certain",
            action="Xem danh sách",
        )
    active = MonthlyAllowance.objects.visible_to(user).active(today)
    count, first = to_review(active, today).aggregate(count=Count("pk"), first=Min("review_by")).values()
    if count:
        yield Todo(
            title=f"{count} trợ cấp hằng tháng phải rà soát",
            detail="Trẻ sắp đủ tuổi, đã chuyển đi, đã mất, hoặc mức chuẩn đã tăng.",
            url=reverse("allowances") + "?state=review",
            action="Xem danh sách",
            due=first,
        )


@todo_source
def school_year_to_open(user) -> Iterator[Todo]:
    """From August on, for a school and for an officer, until everybody who has a school is in the new year's list."""
    today = timezone.localdate()
    if not user.may("children.record_schooling") or today.month not in OPENING:
        return
    if count := waiting(Child.objects.visible_to(user), today).count():
        yield Todo(
            title=f"{format_number(count)} học sinh chưa vào năm học mới",
            detail="Mở năm học: lớp nào lên lớp nào, ai hết cấp. Chưa mở thì báo cáo không đếm các em.",
            url=reverse("new_school_year"),
            action="Mở năm học",
        )


@todo_source
def register_to_complete(user) -> Iterator[Todo]:
    """For those who keep the register, and for collaborators who can ask at the door."""
    if not user.may("children.complete"):
        return
    today, known = timezone.localdate(), Child.objects.visible_to(user)
    soon = births.within(today) & Q(born_by__lte=today + births.SOON - births.REGISTER_WITHIN)
    found = known.of_ward(today).aggregate(
        without_id=Count("pk", filter=lacks("personal_id", today)),
        late=Count("pk", filter=births.late(today)),
        soon=Count("pk", filter=soon),
        first=Min("born_by", filter=soon),
        first_late=Min("born_by", filter=births.late(today)),
    )
    yield from _births_to_register(found)
    if found["without_id"]:
        yield Todo(
            title=f"{found['without_id']} trẻ chưa có số định danh",
            detail="Hỏi gia đình hoặc đề nghị công an phường cấp.",
            url=reverse("children") + "?missing=personal_id",
            action="Xem danh sách",
        )
    elif user.may("children.import") and not known.exists():
        yield Todo(
            title="Nhập danh sách trẻ em của phường",
            detail="Sổ chưa có trẻ nào. Máy đọc được danh sách Excel phường đang dùng.",
            url=reverse("import_children"),
            action="Nhập danh sách",
        )


def _births_to_register(found: dict[str, Any]) -> Iterator[Todo]:
    """The law gives 60 days."""
    if found["soon"]:
        yield Todo(
            title=f"{found['soon']} trẻ sắp hết 60 ngày, chưa đăng ký khai sinh",
            detail="Nhắc gia đình đến bộ phận hộ tịch.",
            url=reverse("births"),
            action="Xem danh sách",
            due=births.due_of(found["first"]),
            legal=True,
        )
    if found["late"]:
        yield Todo(
            title=f"{found['late']} trẻ quá 60 ngày chưa đăng ký khai sinh",
            detail="Cùng hộ tịch vận động gia đình đăng ký khai sinh quá hạn.",
            url=reverse("births"),
            action="Xem danh sách",
            due=births.due_of(found["first_late"]),  # of whoever waits longest
            legal=True,
        )


@todo_source
def births_of_the_ward(user) -> Iterator[Todo]:
    """The justice officer knows the numbers, not the children; a number of 1 to 4 is not said (PRIV-03)."""
    if user.role != Role.FOCAL_POINT or user.agency is None or user.agency.kind != AgencyKind.JUSTICE:
        return
    waiting = births.counted_for_justice(timezone.localdate())
    if waiting.late:
        yield Todo(
            title=f"{_few_hidden(waiting.late)} trẻ quá 60 ngày chưa đăng ký khai sinh",
            detail=f"Còn trong hạn 60 ngày: {_few_hidden(waiting.within)} trẻ. Danh sách do công chức VHXH giữ.",
            url=reverse("tasks"),
            action="Xem nhiệm vụ",
        )


def _few_hidden(count: int) -> str:
    return "Một số ít" if 0 < count < 5 else format_number(count)


@todo_source
def exports_to_release(user) -> Iterator[Todo]:
    if not user.may("children.release_export"):
        return
    for each in Export.objects.to_decide(user).select_related("owner"):
        yield Todo(
            title=f"Cho phép xuất danh sách {format_number(each.rows)} trẻ",
            detail=f"{each.owner.code.capitalize()} yêu cầu lúc {format_moment(timezone.localtime(each.created_at))}.",
            url=reverse("release_export", args=[each.public_id]),
            action="Xem mục đích",
        )


@todo_source
def records_to_compare(user) -> Iterator[Todo]:
    if not user.may("children.merge"):
        return
    count = DuplicatePair.objects.visible_to(user).open().count()
    if count:
        yield Todo(
            title=f"{format_number(count)} cặp hồ sơ có thể là một trẻ",
            detail="So hai hồ sơ, gộp làm một hoặc ghi là hai trẻ khác nhau.",
            url=reverse("duplicates"),
            action="Xem các cặp",
        )


@todo_source
def changes_to_decide(user) -> Iterator[Todo]:
    """What collaborators have sent, for an officer; what came back with a question, for its sender."""
    changes = ChildChange.objects.visible_to(user)
    if user.may("children.decide_changes"):
        count, oldest = changes.pending().aggregate(count=Count("pk"), oldest=Min("created_at")).values()
        if count:
            yield Todo(
                title=f"{count} phiếu biến động chờ duyệt",
                detail=f"Phiếu cũ nhất gửi ngày {timezone.localdate(oldest):%d/%m}.",
                url=reverse("changes"),
                action="Duyệt",
            )
    elif user.may("children.propose_changes"):
        for each in changes.filter(proposer=user, state=ChangeState.RETURNED).select_related("neighbourhood"):
            yield Todo(
                title="Trả lời câu hỏi của phường",
                detail=f"{each.get_kind_display()}, {each.neighbourhood.short_name}, gửi ngày "
                f"{timezone.localdate(each.created_at):%d/%m}.",
                url=each.get_absolute_url(),
                action="Xem phiếu",
            )


@todo_source
def households_to_check(user) -> Iterator[Todo]:
    """The monthly round (TDP-02): what is left of one's own; for an officer, near the end of the month, of all."""
    today = timezone.localdate()
    near_the_end = (last_day(today) - today).days < SOON
    officer = user.may("children.decide_changes")
    if not user.may("children.propose_changes") or (officer and not near_the_end):
        return
    if officer:
        late = sum(1 for each in rounds(user, today) if each.round.left)
        if late:
            yield Todo(
                title=f"{late} tổ chưa rà soát xong hộ tháng {today.month}",
                detail="Nhắc cộng tác viên trước ngày cuối tháng (TDP-02).",
                url=reverse("rounds"),
                action="Xem tiến độ",
                due=last_day(today),
            )
    elif left := round_of(user, today).left:
        yield Todo(
            title=f"Rà soát {format_number(left)} hộ của tháng {today.month}",
            detail="Hỏi từng hộ có trẻ em: không đổi, hay có biến động.",
            url=reverse("round"),
            action="Rà soát",
            due=last_day(today),
        )


@todo_source
def homes_to_visit_again(user) -> Iterator[Todo]:
    """Where a visitor feared for a child: the visitor goes again; officers see that somebody does."""
    if not user.may("children.record_visits"):
        return
    visits = to_revisit(HomeVisit.objects.visible_to(user), timezone.localdate()).order_by("visited_on", "pk")
    if user.may("children.view_concerns"):
        count, first = visits.aggregate(count=Count("pk"), first=Min("visited_on")).values()
        if count:
            yield Todo(
                title=f"{count} lần thăm có dấu hiệu trẻ mất an toàn, chưa thăm lại",
                detail="Xác minh ngay, gọi công an, y tế nếu cần; thăm lại rồi ghi lần thăm.",
                url=reverse("visits") + "?concern=open",
                action="Xem lần thăm",
                due=first + REVISIT_WITHIN,
            )
        return
    for each in visits.select_related("household__neighbourhood", "child__neighbourhood"):
        yield Todo(
            title="Thăm lại nơi có dấu hiệu trẻ mất an toàn",
            detail=f"Lần trước: {each.visited_on:%d/%m}, {each.neighbourhood.short_name}. Trẻ gặp nguy hiểm: gọi ngay.",
            url=each.get_absolute_url(),
            action="Xem lần thăm",
            due=each.visited_on + REVISIT_WITHIN,
        )


@todo_source
def lists_to_import(user) -> Iterator[Todo]:
    """One's own lists that wait. The name of a file may tell who is in it: only the day is said."""
    batches = ImportBatch.objects.visible_to(user).filter(state=ImportState.PREVIEWED).order_by("pk")
    for batch in batches.exclude(job__in=Job.objects.unfinished()).defer("upload", "how_read"):
        undecided, ready = batch.rows.undecided().count(), batch.rows.to_write().count()
        if not undecided + ready:
            continue
        rows = f"{format_number(undecided or ready)} dòng"
        yield Todo(
            title=f"Quyết định {rows} khi nhập danh sách" if undecided else f"Nhập {rows} của danh sách trẻ em",
            detail=f"{batch}." if batch.connection_id else f"{batch}. Quá hạn thì danh sách tự xóa.",
            url=f"{batch.get_absolute_url()}?tab={Outcome.DECIDE}" if undecided else batch.get_absolute_url(),
            action="Xem trước",
            due=None if batch.connection_id else timezone.localdate(batch.updated_at + KEEP_UPLOADS),
        )


@todo_source
def connections_that_end(user) -> Iterator[Todo]:
    """Before another system is cut off by its last day, somebody looks again whether it is still needed."""
    if not user.may("accounts.manage_connections"):
        return
    today = timezone.localdate()
    ending = Connection.objects.visible_to(user).filter(
        token_fingerprint__isnull=False, valid_until__gte=today, valid_until__lte=today + SOON_OVER
    )
    for each in ending.select_related("account").order_by("valid_until"):
        yield Todo(
            title=f"{each.code.capitalize()} sắp hết hạn",
            detail="Còn cần thì xem lại căn cứ, phạm vi rồi gia hạn; không thì để tự dừng.",
            url=each.get_absolute_url(),
            action="Xem lại",
            due=each.valid_until,
        )


@todo_source
def ids_to_check(user) -> Iterator[Todo]:
    """Đề án 06: whom a collaborator has to ask; what the police have answered, or have to."""
    if user.may("children.verify_ids"):
        yield from _batches_for_officers(user)
    elif user.may("children.check_ids"):
        if left := IdBatchRow.objects.visible_to(user).to_check().count():
            yield Todo(
                title=f"Kiểm tra {format_number(left)} trẻ của đợt xác minh số định danh",
                detail="Hỏi gia đình: họ tên, ngày sinh có đúng không, trẻ ở với ai.",
                url=reverse("id_checks"),
                action="Kiểm tra",
            )
    elif user.may("children.return_ids"):
        for batch in IdBatch.objects.visible_to(user).filter(returned_at=None):
            yield Todo(
                title=f"Trả kết quả xác minh {batch.code}",
                detail=f"{format_number(batch.sent_children or 0)} trẻ, phường gửi ngày {batch.sent_on:%d/%m}.",
                url=reverse("sent_id_batches"),
                action="Trả kết quả",
            )


def _batches_for_officers(user) -> Iterator[Todo]:
    for batch in IdBatch.objects.visible_to(user).filter(state=BatchState.LISTED):
        yield Todo(
            title=f"Giao công an danh sách {batch.code}",
            detail="Danh sách đã lập. Khóa tệp, giao công an thì đợt mới tính là đã gửi.",
            url=batch.get_absolute_url(),
            action="Mở đợt",
        )
    answered = IdBatch.objects.visible_to(user).filter(returned_file__isnull=False)
    for batch in answered:
        yield Todo(
            title=f"Công an đã trả kết quả {batch.code}",
            detail="Đọc tệp, xem trước từng dòng rồi ghi vào sổ.",
            url=batch.get_absolute_url(),
            action="Đọc tệp",
        )

"""Screen 12: two records that may be one child. The list, one pair as a question, what was merged."""

from django.contrib import messages
from django.db.models import Case, Q, When
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from accounts.events import Event, record
from children.actions.duplicates import ask_again, refuse_pair
from children.actions.merging import merge_children, unmerge_children
from children.duplicates.comparing import compared, families_of
from children.duplicates.facts import facts_of
from children.duplicates.likeness import likeness
from children.duplicates.showing import changed_in_words, folded_in_words, heading_of, lines_of, records_of
from children.duplicates.wording import in_words
from children.models import Child, ChildMerge, DuplicatePair
from children.models.duplicate import DuplicatePairQuerySet
from interface.editions import Edition
from interface.lists import page_of
from interface.records import get_visible
from interface.refusals import Refused
from interface.remembered import count_of
from vietnamese.formats import format_moment, format_number


def list_pairs(request):
    """Open questions, the likest first."""
    pairs = DuplicatePair.objects.visible_to(request.user).open().order_by("-score", "pk")
    page = page_of(request, pairs.select_related(*_SIDES))
    page.object_list = lines_of(page.object_list, request.user)
    record(Event.CHILDREN_LISTED, "hồ sơ có thể trùng")
    count = page.paginator.count
    state = f"{format_number(count)} cặp hồ sơ chờ xem, giống nhau nhất ở trên." if count else ""
    return render(request, "children/duplicates/list.html", {"page": page, "state": state})


_SIDES = [f"{side}__{what}" for side in ("one", "other") for what in ("neighbourhood", "household")]


def show(request, pair):
    """One pair as a question; the answer “one child” is posted here, with whose version of each part is right."""
    pair = get_visible(DuplicatePair, request.user, public_id=pair)
    sides = _sides(pair, request.user)
    if request.method == "POST":
        return _merge(request, sides)
    for child in sides:
        record(Event.CHILDREN_COMPARED, child)
    return render(request, "children/duplicates/pair.html", _page(request, pair, sides))


def _sides(pair: DuplicatePair, user) -> tuple[Child, Child]:
    """The older record first: it is the one that is kept."""
    children = Child.objects.visible_to(user).select_related("household", "neighbourhood", "school", "ethnic_group")
    kept, gone = children.filter(pk__in=[pair.one_id, pair.other_id]).order_by("pk")
    return kept, gone


def _page(request, pair: DuplicatePair, sides: tuple[Child, Child]) -> dict:
    kept, gone = sides
    pair.one, pair.other = sides
    facts = facts_of([kept.pk, gone.pk], request.user)
    found = likeness(facts[kept.pk], facts[gone.pk])
    why = in_words(found.reasons, kept.full_name, gone.full_name)
    waiting = DuplicatePair.objects.visible_to(request.user).open()
    return {
        "pair": pair,
        "state": format_html("{}. Giống <b>{}%</b>.", why, found.score),
        "count_words": f"Có thể trùng ({format_number(count_of(request.user, waiting))})",
        "sides": [
            (child.code, heading_of(child), records) for child, records in zip(sides, records_of(sides), strict=True)
        ],
        "rows": compared(kept, gone, families_of(sides, request.user)),
        "versions": " ".join(str(child.version) for child in sides),
        "opened": Edition.of(pair).token,
        "next": _after(pair, waiting),
    }


def _after(pair: DuplicatePair, waiting: DuplicatePairQuerySet) -> str:
    """The address of the pair that comes after this one, after the last one that of the first; "" of the only one."""
    later = Q(score__lt=pair.score) | Q(score=pair.score, pk__gt=pair.pk)
    others = waiting.exclude(pk=pair.pk).order_by(Case(When(later, then=0), default=1), "-score", "pk")
    following = others.first()
    return following.get_absolute_url() if following else ""


def _merge(request, sides: tuple[Child, Child]):
    kept, gone = sides
    taken = [name.removeprefix("part-") for name, side in request.POST.items() if side == "other"]
    merge = merge_children(kept=kept, gone=gone, by=request.user, taken=taken, versions=_versions(request))
    undo = reverse("undo_merge", args=[merge.public_id])
    messages.success(request, f"Đã gộp {gone.code} vào {kept.code}, giữ cả hai mã.", extra_tags=undo)
    return redirect(kept)


def _versions(request) -> tuple[int, int]:
    """Those of the two records that were on the screen."""
    match request.POST.get("versions", "").split():
        case [one, other] if one.isdecimal() and other.isdecimal():
            return int(one), int(other)
    raise Refused("Trang mở đã lâu, không biết đã so bản nào. Mở lại cặp hồ sơ này.")


def refuse(request, pair):
    pair = get_visible(DuplicatePair, request.user, public_id=pair)
    refuse_pair(pair=pair, by=request.user, version=Edition.from_post(request.POST, pair).version)
    undo = reverse("ask_again_about_pair", args=[pair.public_id])
    messages.success(request, f"Đã ghi {pair} là hai trẻ khác nhau. Máy không hỏi lại.", extra_tags=undo)
    return redirect("duplicates")


def ask(request, pair):
    """The refusal was a mistake."""
    pair = get_visible(DuplicatePair, request.user, public_id=pair)
    ask_again(pair=pair, by=request.user, version=pair.version)
    return redirect(pair)


def merged(request, merge):
    """What was merged, with the way back."""
    merge = get_visible(ChildMerge, request.user, public_id=merge)
    record(Event.HISTORY_READ, merge.kept)
    state = f"{merge.merged_by} gộp {merge.gone_code} vào {merge.kept.code} lúc {_moment(merge.created_at)}."
    if merge.undone_at:
        state += f" {merge.undone_by} tách lại lúc {_moment(merge.undone_at)}."
    context = {
        "merge": merge,
        "state": state,
        "changes": changed_in_words(merge),
        "folded": folded_in_words(merge),
        "opened": Edition.of(merge).token,
    }
    return render(request, "children/duplicates/merge.html", context)


def _moment(at) -> str:
    return format_moment(timezone.localtime(at))


def undo(request, merge):
    merge = get_visible(ChildMerge, request.user, public_id=merge)
    version = Edition.from_post(request.POST, merge).version if "opened" in request.POST else merge.version
    back = unmerge_children(merge=merge, by=request.user, version=version)
    messages.success(request, f"Đã tách {back.code} thành hồ sơ riêng. Máy không hỏi lại về hai trẻ này.")
    return redirect(back)

"""Screen 18: who read, exported, printed, signed in. Leaders and administrators see all, others their own."""

from django.shortcuts import render

from accounts.access_log import Search, lines_of, unusual_lines
from accounts.events import Event, record
from interface.lists import page_of, searched

PER_PAGE = 50
AT_MOST = 10_000  # lines one can page through; a narrower time shows the rest
ON_PAPER = 1_000


def access_log(request):
    if request.method == "POST":
        return searched(request, "access_log")
    search = Search.of(request)
    page = page_of(request, search.found(), PER_PAGE, at_most=AT_MOST)
    sees_all = request.user.may("accounts.view_log")
    context = {
        "page": page,
        "lines": lines_of(page.object_list),
        "filters": search.filters.chips,
        "span": search.span,
        "typed": search.typed,
        "own": not sees_all,
        "search": "Người, mã trẻ, mã hồ sơ" if sees_all else "Mã trẻ, mã hồ sơ",
        "cut_off": page.paginator.count == AT_MOST,
        "unusual": unusual_lines() if sees_all else [],
        "query": request.GET.urlencode(),
    }
    return render(request, "accounts/access_log.html", context)


def print_log(request):
    """An extract for paper; that it was printed stands in the log itself."""
    search = Search.of(request)
    lines = lines_of(search.found()[:ON_PAPER])
    record(Event.LOG_PRINTED, f"{len(lines)} dòng nhật ký, {search.span.words.lower()}")
    context = {
        "lines": lines,
        "span": search.span,
        "chosen": search.words,
        "cut_off": len(lines) == ON_PAPER,
        "at_most": ON_PAPER,
    }
    return render(request, "accounts/access_log_print.html", context)

"""Reads of accounts and of the access log that several places need."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from operator import and_
from unicodedata import normalize
from uuid import UUID

from axes.models import AccessAttempt
from django.conf import settings
from django.db import connection
from django.db.models import Count, Max, Min, Q, QuerySet, Sum
from django.db.models.functions import TruncDate
from django.utils import timezone

from accounts.authorization import LEADERS, MATRIX, OFFICERS, Role
from accounts.encryption import fingerprint
from accounts.models import AccessEvent, User
from vietnamese.names import search_key, split_name

LONG_UNUSED = timedelta(days=90)

UNUSUAL_TIME = timedelta(minutes=10)


def free_username(full_name: str) -> str:
    """A name to sign in with that nobody has yet: “Phạm Thị Hồng Vân” → van.pth, then van.pth2."""
    parts = split_name(full_name)
    initials = "".join(word[0] for word in _plain(f"{parts.family} {parts.middle}").split())
    wanted = f"{_plain(parts.given).replace(' ', '')}.{initials}".strip(".")
    taken = set(User.objects.filter(username__startswith=wanted).values_list("username", flat=True))
    tries = (f"{wanted}{number if number > 1 else ''}" for number in range(1, len(taken) + 2))
    return next(name for name in tries if name not in taken)


def _plain(name: str) -> str:
    """Small ASCII letters as people type them: y stays y, which `search_key` would turn into i."""
    folded = normalize("NFD", name.lower()).replace("đ", "d")
    return re.sub(r"[^a-z ]", "", folded)


def account_in_words(typed: str) -> str:
    """Who tried to sign in, for the log. Only names of accounts go there: people type passwords into the wrong box."""
    user = User.objects.people().filter(username=typed.strip().lower()).first()
    return user.code if user else "tài khoản không có"


def name_to_lock(request, credentials) -> str:
    """Under which name wrong passwords are counted. One that nobody has may be a password typed into the wrong box:
    only its fingerprint is stored.
    """
    typed = (credentials or request.POST).get("username", "").strip().lower()
    known = User.objects.people().filter(username=typed).exists()
    return typed if known else fingerprint(typed, context="accounts.sign_in")


def cool_off() -> timedelta:
    """How long an account stays locked after too many wrong passwords."""
    return timedelta(hours=settings.AXES_COOLOFF_TIME)


def locked_accounts(usernames: Iterable[str] | None = None) -> dict[str, datetime]:
    """Names with too many wrong passwords → until when they are locked. Also names nobody has."""
    attempts = AccessAttempt.objects.filter(attempt_time__gt=timezone.now() - cool_off())
    if usernames is not None:
        attempts = attempts.filter(username__in=list(usernames))
    failed = attempts.values("username").annotate(failures=Sum("failures_since_start"), last=Max("attempt_time"))
    return {
        row["username"]: row["last"] + cool_off()
        for row in failed.filter(failures__gte=settings.AXES_FAILURE_LIMIT).order_by("username")
    }


def account_states(locked: Collection[str]) -> dict[str, Q]:
    """How an account may stand → its condition; one may stand in several ways. `locked` are names to sign in with."""
    working = Q(left_on=None)
    return {
        "working": working,
        "waiting": working & Q(last_login=None),
        "locked": working & Q(username__in=locked),
        "unused": working & Q(last_login__lt=timezone.now() - LONG_UNUSED),
        "left": ~working,
    }


def counted(users: QuerySet[User], conditions: dict[str, Q]) -> dict[str, int]:
    """How many users meet each condition, in one query."""
    return users.aggregate(**{name: Count("pk", filter=condition) for name, condition in conditions.items()})


def named(typed: str) -> Q:
    """By name without marks in any order of words, or by account."""
    found, words = Q(username__contains=typed.lower()), search_key(typed).split()
    return found | reduce(and_, (Q(search_key__contains=word) for word in words)) if words else found


def matching(users: QuerySet[User], typed: str) -> QuerySet[User]:
    """By name, by account, or by telephone."""
    if not typed:
        return users
    digits = "".join(filter(str.isdigit, typed))
    return users.filter(named(typed) | Q(phone__contains=digits) if digits else named(typed))


def agencies_with(users: QuerySet[User]) -> list[tuple[UUID, str]]:
    """The agencies these users work for, as choices of a filter."""
    agencies = users.exclude(agency=None).order_by("agency__name")
    return list(agencies.values_list("agency__public_id", "agency__name").distinct())


def names_of(ids: Iterable[int]) -> dict[int, str]:
    """Names of officials by id: who did something. They are known to each other."""
    people = User.objects.filter(pk__in=set(ids)).values_list("pk", "full_name")
    return dict(people)


@dataclass(frozen=True)
class Watch:
    """What somebody should ask about: one account does it more than `most` times in the time that `words` say."""

    events: tuple[str, ...]
    most: int
    words: str


OPENED = Watch(
    (
        "CHILD_READ", "HOUSEHOLD_READ", "PERSONAL_ID_SHOWN", "HISTORY_READ", "HEALTH_READ", "FILE_READ", "FILES_LISTED",
        "CHILD_COMPARED", "CHANGE_READ", "VISIT_READ",
    ),
    most=40, words="mở {} hồ sơ trong 10 phút",
)  # fmt: skip
LISTED = Watch(("CHILDREN_LISTED",), most=30, words="xem {} trang danh sách trong 10 phút")
WATCHES = (OPENED, LISTED)  # as `_UNUSUAL` numbers them
EXPORTED = Watch(
    ("CHILDREN_EXPORTED", "LIST_PRINTED"), most=499, words="xuất, in {} trẻ trong một ngày"
)  # counts the children


@dataclass(frozen=True)
class Unusual:
    """One account did something unusually often within ten minutes, or took out unusually many children on one day."""

    actor: User
    watch: Watch
    times: int
    since: datetime
    until: datetime


# The same record again within the time counts once. A page of a list counts each time: the log does not say what was
# chosen, so all first pages look alike in it. The busiest moment of each account and day is told.
_UNUSUAL = """
with done as (
    select actor_id, at, case when event = any (%(opened)s) then 0 else 1 end as watch,
        lag(at) over (partition by actor_id, coalesce(object_id::text, about) order by at) as before
    from accounts_accessevent
    where event = any (%(opened)s::text[] || %(listed)s::text[]) and at >= %(since)s and at < %(until)s
), counted as (
    select actor_id, watch, at, count(*) over ten_minutes as times, min(at) over ten_minutes as since
    from done where watch = 1 or before is null or before < at - %(time)s
    window ten_minutes as (partition by actor_id, watch order by at range between %(time)s preceding and current row)
)
select distinct on (actor_id, watch, (at at time zone %(zone)s)::date) actor_id, watch, times, since, at
from counted where times > (%(most)s::int[])[watch + 1]
order by actor_id, watch, (at at time zone %(zone)s)::date, times desc, at
"""


def unusual_reading(*, since: datetime, until: datetime) -> list[Unusual]:
    """Accounts that read or took out unusually much, the newest first; only what one may see."""
    with connection.cursor() as cursor:
        cursor.execute(
            _UNUSUAL,
            {
                "opened": list(OPENED.events),
                "listed": list(LISTED.events),
                "most": [watch.most for watch in WATCHES],
                "since": since,
                "until": until,
                "time": UNUSUAL_TIME,  # type: ignore[dict-item]
                "zone": settings.TIME_ZONE,
            },
        )
        rows = [(actor, WATCHES[watch], *more) for actor, watch, *more in cursor.fetchall()]
    rows += [(actor, EXPORTED, *more) for actor, *more in _taken_out(since, until)]
    actors = User.objects.select_related("agency").in_bulk([row[0] for row in rows])
    found = [Unusual(actors[actor], watch, times, first, last) for actor, watch, times, first, last in rows]
    return sorted(found, key=lambda each: each.until, reverse=True)


def _taken_out(since: datetime, until: datetime) -> QuerySet:
    """Who took out many children on one day, in however many lists: account, children, first and last list."""
    exports = AccessEvent.objects.filter(event__in=EXPORTED.events, at__gte=since, at__lt=until)
    of_a_day = exports.annotate(day=TruncDate("at")).order_by().values("actor", "day")
    sums = of_a_day.annotate(total=Sum("children"), first=Min("at"), last=Max("at")).filter(total__gt=EXPORTED.most)
    return sums.values_list("actor", "total", "first", "last")


def watchers() -> list[User]:
    """Who hears of every account that gets a way to the children: the leaders; the officers, where none leads."""
    working = User.objects.working().order_by("pk")
    return list(working.filter(role__in=LEADERS)) or list(working.filter(role__in=OFFICERS))


def those_who_may(permission: str) -> QuerySet[User]:
    """Working accounts whose role has this permission."""
    return User.objects.working().filter(role__in=MATRIX[permission][1]).order_by("pk")


def administrators() -> QuerySet[User]:
    """Whom to call about a forgotten password or a locked account."""
    return User.objects.working().filter(role=Role.ADMIN).exclude(phone="").order_by("sort_key")

"""The components of every page as tags; each is drawn by the template of its name. Built in, see docs/components.md."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from interface.clocks import clock_of
from interface.field_parts import error_links, parts_of
from vietnamese.formats import format_number

register = template.Library()


def _draw(context, component: str, /, **values: Any) -> SafeString:
    """A component around a block sees only its own options, and the token its forms need."""
    return render_to_string(f"components/{component}.html", {**values, "csrf_token": context.get("csrf_token")})


def _trimmed(content: str) -> SafeString:
    """Nothing but white space between the tags is nothing; `strip` would lose the mark of safe HTML."""
    return SafeString(content.strip())


# --- Page ------------------------------------------------------------------------------------
@register.simple_block_tag(takes_context=True)
def page_header(context, content, title, state=""):
    """Heading, one sentence that tells the state, and between the tags the actions, the main one last."""
    return _draw(context, "page_header", title=title, state=state, actions=_trimmed(content))


@register.inclusion_tag("components/breadcrumb.html")
def breadcrumb(*parts):
    """Label and page name (or address) in turn; the last label is this page."""
    pairs = zip(parts[::2], parts[1::2], strict=False)
    return {"parents": [(label, _address(page)) for label, page in pairs], "here": parts[-1]}


def _address(page: str) -> str:
    return page if page.startswith("/") else reverse(page)


@register.simple_block_tag(takes_context=True)
def section(context, content, title, more="", href=""):
    """A part of a page under its own rule; `more` stands at the right, as a link when `href` is given."""
    return _draw(context, "section", title=title, more=more, href=href, content=content)


@register.simple_block_tag(takes_context=True)
def note(context, content, kind="run"):
    """A paragraph that must not be overlooked: run, soon, late, done or idle."""
    return _draw(context, "note", kind=kind, content=content)


@register.simple_block_tag(takes_context=True)
def empty_state(context, content, title, text):
    """What is missing, and between the tags the button that fills it."""
    return _draw(context, "empty_state", title=title, text=text, actions=_trimmed(content))


@register.simple_block_tag(takes_context=True)
def confirm(context, content, button, question, action, keep, style="outline-primary", side=""):
    """A button whose deed has no way back: a question first. `keep` names the side that changes nothing.

    Between the tags: the consequence in a sentence, and hidden fields.
    """
    values = {"button": button, "question": question, "action": action, "keep": keep, "style": style, "side": side}
    return _draw(context, "confirm", content=content, **values)


# --- Tables and lists ------------------------------------------------------------------------
@register.inclusion_tag("components/sort_th.html", takes_context=True)
def sort_th(context, label, key, default="", css=""):
    """A column head that sorts. `default` is the list's order when the address names none."""
    request = context["request"]
    now = request.GET.get("sort") or default
    order = {key: "ascending", f"-{key}": "descending"}.get(now, "")
    return {"label": label, "order": order, "css": css, "href": _with(request, sort=f"-{key}" if now == key else key)}


@register.inclusion_tag("components/pager.html", takes_context=True)
def pager(context, page, noun=""):
    """“1–25 trong 97 trẻ em” and the pages; the filters stay in the address."""
    request, paginator = context["request"], page.paginator
    numbers = paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    links = [(number, _with(request, page=number) if isinstance(number, int) else "") for number in numbers]
    return {
        "page": page,
        "noun": noun,
        "links": links,
        "before": _with(request, page=page.number - 1),
        "after": _with(request, page=page.number + 1),
    }


@register.inclusion_tag("components/filter_bar.html", takes_context=True)
def filter_bar(context, filters, search="", typed="", method="post"):
    """A search box (posted, so that no name stands in an address) and one chip per filter that leaves a choice."""
    request = context["request"]
    chips = [
        {
            "filter": each,
            "without": _with(request, **{each.name: None, "page": None}),
            "links": [
                (choice.label, _with(request, **{each.name: choice.value, "page": None})) for choice in each.choices
            ],
        }
        for each in filters
    ]
    here = request.get_full_path() if method == "post" else request.path
    return {
        "chosen": [chip for chip in chips if chip["filter"].chosen],
        "ignored": [each.label for each in filters if each.ignored],
        "others": [chip for chip in chips if not chip["filter"].chosen and len(chip["filter"].choices) > 1],
        "search": search,
        "typed": typed,
        "method": method,
        "here": here,
        "kept": [(key, value) for key, value in request.GET.items() if key not in ("q", "page")]
        if method == "get"
        else [],
        "csrf_token": context.get("csrf_token"),
    }


def _with(request, **changes: Any) -> str:
    """The address of this page with other parameters; None takes one away, a new order starts at the first page."""
    query = request.GET.copy()
    if "sort" in changes:
        changes["page"] = None
    for key, value in changes.items():
        query.pop(key, None)
        if value is not None:
            query[key] = value
    return f"{request.path}?{query.urlencode()}" if query else request.path


@register.inclusion_tag("components/tabs.html")
def tabs(tabs, label):
    """Counts that open their rows (`interface.components.Tab`)."""
    return {"tabs": tabs, "label": label}


# --- Status, time, figures -------------------------------------------------------------------
@register.inclusion_tag("components/clock_chip.html")
def clock_chip(due, span=None, finished_at=None):
    """A deadline as a badge with the moment below it; nothing where there is no deadline."""
    return {"clock": due and clock_of(due, span=span, finished_at=finished_at)}


@register.inclusion_tag("components/clock.html")
def clock(due, sentence="", span=None, finished_at=None):
    """A deadline as a big sentence. `sentence` says where the count began, and the article."""
    return {"clock": clock_of(due, span=span, finished_at=finished_at), "sentence": sentence}


@register.inclusion_tag("components/steps.html")
def step_bar(steps, label):
    """Steps across the page (`interface.components.Step`)."""
    return {"steps": steps, "label": label, "css": "cc-steps"}


@register.inclusion_tag("components/steps.html")
def wizard_steps(steps, label):
    """The same down the side of a wizard."""
    return {"steps": steps, "label": label, "css": "cc-vsteps"}


@register.inclusion_tag("components/timeline.html")
def timeline(entries):
    """What happened, newest first (`interface.components.TimelineEntry`)."""
    return {"entries": entries}


@register.inclusion_tag("components/stat.html")
def stat(value, words, href="", than=""):
    """A figure of a `<ul class="cc-stats">`; `than` compares."""
    return {"value": value, "words": words, "href": href, "than": than}


@register.inclusion_tag("components/sparkline.html")
def sparkline(values, words):
    """A small line of the last months, from 0 up; `words` say what it shows. A single value is a point."""
    wide, high, top = 84, 24, max(values, default=0) or 1
    step = (wide - 6) / max(len(values) - 1, 1)
    spots = [
        (f"{3 + step * place:.1f}", f"{high - 3 - value / top * (high - 6):.1f}") for place, value in enumerate(values)
    ]
    told = f"{words}: {', '.join(format_number(value) for value in values)}"
    line = " ".join(f"{x},{y}" for x, y in spots)
    return {"line": line, "last": spots[-1] if spots else None, "told": told, "wide": wide, "high": high}


@register.inclusion_tag("components/share_bar.html")
def share_bar(label, done=0, waiting=0, open=0, late=0):
    """Shares of a whole as one bar; late ones as two stripes, so that they show without colour."""
    shapes = {
        "done": [("0", "12")],
        "wait": [("0", "12")],
        "open": [("4", "4")],
        "over": [("0", "4.8"), ("7.2", "4.8")],
    }
    counts = {"done": done, "wait": waiting, "open": open, "over": late}
    total, left, bars = sum(counts.values()), 0.0, []
    for css, count in counts.items():
        if count:
            width = 120 * count / total
            bars += [(css, f"{left:.1f}", y, f"{width - 1:.1f}", height) for y, height in shapes[css]]
            left += width
    return {"label": label, "bars": bars}


@register.inclusion_tag("components/job_progress.html", takes_context=True)
def job_progress(context, title, step, percent=None, stop_url="", hint="Có thể rời trang này."):
    """A job that runs: its step in words, how far, and how to stop it. Without `percent` it waits."""
    token = context.get("csrf_token")
    values = {"title": title, "step": step, "percent": percent, "stop_url": stop_url, "hint": hint}
    return values | {"csrf_token": token}


# --- Persons, facts, versions ----------------------------------------------------------------
@register.simple_block_tag(takes_context=True)
def person_header(context, content, name, facts, tags=()):
    """Who it is: pairs of label and value, circumstances as tags, and between the HTML tags the actions."""
    return _draw(context, "person_header", name=name, facts=facts, tags=tags, actions=_trimmed(content))


@register.inclusion_tag("components/masked_id.html", takes_context=True)
def masked_id(context, number, show_url="", shown=False):
    """A personal number, masked until asked for; the page at `show_url` writes down who asked."""
    return {"number": number, "show_url": show_url, "shown": shown, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("components/kv.html")
def kv(label, value, href="", action="Nhập"):
    """A line of a `<dl class="cc-kv">`; None is “Chưa nhập”, with a link to fill it where `href` is given."""
    return {"label": label, "value": value, "missing": value is None or value == "", "href": href, "action": action}


@register.inclusion_tag("components/two_versions.html")
def two_versions(clashes, theirs):
    """Fields that two people changed (`interface.components.Clash`); `theirs` heads the other's column."""
    return {"clashes": clashes, "theirs": theirs}


@register.inclusion_tag("components/notification_list.html", takes_context=True)
def notification_list(context, notifications):
    """The bell's lines. An unread one is a button: opening it marks it as read."""
    return {"notifications": notifications, "csrf_token": context.get("csrf_token")}


# --- Forms -----------------------------------------------------------------------------------
@register.inclusion_tag("components/field.html")
def field(bound, css=""):
    """A field with its label, hint, error and box."""
    return {"field": bound, "css": css, **parts_of(bound)}


@register.inclusion_tag("components/error_summary.html")
def error_summary(form):
    """First on the page when a form has errors: how many, and a link to each."""
    return {"links": error_links(form) if form.is_bound else []}


@register.simple_tag
def option_box(option: dict[str, Any]) -> SafeString:
    """One tick or choice of a group, as Django's widget describes it."""
    attrs = {key: value for key, value in option["attrs"].items() if key != "class"}
    flat = [
        format_html(' {}="{}"', key, value) if value is not True else f" {key}" for key, value in attrs.items() if value
    ]
    return format_html(
        '<input class="form-check-input" type="{}" name="{}" value="{}"{}>',
        option["type"],
        option["name"],
        option["value"],
        SafeString("".join(flat)),
    )

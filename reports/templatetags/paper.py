"""Typography of official paper."""

import re

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

# What may not break at the end of a line: 28-CT/TW, 102/2016/QH13, 550/100.000, 06 trẻ em, Điều 10.
_KEEP_TOGETHER = re.compile(
    r"\d+(?:/\d+)?[-/][A-ZĐ][\w/-]*"
    r"|(?:Tổ dân phố|Điều|khoản|điểm|năm|tháng|ngày|Phụ lục|Chương|Mục) (?:[\d./]+|[IVX]+)(?!\w)"
    r"|(?:\d[\d./]*|\(\*\)) (?:trẻ em|trẻ|người|vụ|cuộc|đồng|nhiệm vụ|lượt|hồ sơ|tin)(?!\w)"
    r"|\d+/[\d.]+"
    r"|(?<!\d)0\d \w+"
)


def _kept(words: str) -> SafeString:
    """Words are tied by spaces that do not break. Only what has none becomes a span: before a span that does not fit
    the renderer breaks a justified line too early.
    """
    if " " in words:
        return conditional_escape(words.replace(" ", "\N{NO-BREAK SPACE}"))
    return format_html('<span class="nb">{}</span>', words)


@register.filter
def unbroken(text: str) -> SafeString:
    pieces, end = [], 0
    for match in _KEEP_TOGETHER.finditer(text):
        pieces.append(conditional_escape(text[end : match.start()]))
        pieces.append(_kept(match[0]))
        end = match.end()
    return mark_safe("".join([*pieces, conditional_escape(text[end:])]))  # noqa: S308 (each piece is escaped)

"""Telling the format of a text from the text itself."""

from __future__ import annotations

import re

__all__ = ["detect"]

_HTML_START = re.compile(r"\s*<(?:!doctype|!--|\?xml|(?!br\b)[a-zA-Z][\w:-]*[\s/>])", re.IGNORECASE)
_HTML_INSIDE = re.compile(
    r"^(?!\\|# \\)[^\n]*(?<!\\)</(?:table|tr|td|th|p|div|span|body|html|h[1-6])\s*>",
    re.IGNORECASE | re.MULTILINE,
)
_MARKDOWN = re.compile(r"^ {0,3}(?:#{2,6}[ \t]|\|?[ \t]*:?-{3,}:?[ \t]*\|[-:| \t]*$)", re.MULTILINE)


def detect(text: str) -> str:
    """The format of a text: "json", "html", "markdown" or "text".

    >>> detect("<p>一、总体情况</p>"), detect("## 一、总体情况"), detect("一、总体情况")
    ('html', 'markdown', 'text')
    """
    if text.lstrip("\ufeff \t\n").startswith("{"):
        return "json"
    if _HTML_START.match(text) or _HTML_INSIDE.search(text):
        return "html"
    return "markdown" if _MARKDOWN.search(text) else "text"

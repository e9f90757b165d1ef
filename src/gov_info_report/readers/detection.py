"""Telling the format of a text from the text itself."""

from __future__ import annotations

import re

__all__ = ["detect", "detect_binary"]

_MAGIC = ((b"%PDF-", "pdf"), (b"PK\x03\x04", "zip"), (bytes.fromhex("d0cf11e0a1b11ae1"), "doc"))

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


def detect_binary(source: bytes) -> str | None:
    """The format of bytes that are no text: "pdf", "zip" or "doc"; `None` for everything else.

    >>> detect_binary(b"%PDF-1.7"), detect_binary("一、".encode())
    ('pdf', None)
    """
    start = source[:1024].lstrip()
    return next((format for magic, format in _MAGIC if start.startswith(magic)), None)

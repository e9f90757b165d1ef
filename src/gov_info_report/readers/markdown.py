"""Markdown: headings, pipe tables, tables in HTML, and a passage a line."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import lru_cache

from gov_info_report.document import Budget, Document, Span
from gov_info_report.model import raised, tidy
from gov_info_report.readers import boxes, commas, copied, dashes, listed, wiki
from gov_info_report.readers.html import read_page, written
from gov_info_report.readers.lines import Dialect, Finder, Found, Lines, blocks_of
from gov_info_report.readers.places import Places

__all__ = ["read_markdown", "unmarked"]

_PIPE = re.compile(r"(?<!\\)\|")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])|&#[xX]([0-9a-fA-F]{1,6});|&(?:#\d{1,7}|[a-zA-Z]{2,8});|\\(?=\s|$)")
_LITERAL = re.compile(r"&#x[0-9A-F]+;")
"""A line whose first character is written by its number is prose, whatever it looks like."""
_FENCE = re.compile(r"\s*(?::{3,}.*|`{3,}[^`]*|~{3,}[^~]*|(?:[-*_=]\s*){3,})")
"""Lines that print nothing of their own: around blocks, between parts, and under headings."""

LONGEST_LINE = 100_000
"""In a line with more characters marks are left where they are: no report is so long."""

_MARKED = re.compile(r"[*_<\[{~^`]|''")
_MARKS = re.compile(rf"{_MARKED.pattern}|[\\&]")
"""What may be written otherwise than it is said: by marks, or by escapes."""
_STRONG = re.compile(
    r"(?<!\\)(?:\*\*(?=\S)((?:[^*\\]|\\.|\*(?!\*))+)(?<=\S)\*\*|__(?=\S)((?:[^_\\]|\\.|_(?!_))+)(?<=\S)__"
    r"|~~(?=\S)((?:[^~\\]|\\.|~(?!~))+)(?<=\S)~~|(?<!')'{2,5}(?=[^\s'])([^']+)(?<=\S)'{2,5}(?!'))"
)
_EMPHASIS = re.compile(
    r"(?<![\\*\w])\*(?=[^\s*])([^*]+?)(?<=[^\s\\])\*(?![*\w])|(?<![\\\w])_(?=\S)([^_]+?)(?<=[^\s\\])_(?!\w)"
)
_ATTRIBUTES = re.compile(r"(?<!\\)\[((?:[^\[\]\\]|\\.)*)\]\{[^{}]*\}|\s*(?<!\\)\{[#.][^{}]*\}\s*$")
"""What pandoc tells of a stretch of text, or of a heading."""
_LINK = re.compile(r"!?(?<!\\)\[((?:[^\[\]\\]|\\.)*)\]\((?:[^()\\]|\\.|\([^()]*\))*\)")
_ABOVE = re.compile(r"<(su[pb])(?:\s[^<>]*)?>([^<]*)</\1>|\^(\w{1,3})\^", re.IGNORECASE)
_BREAK = re.compile(r"<(?:br\s*/?|/(?:p|div|li|h[1-6]|center|blockquote))>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:a|abbr|b|big|blockquote|center|cite|code|col|colgroup|div|em|figure|font|h[1-6]|hr|i|img|ins|kbd|li|mark|ol|p"
    r"|pre|q|section|small|span|strong|tt|u|ul|o:p)(?:\s[^<>]*)?/?>|<!--.*?-->",
    re.IGNORECASE,
)
_TABLE = re.compile(r"(?<!\\)<(/?)table\b", re.IGNORECASE)


def read_markdown(text: str, budget: Budget) -> Document:
    """The document of a Markdown text.

    Consumed are the marks of headings, emphasis, links and their targets, escapes, rules and fences, tags of HTML,
    and the pipes between cells. A table in HTML is read as in a page. What is struck out is reported and not read.
    """
    lines = Lines.of(text)
    remarks: list[tuple[str, str, Span | None]] = []
    places: list[Places] = []

    def tables(lines: Lines, budget: Budget) -> Iterator[Found]:
        """The tables in HTML; what the pages around them hold and hide belongs to the document."""
        before = (0, 0)
        for first, after in _tables(lines):
            start, end = lines.starts[first], lines.starts[after - 1] + len(lines.texts[after - 1])
            part = text[start:end] if not lines.origins else "\n".join(lines.texts[first:after])
            page = read_page(part, budget, *before)
            if not lines.origins:
                places.append(Places(part, written, start, before))
            before = (page.grids, page.passages)
            remarks.extend(page.remarks)
            yield Found(first, after, page.blocks, done=True)

    def locate(span: Span) -> tuple[int, int] | None:
        """Where a part of such a table stands."""
        return next((found for each in places if (found := each(span)) is not None), None)

    inner = (Finder(_TABLE, tables), wiki.FINDER, listed.FINDER, copied.FINDER, dashes.FINDER, commas.FINDER)
    dialect = Dialect(_literal, _words, _PIPE.split, _cell, _MARKS, (boxes.FINDER, *inner), inner)
    blocks = blocks_of(lines, dialect, budget)
    return Document("markdown", tuple(blocks), tuple(remarks), locate if places else None)


def _tables(lines: Lines) -> Iterator[tuple[int, int]]:
    """The lines from which on and up to which tables in HTML reach."""
    depth = first = 0
    for at, line in enumerate(lines.texts):
        if "<" not in line:
            continue
        for found in _TABLE.finditer(line):
            if not depth and not found[1]:
                first = at
            depth = max(depth + (-1 if found[1] else 1), 0)
            if not depth:
                yield first, at + 1


def _literal(line: str, _: bool) -> str | None:
    stripped = line.strip(" \t")
    if stripped == "<br>":
        return ""
    return _unescaped(stripped) if _LITERAL.match(stripped) else None


def _words(line: str) -> list[str]:
    if _FENCE.fullmatch(line):
        return []
    return [text.strip() for text in unmarked(line.strip(" \t")).split("\n")]


def _cell(text: str) -> str:
    text = text.strip()
    return text if text.isalnum() else unmarked(text)


@lru_cache(maxsize=2048)
def unmarked(text: str) -> str:
    r"""A text without the marks of Markdown, and of HTML within it.

    >>> unmarked("**规章**"), unmarked("[首页](/) \\> 公开"), unmarked("24<sup>1</sup>"), unmarked("3<br>4")
    ('规章', '首页 > 公开', '24¹', '3\n4')
    """
    if _MARKED.search(text) and len(text) <= LONGEST_LINE:
        text = _ATTRIBUTES.sub(r"\1", _LINK.sub(r"\1", text))
        text = _STRONG.sub(_inner, _STRONG.sub(_inner, text))
        text = _EMPHASIS.sub(_inner, text)
        text = _ABOVE.sub(lambda found: raised(found[2] or found[3] or ""), text)
        text = _TAG.sub("", _BREAK.sub("\n", text))
        text = "\n".join([line.strip(" \t") for line in text.split("\n")])
    return _unescaped(text.strip(" \t\n"))


def _inner(found: re.Match[str]) -> str:
    return next(filter(None, found.groups()), "")


def _unescaped(text: str) -> str:
    if "\\" not in text and "&" not in text:
        return text
    return "\n".join(map(tidy, _ESCAPED.sub(_character, text).split("\n")))


def _character(found: re.Match[str]) -> str:
    code = int(found[2], 16) if found[2] else 0
    if 0x20 <= code < 0x7F or 0xA0 <= code < 0xD800 or 0xE000 <= code < 0x110000:
        return chr(code)
    return found[1] or ("" if found[0] == "\\" else html.unescape(found[0]))

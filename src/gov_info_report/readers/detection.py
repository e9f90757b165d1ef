"""Telling the format of a source from the source itself."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from gov_info_report.readers.package import BROKEN, MOST_PARTS
from gov_info_report.readers.xls import is_workbook

__all__ = ["detect", "detect_binary"]

_MAGIC = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (bytes.fromhex("d0cf11e0a1b11ae1"), "doc"),
    (b"{\\rtf", "doc"),  # what offices call a .doc is as often as not rich text
)
_MEMBER = re.compile(rb"PK\x03\x04.{26}(\[Content_Types\]\.xml|word/|xl/)", re.DOTALL)
"""Names of an Office document, where a member of an archive begins."""
_FOLDERS = (("word/", "docx"), ("xl/", "xlsx"))

_JSON = re.compile(r"\s*(?:```\w*\s*)?(?:\[\s*)?\{\s*(?:\"|\}\s*$)")
_PAGE_START = re.compile(r"\s*<(?:!doctype|\?xml|(?:html|head|body)[\s/>])", re.IGNORECASE)
_HTML_START = re.compile(r"\s*<(?:!--|(?!br\b)[a-zA-Z][\w:-]*[\s/>])", re.IGNORECASE)
_HTML_INSIDE = re.compile(
    r"^(?!\\|# \\)[^\n]*(?<!\\)</(?:table|tr|td|th|p|div|span|body|html|h[1-6])\s*>",
    re.IGNORECASE | re.MULTILINE,
)
_BLOCK_INSIDE = re.compile(r"</(?:table|tr|td|th|p|div|body|html|h[1-6])\s*>", re.IGNORECASE)
_MARKDOWN = re.compile(
    r"^ {0,3}(?:#{2,6}[ \t]|\|?[ \t]*:?-{3,}:?[ \t]*\|[-:| \t]*$|\*\*[^*\n]+\*\*[ \t]*$"
    r"|__[^_\n]+__[ \t]*$|:{3,})",
    re.MULTILINE,
)
_WIKI = re.compile(r"^ *\{\|[^\n]*\n(?:[^\n|!]*\n)? *[|!]", re.MULTILINE)
"""The beginning of a table in the marks of a wiki; what tags stand around it are as in Markdown."""
_TABLE = re.compile(r"<(/?)table\b[^<>]*>", re.IGNORECASE)
_DIVISION = re.compile(r"^ *</?div\b[^<>\n]*> *$", re.IGNORECASE | re.MULTILINE)


def detect(text: str) -> str:
    """The format of a text: "json", "html", "markdown" or "text". Rows that commas divide are read in a text, too.

    >>> detect("<p>一、总体情况</p>"), detect("## 一、总体情况"), detect("一、总体情况"), detect("{{ title }}")
    ('html', 'markdown', 'text', 'text')
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    if _JSON.match(text):
        return "json"
    if _PAGE_START.match(text):
        return "html"
    if "{|" in text and _WIKI.search(text):
        return "markdown"
    tagged = _HTML_START.match(text) is not None or ("</" in text and _HTML_INSIDE.search(text) is not None)
    if tagged and not _is_markdown_with_tags(text):
        return "html"
    return "markdown" if tagged or _MARKDOWN.search(text) else "text"


def _is_markdown_with_tags(text: str) -> bool:
    """Whether the tags of a text stand in Markdown: apart from its tables, it has more marks than tags, or no tags."""
    apart = _DIVISION.sub("", "".join(_outside_tables(text)))
    tags = sum(1 for _ in _BLOCK_INSIDE.finditer(apart))
    marks = sum(1 for _ in _MARKDOWN.finditer(text))
    return tags < marks or (not tags and not _HTML_START.match(text) and bool(apart.strip()))


def _outside_tables(text: str) -> Iterator[str]:
    """What stands around tables: these and divisions are the HTML that programs leave in Markdown."""
    depth = after = 0
    for found in _TABLE.finditer(text):
        if not depth and not found[1]:
            yield text[after : found.start()]
        depth = max(depth + (-1 if found[1] else 1), 0)
        after = found.end()
    if not depth:
        yield text[after:]


def detect_binary(source: bytes) -> str | None:
    """The format of bytes that are no text; `None` for everything else.

    An archive is "docx" or "xlsx" by the names of what is in it, else "zip". Old Word, WPS and rich text
    are "doc", old workbooks "xls".

    >>> detect_binary(b"%PDF-1.7"), detect_binary("一、".encode())
    ('pdf', None)
    """
    start = source[:1024].lstrip()
    format = next((format for magic, format in _MAGIC if start.startswith(magic)), None)
    if format == "zip":
        return _archive(source)
    return "xls" if format == "doc" and is_workbook(source) else format


def _archive(source: bytes) -> str:
    """The format of an archive."""
    names = _names(source)
    if "[Content_Types].xml" not in names:
        return "zip"
    return next((format for name in names for folder, format in _FOLDERS if name.startswith(folder)), "zip")


def _names(source: bytes) -> list[str]:
    """The names of an archive's members; of a damaged one, which has lost its directory, of those that are left."""
    try:
        if source.count(b"PK\x01\x02") <= MOST_PARTS:
            return zipfile.ZipFile(io.BytesIO(source)).namelist()
    except BROKEN:
        pass
    return [name.decode("ascii") for name in _MEMBER.findall(source)]

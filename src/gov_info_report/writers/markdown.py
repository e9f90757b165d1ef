"""Markdown: headings with their marks, a line of prose a paragraph, pipe tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gov_info_report.model import Report
from gov_info_report.recognise import is_plain_title, is_structural
from gov_info_report.writers.outline import lines, outline
from gov_info_report.writers.sheet import Sheet, grid

__all__ = ["write_markdown"]

_SPECIAL = re.compile(r"[\\`*_<\[{&|#~^]|'(?=')")
_LIST_OR_QUOTE = re.compile(r"^(?:\d{1,9}(?=[.)](?: |$))|(?=[-+](?: |$)|>))")
"""Ends where a backslash keeps the start of a line from opening a list or a quotation."""


def write_markdown(report: Report) -> str:
    """A report as Markdown. A line whose first character is written by its number is prose, whatever it looks like."""
    return "\n\n".join(block for block in _blocks(report) if block) + "\n"


def _blocks(report: Report) -> Iterator[str]:
    yield _title(report.title)
    yield from _paragraphs(report.preamble, front=True)
    for section in outline(report):
        yield f"## {section.heading}"
        yield _table(section.sheet)
        yield from _paragraphs(section.prose)


def _title(title: str) -> str:
    if is_plain_title(title):
        return f"# {_escaped(title)}"
    return "\n".join(f"# {_literal(line)}" for line in lines(title))


def _paragraphs(text: str, front: bool = False) -> Iterator[str]:
    for line in lines(text):
        yield _literal(line) if is_structural(line, front) else _LIST_OR_QUOTE.sub(r"\g<0>\\", _escaped(line))


def _table(sheet: Sheet) -> str:
    if not sheet:
        return ""
    first, *rest = (f"| {' | '.join(map(_escaped, row))} |" for row in grid(sheet))
    delimiter = "| --- " * sum(cell.column_span for cell in sheet[0]) + "|"
    return "\n".join((first, delimiter, *rest))


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)


def _literal(line: str) -> str:
    """A line with its first character written by its number, and its last where that is white space, else cut off."""
    if not line:
        return "<br>"
    start, rest = _entity(line[0]), line[1:]
    if rest[-1:].isspace():
        return start + _escaped(rest[:-1]) + _entity(rest[-1])
    return start + _escaped(rest)


def _entity(character: str) -> str:
    return f"&#x{ord(character):X};"

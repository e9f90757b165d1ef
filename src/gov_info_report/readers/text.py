"""Plain text, and rows of cells that commas divide, in a text or in a file of their own."""

from __future__ import annotations

import re

from gov_info_report.document import Budget, Document
from gov_info_report.readers import boxes, commas, copied, dashes, listed, wiki
from gov_info_report.readers.lines import Dialect, Lines, blocks_of
from gov_info_report.recognise import is_structural

__all__ = ["TEXT", "read_csv", "read_text"]


def read_text(text: str, budget: Budget) -> Document:
    r"""The document of a plain text. A line that starts with `\` is prose, whatever it looks like.

    Consumed are the tabs, pipes, commas and borders between cells, the quotes around cells that commas divide, and `#`
    before headings, and what Textile says of a cell.
    """
    return Document("text", tuple(blocks_of(Lines.of(text), TEXT, budget)))


def read_csv(text: str, budget: Budget) -> Document:
    """The document of a file of comma-separated values: tables, headings and prose in the order of its lines.

    Consumed are commas, the quotes around cells, and columns in which a table has nothing. Where no line is a row, the
    file is read as a plain text; tabs may divide its cells.
    """
    lines = Lines.of(text)
    budget.check_parts(len(lines.texts))
    blocks = commas.read(lines, budget)
    return Document("csv", tuple(blocks_of(lines, TEXT, budget) if blocks is None else blocks))


def _literal(line: str, heading: bool) -> str | None:
    return line[1:] if line.startswith("\\") and (heading or is_structural(line[1:])) else None


def _words(line: str) -> tuple[str]:
    return (line.strip(),)


_SET = re.compile(r"(?:[_<>=^~]|[\\/]\d{1,2}){1,4}\.\s+")
"""How Textile says that a cell is set, or how much it spans."""


def _cell(text: str) -> str:
    text = text.strip()
    if text[:1] == '"' == text[-1:] and len(text) > 1:
        return text[1:-1].replace('""', '"').strip()
    return text[found.end() :] if text[:1] in _SETTING and (found := _SET.match(f"{text} ")) else text


_SETTING = frozenset("_<>=^~\\/")
_MARKS = re.compile(r'["_<>=^~\\/]')


def _split(line: str) -> list[str]:
    return line.split("|")


_INNER = (wiki.FINDER, listed.FINDER, copied.FINDER, dashes.FINDER, commas.FINDER)
TEXT = Dialect(_literal, _words, _split, _cell, _MARKS, (boxes.FINDER, *_INNER), _INNER)
"""Plain text."""

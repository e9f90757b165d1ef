"""Plain text and Markdown: a line is a passage, or a row where tabs or pipes divide it."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from attrs import frozen

from gov_info_report.document import Block, Budget, Cell, Document, Grid, GridRow, Passage
from gov_info_report.model import tidy
from gov_info_report.recognise import is_structural

__all__ = ["read_markdown", "read_text"]

_HEADING = re.compile(r"(#{1,6})\s+(.*)")
_DASHES = r"\s*(?:-{3,}|:-+:?|-+:)\s*"
_DELIMITER = re.compile(rf"\s*\|?(?:{_DASHES}\|)+(?:{_DASHES})?\s*|\s*\|{_DASHES}")
_PIPE = re.compile(r"(?<!\\)\|")


@frozen
class _Dialect:
    """How a format of lines writes the words of a line or a heading, which may be literal, and the cells of a row."""

    prose: Callable[[str, bool], tuple[str, bool]]
    split: Callable[[str], list[str]]
    cell: Callable[[str], str]


def read_text(text: str, budget: Budget) -> Document:
    r"""The document of a plain text. A line that starts with `\` is prose, whatever it looks like."""
    return Document("text", _blocks(text, _Dialect(_text_prose, _text_split, str.strip), budget))


def read_markdown(text: str, budget: Budget) -> Document:
    """The document of a Markdown text: headings, pipe tables, and a passage a line."""
    return Document("markdown", _blocks(text, _Dialect(_markdown_prose, _PIPE.split, _markdown_cell), budget))


@frozen
class _Line:
    """A line of a table, cut at its tabs or pipes."""

    number: int
    raw: str
    parts: list[str]


def _blocks(text: str, dialect: _Dialect, budget: Budget) -> tuple[Block, ...]:
    blocks: list[Block] = []
    lines: list[_Line] = []

    def close() -> None:
        if lines:
            blocks.append(_grid(lines, dialect))
            lines.clear()

    for number, line in budget.timed(enumerate(text.removeprefix("\ufeff").split("\n"), start=1)):
        if "\t" in line and ("|" in line or line.startswith("#")):
            line = line.replace("\t", " ")  # only where tabs alone divide a line do they mark cells
        heading = _HEADING.match(line) if line.startswith("#") else None
        words, literal = dialect.prose(heading[2], True) if heading else dialect.prose(line, False)
        if not literal and heading is None:
            parts = _parts(line, dialect)
            if len(parts) > 1:
                budget.spend_cells(len(parts))
                if "-" not in line or not _DELIMITER.fullmatch(line):
                    lines.append(_Line(number, line, parts))
                continue
            if not words:
                continue
        close()
        place = (number, len(line) - len(line.lstrip()) + 1, None, None, None)
        blocks.append(Passage(words, place, len(heading[1]) if heading else 0, literal))
    close()
    return tuple(blocks)


def _parts(line: str, dialect: _Dialect) -> list[str]:
    """A line cut at its pipes, or at its tabs where it has none; one part where it has neither."""
    parts = dialect.split(line) if "|" in line else [line]
    return parts if len(parts) > 1 else line.split("\t")


def _grid(lines: list[_Line], dialect: _Dialect) -> Grid:
    """The lines of a table as a grid.

    Where every line with pipes begins with one, nothing stands before it, and so at the ends. Where only some do,
    a pipe at the edge divides an empty cell from the next.
    """
    piped = [line.parts for line in lines if "|" in line.raw]
    first = 1 if piped and not any(parts[0].strip() for parts in piped) else 0
    last = -1 if piped and not any(parts[-1].strip() for parts in piped) else None
    return Grid(
        tuple(
            GridRow(_cells(line, slice(first, last) if "|" in line.raw else slice(None), dialect), line.raw.strip())
            for line in lines
        )
    )


def _cells(line: _Line, inner: slice, dialect: _Dialect) -> tuple[Cell, ...]:
    offset = 1 + sum(len(part) + 1 for part in line.parts[: inner.start or 0])
    cells: list[Cell] = []
    for column, part in enumerate(line.parts[inner]):
        cells.append(Cell(dialect.cell(part), column, (line.number, offset, None, None, None)))
        offset += len(part) + 1
    return tuple(cells)


# Plain text


def _text_prose(line: str, heading: bool) -> tuple[str, bool]:
    if line.startswith("\\") and (heading or is_structural(line[1:])):
        return line[1:], True
    return line.strip(), False


def _text_split(line: str) -> list[str]:
    return line.split("|")


# Markdown

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])|&#[xX]([0-9a-fA-F]{1,6});|&(?:#\d{1,7}|[a-zA-Z]{2,8});")
_BREAK = re.compile(r"<br\s*/?>")


def _markdown_prose(line: str, _: bool) -> tuple[str, bool]:
    stripped = line.strip(" \t")
    if stripped == "<br>":
        return "", True
    first = _ESCAPED.match(stripped)
    words = _unescape(stripped)
    return (words, True) if first else (words.strip(), False)


def _markdown_cell(text: str) -> str:
    text = text.strip()
    if text.isalnum():
        return text
    return _unescape((_BREAK.sub(" ", text) if "<" in text else text).strip())


def _unescape(text: str) -> str:
    if "\\" not in text and "&" not in text:
        return text
    return tidy(_ESCAPED.sub(_character, text))


def _character(found: re.Match[str]) -> str:
    code = int(found[2], 16) if found[2] else 0
    if 0x20 <= code < 0x7F or 0xA0 <= code < 0xD800 or 0xE000 <= code < 0x110000:
        return chr(code)
    return found[1] or html.unescape(found[0])

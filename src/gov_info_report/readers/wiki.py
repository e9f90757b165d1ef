"""Tables as MediaWiki and AsciiDoc write them: a cell a line or several, with the rows and columns that it spans."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gov_info_report.document import Block, Budget, GridRow, grid_from_spans, row_of
from gov_info_report.readers.lines import Finder, Found, Lines
from gov_info_report.readers.tables import table_blocks

__all__ = ["FINDER"]

_ATTRIBUTES = r"""(?:\s*[a-z-]+\s*=\s*(?:"[^"|]*"|'[^'|]*'|[^\s"'|]+))+\s*\|(?!\|)"""
_MARK = re.compile(rf"^\s*[|!](?![-}}+])(?:{_ATTRIBUTES})?|(?:\|\||!!)(?:{_ATTRIBUTES})?", re.IGNORECASE)
"""What begins a cell of MediaWiki."""
_SPAN = re.compile(r"""(row|col)span\s*=\s*["']?\s*(\d{1,3})""", re.IGNORECASE)
_CELL = re.compile(r"(?:(?<![^\s|])(?:(\d{1,3})?(?:\.(\d{1,3}))?\+)?[<^>.]{0,4}[adehlmsv]?)?(?<!\\)\|")
"""What begins a cell of AsciiDoc: how many columns and rows it spans, how it is set."""
_FENCE = re.compile(r"\s*\|={3,}\s*")
_COLUMNS = re.compile(r"""cols\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s,\]]+))""")
_TIMES = re.compile(r"(\d{1,2})\*")
_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)
_MOST_LINES = 5000
"""A table has so many lines at the most."""
_MOST_FAILURES = 20
"""After so many that do not end the text is none of tables."""


class _Part(NamedTuple):
    """A stretch of a line that belongs to a cell."""

    at: int
    start: int
    end: int


class _Cell(NamedTuple):
    """A cell: its stretches, and how many rows and columns it spans."""

    parts: list[_Part]
    down: int
    across: int


def _find(lines: Lines, budget: Budget) -> Iterator[Found]:
    """The tables of a text between `{|` and `|}`, or between two lines `|===`; marks and attributes are consumed."""
    after = failures = 0
    for at, line in budget.timed(enumerate(lines.texts)):
        if at < after or "|" not in line or failures > _MOST_FAILURES:
            continue
        wiki = line.lstrip().startswith("{|")
        if not wiki and not _FENCE.fullmatch(line):
            continue
        end = _end(lines.texts, at, wiki)
        failures += end is None
        if end is not None:
            rows = _wiki_rows(lines.texts, at + 1, end) if wiki else _filled(lines.texts, at, end)
            after = end + 1
            first = at - (not wiki and at > 0 and lines.texts[at - 1].lstrip().startswith("["))
            yield Found(first, after, _blocks(lines, rows, at, budget))


def _end(texts: Sequence[str], start: int, wiki: bool) -> int | None:
    """The line that closes a table."""
    for at in range(start + 1, min(len(texts), start + _MOST_LINES)):
        if texts[at].lstrip().startswith("|}") if wiki else _FENCE.fullmatch(texts[at]):
            return at
    return None


def _wiki_rows(texts: Sequence[str], start: int, end: int) -> list[list[_Cell]]:
    """The rows of a table of MediaWiki; a line that begins no cell goes on with the last one."""
    rows: list[list[_Cell]] = [[]]
    for at in range(start, end):
        line = texts[at]
        if line.lstrip().startswith(("|-", "|+")):
            rows.append([])
        marks = list(_MARK.finditer(line)) if line.lstrip()[:1] in ("|", "!") else []
        if not marks and rows[-1] and not line.lstrip().startswith(("|-", "|+")):
            rows[-1][-1].parts.append(_Part(at, 0, len(line)))
        for mark, stop in _stretches(marks, line):
            spans = {name.lower(): int(number) for name, number in _SPAN.findall(mark[0])}
            rows[-1].append(_Cell([_Part(at, mark.end(), stop)], spans.get("row", 1), spans.get("col", 1)))
    return [row for row in rows if row]


def _stretches(marks: Sequence[re.Match[str]], line: str) -> Iterator[tuple[re.Match[str], int]]:
    """The marks on a line, and where what each of them begins ends."""
    return zip(marks, [*[mark.start() for mark in marks[1:]], len(line)], strict=False)


def _filled(texts: Sequence[str], start: int, end: int) -> list[list[_Cell]]:
    """The rows of a table of AsciiDoc: one ends where all its columns are filled."""
    cells: list[_Cell] = []
    first = 0
    for at in range(start + 1, end):
        marks = list(_CELL.finditer(texts[at]))
        until = marks[0].start() if marks else len(texts[at])
        if cells and texts[at][:until].strip():
            cells[-1].parts.append(_Part(at, 0, until))
        for mark, stop in _stretches(marks, texts[at]):
            cells.append(_Cell([_Part(at, mark.end(), stop)], int(mark[2] or 1), int(mark[1] or 1)))
        first = first or sum(cell.across for cell in cells)
    width = _width(texts[start - 1] if start else "") or first
    rows: list[list[_Cell]] = [[]]
    taken: dict[int, int] = {}
    for cell in cells:
        row = len(rows) - 1
        while taken.get(row, 0) >= width > 0:
            rows.append([])
            row += 1
        for under in range(row, row + cell.down):
            taken[under] = taken.get(under, 0) + cell.across
        rows[-1].append(cell)
    return rows


def _width(line: str) -> int:
    """How many columns the line above a table says that it has; 0 where it says nothing."""
    found = _COLUMNS.search(line)
    if found is None:
        return 0
    said = next(filter(None, found.groups()), "").replace(";", ",").split(",")
    return sum(int(times[1]) if (times := _TIMES.match(each.strip())) else 1 for each in said)


def _blocks(lines: Lines, rows: Sequence[Sequence[_Cell]], at: int, budget: Budget) -> list[Block]:
    """What a table holds: its cells in the columns where they stand, each with its place in the text."""
    budget.spend_cells(sum(map(len, rows)))
    grid = grid_from_spans([[("", cell.down, cell.across) for cell in row] for row in rows], 0)
    made: list[GridRow] = []
    for row, placed in zip(rows, grid.rows, strict=True):
        read = [lines.cell(cell.parts, empty.column, (at, 0)) for cell, empty in zip(row, placed.cells, strict=True)]
        made.append(row_of([cell._replace(text=_BREAK.sub("\n", cell.text).strip()) for cell in read]))
    return table_blocks(made, exact=True)


FINDER = Finder(re.compile(r"\{\||\|==="), _find)
"""Tables of MediaWiki and AsciiDoc."""

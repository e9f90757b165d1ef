"""Rows that commas or other marks divide: records cut at them, and which of these are rows of tables."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import partial
from itertools import count
from typing import NamedTuple

from gov_info_report.document import Block, Budget, Cell, Grid, GridRow, Passage, Place, cells_of, row_of
from gov_info_report.readers.lines import Finder, Found, Lines
from gov_info_report.readers.tables import table_blocks
from gov_info_report.recognise import DIVIDERS, SLASH, divided_cells, is_divided_row, may_stand_in_divided_table

__all__ = ["FINDER", "read"]

LONGEST_RECORD = 64
"""A quoted cell reaches over so many lines at the most; a quote that is not closed is a quote."""


class _Record(NamedTuple):
    """The lines from one up to another as one record, its cells, and the mark that divides them."""

    first: int
    after: int
    text: str
    cells: tuple[str, ...]
    mark: str


def _find(lines: Lines, budget: Budget) -> Iterator[Found]:
    """The tables of a text whose rows are divided by commas, or by another such mark.

    What is a row beyond doubt makes the text one that divides cells so; then rows of one word and one figure are rows,
    too, and so is what stands with rows and could be the header of a table.
    """
    for mark in _marks(lines):
        runs = list(_runs(lines, mark, budget))
        if any(is_divided_row(record.cells, mark) for run in runs for record in run):
            for run in runs:
                if any(_has_figures(record) for record in run):
                    yield Found(run[0].first, run[-1].after, _table(run, lines))
            return


def _marks(lines: Lines) -> list[str]:
    """The marks that may divide the cells of a text."""
    return [mark for mark in DIVIDERS if any(mark in line for line in lines.texts)]


def read(lines: Lines, budget: Budget) -> list[Block] | None:
    """The blocks of a file of such records; `None` when none of them is a row."""
    for mark in _marks(lines):
        records = list(_records(lines, mark, budget))
        if any(is_divided_row(record.cells, mark) for record in records):
            return _blocks(records, lines)
    return None


def _blocks(records: Iterable[_Record], lines: Lines) -> list[Block]:
    """The blocks of a file of records."""
    blocks: list[Block] = []
    table: list[_Record] = []
    for record in records:
        if may_stand_in_divided_table(record.cells) or ('"' in record.text and len(record.cells) > 1):
            table.append(record)
            continue
        blocks += _table(table, lines)
        table = []
        blocks += _passages(record, lines)
    return blocks + _table(table, lines)


def _passages(record: _Record, lines: Lines) -> Iterator[Passage]:
    """A record that is prose: the one cell that it is, or the lines as they are printed, whatever divides them."""
    text = record.cells[0] if len(record.cells) == 1 else record.text
    place = _place(record, 0, len(record.text), lines)
    if len(record.cells) == 1 and text.startswith('"') and text.endswith('"') and len(text) > 1:
        text = text[1:-1].replace('""', '"')
    for line in text.split("\n"):
        if line.strip():
            yield Passage(line.strip().replace("\t", " "), place)


def _has_figures(record: _Record) -> bool:
    return is_divided_row((record.cells[0], "", *record.cells[1:]))


def _runs(lines: Lines, mark: str, budget: Budget) -> Iterator[list[_Record]]:
    """Records that follow each other, each of which could stand in a table."""
    run: list[_Record] = []
    at = 0
    while at < len(lines.texts):
        record = _record(lines, at, mark) if _may_begin(lines.texts[at], mark) else None
        if record is not None and may_stand_in_divided_table(record.cells):
            budget.spend_cells(len(record.cells))
            run.append(record)
            at = record.after
            continue
        if run:
            yield run
            run = []
        at += 1
    if run:
        yield run


def _may_begin(line: str, mark: str) -> bool:
    """Whether a record may begin with a line: tabs or pipes do not divide it, and it is no heading and not escaped."""
    divided = mark in line or line.startswith('"')
    if not divided or line.lstrip().startswith(_ESCAPED):
        return False
    others = line.count("\t") + line.count("|")
    return not others or line.count(mark) > _FAR_MORE * others


_FAR_MORE = 10
"""So many times as many marks as tabs and pipes divide a page on one line, where these are words of its menus."""


_ESCAPED = ("\\", "#", "&#x")
"""How lines begin that are headings, or prose whatever they look like, in a text or in Markdown."""


def _records(lines: Lines, mark: str, budget: Budget) -> Iterator[_Record]:
    """All records; a line that holds nothing is one, and ends a table."""
    at = 0
    while at < len(lines.texts):
        record = _record(lines, at, mark)
        budget.spend_cells(len(record.cells))
        yield record
        at = record.after


def _record(lines: Lines, at: int, mark: str) -> _Record:
    """The record that begins on a line."""
    text = lines.texts[at]
    after = at + 1
    while text.count('"') % 2 and after < min(len(lines.texts), at + LONGEST_RECORD):
        text += "\n" + lines.texts[after]
        after += 1
    if text.count('"') % 2:
        text, after = lines.texts[at], at + 1
    return _Record(at, after, text, divided_cells(text, mark), mark)


def _table(records: Sequence[_Record], lines: Lines) -> list[Block]:
    """The blocks of a table; its columns are sure where all its rows have as many cells."""
    even = len({len(record.cells) for record in records}) == 1
    blocks = table_blocks([_row(record, lines) for record in records], even)
    if not even:
        return blocks
    held = {column for record in records for column, cell in enumerate(_as_written(record)) if cell.isspace()}
    return [_without_empty_columns(block, held) if isinstance(block, Grid) else block for block in blocks]


def _as_written(record: _Record) -> Sequence[str]:
    """The cells of a record with the spaces in them: one with nothing else is a cell that is empty."""
    if record.mark == SLASH:
        return record.cells
    try:
        (cells,) = csv.reader([record.text], delimiter=record.mark)
    except (csv.Error, ValueError):
        return record.cells
    return cells if len(cells) == len(record.cells) else record.cells


def _row(record: _Record, lines: Lines) -> GridRow:
    cells = cells_of(record.cells, count(), partial(_place_of_cell, record, lines, []))
    return GridRow(cells, "\t".join(record.cells).replace("\n", " "))


def _place_of_cell(record: _Record, lines: Lines, known: list[tuple[int, int, int]], number: int) -> Place:
    """The place of a cell of a record; `known` are the ranges of those before it, each of which is looked for once."""
    while len(known) <= number:
        known.append(_range(record, known[-1][2] if known else 0, record.cells[len(known)]))
    start, end, _ = known[number]
    return _place(record, start, end, lines)


def _place(record: _Record, start: int, end: int, lines: Lines) -> Place:
    """The place of a stretch of a record."""
    if record.after == record.first + 1:
        return lines.place(record.first, start, end)
    at, start = _line_of(record, start)
    last, end = _line_of(record, end)
    return lines.place(at, start, end, last=last)


def _line_of(record: _Record, at: int) -> tuple[int, int]:
    """The line on which a character of a record stands, and where on it."""
    return record.first + record.text.count("\n", 0, at), at - record.text.rfind("\n", 0, at) - 1


def _range(whole: _Record, offset: int, text: str) -> tuple[int, int, int]:
    """Where a cell that begins at an offset starts and ends, without its quotes, and where the next begins."""
    record, mark = whole.text, whole.mark
    start = next(at for at in range(offset, len(record) + 1) if record[at : at + 1] != " ")
    quoted = record.startswith('"', start) and mark != SLASH
    end = start + 1 + len(text) + text.count('"') if quoted else start + len(text)
    after = record.find(mark, end if quoted else offset)
    return start + quoted, end, len(record) if after < 0 else after + len(mark)


def _without_empty_columns(grid: Grid, held: Collection[int]) -> Grid:
    """A grid without the columns in which nothing stands: what merged cells covered in the source of the file."""
    filled = sorted({cell.column for row in grid.rows for cell in row.cells if cell.text}.union(held))
    places = {column: place for place, column in enumerate(filled)}
    if not grid.rows or len(filled) == len(grid.rows[0].cells):
        return grid
    return Grid(tuple([_narrowed(row.cells, places) for row in grid.rows]), grid.exact)


def _narrowed(cells: Iterable[Cell], places: dict[int, int]) -> GridRow:
    return row_of([cell._replace(column=places[cell.column]) for cell in cells if cell.column in places])


FINDER = Finder(re.compile("|".join(DIVIDERS)), _find)
"""Tables whose rows are divided by commas and the like."""

"""Passages, cells, rows and grids: what every reader makes of its format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import count, repeat
from typing import NamedTuple, TypeAlias

from attrs import evolve, field, frozen

__all__ = [
    "FURNITURE",
    "HIDDEN",
    "NOTE",
    "PICTURE",
    "TURNED",
    "Block",
    "Cell",
    "Document",
    "Grid",
    "GridRow",
    "Locator",
    "Passage",
    "Place",
    "Sought",
    "Span",
    "cells_of",
    "found_place",
    "grid_from_spans",
    "row_of",
]


@frozen(order=True)
class Span:
    """A place in a source, counted from 1 as people count.

    In a format of lines, `line` and `column` (the character in it); in a format of tables, `table`, `row` and
    `column` (the column of the grid, spans resolved), and where cells are written one after the other, `cell`: which
    of that row's cells it is. Outside tables such a format counts its paragraphs in `block`. A format of pages says the
    `page`, too, and in `box` where on it: left, top, right and bottom, in points from the upper left corner.

    Of a source that is text, `start` and `end` cut what stands there out of it: `text[span.start:span.end]`; bytes are
    decoded first, and lose their byte order mark. For a cell of HTML this is all between its tags.

    >>> str(Span(line=12, column=3)), str(Span(table=2, row=5, column=4)), str(Span(block=7, page=3))
    ('第12行第3字', '第2个表格第5行第4列', '第3页第7段')
    """

    line: int | None = None
    column: int | None = None
    table: int | None = None
    row: int | None = None
    block: int | None = None
    page: int | None = None
    cell: int | None = None
    start: int | None = None
    end: int | None = None
    box: tuple[float, float, float, float] | None = None

    def __str__(self) -> str:
        page = "" if self.page is None else f"第{self.page}页"
        if self.table is not None:
            return f"{page}第{self.table}个表格第{self.row}行第{self.column}列"
        if self.block is not None:
            return f"{page}第{self.block}段"
        return page if self.line is None else f"第{self.line}行第{self.column}字"


_Number: TypeAlias = int | None
_Box: TypeAlias = tuple[float, float, float, float]
Place: TypeAlias = (
    tuple[_Number, _Number, _Number, _Number, _Number]
    | tuple[_Number, _Number, _Number, _Number, _Number, _Number]
    | tuple[_Number, _Number, _Number, _Number, _Number, _Number, _Number]
    | tuple[_Number, _Number, _Number, _Number, _Number, _Number, _Number, int, int]
    | tuple[_Number, _Number, _Number, _Number, _Number, _Number, _Number, None, None, _Box]
)
"""A span as bare numbers, as many of its fields as are known."""

PlaceOf: TypeAlias = Callable[[int], Place]
"""Finds the place of a cell of a row by its number."""
Sought: TypeAlias = tuple[PlaceOf, int]
"""A place that is still to be found: cells are made by the hundred, and their places seldom asked for."""

Locator: TypeAlias = Callable[[Span], tuple[int, int] | None]
"""Finds where in a text a place starts and ends, for formats in which this takes time, so that nobody pays unasked."""


FURNITURE, HIDDEN, NOTE, PICTURE, TURNED = "furniture", "hidden", "note", "picture", "turned"
"""Why a text belongs to no block: page furniture (page numbers, running heads, watermarks), hidden from view, a note
below the text, a page that is a picture, or what is printed sideways beside the text. Furniture hides no figure."""


class Cell(NamedTuple):
    """A cell as printed, its lines divided by line feeds. `column` is its place in the grid, from 0."""

    text: str
    column: int
    place: Place | Sought

    @property
    def span(self) -> Span:
        """Where the cell stands in the source."""
        return Span(*found_place(self.place))


def found_place(place: Place | Sought) -> Place:
    """A place as bare numbers."""
    if len(place) == 2:
        find, number = place
        return find(number)
    return place


_cell: Callable[[tuple[str, int, Sought]], Cell] = partial(tuple.__new__, Cell)


def cells_of(texts: Iterable[str], columns: Iterable[int], where: PlaceOf) -> tuple[Cell, ...]:
    """The cells of a row with these texts and columns, made as fast as tuples are."""
    return tuple(map(_cell, zip(texts, columns, zip(repeat(where), count()), strict=False)))


class Passage(NamedTuple):
    """A paragraph, or a line of one. `level` is that of a heading, 0 for none.

    A `literal` passage is prose whatever it looks like: the source's own means of escaping say so.
    """

    text: str
    place: Place | Sought
    level: int = 0
    literal: bool = False

    @property
    def span(self) -> Span:
        """Where the passage stands in the source."""
        return Span(*found_place(self.place))


class GridRow(NamedTuple):
    """The cells of a row from the left, and the whole row as printed.

    Only cells that the source has are listed: what another cell's span covers is a gap in their columns.
    """

    cells: tuple[Cell, ...]
    raw: str


@frozen
class Grid:
    """A table. `exact` says that each cell's column is sure, as in a format with true spans."""

    rows: tuple[GridRow, ...]
    exact: bool = False


Block: TypeAlias = Passage | Grid


@frozen
class Document:
    """A source as read: its format, its blocks in order, and what the reader has to report.

    `remarks` are texts that belong to no block, with the reason (`FURNITURE` and so on) and the place. `locate` finds
    the range of a place that says none.
    """

    format: str
    blocks: tuple[Block, ...]
    remarks: tuple[tuple[str, str, Span | None], ...] = field(default=())
    locate: Locator | None = field(default=None, eq=False, repr=False)

    def located(self, span: Span) -> Span:
        """A place of this document with its range, if the source is a text and the range can be found for certain."""
        found = self.locate(span) if self.locate is not None and span.start is None else None
        return span if found is None else evolve(span, start=found[0], end=found[1])


def row_of(cells: Sequence[Cell]) -> GridRow:
    """The row that these cells make, printed on one line."""
    return GridRow(tuple(cells), "\t".join([cell.text for cell in cells]).replace("\n", " "))


WIDEST = 256
"""Spans that reach down are followed in so many columns; the form has 15 at the most."""


def grid_from_spans(rows: Iterable[Sequence[tuple[str, int, int]]], table: int) -> Grid:
    """The grid of a table given as (text, row span, column span) cells: each cell gets its column.

    Spans that run past the last row, or over each other, are met as browsers meet them.
    """
    covered: dict[int, int] = {}  # column -> how many further rows a cell from above reaches into
    resolved: list[GridRow] = []
    for number, row in enumerate(rows, start=1):
        columns: list[int] = []
        column = 0
        reaching: dict[int, int] = {}
        for _, row_span, column_span in row:
            while column in covered:
                column += 1
            columns.append(column)
            if row_span > 1:
                for under in range(column, min(column + column_span, WIDEST)):
                    reaching[under] = row_span - 1
            column += column_span
        if covered:
            covered = {at: left - 1 for at, left in covered.items() if left > 1}
        for at, left in reaching.items():
            covered[at] = max(covered.get(at, 0), left)
        texts = [text for text, _, _ in row]
        cells = cells_of(texts, columns, partial(_place_in_grid, table, number, columns))
        resolved.append(GridRow(cells, "\t".join(texts).replace("\n", " ")))
    return Grid(tuple(resolved), exact=True)


def _place_in_grid(table: int, row: int, columns: Sequence[int], number: int) -> Place:
    return (None, columns[number] + 1, table, row, None, None, number + 1)

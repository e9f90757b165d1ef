"""The official layout of each table, derived from the model: rows of cells with their spans."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from typing import Any, TypeAlias

from attrs import evolve, frozen

from gov_info_report.model import Column, Edition, Figure, Row, Table, table
from gov_info_report.recognise import write_row

__all__ = ["Sheet", "SheetCell", "grid", "layout", "sheet"]


@frozen
class SheetCell:
    """A cell of a printed table: what stands in it, and how many rows and columns it covers.

    A header cell bears words of the form. `path` is that of the figure in the cell, `None` in a header cell.
    """

    text: str
    row_span: int = 1
    column_span: int = 1
    header: bool = False
    path: str | None = None


Sheet: TypeAlias = tuple[tuple[SheetCell, ...], ...]
"""A printed table: row by row the cells that begin there. What a span covers is not listed, as in HTML."""


def sheet(of: Table, section: Any) -> Sheet:
    """A table of a report in the official layout.

    Args:
        of: The table of the form, in the edition of the section.
        section: The section of the report that fills it.
    """
    figures = dict(zip(of.paths, of.figures(section), strict=True))
    return tuple(_filled(row, figures) for row in layout(of.name, of.edition))


def _filled(row: tuple[SheetCell, ...], figures: Mapping[str, Figure]) -> tuple[SheetCell, ...]:
    paths = [cell.path for cell in row if cell.path]
    texts = iter(write_row([path.rpartition(".")[2] for path in paths], [figures[path] for path in paths]))
    return tuple(evolve(cell, text=next(texts)) if cell.path else cell for cell in row)


def grid(printed: Sheet) -> list[list[str]]:
    """The texts of a sheet as rows of equal length: a span's text at its top left, the rest of it empty."""
    width = sum(cell.column_span for row in printed[:1] for cell in row)
    rows = [[""] * width for _ in printed]
    free = [0] * width  # for each column, the first row that no cell from above reaches into
    for number, row in enumerate(printed):
        column = 0
        for cell in row:
            while free[column] > number:
                column += 1
            rows[number][column] = cell.text
            free[column : column + cell.column_span] = [number + cell.row_span] * cell.column_span
            column += cell.column_span
    return rows


@cache
def layout(name: str, edition: Edition) -> Sheet:
    """A table with its figures left empty. What it prints beside its rows tells the kind of table."""
    of = table(name, edition)
    if not of.term.corner:
        return tuple(_side_by_side(of))
    return tuple(_matrix(of) if of.term.heading else _stacked(of))


def _stacked(of: Table) -> Iterator[tuple[SheetCell, ...]]:
    """Table 2: under each heading a row of column labels, and the rows that have these columns."""
    width = 1 + max(len(row.columns) for row in of.rows)
    for heading, under in groupby(of.rows, key=lambda row: row.term.heading):
        yield (_header(heading, columns=width),)
        for _, alike in groupby(under, key=lambda row: row.cls):
            rows = list(alike)
            labels = [_header(column.term.label) for column in rows[0].columns]
            yield (_header(of.term.corner), *_filling(labels, width - 1))
            for row in rows:
                yield (_header(row.term.label), *_filling(_values(row), width - 1))


def _matrix(of: Table) -> Iterator[tuple[SheetCell, ...]]:
    """Table 3: labels that stand in groups, a column a depth, before columns that all rows share."""
    columns = of.rows[0].columns
    depth = max(len(row.terms) for row in of.rows)
    corner = _header(of.term.corner, rows=3, columns=depth)
    yield corner, _header(of.term.heading, columns=len(columns))
    yield tuple(_grouped(columns))
    yield tuple(_header(column.term.label) for column in columns if column.term.heading)
    for number in range(len(of.rows)):
        yield (*_labels(of.rows, number, depth), *_values(of.rows[number]))


def _grouped(columns: Sequence[Column]) -> Iterator[SheetCell]:
    """The headings above columns, and beside them, two rows high, the labels of columns that have none."""
    for heading, under in groupby(columns, key=lambda column: column.term.heading):
        group = list(under)
        if heading:
            yield _header(heading, columns=len(group))
        else:
            yield from (_header(column.term.label, rows=2) for column in group)


def _labels(rows: Sequence[Row], number: int, depth: int) -> Iterator[SheetCell]:
    """The label of a row, as wide as is left for it, after those of the groups that begin with it."""
    row = rows[number]
    parents = row.path.split(".")
    for at, term in enumerate(row.terms[:-1]):
        group = ".".join(parents[: len(parents) - len(row.terms) + at + 1]) + "."
        if not number or not rows[number - 1].path.startswith(group):
            yield _header(term.label, rows=sum(other.path.startswith(group) for other in rows))
    yield _header(row.term.label, columns=depth - len(row.terms) + 1)


def _side_by_side(of: Table) -> Iterator[tuple[SheetCell, ...]]:
    """Table 4: the rows of the model as blocks of columns, above one row of values."""
    first: list[SheetCell] = []
    second: list[SheetCell] = []
    third: list[SheetCell] = []
    for heading, under in groupby(of.rows, key=lambda row: row.term.heading):
        blocks = list(under)
        if heading:
            first.append(_header(heading, columns=sum(len(row.columns) for row in blocks)))
        for row in blocks:
            upper, lower, height = (second, third, 1) if heading else (first, second, 2)
            upper.append(_header(row.term.label, columns=len(row.columns)))
            lower.extend(_header(column.term.label, rows=height) for column in row.columns)
    yield tuple(first)
    yield tuple(second)
    yield tuple(third)
    yield tuple(cell for row in of.rows for cell in _values(row))


def _header(text: str, rows: int = 1, columns: int = 1) -> SheetCell:
    return SheetCell(text, rows, columns, header=True)


def _values(row: Row) -> list[SheetCell]:
    return [SheetCell("", path=path) for path in row.paths]


def _filling(cells: list[SheetCell], width: int) -> list[SheetCell]:
    """The cells, with the last spanning what they leave of the width."""
    return [*cells[:-1], evolve(cells[-1], column_span=width - len(cells) + 1)]

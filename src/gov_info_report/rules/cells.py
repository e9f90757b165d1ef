"""What stands in the cells: marks, and numbers that the form does not admit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from gov_info_report.balance import odd_numbers
from gov_info_report.findings import Finding, find
from gov_info_report.model import (
    Column,
    Figure,
    Mark,
    Row,
    Table,
    Unreadable,
    column_label,
)
from gov_info_report.rules.registry import rule
from gov_info_report.rules.subject import Subject


@rule(
    "table-missing",
    "row-missing",
    "column-missing",
    "cell-missing",
    "cell-blank",
    "cell-not-applicable",
    "cell-unreadable",
)
def every_cell_has_a_number(subject: Subject) -> Iterator[Finding]:
    """Every cell of the form holds a number; what is missing is told as widely as it is missing."""
    for filled in subject.tables:
        if filled.absent:
            yield from _absences(filled.table, filled.figures, filled.absent)


def _absences(of: Table, figures: tuple[Figure, ...], absent: Sequence[int]) -> Iterator[Finding]:
    if len(absent) == len(figures) == figures.count(Mark.MISSING):
        yield find("table-missing", [of.name])
        return
    missing_columns = {column.name: column for column in _missing_columns(of, figures)}
    for name, column in missing_columns.items():
        yield find("column-missing", [f"{row.path}.{name}" for row in of.rows], label=column_label(column))
    missing_rows = [row for row in of.rows if _is_missing(row, of, figures)]
    for row in missing_rows:
        yield find("row-missing", [row.path])
    for place in absent:
        figure = figures[place]
        if isinstance(figure, Unreadable):
            yield find("cell-unreadable", [of.paths[place]], actual=figure.raw)
        elif figure is not Mark.MISSING:
            yield _about_cell("cell-blank" if figure is Mark.BLANK else "cell-not-applicable", of.paths[place])
        elif of.column_at[place].name not in missing_columns and of.row_at[place] not in missing_rows:
            yield _about_cell("cell-missing", of.paths[place])


@lru_cache(maxsize=1024)
def _about_cell(code: str, path: str) -> Finding:
    """A finding on a mark; the form has so few cells that each is made once."""
    return find(code, [path])


def _is_missing(row: Row, of: Table, figures: tuple[Figure, ...]) -> bool:
    start = of.starts[row]
    if figures[start] is not Mark.MISSING:
        return False
    return figures[start : start + len(row.columns)].count(Mark.MISSING) == len(row.columns)


def _missing_columns(of: Table, figures: tuple[Figure, ...]) -> Iterator[Column]:
    """The columns that are in no row, in a table whose rows have the same columns."""
    width = len(of.rows[0].columns)
    if of.term.heading:
        for column in of.rows[0].columns:
            cells = figures[column.index :: width]
            if cells[0] is Mark.MISSING and cells.count(Mark.MISSING) == len(of.rows):
                yield column


_WHOLE = frozenset([int])


@rule("value-negative", "value-fractional")
def counts_are_counts(subject: Subject) -> Iterator[Finding]:
    """A count is a whole number >= 0, an amount >= 0; only 本年增/减 has a sign."""
    for filled in subject.tables:
        numbers = filled.numbers()
        if min(numbers, default=0) < 0 or not _WHOLE.issuperset(map(type, numbers)):
            yield from odd_numbers(filled.table, filled.figures)

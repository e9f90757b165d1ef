"""What stands in the cells: marks, and numbers that the form does not admit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from gov_info_report.findings import Finding, find
from gov_info_report.model import (
    NUMBERS,
    Figure,
    Kind,
    Mark,
    Report,
    Row,
    Table,
    Unreadable,
    column_label,
    tables_of,
)
from gov_info_report.rules.registry import rule

_MARK_CODES = {
    Mark.BLANK: "cell-blank",
    Mark.NOT_APPLICABLE: "cell-not-applicable",
    Mark.MISSING: "cell-missing",
}

_NUMBERS = frozenset(NUMBERS)


@rule(
    "table-missing",
    "row-missing",
    "column-missing",
    "cell-missing",
    "cell-blank",
    "cell-not-applicable",
    "cell-unreadable",
)
def every_cell_has_a_number(report: Report) -> Iterator[Finding]:
    """Every cell of the form holds a number; what is missing is told as widely as it is missing."""
    for of, section in tables_of(report):
        figures = of.figures(section)
        if not set(map(type, figures)) <= _NUMBERS:
            yield from _absences(of, figures)


def _absences(of: Table, figures: Sequence[Figure]) -> Iterator[Finding]:
    if figures.count(Mark.MISSING) == len(figures):
        yield find("table-missing", [of.name])
        return
    columns = set(_missing_columns(of, figures))
    for column in of.rows[0].columns if columns else ():
        if column.name in columns:
            yield find("column-missing", [f"{row.path}.{column.name}" for row in of.rows], label=column_label(column))
    start = 0
    for row in of.rows:
        end = start + len(row.columns)
        if not _NUMBERS.issuperset(map(type, figures[start:end])):
            yield from _absences_in_row(row, figures[start:end], columns)
        start = end


def _missing_columns(of: Table, figures: Sequence[Figure]) -> Iterator[str]:
    """The columns that are in no row, in a table whose rows have the same columns."""
    width = len(of.rows[0].columns)
    if of.term.heading:
        for column in of.rows[0].columns:
            if figures[column.index :: width].count(Mark.MISSING) == len(of.rows):
                yield column.name


def _absences_in_row(row: Row, figures: Sequence[Figure], columns: set[str]) -> Iterator[Finding]:
    if figures.count(Mark.MISSING) == len(figures):
        yield find("row-missing", [row.path])
        return
    for place, figure in enumerate(figures):
        if isinstance(figure, NUMBERS):
            continue
        path, column = row.paths[place], row.columns[place]
        if isinstance(figure, Unreadable):
            yield find("cell-unreadable", [path], actual=figure.raw)
        elif figure is not Mark.MISSING or column.name not in columns:
            yield find(_MARK_CODES[figure], [path])


@rule("value-negative", "value-fractional")
def counts_are_counts(report: Report) -> Iterator[Finding]:
    """A count is a whole number >= 0, an amount >= 0; only 本年增/减 has a sign."""
    for of, section in tables_of(report):
        figures = of.figures(section)
        numbers = [figure for figure in figures if isinstance(figure, NUMBERS)]
        if min(numbers, default=0) < 0 or Decimal in set(map(type, numbers)):
            yield from _odd_numbers(of, figures)


def _odd_numbers(of: Table, figures: Sequence[Figure]) -> Iterator[Finding]:
    columns = [column for row in of.rows for column in row.columns]
    for path, column, figure in zip(of.paths, columns, figures, strict=True):
        if not isinstance(figure, NUMBERS):
            continue
        if figure < 0 and column.term.kind is not Kind.CHANGE:
            yield find("value-negative", [path], actual=figure)
        if figure % 1 and column.term.kind is not Kind.AMOUNT:
            yield find("value-fractional", [path], actual=figure)

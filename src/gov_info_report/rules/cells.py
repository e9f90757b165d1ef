"""What stands in the cells: marks, and numbers that the form does not admit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
from gov_info_report.rules.subject import FilledTable, Subject


@rule(
    "table-missing",
    "table-empty",
    "row-missing",
    "column-missing",
    "cell-missing",
    "cell-blank",
    "cell-not-applicable",
    "cell-unreadable",
)
def every_cell_has_a_number(subject: Subject) -> Iterator[Finding]:
    """Every cell of the form holds a number. What is absent together is one finding, as wide as it is absent."""
    for filled in subject.tables:
        if filled.absent and not subject.explains(filled.table.name):
            yield from _absences(filled, subject)


def _absences(filled: FilledTable, subject: Subject) -> Iterator[Finding]:
    of, figures = filled.table, filled.figures
    if filled.is_vacant:
        yield find("table-missing" if figures.count(Mark.MISSING) == len(figures) else "table-empty", [of.name])
        return
    columns = {column.name: column for column in _missing_columns(of, figures)}
    for column in columns.values():
        yield find("column-missing", [f"{row.path}.{column.name}" for row in of.rows], label=column_label(column))
    rows = [row for row in of.rows if _is_missing(row, of, figures)]
    for row in rows:
        if not subject.explains(row.path):
            yield find("row-missing", [row.path])
    left = [
        index
        for index in filled.absent
        if not (figures[index] is Mark.MISSING and (of.column_at[index].name in columns or of.row_at[index] in rows))
        and not subject.explains(of.paths[index])
    ]
    yield from _about_cells(of, figures, left)


def _about_cells(of: Table, figures: Sequence[Figure], indices: Sequence[int]) -> Iterator[Finding]:
    """One finding for each way in which cells of a table are without a number."""
    paths: dict[str, list[str]] = {}
    raws: list[str] = []
    for index in indices:
        figure = figures[index]
        paths.setdefault("cell-unreadable" if isinstance(figure, Unreadable) else _CODES[figure], []).append(
            of.paths[index]
        )
        raws += [figure.raw] if isinstance(figure, Unreadable) else []
    for code, named in paths.items():
        yield find(code, named, actual="；".join(raws) if code == "cell-unreadable" else None)


_CODES: dict[Figure, str] = {
    Mark.MISSING: "cell-missing",
    Mark.BLANK: "cell-blank",
    Mark.NOT_APPLICABLE: "cell-not-applicable",
}


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

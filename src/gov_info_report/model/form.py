"""The form as data, derived by walking the model: its tables, their rows and columns, and the dictionary of figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from operator import attrgetter
from typing import Any

import attrs
from attrs import field, frozen

from gov_info_report.model.report import Report
from gov_info_report.model.terms import EDITIONS, Edition, Figures, Term, terms_of
from gov_info_report.model.values import Figure

__all__ = ["Column", "FormEntry", "Row", "Table", "editions_of", "form", "table", "tables_of"]

TABLES = ("proactive", "requests", "disputes")
"""The sections that are tables."""


@frozen
class FormEntry:
    """One figure of the form.

    Its path, its official label and English gloss, its unit ("" where the form names none), the numbers that it may
    hold, and the editions in which it stands.
    """

    path: str
    label: str
    gloss: str
    unit: str
    type: str
    editions: tuple[Edition, ...]


@frozen(eq=False)
class Column:
    """A column of a row: the field's name, its place from the left, and the form's words for it.

    Columns, rows and tables are made once, by `table`, and are equal only to themselves.
    """

    name: str
    index: int
    term: Term


@frozen(eq=False)
class Row:
    """A row of a table: its path, the terms of the groups it stands in, its own last, and its columns."""

    path: str
    edition: Edition
    terms: tuple[Term, ...]
    cls: type[Figures]
    columns: tuple[Column, ...]
    paths: tuple[str, ...] = field(init=False)

    @paths.default
    def _paths(self) -> tuple[str, ...]:
        return tuple(f"{self.path}.{column.name}" for column in self.columns)

    @property
    def term(self) -> Term:
        """The form's words for the row itself."""
        return self.terms[-1]

    @property
    def label(self) -> str:
        """The official label, with the labels it stands under, as a person would point it out."""
        heads = [self.terms[0].heading] if self.terms[0].heading else []
        return " > ".join([*heads, *(term.label for term in self.terms)])


@frozen(eq=False)
class Table:
    """A table of the form in one edition."""

    name: str
    edition: Edition
    term: Term
    cls: type
    rows: tuple[Row, ...]
    paths: tuple[str, ...] = field(init=False)
    row_at: tuple[Row, ...] = field(init=False, repr=False)
    """The row of each figure, in the order of `paths`."""
    starts: Mapping[Row, int] = field(init=False, repr=False)
    """The place of each row's first figure, in the order of `paths`."""
    column_at: tuple[Column, ...] = field(init=False, repr=False)
    """The column of each figure, in the order of `paths`."""
    figures: Callable[[Any], tuple[Figure, ...]] = field(init=False, repr=False)
    """Gives the figures of a section that is this table, in the order of `paths`."""

    @paths.default
    def _paths(self) -> tuple[str, ...]:
        return tuple(path for row in self.rows for path in row.paths)

    @row_at.default
    def _row_at(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows for _ in row.columns)

    @starts.default
    def _starts(self) -> Mapping[Row, int]:
        return {row: self.row_at.index(row) for row in self.rows}

    @column_at.default
    def _column_at(self) -> tuple[Column, ...]:
        return tuple(column for row in self.rows for column in row.columns)

    @figures.default
    def _figures(self) -> Callable[[Any], tuple[Figure, ...]]:
        return attrgetter(*(path.removeprefix(f"{self.name}.") for path in self.paths))


@cache
def table(name: str, edition: Edition) -> Table:
    """A table of the form by the name of its section and its edition."""
    if name not in TABLES or edition not in EDITIONS:
        raise ValueError(f"no table {name!r} in edition {edition!r}")
    term = terms_of(Report)[name]
    cls = term.classes[edition]
    return Table(name, edition, term, cls, tuple(_rows(cls, name, edition, ())))


def _rows(cls: type, path: str, edition: Edition, terms: tuple[Term, ...]) -> Iterator[Row]:
    for name, term in terms_of(cls).items():
        inner = term.classes[edition]
        if issubclass(inner, Figures):
            columns = tuple(Column(column, at, words) for at, (column, words) in enumerate(terms_of(inner).items()))
            yield Row(f"{path}.{name}", edition, (*terms, term), inner, columns)
        else:
            yield from _rows(inner, f"{path}.{name}", edition, (*terms, term))


def editions_of(report: Report) -> Mapping[str, Edition]:
    """The edition of each table that the report has; table 4 follows table 3, else table 2, else the newest."""
    editions = {name: section.edition for name in TABLES[:2] if (section := getattr(report, name)) is not None}
    if report.disputes is not None:
        editions["disputes"] = editions.get("requests", editions.get("proactive", EDITIONS[0]))
    return editions


def tables_of(report: Report) -> Iterator[tuple[Table, Any]]:
    """Each table of the form that the report has, in the report's edition of it, with the section that fills it."""
    for name, edition in editions_of(report).items():
        yield table(name, edition), getattr(report, name)


@cache
def form() -> tuple[FormEntry, ...]:
    """The data dictionary of the form: one record a figure, both editions.

    >>> [entry.label for entry in form() if entry.path == "disputes.reconsideration.total"]
    ['行政复议 > 总计']
    """
    entries: dict[tuple[str, str], FormEntry] = {}
    for name in TABLES:
        for edition in EDITIONS:
            for entry in _entries(table(name, edition)):
                known = entries.get((entry.path, entry.label))
                entries[entry.path, entry.label] = (
                    attrs.evolve(known, editions=(*known.editions, edition)) if known else entry
                )
    return tuple(entries.values())


def _entries(of: Table) -> Iterator[FormEntry]:
    for row in of.rows:
        for column, path in zip(row.columns, row.paths, strict=True):
            yield FormEntry(
                path,
                row.label + (" | " if of.term.heading else " > ") + column_label(column),
                column.term.gloss.format(row.term.gloss),
                column.term.unit,
                str(column.term.kind),
                (of.edition,),
            )


def column_label(column: Column) -> str:
    """The official label of a column, with the heading it stands under."""
    return f"{column.term.heading} > {column.term.label}" if column.term.heading else column.term.label

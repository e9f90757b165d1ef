"""A report as the rules look at it: its tables with their figures taken out once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import cast

from attrs import frozen

from gov_info_report.balance import absent_indices
from gov_info_report.findings import CATALOGUE, Finding, Reading, is_figure
from gov_info_report.model import NUMBERS, Figure, Mark, Report, Reported, Table, Unreadable, report_of, tables_of

__all__ = ["FilledTable", "Subject", "subject_of"]


@frozen
class FilledTable:
    """A table of the report's edition, its figures, and the indices at which no number stands."""

    table: Table
    figures: tuple[Figure, ...]
    absent: Sequence[int]

    @property
    def is_vacant(self) -> bool:
        """Whether no number stands in the table, and it was not marked as not applicable either: it was left empty.

        A form may come with some cells marked beforehand.
        """
        if len(self.absent) < len(self.figures) or any(isinstance(figure, Unreadable) for figure in self.figures):
            return False
        return 2 * self.figures.count(Mark.NOT_APPLICABLE) < len(self.figures)

    def numbers(self) -> Sequence[int | Decimal]:
        """The figures that are numbers."""
        figures = [figure for figure in self.figures if type(figure) in NUMBERS] if self.absent else self.figures
        return cast(Sequence[int | Decimal], figures)


@frozen
class Subject:
    """A report, the tables that it has, and the reports that it is held against: last year's, and its parts'."""

    report: Report
    tables: Sequence[FilledTable]
    explained: frozenset[str] = frozenset()
    """The paths of figures whose absence a finding of the reading explains, and of rows and tables that it names."""
    previous: Report | None = None
    parts: Sequence[Report] = ()
    reading: Reading | None = None
    """The reading that the report comes from, if it comes from one: it knows the places in the source."""

    def number(self, path: str) -> int | Decimal | None:
        """The number at a path; `None` where there is none, or no such figure."""
        for filled in self.tables:
            if path.startswith(filled.table.name):
                index = _indices(filled.table).get(path)
                figure = None if index is None else filled.figures[index]
                return figure if isinstance(figure, NUMBERS) else None
        return None

    def explains(self, path: str) -> bool:
        """Whether the reading has said why there is no number at a path, or in a row or table that it lies in."""
        return bool(self.explained) and not self.explained.isdisjoint(_prefixes(path))


def subject_of(given: Reported, previous: Report | None = None, parts: Sequence[Report] = ()) -> Subject:
    """Take the figures of a report out of its tables, and what a reading explains out of its findings."""
    reading = given if isinstance(given, Reading) else None
    explained = frozenset(_explained(reading.findings)) if reading is not None else frozenset[str]()
    report = report_of(given)
    tables = [_filled(of, of.figures(section)) for of, section in tables_of(report)]
    return Subject(report, tables, explained, previous, parts, reading)


def _explained(findings: Iterable[Finding]) -> Iterator[str]:
    """The figures that errors and warnings name. A row or a table is explained only by what explains all of it.

    So the blank cells of a row that stands out of its order are not passed over.
    """
    for finding in findings:
        if finding.severity != "info":
            whole = CATALOGUE[finding.code].explains
            yield from (path for path in finding.paths if whole or is_figure(path))


def _prefixes(path: str) -> tuple[str, ...]:
    parts = path.split(".")
    return tuple(".".join(parts[:end]) for end in range(1, len(parts) + 1))


@cache
def _indices(of: Table) -> Mapping[str, int]:
    return {path: index for index, path in enumerate(of.paths)}


def _filled(of: Table, figures: tuple[Figure, ...]) -> FilledTable:
    return FilledTable(of, figures, absent_indices(figures))

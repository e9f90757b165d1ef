"""A report as the rules look at it: its tables with their figures taken out once."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import cast

from attrs import frozen

from gov_info_report.balance import absent_places
from gov_info_report.model import NUMBERS, Figure, Report, Table, tables_of

__all__ = ["FilledTable", "Subject", "subject_of"]


@frozen
class FilledTable:
    """A table of the report's edition, its figures, and the places at which no number stands."""

    table: Table
    figures: tuple[Figure, ...]
    absent: Sequence[int]

    def numbers(self) -> Sequence[int | Decimal]:
        """The figures that are numbers."""
        figures = [figure for figure in self.figures if type(figure) in NUMBERS] if self.absent else self.figures
        return cast(Sequence[int | Decimal], figures)


@frozen
class Subject:
    """A report, the tables that it has, and the reports that it is held against: last year's, and those of its parts."""

    report: Report
    tables: Sequence[FilledTable]
    previous: Report | None = None
    parts: Sequence[Report] = ()


def subject_of(report: Report, previous: Report | None = None, parts: Sequence[Report] = ()) -> Subject:
    """Take the figures of a report out of its tables."""
    return Subject(report, [_filled(of, of.figures(section)) for of, section in tables_of(report)], previous, parts)


def _filled(of: Table, figures: tuple[Figure, ...]) -> FilledTable:
    return FilledTable(of, figures, absent_places(figures))

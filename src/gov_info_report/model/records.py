"""A report's figures as flat records, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from attrs import frozen

from gov_info_report.errors import PathError
from gov_info_report.model.form import TABLES, column_label, table, tables_of
from gov_info_report.model.lookups import Reported, report_of
from gov_info_report.model.report import Report
from gov_info_report.model.terms import EDITIONS, Edition, Figures, terms_of
from gov_info_report.model.values import Figure, Mark, Unreadable

__all__ = ["MARKS", "UNREADABLE", "Record", "build", "from_records", "join_figure", "split_figure", "to_records"]

UNREADABLE = "unreadable"
MARKS = ("", *(mark.value for mark in Mark), UNREADABLE)
"""What a record says of its figure: "" for a number."""


@frozen
class Record:
    """One figure of a report.

    `table`, `row` and `column` are the official labels. `mark` is "" for a number, else "blank", "not_applicable",
    "missing" or "unreadable", and `value` is then `None`; `raw` is what an unreadable cell holds.
    """

    path: str
    table: str
    row: str
    column: str
    value: int | Decimal | None
    mark: str
    unit: str
    raw: str = ""


def to_records(report: Reported) -> list[Record]:
    """Every figure of the tables that the report has, in the order of the form.

    Args:
        report: A report, or a reading of one.

    >>> from gov_info_report.model.report import blank, evolve
    >>> record = to_records(evolve(blank(), {"disputes.reconsideration.total": 2}))[-11]
    >>> record.row, record.column, record.value, record.unit
    ('行政复议', '总计', 2, '件')
    """
    records: list[Record] = []
    for of, section in tables_of(report_of(report)):
        figures = iter(of.figures(section))
        for row in of.rows:
            for column, path in zip(row.columns, row.paths, strict=True):
                value, mark, raw = split_figure(next(figures))
                label = column_label(column)
                records.append(Record(path, of.term.label, row.label, label, value, mark, column.term.unit, raw))
    return records


def split_figure(figure: Figure) -> tuple[int | Decimal | None, str, str]:
    """The value, the mark and the raw text of a figure, as a record has them."""
    if isinstance(figure, Unreadable):
        return None, UNREADABLE, figure.raw
    if isinstance(figure, Mark):
        return None, figure.value, ""
    return figure, "", ""


def from_records(records: Iterable[Record]) -> Report:
    """The report that holds just these figures: what no record names is `Mark.MISSING`, a table without one is absent.

    Args:
        records: Records as `to_records` gives them, in any order.

    Returns:
        A report without prose, title and preamble; each table is of the edition that has most of its figures.

    Raises:
        PathError: The records fit neither edition of a table.
        ValueError: There are none, or one has neither a value nor a mark.
    """
    figures = {record.path: join_figure(record.path, record.value, record.mark, record.raw) for record in records}
    sections = {name: _table_from(name, figures) for name in TABLES}
    known = {path for name, edition in sections.items() if edition for path in table(name, edition).paths}
    strange = sorted(set(figures) - known)
    if strange:
        raise PathError(f"no edition of the form has all of these figures; first of those left over: {strange[0]!r}")
    return Report(
        **{
            name: build(table(name, edition).cls, name, edition, figures)
            for name, edition in sections.items()
            if edition is not None
        }
    )


def join_figure(path: str, value: int | Decimal | None, mark: str, raw: str) -> Figure:
    """The figure of a value, a mark and a raw text; `ValueError` where they say nothing."""
    if mark == UNREADABLE:
        return Unreadable(raw)
    if mark:
        return Mark(mark)
    if value is None:
        raise ValueError(f"the record of {path!r} has neither a value nor a mark")
    return value


def _table_from(name: str, figures: dict[str, Figure]) -> Edition | None:
    """The edition of a table that has most of the figures; `None` when there are none of it."""
    counts = {edition: len(figures.keys() & set(table(name, edition).paths)) for edition in EDITIONS}
    best = max(EDITIONS, key=counts.__getitem__)
    return best if counts[best] else None


def build(cls: type, path: str, edition: Edition, figures: Mapping[str, Figure]) -> Any:
    """A part of the model filled from figures by path; what is not among them is `Mark.MISSING`."""
    if issubclass(cls, Figures):
        return cls(*(figures.get(f"{path}.{name}", Mark.MISSING) for name in terms_of(cls)))
    return cls(
        **{
            name: build(term.classes[edition], f"{path}.{name}", edition, figures)
            for name, term in terms_of(cls).items()
        }
    )

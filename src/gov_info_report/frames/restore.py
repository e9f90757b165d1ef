"""Reports back from a table of reports, refused where it is none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from gov_info_report.errors import ParseError
from gov_info_report.frames.extras import pyarrow as pa
from gov_info_report.frames.schemas import PROSE, REPORTS, VERSION, paths, stated
from gov_info_report.model import EDITIONS, TABLES, Figure, Report, build, join_figure, table, terms_of

__all__ = ["cast_to_reports", "reports_of", "trimmed"]


def reports_of(wide: Any) -> Iterator[Report]:
    """The reports that a table by `REPORTS` holds, in its order; `ParseError` where it is no such table."""
    rows = (row for batch in _checked(pa.table(wide)).to_batches() for row in batch.to_pylist())
    for number, row in enumerate(rows, start=1):
        try:
            report = _report(row)
        except (TypeError, ValueError) as error:
            raise ParseError(f"第{number}行不是年报 (row {number} is no report): {error}") from error
        yield report


def _checked(given: pa.Table) -> pa.Table:
    """The table with just the columns of `REPORTS`, each of its type."""
    name, version = stated(given.schema)
    if name and (name, version) != ("reports", str(VERSION)):
        raise _no_table(f"it holds {name}, version {version}; what is read are reports, version {VERSION}")
    lacking = [name for name in REPORTS.names if len(given.schema.get_all_field_indices(name)) != 1]
    if lacking:
        raise _no_table(f"{len(lacking)} of its columns are lacking or there twice, first {lacking[0]}")
    return cast_to_reports(given, REPORTS.names)


def cast_to_reports(given: pa.Table, names: Sequence[str]) -> pa.Table:
    """These columns of a table, each of the type that it has in `REPORTS`."""
    columns = []
    for name in names:
        kind = REPORTS.field(name).type
        try:
            columns.append(given.column(name).cast(kind))
        except pa.ArrowException as error:
            raise _no_table(f"the column {name} cannot be read as {kind}: {error}") from error
    return pa.Table.from_arrays(columns, names)


def _no_table(problem: str) -> ParseError:
    return ParseError(f'不是年报表 (no table of to_arrow(reports, "wide")): {problem}')


def _report(row: Mapping[str, Any]) -> Report:
    figures: dict[str, Figure] = {path: trimmed(row[path]) for path in paths() if row[path] is not None}
    for cell in row["marks"] or ():
        path, value = cell["path"], cell["value"]
        if path in figures:
            raise ValueError(f"{path} is both in its column and among the marks")
        figures[path] = join_figure(path, None if value is None else trimmed(value), cell["mark"], cell["raw"])
    sections: dict[str, Any] = {}
    for name in TABLES:
        edition = row[f"{name}.edition"]
        if edition is not None:
            if edition not in EDITIONS:
                raise ValueError(f"{name}.edition is {edition}")
            of = table(name, edition)
            own = {path: figures.pop(path) for path in of.paths if path in figures}
            if len(own) < len(of.paths):
                lacking = next(path for path in of.paths if path not in own)
                raise ValueError(f"{lacking} is neither in its column nor among the marks")
            sections[name] = build(of.cls, name, edition, own)
    if figures:
        raise ValueError(f"{next(iter(figures))} stands in no table of this report")
    for path in PROSE:
        name = path.removesuffix(".text")
        if row[path] is not None:
            sections[name] = terms_of(Report)[name].classes[EDITIONS[0]](row[path])
    return Report(row["title"], row["preamble"], **sections)


def trimmed(number: int | Decimal) -> int | Decimal:
    """A number without the zeros that its column adds.

    >>> trimmed(Decimal("15.500000000000000000")), trimmed(Decimal("12.000000000000000000"))
    (Decimal('15.5'), 12)
    """
    if isinstance(number, int):
        return number
    whole = int(number)
    return whole if whole == number else Decimal(f"{number:f}".rstrip("0"))

"""Many reports checked at once, from a matrix of counts or from a wide table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from attrs import field, frozen

from gov_info_report.balance import absent_indices, assess, system
from gov_info_report.balance.many import Truths, verdicts_of_columns
from gov_info_report.errors import ParseError
from gov_info_report.frames.extras import compute
from gov_info_report.frames.extras import pyarrow as pa
from gov_info_report.frames.restore import cast_to_reports, reports_of
from gov_info_report.model import EDITIONS, Edition, Report, tables_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Checks", "checks_of_matrix", "checks_of_table"]

CHUNK = 8192
"""So many reports are checked at once that their columns stay in the processor's cache."""

COUNTED = ("requests", "disputes")
"""The tables that have identities."""

Counts: TypeAlias = "tuple[NDArray[np.int64], Truths | None]"
"""The numbers of a column, and where there is none; `None` where there are all."""


@frozen(eq=False)
class Checks:
    """Which identities are broken in which reports, and which cannot be assessed: what `validate` says of them.

    `broken` and `unassessed` have a row a report and a column an identity, in the order of `identities`, each of which
    is given by its code and its label. An identity that a report's edition has not is neither.
    """

    identities: tuple[tuple[str, str], ...]
    broken: Truths = field(repr=False)
    unassessed: Truths = field(repr=False)

    @property
    def ok(self) -> Truths:
        """The reports in which no identity is broken."""
        return np.logical_not(self.broken.any(axis=1))

    def counts(self) -> dict[tuple[str, str], int]:
        """In how many reports each identity is broken, where there are any."""
        both = zip(self.identities, self.broken.sum(axis=0).tolist(), strict=True)
        return {identity: count for identity, count in both if count}


def checks_of_matrix(figures: NDArray[np.integer[Any]], edition: Edition) -> Checks:
    """The checks of a matrix: a row a report, a column a figure of tables 3 and 4 in the form's order."""
    paths = [path for name in COUNTED for path in system(name, edition).table.paths]
    if figures.ndim != 2 or figures.shape[1] != len(paths) or not np.issubdtype(figures.dtype, np.integer):
        raise ValueError(
            f"a matrix of reports has {len(paths)} columns of integers, the figures of tables 3 and 4 in the form's "
            f"order; this is {figures.dtype} of shape {figures.shape}"
        )
    at = {path: number for number, path in enumerate(paths)}
    checks = _unchecked(len(figures), (edition,))
    for start in range(0, len(figures), CHUNK):
        chunk = figures[start : start + CHUNK]
        numbers = np.ascontiguousarray(np.ma.getdata(chunk).T)
        gone = np.ma.getmask(chunk).T if np.ma.is_masked(chunk) else None

        def counts(path: str, numbers: Any = numbers, gone: Any = gone) -> Counts:
            return numbers[at[path]].astype(np.int64, copy=False), None if gone is None else gone[at[path]]

        for name in COUNTED:
            _note(checks, name, edition, np.arange(start, start + len(chunk)), counts)
    return checks


def checks_of_table(wide: pa.Table) -> Checks:
    """The checks of a wide table."""
    needed = [*_paths(), *(f"{name}.edition" for name in COUNTED), "marks"]
    if lacking := [name for name in needed if len(wide.schema.get_all_field_indices(name)) != 1]:
        raise ParseError(
            f'不是年报表 (no table of to_arrow(reports, "wide")): {len(lacking)} of its columns are lacking or there '
            f"twice, first {lacking[0]}"
        )
    checks = _unchecked(wide.num_rows, EDITIONS)
    start = 0
    for batch in cast_to_reports(wide, needed).to_batches(max_chunksize=CHUNK):
        for name in COUNTED:
            editions = batch.column(f"{name}.edition").fill_null(0).to_numpy(zero_copy_only=False)
            for edition in EDITIONS:
                rows = np.flatnonzero(editions == edition)
                if len(rows):
                    _note(checks, name, edition, rows + start, _columns(batch, rows))
        start += batch.num_rows
    for row in _fractional(cast_to_reports(wide, ["marks"])):
        _note_report(checks, next(reports_of(wide.slice(row, 1))), row)
    return checks


def _columns(batch: pa.RecordBatch, rows: NDArray[np.intp]) -> Callable[[str], Counts]:
    """Gives the numbers of a column at these rows of a batch."""
    every = len(rows) == batch.num_rows

    def counts(path: str) -> Counts:
        column = batch.column(path)
        numbers = (column.fill_null(0) if column.null_count else column).to_numpy(zero_copy_only=False)
        gone = column.is_null().to_numpy(zero_copy_only=False) if column.null_count else None
        return (numbers, gone) if every else (numbers[rows], None if gone is None else gone[rows])

    return counts


@cache
def _paths() -> tuple[str, ...]:
    tables = [system(name, edition).table for name in COUNTED for edition in EDITIONS]
    return tuple(dict.fromkeys(path for of in tables for path in of.paths))


def _unchecked(count: int, editions: tuple[Edition, ...]) -> Checks:
    identities = tuple(_identities(editions))
    none = np.zeros((count, len(identities)), dtype=np.bool_)
    return Checks(identities, none, none.copy())


@cache
def _identities(editions: tuple[Edition, ...]) -> Mapping[tuple[str, str], int]:
    """The column of each identity of these editions; one that two have is the same, though its operands differ."""
    systems = [system(name, edition) for name in COUNTED for edition in editions]
    names = dict.fromkeys((identity.code, identity.label) for of in systems for identity in of.identities)
    return {name: at for at, name in enumerate(names)}


def _note(checks: Checks, name: str, edition: Edition, rows: NDArray[np.intp], counts: Callable[[str], Counts]) -> None:
    """Write down what holds for a table of an edition in these reports."""
    of = system(name, edition)
    columns = [counts(path) for path in of.table.paths]
    broken, unassessed = verdicts_of_columns(of, [numbers for numbers, _ in columns], [gone for _, gone in columns])
    index = {identity: at for at, identity in enumerate(checks.identities)}
    where = np.ix_(rows, np.array([index[identity.code, identity.label] for identity in of.identities], dtype=np.intp))
    checks.broken[where] = broken
    checks.unassessed[where] = unassessed


def _fractional(wide: pa.Table) -> Iterator[int]:
    """The reports with a number that a column of counts cannot hold."""
    marks = wide.column("marks").combine_chunks()
    of_row = compute.list_parent_indices(marks)
    numbers = compute.struct_field(compute.list_flatten(marks), "value")
    yield from compute.unique(of_row.filter(compute.is_valid(numbers))).to_pylist()


def _note_report(checks: Checks, report: Report, row: int) -> None:
    """Write down what holds for one report, by its figures."""
    for truths in (checks.broken, checks.unassessed):
        truths[row] = False
    for of, section in tables_of(report):
        identities = system(of.name, of.edition)
        figures: Sequence[Any] = of.figures(section)
        for each in assess(identities, figures, absent_indices(figures)):
            truths = checks.broken if each.state == "broken" else checks.unassessed
            truths[row, checks.identities.index((each.identity.code, each.identity.label))] = True

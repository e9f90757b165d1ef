"""The identities (勾稽关系) of tables 3 and 4, derived from the model."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import Any

from attrs import field, frozen

from gov_info_report.balance.linear import LinearSystem
from gov_info_report.model import Column, Edition, Kind, Row, Table, column_label, table

__all__ = ["Identity", "System", "system"]

BALANCE = "requests-balance"


@frozen(eq=False)
class Identity:
    """Left = right: the sum of the figures on either side is the same number.

    `label` is the row, block or column that the identity is about; `left` and `right` are indices in the figures of
    the table, `paths` the paths of all of them.
    """

    code: str
    label: str
    left: tuple[int, ...]
    right: tuple[int, ...]
    paths: tuple[str, ...]
    indices: frozenset[int] = field(init=False, repr=False)
    coefficients: Mapping[int, int] = field(init=False, repr=False)
    take_left: Callable[[Sequence[Any]], tuple[Any, ...]] = field(init=False, repr=False)
    take_right: Callable[[Sequence[Any]], tuple[Any, ...]] = field(init=False, repr=False)

    @indices.default
    def _indices(self) -> frozenset[int]:
        return frozenset((*self.left, *self.right))

    @coefficients.default
    def _coefficients(self) -> Mapping[int, int]:
        """The identity as a sum that is 0: what each index counts for in it."""
        return {**dict.fromkeys(self.left, 1), **dict.fromkeys(self.right, -1)}

    @take_left.default
    def _take_left(self) -> Callable[[Sequence[Any]], tuple[Any, ...]]:
        return _taker(self.left)

    @take_right.default
    def _take_right(self) -> Callable[[Sequence[Any]], tuple[Any, ...]]:
        return _taker(self.right)


def _taker(indices: tuple[int, ...]) -> Callable[[Sequence[Any]], tuple[Any, ...]]:
    if len(indices) == 1:
        index = indices[0]
        return lambda figures: (figures[index],)
    take: Callable[[Sequence[Any]], tuple[Any, ...]] = itemgetter(*indices)
    return take


@frozen
class System:
    """All identities of a table; a figure's index is its index in `table.paths`.

    `linear` is the same as rules over indices, one an identity, in the same order.
    """

    table: Table
    identities: tuple[Identity, ...]
    naming: tuple[tuple[Identity, ...], ...] = field(init=False, repr=False)
    """For each index the identities that name it."""
    linear: LinearSystem = field(init=False, repr=False)
    amounts: tuple[int, ...] = field(init=False, repr=False)
    """The indices of what is no count, and has decimals."""

    @naming.default
    def _naming(self) -> tuple[tuple[Identity, ...], ...]:
        return tuple(
            tuple(identity for identity in self.identities if index in identity.indices)
            for index in range(len(self.table.paths))
        )

    @linear.default
    def _linear(self) -> LinearSystem:
        return LinearSystem(
            len(self.table.paths),
            tuple(identity.coefficients for identity in self.identities),
            tuple(column.term.kind is Kind.COUNT for column in self.table.column_at),
        )

    @amounts.default
    def _amounts(self) -> tuple[int, ...]:
        return tuple(at for at, column in enumerate(self.table.column_at) if column.term.kind is Kind.AMOUNT)


@cache
def system(name: str, edition: Edition) -> System:
    """The identities of a table of the form. Table 2 has none.

    >>> [len(system(name, 2021).identities) for name in ("proactive", "requests", "disputes")]
    [0, 39, 3]
    """
    of = table(name, edition)
    return System(of, tuple(_identities(of)))


def _identities(of: Table) -> Iterator[Identity]:
    for row in of.rows:
        for column in row.columns:
            if column.term.sums:
                yield _row_total(of, row, column)
    for row in of.rows:
        if row.term.sums:
            for column in row.columns:
                yield _outcomes_total(of, row, column)
                yield _balance(of, column)


def _row_total(of: Table, row: Row, total: Column) -> Identity:
    """总计 is the sum of the other columns."""
    parts = [path for path in row.paths if path != row.paths[total.index]]
    return _identity(of, total.term.sums, row.label, parts, [row.paths[total.index]])


def _outcomes_total(of: Table, total: Row, column: Column) -> Identity:
    """（七）总计 is the sum of the rows of the group that it stands in."""
    group = total.path.rsplit(".", 1)[0] + "."
    parts = [row for row in of.rows if row.path.startswith(group) and row is not total]
    return _column_identity(of, total.term.sums, column, parts, [total])


def _balance(of: Table, column: Column) -> Identity:
    """一 + 二 = 三（七）总计 + 四."""
    sides = {sign: [row for row in of.rows if row.term.balance == sign] for sign in (1, -1)}
    return _column_identity(of, BALANCE, column, sides[1], sides[-1])


def _column_identity(of: Table, code: str, column: Column, left: list[Row], right: list[Row]) -> Identity:
    sides = ([f"{row.path}.{column.name}" for row in side] for side in (left, right))
    return _identity(of, code, column_label(column), *sides)


def _identity(of: Table, code: str, label: str, left: list[str], right: list[str]) -> Identity:
    indices = {path: index for index, path in enumerate(of.paths)}
    return Identity(
        code,
        label,
        tuple(map(indices.__getitem__, left)),
        tuple(map(indices.__getitem__, right)),
        (*left, *right),
    )

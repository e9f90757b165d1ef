"""The identities of a table checked for many reports at once, by columns of numbers; exactly, as `assess` does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from gov_info_report.balance.system import System
from gov_info_report.errors import MissingExtraError

try:
    import numpy as np
except ImportError as error:
    raise MissingExtraError.needed("arrow", "numpy", "成批核对", "checking many reports") from error

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Truths", "verdicts_of_columns"]

Truths: TypeAlias = "NDArray[np.bool_]"
"""True or false, a row a report, a column an identity."""

EXACT = 2**63 // 64
"""Sums of 64 numbers below this fit 64 bits; no identity has so many operands."""


def verdicts_of_columns(
    of: System, columns: Sequence[NDArray[np.int64]], absent: Sequence[Truths | None]
) -> tuple[Truths, Truths]:
    """Whether each identity is broken, and whether it cannot be assessed, in each of many reports.

    Args:
        of: The identities of a table.
        columns: The numbers at each index of the table, one a report.
        absent: For each index where there is no number, or `None` where there is one in every report.
    """
    count = len(columns[0]) if columns else 0
    broken = np.zeros((count, len(of.identities)), dtype=np.bool_, order="F")
    unassessed = np.zeros_like(broken)
    exact = [_exact(column) for column in columns]
    known = [column if gone is None else np.where(gone, 0, column) for column, gone in zip(exact, absent, strict=True)]
    for at, identity in enumerate(of.identities):
        lack = _sum(known, identity.right) - _sum(known, identity.left)
        open_left, open_right = _any(absent, identity.left), _any(absent, identity.right)
        if open_left is None and open_right is None:
            broken[:, at] = lack != 0
            continue
        left = np.False_ if open_left is None else open_left
        right = np.False_ if open_right is None else open_right
        possible = (left | (lack <= 0)) & (right | (lack >= 0))
        broken[:, at] = ~possible
        unassessed[:, at] = (left | right) & possible
    return broken, unassessed


def _exact(column: NDArray[np.int64]) -> NDArray[Any]:
    """A column whose sums are exact: one with very large numbers as Python's own."""
    if len(column) and (column.max() >= EXACT or column.min() <= -EXACT):
        return column.astype(object)
    return column


def _sum(columns: Sequence[NDArray[Any]], indices: Sequence[int]) -> NDArray[Any]:
    total = columns[indices[0]]
    for index in indices[1:]:
        total = total + columns[index]
    return total


def _any(absent: Sequence[Truths | None], indices: Sequence[int]) -> Truths | None:
    """Where any of these figures is absent."""
    gone = [mask for index in indices if (mask := absent[index]) is not None]
    return np.logical_or.reduce(gone) if gone else None

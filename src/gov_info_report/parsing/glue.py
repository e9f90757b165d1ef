"""Digits of several figures that are printed without anything between them, cut where the form's sums allow."""

from __future__ import annotations

from collections.abc import Iterator

from gov_info_report.document import Cell
from gov_info_report.model import Mark
from gov_info_report.parsing.hypotheses import Slots, Target

__all__ = ["cuts"]

MOST = 4000
"""So many ways to cut digits are followed at the most; digits with more of them stay as they are."""


def cuts(digits: str, cell: Cell, target: Target, lost: frozenset[int] = frozenset()) -> list[Slots] | None:
    """Every way to cut the digits of a row into its figures, such that its totals are sums; `None` for too many.

    No figure but 0 begins with a 0. The row has no figures for the columns that are `lost`.
    """
    if not digits.isdecimal():
        return [(cell._replace(text=digits),)] if len(target) == 1 else []
    begun: list[tuple[tuple[int, ...], int]] = [((), 0)]
    blocks = target.totals or ((0, len(target) - 1),)
    for first, end in blocks:
        size = sum(1 for at in range(first, end + 1) if at not in lost)
        begun = [
            (done + found, stop)
            for done, at in begun
            for found, stop in _block(digits, at, size, end == len(target) - 1, bool(target.totals) and end not in lost)
        ]
        if len(begun) > MOST:
            return None
    return [_in_columns(found, cell, len(target), lost) for found, stop in begun if stop == len(digits)]


def _in_columns(found: tuple[int, ...], cell: Cell, width: int, lost: frozenset[int]) -> Slots:
    numbers = iter(found)
    return tuple([Mark.MISSING if at in lost else cell._replace(text=str(next(numbers))) for at in range(width)])


def _block(digits: str, at: int, size: int, last: bool, summed: bool) -> Iterator[tuple[tuple[int, ...], int]]:
    """The ways to cut figures from a place on, the last of which is the sum of the others, where one has to be."""
    waiting: list[tuple[tuple[int, ...], int]] = [((), at)]
    followed = 0
    while waiting:
        found, start = waiting.pop()
        followed += 1
        if followed > 20 * MOST:
            return
        if summed and len(found) == size - 1:
            total = str(sum(found))
            if digits.startswith(total, start) and (not last or start + len(total) == len(digits)):
                yield (*found, int(total)), start + len(total)
            continue
        if len(found) == size:
            if not last or start == len(digits):
                yield found, start
            continue
        most = len(digits) - start - (size - len(found) - 1)
        longest = 1 if digits[start : start + 1] == "0" else most
        ends = range(start + 1, start + longest + 1)
        waiting += [((*found, int(digits[start:end])), end) for end in ends]

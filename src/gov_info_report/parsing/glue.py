"""Digits of several figures that are printed without anything between them, cut where the form's sums allow."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from gov_info_report.document import Cell
from gov_info_report.model import Mark
from gov_info_report.parsing.hypotheses import Slots, Target

__all__ = ["cuts"]

MOST = 4000
"""So many ways to cut digits are followed at the most; digits with more of them stay as they are."""

LONGEST = 6
"""A figure that is cut out of digits has no more of them, nor has a sum."""


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
        last, summed = end == len(target) - 1, bool(target.totals) and end not in lost
        ways = ((done + found, stop) for done, at in begun for found, stop in _block(digits, at, size, last, summed))
        begun = list(islice(ways, MOST + 1))
        if len(begun) > MOST:
            return None
    return [_in_columns(found, cell, len(target), lost) for found, stop in begun if stop == len(digits)]


def _in_columns(found: tuple[int, ...], cell: Cell, width: int, lost: frozenset[int]) -> Slots:
    numbers = iter(found)
    return tuple([Mark.MISSING if at in lost else cell._replace(text=str(next(numbers))) for at in range(width)])


def _block(digits: str, at: int, size: int, last: bool, summed: bool) -> Iterator[tuple[tuple[int, ...], int]]:
    """The ways to cut figures from a place on, the last of which is the sum of the others, where one has to be.

    Each comes with the place where it ends; the `last` block ends with the digits. To suppose the sum first leaves few
    ways to cut the rest.
    """
    if not summed:
        for end in [len(digits)] if last else range(at + size, len(digits) + 1):
            yield from ((found, end) for found in _figures(digits[at:end], size))
        return
    for first in range(at + size - 1, min(len(digits), at + LONGEST * size)):
        longest = first + 1 if digits[first] == "0" else min(len(digits), first + LONGEST)
        for end in range(len(digits) if last else first + 1, longest + 1):
            total = int(digits[first:end])
            yield from (((*found, total), end) for found in _figures(digits[at:first], size - 1, total))


def _figures(digits: str, number: int, total: int | None = None) -> Iterator[tuple[int, ...]]:
    """The ways to cut digits into so many figures, which add up to a total where there is one."""
    free = len(digits) - number
    if number == 0 or free < 0:
        if not digits and number == 0 and not total:
            yield ()
        return
    longest = LONGEST if total is None else len(str(total))
    if len(digits) > number * longest or (total is not None and total >= 10 ** (free + 1) + 9 * number):
        return
    for end in range(1, 2 if digits[0] == "0" else min(free + 1, longest) + 1):
        figure = int(digits[:end])
        if total is not None and figure > total:
            return
        left = None if total is None else total - figure
        yield from ((figure, *rest) for rest in _figures(digits[end:], number - 1, left))

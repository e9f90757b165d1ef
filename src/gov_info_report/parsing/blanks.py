"""Rows without their empty cells: the columns of their figures, where all sums together leave one way only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple, TypeAlias

from gov_info_report.document import Cell
from gov_info_report.model import Mark, Table
from gov_info_report.parsing.hypotheses import Slots, columns_of
from gov_info_report.recognise import read_figure

__all__ = ["undropped"]

MOST = 20_000
"""So many sums of columns are followed at the most; a table with more of them stays as it is."""

_Sums: TypeAlias = "tuple[int, ...]"


def undropped(of: Table, known: Mapping[str, Slots], rows: Mapping[str, Sequence[Cell]]) -> dict[str, list[Slots]]:
    """For rows that lack their empty cells, all ways to place their figures with which every column adds up.

    `known` are the rows beside them. A row can be placed if its last figure is the sum of the others.
    """
    placed = dict(known)
    found: dict[str, list[Slots]] = {}
    for left, right in columns_of(of):
        within = [path for path in (*left, *right) if path not in placed]
        if within and all(path in rows for path in within):
            ways = {path: _ways(of, path, rows[path]) for path in within}
            signs = {path: -1 if path in right else 1 for path in within}
            rest = tuple(
                sum(
                    _numbers(placed[path])[at] * (1 if path in right else -1)
                    for path in (*left, *right)
                    if path in placed
                )
                for at in range(len(of.rows[0].columns))
            )
            solved = _solved(ways, signs, rest)
            found |= solved
            placed |= {path: slots[0] for path, slots in solved.items() if len(slots) == 1}
    return found


class _Way(NamedTuple):
    """A way to place the figures of a row, and the numbers of all its columns then."""

    slots: Slots
    numbers: _Sums


def _ways(of: Table, path: str, cells: Sequence[Cell]) -> list[_Way]:
    """The ways to place figures in their order such that the last column is the sum of the others.

    What a row lacks are its empty cells, where the last of its figures is the sum of the others, and 0 where all are 0.
    If it is no sum, the row lacks one cell, which had what the sum lacks.
    """
    width = len(of.rows[0].columns)
    numbers = _numbers(tuple(cells))
    summed = 2 * numbers[-1] == sum(numbers)
    found: list[_Way] = []
    for at in combinations(range(width), len(cells)):
        in_column = dict(zip(at, cells, strict=True))
        slots = tuple([in_column.get(column, Mark.MISSING) for column in range(width)])
        if summed and (at[-1] == width - 1 or not any(numbers)):
            found.append(_Way(slots, _numbers(slots)))
        elif not summed and len(cells) == width - 1:
            lost = slots.index(Mark.MISSING)
            lacks = sum(numbers) if lost == width - 1 else 2 * numbers[-1] - sum(numbers)
            if lacks > 0:
                found.append(_Way(slots, (*numbers[:lost], lacks, *numbers[lost:])))
    return found


def _numbers(slots: Slots) -> _Sums:
    figures = [read_figure(slot.text) if isinstance(slot, Cell) else 0 for slot in slots]
    return tuple([figure if isinstance(figure, int) else 0 for figure in figures])


def _solved(ways: Mapping[str, Sequence[_Way]], signs: Mapping[str, int], rest: _Sums) -> dict[str, list[Slots]]:
    """The ways of each row that are part of a solution in which nothing is left of any column."""
    if not all(ways.values()):
        return {}
    order = sorted(ways, key=lambda path: -max(ways[path][0].numbers))
    adding = [[tuple([signs[path] * number for number in way.numbers]) for way in ways[path]] for path in order]
    bounds = [[(min(column), max(column)) for column in zip(*numbers, strict=True)] for numbers in adding]
    later = [[(0, 0)] * len(rest)]
    for bound in reversed(bounds):
        later.append([(low + least, high + most) for (low, high), (least, most) in zip(bound, later[-1], strict=True)])
    layers: list[list[tuple[_Sums, int, _Sums]]] = []
    sums = {rest}
    for numbers, within in zip(adding, reversed(later[:-1]), strict=True):
        layers.append([step for before in sums for step in _steps(before, numbers, within)])
        sums = {after for _, _, after in layers[-1]}
        if len(sums) > MOST:
            return {}
    found: dict[str, list[Slots]] = {}
    for path, layer in zip(reversed(order), reversed(layers), strict=True):
        kept = [(before, number) for before, number, after in layer if after in sums]
        found[path] = [ways[path][number].slots for number in sorted({number for _, number in kept})]
        sums = {before for before, _ in kept}
    return found


def _steps(
    before: _Sums, numbers: Sequence[_Sums], within: Sequence[tuple[int, int]]
) -> Iterator[tuple[_Sums, int, _Sums]]:
    """What is left of each column after each way of a row, where the rows after it can fill it."""
    for number, added in enumerate(numbers):
        after = tuple([left - one for left, one in zip(before, added, strict=True)])
        if all(low <= left <= high for left, (low, high) in zip(after, within, strict=True)):
            yield before, number, after

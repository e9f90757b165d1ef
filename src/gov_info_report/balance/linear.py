"""Linear systems: sums of figures that have to be 0, and figures that may not be negative."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from operator import mul
from typing import TypeAlias

from attrs import field, frozen

__all__ = ["Coefficients", "Known", "LinearSystem", "components_of", "total_of"]

Known: TypeAlias = Sequence[int | None]
"""The figures of a report by their indices; `None` where a figure is absent."""

Coefficients: TypeAlias = Mapping[int, int]
"""What each figure, by its index, counts for in a sum that has to be 0: 1 or -1."""


@frozen(eq=False)
class LinearSystem:
    """Rules over figures that are integers. Equal only to itself.

    >>> LinearSystem(2, ({0: 1, 1: -1},)).counts
    (True, True)
    """

    size: int
    rules: tuple[Coefficients, ...]
    counts: tuple[bool, ...] = field()
    """For each index whether its figure is a count, and so not less than 0."""
    naming: Sequence[Sequence[int]] = field(kw_only=True, repr=False)
    """For each index the rules, by their numbers, that speak of it; found by looking at all of them if not given."""

    @counts.default
    def _counts(self) -> tuple[bool, ...]:
        return (True,) * self.size

    @naming.default
    def _naming(self) -> Sequence[Sequence[int]]:
        naming: list[list[int]] = [[] for _ in range(self.size)]
        for at, rule in enumerate(self.rules):
            for index in rule:
                naming[index].append(at)
        return tuple(map(tuple, naming))


def total_of(rule: Coefficients, figures: Sequence[int]) -> int:
    """What a sum comes to by the figures.

    >>> total_of({0: 1, 2: -1}, [5, 7, 3])
    2
    """
    return sum(map(mul, rule.values(), map(figures.__getitem__, rule)))


@lru_cache(maxsize=64)
def components_of(system: LinearSystem) -> tuple[tuple[tuple[int, ...], LinearSystem], ...]:
    """The parts of a system that share no rule: the indices of each, and its own system, numbered in their order."""
    part_of = list(range(system.size))
    for rule in system.rules:
        joined = {part_of[index] for index in rule}
        part_of = [min(joined) if part in joined else part for part in part_of]
    parts = (tuple(at for at in range(system.size) if part_of[at] == part) for part in sorted(set(part_of)))
    return tuple((indices, _part(system, indices)) for indices in parts)


def _part(system: LinearSystem, indices: tuple[int, ...]) -> LinearSystem:
    number = {index: number for number, index in enumerate(indices)}
    return LinearSystem(
        len(indices),
        tuple(
            {number[index]: factor for index, factor in rule.items()}
            for rule in system.rules
            if not number.keys().isdisjoint(rule)
        ),
        tuple(system.counts[index] for index in indices),
    )

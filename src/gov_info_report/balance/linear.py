"""Linear systems: equalities with integer coefficients, and bounds on each figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TypeAlias

from attrs import evolve, field, frozen

__all__ = ["Known", "LinearRule", "LinearSystem", "parts_of"]

Known: TypeAlias = Sequence[int | None]
"""The figures of a record by their places; `None` where a figure is absent."""


@frozen
class LinearRule:
    """The sum of `coefficients` times figures, given by their places, is `constant`."""

    coefficients: Mapping[int, int] = field(hash=False)
    constant: int = 0

    def lacks(self, known: Known) -> int:
        """What the absent figures must come to, all figures that are known being taken off the constant."""
        return self.constant - sum(factor * (known[place] or 0) for place, factor in self.coefficients.items())


@frozen(eq=False)
class LinearSystem:
    """Rules over figures that are integers, each within its bounds; `None` is no bound. Equal only to itself.

    >>> LinearSystem(2, (LinearRule({0: 1, 1: -1}),)).lows
    (0, 0)
    """

    size: int
    rules: tuple[LinearRule, ...]
    lows: tuple[int | None, ...] = field()
    highs: tuple[int | None, ...] = field()
    naming: Sequence[Sequence[int]] = field(kw_only=True, repr=False)
    """For each place the rules, by their numbers, that speak of it; found by looking at all of them if not given."""

    @lows.default
    def _counts(self) -> tuple[int | None, ...]:
        return (0,) * self.size

    @highs.default
    def _unbounded(self) -> tuple[int | None, ...]:
        return (None,) * self.size

    @naming.default
    def _naming(self) -> Sequence[Sequence[int]]:
        naming: list[list[int]] = [[] for _ in range(self.size)]
        for at, rule in enumerate(self.rules):
            for place in rule.coefficients:
                naming[place].append(at)
        return tuple(map(tuple, naming))

    def admits(self, place: int, value: int) -> bool:
        """Whether a value lies within the bounds of a figure."""
        low, high = self.lows[place], self.highs[place]
        return (low is None or low <= value) and (high is None or value <= high)


@lru_cache(maxsize=64)
def parts_of(system: LinearSystem) -> tuple[tuple[tuple[int, ...], LinearSystem], ...]:
    """The parts of a system that share no rule: the places of each, and its own system, numbered in their order."""
    part_of = list(range(system.size))
    for rule in system.rules:
        joined = {part_of[place] for place in rule.coefficients}
        part_of = [min(joined) if part in joined else part for part in part_of]
    parts = (tuple(at for at in range(system.size) if part_of[at] == part) for part in sorted(set(part_of)))
    return tuple((places, _part(system, places)) for places in parts)


def _part(system: LinearSystem, places: tuple[int, ...]) -> LinearSystem:
    number = {place: number for number, place in enumerate(places)}
    return LinearSystem(
        len(places),
        tuple(
            evolve(rule, coefficients={number[place]: factor for place, factor in rule.coefficients.items()})
            for rule in system.rules
            if not number.keys().isdisjoint(rule.coefficients)
        ),
        tuple(system.lows[place] for place in places),
        tuple(system.highs[place] for place in places),
    )

"""The lightest sets of figures that meet every contradiction: the search behind `locate`.

Every proof that known figures contradict each other (a conflict) names figures of which one at least is wrong. So a
set whose change balances a record meets every conflict, and the other way round. Conflicts are asked for one at a time,
only where the sets at hand have met all that are known: implicit hitting sets (Moreno-Centeno & Karp 2013), here as a
search in depth with a rising limit on the weight, which lists every lightest set exactly once.

Sets of indices are written as the bits of an integer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from functools import reduce
from operator import or_
from time import monotonic
from typing import NamedTuple, TypeAlias

from attrs import define, field

__all__ = ["Indices", "OutOfTimeError", "Search", "Weight"]

Indices: TypeAlias = frozenset[int]
Weight: TypeAlias = int | Fraction
Bits: TypeAlias = int


class OutOfTimeError(Exception):
    """The deadline has passed."""


class _Node(NamedTuple):
    """Sets that hold what is chosen and nothing that is barred."""

    chosen: Bits
    weight: Weight
    barred: Bits


@define
class Search:
    """A search for the lightest sets of indices that, set free, leave no conflict.

    `conflict_of` gives a conflict between what stays when a set of indices is free, or `None`; `weights` are those of
    the indices, all more than 0.
    """

    conflict_of: Callable[[Indices], Indices | None]
    weights: Mapping[int, Weight]
    deadline: float
    _steps: int = field(init=False, default=0)
    _conflicts: list[Bits] = field(init=False, factory=list)
    _beyond: list[Weight] = field(init=False, factory=list)
    _classes: list[tuple[Weight, Bits]] = field(init=False)
    """The indices of each weight, the lightest first."""

    @_classes.default
    def _by_weight(self) -> list[tuple[Weight, Bits]]:
        weights = sorted(set(self.weights.values()))
        return [(each, _bits(index for index, weight in self.weights.items() if weight == each)) for each in weights]

    def lightest(self) -> Iterator[Indices]:
        """Every lightest set. `OutOfTimeError` when time runs out before all are found."""
        limit: Weight = 0
        while True:
            self._beyond = []
            found = False
            for free in self._down(_Node(0, 0, 0), limit):
                found = True
                yield free
            if found or not self._beyond:
                return
            limit = min(self._beyond)

    def _down(self, node: _Node, limit: Weight) -> Iterator[Indices]:
        """The sets within the limit."""
        narrowed = self._narrowed(node, limit)
        while narrowed == []:  # every conflict known is met
            free = frozenset(_indices(node.chosen))
            conflict = self.conflict_of(free)
            if conflict is None:
                yield free
                return
            self._conflicts.append(_bits(conflict))
            narrowed = self._narrowed(node, limit)
        if narrowed is None:
            return
        chosen, weight, barred = node
        for index in _indices(narrowed[0]):
            bit = 1 << index
            yield from self._down(_Node(chosen | bit, weight + self.weights[index], barred), limit)
            barred |= bit

    def _narrowed(self, node: _Node, limit: Weight) -> list[Bits] | None:
        """What is left of each conflict that is not met, the smallest first; `None` when they cannot all be met.

        Conflicts without a common figure each need one of their own. Where those leave nothing to spare, no figure
        outside of them can be in a set within the limit.
        """
        self._count()
        chosen, weight, barred = node
        unmet = [conflict for conflict in self._conflicts if not conflict & chosen]
        while True:
            unmet = sorted({conflict & ~barred for conflict in unmet}, key=int.bit_count)
            if unmet and not unmet[0]:
                return None
            least, packed, apart = weight, 0, []
            for conflict in unmet:
                if not conflict & packed:
                    packed |= conflict
                    apart.append(conflict)
                    least += self._lightest_in(conflict)
            if least > limit:
                self._beyond.append(least)
                return None
            dear = self._too_dear(unmet, packed, apart, least, limit)
            if not dear:
                return unmet
            barred |= dear

    def _too_dear(self, unmet: list[Bits], packed: Bits, apart: list[Bits], least: Weight, limit: Weight) -> Bits:
        """The indices that no set within the limit holds, since the conflicts that lie apart take what there is."""
        dear = 0
        outside = reduce(or_, unmet, 0) & ~packed
        for weight, indices in self._classes:
            if outside & indices and least + weight > limit:
                self._beyond.append(least + weight)
                dear |= outside & indices
            for conflict in apart if len(self._classes) > 1 else ():
                total = least + weight - self._lightest_in(conflict)
                if conflict & indices and total > limit:
                    self._beyond.append(total)
                    dear |= conflict & indices
        return dear

    def _lightest_in(self, conflict: Bits) -> Weight:
        return next(weight for weight, indices in self._classes if conflict & indices)

    def _count(self) -> None:
        self._steps += 1
        if self._steps % 16 == 0 and monotonic() > self.deadline:
            raise OutOfTimeError


def _bits(indices: Iterable[int]) -> Bits:
    listed = tuple(indices)
    digits = bytearray(b"0") * (max(listed, default=0) + 1)
    for index in listed:
        digits[-1 - index] = _ONE
    return int(digits, 2)


_ONE = ord("1")


def _indices(bits: Bits) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest

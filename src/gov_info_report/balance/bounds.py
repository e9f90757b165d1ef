"""Bounds that the identities set to figures that are not known: interval propagation over the linear system."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from gov_info_report.balance.system import Identity

__all__ = ["Contradiction", "Intervals", "tighten"]

UNBOUNDED = 10**18
"""Above every figure."""

ROUNDS = 64
"""Bounds of figures that stand in a ring can creep by one a round; after so many rounds they are left as they are."""

Intervals: TypeAlias = list[tuple[int, int]]
"""The least and the greatest value that each figure can have, by its place in the table."""


class Contradiction(Exception):  # noqa: N818
    """No integers within the bounds satisfy the identities."""


def tighten(identities: Sequence[Identity], bounds: Intervals) -> bool:
    """Narrow the bounds in place until no single identity narrows them further; `Contradiction` if one cannot hold.

    Sound, and not complete: no value is excluded that some solution has. Gives whether anything was narrowed.
    """
    narrowed = False
    waiting = list(identities)
    for _ in range(ROUNDS):
        moved = {place for identity in waiting for place in _narrow(identity, bounds)}
        if not moved:
            break
        narrowed = True
        waiting = [identity for identity in identities if not moved.isdisjoint((*identity.left, *identity.right))]
    return narrowed


def _narrow(identity: Identity, bounds: Intervals) -> Iterable[int]:
    """Each operand lies between what the others leave at the least and at the most."""
    signed = [(place, 1) for place in identity.left] + [(place, -1) for place in identity.right]
    least = greatest = 0
    for place, sign in signed:
        low, high = bounds[place]
        least += low if sign > 0 else -high
        greatest += high if sign > 0 else -low
    if least > 0 or greatest < 0:
        raise Contradiction(identity.code)
    if least == greatest:
        return ()
    moved: list[int] = []
    for place, sign in signed:
        low, high = bounds[place]
        if low == high:
            continue
        if sign > 0:
            new = max(low, high - greatest), min(high, low - least)
        else:
            new = max(low, high + least), min(high, low + greatest)
        if new != (low, high):
            bounds[place] = new
            moved.append(place)
            # The sums were taken with the old bounds; they still hold, only less tightly.
    return moved

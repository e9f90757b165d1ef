"""Bounds that the identities set to figures that are not known: interval propagation over the linear system."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
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


def tighten(identities: Sequence[Identity], bounds: Intervals, touched: Collection[int] | None = None) -> bool:
    """Narrow the bounds in place until no single identity narrows them further; `Contradiction` if one cannot hold.

    Sound, and not complete: no value is excluded that some solution has. Gives whether anything was narrowed.
    `touched` are the places whose bounds have moved since the identities were last asked; all, when it is not given.
    """
    narrowed = False
    lows, highs = [low for low, _ in bounds], [high for _, high in bounds]
    waiting = [identity for identity in identities if touched is None or not identity.places.isdisjoint(touched)]
    for _ in range(ROUNDS):
        moved = {place for identity in waiting for place in _narrow(identity, lows, highs)}
        if not moved:
            break
        narrowed = True
        waiting = [identity for identity in identities if not identity.places.isdisjoint(moved)]
    bounds[:] = zip(lows, highs, strict=True)
    return narrowed


def _narrow(identity: Identity, lows: list[int], highs: list[int]) -> Iterable[int]:
    """Each operand lies between what the others leave at the least and at the most."""
    least = sum(identity.take_left(lows)) - sum(identity.take_right(highs))
    greatest = sum(identity.take_left(highs)) - sum(identity.take_right(lows))
    if least > 0 or greatest < 0:
        raise Contradiction(identity.code)
    if least == greatest:
        return ()
    moved: list[int] = []
    for places, most, least_left in ((identity.left, greatest, least), (identity.right, -least, -greatest)):
        for place in places:
            low, high = lows[place], highs[place]
            if low < high:
                # The sums were taken with the old bounds; they still hold, only less tightly.
                lows[place], highs[place] = max(low, high - most), min(high, low - least_left)
                if lows[place] != low or highs[place] != high:
                    moved.append(place)
    return moved

"""Bounds that the identities set to figures that are not known: interval propagation over the linear system."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import TypeAlias

from gov_info_report.balance.system import Identity

__all__ = ["Contradiction", "Intervals", "tighten"]

UNBOUNDED = 10**18
"""Above every figure."""

ROUNDS = 64
"""Figures that bound each other in turn can creep by one; after so many questions to each identity they are left."""

Interval: TypeAlias = tuple[int, int]
"""The least and the greatest value that a figure can have."""

Intervals: TypeAlias = list[Interval]
"""The interval of each figure, by its place in the table."""

Narrower: TypeAlias = tuple[tuple[int, Interval], ...]
"""The operands of one side of an identity that it narrows, by their places there."""


class Contradiction(Exception):  # noqa: N818
    """No integers within the bounds satisfy the identities."""


def tighten(identities: Sequence[Identity], bounds: Intervals, touched: Collection[int] | None = None) -> bool:
    """Narrow the bounds in place until no single identity narrows them further; `Contradiction` if one cannot hold.

    Sound, and not complete: no value is excluded that some solution has. Gives whether anything was narrowed.
    `touched` are the places whose bounds have moved since the identities were last asked; all, when it is not given.
    """
    naming = _naming(tuple(identities))
    waiting = dict.fromkeys(identities) if touched is None else {}
    for place in touched or ():
        waiting |= naming.get(place, {})
    narrowed = False
    for _ in range(ROUNDS * len(identities)):
        if not waiting:
            break
        identity = next(iter(waiting))
        left, right = _narrower(identity.take_left(bounds), identity.take_right(bounds))
        for places, narrower in ((identity.left, left), (identity.right, right)):
            for at, interval in narrower:
                bounds[places[at]] = interval
                waiting |= naming[places[at]]
                narrowed = True
        del waiting[identity]  # what it has moved itself, it does not move again
    return narrowed


@lru_cache(maxsize=64)
def _naming(identities: tuple[Identity, ...]) -> dict[int, dict[Identity, None]]:
    """The identities that name each place."""
    naming: dict[int, dict[Identity, None]] = {}
    for identity in identities:
        for place in identity.places:
            naming.setdefault(place, {})[identity] = None
    return naming


@lru_cache(maxsize=1024)
def _narrower(left: tuple[Interval, ...], right: tuple[Interval, ...]) -> tuple[Narrower, Narrower]:
    """Each operand lies between what the others leave at the least and at the most; those that this narrows.

    Kept, since the rows of a table that lost a column are alike.
    """
    least = sum(low for low, _ in left) - sum(high for _, high in right)
    greatest = sum(high for _, high in left) - sum(low for low, _ in right)
    if least > 0 or greatest < 0:
        raise Contradiction
    return _sided(left, least, greatest), _sided(right, -greatest, -least)


def _sided(operands: tuple[Interval, ...], least: int, greatest: int) -> Narrower:
    """The operands of one side that move; one whose bounds are no further apart than the sums leave room does not."""
    room = min(greatest, -least)
    return tuple(
        (at, (max(low, high - greatest), min(high, low - least)))
        for at, (low, high) in enumerate(operands)
        if high - low > room
    )

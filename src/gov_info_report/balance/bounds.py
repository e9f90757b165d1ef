"""Bounds that the identities set to figures that are not known: interval propagation over the linear system."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import TypeAlias

from gov_info_report.balance.system import Identity

__all__ = ["Contradiction", "Intervals", "tighten"]

UNBOUNDED = 10**18
"""Above every figure."""

ROUNDS = 64
"""Bounds of figures that stand in a ring can creep by one; after so many questions to each identity they are left."""

Intervals: TypeAlias = list[tuple[int, int]]
"""The least and the greatest value that each figure can have, by its place in the table."""


class Contradiction(Exception):  # noqa: N818
    """No integers within the bounds satisfy the identities."""


def tighten(identities: Sequence[Identity], bounds: Intervals, touched: Collection[int] | None = None) -> bool:
    """Narrow the bounds in place until no single identity narrows them further; `Contradiction` if one cannot hold.

    Sound, and not complete: no value is excluded that some solution has. Gives whether anything was narrowed.
    `touched` are the places whose bounds have moved since the identities were last asked; all, when it is not given.
    """
    lows, highs = map(list, zip(*bounds, strict=True))
    naming = _naming(tuple(identities))
    waiting = dict.fromkeys(identities) if touched is None else {}
    for place in touched or ():
        waiting |= naming.get(place, {})
    narrowed = False
    for _ in range(ROUNDS * len(identities)):
        if not waiting:
            break
        identity = next(iter(waiting))
        for place, low, high in _narrow(identity, lows, highs):
            lows[place], highs[place] = low, high
            waiting |= naming[place]
            narrowed = True
        del waiting[identity]  # what it has moved itself, it does not move again
    bounds[:] = zip(lows, highs, strict=True)
    return narrowed


@lru_cache(maxsize=64)
def _naming(identities: tuple[Identity, ...]) -> dict[int, dict[Identity, None]]:
    """The identities that name each place."""
    naming: dict[int, dict[Identity, None]] = {}
    for identity in identities:
        for place in identity.places:
            naming.setdefault(place, {})[identity] = None
    return naming


def _narrow(identity: Identity, lows: Sequence[int], highs: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """The operands that an identity narrows, with their new bounds."""
    left, right = identity.take_left, identity.take_right
    for on_left, at, low, high in _narrower(left(lows), left(highs), right(lows), right(highs)):
        yield (identity.left if on_left else identity.right)[at], low, high


@lru_cache(maxsize=1024)
def _narrower(
    left_lows: tuple[int, ...], left_highs: tuple[int, ...], right_lows: tuple[int, ...], right_highs: tuple[int, ...]
) -> tuple[tuple[bool, int, int, int], ...]:
    """Each operand lies between what the others leave at the least and at the most: those that this narrows.

    Kept, since the rows of a table that lost a column are alike.
    """
    least = sum(left_lows) - sum(right_highs)
    greatest = sum(left_highs) - sum(right_lows)
    if least > 0 or greatest < 0:
        raise Contradiction
    room = min(greatest, -least)  # an operand whose bounds are no further apart does not move
    sides = ((True, left_lows, left_highs, greatest, least), (False, right_lows, right_highs, -least, -greatest))
    return tuple(
        (on_left, at, max(low, high - most), min(high, low - rest))
        for on_left, lows, highs, most, rest in sides
        for at, (low, high) in enumerate(zip(lows, highs, strict=True))
        if high - low > room
    )

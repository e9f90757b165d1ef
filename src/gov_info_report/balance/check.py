"""Whether each identity holds for a table's figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, Literal, NamedTuple, TypeAlias

from gov_info_report.balance.system import Identity, System
from gov_info_report.model import NUMBERS, Figure

__all__ = ["Assessment", "absent_indices", "assess"]

_NUMBERS = frozenset(NUMBERS)

State: TypeAlias = Literal["broken", "unassessed"]


class Assessment(NamedTuple):
    """An identity that does not hold, or cannot be assessed, with the sums of the known figures on its sides."""

    identity: Identity
    state: State
    left: int | Decimal
    right: int | Decimal


def absent_indices(figures: Sequence[Figure]) -> list[int]:
    """The indices in a table at which no number stands."""
    if _NUMBERS.issuperset(map(type, figures)):
        return []
    return [index for index, figure in enumerate(figures) if type(figure) not in _NUMBERS]


def assess(of: System, figures: Sequence[Figure], absent: Sequence[int] | None = None) -> Iterator[Assessment]:
    """Every identity of a table that is broken or cannot be assessed; those that hold are passed over.

    An identity is broken when no integers >= 0 for its absent figures satisfy it, and not assessed only where such
    integers exist. `absent` are the indices without a number, where the caller knows them already.
    """
    if absent is None:
        absent = absent_indices(figures)
    numbers: list[Any] = list(figures)
    for index in absent:
        numbers[index] = 0
    is_open = frozenset(absent)
    for identity in of.identities:
        left, right = sum(identity.take_left(numbers)), sum(identity.take_right(numbers))
        if is_open.isdisjoint(identity.indices):
            if left != right:
                yield Assessment(identity, "broken", left, right)
        else:
            lack = right - left  # what the absent figures of the left must come to, less those of the right
            lacking = identity.left if lack > 0 else identity.right
            possible = not lack or (lack % 1 == 0 and not is_open.isdisjoint(lacking))
            yield Assessment(identity, "unassessed" if possible else "broken", left, right)

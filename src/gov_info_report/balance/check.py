"""Whether each identity holds for a table's figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal, TypeAlias

from attrs import frozen

from gov_info_report.balance.system import Identity, System
from gov_info_report.model import NUMBERS, Figure

__all__ = ["Verdict", "verdicts"]

State: TypeAlias = Literal["broken", "unassessed"]


@frozen
class Verdict:
    """An identity that does not hold, or cannot be assessed, with the sums of the known figures on its sides."""

    identity: Identity
    state: State
    left: int | Decimal
    right: int | Decimal


def verdicts(of: System, figures: Sequence[Figure]) -> Iterator[Verdict]:
    """Every identity of a table that is broken or cannot be assessed; those that hold are passed over.

    An identity is broken when no integers >= 0 for its absent figures satisfy it, and not assessed only where such
    integers exist.
    """
    absent = [not isinstance(figure, NUMBERS) for figure in figures]
    numbers = [0 if none else figure for figure, none in zip(figures, absent, strict=True)] if any(absent) else figures
    for identity in of.identities:
        left, right = sum(identity.take_left(numbers)), sum(identity.take_right(numbers))
        open_left = numbers is not figures and any(identity.take_left(absent))
        open_right = numbers is not figures and any(identity.take_right(absent))
        if not (open_left or open_right):
            if left != right:
                yield Verdict(identity, "broken", left, right)
        else:
            lack = right - left  # what the absent figures of the left must come to, less those of the right
            possible = lack % 1 == 0 and (open_left or lack <= 0) and (open_right or lack >= 0)
            yield Verdict(identity, "unassessed" if possible else "broken", left, right)

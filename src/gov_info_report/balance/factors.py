"""Choices that do not depend on one another: the sets of a search taken apart, and corrections put together again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import heappop, heappush
from itertools import combinations, islice
from math import prod
from typing import TypeAlias

from gov_info_report.balance.answers import Change, Correction, Corrections
from gov_info_report.balance.linear import LinearSystem
from gov_info_report.balance.plausible import implausibility
from gov_info_report.balance.solutions import Range

__all__ = ["factors", "joined"]

Placed: TypeAlias = tuple[int, Range]
"""A figure to change, by its index, with the values that it can have."""

Set: TypeAlias = Mapping[int, Range]

MOST_CHANGES = 400
"""So many different changes are compared with one another, pair by pair."""


def factors(sets: Sequence[Set], linear: LinearSystem) -> list[list[dict[int, Range]]]:
    """Sets of changes as choices that do not depend on one another: one of each choice makes a set, in every way.

    Args:
        sets: All sets, each with the figures to change and their values.
        linear: The rules. Changes in all sets are one choice where they share a rule, and else each for itself.

    Returns:
        The choices, which are the sets themselves where they cannot be taken apart.

    >>> both = {0: (1, 1)}
    >>> ways = [both | one | other for one in ({1: (2, 2)}, {2: (3, 3)}) for other in ({3: (4, 4)}, {4: (5, 5)})]
    >>> factors(ways, LinearSystem(5, ()))
    [[{0: (1, 1)}], [{1: (2, 2)}, {2: (3, 3)}], [{3: (4, 4)}, {4: (5, 5)}]]
    """
    items = [frozenset(each.items()) for each in sets]
    shared = frozenset.intersection(*items) if items else frozenset()
    choices = [[frozenset(group)] for group in _by_rules(shared, linear)]
    choices += _taken_apart([each - shared for each in items])
    return [[dict(_ordered(each)) for each in choice] for choice in choices]


def _ordered(changes: Iterable[Placed]) -> list[Placed]:
    """Changes by their indices; a bound that there is not cannot be compared."""
    return sorted(changes, key=lambda change: (change[0], str(change[1])))


def _by_rules(changes: frozenset[Placed], linear: LinearSystem) -> list[list[Placed]]:
    """Changes in groups that share a rule."""
    rules = {change: set(linear.naming[change[0]]) for change in changes}
    ordered = _ordered(changes)
    return _groups(ordered, [(one, other) for one, other in combinations(ordered, 2) if rules[one] & rules[other]])


def _taken_apart(sets: Sequence[frozenset[Placed]]) -> list[list[frozenset[Placed]]]:
    """Choices whose product the sets are. Changes that never go together are of one choice."""
    changes = _ordered(frozenset().union(*sets))
    if not changes:
        return []
    if len(changes) > MOST_CHANGES:
        return [list(sets)]
    together = {pair for each in sets for pair in combinations(_ordered(each), 2)}
    apart = [pair for pair in combinations(changes, 2) if pair not in together]
    choices = [list(dict.fromkeys(each.intersection(group) for each in sets)) for group in _groups(changes, apart)]
    return choices if prod(map(len, choices)) == len(sets) else [list(sets)]


def _groups(changes: Sequence[Placed], pairs: Sequence[tuple[Placed, Placed]]) -> list[list[Placed]]:
    """The changes that pairs join, in their order."""
    group_of = {change: [change] for change in changes}
    for one, other in pairs:
        if group_of[one] is not group_of[other]:
            group_of[one].extend(group_of[other])
            group_of.update(dict.fromkeys(group_of[other], group_of[one]))
    return [_ordered(group) for group in {id(group): group for group in group_of.values()}.values()]


def joined(parts: Sequence[Corrections], limit: int) -> Corrections:
    """Corrections of the whole report: one of each part, the most plausible first. No more are made than are listed."""
    if len(parts) < 2:
        return parts[0] if parts else Corrections()
    many = prod(map(len, parts))
    listed = sorted(map(_united, islice(_best_first(parts), limit)), key=implausibility)
    return Corrections(
        listed,
        many > limit or any(part.truncated for part in parts),
        any(part.timed_out for part in parts),
        tuple(parts),
    )


def _best_first(parts: Sequence[Corrections]) -> Iterator[tuple[Correction, ...]]:
    """Every way to take one correction of each part, the most plausible first, each made when it is asked for."""
    keys = [[implausibility(correction) for correction in part] for part in parts]
    if not all(keys):
        return

    def key(taken: tuple[int, ...]) -> tuple[int, tuple[tuple[str, ...], ...]]:
        ranks = [keys[at][number] for at, number in enumerate(taken)]
        return sum(rank for rank, _ in ranks), tuple(paths for _, paths in ranks)

    first = (0,) * len(parts)
    waiting = [(key(first), first)]
    seen = {first}
    while waiting:
        _, taken = heappop(waiting)
        yield tuple(part[number] for part, number in zip(parts, taken, strict=True))
        for at, number in enumerate(taken):
            after = (*taken[:at], number + 1, *taken[at + 1 :])
            if number + 1 < len(parts[at]) and after not in seen:
                seen.add(after)
                heappush(waiting, (key(after), after))


def _united(corrections: Sequence[Correction]) -> Correction:
    changes: tuple[Change, ...] = tuple(change for each in corrections for change in each.changes)
    guesses = dict.fromkeys(change.guess for change in changes if change.guess is not None)
    return Correction(changes, sum(each.weight for each in corrections), ", ".join(guesses))

"""What of a large system hangs together: rules with common absent figures, and contradictions with common figures."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple, TypeAlias

__all__ = ["Group", "Seed", "clusters", "groups"]


class Group(NamedTuple):
    """Rules that absent figures hold together, and these figures."""

    rules: tuple[int, ...]
    indices: frozenset[int]


def groups(rules: Iterable[tuple[int, Sequence[int]]]) -> list[Group]:
    """Rules, each with the absent figures in it, in groups that share none.

    >>> groups([(0, [1, 2]), (1, [3]), (2, [2, 4])])
    [Group(rules=(0, 2), indices=frozenset({1, 2, 4})), Group(rules=(1,), indices=frozenset({3}))]
    """
    number_of: dict[int, int] = {}
    live: dict[int, tuple[list[int], set[int]]] = {}
    for at, absent in rules:
        joined = {number_of[index] for index in absent if index in number_of}
        number = max(joined, key=lambda one: len(live[one][1]), default=at)
        inside, indices = live.setdefault(number, ([], set()))
        new = set(absent)
        for other in joined - {number}:  # the smaller ones go into the largest
            more, theirs = live.pop(other)
            inside += more
            new |= theirs
        inside.append(at)
        indices |= new
        number_of.update(dict.fromkeys(new, number))
    return [Group(tuple(sorted(inside)), frozenset(indices)) for inside, indices in live.values()]


Seed: TypeAlias = tuple[frozenset[int], tuple[str, int]]
"""A contradiction: the figures in it, and what it is."""


def clusters(seeds: Collection[Seed]) -> list[list[Seed]]:
    """The contradictions that share figures, together."""
    found: list[tuple[set[int], list[Seed]]] = []
    for seed in seeds:
        indices, members = set(seed[0]), [seed]
        apart: list[tuple[set[int], list[Seed]]] = []
        for cluster in found:
            if cluster[0].isdisjoint(seed[0]):
                apart.append(cluster)
            else:
                indices |= cluster[0]
                members = [*cluster[1], *members]
        found = [*apart, (indices, members)]
    return [members for _, members in found]

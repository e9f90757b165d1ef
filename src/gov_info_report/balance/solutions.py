"""The integers that satisfy a linear system when some figures are known: whether there are any, how far each goes.

The identities of a table are a network, whose extreme solutions are integers; linked reports have others only where
some ten figures of several rows, columns and reports are free at once, and no correction is that large.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from copy import copy
from functools import cached_property
from math import floor
from typing import Literal, NamedTuple, TypeAlias

from gov_info_report.balance.apart import Group, clusters, groups
from gov_info_report.balance.linear import Known, LinearSystem, total_of
from gov_info_report.balance.simplex import Dictionary, Exact, Terms

__all__ = ["Assignment", "Forced", "Proof", "Range", "Solutions"]

Range: TypeAlias = tuple[int | None, int | None]
"""The least and the greatest value of a figure; `None` where it has no end."""

Proof: TypeAlias = dict[int, Exact]
"""How often each rule counts when rules are added up to show something."""


class Forced(NamedTuple):
    """The one value that a figure can have, and why it is neither less nor more."""

    value: int
    below: Proof
    above: Proof


class Assignment:
    """The known figures of a system, `None` where one is absent, and what each rule lacks by them."""

    def __init__(self, system: LinearSystem, known: Known) -> None:
        """Sum the known figures of each rule up."""
        self.system = system
        self.known = known
        self.absent = frozenset(index for index, value in enumerate(known) if value is None)
        counted = [value or 0 for value in known]
        self.lacks = [-total_of(rule, counted) for rule in system.rules]
        self.odd = [
            index for index, value in enumerate(known) if value is not None and value < 0 and system.counts[index]
        ]
        self._open = (
            [not self.absent.isdisjoint(rule) for rule in system.rules] if self.absent else [False] * len(system.rules)
        )
        self._opened = [at for at, is_open in enumerate(self._open) if is_open]
        self._broken = [at for at in range(len(system.rules)) if not self._open[at] and not self._holds(at)]
        self._ignored: frozenset[int] = frozenset()

    def _holds(self, at: int) -> bool:
        return self.lacks[at] == 0

    def solutions(self, free: Collection[int] = frozenset()) -> Solutions:
        """All that the absent figures can be, and with them known figures that are free to be another."""
        touched = dict.fromkeys(at for index in free for at in self.system.naming[index])
        rules = [*touched, *(at for at, is_open in enumerate(self._open) if is_open and at not in touched)]
        odd = [index for index in self.odd if index not in free]
        broken = [at for at in self._broken if at not in touched]
        return Solutions(self, self.absent | frozenset(free), rules, odd, broken)

    def near(self, free: Collection[int] = frozenset()) -> Solutions:
        """Like `solutions`, of what these figures and the contradictions reach: all else has a solution of its own.

        In a system of many reports that is very little of it.
        """
        touched = dict.fromkeys(at for index in free for at in self.system.naming[index] if at not in self._ignored)
        reached = {
            self._group_of[index] for at in touched for index in self.system.rules[at] if index in self._group_of
        }
        groups = [self._groups[number] for number in sorted(reached | self._contradicted)]
        rules = dict.fromkeys([*touched, *(at for group in groups for at in group.rules if at not in self._ignored)])
        unknown = frozenset(free).union(*(group.indices for group in groups))
        odd = [index for index in self.odd if index not in free]
        return Solutions(self, unknown, list(rules), odd, [at for at in self._broken if at not in touched])

    @cached_property
    def _groups(self) -> list[Group]:
        """The rules that absent figures hold together, with these figures."""
        rules = self.system.rules
        opened = [(at, [index for index in rules[at] if index in self.absent]) for at in self._opened]
        return groups(opened)

    @cached_property
    def _group_of(self) -> dict[int, int]:
        return {index: number for number, group in enumerate(self._groups) for index in group.indices}

    @cached_property
    def _contradicted(self) -> frozenset[int]:
        """The groups that have no solution whatever their absent figures are."""
        return frozenset(
            number
            for number, group in enumerate(self._groups)
            if Solutions(self, group.indices, group.rules, (), ()).conflict is not None
        )

    def contradictions(self) -> list[Assignment]:
        """The assignment for each contradiction that shares no figure with another, the others ignored."""
        seeds = [
            *((frozenset(self.system.rules[at]), ("broken", at)) for at in self._broken),
            *((frozenset((index,)), ("odd", index)) for index in self.odd),
            *(
                (
                    frozenset(index for at in self._groups[number].rules for index in self.system.rules[at]),
                    ("group", number),
                )
                for number in self._contradicted
            ),
        ]
        return [self._alone([kind for _, kind in cluster]) for cluster in clusters(seeds)]

    def quiet(self) -> Assignment:
        """The assignment with every contradiction ignored."""
        return self._alone(())

    def _alone(self, kinds: Collection[tuple[str, int]]) -> Assignment:
        alone = copy(self)
        alone._broken = [at for at in self._broken if ("broken", at) in kinds]
        alone.odd = [index for index in self.odd if ("odd", index) in kinds]
        groups = frozenset(number for number in self._contradicted if ("group", number) in kinds)
        others = (at for number in self._contradicted - groups for at in self._groups[number].rules)
        alone._ignored = frozenset((*(set(self._broken) - set(alone._broken)), *others))
        alone.__dict__["_contradicted"] = groups
        return alone


class Solutions:
    """All that the absent figures of an assignment can be.

    `conflict` is `None` when there is a solution; else it holds the indices of known figures that contradict each
    other by the rules alone, as few as one proof of it needs. What a figure can be is asked only without a conflict.
    """

    def __init__(
        self,
        assignment: Assignment,
        unknown: frozenset[int],
        rules: Sequence[int],
        odd: Sequence[int],
        broken: Sequence[int],
    ) -> None:
        """The solutions of an assignment with the figures that are absent or free, and the rules that speak of them.

        `odd` are known figures out of their bounds, `broken` rules among known figures that do not hold.
        """
        self.system = assignment.system
        self._assignment = assignment
        self.unknown = sorted(unknown)
        self._dictionary = Dictionary()
        self._terms: dict[int, Terms] = {}  # each unknown figure by variables >= 0
        self._index_of: dict[int, int] = {}
        self._next = 0
        self._moved: set[int] = set()  # figures that were last seen to have another value
        self.conflict = (
            frozenset(odd[:1]) if odd else frozenset(self.system.rules[broken[0]]) if broken else self._state(rules)
        )

    # Stating the system

    def _state(self, order: Collection[int]) -> frozenset[int] | None:
        for index in self.unknown:
            self._terms[index] = self._variables(index)
        for at in order:
            if (failure := self._rule(at)) is not None:
                return self._known_in(failure)
        return None

    def _variable(self) -> int:
        self._next += 1
        return self._next - 1

    def _variables(self, index: int) -> Terms:
        """A figure by variables that are >= 0: one for a count, else the difference of two."""
        terms: Terms = (
            {self._variable(): 1} if self.system.counts[index] else {self._variable(): 1, self._variable(): -1}
        )
        self._index_of.update(dict.fromkeys(terms, index))
        return terms

    def _rule(self, at: int) -> Terms | None:
        rest = self._assignment.lacks[at]
        terms: Terms = {}
        for index, factor in self.system.rules[at].items():
            if index in self._terms:
                rest += factor * (self._assignment.known[index] or 0)  # it is free to be another
                terms |= {variable: factor * sign for variable, sign in self._terms[index].items()}
        return self._dictionary.equate(terms, rest, _marker(at))

    def _known_in(self, failure: Terms) -> frozenset[int]:
        """The known figures that count in a contradiction between rules, each counted so many times."""
        counts: dict[int, Exact] = {}
        for at, times in _rules_in(failure).items():
            for index, factor in self.system.rules[at].items():
                if index not in self._terms:
                    counts[index] = counts.get(index, 0) + times * factor
        return frozenset(index for index, count in counts.items() if count)

    # Asking it

    def example(self) -> dict[int, int]:
        """One solution: a value for each absent figure."""
        return {index: int(self._value(index)) for index in self._terms}

    def _value(self, index: int) -> Exact:
        """What a figure is in the solution at hand."""
        return sum(sign * self._dictionary.value(variable) for variable, sign in self._terms[index].items())

    def end(self, index: int, direction: Literal[1, -1]) -> int | None:
        """The greatest value of an absent figure (or with -1 the least), `None` where it has no end."""
        end, _ = self._dictionary.most(self._directed(index, direction))
        return None if end is None else direction * floor(end)

    def range(self, index: int) -> Range:
        """The least and the greatest value of an absent figure."""
        return self.end(index, -1), self.end(index, 1)

    def forced(self) -> dict[int, Forced]:
        """Every absent figure that has one value only."""
        out: dict[int, Forced] = {}
        example = self.example()
        free = self._free()
        undecided = dict.fromkeys(index for index in self.unknown if index not in free)
        while undecided:
            index = next(iter(undecided))
            del undecided[index]
            above = self._proof(index, 1, example)
            below = self._proof(index, -1, example) if above is not None else None
            if above is not None and below is not None:
                out[index] = Forced(example[index], below, above)
            else:
                undecided = {at: None for at in undecided if at not in self._moved}
        return out

    def _proof(self, index: int, direction: Literal[1, -1], example: Mapping[int, int]) -> Proof | None:
        """The proof that a figure is never more (or less) than it is in the example; `None` when it can be."""
        if direction == -1 and example[index] == 0 and self.system.counts[index]:
            return {}
        standard = direction * example[index]
        end, growth = self._dictionary.most(self._directed(index, direction), standard)
        if end is None:
            self._moved = self._changed(growth)
            return None
        if end > standard:
            self._moved = {at for at, value in example.items() if self._value(at) != value}
            return None
        return _rules_in(growth)

    def _directed(self, index: int, direction: Literal[1, -1]) -> Terms:
        return {variable: direction * sign for variable, sign in self._terms[index].items()}

    def _free(self) -> set[int]:
        """Absent figures that have another value in a neighbouring solution; there may be more."""
        standing = self._dictionary.standing()
        stated = self._dictionary.rows.keys() | standing
        free = {self._index_of[variable] for variable in self._index_of.keys() - stated}
        for variable in standing:
            free |= self._changed(self._dictionary.free_column(variable) or {})
        return free

    def _changed(self, column: Terms) -> set[int]:
        """The figures that change when variables change by so much."""
        changes: dict[int, Exact] = {}
        for variable, change in column.items():
            index = self._index_of.get(variable)
            if index is not None:
                changes[index] = changes.get(index, 0) + change * self._terms[index][variable]
        return {index for index, change in changes.items() if change}


def _marker(rule: int) -> int:
    """The marker of a rule, which is less than 0."""
    return -1 - rule


def _rules_in(markers: Terms) -> Proof:
    return {-1 - marker: times for marker, times in markers.items()}

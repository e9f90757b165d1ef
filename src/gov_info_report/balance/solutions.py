"""The integers that satisfy a linear system when some figures are known: whether there are any, how far each goes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from copy import copy
from functools import cached_property
from math import ceil, floor, gcd
from typing import Literal, NamedTuple, TypeAlias

from gov_info_report.balance.apart import Group, clusters, groups
from gov_info_report.balance.linear import Known, LinearSystem
from gov_info_report.balance.simplex import Dictionary, Exact, Terms

__all__ = ["Forced", "Proof", "Range", "Record", "Solutions", "Undecided"]

Range: TypeAlias = tuple[int | None, int | None]
"""The least and the greatest value of a figure; `None` where it has no end."""

Proof: TypeAlias = dict[int, Exact]
"""How often each rule counts when rules are added up to show something."""

MOST_BRANCHES = 200
"""Integers are searched in so many branches of a system whose vertices are no integers; the form has no need of any."""


class Undecided(Exception):  # noqa: N818
    """The search for integers was given up."""


class Forced(NamedTuple):
    """The one value that a figure can have, and why it is neither less nor more."""

    value: int
    below: Proof
    above: Proof


class Record:
    """The known figures of a system, `None` where one is absent, and what each rule lacks by them."""

    def __init__(self, system: LinearSystem, known: Known) -> None:
        """Sum the known figures of each rule up."""
        self.system = system
        self.known = known
        self.absent = frozenset(place for place, value in enumerate(known) if value is None)
        self.lacks = [rule.lacks(known) for rule in system.rules]
        self.odd = [place for place, value in enumerate(known) if value is not None and not system.admits(place, value)]
        self._open = (
            [not self.absent.isdisjoint(rule.coefficients) for rule in system.rules]
            if self.absent
            else [False] * len(system.rules)
        )
        self._opened = [at for at, is_open in enumerate(self._open) if is_open]
        self._broken = [at for at in range(len(system.rules)) if not self._open[at] and not self._holds(at)]
        self._ignored: frozenset[int] = frozenset()

    def _holds(self, at: int) -> bool:
        return self.lacks[at] == 0

    def solutions(self, free: Collection[int] = frozenset()) -> Solutions:
        """All that the absent figures can be, and with them known figures that are free to be another."""
        touched = dict.fromkeys(at for place in free for at in self.system.naming[place])
        rules = [*touched, *(at for at, is_open in enumerate(self._open) if is_open and at not in touched)]
        odd = [place for place in self.odd if place not in free]
        broken = [at for at in self._broken if at not in touched]
        return Solutions(self, self.absent | frozenset(free), rules, odd, broken)

    def near(self, free: Collection[int] = frozenset()) -> Solutions:
        """Like `solutions`, of what these figures and the contradictions reach: all else has a solution of its own.

        In a system of many reports that is very little of it.
        """
        touched = dict.fromkeys(at for place in free for at in self.system.naming[place] if at not in self._ignored)
        reached = {
            self._group_of[place]
            for at in touched
            for place in self.system.rules[at].coefficients
            if place in self._group_of
        }
        groups = [self._groups[number] for number in sorted(reached | self._contradicted)]
        rules = dict.fromkeys([*touched, *(at for group in groups for at in group.rules if at not in self._ignored)])
        unknown = frozenset(free).union(*(group.places for group in groups))
        odd = [place for place in self.odd if place not in free]
        return Solutions(self, unknown, list(rules), odd, [at for at in self._broken if at not in touched])

    @cached_property
    def _groups(self) -> list[Group]:
        """The rules that absent figures hold together, with these figures."""
        rules = self.system.rules
        opened = [(at, [place for place in rules[at].coefficients if place in self.absent]) for at in self._opened]
        return groups(opened)

    @cached_property
    def _group_of(self) -> dict[int, int]:
        return {place: number for number, group in enumerate(self._groups) for place in group.places}

    @cached_property
    def _contradicted(self) -> frozenset[int]:
        """The groups that have no solution whatever their absent figures are."""
        return frozenset(
            number
            for number, group in enumerate(self._groups)
            if Solutions(self, group.places, group.rules, (), ()).conflict is not None
        )

    def contradictions(self) -> list[Record]:
        """The record once for each contradiction that shares no figure with another; the others are ignored there."""
        seeds = [
            *((frozenset(self.system.rules[at].coefficients), ("broken", at)) for at in self._broken),
            *((frozenset((place,)), ("odd", place)) for place in self.odd),
            *(
                (frozenset(place for at in self._groups[number].rules for place in self.system.rules[at].coefficients),
                 ("group", number))
                for number in self._contradicted
            ),
        ]  # fmt: skip
        return [self._alone([kind for _, kind in cluster]) for cluster in clusters(seeds)]

    def quiet(self) -> Record:
        """The record with every contradiction ignored."""
        return self._alone(())

    def _alone(self, kinds: Collection[tuple[str, int]]) -> Record:
        alone = copy(self)
        alone._broken = [at for at in self._broken if ("broken", at) in kinds]
        alone.odd = [place for place in self.odd if ("odd", place) in kinds]
        groups = frozenset(number for number in self._contradicted if ("group", number) in kinds)
        others = (at for number in self._contradicted - groups for at in self._groups[number].rules)
        alone._ignored = frozenset((*(set(self._broken) - set(alone._broken)), *others))
        alone.__dict__["_contradicted"] = groups
        return alone


class Solutions:
    """All that the absent figures of a record can be.

    `conflict` is `None` when there is a solution; else it holds the places of known figures that contradict each
    other by the rules alone, as few as one proof of it needs. What a figure can be is asked only without a conflict.
    """

    def __init__(
        self, record: Record, unknown: frozenset[int], rules: Sequence[int], odd: Sequence[int], broken: Sequence[int]
    ) -> None:
        """The solutions of a record with the figures that are absent or free, and the rules that speak of them.

        `odd` are known figures out of their bounds, `broken` rules among known figures that do not hold.
        """
        self.system = record.system
        self._record = record
        self.unknown = sorted(unknown)
        self._dictionary = Dictionary()
        self._terms: dict[int, tuple[Terms, int]] = {}  # each unknown figure by variables >= 0
        self._place_of: dict[int, int] = {}
        self._next = 0
        self._moved: set[int] = set()  # figures that were last seen to have another value
        self._example: dict[int, int] | None = None
        self._is_given_up = False
        self.conflict = (
            frozenset(odd[:1])
            if odd
            else frozenset(self.system.rules[broken[0]].coefficients)
            if broken
            else self._state(rules)
        )

    # Stating the system

    def _state(self, order: Collection[int]) -> frozenset[int] | None:
        for place in self.unknown:
            if (failure := self._bound(place)) is not None:
                return self._known_in(failure)
        for at in order:
            if (failure := self._rule(at)) is not None:
                return self._known_in(failure)
        if self._is_integral():
            return None
        try:
            self._example = self._some_integers(self._dictionary)
        except Undecided:
            self._is_given_up = True
            return None  # no conflict is shown
        return self._fewest() if self._example is None else None

    def _variable(self) -> int:
        self._next += 1
        return self._next - 1

    def _bound(self, place: int) -> Terms | None:
        """Write a figure by variables that are >= 0."""
        low, high = self.system.lows[place], self.system.highs[place]
        variable = self._variable()
        self._place_of[variable] = place
        if low is not None:
            self._terms[place] = {variable: 1}, low
        elif high is not None:
            self._terms[place] = {variable: -1}, high
        else:
            self._terms[place] = {variable: 1, (negative := self._variable()): -1}, 0
            self._place_of[negative] = place
        if low is not None and high is not None:
            return self._dictionary.equate({variable: 1, self._variable(): 1}, high - low, self._marker(None))
        return None

    def _marker(self, rule: int | None) -> int:
        """The marker of a rule; all bounds share one, since no known figure stands behind them."""
        return -1 if rule is None else -2 - rule

    def _rule(self, at: int) -> Terms | None:
        rule, marker, known = self.system.rules[at], self._marker(at), self._record.known
        rest = self._record.lacks[at]
        factors: dict[int, int] = {}
        for place, factor in rule.coefficients.items():
            if place in self._terms:
                factors[place] = factor
                rest += factor * (known[place] or 0)  # it is free to be another
        if rest % gcd(*factors.values()):
            return {marker: 1}
        terms, constant = self._by_variables(factors)
        return self._dictionary.equate(terms, rest - constant, marker)

    def _by_variables(self, factors: dict[int, int]) -> tuple[Terms, int]:
        terms: Terms = {}
        constant = 0
        for place, factor in factors.items():
            own, base = self._terms[place]
            constant += factor * base
            for variable, inner in own.items():
                terms[variable] = terms.get(variable, 0) + factor * inner
        return terms, constant

    def _known_in(self, failure: Terms) -> frozenset[int]:
        """The known figures that count in a contradiction between rules, each counted so many times."""
        counts: dict[int, Exact] = {}
        for at, times in self._rules_in(failure).items():
            for place, factor in self.system.rules[at].coefficients.items():
                if place not in self._terms:
                    counts[place] = counts.get(place, 0) + times * factor
        return frozenset(place for place, count in counts.items() if count)

    def _rules_in(self, markers: Terms) -> Proof:
        return {-2 - marker: times for marker, times in markers.items() if marker <= -2}

    def _fewest(self) -> frozenset[int]:
        """Figures that contradict each other over the integers, none of which could be missed."""
        places = {place for rule in self.system.rules for place in rule.coefficients} - self._terms.keys()
        for place in sorted(places):
            fewer = [value if at in places and at != place else None for at, value in enumerate(self._record.known)]
            if Record(self.system, fewer).solutions().conflict is not None:
                places.remove(place)
        return frozenset(places)

    # Asking it

    def example(self) -> dict[int, int]:
        """One solution: a value for each absent figure. `Undecided` when the search for integers was given up."""
        if self._is_given_up:
            raise Undecided
        if self._example is None:
            self._example = self._values(self._dictionary)
        return self._example

    def end(self, place: int, direction: Literal[1, -1]) -> int | None:
        """The greatest value of an absent figure (or with -1 the least), `None` where it has no end."""
        terms, base = self._terms[place]
        terms = {variable: direction * factor for variable, factor in terms.items()}
        end, _ = self._dictionary.most(terms)
        if end is None:
            return None
        return base + direction * (int(end) if self._is_integral() else self._most_by_integers(terms))

    def range(self, place: int) -> Range:
        """The least and the greatest value of an absent figure; `None` also where the search for it was given up."""
        return self._end_or_none(place, -1), self._end_or_none(place, 1)

    def _end_or_none(self, place: int, direction: Literal[1, -1]) -> int | None:
        try:
            return self.end(place, direction)
        except Undecided:
            return None

    def forced(self) -> dict[int, Forced]:
        """Every absent figure that has one value only; none when the search for integers was given up."""
        out: dict[int, Forced] = {}
        try:
            example = self.example()
        except Undecided:
            return out
        free = self._free()
        undecided = dict.fromkeys(place for place in self.unknown if place not in free)
        while undecided:
            place = next(iter(undecided))
            del undecided[place]
            try:
                above = self._proof(place, 1, example[place])
                below = self._proof(place, -1, example[place]) if above is not None else None
            except Undecided:
                continue
            if above is not None and below is not None:
                out[place] = Forced(example[place], below, above)
            else:
                undecided = {at: None for at in undecided if at not in self._moved}
        return out

    def _proof(self, place: int, direction: Literal[1, -1], value: int) -> Proof | None:
        """The proof that a figure is never more (or less) than it is in the example; `None` when it can be."""
        if value == (self.system.highs if direction == 1 else self.system.lows)[place]:
            return {}
        terms, base = self._terms[place]
        terms = {variable: direction * factor for variable, factor in terms.items()}
        standard = direction * (value - base)
        end, growth = self._dictionary.most(terms, standard)
        if end is None:
            self._moved = self._changed(growth)
            return None
        if not self._is_integral():
            self._moved = set()
            best = self._most_by_integers(terms)
            return None if best > standard else dict.fromkeys(range(len(self.system.rules)), 1)
        if end > standard:
            example = self.example()
            self._moved = {at for at, now in self._exact(self._dictionary) if now != example[at]}
            return None
        return self._rules_in(growth)

    def _free(self) -> set[int]:
        """Absent figures that have another value in a neighbouring solution; there may be more."""
        if not self._is_integral():
            return set()
        standing = self._dictionary.standing()
        stated = self._dictionary.rows.keys() | standing
        free = {self._place_of[variable] for variable in self._place_of.keys() - stated}
        for variable in standing:
            free |= self._changed(self._dictionary.free_column(variable) or {})
        return free

    def _changed(self, column: Terms) -> set[int]:
        """The figures that change when variables change by so much."""
        changes: dict[int, Exact] = {}
        for variable, change in column.items():
            place = self._place_of.get(variable)
            if place is not None:
                changes[place] = changes.get(place, 0) + change * self._terms[place][0][variable]
        return {place for place, change in changes.items() if change}

    # Integers

    def _values(self, dictionary: Dictionary) -> dict[int, int]:
        return {place: int(value) for place, value in self._exact(dictionary)}

    def _exact(self, dictionary: Dictionary) -> Iterator[tuple[int, Exact]]:
        for place, (terms, base) in self._terms.items():
            yield place, sum((factor * dictionary.value(variable) for variable, factor in terms.items()), start=base)

    def _is_integral(self) -> bool:
        return all(constant.denominator == 1 for constant in self._dictionary.constants.values())

    def _some_integers(self, dictionary: Dictionary) -> dict[int, int] | None:
        """A solution in integers, by halving the range of a figure that is none."""
        return next((self._values(leaf) for leaf in self._leaves(dictionary, None)), None)

    def _most_by_integers(self, terms: Terms) -> int:
        best: int | None = None
        for leaf in self._leaves(self._dictionary, terms):
            value = sum(int(factor * leaf.value(variable)) for variable, factor in terms.items())
            best = value if best is None else max(best, value)
        assert best is not None  # there is a solution, or nobody had asked
        return best

    def _leaves(self, dictionary: Dictionary, goal: Terms | None) -> Iterator[Dictionary]:
        """Every corner at which all figures are integers, once nothing better is left beside it."""
        waiting = [dictionary]
        best: Exact | None = None
        for _ in range(MOST_BRANCHES):
            if not waiting:
                return
            here = waiting.pop()
            end = here.most(goal)[0] if goal is not None else None
            if best is not None and end is not None and floor(end) <= best:
                continue
            broken = next(((place, value) for place, value in self._exact(here) if value.denominator != 1), None)
            if broken is None:
                if end is not None:
                    best = end
                yield here
                continue
            place, value = broken
            terms, base = self._terms[place]
            for side, limit in ((1, floor(value)), (-1, -ceil(value))):
                # Σ terms + base <= floor, or >= ceil: an equation with one more variable that takes up the rest
                twin = here.copy()
                sided: Terms = {variable: side * factor for variable, factor in terms.items()}
                sided[self._variable()] = 1
                if twin.equate(sided, limit - side * base, self._marker(None)) is None:
                    waiting.append(twin)
        raise Undecided

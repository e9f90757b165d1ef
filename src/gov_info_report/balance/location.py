"""Error localisation: the smallest sets of figures whose change makes every identity hold.

After Fellegi & Holt, "A systematic approach to automatic edit and imputation" (*JASA* 71, 1976): change as few
figures as possible, and let the rules say to what. Where several sets are equally small, all of them are given.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import inf
from time import monotonic

from attrs import frozen

from gov_info_report.balance.answers import Change, Correction, Corrections, Proposal
from gov_info_report.balance.check import assess
from gov_info_report.balance.deduction import known_counts
from gov_info_report.balance.factors import factors, joined
from gov_info_report.balance.linear import Known, LinearSystem, components_of
from gov_info_report.balance.plausible import guessed, implausibility
from gov_info_report.balance.search import Indices, OutOfTimeError, Search, Weight
from gov_info_report.balance.solutions import Assignment, Range
from gov_info_report.balance.system import System, system
from gov_info_report.findings import Finding
from gov_info_report.model import LIMIT, Figure, Report, tables_of

__all__ = ["Located", "corrections_of", "locate_in", "located_in_assignment", "proposal"]

MOST_SETS = 1000
"""So many sets of a part are looked at for the most plausible, though fewer be listed."""

NO_COUNT = frozenset(("value-negative", "value-fractional"))
"""Findings on a number that is no count, whatever the identities say."""


def corrections_of(
    report: Report, finding: Finding | None, weights: Mapping[str, Weight], limit: int, seconds: float
) -> Corrections:
    """What `locate` answers for one report."""
    for path in weights:
        report[path]  # refuses a path that is no figure
    deadline = monotonic() + seconds
    tables = {of.name: (system(of.name, of.edition), of.figures(section)) for of, section in tables_of(report)}
    parts: list[Corrections] = []
    for of, figures in tables.values():
        asked = _asked(of, figures, finding)
        if asked is None:
            continue
        linear, known, wrong = asked
        prices = [weights.get(path, 1) for path in of.table.paths]
        for located in locate_in(linear, known, prices, wrong=wrong, limit=max(limit, MOST_SETS), deadline=deadline):
            whole = located.truncated or not located.sets  # sets that are not all known cannot be taken apart
            for sets in [located.sets] if whole else factors(located.sets, linear):
                corrections = [_correction(of, figures, each, prices, tables) for each in sets]
                parts.append(_ranked(corrections, located.truncated, located.timed_out, limit))
    return joined(parts, limit)


def _asked(
    of: System, figures: Sequence[Figure], finding: Finding | None
) -> tuple[LinearSystem, Known, frozenset[int]] | None:
    """What to solve in a table: the rules, the counts known, and the indices of numbers that are surely wrong."""
    known, no_counts = known_counts(of, figures)
    if finding is None:
        return of.linear, known, frozenset(no_counts)
    indices = {path: index for index, path in enumerate(of.table.paths)}
    about = [indices[path] for path in finding.paths if path in indices]
    broken = {each.identity for each in assess(of, figures) if each.state == "broken"}
    named = [each for each in broken if (each.code, each.paths) == (finding.code, finding.paths)]
    if not named and not (finding.code in NO_COUNT and about):
        return None
    both = zip(of.linear.rules, of.identities, strict=True)
    kept = [rule for rule, identity in both if identity not in broken or identity in named]
    wrong = no_counts.intersection(about) if finding.code in NO_COUNT else frozenset()
    counts = [is_count and index not in no_counts - wrong for index, is_count in enumerate(of.linear.counts)]
    return LinearSystem(of.linear.size, tuple(kept), tuple(counts)), known, frozenset(wrong)


def _correction(
    of: System,
    figures: Sequence[Figure],
    proposed: Mapping[int, Range],
    prices: Sequence[Weight],
    tables: Mapping[str, tuple[System, Sequence[Figure]]],
) -> Correction:
    changes = [Change(of.table.paths[at], figures[at], proposal(*proposed[at])) for at in sorted(proposed)]
    return guessed(changes, float(sum(prices[at] for at in proposed)), tables)


def proposal(low: int | None, high: int | None) -> Proposal:
    """What a figure would have to be, from the least and the greatest that the rules leave it."""
    least = 1 - LIMIT if low is None else low
    greatest = LIMIT - 1 if high is None else high
    return least if least == greatest else (least, greatest)


def _ranked(corrections: Sequence[Correction], truncated: bool, timed_out: bool, limit: int) -> Corrections:
    """The most plausible first, and no more than the limit."""
    listed = sorted(corrections, key=implausibility)[:limit]
    return Corrections(listed, truncated or len(corrections) > limit, timed_out)


@frozen
class Located:
    """The lightest sets of one part of a system, as the figures to change with the values that they can then have."""

    sets: tuple[Mapping[int, Range], ...]
    weight: Weight
    truncated: bool = False
    timed_out: bool = False


def locate_in(
    linear: LinearSystem,
    known: Known,
    weights: Sequence[Weight] | None = None,
    *,
    wrong: Iterable[int] = (),
    limit: int = 100,
    deadline: float = inf,
) -> Iterator[Located]:
    """The lightest sets of known figures to change, for each part of a system that is contradicted.

    `wrong` are indices that have to change whatever the rules say; a figure that is known to be wrong and cannot be
    stated as an integer stands as `None` in `known`. `deadline` is a time of the monotonic clock.

    >>> linear = LinearSystem(4, ({0: 1, 1: 1, 2: -1}, {2: 1, 3: -1}))
    >>> [part.sets for part in locate_in(linear, [1, 1, 3, 2])]
    [({2: (2, 2)},)]
    """
    surely = frozenset(wrong)
    for indices, part in components_of(linear):
        at = {index: number for number, index in enumerate(indices)}
        assignment = Assignment(part, [known[index] for index in indices])
        inside = frozenset(at[index] for index in surely if index in at)
        prices = {number: weights[index] if weights else 1 for index, number in at.items()}
        for index in assignment.absent - inside:
            del prices[index]
        search = _PartSearch(assignment, inside, prices, deadline)
        if search.conflict_of(frozenset()) is not None:
            yield search.located(limit, indices)


def located_in_assignment(
    assignment: Assignment, wrong: Indices, prices: Mapping[int, Weight], limit: int, deadline: float
) -> Located:
    """The lightest sets of one assignment; `wrong` are indices that have to change whatever the rules say."""
    return _PartSearch(assignment, wrong, prices, deadline).located(limit, range(assignment.system.size))


@frozen
class _PartSearch:
    """The search in one part."""

    assignment: Assignment
    wrong: Indices
    prices: Mapping[int, Weight]
    deadline: float

    def conflict_of(self, free: Indices) -> Indices | None:
        """A conflict between what stays when these figures are free."""
        if left := self.wrong - free:
            return frozenset((min(left),))
        return self.assignment.near(free).conflict

    def located(self, limit: int, indices: Sequence[int]) -> Located:
        """The lightest sets, numbered as in the whole system."""
        sets, truncated, timed_out = self._lightest(limit)
        ranges = []
        for free in sets:
            solutions = self.assignment.near(free)
            ranges.append({indices[number]: solutions.range(number) for number in sorted(free)})
        weight = min((sum(self.prices[number] for number in free) for free in sets), default=0)
        return Located(tuple(ranges), weight, truncated, timed_out)

    def _lightest(self, limit: int) -> tuple[list[Indices], bool, bool]:
        """The sets, whether there are more, and whether that is because time ran out."""
        found: list[Indices] = []
        try:
            for free in Search(self.conflict_of, self.prices, self.deadline).lightest():
                if len(found) == limit:
                    return found, True, False
                found.append(free)
        except OutOfTimeError:
            return found or [self._some()], True, True
        return found, False, False

    def _some(self) -> Indices:
        """A set that balances, none of whose figures can be left out; there may be lighter ones."""
        free: Indices = frozenset()
        while (conflict := self.conflict_of(free)) is not None:
            free |= conflict
        for number in sorted(free, reverse=True):
            if self.conflict_of(free - {number}) is None:
                free -= {number}
        return free

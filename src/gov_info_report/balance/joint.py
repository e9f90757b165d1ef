"""Several reports as one integer linear system: their identities, and the links between them.

A wrong figure breaks identities of its own report and links to others; what meets all of them is one cell of one of
them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from time import monotonic
from typing import TypeAlias, cast, overload

from attrs import evolve, frozen

from gov_info_report.balance.answers import Change, Correction, Corrections
from gov_info_report.balance.check import assess
from gov_info_report.balance.deduction import known_counts
from gov_info_report.balance.factors import joined
from gov_info_report.balance.linear import Coefficients, LinearSystem, total_of
from gov_info_report.balance.location import MOST_SETS, Located, located_in_assignment, proposal
from gov_info_report.balance.plausible import guessed, implausibility
from gov_info_report.balance.search import Weight
from gov_info_report.balance.solutions import Assignment, Range
from gov_info_report.balance.system import System, system
from gov_info_report.model import Figure, Kind, Report, Table, tables_of

__all__ = ["Sides", "joint_corrections"]

Operand: TypeAlias = tuple[int, str]
Sides: TypeAlias = tuple[Sequence[Operand], Sequence[Operand]]
"""A link: figures, each by the index of its report and its path, whose sums on either side are the same number."""


@frozen(eq=False)
class _Block:
    """A table of one report, and where its figures start in the joint system."""

    report: int
    of: System
    figures: Sequence[Figure]
    start: int
    rule: int
    """The number of its first identity."""
    indices: Mapping[str, int]
    known: Sequence[int | None]
    odd: Collection[int]
    """The indices of numbers that are no counts."""


def joint_corrections(
    reports: Sequence[Report], links: Iterable[Sides], weights: Mapping[str, Weight], limit: int, seconds: float
) -> Corrections:
    """What `locate` answers for several reports: the smallest sets of figures that make all of them balance."""
    deadline = monotonic() + seconds
    tables = [
        {of.name: (system(of.name, of.edition), of.figures(part)) for of, part in tables_of(each)} for each in reports
    ]
    names = dict.fromkeys(name for each in tables for name in each)
    blocks_of = {name: {block.report: block for block in _blocks(name, tables)} for name in names}
    rules_of: defaultdict[str, list[Coefficients]] = defaultdict(list)
    for link in links:  # each is forgotten as soon as it is a rule: there are many, of many operands
        name = link[0][0][1].partition(".")[0]
        if rule := _rule(link, blocks_of.get(name, {})):
            rules_of[name].append(rule)
    found: list[Corrections] = []
    for name, block_of in blocks_of.items():
        blocks = list(block_of.values())
        figures = [figure for block in blocks for figure in block.figures]
        rules = [rule for rule in rules_of[name] if _is_known(rule, figures)]
        if any(map(_is_broken, blocks)) or not all(_holds(rule, figures) for rule in rules):
            contradictions = _located(blocks, rules, weights, limit, deadline)
            found += [_corrections(located, blocks, tables, limit) for located in contradictions]
    return joined(found, limit)


def _blocks(name: str, tables: Sequence[Mapping[str, tuple[System, Sequence[Figure]]]]) -> Iterator[_Block]:
    start = rule = 0
    for report, each in enumerate(tables):
        if name in each:
            of, figures = each[name]
            yield _Block(report, of, figures, start, rule, _indices(of.table), *known_counts(of, figures))
            start += len(figures)
            rule += len(of.identities)


class _Naming(Sequence[Sequence[int]]):
    """For each index the rules that speak of it: the identities of its table, and links. Few indices are ever asked."""

    def __init__(self, blocks: Sequence[_Block], links: Sequence[Mapping[int, int]]) -> None:
        self._blocks = blocks
        self._starts = [block.start for block in blocks]
        self._size = blocks[-1].start + len(blocks[-1].figures)
        first = blocks[-1].rule + len(blocks[-1].of.identities)
        self._links = list(enumerate(links, start=first))

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, at: int) -> Sequence[int]: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Sequence[int]]: ...
    def __getitem__(self, at: int | slice) -> Sequence[int] | Sequence[Sequence[int]]:
        if isinstance(at, slice):
            return [self[index] for index in range(*at.indices(self._size))]
        block = self._blocks[bisect_right(self._starts, at) - 1]
        own = block.of.linear.naming[at - block.start]
        return [*(block.rule + rule for rule in own), *(rule for rule, link in self._links if at in link)]


def _rule(link: Sides, block_of: Mapping[int, _Block]) -> Coefficients | None:
    """A link as coefficients; `None` where a report has no such figure, or it is an amount."""
    try:
        left, right = ([block_of[at].start + block_of[at].indices[path] for at, path in side] for side in link)
    except KeyError:
        return None
    factors = dict.fromkeys(chain(left, right), 0)
    for index in left:
        factors[index] += 1
    for index in right:
        factors[index] -= 1
    return {index: factor for index, factor in factors.items() if factor} if 0 in factors.values() else factors


@cache
def _indices(of: Table) -> Mapping[str, int]:
    """The indices of the counts of a table, by their paths."""
    counted = zip(of.paths, of.column_at, strict=True)
    return {path: index for index, (path, column) in enumerate(counted) if column.term.kind is not Kind.AMOUNT}


def _is_broken(block: _Block) -> bool:
    return bool(block.odd) or any(each.state == "broken" for each in assess(block.of, block.figures))


def _is_known(rule: Mapping[int, int], figures: Sequence[Figure]) -> bool:
    """Whether every figure of a link is a number: one that is absent would tie all that is absent in two reports."""
    return _WHOLE.issuperset(map(type, map(figures.__getitem__, rule)))


def _holds(rule: Mapping[int, int], figures: Sequence[Figure]) -> bool:
    """Whether a link holds whose figures are all known."""
    return total_of(rule, cast(Sequence[int], figures)) == 0


_WHOLE = frozenset([int])


def _located(
    blocks: Sequence[_Block],
    links: Sequence[Mapping[int, int]],
    weights: Mapping[str, Weight],
    limit: int,
    deadline: float,
) -> Iterator[Located]:
    """The lightest sets for each contradiction that shares no figure with another."""
    rules: list[Coefficients] = []
    known: list[int | None] = []
    counts: list[bool] = []
    wrong: set[int] = set()
    for block in blocks:
        start = block.start
        known += block.known
        wrong.update(start + index for index in block.odd)
        counts += block.of.linear.counts
        rules += [{start + index: factor for index, factor in rule.items()} for rule in block.of.linear.rules]
    rules += links
    assignment = Assignment(LinearSystem(len(known), tuple(rules), tuple(counts), naming=_Naming(blocks, links)), known)
    prices: dict[int, Weight] = dict.fromkeys(range(len(known)), 1)
    if weights:
        for block in blocks:
            for index, path in enumerate(block.of.table.paths):
                prices[block.start + index] = weights.get(path, 1)
    for index in assignment.absent - wrong:
        del prices[index]
    fractions = frozenset(index for index in wrong if known[index] is None)
    for alone in assignment.contradictions():
        yield located_in_assignment(alone, frozenset(), prices, max(limit, MOST_SETS), deadline)
    if fractions:  # numbers that are no integers, and so are not known: they have to change whatever else does
        yield located_in_assignment(assignment.quiet(), fractions, prices, max(limit, MOST_SETS), deadline)


def _corrections(
    located: Located,
    blocks: Sequence[_Block],
    tables: Sequence[Mapping[str, tuple[System, Sequence[Figure]]]],
    limit: int,
) -> Corrections:
    listed = [_correction(each, located.weight, blocks, tables) for each in located.sets]
    return Corrections(sorted(listed, key=_order)[:limit], located.truncated or len(listed) > limit, located.timed_out)


def _correction(
    proposed: Mapping[int, Range],
    weight: Weight,
    blocks: Sequence[_Block],
    tables: Sequence[Mapping[str, tuple[System, Sequence[Figure]]]],
) -> Correction:
    changes: list[Change] = []
    words: list[str] = []
    for block in blocks:
        indices = [at for at in sorted(proposed) if block.start <= at < block.start + len(block.figures)]
        if indices:
            plain = [
                Change(block.of.table.paths[at - block.start], block.figures[at - block.start], proposal(*proposed[at]))
                for at in indices
            ]
            named = guessed(plain, float(weight), tables[block.report])
            changes += [evolve(change, report=block.report) for change in named.changes]
            words += filter(None, named.guess.split(", "))
    return Correction(tuple(changes), float(weight), ", ".join(dict.fromkeys(words)))


def _order(correction: Correction) -> tuple[object, ...]:
    return (*implausibility(correction), tuple(change.report for change in correction.changes))

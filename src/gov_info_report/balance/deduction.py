"""Deduction: absent figures that the identities, the known figures and "a count is an integer >= 0" leave one value.

Deductive imputation as in de Waal, Pannekoek & Scholtus, *Handbook of Statistical Data Editing and Imputation* (2011),
chapter 9, made complete: what no single identity shows is found by adding identities up.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TypeAlias

from attrs import define, field

from gov_info_report.balance.answers import Deduction, Step
from gov_info_report.balance.check import assess
from gov_info_report.balance.reasons import alone, combined, zeros
from gov_info_report.balance.solutions import Assignment, Forced
from gov_info_report.balance.system import Identity, System, system
from gov_info_report.model import LIMIT, NUMBERS, Figure, Kind, Mark, Report, evolve, tables_of

__all__ = ["deduction_of", "known_counts"]

Found: TypeAlias = tuple[int, int, tuple[str, str], tuple[Identity, ...]]
"""The index of a figure, its value, why in Chinese and in English, and the identities that it follows from."""


def deduction_of(report: Report, not_applicable: bool) -> Deduction:
    """What `deduce` answers."""
    steps: list[Step] = []
    contradicted: list[str] = []
    for of, section in tables_of(report):
        identities = system(of.name, of.edition)
        if identities.identities:
            found, aside = _deduce_table(identities, of.figures(section), not_applicable)
            steps += found
            contradicted += [of.paths[index] for index in sorted(aside)]
    return Deduction(evolve(report, {step.path: step.value for step in steps}), tuple(steps), tuple(contradicted))


def known_counts(of: System, figures: Sequence[Figure]) -> tuple[list[int | None], set[int]]:
    """The counts that are known by their indices, and the indices of numbers that are no counts."""
    known: list[int | None] = list(figures)  # type: ignore[arg-type]  # what is no integer is taken out below
    odd: set[int] = set()
    for index in (*of.amounts, *(at for at, figure in enumerate(figures) if type(figure) is not int or figure < 0)):
        kind, figure = of.table.column_at[index].term.kind, figures[index]
        if not isinstance(figure, NUMBERS) or kind is Kind.AMOUNT:
            known[index] = None
            continue
        if type(figure) is not int:
            known[index] = int(figure) if figure % 1 == 0 else None
        if figure % 1 or (figure < 0 and kind is Kind.COUNT):
            odd.add(index)
    return known, odd


def _deduce_table(of: System, figures: Sequence[Figure], not_applicable: bool) -> tuple[list[Step], set[int]]:
    """The steps in one table, and the indices of its figures that contradict each other."""
    known, aside = known_counts(of, figures)
    wanted = {
        index
        for index, value in enumerate(known)
        if value is None and index not in aside and (not_applicable or figures[index] is not Mark.NOT_APPLICABLE)
    }
    for each in assess(of, figures):
        if each.state == "broken":
            aside |= {index for index in each.identity.indices if known[index] is not None}
    while True:
        trusted = [None if index in aside else value for index, value in enumerate(known)]
        chase = _Chase(of, trusted)
        conflict: Collection[int] | None = chase.run()
        if conflict is None:
            found = [each for each in chase.steps if each[0] in wanted and each[1] < LIMIT]
            conflict = chase.grounds(_newly_broken(of, figures, found))
        if not conflict:
            return [_step(of, figures, *each) for each in found], aside
        aside.update(conflict)


def _step(
    of: System, figures: Sequence[Figure], index: int, value: int, words: tuple[str, str], uses: Sequence[Identity]
) -> Step:
    reason, english = words
    return Step(
        of.table.paths[index], value, reason, tuple((each.code, each.label) for each in uses), figures[index], english
    )


def _newly_broken(of: System, figures: Sequence[Figure], found: Sequence[Found]) -> set[Identity]:
    """The identities that steps would break, by figures that were set aside, and that are not broken now."""
    filled = list(figures)
    for index, value, *_ in found:
        filled[index] = value
    before = {each.identity for each in assess(of, figures) if each.state == "broken"}
    return {each.identity for each in assess(of, filled) if each.state == "broken"} - before


@define
class _Chase:
    """What follows from figures: first from one identity at a time, then from several added up."""

    of: System
    trusted: Sequence[int | None]
    values: list[int | None] = field(init=False)
    steps: list[Found] = field(factory=list)

    @values.default
    def _known(self) -> list[int | None]:
        return list(self.trusted)

    def run(self) -> frozenset[int] | None:
        """Find all that is forced; the figures that contradict each other when they do."""
        if not self._singly(self.of.identities):
            return self._conflict()
        if None not in self.values:
            return None
        assignment = Assignment(self.of.linear, self.values)
        rest = assignment.solutions()
        if rest.conflict is not None:
            return self._conflict()
        forced = rest.forced()
        while forced:
            index = min(forced, key=lambda index: (len(forced[index].below | forced[index].above), index))
            self._add_up(index, forced[index], assignment.lacks)
            self._singly(self.of.naming[index])
            forced = {at: each for at, each in forced.items() if self.values[at] is None}
        return None

    def grounds(self, identities: Iterable[Identity]) -> set[int]:
        """The trusted figures of identities, and those that the steps to their other figures rest on."""
        uses = {index: uses for index, _, _, uses in self.steps}
        waiting = [index for identity in identities for index in identity.indices]
        seen: set[int] = set()
        while waiting:
            index = waiting.pop()
            if index not in seen:
                seen.add(index)
                waiting += [other for identity in uses.get(index, ()) for other in identity.indices]
        return {index for index in seen if self.trusted[index] is not None}

    def _conflict(self) -> frozenset[int]:
        conflict = Assignment(self.of.linear, self.trusted).solutions().conflict
        assert conflict is not None  # the chase only takes steps that every solution takes
        return conflict

    def _singly(self, identities: Sequence[Identity]) -> bool:
        """Follow single identities as far as they go; `False` when one cannot hold."""
        waiting = dict.fromkeys(identities)
        while waiting:
            identity = next(iter(waiting))
            del waiting[identity]
            left = [index for index in identity.left if self.values[index] is None]
            right = [index for index in identity.right if self.values[index] is None]
            sums = [sum(self.values[at] or 0 for at in side) for side in (identity.left, identity.right)]
            lack = sums[1] - sums[0]
            if (lack > 0 and not left) or (lack < 0 and not right):
                return False
            if len(left) + len(right) == 1:
                self._take(identity, (*left, *right), abs(lack), alone(identity, *sums))
            elif lack == 0 and not (left and right):
                self._take(identity, (*left, *right), 0, zeros(identity, sums[0]))
            else:
                continue
            waiting.update(dict.fromkeys(each for index in (*left, *right) for each in self.of.naming[index]))
        return True

    def _take(self, identity: Identity, indices: Sequence[int], value: int, words: tuple[str, str]) -> None:
        for index in indices:
            self.values[index] = value
            self.steps.append((index, value, words, (identity,)))

    def _add_up(self, index: int, forced: Forced, lacks: Sequence[int]) -> None:
        """A step by several identities, added up and taken from one another."""
        self.values[index] = forced.value
        rules = self.of.identities
        below, above = (
            [(times, lacks[at], rules[at]) for at, times in sorted(proof.items())]
            for proof in (forced.below, forced.above)
        )
        uses = tuple(rules[at] for at in sorted(forced.below | forced.above))
        self.steps.append((index, forced.value, combined(forced.value, below, above), uses))

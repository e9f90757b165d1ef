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
from gov_info_report.balance.solutions import Forced, Record
from gov_info_report.balance.system import Identity, System, system
from gov_info_report.model import LIMIT, NUMBERS, Figure, Kind, Mark, Report, evolve, tables_of

__all__ = ["deduction_of", "known_counts"]

Found: TypeAlias = tuple[int, int, tuple[str, str], tuple[Identity, ...]]
"""The place of a figure, its value, why in Chinese and in English, and the identities that it follows from."""


def deduction_of(report: Report, not_applicable: bool) -> Deduction:
    """What `deduce` answers."""
    steps: list[Step] = []
    contradicted: list[str] = []
    for of, section in tables_of(report):
        identities = system(of.name, of.edition)
        if identities.identities:
            found, aside = _deduce_table(identities, of.figures(section), not_applicable)
            steps += found
            contradicted += [of.paths[place] for place in sorted(aside)]
    return Deduction(evolve(report, {step.path: step.value for step in steps}), tuple(steps), tuple(contradicted))


def known_counts(of: System, figures: Sequence[Figure]) -> tuple[list[int | None], set[int]]:
    """The counts that are known by their places, and the places of numbers that are no counts."""
    known: list[int | None] = list(figures)  # type: ignore[arg-type]  # what is no integer is taken out below
    odd: set[int] = set()
    for place, figure in enumerate(figures):
        kind = of.table.column_at[place].term.kind
        if not isinstance(figure, NUMBERS) or kind is Kind.AMOUNT:
            known[place] = None
            continue
        if type(figure) is not int:
            known[place] = int(figure) if figure % 1 == 0 else None
        if figure % 1 or (figure < 0 and kind is Kind.COUNT):
            odd.add(place)
    return known, odd


def _deduce_table(of: System, figures: Sequence[Figure], not_applicable: bool) -> tuple[list[Step], set[int]]:
    """The steps in one table, and the places of its figures that contradict each other."""
    known, aside = known_counts(of, figures)
    wanted = {
        place
        for place, value in enumerate(known)
        if value is None and place not in aside and (not_applicable or figures[place] is not Mark.NOT_APPLICABLE)
    }
    for each in assess(of, figures):
        if each.state == "broken":
            aside |= {place for place in each.identity.places if known[place] is not None}
    while True:
        trusted = [None if place in aside else value for place, value in enumerate(known)]
        chase = _Chase(of, trusted)
        conflict: Collection[int] | None = chase.run()
        if conflict is None:
            found = [each for each in chase.steps if each[0] in wanted and each[1] < LIMIT]
            conflict = chase.grounds(_newly_broken(of, figures, found))
        if not conflict:
            return [_step(of, figures, *each) for each in found], aside
        aside.update(conflict)


def _step(
    of: System, figures: Sequence[Figure], place: int, value: int, words: tuple[str, str], uses: Sequence[Identity]
) -> Step:
    reason, english = words
    return Step(
        of.table.paths[place], value, reason, tuple((each.code, each.label) for each in uses), figures[place], english
    )


def _newly_broken(of: System, figures: Sequence[Figure], found: Sequence[Found]) -> set[Identity]:
    """The identities that steps would break, by figures that were set aside, and that are not broken now."""
    filled = list(figures)
    for place, value, *_ in found:
        filled[place] = value
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
        record = Record(self.of.linear, self.values)
        rest = record.solutions()
        if rest.conflict is not None:
            return self._conflict()
        forced = rest.forced()
        while forced:
            place = min(forced, key=lambda place: (len(forced[place].below | forced[place].above), place))
            self._add_up(place, forced[place], record.lacks)
            self._singly(self.of.naming[place])
            forced = {at: each for at, each in forced.items() if self.values[at] is None}
        return None

    def grounds(self, identities: Iterable[Identity]) -> set[int]:
        """The trusted figures of identities, and those that the steps to their other figures rest on."""
        uses = {place: uses for place, _, _, uses in self.steps}
        waiting = [place for identity in identities for place in identity.places]
        seen: set[int] = set()
        while waiting:
            place = waiting.pop()
            if place not in seen:
                seen.add(place)
                waiting += [other for identity in uses.get(place, ()) for other in identity.places]
        return {place for place in seen if self.trusted[place] is not None}

    def _conflict(self) -> frozenset[int]:
        conflict = Record(self.of.linear, self.trusted).solutions().conflict
        assert conflict is not None  # the chase only takes steps that every solution takes
        return conflict

    def _singly(self, identities: Sequence[Identity]) -> bool:
        """Follow single identities as far as they go; `False` when one cannot hold."""
        waiting = dict.fromkeys(identities)
        while waiting:
            identity = next(iter(waiting))
            del waiting[identity]
            left = [place for place in identity.left if self.values[place] is None]
            right = [place for place in identity.right if self.values[place] is None]
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
            waiting.update(dict.fromkeys(each for place in (*left, *right) for each in self.of.naming[place]))
        return True

    def _take(self, identity: Identity, places: Sequence[int], value: int, words: tuple[str, str]) -> None:
        for place in places:
            self.values[place] = value
            self.steps.append((place, value, words, (identity,)))

    def _add_up(self, place: int, forced: Forced, lacks: Sequence[int]) -> None:
        """A step by several identities, added up and taken from one another."""
        self.values[place] = forced.value
        rules = self.of.identities
        below, above = (
            [(times, lacks[at], rules[at]) for at, times in sorted(proof.items())]
            for proof in (forced.below, forced.above)
        )
        uses = tuple(rules[at] for at in sorted(forced.below | forced.above))
        self.steps.append((place, forced.value, combined(forced.value, below, above), uses))

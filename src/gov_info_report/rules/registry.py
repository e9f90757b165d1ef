"""The registry of rules, and asking them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

from attrs import frozen

from gov_info_report.findings import CATALOGUE, Entry, Finding, Findings, Outcome, Reading
from gov_info_report.model import Reported, report_of
from gov_info_report.rules.subject import Subject, subject_of

__all__ = ["RULES", "Check", "Rule", "findings_on", "forget", "own_modules", "rule", "validate"]

Check: TypeAlias = Callable[[Subject], Iterator[Finding]]


@frozen
class Rule:
    """A rule: the codes that it can report, and the generator that reports them. Its docstring states the rule."""

    codes: tuple[str, ...]
    check: Check


RULES: list[Rule] = []
"""Every rule, in the order in which they are asked."""


def rule(*codes: str | Entry) -> Callable[[Check], Check]:
    """Register a rule: a generator that gives the findings on a report. `validate` asks it from then on.

    A function of the same name in the same module takes the place of the earlier one, so a cell of a notebook can be
    run again.

    Args:
        codes: The codes that it can report. A rule of your own brings their entries of the catalogue with it.

    Raises:
        ValueError: An entry has a code of the library's own, or a code is in no catalogue.

    >>> from gov_info_report.findings import find
    >>> entry = Entry(
    ...     "fees-high",
    ...     "validate",
    ...     "warning",
    ...     "More than 10,000 万元 of fees.",
    ...     "本单位规定",
    ...     "收费金额偏高：{actual}万元",
    ...     "fees are high: {actual} 万元",
    ... )
    >>> @rule(entry)
    ... def fees_are_moderate(subject):
    ...     fees = subject.report.number("proactive.fees.amount")
    ...     if fees is not None and fees > 10_000:
    ...         yield find(entry.code, ["proactive.fees.amount"], actual=fees)
    >>> from gov_info_report.model import blank, evolve
    >>> report = evolve(blank(), {"proactive.fees.amount": 20_000})
    >>> [finding.message for finding in validate(report, pick=["fees-high"])]
    ['收费金额偏高：20000万元']
    >>> forget(fees_are_moderate)
    """

    def register(check: Check) -> Check:
        _enter([code for code in codes if isinstance(code, Entry)], check)
        names = tuple(code.code if isinstance(code, Entry) else code for code in codes)
        if unknown := sorted(set(names) - CATALOGUE.keys()):
            raise ValueError(f"no entry of the catalogue for {', '.join(unknown)}; give the Entry itself")
        RULES[:] = [*(known for known in RULES if not _is_same(known.check, check)), Rule(names, check)]
        return check

    return register


def _enter(entries: Sequence[Entry], check: Check) -> None:
    """Put the entries of a rule into the catalogue, in the place of those that it brought before."""
    for entry in entries:
        if entry.code in CATALOGUE and not _is_same(_BROUGHT.get(entry.code), check):
            raise ValueError(f"the code {entry.code!r} is taken")
        CATALOGUE[entry.code] = entry
        _BROUGHT[entry.code] = check


_BROUGHT: dict[str, Check] = {}
"""The codes that rules brought with them."""


def _is_same(one: Check | None, other: Check) -> bool:
    return one is not None and (one.__module__, one.__qualname__) == (other.__module__, other.__qualname__)


def forget(check: Check) -> None:
    """Take a rule back, with the entries that it brought."""
    RULES[:] = [known for known in RULES if not _is_same(known.check, check)]
    for code in [code for code, brought in _BROUGHT.items() if _is_same(brought, check)]:
        del CATALOGUE[code], _BROUGHT[code]


def own_modules() -> tuple[str, ...]:
    """The modules that registered rules, other than the library's own: a process that checks must import them, too."""
    modules = dict.fromkeys(known.check.__module__ for known in RULES)
    return tuple(module for module in modules if not module.startswith("gov_info_report."))


def validate(
    report: Reported,
    *,
    previous: Reported | None = None,
    parts: Iterable[Reported] = (),
    pick: Iterable[str] | None = None,
    skip: Iterable[str] | None = None,
) -> Findings:
    """What follows from the report alone, and from others beside it.

    Broken identities, marks, missing parts, dates that do not agree, prose that says something else than the tables;
    and what does not follow from the year before, or does not add up.

    What happened while reading is in `Reading.findings`, and not said again here.

    Args:
        report: A report, or the reading of one. Given a reading, the findings know where in the source each figure
            stands.
        previous: The report of the same organ about the year before.
        parts: The reports of the departments that this one is the sum of.
        pick: Report only these codes.
        skip: Do not report these codes.

    Returns:
        The findings, in the order of the rules; none where nothing is wrong.

    Raises:
        ValueError: `pick` or `skip` names a code that no rule reports.
        TypeError: What is given is no report and holds none.

    >>> from gov_info_report.model import blank, evolve
    >>> block = {"upheld": 3, "corrected": 0, "other": 1, "pending": 1, "total": 6}
    >>> report = evolve(blank(), {f"disputes.reconsideration.{name}": value for name, value in block.items()})
    >>> [(finding.code, finding.expected, finding.actual) for finding in validate(report, pick=["disputes-total"])]
    [('disputes-total', 5, 6)]
    """
    before = None if previous is None else report_of(previous)
    subject = subject_of(report, before, tuple(map(report_of, parts)))
    if pick is skip is None:
        found = Findings(finding for known in RULES for finding in known.check(subject))
    else:
        picked = _codes("pick", pick)
        skipped = _codes("skip", skip) or frozenset()
        wanted = (picked if picked is not None else _reported()) - skipped
        asked = [known for known in RULES if not wanted.isdisjoint(known.codes)]
        found = Findings(finding for known in asked for finding in known.check(subject) if finding.code in wanted)
    return found.with_spans(report.spans) if isinstance(report, Reading) else found


def findings_on(given: Reported, *, previous: Reported | None = None, parts: Iterable[Reported] = ()) -> Findings:
    """All that there is to say: what reading found, where it is a reading, and what `validate` says."""
    if isinstance(given, Outcome):
        return given.findings
    said = validate(given, previous=previous, parts=parts)
    return given.findings + said if isinstance(given, Reading) else said


def _reported() -> frozenset[str]:
    return frozenset(code for code, entry in CATALOGUE.items() if entry.source == "validate")


def _codes(name: str, codes: Iterable[str] | None) -> frozenset[str] | None:
    if codes is None:
        return None
    if isinstance(codes, str):
        raise TypeError(f"{name} is a list of codes, not one string: {name}=[{codes!r}]")
    named = frozenset(codes)
    unknown = sorted(named - _reported())
    if unknown:
        raise ValueError(f"{name} names codes that validate does not report: {', '.join(unknown)}")
    return named

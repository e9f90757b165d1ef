"""The registry of rules, and asking them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import TypeAlias

from attrs import frozen

from gov_info_report.findings import CATALOGUE, Finding, Findings, Reading
from gov_info_report.model import Report
from gov_info_report.rules.subject import Subject, subject_of

__all__ = ["RULES", "rule", "validate"]

Check: TypeAlias = Callable[[Subject], Iterator[Finding]]


@frozen
class Rule:
    """A rule: the codes that it can report, and the generator that reports them. Its docstring states the rule."""

    codes: tuple[str, ...]
    check: Check


RULES: list[Rule] = []
"""Every rule, in the order in which they are asked."""


def rule(*codes: str) -> Callable[[Check], Check]:
    """Register a generator of findings with these codes."""

    def register(check: Check) -> Check:
        RULES.append(Rule(codes, check))
        return check

    return register


def validate(
    report: Report | Reading, *, pick: Iterable[str] | None = None, skip: Iterable[str] | None = None
) -> Findings:
    """What follows from the report alone: broken identities, marks, missing parts, dates that do not agree.

    What happened while reading is in `Reading.findings`, and not said again here. Given a reading, the findings know
    where in the source each figure stands.

    Args:
        report: A report, or the reading of one.
        pick: Report only these codes.
        skip: Do not report these codes.

    Raises:
        ValueError: `pick` or `skip` names a code that no rule reports.

    >>> from gov_info_report.model import blank, evolve
    >>> report = evolve(blank(), {path: 0 for path in ("disputes.reconsideration.total",)})
    >>> [finding.code for finding in validate(report, pick=["disputes-total"])]
    []
    """
    subject = subject_of(report)
    if pick is skip is None:
        found = Findings(finding for known in RULES for finding in known.check(subject))
    else:
        picked = _codes("pick", pick)
        skipped = _codes("skip", skip) or frozenset()
        wanted = (picked if picked is not None else _reported()) - skipped
        asked = [known for known in RULES if not wanted.isdisjoint(known.codes)]
        found = Findings(finding for known in asked for finding in known.check(subject) if finding.code in wanted)
    return found.with_spans(report.spans) if isinstance(report, Reading) else found


@cache
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

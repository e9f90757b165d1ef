"""What the smallest corrections of a report say of its broken identities."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from attrs import field, frozen

import gov_info_report as gir
from gov_info_report.balance import Change, Corrections
from gov_info_report.cli.changes import change_as_data
from gov_info_report.display import wrong_figures
from gov_info_report.document import Span
from gov_info_report.findings import Finding, Findings, Language, Reading

__all__ = ["Candidate", "Explanation", "candidates", "explain"]

Candidate: TypeAlias = tuple[Change, ...]
"""Figures that one of the smallest corrections changes together."""


def explain(reading: Reading, seconds: float) -> Explanation:
    """Look for the smallest corrections of a report, for some seconds; for those of all its broken identities at once.

    So several slips in one row are told apart by their columns.
    """
    broken = wrong_figures(reading.report)
    corrections = gir.locate(reading.report, seconds=seconds) if broken else Corrections()
    return Explanation(broken, corrections, reading.spans)


@frozen
class Explanation:
    """The smallest corrections of a report, and the findings that they are looked for."""

    broken: Findings
    corrections: Corrections
    spans: Mapping[str, Span] = field(factory=dict, hash=False)

    def covers(self, finding: Finding) -> bool:
        """Whether a finding is one of those that corrections are looked for."""
        return any((each.code, each.paths) == (finding.code, finding.paths) for each in self.broken)

    def as_data(self, language: Language) -> dict[str, Any]:
        """What there is to say of the whole report, for JSON."""
        named = {path for finding in self.broken for path in finding.paths}
        return {
            "corrections": len(self.corrections),
            "truncated": self.corrections.truncated,
            "timed_out": self.corrections.timed_out,
            "elsewhere": self._as_data(candidates(self.corrections, lambda path: path not in named), language),
        }

    def finding_as_data(self, finding: Finding, language: Language) -> list[list[dict[str, Any]]]:
        """The candidates of a finding, the most plausible first, for JSON."""
        wanted = finding.paths if self.covers(finding) else ()
        found: dict[Candidate, None] = {}
        for part in self.corrections.parts:
            found.update(dict.fromkeys(candidates(part, lambda path: path in wanted)))
        return self._as_data(list(found), language)

    def _as_data(self, found: Sequence[Candidate], language: Language) -> list[list[dict[str, Any]]]:
        return [[change_as_data(change, self.spans, language) for change in candidate] for candidate in found]


def candidates(corrections: Corrections, wanted: Callable[[str], bool]) -> list[Candidate]:
    """The changes of each correction that are wanted, each kind once, ranked as the corrections are."""
    found: dict[tuple[object, ...], Candidate] = {}
    for correction in corrections:
        changes = tuple(change for change in correction.changes if wanted(change.path))
        if changes:
            found.setdefault(tuple((change.path, change.proposed) for change in changes), changes)
    return list(found.values())

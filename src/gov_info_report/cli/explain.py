"""What `check --explain` adds: for each broken identity, the cells to look at first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from attrs import field, frozen

import gov_info_report as gir
from gov_info_report.balance import Change, Corrections
from gov_info_report.cli.changes import change_as_data, place_of, proposal_text
from gov_info_report.cli.common import Language
from gov_info_report.display import text_of, wrong_figures
from gov_info_report.document import Span
from gov_info_report.findings import Finding, Findings, Reading

__all__ = ["Explanation", "explain"]

MOST_CANDIDATES = 5
"""How many candidates of a finding are printed; JSON has all that were found."""

Candidate: TypeAlias = tuple[Change, ...]
"""Figures that one of the smallest corrections changes together."""


def explain(reading: Reading) -> Explanation:
    """What the smallest corrections of the whole report say of its broken identities.

    They are asked for once, not finding by finding, so that several slips in one row are told apart by their columns.
    """
    broken = wrong_figures(reading.report)
    try:
        return Explanation(broken, gir.locate(reading.report) if broken else Corrections(), reading.spans)
    except gir.MissingExtraError as error:
        return Explanation(broken, Corrections(), reading.spans, str(error))


@frozen
class Explanation:
    """The smallest corrections of a report, or the problem that kept them from being found."""

    broken: Findings
    corrections: Corrections
    spans: Mapping[str, Span] = field(factory=dict, hash=False)
    problem: str | None = None

    def covers(self, finding: Finding) -> bool:
        """Whether a finding is one of those that corrections are looked for."""
        return any((each.code, each.paths) == (finding.code, finding.paths) for each in self.broken)

    def candidates(self, finding: Finding) -> list[Candidate]:
        """What may be wrong in a broken identity, the most plausible first."""
        return self._changes(lambda path: path in finding.paths)

    @property
    def elsewhere(self) -> list[Candidate]:
        """What has to change with these, though it stands in no broken identity."""
        named = {path for finding in self.broken for path in finding.paths}
        return self._changes(lambda path: path not in named)

    def lines(self, findings: Findings, language: Language) -> Iterator[str]:
        """The explanation of findings in words; nothing where none of them is a broken identity."""
        explained = [finding for finding in findings if self.covers(finding)]
        if not explained:
            return
        yield _HEADING[language]
        if self.problem is not None:
            yield f"  {self.problem}"
            return
        for finding in explained:
            yield f"● {finding.render(language)}"
            yield from self._listed(self.candidates(finding), language)
        if self.elsewhere:
            yield f"● {_ELSEWHERE[language]}"
            yield from self._listed(self.elsewhere, language)
        if self.corrections.timed_out:
            yield _TIMED_OUT[language]
        elif self.corrections.truncated:
            yield _TRUNCATED[language].format(len(self.corrections))

    def as_data(self, language: Language) -> dict[str, Any]:
        """What there is to say of the whole report, for JSON."""
        return {
            "corrections": len(self.corrections),
            "truncated": self.corrections.truncated,
            "timed_out": self.corrections.timed_out,
            "problem": self.problem,
            "elsewhere": self._as_data(self.elsewhere, language),
        }

    def finding_as_data(self, finding: Finding, language: Language) -> list[list[dict[str, Any]]]:
        """The candidates of a finding, for JSON."""
        return self._as_data(self.candidates(finding) if self.covers(finding) else [], language)

    def _changes(self, wanted: Callable[[str], bool]) -> list[Candidate]:
        """The changes of each correction that are wanted, each kind once, ranked as the corrections are."""
        found: dict[tuple[object, ...], Candidate] = {}
        for correction in self.corrections:
            changes = tuple(change for change in correction.changes if wanted(change.path))
            if changes:
                found.setdefault(tuple((change.path, change.proposed) for change in changes), changes)
        return list(found.values())

    def _listed(self, candidates: Sequence[Candidate], language: Language) -> Iterator[str]:
        if not candidates:
            yield f"  {_NOTHING[language]}"
        for rank, candidate in enumerate(candidates[:MOST_CANDIDATES], start=1):
            first, *others = (self._words(change, language) for change in candidate)
            yield f"  {rank}. {first}"
            yield from (f"     {_TOGETHER[language]}{other}" for other in others)
        if len(candidates) > MOST_CANDIDATES:
            yield f"  {_MORE[language].format(len(candidates) - MOST_CANDIDATES)}"

    def _words(self, change: Change, language: Language) -> str:
        guess = _GUESS[language].format(change.guess.render(language)) if change.guess else ""
        values = f"{text_of(change.reported)} → {proposal_text(change.proposed)}"
        return f"{place_of(change.path, self.spans)}{_COLON[language]}{values}{guess}"

    def _as_data(self, candidates: Sequence[Candidate], language: Language) -> list[list[dict[str, Any]]]:
        return [[change_as_data(change, self.spans, language) for change in candidate] for candidate in candidates]


_HEADING = {
    "zh": "先看这些单元格（改动最少即可使勾稽关系成立；可能性大的在前，是否属实须核实）：",
    "en": "Look at these cells first (the fewest changes that make the identities hold, the most plausible first; "
    "verify them):",
}
_NOTHING = {"zh": "没有列出改法", "en": "no change is listed"}
_TOGETHER = {"zh": "并且 ", "en": "and "}
_COLON = {"zh": "：", "en": ": "}
_GUESS = {"zh": "（{}）", "en": " ({})"}
_MORE = {"zh": "另有 {} 种，见 --json", "en": "{} more; --json has them"}
_ELSEWHERE = {
    "zh": "不在上述勾稽关系中，但须一并改动：",
    "en": "In none of these identities, and to be changed with them:",
}
_TIMED_OUT = {
    "zh": "时间用尽：以上改法能使勾稽关系成立，但可能有改动更少的",
    "en": "Time ran out: these changes make the identities hold, but fewer may do",
}
_TRUNCATED = {
    "zh": "同样少的改法不止 {} 种，其余未列出",
    "en": "There are more than {} equally small sets of changes; the others are not listed",
}

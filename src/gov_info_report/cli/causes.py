"""What a person has to look at: the findings of a report by their causes, the gravest first, each cause once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from attrs import frozen

from gov_info_report.balance import Corrections
from gov_info_report.cli.changes import change_text
from gov_info_report.cli.explain import Candidate, Explanation
from gov_info_report.display import SEVERITIES
from gov_info_report.findings import Finding, Findings, Language, Severity

__all__ = ["Answer", "causes", "message_of", "worst"]

MOST_ALIKE = 3
"""So many findings of a kind are listed, and of the others the number; --all lists them."""

MOST_CANDIDATES, MOST_EXPLAINED = 2, 20
"""So many changes are named of which one would do; with --explain more."""

LONGEST = 200
"""The most characters of a message; --all prints it whole."""


class Answer(NamedTuple):
    """A line that answers. One that goes on from the line above has no severity."""

    text: str
    severity: Severity | None = None


@frozen
class _Manner:
    """How to speak: the language, whether of everything, and whether to name every cell that may be wrong."""

    language: Language
    every: bool
    explain: bool

    def say(self, key: str, *values: object) -> str:
        return _WORDS[self.language][key].format(*values)

    def of(self, finding: Finding) -> str:
        """What a finding says, with its place in the source."""
        message, where = message_of(finding, self.language), finding.where(self.language)
        if not self.every and len(message) > LONGEST:
            message = message[:LONGEST] + self.say("cut", len(message) - LONGEST)
        return message + (self.say("where", where) if where else "")


def message_of(finding: Finding, language: Language) -> str:
    """What a finding says, on one line whatever the text that it speaks of."""
    return " ".join(finding.render(language).split())


def causes(
    findings: Findings, explanation: Explanation, language: Language, every: bool, explain: bool
) -> Iterator[Answer]:
    """The lines that say what is wrong and what to do.

    Args:
        findings: What reading and checking found.
        explanation: What would mend the broken identities. Those that one correction mends are said together.
        language: In which language.
        every: Say everything, whole: what needs nobody's attention, too, and all findings of a kind.
        explain: Name all cells that may be wrong, where more than one may.
    """
    manner = _Manner(language, every, explain)
    left = [finding for finding in findings if every or finding.severity != "info"]
    for part in explanation.corrections.parts:
        changed = {change.path for correction in part for change in correction.changes}
        touched = [each for each in findings if explanation.covers(each) and not changed.isdisjoint(each.paths)]
        if touched:
            yield from _mended([each for each in touched if each in left], part, explanation, manner)
            left = [each for each in left if each not in touched]
    alike: dict[tuple[int, str], list[Finding]] = {}
    for finding in left:
        alike.setdefault((list(SEVERITIES).index(finding.severity), finding.code), []).append(finding)
    for _, group in sorted(alike.items(), key=lambda item: item[0][0]):
        yield from _alike(group, manner)
    yield from _remarks(explanation, manner)


def _alike(group: Sequence[Finding], manner: _Manner) -> Iterator[Answer]:
    """Findings of one kind, and what to do about them."""
    most = len(group) if manner.every else MOST_ALIKE
    for finding in group[:most]:
        yield Answer(manner.of(finding), finding.severity)
    if len(group) > most:
        yield Answer(manner.say("alike", len(group) - most))
    if advice := group[0].advice(manner.language):
        yield Answer(manner.say("advice", advice))


def _mended(
    broken: Sequence[Finding], part: Corrections, explanation: Explanation, manner: _Manner
) -> Iterator[Answer]:
    """What one choice of corrections mends: the cell to look at first where there is one, else the identities first."""
    if len(part) == 1 and not part.truncated and not part.timed_out:
        changes = [change_text(change, explanation.spans, manner.language) for change in part[0].changes]
        if len(changes) == 1:
            yield Answer(manner.say("verify", changes[0]), "error")
        else:
            yield Answer(manner.say("verify all", len(changes)), "error")
            yield from (Answer(f"{rank}. {change}") for rank, change in enumerate(changes, start=1))
        yield from (Answer(f"· {message_of(finding, manner.language)}") for finding in broken)
        return
    yield from (Answer(manner.of(finding), finding.severity) for finding in broken)
    ways = [correction.changes for correction in part]
    yield from _choices(ways, part, explanation, manner)


def _choices(
    ways: Sequence[Candidate], part: Corrections, explanation: Explanation, manner: _Manner
) -> Iterator[Answer]:
    """The changes of which one would do, the most plausible first."""
    texts = [
        manner.say("and").join(change_text(change, explanation.spans, manner.language) for change in changes)
        for changes in ways
    ]
    most = MOST_EXPLAINED if manner.explain else MOST_CANDIDATES
    yield Answer(manner.say("one of", len(texts), manner.say("or more") if part.truncated else ""))
    yield from (Answer(f"{rank}. {text}") for rank, text in enumerate(texts[:most], start=1))
    if len(texts) > most:
        yield Answer(manner.say("more in json" if manner.explain else "more ways", len(texts) - most))


def _remarks(explanation: Explanation, manner: _Manner) -> Iterator[Answer]:
    if explanation.corrections.timed_out:
        yield Answer(manner.say("timed out"))


def worst(findings: Iterable[Finding]) -> Finding | None:
    """The first of the gravest findings that a person has to look at."""
    ranked = sorted(findings, key=lambda finding: list(SEVERITIES).index(finding.severity))
    return ranked[0] if ranked and ranked[0].severity != "info" else None


_WORDS = {
    "zh": {
        "where": "（{}）",
        "cut": "……（另有 {} 字，见 --all）",
        "advice": "→ {}",
        "alike": "另有 {} 条同类，见 --all",
        "verify": "请核实{}。改后下列各项成立：",
        "verify all": "请核实以下 {} 格，一并改动后下列各项成立：",
        "and": "，并且",
        "one of": "→ 请核实下列单元格，改动其一即可成立（{} 种改法{}）：",
        "or more": "以上",
        "more ways": "另有 {} 种，见 --explain",
        "more in json": "另有 {} 种，见 --json",
        "timed out": "时间用尽：以上改法能使勾稽关系成立，但可能有改动更少的",
    },
    "en": {
        "where": " ({})",
        "cut": "… ({} more characters; see --all)",
        "advice": "→ {}",
        "alike": "{} more of this kind; see --all",
        "verify": "Verify {}. With this change the following hold:",
        "verify all": "Verify these {} cells. With these changes the following hold:",
        "and": ", and ",
        "one of": "→ Verify these cells; one of the changes is enough ({} ways{}):",
        "or more": " or more",
        "more ways": "{} more; see --explain",
        "more in json": "{} more; see --json",
        "timed out": "Time ran out: these changes make the identities hold, but fewer may do",
    },
}

"""How each figure of a report looks, and the notes that explain it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from gov_info_report.balance import Step, wrong
from gov_info_report.display.blocks import Look, Shown, shortened
from gov_info_report.document import Span
from gov_info_report.findings import Finding, Findings, Language, span_name
from gov_info_report.model import NUMBERS, Figure, Mark, Report, Unreadable, figure_text, tables_of

__all__ = ["both", "shown_figures", "text_of", "wrong_figures"]

LONGEST_CELL = 24
"""The most characters shown in a cell; its notes have more."""

LONGEST_NOTE = 300
MOST_NOTES = 8
"""The most that is said of a figure."""

_LOOKS = {Mark.BLANK: Look.BLANK, Mark.NOT_APPLICABLE: Look.NOT_APPLICABLE, Mark.MISSING: Look.MISSING}
_CONTRADICTED = "与其他数相矛盾，未据此推算 (contradicts other figures; nothing was deduced through it)"


def wrong_figures(report: Report) -> Findings:
    """The identities that a report breaks, and the numbers in it that no cell may hold."""
    return Findings(finding for of, section in tables_of(report) for finding in wrong(of, of.figures(section)))


def shown_figures(
    report: Report,
    broken: Iterable[Finding],
    noted: Iterable[Finding] = (),
    steps: Iterable[Step] = (),
    contradicted: Iterable[str] = (),
    spans: Mapping[str, Span] | None = None,
    language: Language = "zh",
) -> dict[str, Shown]:
    """Each figure of a report as it is shown, by path.

    Args:
        report: The report.
        broken: What is wrong with its numbers, as `wrong_figures` gives it.
        noted: What else is to be said of figures, by their paths.
        steps: How those were deduced that were.
        contradicted: The paths of figures that contradict each other.
        spans: Where the figures stand in the source.
        language: The language of the marks.
    """
    wrongs, notes = _by_path(broken), _by_path(noted)
    deduced = {step.path: step for step in steps}
    against = frozenset(contradicted)
    figures: dict[str, Shown] = {}
    for path, figure in _figures(report):
        look = _look(figure, wrongs.get(path, []), path in against, path in deduced, path in notes)
        said = list(_notes(figure, look, deduced.get(path)))
        if path in against:
            said.append(_CONTRADICTED)
        found = [*wrongs.get(path, ()), *notes.get(path, ())]
        said += [shortened(both(finding), LONGEST_NOTE) for finding in found[:MOST_NOTES]]
        if len(found) > MOST_NOTES:
            said.append(f"另有 {len(found) - MOST_NOTES} 条 ({len(found) - MOST_NOTES} more)")
        if spans and path in spans:
            said.append(span_name(spans[path]))
        figures[path] = Shown(_shown_text(figure, look, language), look, (*said, path))
    return figures


def _figures(report: Report) -> Iterator[tuple[str, Figure]]:
    for of, section in tables_of(report):
        yield from zip(of.paths, of.figures(section), strict=True)


def _by_path(findings: Iterable[Finding]) -> Mapping[str, list[Finding]]:
    named: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        for path in finding.paths:
            named[path].append(finding)
    return named


def _look(figure: Figure, wrongs: list[Finding], contradicted: bool, deduced: bool, noted: bool) -> Look:
    """What is said first of a figure: that it is none, that it cannot be, where it comes from."""
    if isinstance(figure, Mark):
        return _LOOKS[figure]
    if isinstance(figure, Unreadable):
        return Look.UNREADABLE
    if len(wrongs) > 1 or any(len(finding.paths) == 1 for finding in wrongs):
        return Look.WRONG
    if wrongs or contradicted:
        return Look.OPEN
    if deduced:
        return Look.DEDUCED
    if noted:
        return Look.NOTED
    return Look.NUMBER if figure else Look.ZERO


def _notes(figure: Figure, look: Look, step: Step | None) -> Iterator[str]:
    if step is not None:
        yield f"∴ {shortened(step.reason, LONGEST_NOTE)}"
        if step.english:
            yield f"∴ {shortened(step.english, LONGEST_NOTE)}"
        yield f"原为 (was) {text_of(step.replaced)}"
    if not isinstance(figure, NUMBERS):
        yield f"{look.render('zh')} ({look.render('en')})"
    if isinstance(figure, Unreadable):
        yield f"〔{shortened(figure.raw, LONGEST_NOTE)}〕"


def _shown_text(figure: Figure, look: Look, language: Language) -> str:
    text = text_of(figure, language)
    return f"{look.sign} {text}" if isinstance(figure, NUMBERS) and look.sign else text


def text_of(figure: Figure, language: Language = "zh") -> str:
    """A figure in a few characters; every mark can be seen and is unlike a zero.

    >>> text_of(0), text_of(Mark.BLANK), text_of(Mark.BLANK, "en"), text_of(Unreadable("约三十"))
    ('0', '空', 'blank', '〔约三十〕')
    """
    if isinstance(figure, Mark):
        return _LOOKS[figure].mark(language)
    if isinstance(figure, Unreadable):
        raw = " ".join(figure.raw.split())
        return f"〔{raw if len(raw) <= LONGEST_CELL else raw[:LONGEST_CELL] + '…'}〕"
    return figure_text(figure)


def both(finding: Finding) -> str:
    """The message of a finding in both languages."""
    return f"{finding.render('zh')} ({finding.render('en')})"

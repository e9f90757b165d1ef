"""What became of each figure of a document whose truth is known: the one accounting of tests and benchmarks.

right    the printed number, or a mark where the page shows none
silent   a number that is wrong, or that stands where the page has none, and nothing said of it in reading
flagged  the same, but a warning or an error of the reading names the figure, its row or its table
loud     no number where the page prints one, or no mark where it prints a mark, and a finding names the figure
quiet    nothing read, right or not, and no finding names it

There are no excuses: what the page does not settle is judged like the rest, and only counted apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from attrs import field, frozen

import gov_info_report as gir
from tests.pages.damaged import DamagedReport

__all__ = ["VERDICTS", "Case", "Judged", "Outcome", "case_of", "judge"]

VERDICTS = ("right", "silent", "flagged", "loud", "quiet")

SPEAK_OF_THE_WHOLE = frozenset({"edition-mixed", "year-mismatch", "section-out-of-order"})
"""Codes that name a section without warning of a number in it."""

NOTHING = frozenset({gir.Mark.BLANK, gir.Mark.MISSING})
"""Marks that say the same of a page whose cells cannot be seen."""


@frozen
class Case:
    """A document and its truth: what it prints at each path, and at which of these the page does not settle it.

    `also` has numbers that are right, too: those that were meant where the page does not settle what it prints.
    A `clean` document is in order: no warning and no error is due.
    """

    name: str
    source: str | bytes | Path
    printed: Mapping[str, gir.Figure]
    undecidable: frozenset[str] = frozenset()
    also: Mapping[str, gir.Figure] = field(factory=dict)
    clean: bool = False


@frozen
class Judged:
    """A figure: what the page prints, what was read, the verdict, and whether the page settles it."""

    path: str
    printed: gir.Figure
    read: gir.Figure
    verdict: str
    settled: bool

    @property
    def kind(self) -> str:
        """`not zero`, `zero` or `absent`, by what the page prints."""
        if not isinstance(self.printed, int | Decimal):
            return "absent"
        return "not zero" if self.printed else "zero"


@frozen
class Outcome:
    """What became of a case: its figures, the error that its reading raised, and its false alarms by code."""

    figures: Sequence[Judged]
    crashed: str = ""
    alarms: Sequence[str] = ()


def case_of(document: DamagedReport, name: str = "") -> Case:
    """A document of ours as a case."""
    printed = document.printed.items()
    also = {
        path: document.report[path]
        for path, figure in printed
        if path in document.undecidable or isinstance(figure, gir.Unreadable)
    }
    clean = document.damages in ((), ("none",)) and not document.undecidable
    told = name or f"{document.layout} / {', '.join(document.damages)}"
    return Case(told, document.source, document.printed, document.undecidable, also, clean)


def judge(case: Case) -> Outcome:
    """Read a case and judge every figure of it, and every number that was read beside these."""
    try:
        reading = gir.read(case.source)
        findings = [*reading.findings, *gir.validate(reading)]
    except Exception as error:  # whatever is raised, the other cases go on
        lost = [
            Judged(path, printed, gir.Mark.MISSING, "loud", path not in case.undecidable)
            for path, printed in case.printed.items()
        ]
        return Outcome(lost, crashed=f"{type(error).__name__}: {error}")
    named = {path for finding in findings for path in finding.paths}
    warned = {
        path
        for finding in reading.findings
        if finding.severity != "info" and finding.code not in SPEAK_OF_THE_WHOLE
        for path in finding.paths
    }
    read = {record.path: reading.report[record.path] for record in gir.to_records(reading.report)}
    beside = [path for path, got in read.items() if path not in case.printed and isinstance(got, int | Decimal)]
    figures = [
        _judged(case, path, read.get(path, gir.Mark.MISSING), named, warned) for path in [*case.printed, *beside]
    ]
    alarms = [finding.code for finding in findings if finding.severity != "info"] if case.clean else []
    return Outcome(figures, alarms=alarms)


def _judged(case: Case, path: str, got: gir.Figure, named: set[str], warned: set[str]) -> Judged:
    printed = case.printed.get(path, gir.Mark.MISSING)
    if isinstance(got, int | Decimal):
        right = got in (printed, case.also.get(path, printed))
        verdict = "right" if right else "flagged" if _is_named(path, warned) else "silent"
    elif not _is_named(path, named):
        verdict = "quiet"
    else:
        verdict = "right" if _same(printed, got) else "loud"
    return Judged(path, printed, got, verdict, path not in case.undecidable)


def _same(printed: gir.Figure, got: gir.Figure) -> bool:
    """Whether two figures that are no numbers say the same."""
    if isinstance(printed, gir.Unreadable):
        return isinstance(got, gir.Unreadable)
    return printed == got or (printed in NOTHING and got in NOTHING)


def _is_named(path: str, named: set[str]) -> bool:
    parts = path.split(".")
    return any(".".join(parts[:end]) in named for end in range(1, len(parts) + 1))

"""`compare`: two reports of one office side by side, figure by figure and sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from math import log2

from attrs import frozen

from gov_info_report.model import NUMBERS, SECTIONS, TABLES, Displayed, Figure, Report, Reported, report_of, tables_of
from gov_info_report.together.sentences import SentenceChange, Was, aligned

__all__ = ["Comparison", "FigureChange", "SentenceChange", "compare"]

STEADY = 10
"""Added to both sides before they are compared, so that small counts do not jump: from 0 to 5 is nothing."""
JUMP = 1.0
"""A figure jumps when it doubled or halved, `STEADY` added to both sides."""


@frozen
class FigureChange:
    """A figure of two reports. A side is `None` where that report has no such figure, as with another edition.

    `difference` and `factor` are of the later against the earlier, `None` where there is no number or it was 0. `jump`
    is how unusual the change is: |log2((later + 10)/(earlier + 10))|, so 1 is twice or half.
    """

    path: str
    earlier: Figure | None
    later: Figure | None
    difference: int | Decimal | None = None
    factor: float | None = None
    jump: float = 0.0

    @property
    def is_unusual(self) -> bool:
        """Whether it doubled or halved, small counts aside."""
        return self.jump >= JUMP


@frozen
class Comparison(Displayed):
    """Two reports side by side.

    Attributes:
        earlier: The one that the other is held against.
        later: The other.
        figures: Every figure that either has, the most unusual change first, else in the order of the form.
        sentences: The sentences of preamble and prose: copied, changed, new and gone.
    """

    earlier: Report
    later: Report
    figures: tuple[FigureChange, ...]
    sentences: tuple[SentenceChange, ...]

    @property
    def changed(self) -> tuple[FigureChange, ...]:
        """The figures that are not the same in both."""
        return tuple(each for each in self.figures if each.earlier != each.later)

    @property
    def unusual(self) -> tuple[FigureChange, ...]:
        """The figures that jumped."""
        return tuple(each for each in self.figures if each.is_unusual)

    def copied(self, section: str) -> float:
        """The share of a section's later sentences that the earlier has, by their length; 0 where there are none."""
        mine = [each for each in self.sentences if each.section == section and each.later]
        length = sum(len(each.later) for each in mine)
        return sum(len(each.later) for each in mine if each.was is Was.COPIED) / length if length else 0.0


def compare(earlier: Reported, later: Reported) -> Comparison:
    """Two reports side by side: figures with their difference and factor, prose aligned sentence by sentence.

    Args:
        earlier: A report, most often of the year before.
        later: The report that is held against it.

    Returns:
        Every figure and every sentence of both. Sentences that differ in nothing but years, numbers and signs are
        paired, and so are those that are much alike.

    >>> from gov_info_report.model import blank, evolve
    >>> old = evolve(blank(), {"requests.received.total": 20})
    >>> new = evolve(blank(), {"requests.received.total": 90})
    >>> change = compare(old, new).unusual[0]
    >>> change.path, change.difference, change.factor
    ('requests.received.total', 70, 4.5)
    """
    before, now = report_of(earlier), report_of(later)
    figures = sorted(_figures(before, now), key=lambda each: -each.jump)
    return Comparison(before, now, tuple(figures), tuple(_sentences(before, now)))


def _figures(before: Report, now: Report) -> Iterator[FigureChange]:
    old, new = _by_path(before), _by_path(now)
    for path in dict.fromkeys((*new, *old)):
        yield _change(path, old.get(path), new.get(path))


def _by_path(report: Report) -> Mapping[str, Figure]:
    return {
        path: figure
        for of, section in tables_of(report)
        for path, figure in zip(of.paths, of.figures(section), strict=True)
    }


def _change(path: str, old: Figure | None, new: Figure | None) -> FigureChange:
    if not isinstance(old, NUMBERS) or not isinstance(new, NUMBERS):
        return FigureChange(path, old, new)
    if old == new:
        return FigureChange(path, old, new, 0, 1.0 if old else None)
    factor = float(Decimal(new) / Decimal(old)) if old else None
    jump = abs(log2((float(new) + STEADY) / (float(old) + STEADY))) if min(old, new) >= 0 else 0.0
    return FigureChange(path, old, new, new - old, factor, jump)


def _sentences(before: Report, now: Report) -> Iterator[SentenceChange]:
    texts = {"preamble": (before.preamble, now.preamble)}
    texts |= {name: (_text(before, name), _text(now, name)) for name in SECTIONS if name not in TABLES}
    for section, (old, new) in texts.items():
        yield from aligned(section, old, new)


def _text(report: Report, name: str) -> str:
    section = getattr(report, name)
    return "" if section is None else section.text

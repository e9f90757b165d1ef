"""Looking figures up: from what a report can be taken, its figures by path, and what a misspelt path may have meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Protocol, TypeAlias

from attrs import field, frozen

from gov_info_report.errors import PathError
from gov_info_report.model.form import editions_of, form, tables_of
from gov_info_report.model.report import SECTIONS, Report
from gov_info_report.model.values import Figure

__all__ = ["FiguresByPath", "HoldsReport", "Reported", "no_figure", "report_of"]


class HoldsReport(Protocol):
    """What has a report in it: a reading, a deduction, a class of your own."""

    @property
    def report(self) -> Report:
        """The report."""


Reported: TypeAlias = Report | HoldsReport
"""What every function that asks for a report takes: the report itself, or what has it in its attribute `report`."""


def report_of(given: Reported) -> Report:
    """The report that is given, or that what is given holds.

    Raises:
        TypeError: It is no report and holds none.
    """
    if isinstance(given, Report):
        return given
    held = getattr(given, "report", None)
    if not isinstance(held, Report):
        raise TypeError(
            f"a report or a reading is wanted, not {type(given).__name__}; gir.parse(source) and gir.read(source) "
            "make them"
        )
    return held


@frozen
class FiguresByPath(Mapping[str, Figure]):
    """The figures of a report by their paths, in the order of the form; looked up as they are asked for.

    >>> from gov_info_report.model.report import blank
    >>> figures = blank(2019).figures
    >>> len(figures), figures["requests.received.total"]
    (198, <Mark.BLANK: 'blank'>)
    """

    report: Report = field(repr=False)

    def __getitem__(self, path: str) -> Figure:
        """The figure at a path; `PathError`, a `KeyError`, when the report has none there."""
        return self.report[path]

    def __contains__(self, path: object) -> bool:
        """Whether the report has a figure at a path."""
        return path in self.report

    def __iter__(self) -> Iterator[str]:
        """The paths."""
        for of, _ in tables_of(self.report):
            yield from of.paths

    def __len__(self) -> int:
        """How many figures the report has."""
        return sum(len(of.paths) for of, _ in tables_of(self.report))


MOST_MEANT = 3


def no_figure(report: Report, path: str) -> PathError:
    """The error of a path that names no figure of a report; it says what may have been meant."""
    name = path.split(".")[0]
    if name in SECTIONS and getattr(report, name) is None:
        return PathError(f"this report has no section {name!r}, so no figure {path!r}")
    if editions := next((entry.editions for entry in form() if entry.path == path), ()):
        return PathError(
            f"{path!r} stands in the form of {editions[0]}, and this report's table is of {editions_of(report)[name]}"
        )
    meant = _meant(report, path)
    hint = f"did you mean {' or '.join(map(repr, meant))}? " if meant else ""
    return PathError(f"{path!r} names no figure of this report; {hint}form() lists them all")


def _meant(report: Report, path: str) -> list[str]:
    """Of a row its total, else the figures whose paths end as this one does, else those that are spelt most like it."""
    paths = list(report.figures)
    below = [each for each in paths if each.startswith(f"{path}.")]
    if below:
        return [each for each in below[-1:] if each.rpartition(".")[0] == path]
    ending = [each for each in paths if each.endswith(f".{path}")]
    return ending[:MOST_MEANT] or get_close_matches(path, paths, MOST_MEANT, 0.9)

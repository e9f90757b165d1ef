"""A report together with how it was read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from attrs import field, frozen

from gov_info_report.document import Span
from gov_info_report.findings.finding import Findings, one_line
from gov_info_report.model import Displayed, Exchanged, Period, Report

__all__ = ["Reading", "reading_with"]


class _Findings:
    """The base of what makes its findings when somebody first asks, as attrs makes cached properties beside slots."""

    __slots__ = ("_make",)

    if not TYPE_CHECKING:  # to a type checker, a reading has no attributes but its own

        def __getattr__(self, name: str) -> object:
            if name != "findings":
                return object.__getattribute__(self, name)  # says that there is none
            object.__setattr__(self, name, self._make())
            return self.findings


@frozen(repr=False)
class Reading(_Findings, Displayed, Exchanged):
    """What `read` gives: the report, what happened while reading, where each figure stands, and the format read.

    `spans` maps a figure's path to its place in the source; a figure that no cell holds has none. Texts have places,
    too: "title", "preamble" and the sections of prose by their names, and their lines by number, "overview.3". The
    places are found when somebody first asks, and so are those in the findings.
    """

    report: Report
    findings: Findings = field(factory=Findings)
    spans: Mapping[str, Span] = field(factory=dict, hash=False)
    format: str = ""

    @property
    def institution(self) -> str | None:
        """The organ, as the report's title prints it."""
        return self.report.institution

    @property
    def year(self) -> int | None:
        """The year that the report is about."""
        return self.report.year

    @property
    def period(self) -> Period | None:
        """数据统计期限 of the report."""
        return self.report.period

    def __repr__(self) -> str:
        """The report, the format read, and what reading found, in one line."""
        return one_line(f"<Reading of {self.format or 'a report'}: {self.report!r}, {self.findings!r}", ">")


def reading_with(report: Report, make: Callable[[], Findings], spans: Mapping[str, Span], format: str) -> Reading:
    """A reading whose findings are made when somebody first asks."""
    reading = Reading(report, spans=spans, format=format)
    object.__delattr__(reading, "findings")
    object.__setattr__(reading, "_make", make)
    return reading

"""The sections of a report as all formats print them: heading by heading, prose or table."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from gov_info_report.model import SECTIONS, Report, section_label, tables_of
from gov_info_report.writers.sheet import Sheet, sheet

__all__ = ["Section", "lines", "outline"]


@frozen
class Section:
    """A section that the report has: its official heading, and its prose or its table; the other is empty."""

    heading: str
    prose: str = ""
    sheet: Sheet = ()


def outline(report: Report) -> Iterator[Section]:
    """The sections that a report has, in the order of the form."""
    sheets = {of.name: sheet(of, section) for of, section in tables_of(report)}
    for name in SECTIONS:
        section = getattr(report, name)
        if name in sheets:
            yield Section(section_label(name), sheet=sheets[name])
        elif section is not None:
            yield Section(section_label(name), prose=section.text)


def lines(text: str) -> list[str]:
    """The lines of a title or of prose; none where it is empty."""
    return text.split("\n") if text else []

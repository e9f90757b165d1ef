"""The parts of the report that must be there."""

from __future__ import annotations

from collections.abc import Iterator

from gov_info_report.findings import Finding, find
from gov_info_report.model import SECTIONS
from gov_info_report.rules.registry import rule
from gov_info_report.rules.subject import Subject


@rule("section-missing")
def six_sections(subject: Subject) -> Iterator[Finding]:
    """A report has six sections (《政府信息公开条例》第五十条, and the notes to both editions of the form)."""
    for name in SECTIONS:
        if getattr(subject.report, name) is None:
            yield find("section-missing", [name])


@rule("title-missing", "institution-unknown")
def title(subject: Subject) -> Iterator[Finding]:
    """A report has a title that names the organ and the year (`years_agree` looks at the year)."""
    report = subject.report
    if not report.title.strip():
        yield find("title-missing")
    elif report.institution is None:
        yield find("institution-unknown", actual=report.title)

"""Plain text: headings bare, a line of prose a line, tables separated by tabs."""

from __future__ import annotations

from collections.abc import Iterator

from gov_info_report.model import Report
from gov_info_report.recognise import is_plain_title, is_structural
from gov_info_report.writers.outline import lines, outline
from gov_info_report.writers.sheet import Sheet, grid

__all__ = ["write_text"]


def write_text(report: Report) -> str:
    """A report as plain text. A backslash before a line says that it is prose, whatever it looks like."""
    return "\n\n".join(block for block in _blocks(report) if block) + "\n"


def _blocks(report: Report) -> Iterator[str]:
    yield _title(report.title)
    yield _prose(report.preamble, front=True)
    for section in outline(report):
        yield section.heading
        yield _table(section.sheet) or _prose(section.prose)


def _title(title: str) -> str:
    if is_plain_title(title):
        return title
    return "\n".join(f"# \\{line}" for line in lines(title))


def _prose(text: str, front: bool = False) -> str:
    return "\n".join(f"\\{line}" if is_structural(line, front) else line for line in lines(text))


def _table(sheet: Sheet) -> str:
    return "\n".join(map("\t".join, grid(sheet)))

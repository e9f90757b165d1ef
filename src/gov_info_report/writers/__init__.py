"""From a `Report` to one of the formats: the official form, which the readers take back equal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, overload

from gov_info_report.errors import FormatError
from gov_info_report.model import Report, Reported, report_of
from gov_info_report.writers.docx import write_docx
from gov_info_report.writers.html import write_html
from gov_info_report.writers.json import write_json
from gov_info_report.writers.markdown import write_markdown
from gov_info_report.writers.text import write_text

__all__ = ["WRITERS", "write"]

WRITERS: dict[str, Callable[[Report], str] | Callable[[Report], bytes]] = {
    "text": write_text,
    "markdown": write_markdown,
    "html": write_html,
    "json": write_json,
    "docx": write_docx,
}


@overload
def write(report: Reported, format: Literal["text", "markdown", "html", "json"]) -> str: ...


@overload
def write(report: Reported, format: Literal["docx"]) -> bytes: ...


@overload
def write(report: Reported, format: str) -> str | bytes: ...


def write(report: Reported, format: str) -> str | bytes:
    """A report in one of the formats of `WRITERS`.

    Args:
        report: Any report that the constructors accept, or a reading of one.
        format: "text", "markdown", "html", "json" or "docx".

    Returns:
        The official form, with complete tables: text that ends with a line feed, or the bytes of a Word document.

    Raises:
        FormatError: There is no writer for the format.
    """
    if format not in WRITERS:
        raise FormatError(f"no writer for format {format!r}; there are {', '.join(WRITERS)}")
    return WRITERS[format](report_of(report))

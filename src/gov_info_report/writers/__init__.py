"""From a `Report` to one of the formats: the official form, which the readers take back equal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeAlias, overload

from gov_info_report.errors import FormatError
from gov_info_report.model import Report, Reported, report_of
from gov_info_report.writers.docx import write_docx
from gov_info_report.writers.html import write_html
from gov_info_report.writers.json import write_json
from gov_info_report.writers.markdown import write_markdown
from gov_info_report.writers.text import write_text

__all__ = ["WRITERS", "Written", "write"]

Written: TypeAlias = Literal["text", "markdown", "html", "json", "docx"]
"""The formats that are written."""

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
def write(report: Reported, format: Written) -> str | bytes: ...


def write(report: Reported, format: Written) -> str | bytes:
    r"""A report in one of the formats: the official form, which `parse` takes back equal.

    Args:
        report: Any report that the constructors accept, or a reading of one.
        format: "text", "markdown", "html", "json" or "docx".

    Returns:
        The official form, with complete tables: text that ends with a line feed, or the bytes of a Word document.

    Raises:
        FormatError: There is no writer for the format.

    >>> from gov_info_report.model import OtherMatters, Report
    >>> write(Report(other_matters=OtherMatters("无。")), "text")
    '六、其他需要报告的事项\n\n无。\n'
    """
    if format not in WRITERS:
        raise FormatError(f"no writer for format {format!r}; there are {', '.join(WRITERS)}")
    return WRITERS[format](report_of(report))

"""From a `Report` to text in one of the formats: the official form, which the readers take back equal."""

from __future__ import annotations

from collections.abc import Callable

from gov_info_report.errors import FormatError
from gov_info_report.model import Report
from gov_info_report.writers.html import write_html
from gov_info_report.writers.json import write_json
from gov_info_report.writers.markdown import write_markdown
from gov_info_report.writers.text import write_text

__all__ = ["WRITERS", "write"]

WRITERS: dict[str, Callable[[Report], str]] = {
    "text": write_text,
    "markdown": write_markdown,
    "html": write_html,
    "json": write_json,
}


def write(report: Report, format: str) -> str:
    """A report in one of the formats of `WRITERS`.

    Args:
        report: Any report that the constructors accept.
        format: "text", "markdown", "html" or "json".

    Returns:
        The official form, with complete tables; it ends with a line feed.

    Raises:
        FormatError: There is no writer for the format.
    """
    if format not in WRITERS:
        raise FormatError(f"no writer for format {format!r}; there are {', '.join(WRITERS)}")
    return WRITERS[format](report)

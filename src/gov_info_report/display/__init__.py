"""What a notebook and a terminal show of a report, a reading, findings, a deduction and corrections."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from gov_info_report.display import beside, html  # noqa: F401  # beside registers what it shows
from gov_info_report.display.figures import text_of, wrong_figures
from gov_info_report.display.pages import SEVERITIES, blocks, counts
from gov_info_report.findings import Language

if TYPE_CHECKING:
    from rich.console import RenderableType

__all__ = ["SEVERITIES", "counts", "text_of", "to_console", "to_html", "wrong_figures"]


def to_html(shown: object, language: Language = "zh") -> str:
    """An object of ours as HTML for a notebook. No script, nothing fetched; every text of a document is escaped."""
    return html.render(blocks(shown, language))


def to_console(shown: object, width: int, language: Language = "zh") -> Iterator[RenderableType]:
    """An object of ours for a terminal of a width, as what rich draws. Prose is left out."""
    from gov_info_report.display import terminal

    return terminal.render(blocks(shown, language), width)

"""The command `compare`: two reports side by side."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any, NoReturn

import gov_info_report as gir
from gov_info_report.cli.common import CLEAN, input_format, language, option, read_or_exit
from gov_info_report.cli.screen import console
from gov_info_report.display import text_of, to_console
from gov_info_report.findings import Language
from gov_info_report.model import Figure
from gov_info_report.together import Comparison

if TYPE_CHECKING:
    import click

__all__ = ["command"]


def command() -> click.Command:
    """The command for click."""
    import click

    return click.Command(
        "compare",
        callback=compare,
        short_help="对比两份年报。 Two reports side by side.",
        help="对比两份年报：逐项数字（变化异常的在前）与逐句文字。\n\n"
        "Compare two reports: figure by figure, unusual changes first, and sentence by sentence.\n\n"
        "Exit status: 0 compared; 2 a file cannot be read.",
        params=[
            click.Argument(["old"], metavar="OLD"),
            click.Argument(["new"], metavar="NEW"),
            input_format(),
            language(),
            option("--json", "as_json", is_flag=True, help="输出 JSON。 JSON, everything listed."),
        ],
    )


def compare(old: str, new: str, format: str | None, language: Language, as_json: bool) -> NoReturn:
    """Print two reports side by side."""
    comparison = gir.compare(read_or_exit(old, format, language), read_or_exit(new, format, language))
    if as_json:
        print(json.dumps(_as_data(comparison), ensure_ascii=False, indent=2, default=str))
    else:
        screen = console(wrap=True)
        for part in to_console(comparison, screen.width, language):
            screen.print(part)
    sys.exit(CLEAN)


def _as_data(comparison: Comparison) -> dict[str, Any]:
    return {
        "earlier": {"institution": comparison.earlier.institution, "year": comparison.earlier.year},
        "later": {"institution": comparison.later.institution, "year": comparison.later.year},
        "figures": [
            {
                "path": each.path,
                "earlier": _text(each.earlier),
                "later": _text(each.later),
                "difference": each.difference,
                "factor": each.factor,
                "jump": round(each.jump, 3),
                "unusual": each.is_unusual,
            }
            for each in comparison.figures
        ],
        "sentences": [
            {"section": each.section, "was": each.was.value, "earlier": each.earlier, "later": each.later}
            for each in comparison.sentences
        ],
    }


def _text(figure: Figure | None) -> str | None:
    """A figure, or the mark or the text that stands there instead."""
    return None if figure is None else text_of(figure)

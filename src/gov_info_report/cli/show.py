"""The command `show`: the tables of a report, drawn in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov_info_report.cli.common import input_format, language, read_or_exit
from gov_info_report.cli.screen import console
from gov_info_report.display import to_console
from gov_info_report.findings import Language

if TYPE_CHECKING:
    import click

__all__ = ["command"]


def command() -> click.Command:
    """The command for click."""
    import click

    return click.Command(
        "show",
        callback=show,
        short_help="在终端显示各表。 Show the tables.",
        help="在终端显示标题、机关、年度和各表。\n\n"
        "Show title, institution, year and the tables in the terminal.\n\n"
        "Exit status: 0 shown; 2 FILE cannot be read.",
        params=[click.Argument(["file"]), language(), input_format()],
    )


def show(file: str, language: Language, format: str | None) -> None:
    """Print a report's title, what is computed from its prose, and its tables."""
    screen = console(wrap=False)
    for part in to_console(read_or_exit(file, format, language).report, screen.width, language):
        screen.print(part)

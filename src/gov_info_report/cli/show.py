"""The command `show`: the tables of a report, drawn in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov_info_report.cli.common import console, input_format, read_or_exit

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
        params=[click.Argument(["file"]), input_format()],
    )


def show(file: str, format: str | None) -> None:
    """Print a report's title, what is computed from its prose, and its tables."""
    console(wrap=False).print(read_or_exit(file, format).report)

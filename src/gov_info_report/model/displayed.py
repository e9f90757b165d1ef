"""The base of what a notebook or a terminal can show."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult

__all__ = ["Displayed"]


class Displayed:
    """Shown as tables by Jupyter and by rich. What draws them is loaded when the first is shown."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        """What IPython and Jupyter show."""
        from gov_info_report.display import to_html

        return to_html(self)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        from gov_info_report.display import to_console

        yield from to_console(self, options.max_width)

"""The base of what a notebook or a terminal can show; the room that draws is handed down from above."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult

__all__ = ["Displayed", "Renderers", "show_with"]


@frozen
class Renderers:
    """What draws an object: as HTML, and as what rich prints on a terminal of a width."""

    html: Callable[[object], str]
    console: Callable[[object, int], Iterator[RenderableType]]


_renderers: list[Renderers] = []


def show_with(renderers: Renderers) -> None:
    """Let everything that is `Displayed` be drawn by these from now on."""
    _renderers[:] = [renderers]


class Displayed:
    """Shown as tables by Jupyter and by rich. What draws them is loaded when the first is shown."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        """What IPython and Jupyter show."""
        return _renderers[0].html(self)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield from _renderers[0].console(self, options.max_width)

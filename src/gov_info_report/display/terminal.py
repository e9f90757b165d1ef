"""Blocks for a terminal, as rich draws them; imported when something is shown there, since rich is an extra."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from gov_info_report.display.blocks import Block, Facts, Form, Heading, Legend, Line, Listing, Look, Phrase, Prose
from gov_info_report.display.drawing import drawn

__all__ = ["listing_table", "render"]

STYLES: dict[str, str] = {
    Look.ZERO: "dim",
    Look.WRONG: "bold red",
    Look.OPEN: "red",
    Look.DEDUCED: "bold blue",
    Look.NOTED: "yellow",
    Look.BLANK: "bold yellow",
    Look.NOT_APPLICABLE: "bold yellow",
    Look.MISSING: "bold yellow",
    Look.UNREADABLE: "bold red",
    "absent": "bold yellow",
    "error": "red",
    "warning": "yellow",
    "info": "cyan",
}


def render(blocks: Iterable[Block], width: int) -> Iterator[RenderableType]:
    """The blocks but the prose, in a terminal of a width; a table is no narrower than its figures are."""
    for block in blocks:
        yield from _block(block, width)


def _block(block: Block, width: int) -> Iterator[RenderableType]:
    match block:
        case Facts():
            return _facts(block)
        case Heading():
            return _heading(block)
        case Line():
            return _line(block)
        case Prose():
            return iter(())
        case Form():
            return _form(block, width)
        case Listing():
            return _listing(block, width)
        case Legend():
            return _legend(block)
        case _:
            assert_never(block)


def _facts(block: Facts) -> Iterator[RenderableType]:
    for label, value in block.items:
        yield Text.assemble((f"{label}  ", "dim"), value)


def _heading(block: Heading) -> Iterator[RenderableType]:
    yield Text(f"\n{block.text}", "bold")


def _line(block: Line) -> Iterator[RenderableType]:
    yield _phrase(block.phrase)


def _form(block: Form, width: int) -> Iterator[RenderableType]:
    yield drawn(block, width, STYLES)


def _listing(block: Listing, width: int) -> Iterator[RenderableType]:
    yield listing_table(block, width)
    if block.left_out:
        english = f"{block.left_out:,} more are not shown"
        yield Text(english if block.language == "en" else f"另有 {block.left_out:,} 条未显示 ({english})")


def _legend(block: Legend) -> Iterator[RenderableType]:
    yield Text("")
    for look in block.looks:
        sign, english = look.mark(block.language), look.render("en")
        meaning = english if block.language == "en" else f"{look.render('zh')} ({english})"
        yield Text(sign if sign == meaning else f"{sign}: {meaning}", STYLES[look])


def _phrase(phrase: Phrase) -> Text:
    beside = f" ({phrase.beside})" if phrase.beside else ""
    return Text(phrase.text + beside, STYLES.get(phrase.look, ""))


def listing_table(block: Listing, width: int) -> Table:
    """A list as a table: its first and last columns whole, the place as narrow as may be, the words in what is left."""
    table = Table()
    for column in block.columns:
        whole, rest = column.fit == "whole", column.fit == "rest"
        table.add_column(
            Text(column.text),
            no_wrap=whole,
            overflow="fold",
            ratio=1 if rest else None,
            max_width=max(14, width // 4 - 6) if column.fit == "little" else None,
        )
    for row in block.rows:
        table.add_row(*(Text(phrase.text, STYLES.get(phrase.look, "")) for phrase in row))
    return table

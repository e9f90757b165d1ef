"""What layouts are written with: the texts of a row, its cells as a grid, tables a row at a time, pages of lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from attrs import frozen

from tests.pages.page import Page, Row

__all__ = ["Layout", "Rows", "each", "grid", "is_line", "lined", "piped", "texts", "width_of"]


@frozen
class Layout:
    """How a page is written down, and what of its tables can still be seen."""

    write: Callable[[Page], str]
    shows_empty: bool = True
    """An empty cell can be seen, and so the column of each number after it."""
    shows_ends: bool = True
    """A row that has too few cells can be told from one whose last cells are empty."""
    shows_borders: bool = True
    """It can be seen where a number ends and the next begins."""
    names_columns: bool = True
    """The header stands above the rows."""
    has_rules: bool = False
    """Tables have rows that only rule off."""


def texts(row: Row) -> list[str]:
    """The cells of a row that hold anything."""
    return [cell.text for cell in row if cell.text]


def grid(row: Row) -> list[str]:
    """The cells of a row as a grid shows them, spans as empty cells."""
    return [text for cell in row for text in [*[""] * cell.gap, cell.text, *[""] * (cell.columns - 1)]]


def width_of(rows: Sequence[Row]) -> int:
    return max((len(grid(row)) for row in rows), default=0)


def is_line(row: Row) -> bool:
    return len(row) == 1 and row[0].columns == 0


Rows = Callable[[list[Row]], Iterator[str]]


def lined(rows: Rows, heading: str = "{}", between: str = "\n\n") -> Callable[[Page], str]:
    """The layout of lines whose tables `rows` writes."""

    def write(page: Page) -> str:
        blocks = [page.title, page.preamble]
        for section in page.sections:
            body = ["\n".join(rows(section.rows)) if section.rows else section.text]
            head = [heading.format(section.heading)] if section.heading else []
            blocks += body + head if section.heading_last else head + body
        return between.join(block for block in blocks if block)

    return write


def each(row: Callable[[Row], str]) -> Rows:
    """Tables written a row at a time; an empty row is an empty line."""

    def rows(given: list[Row]) -> Iterator[str]:
        for cells in given:
            yield "" if not cells else cells[0].text if is_line(cells) else row(cells)

    return rows


def piped(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"

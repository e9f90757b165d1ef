"""Documents as tests compare them."""

from __future__ import annotations

from attrs import astuple, evolve

from gov_info_report.document import Document, Grid, GridRow, Passage

__all__ = ["texts", "without_ranges"]


def without_ranges(document: Document) -> Document:
    """A document whose places say lines and columns, not where in the text they are: tests of places ask for that."""

    def block(each: Passage | Grid) -> Passage | Grid:
        if isinstance(each, Passage):
            return each._replace(place=astuple(each.span)[:5])
        rows = [
            GridRow(tuple(cell._replace(place=astuple(cell.span)[:5]) for cell in row.cells), row.raw)
            for row in each.rows
        ]
        return Grid(tuple(rows), each.exact)

    return evolve(document, blocks=tuple(map(block, document.blocks)))


def texts(document: Document) -> list[str | list[list[tuple[int, str]]]]:
    """The words of passages, and of grids row by row, with each cell's column."""
    return [
        block.text
        if isinstance(block, Passage)
        else [[(cell.column, cell.text) for cell in row.cells] for row in block.rows]
        for block in document.blocks
    ]

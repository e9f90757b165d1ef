"""A table of the form drawn with lines, with its true spans, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import field, frozen
from rich.cells import cell_len, chop_cells
from rich.text import Text

from gov_info_report.display.blocks import Form, Look
from gov_info_report.document import grid_from_spans

__all__ = ["drawn"]

LINES = "dim"


def drawn(form: Form, available: int, styles: Mapping[str, str]) -> Text:
    """A table with its spans, as narrow as the terminal asks for and no narrower than its figures are.

    Args:
        form: The table.
        available: The width of the terminal.
        styles: The style of each look.
    """
    boxes = list(_boxes(form, styles))
    widths = _widths(boxes, available)
    for box in boxes:
        box.lines.extend(chop_cells(box.text, _covered(widths, box.column, box.columns)))
    owners = {
        (row, column): box
        for box in boxes
        for row in range(box.row, box.row + box.rows)
        for column in range(box.column, box.column + box.columns)
    }
    lines: list[Text] = []
    for row, height in enumerate([*_heights(boxes, len(form.sheet)), 0]):
        lines.append(Text.assemble(*_line(owners, widths, row, edge=True)))
        lines.extend(Text.assemble(*_line(owners, widths, row, edge=False)) for _ in range(height))
    return Text("\n").join(lines)


@frozen(eq=False)
class _Box:
    """A cell on its way to the screen: where it stands, what it covers, and its lines that are not yet drawn."""

    row: int
    column: int
    rows: int
    columns: int
    text: str
    style: str
    right: bool
    lines: list[str] = field(factory=list)


def _boxes(form: Form, styles: Mapping[str, str]) -> Iterator[_Box]:
    spans = ([(cell.text, cell.row_span, cell.column_span) for cell in row] for row in form.sheet)
    for row, (cells, resolved) in enumerate(zip(form.sheet, grid_from_spans(spans, 1).rows, strict=True)):
        for cell, placed in zip(cells, resolved.cells, strict=True):
            text, look = cell.text, Look.NUMBER
            if cell.path is not None:
                text, look = form.figures[cell.path].text, form.figures[cell.path].look
            style = styles.get(look, "")
            yield _Box(row, placed.column, cell.row_span, cell.column_span, text, style, right=not cell.header)


def _line(
    owners: Mapping[tuple[int, int], _Box], widths: Sequence[int], row: int, edge: bool
) -> Iterator[tuple[str, str]]:
    """A line on the screen with its styles: through a row of the table, or along its upper edge."""
    column = 0
    while column < len(widths):
        box = owners.get((row, column))
        yield _joint(owners, row, column) if edge else "│", LINES
        if box is None or (edge and box.row == row):
            yield "─" * widths[column], LINES
            column += 1
        else:
            text = box.lines.pop(0) if box.lines else ""
            padding = " " * (_covered(widths, column, box.columns) - cell_len(text))
            yield padding + text if box.right else text + padding, box.style
            column += box.columns
    yield _joint(owners, row, column) if edge else "│", LINES


def _covered(sizes: Sequence[int], start: int, count: int) -> int:
    """What a span covers of rows or columns of these sizes, with the lines between them."""
    return sum(sizes[start : start + count]) + count - 1


_CHARACTER = 2
"""The width of a Chinese character; columns grow by it."""


def _widths(boxes: Sequence[_Box], available: int) -> list[int]:
    """The width of each column: figures whole, and what is left given to those that need the most."""
    count = max(box.column + box.columns for box in boxes)
    least, wanted = [_CHARACTER * 2] * count, [0] * count
    for box in boxes:
        if box.columns == 1:
            wanted[box.column] = max(wanted[box.column], cell_len(box.text))
            if box.right:
                least[box.column] = max(least[box.column], cell_len(box.text))
    widths = list(least)
    while True:
        spare = available - sum(widths) - count - 1
        need = max(want / width for want, width in zip(wanted, widths, strict=True))
        neediest = [at for at in range(count) if wanted[at] / widths[at] == need]
        if need <= 1 or spare < _CHARACTER * len(neediest):
            return widths
        for at in neediest:
            widths[at] += _CHARACTER


def _heights(boxes: Sequence[_Box], count: int) -> list[int]:
    """The height of each row; a cell over several rows that needs more makes the last of them higher."""
    heights = [1] * count
    for box in sorted(boxes, key=lambda box: box.rows):
        lacking = len(box.lines) - _covered(heights, box.row, box.rows)
        heights[box.row + box.rows - 1] += max(lacking, 0)
    return heights


def _joint(owners: Mapping[tuple[int, int], _Box], row: int, column: int) -> str:
    """The character where lines meet, at the upper left corner of a place in the grid."""
    above_left, above = owners.get((row - 1, column - 1)), owners.get((row - 1, column))
    left, here = owners.get((row, column - 1)), owners.get((row, column))
    west, east = above_left is not left, above is not here
    north, south = above_left is not above, left is not here
    return " ╴╶─╵┘└┴╷┐┌┬│┤├┼"[west + 2 * east + 4 * north + 8 * south]

"""Tables as every reader hands them on: without what programs add to them, and prose in their cells as passages."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from gov_info_report.document import Block, Cell, Grid, GridRow, Passage, row_of
from gov_info_report.recognise import is_figure, is_title, section_heading

__all__ = ["is_prose", "lines_of", "table_blocks"]

PROSE = 40
"""A row whose only cell has more characters than this is prose."""
LONGEST_LABEL = 120
"""A cell with more characters than this is no cell of a table, whatever stands beside it."""
WIDEST = 40
"""No row of a table has so many different cells."""

_NOTHING = frozenset({"nan", "NaN", "NaT", "None", "<NA>"})
"""What programs write into cells that hold nothing."""
_NAMELESS = re.compile(r"Unnamed: \d+(?:_level_\d+)?|Col\d+")
"""What programs call columns that have no name."""
_NUMBERED = re.compile(r"(.+)\.\d{1,2}", re.DOTALL)
"""What programs call columns whose name others have."""


def table_blocks(rows: Sequence[GridRow], exact: bool) -> list[Block]:
    """The rows of a table as a grid, or as several with the passages that stand between them in cells of their own.

    A page that is one table holds headings and prose in rows of one cell. What pandas and its like add is consumed:
    `nan` in empty cells, column numbers above the table and row numbers before it, `Unnamed: 3` and `Col3` in the place
    of names, and the numbers after names that are printed twice.
    """
    blocks: list[Block] = []
    grid: list[GridRow] = []
    for row in _cleared(rows):
        texts = {cell.text for cell in row.cells}
        texts.discard("")
        short = len(row.raw) <= LONGEST_LABEL or (len(texts) > 1 and max(map(len, texts)) <= LONGEST_LABEL)
        if len(texts) > 1 and short and not _is_page(texts):
            grid.append(row)
        elif is_prose([cell.text for cell in row.cells if cell.text]):
            if grid:
                blocks.append(Grid(tuple(grid), exact))
                grid = []
            blocks += _apart(row, exact)
        elif texts or grid:
            grid.append(row)
    if any(cell.text for row in grid for cell in row.cells):
        blocks.append(Grid(tuple(grid), exact))
    return blocks


def _apart(row: GridRow, exact: bool) -> Iterator[Block]:
    """The passages of a row that is prose, and what stands between them with figures, as when a page is one row."""
    between: list[Cell] = []
    for cell in [*row.cells, None]:
        if cell is not None and not is_prose([cell.text]):
            between.append(cell)
            continue
        if sum(1 for other in between if is_figure(other.text)) > MANY and not all(is_figure(c.text) for c in between):
            yield Grid((row_of(between),), exact)
        else:
            yield from _passages(between)
        between = []
        yield from _passages([cell] if cell is not None else [])


MANY = 6
"""More figures than this are a part of a table."""


def _passages(cells: Sequence[Cell]) -> Iterator[Block]:
    """The words of cells that are prose; of a merged cell that is repeated, once."""
    before = ""
    for cell in cells:
        if cell.text != before or is_figure(cell.text):
            yield from lines_of(cell)
        before = cell.text


def lines_of(cell: Cell) -> Iterator[Passage]:
    """What a cell holds as passages, a line each."""
    for line in cell.text.split("\n"):
        if line.strip():
            yield Passage(line.strip(), cell.place)


def is_prose(texts: Sequence[str]) -> bool:
    """Whether a row is text and no row of a table: a heading, a title, or what is longer than any label.

    >>> is_prose(["二、主动公开政府信息情况"]), is_prose(["规章", "0", "0", "0"]), is_prose(["第二十条第（一）项"])
    (True, False, False)
    """
    if not texts or all(map(is_figure, texts)):
        return False
    first = texts[0]
    if any(len(text) > LONGEST_LABEL and not is_figure(text) for text in texts) or _is_page(texts):
        return True
    if any(text != first for text in texts):
        return section_heading(first) is not None and not any(map(is_figure, texts))
    return section_heading(first) is not None or is_title(first) or len(first) > PROSE or "。" in first


def _is_page(texts: Collection[str]) -> bool:
    """Whether a row is a page on one line: wider than any table, with a heading in it."""
    return len(texts) > WIDEST and any(map(section_heading, texts))


def _cleared(rows: Sequence[GridRow]) -> Sequence[GridRow]:
    """The rows without what programs add."""
    if not rows:
        return rows
    cleared = [*rows]
    if not _NOTHING.isdisjoint([cell.text for row in rows for cell in row.cells]):
        cleared = [_filled(row) for row in rows]
    if not cleared[0].cells or len(rows) == 1 or len({len(row.cells) for row in rows}) > 1:
        return cleared  # what these programs write is even
    if not cleared[0].cells[0].text and _counts_rows(cleared[1:]):
        cleared = [_shifted(row) for row in cleared]
    first = [cell.text for cell in cleared[0].cells]
    if len(first) > 1 and first == _count(len(first)) and any(_begins_with_words(row, 0) for row in cleared):
        return cleared[1:]
    if any(map(_NAMELESS.fullmatch, first)) or any("." in text for text in first):
        cleared[0] = row_of([_named(cell, first) for cell in cleared[0].cells])
    return cleared


def _filled(row: GridRow) -> GridRow:
    """A row whose empty cells are empty."""
    return row_of([_emptied(cell) for cell in row.cells])


def _emptied(cell: Cell) -> Cell:
    return cell._replace(text="") if cell.text in _NOTHING else cell


def _named(cell: Cell, names: Sequence[str]) -> Cell:
    """A cell of a header without what a program made of its name."""
    if _NAMELESS.fullmatch(cell.text):
        return cell._replace(text="")
    numbered = _NUMBERED.fullmatch(cell.text)
    return cell._replace(text=numbered[1]) if numbered and numbered[1] in names else cell


def _count(numbers: int) -> list[str]:
    return [str(number) for number in range(numbers)]


def _begins_with_words(row: GridRow, place: int) -> bool:
    return len(row.cells) > place and bool(row.cells[place].text) and not is_figure(row.cells[place].text)


def _counts_rows(rows: Sequence[GridRow]) -> bool:
    """Whether the first cells of rows are their numbers, and words stand beside them."""
    numbers = [row.cells[0].text for row in rows if row.cells]
    return numbers == _count(len(rows)) and any(_begins_with_words(row, 1) for row in rows)


def _shifted(row: GridRow) -> GridRow:
    return row_of([cell._replace(column=cell.column - 1) for cell in row.cells[1:]])

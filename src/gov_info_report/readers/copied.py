"""Tables as browsers copy them: a tab on a line of its own between two cells, and empty lines between rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from gov_info_report.document import Budget, GridRow, row_of
from gov_info_report.readers.lines import Finder, Found, Lines
from gov_info_report.readers.tables import table_blocks
from gov_info_report.recognise import section_heading

__all__ = ["FINDER"]

_TAB = re.compile(r" *\t *\r?")
"""What stands between two cells that hold paragraphs."""
_APART = 2
"""So many empty lines divide rows; one may stand between the paragraphs of a cell."""
_FAR = 4
"""So many do beside a tab: a few are an empty cell."""


def _find(lines: Lines, budget: Budget) -> Iterator[Found]:
    """The tables of a text whose cells are divided by tabs on lines of their own; these lines are consumed.

    A line with a space that does not break is an empty cell. Paragraphs before the first cell of a row, or after its
    last, stand outside the table.
    """
    rows: list[list[list[int]]] = []
    for row in _stretches(lines.texts, budget):
        cells: list[list[int]] = [[]]
        for at in row:
            if _TAB.fullmatch(lines.texts[at]):
                cells.append([])
            else:
                cells[-1].append(at)
        if any("\t" in lines.texts[at] for cell in cells for at in cell):
            cells = [[]]  # tabs divide its lines, too
        first, last = cells[0], cells[-1]
        cells[0] = _block(first[::-1])[::-1]
        if len(cells) == 1 or len(cells[0]) < len(first):
            yield from _table(rows, lines, budget)
            rows = []
        if len(cells) > 1:
            cells[-1] = _block(last)
            rows.append(cells)
        if len(cells[-1]) < len(last):
            yield from _table(rows, lines, budget)
            rows = []
    yield from _table(rows, lines, budget)


def _block(cell: list[int]) -> list[int]:
    """The lines of a cell up to the first that stands apart from the one before."""
    for at, (one, other) in enumerate(pairwise(cell), start=1):
        if abs(one - other) > 1:
            return cell[:at]
    return cell


def _is_empty(line: str) -> bool:
    return not line.strip(" \r")


def _stretches(texts: Sequence[str], budget: Budget) -> Iterator[list[int]]:
    """The lines between which there are not as many empty ones as divide rows; a heading stands by itself."""
    stretch: list[int] = []
    before = ""
    for at, line in budget.timed(enumerate(texts)):
        if _is_empty(line):
            continue
        beside = _TAB.fullmatch(line) or _TAB.fullmatch(before)
        heads = section_heading(line.strip()) or section_heading(before.strip())
        if stretch and (heads or at - stretch[-1] > (_FAR if beside else _APART)):
            yield stretch
            stretch = []
        stretch.append(at)
        before = line
    if stretch:
        yield stretch


def _table(rows: Sequence[Sequence[Sequence[int]]], lines: Lines, budget: Budget) -> Iterator[Found]:
    """The table that rows are; a single row of two cells is none."""
    if len(rows) > 1 or any(len(row) > 2 for row in rows):
        budget.spend_cells(sum(map(len, rows)))
        used = [at for row in rows for cell in row for at in cell]
        if used:
            yield Found(used[0], used[-1] + 1, table_blocks([_row(row, lines, used[0]) for row in rows], exact=False))


def _row(cells: Sequence[Sequence[int]], lines: Lines, first: int) -> GridRow:
    empty = next((at for cell in cells for at in cell), first)
    made = []
    for column, cell in enumerate(cells):
        made.append(lines.cell([(at, 0, len(lines.texts[at])) for at in cell], column, (empty, 0)))
    return row_of(made)


FINDER = Finder(re.compile(r"\n *\t *\r?\n"), _find)
"""Tables that were copied from a browser."""

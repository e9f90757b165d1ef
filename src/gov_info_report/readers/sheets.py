"""Sheets of workbooks: tables are grids with merged cells resolved, headings and prose in cells are passages.

Hidden sheets hold lists and drafts; they are read only when no other sheet holds anything, and else named in the
document's remarks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import define, field

from gov_info_report.document import HIDDEN, Block, Budget, Cell, Document, GridRow, Span, row_of
from gov_info_report.model import tidy
from gov_info_report.readers.tables import is_prose, lines_of, table_blocks

__all__ = ["WIDEST", "Sheet", "document_of", "printed"]

WIDEST = 256
"""Merged cells, and empty cells within a table, are followed in so many columns; the form has 15 at the most."""


@define(eq=False)
class Sheet:
    """A sheet: the texts of its cells by row and column, from 1, and which of them merged cells cover.

    `formatted` are the rows that have cells without text.
    """

    number: int
    hidden: bool
    rows: dict[int, dict[int, str]] = field(factory=dict)
    formatted: set[int] = field(factory=set)
    covered: dict[int, set[int]] = field(factory=dict)

    def merge(self, top: int, bottom: int, left: int, right: int, budget: Budget) -> None:
        """Note what a merged cell covers of the rows that hold anything; once all of them are known."""
        columns = range(left, min(right, left + WIDEST) + 1)
        rows = self.rows.keys() | self.formatted
        reached = range(top, bottom + 1)
        for row in reached if len(reached) < len(rows) else rows:
            if row in rows and row in reached:
                budget.spend_cells(1)
                self.covered.setdefault(row, set()).update(columns[1:] if row == top else columns)


def printed(text: str) -> str:
    """What a cell prints, its lines kept."""
    return "\n".join(map(tidy, text.split("\n"))).strip(" \t\n\u3000\xa0")


def document_of(format: str, sheets: Sequence[Sheet], budget: Budget) -> Document:
    """The document of a workbook: its sheets, one after the other."""
    shown = [sheet for sheet in sheets if not sheet.hidden]
    if not any(sheet.rows for sheet in shown):
        shown = list(sheets)
    blocks: list[Block] = []
    remarks: list[tuple[str, str, Span | None]] = []
    for sheet in sheets:
        budget.check_time()
        if sheet in shown:
            blocks += _blocks(sheet, budget)
        remarks += _unseen(sheet, sheet in shown)
    return Document(format, tuple(blocks), tuple(remarks))


def _blocks(sheet: Sheet, budget: Budget) -> Iterator[Block]:
    """Passages and grids of a sheet. A grid ends at prose, and where a row is left out."""
    rows: list[int] = []
    for number in sorted({*sheet.rows, *sheet.formatted}):
        filled = _uncovered(sheet, number)
        prose = is_prose([text for _, text in filled])
        if rows and (prose or number > rows[-1] + 1 or not (filled or rows[-1] in sheet.rows)):
            yield from _table(sheet, rows, budget)
            rows = []
        if prose:
            for column, text in filled:
                yield from lines_of(Cell(text, column - 1, (None, column, sheet.number, number, None)))
        elif filled or rows:
            rows.append(number)
    if rows:
        yield from _table(sheet, rows, budget)


def _uncovered(sheet: Sheet, row: int) -> list[tuple[int, str]]:
    covered = sheet.covered.get(row, ())
    return [(column, text) for column, text in sorted(sheet.rows.get(row, {}).items()) if column not in covered]


def _table(sheet: Sheet, rows: Sequence[int], budget: Budget) -> list[Block]:
    """Rows as a table: it is as wide as what stands in it, and what is not covered is a cell.

    In a table that is far too wide only the columns in which anything stands are.
    """
    uncovered = {number: dict(_uncovered(sheet, number)) for number in rows}
    filled = sorted({column for texts in uncovered.values() for column in texts})
    columns = filled if filled[-1] - filled[0] >= WIDEST else range(filled[0], filled[-1] + 1)
    budget.spend_cells(len(rows) * len(columns))
    return table_blocks([_row(sheet, number, uncovered[number], columns) for number in rows], exact=True)


def _row(sheet: Sheet, number: int, texts: dict[int, str], columns: Sequence[int]) -> GridRow:
    covered = sheet.covered.get(number, ())
    return row_of(
        [
            Cell(texts.get(column, ""), column - 1, (None, column, sheet.number, number, None))
            for column in columns
            if column not in covered
        ]
    )


def _unseen(sheet: Sheet, shown: bool) -> Iterator[tuple[str, str, Span | None]]:
    """What the file holds but does not show: a hidden sheet's rows, and what lies under merged cells."""
    for number, texts in sorted(sheet.rows.items()):
        covered: Iterable[int] = sheet.covered.get(number, ()) if shown else texts
        under = {column: text for column, text in sorted(texts.items()) if column in covered}
        if under:
            yield "\t".join(under.values()), HIDDEN, Span(table=sheet.number, row=number, column=min(under))

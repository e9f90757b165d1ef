"""The lines of a table cut into rows of the form: a label, and the cells that follow it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

from attrs import define, field

from gov_info_report.document import Budget, Cell
from gov_info_report.model import EDITIONS, Edition, Label, LabelKind, is_figure, labels_of, table
from gov_info_report.parsing.outline import Line

__all__ = ["FoundRow", "FoundTable", "find_rows"]

WHOLE_TABLE = ""
"""The path of a row that holds the figures of a whole table, as the one row of table 4 does."""

_PAGE_NUMBER = re.compile(r"[-—–\s]*第?\s*\d{1,4}\s*页?(?:\s*[/共]\s*\d{1,4}\s*页?)?[-—–\s]*")


@define
class FoundRow:
    """A row of the form as found: its path, its label, the cells after it, and the lines that they stand on.

    `header` are the columns that the header above it names.
    """

    path: str
    label: Cell | None
    header: Mapping[str, Cell]
    cells: list[Cell] = field(factory=list)
    lines: list[Line] = field(factory=list)

    @property
    def raw(self) -> str:
        """The row as printed."""
        return "\n".join(line.raw for line in self.lines)

    @property
    def filled(self) -> list[Cell]:
        """The cells that hold anything."""
        return [cell for cell in self.cells if cell.text]


@define
class FoundTable:
    """What the lines of a table came to.

    `votes` counts the labels that only one edition has; `strange` is what the table has no place for.
    """

    name: str
    rows: list[FoundRow] = field(factory=list)
    votes: Counter[Edition] = field(factory=Counter)
    strange: list[tuple[str, Cell | None]] = field(factory=list)


def find_rows(name: str, lines: Sequence[Line], budget: Budget) -> FoundTable:
    """Read the lines of a table from the top: labels open rows and name columns, figures go to the row before them."""
    reader = _Reader(FoundTable(name))
    for line in lines:
        budget.check_time()
        reader.take(line)
    return _settled(reader.found)


@define
class _Reader:
    """The state while a table is read: the open row, the last row's path, and the header being read or in force."""

    found: FoundTable
    open: FoundRow | None = None
    last: str = ""
    header: dict[str, Cell] = field(factory=dict)
    in_header: bool = True

    def take(self, line: Line) -> None:
        """Read a line: each label opens something, and what follows it belongs to what it opened."""
        loose: list[Cell] = []
        labelled = False
        for cell in line.cells:
            label = self.label_of(cell)
            if label is not None:
                labelled = True
                self.enter(label, cell, line)
            elif labelled and self.open is not None:
                self.open.cells.append(cell)
            else:
                loose.append(cell)
        if labelled:
            self.found.strange += [(cell.text, cell) for cell in loose if cell.text]
        elif loose:
            self.continue_row(line, loose)

    def label_of(self, cell: Cell) -> Label | None:
        """The label that a cell is. A word that names a column and a row names the column while a header is read."""
        if not cell.text or is_figure(cell.text):
            return None
        candidates = labels_of(self.found.name, cell.text)
        rows = [label for label in candidates if label.kind in (LabelKind.ROW, LabelKind.GROUP)]
        if not rows or (candidates[0] not in rows and self.in_header):
            return candidates[0] if candidates else None
        first = candidates[0] if candidates[0] in rows else self.next_row(rows)
        as_row = [label for label in rows if label.name == first.name and label.kind is LabelKind.ROW]
        return as_row[0] if as_row else first

    def next_row(self, rows: Sequence[Label]) -> Label:
        """Of several rows, the one that comes next in the form after the last one read."""
        order = _order(self.found.name)
        last = order.get(self.last, -1)
        return min(rows, key=lambda label: (order[label.name] <= last, order[label.name]))

    def enter(self, label: Label, cell: Cell, line: Line) -> None:
        """Open the row that a label names; a label of anything else closes the open row."""
        self.open = None
        if len(label.editions) == 1 and label.name != _EITHER:
            self.found.votes.update(label.editions)
        if label.kind is LabelKind.ROW:
            self.open = FoundRow(label.name, cell, self.header, lines=[line])
            self.found.rows.append(self.open)
            self.last = label.name
        elif label.kind is not LabelKind.GROUP:
            if not self.in_header:
                self.header = {}
            if label.kind is LabelKind.COLUMN:
                self.header.setdefault(label.name, cell)
        self.in_header = label.kind in (LabelKind.COLUMN, LabelKind.HEADING)

    def continue_row(self, line: Line, cells: list[Cell]) -> None:
        """A line without a label: more of the row above, the one row of a table without row labels, or strange."""
        filled = [cell for cell in cells if cell.text]
        if not all(is_figure(cell.text) for cell in filled):
            self.found.strange.append((line.raw, cells[0]))
            if not _PAGE_NUMBER.fullmatch(line.raw):
                self.open = None
        elif self.open is None:
            if not table(self.found.name, EDITIONS[0]).term.corner:
                self.open = FoundRow(WHOLE_TABLE, None, self.header, cells, [line])
                self.found.rows.append(self.open)
            elif filled:
                self.found.strange.append((line.raw, cells[0]))
        elif not self.open.filled and len(cells) >= len(filled) > 0:
            self.open.cells = cells  # the row's own cells are empty: its figures stand on this line
            self.open.lines.append(line)
        elif filled:
            if len(self.open.filled) + len(filled) <= _width(self.found.name, self.open.path):
                self.open.cells += cells
                self.open.lines.append(line)
            else:
                self.found.strange.append((line.raw, cells[0]))


_EITHER = "requests.outcomes.other"


@cache
def _order(name: str) -> dict[str, int]:
    """The place of each row and group of a table in the form, both editions."""
    order: dict[str, int] = {}
    for edition in EDITIONS:
        for row in table(name, edition).rows:
            parts = row.path.split(".")
            for depth in range(2, len(parts) + 1):
                order.setdefault(".".join(parts[:depth]), len(order))
    return order


@cache
def _width(name: str, path: str) -> int:
    """How many figures a row has at the most."""
    rows = [row for edition in EDITIONS for row in table(name, edition).rows]
    if path == WHOLE_TABLE:
        return len(table(name, EDITIONS[0]).paths)
    return max(len(row.columns) for row in rows if row.path == path)


def _settled(found: FoundTable) -> FoundTable:
    """Decide what could not be known from the top: which labels were groups, or headings, and no rows at all."""
    groups = {row.path.rpartition(".")[0] for row in found.rows}
    whole = len(table(found.name, EDITIONS[0]).paths)
    has_row_labels = bool(table(found.name, EDITIONS[0]).term.corner)
    rows: list[FoundRow] = []
    for row in found.rows:
        is_group = row.path in groups and row.path != WHOLE_TABLE
        is_heading = not has_row_labels and not row.filled and len(row.cells) < whole
        if is_group or is_heading:
            found.strange += [(cell.text, cell) for cell in row.filled]
            continue
        if not has_row_labels and len(row.filled) == whole:
            row.path = WHOLE_TABLE
        rows.append(row)
    found.rows = rows
    return found

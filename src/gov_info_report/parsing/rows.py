"""The lines of a table cut into rows of the form: a label, and the cells that follow it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from attrs import define, field

from gov_info_report.document import Budget, Cell
from gov_info_report.model import EDITIONS, Edition, table
from gov_info_report.parsing.outline import Line
from gov_info_report.parsing.pieces import (
    GROUPS,
    PAGE_NUMBER,
    ROWS,
    mostly_figures,
    names_row_and_figures,
    runs_together,
    taken_apart,
)
from gov_info_report.parsing.shapes import (
    EITHER,
    WHOLE_TABLE,
    column_labels,
    form_order_of,
    groups_of,
    has_row_labels,
    width_of,
    widths_of,
)
from gov_info_report.recognise import Label, LabelKind, begins_label, is_figure, labels_of, nearest_row

__all__ = ["GLUED", "FoundRow", "FoundTable", "find_rows"]

DIVIDER = "|"
"""A line that is nothing but a pipe."""

NO_CELL = Cell("", 0, (None, None, None, None, None))
"""An empty cell between two dividers, or after the last."""

GLUED = -1
"""The column of digits that stand against their label."""


@define
class FoundRow:
    """A row of the form as found: its path, its label, the cells after it, and the lines that they stand on.

    `header` are the columns that the header above it names; those that the form has not begin with "?". `glued`
    says that the one cell holds the digits of all its figures, run together; `unsure`, that its group's label has
    figures too, so that those of its rows may stand above their labels or below them; `filled` are the cells that hold
    anything, when the whole table has been read.
    """

    path: str
    label: Cell | None
    header: Mapping[str, Cell]
    cells: list[Cell] = field(factory=list)
    lines: list[Line] = field(factory=list)
    glued: bool = False
    unsure: bool = False
    filled: list[Cell] = field(factory=list)

    @property
    def raw(self) -> str:
        """The row as printed."""
        return "\n".join([line.raw for line in self.lines])


@define
class FoundTable:
    """What the lines of a table came to.

    `votes` counts the labels that only one edition has; `strange` is what the table has no place for; `approximate`
    are labels that are not quite the form's, with what they were taken for.
    """

    name: str
    rows: list[FoundRow] = field(factory=list)
    votes: Counter[Edition] = field(factory=Counter)
    strange: list[tuple[str, Cell | None]] = field(factory=list)
    approximate: list[tuple[Cell, Label]] = field(factory=list)


def find_rows(name: str, lines: Sequence[Line], budget: Budget) -> FoundTable:
    """Read the lines of a table from the top: labels open rows and name columns, figures go to the row before them."""
    reader = _Reader(FoundTable(name))
    for place, line in budget.timed(enumerate(lines)):
        reader.take(line, lines[place + 1] if place + 1 < len(lines) else None)
    reader.finish()
    return _settled(reader.found)


@define
class _Reader:
    """The state while a table is read.

    The open row, the last row's path, the header being read or in force, and figures that stand on a line of their
    own below a row that is full: they may belong to the label that comes next; the row that has `taken` such figures
    takes no others. `above` is a row without figures that a header stands under.
    """

    found: FoundTable
    open: FoundRow | None = None
    last: str = ""
    header: dict[str, Cell] = field(factory=dict)
    in_header: bool = True
    pending: FoundRow | None = None
    met: set[str] = field(factory=set)
    above: FoundRow | None = None
    after_divider: bool = False
    dividers: int = 0
    leading: int = 0
    figures_first: bool = False
    taken: FoundRow | None = None

    def take(self, line: Line, following: Line | None) -> None:
        """Read a line: each label opens something, and what follows it belongs to what it opened."""
        if line.raw == DIVIDER and not line.cells:
            self.divide()
            return
        divided, self.after_divider = self.after_divider, False
        loose: list[Cell] = []
        labelled = False
        for cell, label in self.pieces(line):
            if label is not None:
                if divided and not labelled:
                    self.end_row()
                labelled = True
                self.enter(label, cell, line)
            elif labelled and self.open is not None:
                self.open.cells.append(cell)
            else:
                loose.append(cell)
                if labelled and self.in_header and not is_figure(cell.text):
                    self.header[f"?{cell.text}"] = cell
        if not labelled:
            if loose:
                self.continue_row(line, loose)
            return
        for cell in loose:
            if cell.text:
                self.found.strange.append((cell.text, cell))
                if len(self.header) > 1 and self.in_header and not is_figure(cell.text):
                    self.header.setdefault(f"?{cell.text}", cell)
        several = self.pending is not None and (len(self.pending.cells) > 1 or self.figures_first)
        if self.open is not None and not _filled(self.open.cells) and several:
            if self.figures_first or not _only_figures(following):
                self.take_pending(self.open)
            else:
                self.open = None  # figures above the label and below it, and nothing tells which are its own
        self.drop_pending()

    def divide(self) -> None:
        """A pipe alone on its line divides the cells before and after it; two in a row have an empty cell between."""
        if self.after_divider and self.open is not None:
            self.open.cells.append(NO_CELL)
        self.after_divider = True
        self.dividers += 1

    def end_row(self) -> None:
        """A row ends in a divider: after it stands an empty cell, if its cells are divided so, and not its rows."""
        if self.dividers > 1 and self.open is not None:
            self.open.cells.append(NO_CELL)

    def pieces(self, line: Line) -> Iterator[tuple[Cell, Label | None]]:
        """The cells of a line, each with the label that it is; what is run together in one cell is taken apart."""
        foreign = 0  # words of the line that are no labels; several of them make it a header
        read_header = self.in_header and len(self.header) > 0
        figures = read_header and any(cell.text and is_figure(cell.text) for cell in line.cells)
        for cell in line.cells:
            text = cell.text
            if not text or (is_figure(text) and (line.grid is not None or " " not in text or self.in_groups(text))):
                yield cell, None
            elif labels_of(self.found.name, text) and not names_row_and_figures(self.found.name, text):
                yield cell, self.label_of(cell, (self.in_header and not figures) or foreign > 1)
            elif PAGE_NUMBER.fullmatch(text):
                yield cell, None
            else:
                for piece, glued in taken_apart(self.found.name, text):
                    part = cell._replace(text=piece, column=GLUED if glued else cell.column)
                    label = None if is_figure(piece) else self.label_of(part, self.in_header)
                    foreign += label is None
                    yield part, label

    def in_groups(self, text: str) -> bool:
        """Whether a line is one number, its thousands apart, since a row's figures would be more, or fewer."""
        if self.open is None or not GROUPS.fullmatch(text):
            return False
        return len(text.split()) != width_of(self.found.name, self.open.path)

    def label_of(self, cell: Cell, in_header: bool) -> Label | None:
        """The label that a cell is. A word that names a column and a row names the column in a header."""
        candidates = labels_of(self.found.name, cell.text)
        if not candidates:
            return self.nearest(cell)
        rows = [label for label in candidates if label.kind in ROWS]
        if not rows or (candidates[0] not in rows and in_header):
            return candidates[0]
        first = candidates[0] if candidates[0] in rows else self.next_row(rows)
        as_row = [label for label in rows if label.name == first.name and label.kind is LabelKind.ROW]
        return as_row[0] if as_row else first

    def nearest(self, cell: Cell) -> Label | None:
        """The row that a misprinted label must mean: it resembles it closely, and was not met, or is begun again."""
        label = nearest_row(self.found.name, cell.text)
        if label is None:
            return None
        if label.name in self.met and not begins_label(self.found.name, label.name, cell.text):
            return None
        self.found.approximate.append((cell, label))
        return label

    def next_row(self, rows: Sequence[Label]) -> Label:
        """Of several rows, the one that comes next in the form after the last one read."""
        order = form_order_of(self.found.name)
        last = order.get(self.last, -1)
        return min(rows, key=lambda label: (order[label.name] <= last, order[label.name]))

    def enter(self, label: Label, cell: Cell, line: Line) -> None:
        """Open the row, or group of rows, that a label names; a label of anything else closes the open row."""
        row, self.open = self.open, None
        self.dividers = 0
        if len(label.editions) == 1 and label.name != EITHER:
            self.found.votes.update(label.editions)
        if label.kind in ROWS:
            self.open = FoundRow(label.name, cell, self.header, lines=[line])
            self.found.rows.append(self.open)
            self.last = label.name
            self.met.add(label.name)
            self.above = None
        else:
            if row is not None and has_row_labels(self.found.name):
                self.above = None if _filled(row.cells) else row
            if not self.in_header:
                self.header = {}
            if label.kind is LabelKind.COLUMN:
                self.name_column(label.name, cell)
        self.in_header = label.kind in (LabelKind.COLUMN, LabelKind.HEADING)

    def name_column(self, name: str, cell: Cell) -> None:
        """Name a column in the header. Of two names for one, such as 合计 beside 总计, the form has its own."""
        other = self.header.setdefault(name, cell)
        words = "".join(cell.text.split())
        if words != "".join(other.text.split()):
            if words == column_labels(self.found.name)[name]:
                self.header[name], cell = cell, other
            self.header[f"?{cell.text}"] = cell

    def continue_row(self, line: Line, cells: list[Cell]) -> None:
        """A line without a label: more of the row above, the one row of a table without row labels, or strange."""
        if len(cells) == 1 and runs_together(cells[0].text, self.open is None and not has_row_labels(self.found.name)):
            cells = [cells[0]._replace(column=GLUED)]
        filled = _filled(cells)
        held = _filled(self.open.cells) if self.open else []
        width = width_of(self.found.name, self.open.path) if self.open else 0
        if not all(is_figure(cell.text) for cell in filled) and not mostly_figures([cell.text for cell in filled]):
            if self.goes_on(filled):
                return
            self.found.strange.append((line.raw, cells[0]))
            if PAGE_NUMBER.fullmatch(line.raw):
                return
            if self.in_header:
                self.header[f"?{line.raw}"] = cells[0]
            if len(line.raw) > 1:  # 三、本年度办理结果 may run down the page
                self.open = None
        elif (
            self.open is None and self.above is not None and len(filled) in widths_of(self.found.name, self.above.path)
        ):
            self.above.cells += cells
            self.above.lines.append(line)
            self.above = None
        elif self.open is None:
            if not has_row_labels(self.found.name):
                self.leading = self.dividers
                self.open = FoundRow(WHOLE_TABLE, None, self.header, cells, [line])
                self.found.rows.append(self.open)
            elif filled:
                self.hold(line, cells)
        elif self.open is self.taken:
            if filled:
                self.hold(line, cells)
        elif (len(cells) > 1 or cells[0].column == GLUED) and filled and not held:
            self.open.cells = cells  # the row's own cells are empty: its figures stand on this line
            self.open.lines.append(line)
        elif len(held) == 1 < len(filled) == width:
            self.found.strange += [(cell.text, cell) for cell in held]  # a page number, most likely
            self.open.cells = cells
            self.open.lines.append(line)
        elif len(held) + len(filled) <= width + sum([name.startswith("?") for name in self.open.header]):
            if filled or len(cells) == 1:
                self.open.cells += cells
            if filled:
                self.open.lines.append(line)
        elif len(cells) == 1 and len(held) == width:
            self.open.cells += cells  # one too many: which, and why, is for the placement to find out
            self.open.lines.append(line)
        elif filled:
            self.hold(line, cells)

    def goes_on(self, cells: list[Cell]) -> bool:
        """Whether a line is more of the label of the row above it, which is broken over lines."""
        row = self.open
        if row is None or row.label is None or len(cells) != 1:
            return False
        words = row.label.text + cells[0].text
        if not begins_label(self.found.name, row.path, words) or begins_label(self.found.name, row.path, cells[0].text):
            return False
        row.label = row.label._replace(text=words)
        return True

    def hold(self, line: Line, cells: list[Cell]) -> None:
        """Keep the figures of a line for the label below it."""
        self.drop_pending()
        self.figures_first = self.figures_first or (len(cells) > 1 and not self.found.rows)
        self.pending = FoundRow(WHOLE_TABLE, None, self.header, cells, [line])

    def take_pending(self, row: FoundRow) -> None:
        """Give a row without figures those that stand on the line above its label."""
        if self.pending is not None:
            row.cells = self.pending.cells
            row.lines = [*self.pending.lines, *row.lines]
            self.taken = row
            self.pending = None

    def finish(self) -> None:
        """Close what is still open at the end of the table."""
        if self.after_divider:
            self.end_row()
        if self.open is not None and self.open.label is None and self.dividers > self.leading:
            self.open.cells[:0] = [NO_CELL] * self.leading  # a row without a label begins with empty cells
        self.drop_pending()

    def drop_pending(self) -> None:
        """Figures that no label claims are strange."""
        if self.pending is not None:
            self.found.strange.append((self.pending.raw, self.pending.cells[0]))
            self.pending = None


def _filled(cells: Sequence[Cell]) -> list[Cell]:
    """The cells that hold anything."""
    return [cell for cell in cells if cell.text]


def _only_figures(line: Line | None) -> bool:
    """Whether a line holds figures and nothing else."""
    words = [word for cell in line.cells for word in cell.text.split()] if line else []
    return bool(words) and all(is_figure(word) for word in words)


def _settled(found: FoundTable) -> FoundTable:
    """Decide what could not be known from the top: which labels were groups, or headings, and no rows at all."""
    whole = len(table(found.name, EDITIONS[0]).paths)
    labelled = has_row_labels(found.name)
    groups = {group for row in found.rows for group in groups_of(row.path)}
    paths = {row.path for edition in EDITIONS for row in table(found.name, edition).rows} | {WHOLE_TABLE}
    for row in found.rows:
        row.filled = filled = _filled(row.cells)
        row.glued = len(filled) == 1 and filled[0].column == GLUED
        figures = len(filled[0].text) if row.glued else len(filled)
        if row.path == EITHER and row.path not in groups and figures >= width_of(found.name, EITHER):
            found.votes[EDITIONS[0]] += len(table(found.name, EDITIONS[0]).rows)  # the three rows, without their labels
    rows: list[FoundRow] = []
    for row in found.rows:
        filled = row.filled
        figures = len(filled[0].text) if row.glued else len(filled)
        is_block = row.path not in paths and figures == width_of(found.name, row.path)
        is_group = row.path in groups or (row.path not in paths and not is_block)
        is_heading = not labelled and not filled and len(row.cells) < whole
        if is_group or is_heading:
            found.strange += [(cell.text, cell) for cell in filled]
            for other in found.rows:
                other.unsure |= len(filled) > 1 and other.path.startswith(f"{row.path}.")
            continue
        if not labelled and len(filled) == whole:
            row.path = WHOLE_TABLE
        rows.append(row)
    found.rows = rows
    return found

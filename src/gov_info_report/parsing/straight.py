"""A table that stands on its page as the form has it, read from the top without search.

Every row is its label and all its figures right after it, in the form's order; above rows stand the names of columns
and of groups. No other reading of such a table costs less, so that a search would come to the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from attrs import define, field

from gov_info_report.document import Cell
from gov_info_report.model import Edition, on_new_aliases
from gov_info_report.parsing.aligned import Aligned, AlignedRow, editions_told, header_after, is_header
from gov_info_report.parsing.moves import Form, form_of
from gov_info_report.parsing.outline import Line
from gov_info_report.recognise import COUNTS, Label, LabelKind, Piece, PieceKind, taken_apart

__all__ = ["straight"]


def straight(form: Form, printed: Iterable[tuple[Line, Sequence[Cell]]]) -> Aligned | None:
    """The rows of a table that has them as the form does; `None` for any other. Each cell is a label or a figure."""
    lines = [(line, _parts(form.name, cells)) for line, cells in printed]
    walk = _Walk(form, Aligned(form.name))
    loose: list[Cell] = []
    for at, (line, parts) in enumerate(lines):
        if len(cells := parts.sole_figure()) == 1:
            loose += cells
            continue
        if loose and not walk.figures(loose, lines[at - len(loose)][0], loose=True):
            return None
        loose = []
        if not walk.line(line, parts, lines[at + 1][1] if at + 1 < len(lines) else NOTHING):
            return None
    if loose and not walk.figures(loose, lines[-len(loose)][0], loose=True):
        return None
    return walk.end()


class _Sense(NamedTuple):
    """What labels mean: the row that they name, the last row of the group that they name, -1 for none.

    At last what they name first, and the edition, if only one has that label.
    """

    labels: tuple[Label, ...]
    row: int
    group: int
    first: LabelKind
    editions: Collection[Edition]


class _Word(NamedTuple):
    """A label on the page."""

    cell: Cell
    sense: _Sense


class _Parts(NamedTuple):
    """The labels of a line, and the cells before, between and after them.

    `filled` says whether any of these holds a figure.
    """

    parts: list[_Word | list[Cell]]
    filled: bool

    def sole_figure(self) -> Sequence[Cell]:
        """The cells of a line that has nothing else."""
        first = self.parts[0] if len(self.parts) == 1 else ()
        return first if isinstance(first, list) else ()


NOTHING = _Parts([], filled=False)


def _parts(name: str, cells: Sequence[Cell]) -> _Parts:
    """What stands on a line, each of whose cells is a label or a figure."""
    parts: list[_Word | list[Cell]] = []
    run: list[Cell] | None = None
    filled = False
    for cell in cells:
        text = cell.text
        sense = None if text in COUNTS else _sense(name, text)
        if sense is None:
            if run is None:
                run = []
                parts.append(run)
            run.append(cell)
            filled = filled or text != ""
            continue
        if run is not None and not filled and len(parts) == 1:
            parts.clear()  # empty cells before the first label
        parts.append(_Word(cell, sense))
        run = None
    return _Parts(parts, filled)


@define
class _Walk:
    """How far a table has been read: its rows, the header in force, and whether the last row waits for its figures.

    What is not as the form has it ends the walk: every step says whether it could be made.
    """

    form: Form
    found: Aligned
    header: list[Piece] = field(factory=list)
    row: AlignedRow | None = None
    at: int = -1
    waits: bool = False
    bare: bool = False
    """Whether a row was left without figures; so are those of table 4 above the one row that stands for them."""

    def line(self, line: Line, printed: _Parts, after: _Parts) -> bool:
        """Go on over a line; figures may stand on the line after it."""
        parts, filled = printed
        headed = False
        if not filled and len(parts) > 1:
            headed = is_header([part.sense.labels[0] for part in parts if isinstance(part, _Word)])
        for at, part in enumerate(parts, start=1):
            if isinstance(part, list):
                if at == 1 < len(parts):
                    return False  # figures before a label
                went = self.figures(part, line, beside=at > 1)
            else:
                following = next(iter(parts[at : at + 1] or after.parts), None)
                went = self.label(part, line, headed, following if isinstance(following, list) else None)
            if not went:
                return False
        return True

    def label(self, word: _Word, line: Line, headed: bool, figures: list[Cell] | None) -> bool:
        """Go on over a label, which `figures` follow or do not."""
        labelled = self.form.labelled
        cell, (labels, row, group, first, editions) = word
        if first is LabelKind.COLUMN and row >= 0 and self.at >= 0 and not headed:
            return False
        names_row = first is LabelKind.ROW
        if group >= 0 and row >= 0:  # （六）其他处理 is of one edition a row, which has figures, of the other a group
            names_row = figures is not None and first is not LabelKind.COLUMN
            if names_row and not any(cell.text for cell in figures or ()):
                return False
        if names_row and (labelled or not headed):
            if headed or (labelled and figures is None) or not self.enter(row, cell, line):
                return False
            self.found.vote(editions)
            return True
        if (self.waits and labelled) or (first is not LabelKind.COLUMN and 0 <= group < self.at):
            return False
        self.bare = self.bare or self.waits
        self.found.vote(editions)
        piece = Piece(PieceKind.LABEL, cell, labels)
        if self.waits and self.row is not None:
            self.row.names.append(piece)
        self.header = header_after(self.header, piece, self.row, heads=True)
        return True

    def enter(self, at: int, label: Cell, line: Line) -> bool:
        """Go on to the row that a label names, if the form has it next, or the table is printed again from the top."""
        first = self.found.rows[0].path if self.found.rows else ""
        again = at < self.at and self.form.labelled and self.form.rows[at].path == first
        if not again and (at <= self.at or self.form.skip(self.at + 1, at)):
            return False
        if self.waits and self.form.labelled:
            return False
        self.bare = self.bare or self.waits
        self.add(at, line, label)
        self.waits = True
        return True

    def add(self, at: int, line: Line, label: Cell | None) -> AlignedRow:
        """Begin a row."""
        headed = self.row is None or self.row.header is not self.header
        path = self.form.rows[at].path
        named = label is not None
        self.row = AlignedRow(path, self.header, headed, label, named=named, lines=[line], printed=[line.raw])
        self.found.rows.append(self.row)
        self.at = at
        return self.row

    def figures(self, cells: list[Cell], line: Line, beside: bool = False, loose: bool = False) -> bool:
        """Give the row that waits its figures, if these are all; or those of all rows to the row that stands for them.

        Empty cells elsewhere say nothing.
        """
        row = self.row
        last = self.form.rows[-1]
        filled = [cell for cell in cells if cell.text]
        whole_row = beside and self.form.labelled
        if not filled and not (whole_row and self.waits):
            spans = beside or len(cells) <= 2 * self.form.rows[max(0, self.at)].width
            return spans if last.whole else not self.waits
        if last.whole and len(filled) < len(cells):
            return False
        if last.whole and len(cells) == last.width and not any(row.cells for row in self.found.rows):
            self.found.rows.clear()
            row = self.add(len(self.form.rows) - 1, line, None)
            row.printed.clear()
            self.bare = False
        elif row is None or not self.waits or not self.fits(len(filled), whole_row):
            return False
        self.waits = False
        if loose:
            row.printed += [cell.text for cell in cells]
        elif row.lines[-1] is not line or not row.printed:
            row.printed.append(line.raw)
        if row.lines[-1] is not line:
            row.lines.append(line)
        row.cells, row.parts, row.beside = cells, [filled] if filled else [], beside
        row.loose = loose or len({cell.column for cell in cells}) < len(cells)
        row.exact = line.grid is not None and line.grid.exact
        return True

    def fits(self, figures: int, beside: bool) -> bool:
        """Whether the row that waits may have so many figures; beside its label, any but those of several rows."""
        of = self.form.rows[self.at]
        return figures in of.widths or (beside and figures < 2 * of.width)

    def end(self) -> Aligned | None:
        """What was read, if nothing is left open."""
        return None if self.waits or self.bare else self.found


@lru_cache(maxsize=2048)
def _sense(name: str, text: str) -> _Sense | None:
    """What the labels mean that a text is; `None` where it is a figure."""
    form, labels = form_of(name), taken_apart(name, text)[0][2]
    if not labels:
        return None
    rows = [form.place[label.name] for label in labels if label.kind is LabelKind.ROW]
    groups = [form.groups[label.name][1] for label in labels if label.kind is LabelKind.GROUP]
    return _Sense(labels, rows[0] if rows else -1, min(groups, default=-1), labels[0].kind, editions_told(labels))


on_new_aliases(_sense.cache_clear)

"""Tables without ruling lines: what stands below each other is a column, and lines of labels go to their figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from attrs import define, evolve, field

from gov_info_report.document import Budget
from gov_info_report.model import TABLES
from gov_info_report.readers.paper.lines import Line, join, pieces
from gov_info_report.readers.paper.sheet import Box, around
from gov_info_report.recognise import LabelKind, is_figure, is_title, labels_of, section_heading

__all__ = ["FIGURES", "Band", "OpenRow", "find_bands", "tabulate"]

GAP = 0.9
"""Cells of a table without lines are so many times the height of the type apart."""
FINE_GAP = 0.35
"""Where it is known that a line belongs to such a table, so much is enough between Chinese words."""
FIGURES = 10
"""The grid's column of the first figures; labels have those before it."""
NEAR = 3.0
"""Baselines that are no further apart than this, in points, are one."""
LONGEST_CELL = 32
"""What stands in a table has no more characters a line than this."""
MOST_LINES = 10
"""A label takes up so many lines at the most: 三、本年度办理结果, a character a line."""


@define
class Piece:
    """A piece of a line, or a label made of several, and the page and the height that it stands at."""

    text: str
    left: float
    right: float
    at: float
    size: float
    page: int
    line: int
    box: Box | None = None

    @property
    def middle(self) -> float:
        """Half way between left and right."""
        return (self.left + self.right) / 2


@define
class Band:
    """The lines of a table on one page."""

    page: int
    top: float
    lines: list[list[Line]] = field(factory=list)
    start: float = 0.0


@define
class OpenRow:
    """A row: the text of each column, the page that it stands on, and where its figures stand there."""

    at: float
    page: int
    cells: dict[int, str] = field(factory=dict)
    boxes: dict[int, Box] = field(factory=dict)


def find_bands(lines: Sequence[Line], page: int, going_on: bool, budget: Budget) -> tuple[list[Band], list[Line]]:
    """The stretches of a page that are tables, and the lines that are not.

    A stretch reaches from heading to heading, as far as its lines are short or fall to pieces; it is a table when
    figures stand beside each other or beside a label of the form. All lines under the heading of a table belong to
    it, and those at the top of a page when a table is `going_on` from the page before.
    """
    bands: list[Band] = []
    prose: list[Line] = []
    stretch: list[tuple[Line, list[Line]]] = []
    whole = going_on

    def close() -> None:
        first = next((at for at, (_, parts) in enumerate(stretch) if _is_row(parts)), None)
        if first is None:
            prose.extend(line for line, _ in stretch)
        else:
            while first and (whole or _belongs(stretch[first - 1][1])):
                first -= 1
            last = len(stretch)
            while not _belongs(stretch[last - 1][1]):
                last -= 1
            prose.extend(line for line, _ in stretch[:first] + stretch[last:])
            bands.append(Band(page, stretch[first][0].base, [_cells(line) for line, _ in stretch[first:last]]))
        stretch.clear()

    for line in lines:
        parts = _cells(line) if whole else pieces(line, GAP)
        heading = section_heading(line.text)
        if heading is not None or is_title(line.text) or any(len(part.text) > LONGEST_CELL for part in parts):
            close()
            prose.append(line)
            whole = heading is not None and heading.section in TABLES
        else:
            stretch.append((line, parts))
    close()
    budget.spend_cells(sum(len(parts) for band in bands for parts in band.lines))
    return bands, prose


def _cells(line: Line) -> list[Line]:
    """A line of a table cut finely, since columns may touch; what only together is a label of the form stays whole."""
    cells: list[Line] = []
    for piece in pieces(line, FINE_GAP, GAP):
        last = cells[-1] if cells else None
        if last is not None and _belong_together(last.text, piece.text):
            cells[-1] = evolve(last, glyphs=last.glyphs + piece.glyphs, text=last.text + piece.text, right=piece.right)
        else:
            cells.append(piece)
    return cells


def _belong_together(one: str, other: str) -> bool:
    figures = is_figure(one) or is_figure(other)
    return not figures and bool(_kinds(join((one, other)))) and not (_kinds(one) and _kinds(other))


def _is_row(parts: Sequence[Line]) -> bool:
    figures = sum(is_figure(part.text) for part in parts)
    return figures > 1 or (figures == 1 and any(_kinds(part.text) for part in parts))


def _belongs(parts: Sequence[Line]) -> bool:
    return len(parts) > 1 or is_figure(parts[0].text) or len(parts[0].text) <= 8 or bool(_kinds(parts[0].text))


def _kinds(text: str) -> set[LabelKind]:
    if is_figure(text):
        return set()
    return {label.kind for name in TABLES for label in labels_of(name, text)}


def tabulate(bands: Iterable[Band]) -> list[OpenRow]:
    """The rows of a table that stands on one page or on several."""
    found: list[Piece] = []
    for number, (band, line) in enumerate((each, line) for each in bands for line in each.lines):
        for p in line:
            box = around([(p.left, p.top, p.right, p.bottom)], band.start)
            found.append(Piece(p.text, p.left, p.right, p.base + band.page * 1e4, p.size, band.page, number, box))
    columns = _columns(found)
    figures: dict[int, OpenRow] = {}
    above: list[Piece] = []
    labels: list[Piece] = []
    for piece in found:
        if is_figure(piece.text) and piece.right > columns[0][0]:
            row = figures.setdefault(piece.line, OpenRow(piece.at, piece.page, _blanks(columns)))
            _put(row, FIGURES + _column(columns, piece), piece.text, piece.box)
        else:
            beside = piece.left < columns[0][0] - piece.size / 2 and piece.middle < _start(columns)
            (labels if beside else above).append(piece)
    rows = list(figures.values())
    others: list[OpenRow] = []
    _put_labels(_stacked(labels), rows, others)
    _put_headers(above, columns, rows, others)
    return sorted([*_merged(others), *rows], key=lambda row: row.at)


def _merged(rows: Iterable[OpenRow]) -> list[OpenRow]:
    """Rows of words that stand on one baseline as one row."""
    merged: list[OpenRow] = []
    for row in sorted(rows, key=lambda row: row.at):
        if merged and row.at - merged[-1].at < NEAR and merged[-1].cells.keys().isdisjoint(row.cells):
            merged[-1].cells |= row.cells
        else:
            merged.append(row)
    return merged


def _blanks(columns: Sequence[tuple[float, float]]) -> dict[int, str]:
    """The cells of a row that has figures: where none is printed, the cell is empty."""
    return dict.fromkeys(range(FIGURES, FIGURES + len(columns)), "")


def _put(row: OpenRow, column: int, text: str, box: Box | None = None) -> None:
    before = row.cells.get(column, "")
    row.cells[column] = f"{before} {text}" if before else text
    if box is not None:
        row.boxes[column] = around([box, row.boxes.get(column, box)], 0.0)


# Columns


def _columns(found: Sequence[Piece]) -> list[tuple[float, float]]:
    """Where the columns of figures begin and end: figures that stand below each other, and headers above none."""
    columns = _overlapping([(piece.left, piece.right) for piece in found if is_figure(piece.text)])
    heads = [piece for piece in found if not is_figure(piece.text) and piece.left > columns[0][1]]
    free = [piece for piece in heads if not any(piece.left < end and start < piece.right for start, end in columns)]
    for start, end in _overlapping([(piece.left, piece.right) for piece in free]):
        stack = [piece.text for piece in free if start <= piece.middle <= end]
        if LabelKind.COLUMN in _kinds(join(stack)):
            columns.append((start, end))
    return sorted(columns)


def _overlapping(stretches: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    joined: list[tuple[float, float]] = []
    for start, end in sorted(stretches):
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        else:
            joined.append((start, end))
    return joined


def _start(columns: Sequence[tuple[float, float]]) -> float:
    """Where the columns of figures begin, half a column before the first figures."""
    first, last = sum(columns[0]) / 2, sum(columns[-1]) / 2
    return first - (last - first) / (2 * (len(columns) - 1)) if len(columns) > 1 else columns[0][0]


def _column(columns: Sequence[tuple[float, float]], piece: Piece) -> int:
    return min(range(len(columns)), key=lambda place: abs(sum(columns[place]) / 2 - piece.middle))


def _columns_under(columns: Sequence[tuple[float, float]], piece: Piece) -> int:
    """How many columns a piece stands over."""
    return sum(piece.left < sum(column) / 2 < piece.right for column in columns)


# Labels


def _stacked(labels: Sequence[Piece]) -> list[tuple[int, Piece]]:
    """Labels made whole, and their columns: lines are joined so that as many as can be are labels of the form."""
    stacks: list[list[Piece]] = []
    for piece in sorted(labels, key=lambda piece: piece.left):
        if stacks and (piece.left - stacks[-1][0].left < 2 * piece.size or len(stacks) == FIGURES):
            stacks[-1].append(piece)
        else:
            stacks.append([piece])
    return [
        (column, label)
        for column, stack in enumerate(stacks)
        for label in _parted(sorted(stack, key=lambda piece: (piece.at, piece.left)))
    ]


def _parted(stack: Sequence[Piece]) -> list[Piece]:
    """A stack of lines cut into labels, at the least cost: what is no label of the form costs a line each."""
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(stack) + 1):
        choices = []
        for start in range(max(0, end - MOST_LINES), end):
            several = end - start > 1
            text = join(piece.text for piece in stack[start:end])
            known = bool(_kinds(text))
            if known or not several:
                choices.append((best[start][0] + (0.1 if known else 1.0), start))
        best.append(min(choices))
    cuts = [len(stack)]
    while cuts[-1]:
        cuts.append(best[cuts[-1]][1])
    return [_united(stack[start:end]) for start, end in pairwise(reversed(cuts))]


def _united(parts: Sequence[Piece]) -> Piece:
    first, last = parts[0], parts[-1]
    at = (first.at + last.at) / 2 if first.page == last.page else first.at
    left, right = min(part.left for part in parts), max(part.right for part in parts)
    line = first.line if len(parts) == 1 else -1
    return Piece(join(part.text for part in parts), left, right, at, first.size, first.page, line)


def _put_labels(labels: Sequence[tuple[int, Piece]], rows: Sequence[OpenRow], others: list[OpenRow]) -> None:
    """Give each row of figures the label that stands at its height, and other labels rows of their own."""
    labelled: set[int] = set()
    reach = _reach(rows)
    waiting: list[tuple[int, Piece]] = []
    for column, label in labels:
        near = min(rows, key=lambda row: abs(row.at - label.at))
        if LabelKind.ROW in _kinds(label.text) and abs(near.at - label.at) <= reach and id(near) not in labelled:
            labelled.add(id(near))
            _put(near, column, label.text)
        else:
            waiting.append((column, label))
    for column, label in waiting:
        same = _level(rows, label)
        if same is not None and column not in same.cells:
            same.cells[column] = label.text
        else:
            others.append(OpenRow(label.at, label.page, {column: label.text}))


def _level(rows: Iterable[OpenRow], piece: Piece) -> OpenRow | None:
    """The row on whose baseline a piece stands."""
    return next((row for row in rows if abs(row.at - piece.at) < piece.size * 0.3), None)


def _reach(rows: Sequence[OpenRow]) -> float:
    """How far the middle of a label may stand from its figures: half the way to the next row, and a little."""
    steps = [below.at - above.at for above, below in pairwise(rows) if below.page == above.page]
    return min(steps, default=24.0) * 0.6


# Headers


def _put_headers(
    above: Sequence[Piece], columns: Sequence[tuple[float, float]], rows: Sequence[OpenRow], others: list[OpenRow]
) -> None:
    """Headers of one column in a row of their own, stacked lines joined; those over several in the rows before."""
    gaps: dict[int, list[Piece]] = {}
    for piece in above:
        same = _level(rows, piece)
        if same is not None:
            _put(same, FIGURES + _column(columns, piece), piece.text)
        else:
            gaps.setdefault(sum(row.at < piece.at for row in rows), []).append(piece)
    for inside in gaps.values():
        stacks: dict[int, list[Piece]] = {}
        for piece in inside:
            if _columns_under(columns, piece) > 1:
                others.append(OpenRow(piece.at, piece.page, {FIGURES + _column(columns, piece): piece.text}))
            else:
                stacks.setdefault(_column(columns, piece), []).append(piece)
        header = OpenRow(max(piece.at for piece in inside), inside[0].page)
        for place, stack in sorted(stacks.items()):
            heads = _parted(stack)
            named = [piece for piece in heads if LabelKind.COLUMN in _kinds(piece.text)]
            own = named[-1] if named else heads[-1]
            for piece in heads:
                if piece is not own or LabelKind.HEADING in _kinds(piece.text):
                    others.append(OpenRow(piece.at, piece.page, {FIGURES + place: piece.text}))
                else:
                    header.cells[FIGURES + place] = piece.text
        if header.cells:
            others.append(header)

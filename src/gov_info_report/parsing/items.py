"""The lines of a table as labels, words and runs of figures, in the order of print."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import NamedTuple, TypeAlias

from gov_info_report.document import Budget, Cell
from gov_info_report.model import EDITIONS, table
from gov_info_report.parsing.form_rows import form_rows
from gov_info_report.parsing.outline import Line
from gov_info_report.recognise import Label, LabelKind, Piece, PieceKind, adds_up, is_figure, parts_of, pieces_of

__all__ = ["CODE", "Item", "Run", "Shape", "is_short", "items_of", "with_dividers"]

CODE = re.compile(r"[{}\[\]=|\\]")
"""What belongs to no label and no cell: signs of a format that was not understood."""
LONGEST_CELL = 12
"""Words that stand for a figure, such as 未增未减, are no longer."""


class Run(NamedTuple):
    """Figures side by side: their cells, and how many of them hold anything.

    They may be `loose`, each on a line of its own, or `glued` digits in one cell. `beside` says that a label or words
    stand before them on their line, `headed` that these name a column, `across` that it is the only one there and that
    the figures run across columns of another table; `before` says that words stand after them.
    """

    cells: tuple[Cell, ...]
    filled: int
    loose: bool = False
    glued: bool = False
    beside: bool = False
    before: bool = False
    headed: bool = False
    across: bool = False

    @property
    def shape(self) -> Shape:
        """What says where the run can go."""
        filled = [at for at, cell in enumerate(self.cells) if cell.text]
        start, end = (filled[0], filled[-1] + 1) if filled else (0, 0)
        size = len(self.cells[0].text) if self.glued else len(self.cells)
        said = (self.loose, self.glued, self.beside, self.before, self.headed, self.across)
        return Shape(len(self.cells), len(filled), size, start, end, self.weight, *said)

    @property
    def weight(self) -> int:
        """How many figures would be lost with the run: those with digits; half of the marks, if it holds no others.

        Marks without a label may be what Markdown draws below a header.
        """
        numbers = sum(1 for cell in self.cells if any(map(str.isdigit, cell.text)))
        return numbers or ((self.filled + 1) // 2 if self.beside else 0)


class Shape(NamedTuple):
    """What a run is, whatever its figures are: runs of the same shape can go to the same rows.

    `cells` is how many it has and `filled` how many of them hold anything, which begin and end at `start` and `end`;
    `size` is how many figures there may be. The rest is as in `Run`.
    """

    cells: int
    filled: int
    size: int
    start: int
    end: int
    weight: int
    loose: bool
    glued: bool
    beside: bool
    before: bool
    headed: bool
    across: bool

    @property
    def alone(self) -> bool:
        """Whether it is one figure on a line of its own."""
        return self.loose and self.cells == 1


def _filled(cells: Iterable[Cell]) -> int:
    """How many cells hold anything."""
    return len([cell for cell in cells if cell.text])


Item: TypeAlias = "Piece | Run"


def items_of(name: str, printed: Iterable[tuple[Line, Sequence[Cell]]]) -> Iterator[tuple[Item, Line]]:
    """The labels, words and runs of figures of a table, with the lines that they stand on, in the order of print."""
    loose: list[Cell] = []
    at: Line | None = None
    for line, cells in printed:
        pieces = pieces_of(name, cells)
        if len(pieces) == 1 and pieces[0].kind is PieceKind.FIGURE:
            at = at or line
            loose.append(pieces[0].cell)
            continue
        if at is not None:
            yield Run(tuple(loose), _filled(loose), loose=True), at
            loose, at = [], None
        yield from _of_line(name, pieces, line)
    if at is not None:
        yield Run(tuple(loose), _filled(loose), loose=True), at


def _of_line(name: str, pieces: Sequence[Piece], line: Line) -> Iterator[tuple[Item, Line]]:
    """The items of one line; empty cells before its first label say nothing, and a number there counts the rows."""
    beside = labelled = headed = False
    pieces = _label_first(name, pieces) if line.grid is not None else pieces
    if line.grid is not None and _counts_rows(pieces):
        yield Piece(PieceKind.PAGE, pieces[0].cell), line
        pieces = pieces[1:]
    fills = _filling(name, pieces, line)
    at = 0
    for figures, group in groupby(fills):
        size = len(list(group))
        held, at = pieces[at : at + size], at + size
        if not figures:
            labelled = labelled or PieceKind.LABEL in [piece.kind for piece in held]
            headed = bool(held[-1].labels) and held[-1].labels[0].kind in (LabelKind.COLUMN, LabelKind.HEADING)
            beside = True
            yield from [(piece, line) for piece in held]
            continue
        cells = tuple([piece.cell for piece in held])
        filled = _filled(cells)
        if labelled or size > 2 or filled:
            glued = size == 1 and held[0].kind is PieceKind.GLUED
            before = filled > 0 and not beside and at < len(pieces)
            across = headed and line.grid is not None and filled > 1 and _is_column(pieces, cells)
            yield Run(cells, filled, False, glued, beside, before, headed, across), line


def _label_first(name: str, pieces: Sequence[Piece]) -> Sequence[Piece]:
    """The pieces of a row with its labels first, if its figures stand on both sides of them, as their sum shows."""
    first = next((piece for piece in pieces if piece.cell.text), None)
    if first is None or first.kind is not PieceKind.FIGURE:
        return pieces
    figures = [piece for piece in pieces if piece.kind is PieceKind.FIGURE and piece.cell.text]
    labels = [piece for piece in pieces if piece.kind is not PieceKind.FIGURE]
    rows = [label.name for label in labels[-1].labels if label.kind is LabelKind.ROW] if labels else []
    names = _columns(name).get(rows[0], ()) if rows else ()
    if len(figures) != len(names) or "total" not in names:
        return pieces
    around = pieces.index(labels[-1]) < pieces.index(figures[-1])
    right = adds_up(tuple([piece.cell.text for piece in figures]), names) is not False
    return [*labels, *figures] if around and right else pieces


@cache
def _columns(name: str) -> dict[str, tuple[str, ...]]:
    """The names of the columns of each row of a table."""
    return {row.path: tuple([c.name for c in row.columns]) for of in EDITIONS for row in table(name, of).rows}


def _is_column(pieces: Sequence[Piece], figures: Sequence[Cell]) -> bool:
    """Whether a line is the name of a column and figures, and nothing else."""
    labels = [piece for piece in pieces if piece.kind is not PieceKind.FIGURE]
    return (
        len(labels) == 1
        and labels[0] is pieces[0]
        and all(label.kind is LabelKind.COLUMN for label in labels[0].labels)
        and len(figures) == len(pieces) - 1
    )


def _counts_rows(pieces: Sequence[Piece]) -> bool:
    """Whether a row begins with a number of its own, before its label and its figures."""
    return (
        len(pieces) > 2
        and pieces[0].kind in (PieceKind.FIGURE, PieceKind.GLUED)
        and pieces[1].kind is PieceKind.LABEL
        and ROW_NUMBER.fullmatch(pieces[0].cell.text) is not None
        and any(piece.kind is PieceKind.FIGURE for piece in pieces[2:])
    )


ROW_NUMBER = re.compile(r"0{0,2}[1-9]\d{0,2}")


def _filling(name: str, pieces: Sequence[Piece], line: Line) -> list[bool]:
    """Which pieces of a line are figures; or stand for one, as words among the cells of a row that no label knows.

    So they do at the end of a row, where it lacks a figure.
    """
    kinds = [piece.kind for piece in pieces]
    fills = [kind is PieceKind.FIGURE or kind is PieceKind.GLUED for kind in kinds]
    if line.grid is None or PieceKind.WORDS not in kinds or not any(fills):
        return fills
    last = max(at for at, figure in enumerate(fills) if figure)
    labels = [piece.labels[0] for piece in pieces if piece.kind is PieceKind.LABEL]
    figures = any(piece.cell.text for piece, figure in zip(pieces, fills, strict=True) if figure)
    if labels and labels[-1].kind is not LabelKind.ROW and not figures:
        return fills  # a header
    width = _width(name, labels)
    begun = False
    for at, piece in enumerate(pieces):
        begun = begun or piece.kind is PieceKind.LABEL or (not labels and fills[at] and bool(piece.cell.text))
        if begun and piece.kind is PieceKind.WORDS and (at < last or sum(fills) < width) and _is_cell(name, piece):
            fills[at] = True
    return fills


@cache
def _widths(name: str) -> dict[str, int]:
    return {row.path: row.width for row in form_rows(name)}


def _width(name: str, labels: Sequence[Label]) -> int:
    """The most figures that the last row has which labels name; any row of the table, if they name none."""
    widths = _widths(name)
    named = [widths[label.name] for label in labels if label.kind is LabelKind.ROW]
    return named[-1] if named else max(widths.values())


def _is_cell(name: str, piece: Piece) -> bool:
    """Whether words can stand in the place of a figure."""
    return is_short(piece.cell.text) and not parts_of(name, piece.cell.text)


def is_short(text: str) -> bool:
    """Whether words are such as can stand in the place of a figure, whatever they say."""
    return len(text) <= LONGEST_CELL and not CODE.search(text)


DIVIDER = "|"
RULE = "---"
DRAWN = re.compile(rf"[\s|:+-]*{RULE}[\s|:+-]*")
"""What is drawn below a header."""
MOST_TABS = 3
"""A line of no more than so many empty cells divides others, and is no row."""


def with_dividers(lines: Sequence[Line], budget: Budget) -> Iterator[tuple[Line, Sequence[Cell]]]:
    """Each line with its cells; a pipe alone on its line is an empty cell, or divides the cells before and after it."""
    divided = any(line.raw == DIVIDER for line in lines) and any(
        line.grid is None and is_figure(line.raw) for line in lines
    )
    before = False
    for line in budget.timed(lines):
        if not line.raw or line.raw.strip(DIVIDER):
            before = False
            shows = line.raw.strip() or len(line.cells) > MOST_TABS
            if shows and not (RULE in line.raw and DRAWN.fullmatch(line.raw)):
                yield line, line.cells
            continue
        if len(line.raw) == 1 and (before or not divided):
            yield line, (Cell("", 0, line.cells[0].place if line.cells else NOWHERE),)
        before = len(line.raw) == 1


NOWHERE = (None, None, None, None, None)

"""The page as printed: a table all of whose labels and figures stand where the form has them.

Where a row stands does not depend on its numbers. So it is found for the *shape* of a table, in which every number is
the same, and kept: most offices publish tables of one of few shapes, and of what was met before only the figures are
new.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from attrs import frozen

from gov_info_report.document import Cell
from gov_info_report.model import EDITIONS, Edition, Figure, Table, on_new_aliases, table
from gov_info_report.parsing.aligned import Aligned, AlignedRow, told_edition
from gov_info_report.parsing.checking import gaps_in
from gov_info_report.parsing.hypotheses import NO_HEADER, Target, header_of, sums_hold, target_of
from gov_info_report.parsing.moves import form_of
from gov_info_report.parsing.outline import Line
from gov_info_report.parsing.straight import straight
from gov_info_report.recognise import COUNTS, PieceKind, read_figures, taken_apart

__all__ = ["PlacedRow", "Printed", "place_as_printed", "printed_as_the_form"]


class PlacedRow(NamedTuple):
    """A row with a figure for each of its columns, the cells that they were read from, and the first of its lines.

    `raw` is the row as printed.
    """

    target: Target
    figures: tuple[Figure, ...]
    cells: tuple[Cell | None, ...]
    line: Line
    raw: str


@frozen
class Printed:
    """A table of a page that has its labels and figures in the form's order, and what is known of its shape."""

    name: str
    lines: Sequence[tuple[Line, Sequence[Cell]]]
    cells: Sequence[Cell]
    plan: _Plan

    def placed(self, of: Table) -> list[PlacedRow]:
        """The rows, if all figures stand where this edition's form has them; none where there is more to settle."""
        placed: list[PlacedRow] = []
        for target, cells_of, lines, loose in self.plan.places[of.edition]:
            cells = cells_of(self.cells)
            if loose and not sums_hold(target, cells):
                return []
            raw = "\n".join([self.lines[at][0].raw for at in lines])
            placed.append(PlacedRow(target, _figures(target, cells), cells, self.lines[lines[0]][0], raw))
        return placed

    def aligned(self) -> Aligned:
        """The rows as they stand on the page."""
        found = straight(form_of(self.name), self.lines)
        assert found is not None  # those of the same shape were found
        return found


def printed_as_the_form(name: str, lines: Iterable[tuple[Line, Sequence[Cell]]]) -> Printed | None:
    """A table that stands on its page as the form has it; `None` for any other."""
    apart: list[tuple[Line, Sequence[Cell]]] = []
    cells: list[Cell] = []
    texts: list[str] = []
    ends: list[int] = []
    for line, printed in lines:
        parts = _parts(name, printed, texts)
        if parts is None:
            return None
        apart.append((line, parts))
        cells += parts
        ends.append(len(cells))
    if len(cells) > LARGEST:
        return None
    plan = _plan(_Shape(name, tuple(texts), tuple([cell.column for cell in cells]), tuple(ends)))
    return None if plan is None else Printed(name, apart, tuple(cells), plan)


def _parts(name: str, cells: Sequence[Cell], texts: list[str]) -> Sequence[Cell] | None:
    """The labels and figures of a line, each a cell; `texts` gets theirs, without the numbers.

    `None` where a line has more than these.
    """
    parts: list[Cell] = []
    for cell in cells:
        text = cell.text
        if text in COUNTS:  # as most are
            parts.append(cell)
            texts.append(NUMBER if text else "")
            continue
        pieces = _labels_and_figures(name, text)
        for words, said in pieces:
            if " " in words and said == NUMBER and len(cells) > 1:
                return None
            texts.append(said)
            parts.append(cell if len(pieces) == 1 else Cell(words, cell.column, cell.place))
        if not pieces:
            return None
    return parts


LARGEST = 1000
"""Shapes of more cells than this are not kept: a table of the form has no more than 300, and may be printed twice."""
NOWHERE = (None, None, None, None, None)
NUMBER = "0"
"""What stands for any figure in a shape."""


@lru_cache(maxsize=8192)
def _labels_and_figures(name: str, text: str) -> tuple[tuple[str, str], ...]:
    """The labels and figures that a text is, each with what it says of the shape; none where it is more, or doubtful.

    A label has to mean the same by itself.
    """
    found: list[tuple[str, str]] = []
    for piece in taken_apart(name, text):
        kind, words, _ = piece
        if kind is not PieceKind.FIGURE and (kind is not PieceKind.LABEL or taken_apart(name, words) != (piece,)):
            return ()
        found.append((words, NUMBER if kind is PieceKind.FIGURE else words))
    return tuple(found)


# Shapes


class _Shape(NamedTuple):
    """A table without its numbers: what stands in its cells, in which columns, and with which cells its lines end."""

    name: str
    texts: tuple[str, ...]
    columns: tuple[int, ...]
    ends: tuple[int, ...]


class _Place(NamedTuple):
    """Where a row of the form stands in a table: what takes its cells from all of them, and its lines."""

    target: Target
    cells: Callable[[Sequence[Cell]], tuple[Cell, ...]]
    lines: tuple[int, ...]
    loose: bool


@frozen
class _Plan:
    """What a shape says: the edition, and where each edition has the rows, if that is all there is to say."""

    told: Edition | None
    places: Mapping[Edition, Sequence[_Place]]


@lru_cache(maxsize=256)
def _plan(shape: _Shape) -> _Plan | None:
    """How tables of a shape are read; `None` where they do not stand as the form has them."""
    texts, columns, ends = shape.texts, shape.columns, shape.ends
    cells = [Cell(text, column, NOWHERE) for text, column in zip(texts, columns, strict=True)]
    lines = [Line(tuple(cells[start:end]), "") for start, end in pairwise((0, *ends))]
    found = straight(form_of(shape.name), [(line, line.cells) for line in lines])
    if found is None or not found.rows:
        return None
    number = {id(thing): number for things in (cells, lines) for number, thing in enumerate(things)}
    places: dict[Edition, list[_Place]] = {}
    for edition in EDITIONS:
        places[edition] = []
        for target, row in _rows(found, table(shape.name, edition)):
            at = [number[id(cell)] for cell in row.filled]
            on = {*(number[id(line)] for line in row.lines), *(bisect_right(ends, place) for place in at)}
            places[edition].append(_Place(target, _taking(at), tuple(sorted(on)), row.loose))
    return _Plan(told_edition(found), places)


def _taking(numbers: Sequence[int]) -> Callable[[Sequence[Cell]], tuple[Cell, ...]]:
    """What takes the cells of these numbers from all."""
    first, last = numbers[0], numbers[-1]
    return itemgetter(slice(first, last + 1)) if last - first < len(numbers) else itemgetter(*numbers)


on_new_aliases(_labels_and_figures.cache_clear)
on_new_aliases(_plan.cache_clear)


def place_as_printed(found: Aligned, of: Table) -> list[PlacedRow]:
    """The rows of a table all of whose figures stand where the form has them; none where there is more to settle."""
    placed: list[PlacedRow] = []
    for target, row in _rows(found, of):
        cells = tuple(row.filled)
        if row.loose and not sums_hold(target, cells):
            return []
        placed.append(PlacedRow(target, _figures(target, cells), cells, row.lines[0], row.raw))
    return placed


def _rows(found: Aligned, of: Table) -> list[tuple[Target, AlignedRow]]:
    """The rows of a table, if each has all its figures in the form's columns; those of loose ones need their sums."""
    rows: list[tuple[Target, AlignedRow]] = []
    header, known = None, NO_HEADER
    for row in found.rows:
        target = target_of(row.path, of)
        if found.strange or target is None or not row.is_plain or not _shows_all(row, target):
            return []
        if row.named_by is not header:
            header = row.named_by
            known = header_of(of.name, header, target)
        told = known.names and row.headed
        if known.order or known.own_at or (told and not set(known.names).intersection(target.names)):
            return []
        rows.append((target, row))
    return rows


def _shows_all(row: AlignedRow, target: Target) -> bool:
    """Whether a row has a figure for each of its columns side by side."""
    filled = len(row.filled)
    if filled != len(target) or (len(row.cells) > filled and gaps_in(row.cells)):
        return False
    return row.named or len(target.rows) > 1


def _figures(target: Target, cells: Sequence[Cell]) -> tuple[Figure, ...]:
    return read_figures([cell.text for cell in cells], target.units)

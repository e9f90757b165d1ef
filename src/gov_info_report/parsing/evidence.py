"""Which column a number belongs to where the page shows it: by header, by the number of cells, by position."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise, takewhile
from typing import TypeAlias

from attrs import frozen

from gov_info_report.document import Cell
from gov_info_report.model import Mark, Table, Unreadable
from gov_info_report.parsing.rows import FoundRow
from gov_info_report.parsing.shapes import rows_at

__all__ = [
    "Slots",
    "Target",
    "by_evidence",
    "if_full",
    "in_reading_order",
    "other_columns",
    "shape_of",
    "starts_of",
    "target_of",
]

Slots: TypeAlias = tuple[Cell | Mark | Unreadable, ...]
"""For each column of a row its cell, or what stands where there is none, or where it cannot be known."""


@frozen
class Target:
    """What a found row is to fill: the paths, names and units of its columns."""

    paths: tuple[str, ...]
    names: tuple[str, ...]
    labels: tuple[str, ...]
    units: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.paths)


@cache
def target_of(path: str, of: Table) -> Target:
    """What a row with this path is to fill in an edition's table."""
    columns = [
        (figure, column.name, column.term.label, column.term.unit)
        for known in rows_at(of, path)
        for column, figure in zip(known.columns, known.paths, strict=True)
    ]
    return Target(*zip(*columns, strict=True))


def if_full(row: FoundRow, target: Target) -> Slots | None:
    """The cells of a row that has a figure for every column, in the form's order, and its header no other."""
    filled = row.filled
    if len(filled) != len(target) or row.glued:
        return None
    columns = [row.header[name].column for name in target.names if name in row.header]
    if len(columns) != len(row.header) or (columns != sorted(columns) and len(set(columns)) == len(columns)):
        return None
    return (
        tuple(filled) if columns == sorted(set(columns)) or _reads_in_order(tuple(row.header), target.names) else None
    )


def by_evidence(row: FoundRow, target: Target, widest: int, start: int | None) -> Slots | None:
    """The cell of each column where header, number of cells or position leave no doubt; `None` where they do.

    In a grid that is not exact, a row that is not as wide as the table may have lost a cell anywhere.
    """
    width, cells, filled = len(target), row.cells, row.filled
    if not filled:
        return tuple(cells[place] if place < len(cells) else Mark.MISSING for place in range(width))
    if row.glued:
        digits = filled[0].text
        if width == 1:
            return (filled[0],)
        one_each = len(digits) == width and digits.isdecimal() and _reads_in_order(tuple(row.header), target.names)
        return tuple(filled[0]._replace(text=digit) for digit in digits) if one_each else None
    exact = _is_exact(row)
    if (exact or cells[-1].column == widest) and (aligned := _under_header(row, target)) is not None:
        return aligned
    if not _reads_in_order(tuple(row.header), target.names):
        return _in_printed_order(row, target)
    others, missing = other_columns(row), [name for name in target.names if name not in row.header]
    if len(others) > len(missing) or (others and len(filled) == width):
        return tuple(filled) if len(cells) == len(filled) == width and not missing else None
    if len(filled) == width:
        return tuple(filled)
    places = [place for place, cell in enumerate(cells) if cell.text]
    if places[-1] - places[0] + 1 == width:  # from the first column to the last, with empty cells between
        return tuple(cells[places[0] : places[-1] + 1])
    known = [name for name in target.names if name in row.header] if missing and not others else []
    beside = exact and len(cells) == width and [cell.column for cell in filled] != [row.header[n].column for n in known]
    if len(known) > 1 and len(set(target.names)) == width and not beside:  # the header lost columns, too
        return _in_columns(filled, known, target) if len(filled) == len(known) else None
    on_their_own = row.label is None or (len(row.lines) > 1 and row.lines[-1].cells == tuple(cells))
    if len(cells) == width and (exact or on_their_own):
        return tuple(cells)
    if not exact and _padded_at_end(row, target) and not any(cell.text for cell in cells[width:]):
        return tuple(cells[:width]) if len(cells) >= width else None
    if start is None or not start <= places[0] <= places[-1] < start + width:
        return None
    return tuple(cells[start : start + width])


@cache
def _reads_in_order(header: tuple[str, ...], names: tuple[str, ...]) -> bool:
    """Whether a header names the columns in the form's order; 总计 of table 3 stands on a line above others."""
    ranks = {name: rank for rank, name in enumerate(dict.fromkeys(names))}
    printed = [ranks[name] for name in header if name in ranks and not _stands_above(name, names)]
    return printed == sorted(printed)


def _stands_above(name: str, names: tuple[str, ...]) -> bool:
    return name == "total" and names.index(name) == len(names) - 1


def _in_printed_order(row: FoundRow, target: Target) -> Slots | None:
    """The cells of a full row whose header names every column, once and in an order of its own."""
    names = [name for name in row.header if not _stands_above(name, target.names)]
    names += [name for name in row.header if name not in names]
    if sorted(names) != sorted(target.names) or len(row.filled) != len(names):
        return None
    return _in_columns(row.filled, names, target)


def _is_exact(row: FoundRow) -> bool:
    grid = row.lines[-1].grid
    return grid is not None and grid.exact


def _under_header(row: FoundRow, target: Target) -> Slots | None:
    """Each cell under the column that the header names above it, where row and header stand in one straight grid.

    A column that the form has not, such as a 小计, is passed over.
    """
    if row.label is None or any(name not in row.header for name in target.names):
        return None
    columns = [row.header[name].column for name in target.names]
    others = [head.column for name, head in row.header.items() if name.startswith("?")]
    named = {*columns, *others}
    first, last = min(columns), max(columns)
    straight = len(named) == len(columns) + len(others)
    contiguous = last - first + 1 == len(columns) + sum(first < at < last for at in others)
    if not (straight and contiguous) or row.label.column >= first:
        return None
    at = {cell.column: cell for cell in row.cells}
    if (
        len(at) < len(row.cells)
        or any(cell.column not in named for cell in row.filled)
        or any(column not in at for column in columns)
    ):
        return None
    return tuple(at[column] for column in columns)


def in_reading_order(row: FoundRow, target: Target) -> Slots | None:
    """The cells of a row that has one for every column of its header, of which some are not the form's.

    In the order in which a header is read such a column stands after the one that is named before it; not after the
    form's last, since the second line of a header may begin there.
    """
    order = [name for name in target.names if name in row.header]
    others = other_columns(row)
    if not others or len(order) < 2 or len(set(target.names)) < len(target):
        return None
    for before, name in pairwise(row.header):
        if name in others:
            if before not in order[:-1]:
                return None
            order.insert(order.index(before) + 1, name)
    cells = next((cells for cells in (row.cells, row.filled) if len(cells) == len(order)), None)
    if cells is None:
        return None
    at = dict(zip(order, cells, strict=True))
    return tuple(at.get(name, Mark.MISSING) for name in target.names)


def other_columns(row: FoundRow) -> list[str]:
    """The columns of a row's header that the form has not: what stands before the first of the form's is a note."""
    others = [name for name in row.header if name.startswith("?")]
    notes = takewhile(others.__contains__, row.header) if others else ()
    return others[sum(1 for _ in notes) :]


def _padded_at_end(row: FoundRow, target: Target) -> bool:
    """Whether the empty cells of spans stand at the end of each line, so that figures start right after the label.

    The header shows it: 自然人, 法人或其他组织 and 总计 are neighbours, though the second spans five columns.
    """
    first, last = row.header.get(target.names[0]), row.header.get(target.names[-1])
    return first is not None and last is not None and len(target) > 3 and last.column - first.column == 2


def _in_columns(filled: Sequence[Cell], names: Sequence[str], target: Target) -> Slots:
    at = dict(zip(names, filled, strict=True))
    return tuple(at.get(name, Mark.MISSING) for name in target.names)


Shape: TypeAlias = tuple[int, int, int]


def shape_of(row: FoundRow, target: Target) -> Shape:
    """What rows have in common whose figures start at the same cell: the label's column and the number of cells."""
    return (row.label.column if row.label else -1, len(row.cells), len(target))


def starts_of(rows: Sequence[FoundRow], targets: Sequence[Target], widest: int) -> Mapping[Shape, int]:
    """The cell at which the figures start, for each shape of row whose rows leave only one.

    Only rows as wide as the table tell: in a shorter one a cell may be lost anywhere.
    """
    left: dict[Shape, set[int]] = {}
    for row, target in zip(rows, targets, strict=True):
        places = [place for place, cell in enumerate(row.cells) if cell.text]
        if places and row.cells[-1].column == widest:
            width = len(target)
            possible = {
                start
                for start in range(len(row.cells) - width + 1)
                if start <= places[0] and places[-1] < start + width
            }
            shape = shape_of(row, target)
            left[shape] = left.get(shape, possible) & possible
    sure = {shape: min(starts) for shape, starts in left.items() if len(starts) == 1}
    if set(sure.values()) == {0} and all(cell.column == 0 for row in rows for cell in row.cells):
        sure |= {shape: 0 for shape, starts in left.items() if 0 in starts}  # a cell a line, right after the label
    return sure

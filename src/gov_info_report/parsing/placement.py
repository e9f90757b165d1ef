"""Which column each number belongs to: by header, by position, and where cells were lost, by the identities."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import combinations
from math import comb
from typing import TypeAlias

from attrs import define, frozen

from gov_info_report.balance import Contradiction, Intervals, system, tighten
from gov_info_report.balance.bounds import UNBOUNDED
from gov_info_report.document import Cell, Span
from gov_info_report.findings import Finding, find
from gov_info_report.model import Figure, Mark, Table, Unreadable, read_figure
from gov_info_report.parsing.rows import WHOLE_TABLE, FoundRow

__all__ = ["PlacedRow", "place_rows"]

UNKNOWN = (0, UNBOUNDED)

MOST_PLACEMENTS = 700
"""A row with more ways to place its numbers than this is undecided without trying."""

Slots: TypeAlias = tuple[Cell | Mark, ...]
"""The cell for each column of a row, or the mark that stands where there is none."""


@frozen
class PlacedRow:
    """A row with a figure for each of its columns, and the cells that they were read from."""

    path: str
    paths: tuple[str, ...]
    figures: tuple[Figure, ...]
    cells: tuple[Cell | None, ...]
    found: FoundRow


@frozen
class Target:
    """What a found row is to fill: the paths, names and units of its columns."""

    paths: tuple[str, ...]
    names: tuple[str, ...]
    labels: tuple[str, ...]
    units: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.paths)


def place_rows(rows: Sequence[FoundRow], of: Table) -> tuple[list[PlacedRow], list[Finding]]:
    """Give every number of the rows its column; a finding for each row where position alone did not tell."""
    targets = [_target(row.path, of) for row in rows]
    widest = max((row.cells[-1].column for row in rows if row.cells), default=0)
    starts = _starts(rows, targets, widest)
    slots = [
        _by_evidence(row, target, widest, starts.get(_shape(row, target)))
        for row, target in zip(rows, targets, strict=True)
    ]
    findings: list[Finding] = []
    if None in slots:
        findings = _by_identities(of, rows, targets, slots)
    return [_placed(*row) for row in zip(rows, targets, slots, strict=True)], findings


@cache
def _target(path: str, of: Table) -> Target:
    columns = [
        (figure, column.name, column.term.label, column.term.unit)
        for known in of.rows
        if path in (known.path, WHOLE_TABLE)
        for column, figure in zip(known.columns, known.paths, strict=True)
    ]
    return Target(*zip(*columns, strict=True))


def _placed(found: FoundRow, target: Target, slots: Slots | None) -> PlacedRow:
    figures: tuple[Figure, ...]
    if slots is None:
        slots = _from_left(found, len(target))
        figures = tuple(Unreadable(slot.text) if isinstance(slot, Cell) else slot for slot in slots)
    else:
        figures = tuple(
            read_figure(slot.text, unit) if isinstance(slot, Cell) else slot
            for slot, unit in zip(slots, target.units, strict=True)
        )
    cells = tuple(slot if isinstance(slot, Cell) else None for slot in slots)
    return PlacedRow(found.path, target.paths, figures, cells, found)


def _from_left(found: FoundRow, width: int) -> Slots:
    filled = found.filled[:width]
    return (*filled, *(Mark.MISSING for _ in range(width - len(filled))))


# By header, by number, by position


def _by_evidence(row: FoundRow, target: Target, widest: int, start: int | None) -> Slots | None:
    """The cell of each column where header, number of cells or position leave no doubt; `None` where they do.

    In a grid that is not exact, a row that is not as wide as the table may have lost a cell anywhere.
    """
    width, cells, filled = len(target), row.cells, row.filled
    if not filled:
        return tuple(cells[place] if place < len(cells) else Mark.MISSING for place in range(width))
    exact = _is_exact(row)
    if (exact or cells[-1].column == widest) and (aligned := _under_header(row, target)) is not None:
        return aligned
    if len(filled) == width:
        return tuple(filled)
    first, last = cells.index(filled[0]), cells.index(filled[-1])
    if last - first + 1 == width:  # from the first column to the last, with empty cells between
        return tuple(cells[first : last + 1])
    known = [name for name in target.names if name in row.header] if len(set(target.names)) == width else []
    if 1 < len(known) < width:  # the header lost columns, too
        return _in_columns(filled, known, target) if len(filled) == len(known) else None
    if len(cells) == width and (exact or row.label is None):
        return tuple(cells)
    return tuple(cells[start : start + width]) if start is not None else None


def _is_exact(row: FoundRow) -> bool:
    grid = row.lines[-1].grid
    return grid is not None and grid.exact


def _under_header(row: FoundRow, target: Target) -> Slots | None:
    """Each cell under the column that the header names above it, where row and header stand in one straight grid."""
    if row.label is None or any(name not in row.header for name in target.names):
        return None
    columns = [row.header[name].column for name in target.names]
    straight = len(set(columns)) == len(columns) == max(columns) - min(columns) + 1
    if not straight or row.label.column >= min(columns):
        return None
    at = {cell.column: cell for cell in row.cells}
    if any(cell.column not in columns for cell in row.filled) or any(column not in at for column in columns):
        return None
    return tuple(at[column] for column in columns)


def _in_columns(filled: Sequence[Cell], names: Sequence[str], target: Target) -> Slots:
    at = dict(zip(names, filled, strict=True))
    return tuple(at.get(name, Mark.MISSING) for name in target.names)


Shape: TypeAlias = tuple[int, int, int]


def _shape(row: FoundRow, target: Target) -> Shape:
    """What rows have in common whose figures start at the same cell: the label's column and the number of cells."""
    return (row.label.column if row.label else -1, len(row.cells), len(target))


def _starts(rows: Sequence[FoundRow], targets: Sequence[Target], widest: int) -> Mapping[Shape, int]:
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
            shape = _shape(row, target)
            left[shape] = left.get(shape, possible) & possible
    return {shape: starts.pop() for shape, starts in left.items() if len(starts) == 1}


# By the identities

Way: TypeAlias = tuple[int | None, ...]
"""A number for each column that gets one, `None` for each that does not; a cell without a whole number gets -1."""

NO_NUMBER = -1


@define
class _Doubt:
    """A row whose numbers could stand in several ways, and the places of its columns in the table."""

    row: int
    at: tuple[int, ...]
    ways: tuple[Way, ...]


def _by_identities(
    of: Table, rows: Sequence[FoundRow], targets: Sequence[Target], slots: list[Slots | None]
) -> list[Finding]:
    """Fill the slots that the identities decide, in place; a finding for every row in doubt."""
    places = {path: place for place, path in enumerate(of.paths)}
    bounds: Intervals = [UNKNOWN] * len(of.paths)
    doubts: list[_Doubt] = []
    for number, (row, target, chosen) in enumerate(zip(rows, targets, slots, strict=True)):
        at = tuple(places[path] for path in target.paths)
        if chosen is None:
            doubts.append(_Doubt(number, at, _ways(_numbers(row.filled), len(target))))
            continue
        for place, slot, unit in zip(at, chosen, target.units, strict=True):
            figure = read_figure(slot.text, unit) if isinstance(slot, Cell) else slot
            if isinstance(figure, int) and bounds[place] is UNKNOWN:
                bounds[place] = (figure, figure)
    consistent = _propagate(of, bounds, [doubt for doubt in doubts if doubt.ways])
    return [
        _decide(doubt, rows[doubt.row], targets[doubt.row], slots, bounds if consistent else None) for doubt in doubts
    ]


def _numbers(filled: Sequence[Cell]) -> tuple[int, ...]:
    figures = [read_figure(cell.text) for cell in filled]
    return tuple(figure if isinstance(figure, int) else NO_NUMBER for figure in figures)


@lru_cache(maxsize=256)
def _ways(numbers: tuple[int, ...], width: int) -> tuple[Way, ...]:
    """Every way to place the numbers in order, the leftmost first; none where there are too many numbers, or ways."""
    if len(numbers) >= width or comb(width, len(numbers)) > MOST_PLACEMENTS:
        return ()
    places = combinations(range(width), len(numbers))
    return tuple(tuple(map(dict(zip(columns, numbers, strict=True)).get, range(width))) for columns in places)


def _propagate(of: Table, bounds: Intervals, doubts: Sequence[_Doubt]) -> bool:
    """Narrow bounds and ways in turn until neither moves; `False` when the known figures contradict each other."""
    try:
        moved = True
        while moved:
            tighten(system(of.name, of.edition).identities, bounds)
            left = [_fitting(doubt.ways, tuple([bounds[place] for place in doubt.at])) for doubt in doubts]
            moved = False
            for doubt, (ways, narrowed) in zip(doubts, left, strict=True):
                moved = moved or len(ways) < len(doubt.ways) or bool(narrowed)
                doubt.ways = ways
                for column, interval in narrowed:
                    bounds[doubt.at[column]] = interval
    except Contradiction:
        return False
    return True


@lru_cache(maxsize=256)
def _fitting(
    ways: tuple[Way, ...], bounds: tuple[tuple[int, int], ...]
) -> tuple[tuple[Way, ...], tuple[tuple[int, tuple[int, int]], ...]]:
    """The ways that the bounds of their columns admit, and narrower bounds for columns that every way left fills.

    Kept, since the rows of a table that lost a column are alike.
    """
    left = tuple(way for way in ways if _fits(way, bounds))
    if not left:
        raise Contradiction
    columns = [(min(numbers), max(numbers)) if None not in numbers else None for numbers in zip(*left, strict=True)]
    narrowed = [
        (column, new)
        for column, (new, old) in enumerate(zip(columns, bounds, strict=True))
        if new is not None and new != old and new[0] > NO_NUMBER
    ]
    return left, tuple(narrowed)


def _fits(way: Way, bounds: tuple[tuple[int, int], ...]) -> bool:
    for number, (low, high) in zip(way, bounds, strict=True):
        if number is not None and number != NO_NUMBER and not low <= number <= high:
            return False
    return True


def _decide(
    doubt: _Doubt, row: FoundRow, target: Target, slots: list[Slots | None], bounds: Intervals | None
) -> Finding:
    """Place the row's numbers where one way is left, or where all ways complete to the same table; else leave them."""
    same = bounds is not None and all(bounds[place][0] == bounds[place][1] for place in doubt.at)
    if bounds is None or not doubt.ways or not (len(doubt.ways) == 1 or same):
        shown = _from_left(row, len(target))
        return find("cell-undecided", target.paths, _spans(shown), label=_label(row), actual=row.raw)
    cells = iter(row.filled)
    chosen = tuple(Mark.MISSING if number is None else next(cells) for number in doubt.ways[0])
    slots[doubt.row] = chosen
    columns = "、".join(label for label, number in zip(target.labels, doubt.ways[0], strict=True) if number is not None)
    return find("cell-reassigned", target.paths, _spans(chosen), label=_label(row), actual=row.raw, detail=columns)


def _spans(slots: Slots) -> tuple[Span | None, ...]:
    return tuple(slot.span if isinstance(slot, Cell) else None for slot in slots)


def _label(row: FoundRow) -> str:
    """The row's label as printed; a table's one row has none."""
    return row.label.text if row.label else "数据行"

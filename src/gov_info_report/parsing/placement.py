"""Which column each number belongs to: by header, by position, and where cells were lost, by the identities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import combinations, pairwise
from math import comb
from typing import TypeAlias

from attrs import define, frozen

from gov_info_report.balance import Contradiction, Identity, Intervals, system, tighten, verdicts
from gov_info_report.balance.bounds import UNBOUNDED
from gov_info_report.document import Cell, Span
from gov_info_report.findings import Finding, find
from gov_info_report.model import NUMBERS, Figure, Mark, Table, Unreadable, converts, printed_unit, read_figure
from gov_info_report.parsing.rows import FoundRow, rows_at

__all__ = ["PlacedRow", "place_rows"]

UNKNOWN = (0, UNBOUNDED)

MOST_PLACEMENTS = 700
"""A row with more ways to place its numbers than this is undecided without trying."""

Slots: TypeAlias = tuple[Cell | Mark | Unreadable, ...]
"""For each column of a row its cell, or what stands where there is none, or where it cannot be known."""


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
    widest = max((cell.column for row in rows for cell in (*row.cells[-1:], *row.header.values())), default=0)
    slots = [_if_full(row, target) for row, target in zip(rows, targets, strict=True)]
    if None in slots:
        starts = _starts(rows, targets, widest)
        slots = [
            slot or _by_evidence(row, target, widest, starts.get(_shape(row, target)))
            for row, target, slot in zip(rows, targets, slots, strict=True)
        ]
    findings = [finding for found in zip(rows, slots, strict=True) for finding in _left_over(*found)]
    if None in slots:
        findings += _by_identities(of, rows, targets, slots)
    placed = [
        _placed(row, target, slot)
        for row, target, slot in zip(rows, targets, slots, strict=True)
        if slot is not None  # none is left: the identities decide, or say that they cannot
    ]
    for row, target in zip(placed, targets, strict=True):
        findings += _about_units(row, target)
    return placed, findings


@cache
def _target(path: str, of: Table) -> Target:
    columns = [
        (figure, column.name, column.term.label, column.term.unit)
        for known in rows_at(of, path)
        for column, figure in zip(known.columns, known.paths, strict=True)
    ]
    return Target(*zip(*columns, strict=True))


def _placed(found: FoundRow, target: Target, slots: Slots) -> PlacedRow:
    figures = tuple(
        read_figure(slot.text, unit) if isinstance(slot, Cell) else slot
        for slot, unit in zip(slots, target.units, strict=True)
    )
    cells = tuple(slot if isinstance(slot, Cell) else None for slot in slots)
    return PlacedRow(found.path, target.paths, figures, cells, found)


def _undecided(found: FoundRow, width: int) -> Slots:
    """The numbers from the left, each kept as it is printed and none of them read; the rest is missing."""
    numbers = [Unreadable(cell.text) for cell in found.filled]
    return (*numbers[:width], *(Mark.MISSING for _ in range(width - len(numbers))))


def _left_over(row: FoundRow, slots: Slots | None) -> Iterator[Finding]:
    """A finding for each cell of a row that stands under a column which the form has not."""
    if slots is not None and len(row.filled) > len(slots) - slots.count(Mark.MISSING):
        for cell in row.filled:
            if cell not in slots:
                yield find("text-unplaced", (), [cell.span], severity="warning", actual=cell.text)


def _about_units(row: PlacedRow, target: Target) -> Iterator[Finding]:
    """A finding for each cell that prints another unit than the form's, or one where the form has none."""
    for path, unit, figure, cell in zip(target.paths, target.units, row.figures, row.cells, strict=True):
        printed = printed_unit(cell.text) if cell is not None else ""
        if cell is not None and printed and isinstance(figure, NUMBERS):
            if not unit:
                yield find("unit-printed", [path], [cell.span], actual=cell.text)
            elif converts(printed, unit):
                yield find("unit-converted", [path], [cell.span], expected=figure, actual=cell.text)


# By header, by number, by position


def _if_full(row: FoundRow, target: Target) -> Slots | None:
    """The cells of a row that has a figure for every column, in the form's order, and its header no other."""
    filled = row.filled
    if len(filled) != len(target) or row.glued:
        return None
    columns = [row.header[name].column for name in target.names if name in row.header]
    in_order = len(columns) == len(row.header) and (columns == sorted(columns) or len(set(columns)) < len(columns))
    return tuple(filled) if in_order else None


def _by_evidence(row: FoundRow, target: Target, widest: int, start: int | None) -> Slots | None:
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
        one_each = len(digits) == width and digits.isdigit()
        return tuple(filled[0]._replace(text=digit) for digit in digits) if one_each else None
    exact = _is_exact(row)
    if (exact or cells[-1].column == widest) and (aligned := _under_header(row, target)) is not None:
        return aligned
    if len(filled) == width:
        return tuple(filled)
    places = [place for place, cell in enumerate(cells) if cell.text]
    if places[-1] - places[0] + 1 == width:  # from the first column to the last, with empty cells between
        return tuple(cells[places[0] : places[-1] + 1])
    known = [name for name in target.names if name in row.header] if len(set(target.names)) == width else []
    if 1 < len(known) < width:  # the header lost columns, too
        return _in_columns(filled, known, target) if len(filled) == len(known) else None
    if len(cells) == width and (exact or row.label is None):
        return tuple(cells)
    if not exact and _padded_at_end(row, target) and not any(cell.text for cell in cells[width:]):
        return tuple(cells[:width]) if len(cells) >= width else None
    return tuple(cells[start : start + width]) if start is not None else None


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
    straight = len({*columns, *others}) == len(columns) + len(others)
    contiguous = max(columns) - min(columns) + 1 == len(columns) + sum(
        min(columns) < at < max(columns) for at in others
    )
    if not (straight and contiguous) or row.label.column >= min(columns):
        return None
    at = {cell.column: cell for cell in row.cells}
    if any(cell.column not in columns + others for cell in row.filled) or any(column not in at for column in columns):
        return None
    return tuple(at[column] for column in columns)


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

Own: TypeAlias = tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]
"""The identities within a row: the columns on their left and right sides."""


class _Ways(tuple[Way, ...]):
    """The ways that are left for a row. They are kept and asked for again, so each is equal to itself alone."""

    __slots__ = ()
    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other


@define
class _Doubt:
    """A row whose numbers could stand in several ways, and the places of its columns in the table."""

    row: int
    at: tuple[int, ...]
    ways: _Ways


def _by_identities(
    of: Table, rows: Sequence[FoundRow], targets: Sequence[Target], slots: list[Slots | None]
) -> list[Finding]:
    """Fill the slots that the identities decide, in place; a finding for every row in doubt."""
    places = {path: place for place, path in enumerate(of.paths)}
    known: list[Figure] = [Mark.MISSING] * len(of.paths)
    doubts: list[_Doubt] = []
    for number, (row, target, chosen) in enumerate(zip(rows, targets, slots, strict=True)):
        at = tuple(places[path] for path in target.paths)
        if chosen is None:
            doubts.append(
                _Doubt(
                    number,
                    at,
                    _ways(tuple([cell.text for cell in row.filled]), row.glued, len(target), _own_identities(of, at)),
                )
            )
            continue
        for place, slot, unit in zip(at, chosen, target.units, strict=True):
            if isinstance(slot, Cell) and known[place] is Mark.MISSING:
                known[place] = read_figure(slot.text, unit)
    all_identities = system(of.name, of.edition)
    broken = {verdict.identity for verdict in verdicts(all_identities, known) if verdict.state == "broken"}
    identities = [identity for identity in all_identities.identities if identity not in broken]
    bounds = [(figure, figure) if isinstance(figure, int) else UNKNOWN for figure in known]
    consistent = _propagate(identities, bounds, [doubt for doubt in doubts if doubt.ways])
    return [
        _decide(doubt, rows[doubt.row], targets[doubt.row], slots, bounds if consistent else None) for doubt in doubts
    ]


@cache
def _own_identities(of: Table, at: tuple[int, ...]) -> Own:
    columns = {place: column for column, place in enumerate(at)}
    return tuple(
        (tuple(columns[place] for place in identity.left), tuple(columns[place] for place in identity.right))
        for identity in system(of.name, of.edition).identities
        if all(place in columns for place in (*identity.left, *identity.right))
    )


@lru_cache(maxsize=1024)
def _ways(texts: tuple[str, ...], glued: bool, width: int, own: Own) -> _Ways:
    """Every way in which the figures of a row can fill its columns in order, the leftmost first.

    Kept, as what follows is, since the rows of a table that lost a column are alike.
    """
    if glued:
        return _Ways(_cuts(texts[0], width, own))
    figures = [read_figure(text) for text in texts]
    numbers = tuple(figure if isinstance(figure, int) else NO_NUMBER for figure in figures)
    return _Ways(_fills(numbers, width, own) if len(numbers) < width else _unions(texts, numbers, width, own))


def _fills(numbers: tuple[int, ...], width: int, own: Own) -> tuple[Way, ...]:
    """The ways to place too few numbers: some columns stay empty."""
    if comb(width, len(numbers)) > MOST_PLACEMENTS:
        return ()
    places = combinations(range(width), len(numbers))
    ways = (tuple(map(dict(zip(columns, numbers, strict=True)).get, range(width))) for columns in places)
    return tuple(way for way in ways if _keeps(way, own))


def _unions(texts: tuple[str, ...], numbers: tuple[int, ...], width: int, own: Own) -> tuple[Way, ...]:
    """The ways to place one number too many: two neighbours are one number, or one is of a column of its own."""
    if len(numbers) != width + 1 or NO_NUMBER in numbers:
        return ()
    ways: list[Way] = [(*numbers[:at], *numbers[at + 1 :]) for at in range(len(numbers))]
    ways += [
        (*numbers[:at], int(texts[at] + texts[at + 1]), *numbers[at + 2 :])
        for at in range(width)
        if texts[at] != "0" and (texts[at] + texts[at + 1]).isdigit()
    ]
    return tuple(way for way in dict.fromkeys(ways) if _keeps(way, own))


def _cuts(digits: str, width: int, own: Own) -> tuple[Way, ...]:
    """The ways to cut digits that run together into a number for each column; no number begins with a 0."""
    if not digits.isdigit() or len(digits) < width or comb(len(digits) - 1, width - 1) > MOST_PLACEMENTS:
        return ()
    ways: list[Way] = []
    for inner in combinations(range(1, len(digits)), width - 1):
        edges = (0, *inner, len(digits))
        parts = [digits[start:end] for start, end in pairwise(edges)]
        if all(part == "0" or part[0] != "0" for part in parts):
            ways.append(tuple(map(int, parts)))
    return tuple(way for way in ways if _keeps(way, own))


def _keeps(way: Way, own: Own) -> bool:
    """Whether counts for the empty columns can make the row's own identities hold."""
    if NO_NUMBER in way:
        return True
    for left, right in own:
        lack = sum(way[column] or 0 for column in right) - sum(way[column] or 0 for column in left)
        open_left = any(way[column] is None for column in left)
        open_right = any(way[column] is None for column in right)
        if not (lack == 0 or (lack > 0 and open_left) or (lack < 0 and open_right)):
            return False
    return True


def _propagate(identities: Sequence[Identity], bounds: Intervals, doubts: Sequence[_Doubt]) -> bool:
    """Narrow bounds and ways in turn until neither moves; `False` when the known figures contradict each other."""
    try:
        moved = True
        touched: set[int] | None = None
        while moved:
            tighten(identities, bounds, touched)
            left = [_fitting(doubt.ways, tuple([bounds[place] for place in doubt.at])) for doubt in doubts]
            moved, touched = False, set()
            for doubt, (ways, narrowed) in zip(doubts, left, strict=True):
                moved = moved or len(ways) < len(doubt.ways) or bool(narrowed)
                doubt.ways = ways
                for column, interval in narrowed:
                    bounds[doubt.at[column]] = interval
                    touched.add(doubt.at[column])
    except Contradiction:
        return False
    return True


@lru_cache(maxsize=256)
def _fitting(ways: _Ways, bounds: tuple[tuple[int, int], ...]) -> tuple[_Ways, tuple[tuple[int, tuple[int, int]], ...]]:
    """The ways that the bounds of their columns admit, and narrower bounds for columns that every way left fills."""
    left = _Ways(way for way in ways if _fits(way, bounds))
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
    """Place the row's numbers where one way is left, or where all ways complete to the same table.

    Where they do not, the columns on which all ways agree are placed, and the others stay unread.
    """
    label = row.label.text if row.label else "数据行"  # a table's one row has no label
    if bounds is None or not doubt.ways:
        chosen = slots[doubt.row] = _undecided(row, len(target))
        return find("cell-undecided", target.paths, _spans(chosen), label=label, actual=row.raw)
    way = doubt.ways[0]
    same = all(bounds[place][0] == bounds[place][1] for place in doubt.at)
    if len(doubt.ways) > 1 and not same:
        chosen = slots[doubt.row] = _agreed(row, doubt.ways)
        return find("cell-undecided", target.paths, _spans(chosen), label=label, actual=row.raw)
    chosen = slots[doubt.row] = _slots(row, way)
    columns = "、".join(name for name, number in zip(target.labels, way, strict=True) if number is not None)
    return find("cell-reassigned", target.paths, _spans(chosen), label=label, actual=row.raw, detail=columns)


def _slots(row: FoundRow, way: Way) -> tuple[Cell | Mark, ...]:
    """The cells that a way puts into the columns; numbers that were cut or joined get cells of their own."""
    if len(row.filled) == sum(number is not None for number in way):
        cells = iter(row.filled)
        return tuple(Mark.MISSING if number is None else next(cells) for number in way)
    first = row.filled[0]
    return tuple(Mark.MISSING if number is None else first._replace(text=str(number)) for number in way)


def _agreed(row: FoundRow, ways: Sequence[Way]) -> Slots:
    unread = Unreadable(" ".join(cell.text for cell in row.filled))
    slots: list[Cell | Mark | Unreadable] = []
    for slot, numbers in zip(_slots(row, ways[0]), zip(*ways, strict=True), strict=True):
        agree = len(set(numbers)) == 1 and NO_NUMBER not in numbers
        slots.append(slot if agree else unread)
    return tuple(slots)


def _spans(slots: Slots) -> tuple[Span | None, ...]:
    return tuple(slot.span if isinstance(slot, Cell) else None for slot in slots)

"""What is read of a table: the cheapest explanation, as far as its rivals agree.

`checking` leaves open what may be another row's after all, and `telling` makes a finding of each accident.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise

from attrs import evolve

from gov_info_report.document import Budget, Cell
from gov_info_report.findings import Finding, find
from gov_info_report.model import NUMBERS, Figure, Mark, Table, Unreadable
from gov_info_report.parsing.aligned import Aligned, AlignedRow
from gov_info_report.parsing.checking import (
    check_apart,
    check_blocks,
    check_narrow,
    check_shown,
    check_strays,
    gaps_in,
    in_order,
    mend_apart,
    sum_shows,
    wrong_beside,
)
from gov_info_report.parsing.explaining import (
    Settled,
    explain,
    is_lined_up,
    lost_beside,
    shifted,
    shown_of,
)
from gov_info_report.parsing.hypotheses import (
    WIDEST,
    Header,
    Slots,
    Target,
    header_of,
    target_of,
    unnamed,
    weigh,
    weigh_row,
)
from gov_info_report.parsing.printed import PlacedRow, place_as_printed
from gov_info_report.parsing.telling import tell
from gov_info_report.recognise import COUNTS, converts, printed_unit, read_figure

__all__ = ["about_units", "settle"]


def settle(found: Aligned, of: Table, budget: Budget) -> tuple[list[PlacedRow], list[Finding]]:
    """The rows of a table with every figure in its column, and a finding for each accident."""
    if placed := place_as_printed(found, of):
        return placed, []
    return _settled(found, of, budget)


def _settled(found: Aligned, of: Table, budget: Budget) -> tuple[list[PlacedRow], list[Finding]]:
    """The same where the figures of a row may stand elsewhere."""
    for above, below in pairwise(found.rows):
        below.stray = below.stray or (target_of(above.path, of) is None and bool(above.filled))
    rows = [Settled(row, target) for row in found.rows if (target := target_of(row.path, of)) is not None]
    headers: dict[int, Header] = {}
    for settled in rows:
        header = settled.row.named_by
        known = headers.get(id(header))
        headers[id(header)] = settled.header = known or header_of(of.name, header, settled.target)
    _drop_label_cells(rows)
    _weigh_orders(of, rows)
    if _is_staircase(rows):
        for settled in rows:
            settled.row.cells = settled.row.filled
    mend_apart(of, rows)
    spared = {gaps for settled in rows if (gaps := gaps_in(settled.row.cells)) and sum_shows(of, settled)}
    wider = any(len(settled.row.filled) > len(settled.target) for settled in rows)
    own = wider and any(settled.header.own for settled in rows)
    waiting = [s for s in rows if (wider and _may_be_wider(of, s, own)) or not _is_full(s, spared)]
    words = [word for strange in found.strange if strange.kind == "figures" for word in strange.text.split()]
    stray = sum(1 for word in words if any(map(str.isdigit, word)))
    check_apart(of, rows, stray > 1, budget)
    if any(settled.row.filled for settled in waiting):
        explain(of, rows, waiting)
        check_shown(of, rows, waiting)
    figures = any(strange.kind in ("figures", "own") for strange in found.strange)
    figures = figures or any(settled.row.filled for settled in rows)
    vacant = not figures and sum(1 for s in rows if s.row.named) > 2
    for settled in waiting:
        if not settled.row.filled and settled.row.sure:
            settled.slots = _empty(rows, settled, vacant)
    if any(settled.header.own for settled in rows):
        check_narrow(rows, wider)
    check_strays(of, rows, found.strange)
    for settled in wrong_beside(rows):
        settled.slots = settled.nowhere
    lacking = len({settled.row.path for settled in rows if settled.row.filled}) < len(of.rows)
    check_blocks(rows, stray > 1 and lacking)
    return [_placed(settled) for settled in rows], [*tell(rows)]


def _weigh_orders(of: Table, rows: Sequence[Settled]) -> None:
    """Do not believe the order of a header where the sums say that the rows have the form's.

    Names in lines of text that have the total among the others may be torn apart: both orders are possible there, as
    long as the sums do not tell.
    """
    weights: dict[int, float] = {}
    for settled in rows:
        row, width = settled.row, len(settled.target)
        cells = row.cells if len(row.cells) == width else row.filled
        if settled.header.order and len(cells) == width:
            slots = [in_order(cells, settled), tuple(cells)]
            ordered, printed = (weigh(of, {row.path: each}) for each in slots)
            weights[id(settled.header)] = weights.get(id(settled.header), 0.0) + ordered - printed
    for settled in rows:
        weight = weights.get(id(settled.header), 0.0)
        if weight > 0:
            settled.header = evolve(settled.header, order=())
        elif not weight and settled.row.lines[0].grid is None and _moves_totals(settled):
            settled.header = evolve(settled.header, torn=True)


def _moves_totals(settled: Settled) -> bool:
    """Whether a header has totals elsewhere than after the columns that they sum up."""
    order = settled.header.order
    return any(order[total] != max(order[first : total + 1]) for first, total in settled.target.totals if order)


def _drop_label_cells(rows: Sequence[Settled]) -> None:
    """Take away the empty cells in the columns where labels stand, if no row has a figure there.

    Where figures follow their labels, in whatever columns these stand, it is the cells after them that are none.
    """
    moved = shifted(rows)
    gridded = [settled for settled in rows if settled.row.lines[0].grid is not None and settled not in moved]
    labels = max((s.row.label.column for s in rows if s.row.label is not None and s.row.beside), default=-1)
    follow = _follow_labels(gridded, labels)
    if not follow and any(cell.column <= labels for settled in gridded for cell in settled.row.filled):
        return
    for settled in gridded:
        if not follow:
            settled.row.cells = [cell for cell in settled.row.cells if cell.column > labels]
        elif settled.row.label is not None:
            end = settled.row.label.column + len(settled.target)
            settled.row.cells = [cell for cell in settled.row.cells if cell.column <= end]


def _follow_labels(rows: Sequence[Settled], labels: int) -> bool:
    """Whether the last figures stand as far after labels in one column of a grid as after those in another.

    Where they follow labels in one column only, and others reach further, the sum of a row shows that it is whole.
    """
    ends: dict[int, int] = {}
    shown = False
    for settled in rows:
        if settled.row.label is not None and settled.row.filled:
            at, width = settled.row.label.column, len(settled.target)
            ends[at] = max(ends.get(at, 0), settled.row.filled[-1].column - width)
            cells = tuple([cell for cell in settled.row.cells if at < cell.column <= at + width])
            shown = shown or (at < labels and len(cells) == width and weigh_row(settled.target, cells) < 0)
    return (len(ends) > 1 or shown) and all(at == end for at, end in ends.items())


def _is_staircase(rows: Sequence[Settled]) -> bool:
    """Whether full rows stand in columns of their own each, and no row has an empty cell between others."""
    shown = [shown for settled in rows if settled.row.exact for shown in shown_of(settled)]
    full = [cells[0].column for _, cells in shown if len(cells) == WIDEST]
    return len(full) > 2 and len(set(full)) == len(full) and all(cell.text for _, cells in shown for cell in cells)


def _may_be_wider(of: Table, settled: Settled, own: bool) -> bool:
    """Whether a row has a cell too many, one of them empty, and no sum shows that this is none of the form.

    A sum does not where there is a column of the office's `own`: that may hold a 0.
    """
    cells, filled = settled.row.cells, settled.row.filled
    shown = (own and bool(gaps_in(cells))) or weigh(of, {settled.row.path: tuple(filled)}) >= 0
    return len(cells) > len(settled.target) == len(filled) and shown


def _is_full(settled: Settled, spared: Collection[tuple[int, ...]]) -> bool:
    """Whether a row has a figure for each column; it stands as it is printed.

    A row with sums that has one empty cell between its figures may have a column of the office's own, and is full if
    the sum of one shows that such cells mean nothing.
    """
    row, width = settled.row, len(settled.target)
    filled = row.filled
    if row.sure and filled and len(row.cells) == width and settled.header.order:
        settled.slots = in_order(row.cells, settled)
        return True
    if not row.sure or row.glued or len(filled) != width:
        return False
    if is_lined_up(settled) and len(row.cells) > width and not settled.target.totals:
        return False  # the header says which cells are the form's
    gaps = gaps_in(row.cells) if settled.target.totals else ()
    if len(gaps) == 1 and gaps not in spared:
        return False
    settled.slots = in_order(filled, settled)
    return True


def _empty(rows: Sequence[Settled], settled: Settled, vacant: bool) -> Slots:
    """A row that has empty cells, or none at all: the columns that rows beside it have lost are missing.

    Where a whole table is `vacant`, labels and nothing else, its cells are there, and were left empty.
    """
    cells, lost = settled.row.cells, lost_beside(rows, settled)
    lost = lost or (unnamed(settled.target, settled.header) if vacant else lost)
    slots: list[Cell | Mark] = []
    for at in range(len(settled.target)):
        there = (bool(cells) or vacant) and at not in lost
        slots.append((cells[at] if at < len(cells) else Mark.BLANK) if there else Mark.MISSING)
    return tuple(slots)


def _figures(slots: Slots, row: AlignedRow, target: Target) -> tuple[Figure, ...]:
    """What stands in the columns of a row; the whole row is what stands for a figure that cannot be placed."""
    raw = " ".join([cell.text for cell in row.filled]) if None in slots else ""
    return tuple(
        [
            read_figure(slot.text, unit) if isinstance(slot, Cell) else Unreadable(raw) if slot is None else slot
            for slot, unit in zip(slots, target.units, strict=True)
        ]
    )


def _placed(settled: Settled) -> PlacedRow:
    target = settled.target
    slots = settled.slots or settled.nowhere
    cells = tuple([slot if isinstance(slot, Cell) else None for slot in slots])
    return PlacedRow(target, _figures(slots, settled.row, target), cells, settled.row.lines[0], settled.row.raw)


def about_units(rows: Iterable[PlacedRow]) -> Iterator[Finding]:
    """A finding for each cell that prints another unit than the form's, or one where the form has none."""
    for row in rows:
        if not COUNTS.issuperset([cell.text for cell in row.cells if cell is not None]):
            yield from _about_units(row)


def _about_units(row: PlacedRow) -> Iterator[Finding]:
    for at, (figure, cell) in enumerate(zip(row.figures, row.cells, strict=True)):
        if cell is None:
            continue
        printed = printed_unit(cell.text)
        if printed and isinstance(figure, NUMBERS):
            path, unit = row.target.paths[at], row.target.units[at]
            if not unit:
                yield find("unit-printed", [path], [cell.span], actual=cell.text)
            elif converts(printed, unit):
                yield find("unit-converted", [path], [cell.span], expected=figure, actual=cell.text)

"""What is read of a table: the cheapest explanation, as far as its rivals agree, and a finding for each accident."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice, pairwise, permutations, product

from attrs import evolve, frozen

from gov_info_report.document import Cell, Span
from gov_info_report.findings import Finding, find
from gov_info_report.model import NUMBERS, Figure, Mark, Table, Unreadable
from gov_info_report.parsing.aligned import Aligned, AlignedRow
from gov_info_report.parsing.explaining import (
    EMPTY_LOST,
    MARGIN,
    MOST,
    Settled,
    agreed,
    explain,
    is_blank,
    is_lined_up,
    lost_beside,
    shifted,
    shown_of,
)
from gov_info_report.parsing.hypotheses import (
    BROKEN,
    NO_HEADER,
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
from gov_info_report.recognise import COUNTS, adds_up, converts, may_have_slid, printed_unit, read_figure

__all__ = ["PlacedRow", "settle"]

PLAIN = frozenset({"as printed", "merged cells repeated", "columns without a name lost"})
"""What a page shows by itself; all else is a finding."""


@frozen
class PlacedRow:
    """A row with a figure for each of its columns, and the cells that they were read from."""

    target: Target
    figures: tuple[Figure, ...]
    cells: tuple[Cell | None, ...]
    found: AlignedRow


def settle(found: Aligned, of: Table) -> tuple[list[PlacedRow], list[Finding]]:
    """The rows of a table with every figure in its column, and a finding for each accident."""
    placed = _as_printed(found, of) or []
    findings: list[Finding] = []
    if not placed:
        placed, findings = _settled(found, of)
    for row in placed:
        findings += _about_units(row)
    return placed, findings


def _as_printed(found: Aligned, of: Table) -> list[PlacedRow] | None:
    """The rows of a table all of whose figures stand where the form has them; `None` where there is more to settle."""
    placed: list[PlacedRow] = []
    header, known = None, NO_HEADER
    for row in found.rows:
        target, filled = target_of(row.path, of), tuple(row.filled)
        if found.strange or target is None or not row.is_plain or not _shows_all(row, target, filled):
            return None
        if row.named_by is not header:
            header = row.named_by
            known = header_of(of.name, header, target)
        told = known.names and row.headed
        if known.order or known.own_at or (told and not set(known.names).intersection(target.names)):
            return None
        figures = tuple(map(read_figure, [cell.text for cell in filled], target.units))
        placed.append(PlacedRow(target, figures, filled, row))
    return placed


def _shows_all(row: AlignedRow, target: Target, filled: Slots) -> bool:
    """Whether a row has a figure for each of its columns side by side, and its sums, if its cells are not in a row."""
    if len(filled) != len(target) or (len(row.cells) > len(filled) and _gaps(row.cells)):
        return False
    return (row.named or len(target.rows) > 1) and (not row.loose or _adds_up(target, filled))


def _settled(found: Aligned, of: Table) -> tuple[list[PlacedRow], list[Finding]]:
    """The same where the figures of a row may stand elsewhere."""
    for above, below in pairwise(found.rows):
        below.stray = below.stray or (target_of(above.path, of) is None and bool(above.filled))
    rows = [Settled(row, target) for row in found.rows if (target := target_of(row.path, of)) is not None]
    headers: dict[int, Header] = {}
    for settled in rows:
        header = settled.row.named_by
        known = headers.get(id(header))
        headers[id(header)] = settled.header = known or header_of(of.name, header, settled.target)
    _drop_orders(of, rows)
    _drop_label_cells(rows)
    if _is_staircase(rows):
        for settled in rows:
            settled.row.cells = settled.row.filled
    _mend_apart(of, rows)
    spared = {gaps for settled in rows if (gaps := _gaps(settled.row.cells)) and _sum_shows(of, settled)}
    wider = any(len(settled.row.filled) > len(settled.target) for settled in rows)
    own = wider and any(settled.header.own for settled in rows)
    waiting = [s for s in rows if (wider and _may_be_wider(of, s, own)) or not _is_full(s, spared)]
    words = [word for strange in found.strange if strange.kind == "figures" for word in strange.text.split()]
    stray = sum(1 for word in words if any(map(str.isdigit, word)))
    _check_apart(of, rows, stray > 1)
    if any(settled.row.filled for settled in waiting):
        explain(of, rows, waiting)
        _check_shown(of, rows, waiting)
    figures = any(strange.kind in ("figures", "own") for strange in found.strange)
    figures = figures or any(settled.row.filled for settled in rows)
    vacant = not figures and sum(1 for s in rows if s.row.named) > 2
    for settled in waiting:
        if not settled.row.filled and settled.row.sure:
            settled.slots = _empty(rows, settled, vacant)
    if any(settled.header.own for settled in rows):
        _check_narrow(rows, wider)
    _check_strays(of, rows)
    for settled in _wrong_beside(of, rows):
        settled.slots = settled.nowhere
    lacking = len({settled.row.path for settled in rows if settled.row.filled}) < len(of.rows)
    _check_blocks(rows, stray > 1 and lacking)
    return [_placed(settled) for settled in rows], [*_about(rows, of)]


def _drop_orders(of: Table, rows: Sequence[Settled]) -> None:
    """Do not believe the order of a header where the sums say that the rows have the form's."""
    weights: dict[int, float] = {}
    for settled in rows:
        if settled.header.order and len(filled := settled.row.filled) == len(settled.target):
            slots = [_ordered(filled, settled), tuple(filled)]
            ordered, printed = (weigh(of, {settled.row.path: each}) for each in slots)
            weights[id(settled.header)] = weights.get(id(settled.header), 0.0) + ordered - printed
    for settled in rows:
        if weights.get(id(settled.header), 0.0) > 0:
            settled.header = evolve(settled.header, order=())


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


def _gaps(cells: Sequence[Cell]) -> tuple[int, ...]:
    """How far from the first filled cell of a row the empty ones stand that have others on both sides."""
    filled = [at for at, cell in enumerate(cells) if cell.text]
    if not filled or filled[-1] - filled[0] < len(filled):
        return ()
    return tuple(at - filled[0] for at in range(filled[0], filled[-1]) if not cells[at].text)


def _sum_shows(of: Table, settled: Settled) -> bool:
    """Whether the figures of a row have the right sum, which is not 0, without its empty cells."""
    filled = settled.row.filled
    return len(filled) == len(settled.target) and weigh(of, {settled.row.path: tuple(filled)}) < 0


def _may_be_wider(of: Table, settled: Settled, own: bool) -> bool:
    """Whether a row has a cell too many, one of them empty, and no sum shows that this is none of the form.

    A sum does not where there is a column of the office's `own`: that may hold a 0.
    """
    cells, filled = settled.row.cells, settled.row.filled
    shown = (own and bool(_gaps(cells))) or weigh(of, {settled.row.path: tuple(filled)}) >= 0
    return len(cells) > len(settled.target) == len(filled) and shown


def _is_full(settled: Settled, spared: Collection[tuple[int, ...]]) -> bool:
    """Whether a row has a figure for each column; it stands as it is printed.

    A row with sums that has one empty cell between its figures may have a column of the office's own, and is full if
    the sum of one shows that such cells mean nothing.
    """
    row, width = settled.row, len(settled.target)
    filled = row.filled
    if row.sure and filled and len(row.cells) == width and settled.header.order:
        settled.slots = _ordered(row.cells, settled)
        return True
    if not row.sure or row.glued or len(filled) != width:
        return False
    if is_lined_up(settled) and len(row.cells) > width and not settled.target.totals:
        return False  # the header says which cells are the form's
    gaps = _gaps(row.cells) if settled.target.totals else ()
    if len(gaps) == 1 and gaps not in spared:
        return False
    settled.slots = _ordered(filled, settled)
    return True


def _ordered(cells: Sequence[Cell], settled: Settled) -> Slots:
    """The cells of a row in the form's order, where the header has another."""
    if not settled.header.order:
        return tuple(cells)
    return tuple([cells[at] for at in settled.header.order])


def _mend_apart(of: Table, rows: Sequence[Settled]) -> None:
    """Give the one row that lacks a figure the one that another has too many, if both sums leave one way only."""
    loose = [settled for settled in rows if settled.row.loose and settled.row.named and settled.target.totals]
    lacking = [s for s in loose if len(s.row.cells) == len(s.row.filled) == len(s.target) - 1]
    having = [s for s in loose if len(s.row.filled) == len(s.target) + 1]
    if len(lacking) == len(having) == 1:
        *own, apart = having[0].row.filled
        cells = lacking[0].row.cells
        orders = [(*cells[:at], apart, *cells[at:]) for at in range(len(lacking[0].target))]
        slots = agreed([order for order in orders if _adds_up(lacking[0].target, order)])
        whole = [slot for slot in slots or () if isinstance(slot, Cell)]
        if len(whole) == len(lacking[0].target) and weigh(of, {having[0].row.path: tuple(own)}) < 0:
            having[0].row.cells, lacking[0].row.cells = own, whole
            having[0].alone = lacking[0].alone = "figures apart"


def _check_apart(of: Table, rows: Sequence[Settled], stray: bool) -> None:
    """Look again at rows whose figures do not stand in one row of cells, where their sums speak against them.

    A wrong sum may be the office's; but one part, or one figure, may also stand out of its place, and where rows beside
    are wrong or open, too, figures may have slid from one to the other. Where figures are `stray`, they may have slid
    even if the sum is right.
    """
    if not any(settled.slots is not None and (settled.row.loose or _is_pieced(settled)) for settled in rows):
        return
    right = [settled.slots is not None and _adds_up(settled.target, settled.slots) for settled in rows]
    for at, settled in enumerate(rows):
        if settled.slots is None or not (settled.row.loose or _is_pieced(settled)):
            continue
        alone = all(right[other] for other in (at - 1, at + 1) if 0 <= other < len(rows))
        if not right[at]:
            printed = settled.slots
            settled.slots = _best_order(of, rows, settled, alone and not stray) or settled.nowhere
            settled.alone = "figures apart" if settled.slots != printed else ""
        elif stray and not alone and not _stands(of, settled, rows[at - 1] if at else None):
            settled.slots = settled.nowhere
        elif at and settled.row.pieced and not rows[at - 1].row.filled and not _sum_shows(of, settled):
            settled.slots = settled.nowhere  # a part may be the row's above, and zeros tell nothing


def _stands(of: Table, settled: Settled, above: Settled | None) -> bool:
    """Whether the figures of a row stand together below its own label, and no others have their sum, which is not 0."""
    own = not settled.row.pieced and (above is None or bool(above.row.filled))
    return own and settled.slots is not None and weigh(of, {settled.row.path: settled.slots}) < 0


def _is_pieced(settled: Settled) -> bool:
    """Whether figures of a row may be another row's; the one row of a table has no label, and no other row beside."""
    return settled.row.pieced and len(settled.target.rows) == 1


def _best_order(of: Table, rows: Sequence[Settled], settled: Settled, alone: bool) -> Slots | None:
    """The figures of a row in the order that the identities prefer, which may be that of print."""
    known = {other.row.path: other.slots for other in rows if other.slots is not None}
    orders = [slots for slots in _orders(settled, alone) if _adds_up(settled.target, slots)]
    weighed = [(APART + weigh(of, known | {settled.row.path: slots}), slots) for slots in orders]
    if alone and not settled.row.pieced and settled.slots is not None:
        weighed.append((weigh(of, known), settled.slots))
    least = min((cost for cost, _ in weighed), default=0.0)
    return agreed([slots for cost, slots in weighed if cost <= least + MARGIN])


def _check_blocks(rows: Sequence[Settled], slid: bool) -> None:
    """Leave open the rows without sums that stand below one header with others whose figures do not fill them.

    Figures on lines of their own may have slid from one row to the other, and nothing tells; those above their label,
    from the row before. Those of all rows may have `slid` where figures are left over and a row has none.
    """
    broken = {id(settled.row.header) for settled in rows if settled.is_open}
    before: Settled | None = None
    for settled in rows:
        apart = settled.row.loose or settled.row.pieced
        doubted = (slid and settled.row.filled) or (apart and id(settled.row.header) in broken)
        doubted = doubted or (settled.row.above and before is not None and before.is_open)
        if doubted and not settled.target.totals:
            settled.slots = settled.nowhere
        before = settled


def _check_strays(of: Table, rows: Sequence[Settled]) -> None:
    """Leave open the rows after figures that belong to nothing, if the form has a row beside that is not there.

    The figures may be its own, and all others have slid from one label to the next.
    """
    order = [row.path for row in of.rows]
    there = {settled.row.path for settled in rows if settled.row.filled}
    for settled in rows:
        if settled.row.stray and settled.row.path in order:
            at = order.index(settled.row.path)
            if not there.issuperset(order[max(0, at - 1) : at + 2]):
                settled.slots = settled.nowhere


def _check_narrow(rows: Sequence[Settled], wider: bool) -> None:
    """Leave open the rows that lack a cell, and no place for it, in a table with a column of the office's own.

    They do where others are `wider`, and in lines of text, where others lack cells, too, or no sum can show that none
    is lacking.
    """
    short = any(0 < len(settled.row.filled) < len(settled.target) for settled in rows)
    for settled in rows:
        own = settled.header.own or not settled.header.names
        unshown = own and settled.row.lines[0].grid is None and (short or not settled.target.totals)
        if (wider or unshown) and len(settled.row.filled) == len(settled.target) and not _gaps(settled.row.cells):
            settled.slots = settled.nowhere


def _check_shown(of: Table, rows: Sequence[Settled], waiting: Sequence[Settled]) -> None:
    """Leave open the rows with empty cells where most rows are: others show where their cells begin, and none does.

    Rows that are pieced together, and have the wrong sum then, are left open, too.
    """
    filled = [settled for settled in rows if settled.row.filled]
    none_shows = 2 * sum(settled.is_open for settled in filled) > len(filled)
    for settled in waiting:
        if settled.row.filled and settled.slots:
            unshown = none_shows and not settled.is_open and any(map(is_blank, settled.slots))
            apart = _is_pieced(settled) and (settled.is_open or not _adds_up(settled.target, settled.slots))
            if unshown or apart:
                settled.slots = settled.nowhere


APART = 2.5
"""What it costs that a part of a row, or a figure, stands out of its place."""


def _adds_up(target: Target, slots: Slots) -> bool:
    """Whether the sums of a row hold; of the several sums of a whole table's row, one may be the office's mistake.

    They do not where a number begins with a 0: it is the end of another, and its row is cut wrongly.
    """
    texts = [slot.text for slot in slots if isinstance(slot, Cell)]
    if len(texts) == len(target) and "" not in texts and COUNTS.issuperset(texts):
        counts = list(map(int, texts))
        if all(sum(counts[first:total]) == counts[total] for first, total in target.totals):
            return True
    if any(len(text) > 1 and text[0] == "0" and text.isdecimal() for text in texts):
        return False
    return weigh_row(target, slots) <= (BROKEN if len(target.rows) > 1 else 0)


def _orders(settled: Settled, alone: bool) -> Iterator[Slots]:
    """The figures of a row with its parts in another order, or with one figure elsewhere if no other row is wrong."""
    row = settled.row
    if not row.named or len(settled.target.rows) > 1 or sum(map(len, row.parts)) < len(row.filled):
        return  # words stand for a figure: which part they belong to is not known
    if len(row.parts) > 1:
        for parts in islice(permutations(row.parts), MOST):
            yield tuple(cell for part in parts for cell in part)
    elif alone:
        cells = row.filled
        for first, last in product(range(len(cells)), repeat=2):
            if abs(first - last) > 1 or first < last:
                rest = [*cells[:first], *cells[first + 1 :]]
                yield (*rest[:last], cells[first], *rest[last:])


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


# Rows as figures


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
    return PlacedRow(target, _figures(slots, settled.row, target), cells, settled.row)


# Findings


def _about(rows: Sequence[Settled], of: Table) -> Iterator[Finding]:
    """A finding for each accident, with all figures that it touches."""
    unlabelled = [
        settled for settled in rows if not settled.row.named and settled.row.sure and len(settled.target.rows) == 1
    ]
    if unlabelled:
        yield find("row-unlabelled", [settled.row.path for settled in unlabelled], _spans(unlabelled))
    reassigned = [settled for settled in rows if settled.accident not in PLAIN and settled.slots is not None]
    for accident in dict.fromkeys(settled.accident for settled in reassigned):
        touched = [
            settled for settled in reassigned if settled.accident == accident and None not in (settled.slots or ())
        ]
        if touched:
            yield _touching("cell-reassigned", touched)
    undecided = [settled for settled in rows if settled.is_open]
    if undecided:
        yield _touching("cell-undecided", undecided)
    left_out = any(_leaves_out_totals(settled) for settled in rows if settled.row.exact)
    doubtful = [s for s in rows if _is_doubtful(s, left_out) or (undecided and _is_cut(s))]
    if doubtful:
        yield _touching("cell-doubtful", doubtful)
    left = [cell for settled in rows for cell in settled.left]
    if left:
        words = " ".join([cell.text for cell in left])
        yield find("text-unplaced", (), [left[0].span], severity="warning", actual=words)


def _wrong_beside(of: Table, rows: Sequence[Settled]) -> list[Settled]:
    """The rows whose sums do not hold, with one beside them that is open: figures may have slid from one to the other.

    Rows that have lost a column show no sum.
    """
    open_rows = [settled.is_open and bool(settled.row.filled) for settled in rows]
    beside = [any(open_rows[max(0, at - 1) : at + 2]) for at in range(len(rows))]
    settled_rows = [s for s, doubted in zip(rows, beside, strict=True) if doubted and not s.row.glued]
    return [s for s in settled_rows if s.slots and not s.is_open and not _adds_up(s.target, s.slots)]


def _spans(rows: Sequence[Settled]) -> list[Span | None]:
    return [settled.row.lines[0].place for settled in rows]


def _touching(code: str, rows: Sequence[Settled]) -> Finding:
    """A finding that names figures of several rows: those that it leaves open, or all."""
    paths: list[str] = []
    spans = []
    for settled in rows:
        slots = settled.slots or settled.nowhere
        for path, slot in zip(settled.target.paths, slots, strict=True):
            if code != "cell-undecided" or slot is None or settled.accident == EMPTY_LOST:
                paths.append(path)
                spans.append(slot.span if isinstance(slot, Cell) else settled.row.lines[0].place)
    printed = [settled.row.raw for settled in rows]
    detail = printed[0] + (" …" if len(printed) > 1 else "")
    if code == "cell-reassigned":
        columns = zip(rows[0].slots or (), rows[0].target.columns, strict=True)
        detail = "、".join([column.term.label for slot, column in columns if isinstance(slot, Cell)])
    return find(code, paths, spans, actual="\n".join(printed), detail=detail)


def _is_doubtful(settled: Settled, totals_left_out: bool) -> bool:
    """Whether a row stands as it is printed, though its numbers may have slid over cells that are empty or lost.

    So they may have where its own header names other columns, or the rest of a number stands alone after the row. Where
    the table leaves out totals, that of a row is empty, and no other number is it.
    """
    if settled.slots is None or settled.is_open or settled.row.glued:
        return False
    if settled.row.broken and not settled.target.totals:
        return True
    if settled.header.names and settled.row.headed and not set(settled.header.names).intersection(settled.target.names):
        return True
    if settled.row.exact:
        return not totals_left_out and any(_ends_in_its_sum(settled))
    if settled.accident not in PLAIN:
        return False  # placed by what was found, and reported
    texts = [slot.text if isinstance(slot, Cell) else "" for slot in settled.slots]
    if not may_have_slid(texts, settled.target.names):
        return False
    return adds_up(tuple(texts), settled.target.names) is not True


def _is_cut(settled: Settled) -> bool:
    """Whether the digits of a row were cut as its own sum says, which may be wrong, and could be cut otherwise."""
    digits = sum(len(cell.text) for cell in settled.row.filled)
    return settled.row.glued and not settled.is_open and 1 < len(settled.target) < digits


def _leaves_out_totals(settled: Settled) -> bool:
    """Whether a total of a row is empty, and no number before it can be that."""
    return not all(_ends_in_its_sum(settled))


def _ends_in_its_sum(settled: Settled) -> Iterator[bool]:
    """For each empty total, whether the last number before it is the sum of the others: it may be the total."""
    for first, total in settled.target.totals if settled.slots else ():
        shown = [slot.text for slot in (settled.slots or ())[first : total + 1] if isinstance(slot, Cell) and slot.text]
        figures = [read_figure(text, "") for text in shown]
        numbers = [figure for figure in figures if isinstance(figure, int)]
        if is_blank((settled.slots or ())[total]) and any(numbers):
            yield len(numbers) > 1 and 2 * numbers[-1] == sum(numbers)


def _about_units(row: PlacedRow) -> Iterator[Finding]:
    """A finding for each cell that prints another unit than the form's, or one where the form has none."""
    if COUNTS.issuperset([cell.text for cell in row.cells if cell is not None]):
        return
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

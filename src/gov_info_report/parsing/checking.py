"""What is checked when the rows of a table have been placed: a row that may be another's, or slid, is left open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, permutations, product

from gov_info_report.document import Budget, Cell, Span
from gov_info_report.model import Table
from gov_info_report.parsing.aligned import Strange
from gov_info_report.parsing.explaining import (
    MARGIN,
    MOST,
    Settled,
    agreed,
    is_blank,
)
from gov_info_report.parsing.hypotheses import (
    Slots,
    sums_hold,
    weigh,
)

__all__ = [
    "check_apart",
    "check_blocks",
    "check_narrow",
    "check_shown",
    "check_strays",
    "gaps_in",
    "in_order",
    "mend_apart",
    "sum_shows",
    "wrong_beside",
]


def gaps_in(cells: Sequence[Cell]) -> tuple[int, ...]:
    """How far from the first filled cell of a row the empty ones stand that have others on both sides."""
    filled = [at for at, cell in enumerate(cells) if cell.text]
    if not filled or filled[-1] - filled[0] < len(filled):
        return ()
    return tuple(at - filled[0] for at in range(filled[0], filled[-1]) if not cells[at].text)


def sum_shows(of: Table, settled: Settled) -> bool:
    """Whether the figures of a row have the right sum, which is not 0, without its empty cells."""
    filled = settled.row.filled
    return len(filled) == len(settled.target) and weigh(of, {settled.row.path: tuple(filled)}) < 0


def in_order(cells: Sequence[Cell], settled: Settled) -> Slots:
    """The cells of a row in the form's order, where the header has another; what both agree in, where it is torn."""
    if not settled.header.order:
        return tuple(cells)
    ordered = tuple([cells[at] for at in settled.header.order])
    return (agreed([ordered, tuple(cells)]) or settled.nowhere) if settled.header.torn else ordered


def mend_apart(of: Table, rows: Sequence[Settled]) -> None:
    """Give the one row that lacks a figure the one that another has too many, if both sums leave one way only."""
    loose = [settled for settled in rows if settled.row.loose and settled.row.named and settled.target.totals]
    lacking = [s for s in loose if len(s.row.cells) == len(s.row.filled) == len(s.target) - 1]
    having = [s for s in loose if len(s.row.filled) == len(s.target) + 1]
    if len(lacking) == len(having) == 1:
        *own, apart = having[0].row.filled
        cells = lacking[0].row.cells
        orders = [(*cells[:at], apart, *cells[at:]) for at in range(len(lacking[0].target))]
        slots = agreed([order for order in orders if sums_hold(lacking[0].target, order)])
        whole = [slot for slot in slots or () if isinstance(slot, Cell)]
        if len(whole) == len(lacking[0].target) and weigh(of, {having[0].row.path: tuple(own)}) < 0:
            having[0].row.cells, lacking[0].row.cells = own, whole
            having[0].alone = lacking[0].alone = "figures apart"


def check_apart(of: Table, rows: Sequence[Settled], stray: bool, budget: Budget) -> None:
    """Look again at rows whose figures do not stand in one row of cells, where their sums speak against them.

    A wrong sum may be the office's; but one part, or one figure, may also stand out of its place, and where rows beside
    are wrong or open, too, figures may have slid from one to the other. Where figures are `stray`, they may have slid
    even if the sum is right.
    """
    if not any(settled.slots is not None and (settled.row.loose or _is_pieced(settled)) for settled in rows):
        return
    right = [settled.slots is not None and sums_hold(settled.target, settled.slots) for settled in rows]
    for at, settled in budget.timed(enumerate(rows)):
        if settled.slots is None or not (settled.row.loose or _is_pieced(settled)):
            continue
        alone = all(right[other] for other in (at - 1, at + 1) if 0 <= other < len(rows))
        if not right[at]:
            printed = settled.slots
            settled.slots = _best_order(of, rows, settled, alone and not stray) or settled.nowhere
            settled.alone = "figures apart" if settled.slots != printed else ""
        elif stray and not alone and not _stands(of, settled, rows[at - 1] if at else None):
            settled.slots = settled.nowhere
        elif at and settled.row.pieced and not rows[at - 1].row.filled and not sum_shows(of, settled):
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
    orders = [slots for slots in _orders(settled, alone) if sums_hold(settled.target, slots)]
    weighed = [(APART + weigh(of, known | {settled.row.path: slots}), slots) for slots in orders]
    if alone and not settled.row.pieced and settled.slots is not None:
        weighed.append((weigh(of, known), settled.slots))
    least = min((cost for cost, _ in weighed), default=0.0)
    return agreed([slots for cost, slots in weighed if cost <= least + MARGIN])


def check_blocks(rows: Sequence[Settled], slid: bool) -> None:
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


def check_strays(of: Table, rows: Sequence[Settled], strange: Sequence[Strange]) -> None:
    """Leave open the rows after figures that belong to nothing, if the form has a row beside that is not there.

    The figures may be its own, and all others have slid from one label to the next. So do rows whose figures another
    label follows on their line, and their own below it.
    """
    order = [row.path for row in of.rows]
    there = {settled.row.path for settled in rows if settled.row.filled}
    others = {_line_of(own.cell.span) for own in strange if own.kind == "own"}
    for settled in rows:
        row = settled.row
        if others and row.above and len(row.lines) > 1 and _line_of(row.filled[0].span) in others:
            settled.slots = settled.nowhere
        if row.stray and row.path in order:
            at = order.index(row.path)
            if not there.issuperset(order[max(0, at - 1) : at + 2]):
                settled.slots = settled.nowhere


def _line_of(span: Span) -> tuple[int | None, ...]:
    """The line of a text, or the row of a table, in which a cell stands."""
    return (span.page, span.line, span.table, span.row, span.block)


def check_narrow(rows: Sequence[Settled], wider: bool) -> None:
    """Leave open the rows that lack a cell, and no place for it, in a table with a column of the office's own.

    They do where others are `wider`, and in lines of text, where others lack cells, too, or no sum can show that none
    is lacking.
    """
    short = any(0 < len(settled.row.filled) < len(settled.target) for settled in rows)
    for settled in rows:
        own = settled.header.own or not settled.header.names
        unshown = own and settled.row.lines[0].grid is None and (short or not settled.target.totals)
        if (wider or unshown) and len(settled.row.filled) == len(settled.target) and not gaps_in(settled.row.cells):
            settled.slots = settled.nowhere


def check_shown(of: Table, rows: Sequence[Settled], waiting: Sequence[Settled]) -> None:
    """Leave open the rows with empty cells where most rows are: others show where their cells begin, and none does.

    Rows that are pieced together, and have the wrong sum then, are left open, too.
    """
    filled = [settled for settled in rows if settled.row.filled]
    none_shows = 2 * sum(settled.is_open for settled in filled) > len(filled)
    for settled in waiting:
        if settled.row.filled and settled.slots:
            unshown = none_shows and not settled.is_open and any(map(is_blank, settled.slots))
            apart = _is_pieced(settled) and (settled.is_open or not sums_hold(settled.target, settled.slots))
            if unshown or apart:
                settled.slots = settled.nowhere


APART = 2.5
"""What it costs that a part of a row, or a figure, stands out of its place."""


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


def wrong_beside(rows: Sequence[Settled]) -> list[Settled]:
    """The rows whose sums do not hold, with one beside them that is open: figures may have slid from one to the other.

    Rows that have lost a column show no sum.
    """
    open_rows = [settled.is_open and bool(settled.row.filled) for settled in rows]
    beside = [any(open_rows[max(0, at - 1) : at + 2]) for at in range(len(rows))]
    settled_rows = [s for s, doubted in zip(rows, beside, strict=True) if doubted and not s.row.glued]
    return [s for s in settled_rows if s.slots and not s.is_open and not sums_hold(s.target, s.slots)]

"""What is read of a table: the cheapest explanation, as far as its rivals agree, and a finding for each accident."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice, permutations, product
from typing import NamedTuple

from attrs import define, field, frozen

from gov_info_report.document import Cell, Span
from gov_info_report.findings import Finding, find
from gov_info_report.model import NUMBERS, Figure, Mark, Table, Unreadable
from gov_info_report.parsing.alignment import Aligned, AlignedRow
from gov_info_report.parsing.glue import cuts
from gov_info_report.parsing.hypotheses import (
    ACCIDENTS,
    BROKEN,
    NO_HEADER,
    WIDEST,
    Header,
    Hypothesis,
    Slots,
    Target,
    header_of,
    hypotheses,
    split_numbers,
    target_of,
    unnamed,
    weigh,
)
from gov_info_report.recognise import adds_up, converts, may_have_slid, printed_unit, read_figure

__all__ = ["PlacedRow", "settle"]

MARGIN = 0.99
"""An explanation that costs no more than this above the cheapest is its rival."""

MOST = 2000
"""So many explanations of a table are weighed at the most."""

PLAIN = frozenset({"as printed", "merged cells repeated", "columns without a name lost"})
"""What a page shows by itself; all else is a finding."""


@frozen
class PlacedRow:
    """A row with a figure for each of its columns, and the cells that they were read from."""

    target: Target
    figures: tuple[Figure, ...]
    cells: tuple[Cell | None, ...]
    found: AlignedRow


@define(eq=False)
class _Settled:
    """A row whose cells are being placed, by `hypothesis`, if not as they are printed.

    `left` are cells that belong to no column; `alone` says that the row is not like the others.
    """

    row: AlignedRow
    target: Target
    header: Header = NO_HEADER
    slots: Slots | None = None
    hypothesis: Hypothesis | None = None
    alone: str = ""
    left: list[Cell] = field(factory=list)

    @property
    def depth(self) -> int:
        """How deep the row's label stands in the groups of its table."""
        return self.row.path.count(".")

    @property
    def accident(self) -> str:
        """What moved the cells of the row."""
        return self.alone or (self.hypothesis.accident if self.hypothesis else "as printed")


def settle(found: Aligned, of: Table) -> tuple[list[PlacedRow], list[Finding]]:
    """The rows of a table with every figure in its column, and a finding for each accident."""
    rows = [_Settled(row, target) for row in found.rows if (target := target_of(row.path, of)) is not None]
    headers: dict[int, Header] = {}
    for settled in rows:
        known = headers.get(id(settled.row.header))
        headers[id(settled.row.header)] = settled.header = known or header_of(
            of.name, settled.row.header, settled.target
        )
    _drop_label_cells(rows)
    if _is_staircase(rows):
        for settled in rows:
            settled.row.cells = settled.row.filled
    spared = {_gaps(settled.row.cells) for settled in rows if _sum_shows(of, settled)}
    waiting = [settled for settled in rows if not _is_full(settled, spared)]
    stray = sum(len(strange.text.split()) for strange in found.strange if strange.kind == "figures")
    _check_apart(of, rows, stray > 1)
    if any(settled.row.filled for settled in waiting):
        _explain(of, rows, waiting)
    vacant = not any(settled.row.filled for settled in rows) and sum(1 for s in rows if s.row.named) > 2
    for settled in waiting:
        if not settled.row.filled and settled.row.sure:
            settled.slots = _empty(rows, settled, vacant)
    lacking = len({settled.row.path for settled in rows if settled.row.filled}) < len(of.rows)
    _check_blocks(rows, stray > 1 and lacking)
    findings = [*_about(rows, of)]
    placed = [_placed(settled) for settled in rows]
    for row in placed:
        findings += _about_units(row)
    return placed, findings


def _drop_label_cells(rows: Sequence[_Settled]) -> None:
    """Take away the empty cells in the columns where labels stand, if no row has a figure there."""
    labels = max((settled.row.label.column for settled in rows if settled.row.label is not None), default=-1)
    gridded = [settled for settled in rows if settled.row.lines[0].grid is not None]
    if any(cell.column <= labels for settled in gridded for cell in settled.row.filled):
        return
    for settled in gridded:
        settled.row.cells = [cell for cell in settled.row.cells if cell.column > labels]


def _is_staircase(rows: Sequence[_Settled]) -> bool:
    """Whether full rows stand in columns of their own each, and no row has an empty cell between others."""
    shown = [shown for settled in rows if settled.row.exact for shown in _shown(settled)]
    full = [cells[0].column for _, cells in shown if len(cells) == WIDEST]
    return len(full) > 2 and len(set(full)) == len(full) and all(cell.text for _, cells in shown for cell in cells)


def _gaps(cells: Sequence[Cell]) -> tuple[int, ...]:
    """Where the empty cells of a row stand that have others on both sides."""
    filled = [at for at, cell in enumerate(cells) if cell.text]
    return tuple(at for at in range(filled[0], filled[-1]) if not cells[at].text) if filled else ()


def _sum_shows(of: Table, settled: _Settled) -> bool:
    """Whether the figures of a row have the right sum, which is not 0, without its empty cells."""
    filled = settled.row.filled
    return len(filled) == len(settled.target) and weigh(of, {settled.row.path: tuple(filled)}) < 0


def _is_full(settled: _Settled, spared: Collection[tuple[int, ...]]) -> bool:
    """Whether a row has a figure for each column; it stands as it is printed.

    A row with sums that has empty cells between its figures is full if the sum of one shows that such cells mean
    nothing.
    """
    row, width = settled.row, len(settled.target)
    filled = row.filled
    if row.sure and row.filled and len(row.cells) == width and settled.header.order:
        settled.slots = _ordered(row.cells, settled)
        return True
    if not row.sure or row.glued or len(filled) != width:
        return False
    if settled.target.totals and (gaps := _gaps(row.cells)) and gaps not in spared:
        return False
    settled.slots = _ordered(filled, settled)
    return True


def _ordered(cells: Sequence[Cell], settled: _Settled) -> Slots:
    """The cells of a row in the form's order, where the header has another."""
    if not settled.header.order:
        return tuple(cells)
    at = dict(zip(settled.header.order, cells, strict=True))
    return tuple([at[name] for name in settled.target.names])


def _check_apart(of: Table, rows: Sequence[_Settled], stray: bool) -> None:
    """Look again at rows whose figures do not stand in one row of cells, where their sums speak against them.

    A wrong sum may be the office's; but one part, or one figure, may also stand out of its place, and where rows beside
    are wrong or open, too, figures may have slid from one to the other. Where figures are `stray`, they may have slid
    even if the sum is right.
    """
    right = [settled.slots is not None and _adds_up(of, settled, settled.slots) for settled in rows]
    for at, settled in enumerate(rows):
        if settled.slots is None or not (settled.row.loose or _is_pieced(settled)):
            continue
        alone = all(right[other] for other in (at - 1, at + 1) if 0 <= other < len(rows))
        if not right[at]:
            printed = settled.slots
            settled.slots = _best_order(of, rows, settled, alone) or (None,) * len(settled.target)
            settled.alone = "figures apart" if settled.slots != printed else ""
        elif stray and not alone:
            settled.slots = (None,) * len(settled.target)


def _is_pieced(settled: _Settled) -> bool:
    """Whether figures of a row may be another row's; the one row of a table has no label, and no other row beside."""
    return settled.row.pieced and len(settled.target.rows) == 1


def _best_order(of: Table, rows: Sequence[_Settled], settled: _Settled, alone: bool) -> Slots | None:
    """The figures of a row in the order that the identities prefer, which may be that of print."""
    known = {other.row.path: other.slots for other in rows if other.slots is not None}
    orders = [slots for slots in _orders(settled, alone) if _adds_up(of, settled, slots)]
    weighed = [(APART + weigh(of, known | {settled.row.path: slots}), slots) for slots in orders]
    if alone and not settled.row.pieced and settled.slots is not None:
        weighed.append((weigh(of, known), settled.slots))
    least = min((cost for cost, _ in weighed), default=0.0)
    return _agreed([slots for cost, slots in weighed if cost <= least + MARGIN])


def _check_blocks(rows: Sequence[_Settled], slid: bool) -> None:
    """Leave open the rows without sums that stand below one header with others whose figures do not fill them.

    Figures on lines of their own may have slid from one row to the other, and nothing tells. Those of all rows may
    have `slid` where figures are left over and a row has none.
    """
    broken = {id(settled.row.header) for settled in rows if settled.slots is None or None in settled.slots}
    for settled in rows:
        apart = settled.row.loose or settled.row.pieced
        doubted = (slid and settled.row.filled) or (apart and id(settled.row.header) in broken)
        if doubted and not settled.target.totals:
            settled.slots = (None,) * len(settled.target)


APART = 2.5
"""What it costs that a part of a row, or a figure, stands out of its place."""


def _adds_up(of: Table, settled: _Settled, slots: Slots) -> bool:
    """Whether a row's sums hold; of the several sums of a whole table's row, one may be the office's mistake.

    They do not where a number begins with a 0: it is the end of another, and its row is cut wrongly.
    """
    texts = [slot.text for slot in slots if isinstance(slot, Cell)]
    if any(len(text) > 1 and text.isdecimal() and text[0] == "0" for text in texts):
        return False
    return weigh(of, {settled.row.path: slots}) <= (BROKEN if len(settled.target.rows) > 1 else 0)


def _orders(settled: _Settled, alone: bool) -> Iterator[Slots]:
    """The figures of a row with its parts in another order, or with one figure elsewhere if no other row is wrong."""
    row = settled.row
    if not row.named or len(settled.target.rows) > 1:
        return
    if len(row.parts) > 1:
        for parts in islice(permutations(row.parts), MOST):
            yield tuple(cell for part in parts for cell in part)
    elif alone:
        cells = row.filled
        for first, last in product(range(len(cells)), repeat=2):
            if abs(first - last) > 1 or first < last:
                rest = [*cells[:first], *cells[first + 1 :]]
                yield (*rest[:last], cells[first], *rest[last:])


def _empty(rows: Sequence[_Settled], settled: _Settled, vacant: bool) -> Slots:
    """A row that has empty cells, or none at all: the columns that rows beside it have lost are missing.

    Where a whole table is `vacant`, labels and nothing else, its cells are there, and were left empty.
    """
    cells, lost = settled.row.cells, _lost_beside(rows, settled)
    lost = lost or (unnamed(settled.target, settled.header) if vacant else lost)
    slots: list[Cell | Mark] = []
    for at in range(len(settled.target)):
        there = (bool(cells) or vacant) and at not in lost
        slots.append((cells[at] if at < len(cells) else Mark.BLANK) if there else Mark.MISSING)
    return tuple(slots)


def _lost_beside(rows: Sequence[_Settled], settled: _Settled) -> frozenset[int]:
    """The columns that rows at the same depth have lost."""
    others = (other.hypothesis for other in rows if other.depth == settled.depth and other.hypothesis)
    return next((hypothesis.lost for hypothesis in others), frozenset())


# Explaining what is not as the form has it


def _explain(of: Table, rows: Sequence[_Settled], waiting: Sequence[_Settled]) -> None:
    """Place the rows that are not full: all alike where that explains them, else each by itself."""
    open_rows = [settled for settled in waiting if settled.row.filled and settled.row.sure]
    for settled in open_rows:
        if settled.row.glued:
            cells = settled.row.filled
            digits = "".join([cell.text for cell in cells])
            lost = unnamed(settled.target, settled.header)
            found = cuts(digits, cells[0], settled.target, lost)
            found = cuts(digits, cells[0], settled.target) if found == [] and lost else found
            settled.slots = _agreed(found or [])
        elif settled.row.exact:
            _by_column(settled)
    open_rows = [settled for settled in open_rows if settled.slots is None and not settled.row.glued]
    if open_rows:
        _alike(of, rows, open_rows)
    for settled in open_rows:
        if settled.slots is None:
            _alone(of, rows, settled)
        if settled.slots is None:
            settled.slots = _without(settled, unnamed(settled.target, settled.header))


def _without(settled: _Settled, lost: frozenset[int]) -> Slots | None:
    """A row that cannot be placed, if it lacks the columns that its header lacks: these are missing at least."""
    if not lost or len(settled.row.cells) > len(settled.target) - len(lost):
        return None
    return tuple(Mark.MISSING if at in lost else None for at in range(len(settled.target)))


def _by_column(settled: _Settled) -> None:
    """Place a row of a grid whose header names every column, each once: a cell belongs to the name above it."""
    header = settled.header
    if header.own or sorted(header.names) != sorted(settled.target.names) or len(set(header.at)) < len(header.at):
        return
    at = dict(zip(header.names, header.at, strict=True))
    cells = {cell.column: cell for cell in settled.row.cells}
    if cells.keys() == set(header.at):
        settled.slots = tuple(cells[at[name]] for name in settled.target.names)


class _Group(NamedTuple):
    """Rows that are alike, how many rows beside them are full, and what others show of where their cells begin.

    `starts` is the place of the first cell in rows with as many cells, by that number and the size of what is filled;
    `columns` its column in the grid, by the size, where all rows that show it agree; `widest` its place in the row of
    the table with as many cells that fills most of them; `first` its place in all rows that show it, or -1.
    """

    rows: list[_Settled]
    full: int
    starts: Mapping[tuple[int, int], int]
    columns: Mapping[int, int]
    widest: Mapping[int, int]
    first: int

    def slots(self, settled: _Settled, hypothesis: Hypothesis) -> Slots | None:
        """A row placed by a hypothesis; `None` where it does not fit, or may begin in several places."""
        cells = settled.row.cells
        starts = hypothesis.starts(cells)
        if len(starts) > 1:
            known = self.starts.get((len(cells), hypothesis.size), -1)
            column = self.columns.get(hypothesis.size, -1)
            starts = (
                [at for at in starts if at == known]
                or [at for at in starts if cells[at].column == column]
                or [at for at in starts if at == self.widest.get(len(cells), self.first)]
            )
        return hypothesis.place(cells, starts[0]) if len(starts) == 1 else None


def _groups(rows: Sequence[_Settled], open_rows: Sequence[_Settled]) -> Iterator[_Group]:
    """Rows of one width and depth; those that are full show where the cells begin in those that are not."""
    columns: dict[int, set[int]] = {}
    for settled in rows:
        for cells, filled in _shown(settled):
            columns.setdefault(len(cells), set()).add(cells[0].column)
            columns.setdefault(len(filled), set()).add(filled[0].column)
    agreed = {size: at.pop() for size, at in columns.items() if len(at) == 1}
    shown = sorted((len(filled), len(cells), cells.index(filled[0])) for s in rows for cells, filled in _shown(s))
    widest = {count: start for size, count, start in shown if size > 3}
    begin = {at for settled in rows for at in _begins(settled)}
    first = begin.pop() if len(begin) == 1 else -1
    for key in dict.fromkeys((len(settled.target), settled.depth) for settled in open_rows):
        alike = [settled for settled in open_rows if (len(settled.target), settled.depth) == key]
        full = 0
        begun: dict[tuple[int, int], Counter[int]] = {}
        for settled in rows:
            if (len(settled.target), settled.depth) == key:
                full += len(settled.row.filled) == len(settled.target)
                for cells, filled in _shown(settled):
                    begun.setdefault((len(cells), len(filled)), Counter())[cells.index(filled[0])] += 1
        starts = {key: places.most_common(1)[0][0] for key, places in begun.items()}
        yield _Group(alike, full, starts, agreed, widest, first)


def _begins(settled: _Settled) -> Iterator[int]:
    """Where the figures of a row begin, if it has no more cells than columns, or a figure for each."""
    cells, filled = settled.row.cells, settled.row.filled
    if filled and (len(cells) == len(settled.target) or len(filled) == len(settled.target)):
        yield cells.index(filled[0]) if len(cells) > len(settled.target) else 0


def _shown(settled: _Settled) -> Iterator[tuple[list[Cell], list[Cell]]]:
    """The cells of a row, and those from the first filled one to the last, where there are any."""
    cells = settled.row.cells
    places = [at for at, cell in enumerate(cells) if cell.text]
    if places:
        yield cells, cells[places[0] : places[-1] + 1]


class _Way(NamedTuple):
    """What may have happened to a group of rows: where it puts them, and what it costs that they are not all so.

    `cut` says that it leaves all of them without a total.
    """

    hypothesis: Hypothesis | None
    placed: Mapping[str, Slots]
    deviation: float
    cut: bool


def _alike(of: Table, rows: Sequence[_Settled], open_rows: Sequence[_Settled]) -> None:
    """Choose what happened to each group of rows, all together, by what it costs and what the identities say."""
    groups = list(_groups(rows, open_rows))
    known = {settled.row.path: settled.slots for settled in rows if settled.slots is not None}
    weighed: list[tuple[float, tuple[_Way, ...]]] = []
    for chosen in islice(product(*[_likely(of, group) for group in groups]), MOST):
        placed = dict(known)
        for way in chosen:
            placed.update(way.placed)
        cost = _together([way.hypothesis for way in chosen if way.hypothesis]) + sum(way.deviation for way in chosen)
        cost += NO_TOTALS if any(way.cut for way in chosen) else 0.0
        weighed.append((cost + weigh(of, placed), chosen))
    least, best = min(weighed, key=_first)
    rivals = [chosen for cost, chosen in weighed if cost <= least + MARGIN]
    for at, (group, way) in enumerate(zip(groups, best, strict=True)):
        if way.hypothesis is not None:
            others = [other for chosen in rivals if (other := chosen[at].hypothesis)]
            _take(group, way.hypothesis, others, padded=way.cut and bool(way.hypothesis.lost))


def _take(group: _Group, best: Hypothesis, rivals: Sequence[Hypothesis], padded: bool) -> None:
    """Place the rows of a group as the best hypothesis and its rivals agree, each row that all of them fit."""
    for settled in group.rows:
        ways = [group.slots(settled, hypothesis) for hypothesis in rivals]
        if None not in ways:
            settled.slots = _agreed([slots for slots in ways if slots])
            settled.slots = _unpadded(settled) if padded else settled.slots
            settled.hypothesis = _of_lost(settled.slots, rivals, best)
            settled.left = _left_over(settled, best)


def _of_lost(slots: Slots | None, rivals: Sequence[Hypothesis], best: Hypothesis) -> Hypothesis:
    """The hypothesis that lost the columns which a row is left without; the best one, where none has."""
    lost = {at for at, slot in enumerate(slots or ()) if slot is Mark.MISSING}
    return next((hypothesis for hypothesis in [best, *rivals] if hypothesis.lost == lost), best)


def _together(chosen: Sequence[Hypothesis]) -> float:
    """What several hypotheses cost together: what they share costs once, what they do not costs more."""
    accidents = {(hypothesis.accident, hypothesis.lost): hypothesis.cost for hypothesis in chosen}
    fates = {hypothesis.lost for hypothesis in chosen}
    return sum(accidents.values()) + UNLIKE * max(0, len(fates) - 1)


def _way(group: _Group, hypothesis: Hypothesis) -> _Way:
    """What a hypothesis comes to; that rows which are shorter are not as it says, says most against it."""
    ways = ((settled.row.path, group.slots(settled, hypothesis)) for settled in group.rows)
    placed = {path: slots for path, slots in ways if slots is not None}
    odd = [settled for settled in group.rows if settled.row.path not in placed]
    shorter = sum(1 for settled in odd if len(settled.row.cells) < hypothesis.size)
    deviation = DEVIATES * (len(odd) + shorter + (group.full if hypothesis.lost else 0))
    return _Way(hypothesis, placed, deviation, _lacks_totals(group.rows[0].target, hypothesis, [*placed.values()]))


def _lacks_totals(target: Target, hypothesis: Hypothesis, placed: Sequence[Slots]) -> bool:
    """Whether all rows of a group are left without a total, though figures reach the column before it."""
    for first, total in target.totals if len(placed) > 1 else ():
        last = max((at for at in range(first, total) if at not in hypothesis.lost), default=first)
        if all(_is_blank(slots[total]) for slots in placed) and any(not _is_blank(slots[last]) for slots in placed):
            return True
    return False


def _unpadded(settled: _Settled) -> Slots | None:
    """A row that has lost a column, and is filled up with an empty cell where its total was cut off."""
    totals = {total for _, total in settled.target.totals}
    slots = enumerate(settled.slots or ())
    return tuple([Mark.MISSING if at in totals and _is_blank(slot) else slot for at, slot in slots]) or None


def _is_blank(slot: Cell | Mark | None) -> bool:
    return isinstance(slot, Cell) and not slot.text


def _first(entry: tuple[float, object]) -> float:
    return entry[0]


LIKELY, WITHIN = 8, 3.0
"""So many hypotheses of a group are weighed with those of the others, if they cost no more than this above the best."""


def _likely(of: Table, group: _Group) -> list[_Way]:
    """What may have happened to a group of rows, as far as its own sums do not speak against it."""
    first = group.rows[0]
    nothing = max(NOTHING, DEVIATES * len(group.rows))
    weighed = [(nothing, _Way(None, {}, nothing, cut=False))]
    header = NO_HEADER if group.full else first.header  # full rows show all columns, whatever the header names
    for hypothesis in hypotheses([settled.row.cells for settled in group.rows], first.target, header):
        way = _way(group, hypothesis)
        if way.placed:
            weighed.append((hypothesis.cost + way.deviation + weigh(of, way.placed), way))
    weighed.sort(key=_first)
    most = min(weighed[0][0] + WITHIN, weighed[min(LIKELY, len(weighed)) - 1][0])
    return [way for cost, way in weighed if cost <= most]


DEVIATES, UNLIKE, NO_TOTALS, NOTHING = 0.5, 1.2, 1.7, 2.5
"""What it costs that a row is not like the others; that groups of rows are not alike, that rows have no totals, or that
nothing explains a group."""


def _left_over(settled: _Settled, hypothesis: Hypothesis) -> list[Cell]:
    """The cells of a row that belong to no column of the form."""
    if hypothesis.repeated or settled.slots is None:
        return []
    taken = [slot for slot in settled.slots if isinstance(slot, Cell)]
    return [cell for cell in settled.row.filled if cell not in taken] if hypothesis.extra is not None else []


def _agreed(alternatives: Sequence[Slots]) -> Slots | None:
    """What all ways to place a row have in common; `None` stands where they differ."""
    if not alternatives:
        return None
    return tuple(map(_common, zip(*alternatives, strict=True)))


def _common(ways: Sequence[Cell | Mark | None]) -> Cell | Mark | None:
    """What all ways to fill a column have in common: a cell, or that there is no figure, if they differ in how."""
    if all(_same(ways[0], other) for other in ways[1:]):
        return ways[0]
    return Mark.MISSING if all(way is Mark.MISSING or _is_blank(way) for way in ways) else None


def _same(one: Cell | Mark | None, other: Cell | Mark | None) -> bool:
    if isinstance(one, Cell) and isinstance(other, Cell):
        return one.text == other.text
    return one is other


def _alone(of: Table, rows: Sequence[_Settled], settled: _Settled) -> None:
    """Place a row that is not like the others: it has a cell too many, or may begin in several places."""
    alternatives = list(_alternatives(rows, settled))
    if not alternatives:
        return
    known = {other.row.path: other.slots for other in rows if other.slots is not None}
    weighed = [(cost + weigh(of, known | {settled.row.path: slots}), slots, name) for cost, slots, name in alternatives]
    least = min(cost for cost, _, _ in weighed)
    settled.slots = _agreed([slots for cost, slots, _ in weighed if cost <= least + MARGIN])
    settled.alone = next(name for cost, _, name in weighed if cost == least)


def _alternatives(rows: Sequence[_Settled], settled: _Settled) -> Iterator[tuple[float, Slots, str]]:
    """The ways to place a row by itself: what it costs, the cells in their columns, and what happened."""
    cells, target = settled.row.cells, settled.target
    lost = _lost_beside(rows, settled)
    for hypothesis in hypotheses([cells], target, settled.header):
        if hypothesis.lost == lost:
            for start in hypothesis.starts(cells):
                yield hypothesis.cost, hypothesis.place(cells, start), hypothesis.accident
    for shown in (settled.row.filled, cells) if len(cells) > len(settled.row.filled) else (cells,):
        if len(shown) == len(target) + 1:
            for joined in split_numbers(shown):
                yield ACCIDENTS["number split"], joined, "number split"


# Rows as figures


def _placed(settled: _Settled) -> PlacedRow:
    target = settled.target
    slots = settled.slots or (None,) * len(target)
    raw = " ".join([cell.text for cell in settled.row.filled])
    figures: list[Figure] = []
    for slot, column in zip(slots, target.columns, strict=True):
        if isinstance(slot, Cell):
            figures.append(read_figure(slot.text, column.term.unit))
        else:
            figures.append(Unreadable(raw) if slot is None else slot)
    cells = tuple(slot if isinstance(slot, Cell) else None for slot in slots)
    return PlacedRow(target, tuple(figures), cells, settled.row)


# Findings


def _about(rows: Sequence[_Settled], of: Table) -> Iterator[Finding]:
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
    undecided = [settled for settled in rows if settled.slots is None or None in settled.slots]
    if undecided:
        yield _touching("cell-undecided", undecided)
    doubtful = [settled for settled in rows if _is_doubtful(settled)]
    if doubtful:
        yield _touching("cell-doubtful", doubtful)
    left = [cell for settled in rows for cell in settled.left]
    if left:
        words = " ".join([cell.text for cell in left])
        yield find("text-unplaced", (), [left[0].span], severity="warning", actual=words)


def _spans(rows: Sequence[_Settled]) -> list[Span | None]:
    return [settled.row.lines[0].place for settled in rows]


def _touching(code: str, rows: Sequence[_Settled]) -> Finding:
    """A finding that names figures of several rows: those that it leaves open, or all."""
    paths: list[str] = []
    spans = []
    for settled in rows:
        slots = settled.slots or (None,) * len(settled.target)
        for path, slot in zip(settled.target.paths, slots, strict=True):
            if code != "cell-undecided" or slot is None:
                paths.append(path)
                spans.append(slot.span if isinstance(slot, Cell) else settled.row.lines[0].place)
    printed = [settled.row.raw for settled in rows]
    detail = printed[0] + (" …" if len(printed) > 1 else "")
    if code == "cell-reassigned":
        columns = zip(rows[0].slots or (), rows[0].target.columns, strict=True)
        detail = "、".join([column.term.label for slot, column in columns if isinstance(slot, Cell)])
    return find(code, paths, spans, actual="\n".join(printed), detail=detail)


def _is_doubtful(settled: _Settled) -> bool:
    """Whether a row stands as it is printed, though its empty cells could hide that its numbers slid."""
    if settled.slots is None or None in settled.slots or settled.row.glued:
        return False
    if settled.row.exact:
        return _ends_in_its_sum(settled.slots, settled.target)
    if settled.accident not in PLAIN:
        return False  # placed by what was found, and told
    texts = [slot.text if isinstance(slot, Cell) else "" for slot in settled.slots]
    if not may_have_slid(texts, settled.target.names):
        return False
    return adds_up(tuple(texts), settled.target.names) is not True


def _ends_in_its_sum(slots: Slots, target: Target) -> bool:
    """Whether a total is empty, and the last number before it is the sum of the others: it may be the total."""
    for first, total in target.totals:
        shown = [slot.text for slot in slots[first : total + 1] if isinstance(slot, Cell) and slot.text]
        figures = [read_figure(text, "") for text in shown]
        numbers = [figure for figure in figures if isinstance(figure, int)]
        if _is_blank(slots[total]) and len(numbers) > 1 and 2 * numbers[-1] == sum(numbers) > 0:
            return True
    return False


def _about_units(row: PlacedRow) -> Iterator[Finding]:
    """A finding for each cell that prints another unit than the form's, or one where the form has none."""
    for path, column, figure, cell in zip(row.target.paths, row.target.columns, row.figures, row.cells, strict=True):
        printed = printed_unit(cell.text) if cell is not None else ""
        unit = column.term.unit
        if cell is not None and printed and isinstance(figure, NUMBERS):
            if not unit:
                yield find("unit-printed", [path], [cell.span], actual=cell.text)
            elif converts(printed, unit):
                yield find("unit-converted", [path], [cell.span], expected=figure, actual=cell.text)

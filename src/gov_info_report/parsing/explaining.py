"""What happened to the rows of a table that are not as the form has them: all alike, or each by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, islice, pairwise, product
from typing import NamedTuple

from attrs import define, field

from gov_info_report.document import Cell
from gov_info_report.model import Mark, Table
from gov_info_report.parsing.aligned import AlignedRow
from gov_info_report.parsing.blanks import undropped
from gov_info_report.parsing.glue import cuts
from gov_info_report.parsing.hypotheses import (
    ACCIDENTS,
    MOST_LOST,
    NO_HEADER,
    Header,
    Hypothesis,
    Slots,
    Target,
    hypotheses,
    split_numbers,
    unnamed,
    weigh,
    weigh_row,
)
from gov_info_report.recognise import labels_of, read_figure

__all__ = [
    "EMPTY_LOST",
    "MARGIN",
    "MOST",
    "Settled",
    "agreed",
    "explain",
    "is_blank",
    "is_lined_up",
    "lost_beside",
    "shifted",
    "shown_of",
]

MARGIN = 0.99
"""An explanation that costs no more than this above the cheapest is its rival."""

EMPTY_LOST = "empty cells lost"
"""Rows lack their empty cells: all sums together show where their figures stand."""

MOST = 2000
"""So many explanations of a table are weighed at the most."""


@define(eq=False)
class Settled:
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
    def nowhere(self) -> Slots:
        """What stands for the cells of a row none of which can be placed."""
        return (None,) * len(self.target)

    @property
    def is_open(self) -> bool:
        """Whether there is a figure in the row that is not placed."""
        return self.slots is None or None in self.slots

    @property
    def depth(self) -> int:
        """How deep the row's label stands in the groups of its table."""
        return self.row.path.count(".")

    @property
    def accident(self) -> str:
        """What moved the cells of the row."""
        return self.alone or (self.hypothesis.accident if self.hypothesis else "as printed")


def lost_beside(rows: Sequence[Settled], settled: Settled) -> frozenset[int]:
    """The columns that rows at the same depth have lost."""
    others = (other.hypothesis for other in rows if other.depth == settled.depth and other.hypothesis)
    return next((hypothesis.lost for hypothesis in others), frozenset())


def explain(of: Table, rows: Sequence[Settled], waiting: Sequence[Settled]) -> None:
    """Place the rows that are not full: all alike where that explains them, else each by itself."""
    open_rows = [settled for settled in waiting if settled.row.filled and settled.row.sure]
    for settled in open_rows:
        if settled.row.glued:
            cells = settled.row.filled
            digits = "".join([cell.text for cell in cells])
            lost = unnamed(settled.target, settled.header)
            if len(cells) > 1 and not settled.target.totals:
                continue  # no sum shows that they are one
            settled.slots = agreed(cuts(digits, cells[0], settled.target, lost) or [])
        elif settled.row.exact or is_lined_up(settled):
            _by_column(settled)
    open_rows = [
        settled for settled in open_rows if settled.slots is None and not settled.row.glued and not settled.header.order
    ]
    if open_rows:
        _alike(of, rows, open_rows)
        _look_again(of, rows)
    alike = [settled for settled in rows if settled.hypothesis]
    known = {settled.row.path: settled.slots for settled in rows if settled.slots is not None}
    for settled in open_rows:
        if settled.slots is None:
            _alone(of, known, alike, settled)
        if settled.slots is None:
            settled.slots = _without(settled, unnamed(settled.target, settled.header))
        if settled.slots is not None:
            known[settled.row.path] = settled.slots
    _fill_out(of, rows, [settled for settled in open_rows if settled.is_open])


def _fill_out(of: Table, rows: Sequence[Settled], open_rows: Sequence[Settled]) -> None:
    """Place the rows that lack their empty cells, as far as all sums together leave no other way."""
    dropped = {
        settled.row.path: settled
        for settled in open_rows
        if len(settled.row.cells) == len(settled.row.filled) < len(settled.target) == len(of.rows[0].columns)
        and _is_certain(of, settled.row)
    }
    known = {
        settled.row.path: settled.slots or (Mark.MISSING,) * len(settled.target)
        for settled in rows
        if settled.row.path not in dropped and not (settled.is_open and settled.row.filled)
    }
    ways = undropped(of, known, {path: settled.row.cells for path, settled in dropped.items()}) if dropped else {}
    for path, slots in ways.items():
        found = agreed(slots) or ()
        if any(slot is not None for slot in found):  # not so for zeros, wherever they stand
            dropped[path].slots, dropped[path].alone = found, EMPTY_LOST


def _is_certain(of: Table, row: AlignedRow) -> bool:
    """Whether the figures of a row stand together on the line of its label, which is whole: they are no other row's."""
    whole = row.label is not None and bool(labels_of(of.name, row.label.text))
    return whole and (row.beside or row.loose) and not (row.pieced or row.above or row.near or row.stray)


def _without(settled: Settled, lost: frozenset[int]) -> Slots | None:
    """A row that cannot be placed, if it lacks the columns that its header lacks: these are missing at least."""
    if not lost or len(settled.row.cells) > len(settled.target) - len(lost):
        return None
    return tuple(Mark.MISSING if at in lost else None for at in range(len(settled.target)))


def is_lined_up(settled: Settled) -> bool:
    """Whether a header with columns of the office's own is one row of cells, as its rows are."""
    header = settled.header
    side_by_side = all(one < other for one, other in pairwise(header.at))
    return bool(header.own_at) and side_by_side and settled.row.lines[0].grid is not None


def _by_column(settled: Settled) -> None:
    """Place a row of a grid whose header names every column, each once: a cell belongs to the name above it."""
    header, label = settled.header, settled.row.label
    own = [at for at in header.own_at if label is None or at > label.column]
    columns = {*header.at, *own}
    if sorted(header.names) != sorted(settled.target.names) or len(columns) < len(header.at) + len(own):
        return
    at = dict(zip(header.names, header.at, strict=True))
    cells = {cell.column: cell for cell in settled.row.cells}
    strange = [cell for cell in settled.row.cells if cell.column not in columns and (cell.text or settled.row.exact)]
    if not strange and columns.issubset(cells) and len(cells) == len(settled.row.cells):
        settled.slots = tuple(cells[at[name]] for name in settled.target.names)
        settled.left = [cells[column] for column in own if cells[column].text]


class _Group(NamedTuple):
    """Rows that are alike, how many rows beside them are full, and what others show of where their cells begin.

    `starts` is the place of the first cell in rows with as many cells, by that number and the size of what is filled;
    `columns` its column in the grid, by the size, where all rows that show it agree; `widest` its place in the row of
    the table with as many cells that fills most of them; `first` its place in all rows that show it, or -1. `span` is
    how many places rows with as many cells fill together. `uneven` says that rows have more figures or fewer, and no
    empty cell: each has lost its own.
    """

    rows: list[Settled]
    full: int
    starts: Mapping[tuple[int, int], int]
    columns: Mapping[int, int]
    widest: Mapping[int, int]
    first: int
    span: int
    uneven: bool

    def slots(self, settled: Settled, hypothesis: Hypothesis) -> Slots | None:
        """A row placed by a hypothesis; `None` where it does not fit, or may begin in several places.

        It may, whatever others show, where they fill more places together than one has: some were shifted.
        """
        cells = settled.row.cells
        starts = hypothesis.starts(cells)
        if len(starts) > 1 and self.span <= hypothesis.size:
            known = self.starts.get((len(cells), hypothesis.size), -1)
            column = self.columns.get(hypothesis.size, -1)
            starts = (
                [at for at in starts if at == known]
                or [at for at in starts if cells[at].column == column]
                or [at for at in starts if at == self.widest.get(len(cells), self.first)]
            )
        return hypothesis.place(cells, starts[0]) if len(starts) == 1 else None


def _groups(of: Table, rows: Sequence[Settled], open_rows: Sequence[Settled]) -> Iterator[_Group]:
    """Rows of one width and depth; those that are full show where the cells begin in those that are not."""
    columns: dict[int, set[int]] = {}
    for settled in rows:
        for cells, filled in shown_of(settled):
            columns.setdefault(len(cells), set()).add(cells[0].column)
            if len(cells) != len(settled.target):
                columns.setdefault(len(filled), set()).add(filled[0].column)
    agreed = {size: at.pop() for size, at in columns.items() if len(at) == 1}
    shown = sorted((len(filled), len(cells), cells.index(filled[0])) for s in rows for cells, filled in shown_of(s))
    widest = {count: start for size, count, start in shown if size > 3}
    blanks = any(not cell.text for settled in rows for cell in settled.row.cells)
    begin = {at for settled in rows for at in _begins(settled)}
    first = begin.pop() if len(begin) == 1 else -1
    apart = _depths_apart(of, rows)
    keys = {id(s): (len(s.target), s.depth, s.depth in apart and _begins_group(of, s)) for s in rows}
    for key in dict.fromkeys(keys[id(settled)] for settled in open_rows):
        alike = [settled for settled in open_rows if keys[id(settled)] == key]
        full = 0
        begun: dict[tuple[int, int], Counter[int]] = {}
        reach: dict[int, tuple[int, int]] = {}
        for settled in rows:
            if keys[id(settled)] == key:
                full += len(settled.row.filled) == len(settled.target) and settled.slots is not None
                for cells, filled in shown_of(settled):
                    start = cells.index(filled[0])
                    begun.setdefault((len(cells), len(filled)), Counter())[start] += 1
                    least, most = reach.get(len(cells), (start, 0))
                    reach[len(cells)] = min(least, start), max(most, start + len(filled) - 1)
        span = max((most - least + 1 for least, most in reach.values()), default=0)
        starts = {key: places.most_common(1)[0][0] for key, places in begun.items()}
        sizes = Counter([len(settled.row.filled) for settled in alike])
        even = max(full, *sizes.values()) >= NEARLY_ALL * (full + len(alike))
        yield _Group(alike, full, starts, agreed, widest, first, span, not even and not blanks)


def _depths_apart(of: Table, rows: Sequence[Settled]) -> set[int]:
    """The depths at which the rows that bear a group's label, too, have more figures than those below them.

    Their line has a label more, and what is cut off at the end of a line is not cut off there.
    """
    sizes: dict[int, tuple[Counter[int], Counter[int]]] = {}
    for settled in rows:
        for _, filled in shown_of(settled):
            sizes.setdefault(settled.depth, (Counter(), Counter()))[_begins_group(of, settled)][len(filled)] += 1
    several = {depth: [_usual(count) for count in both if count.total() > 1] for depth, both in sizes.items()}
    return {depth for depth, size in several.items() if len(size) > 1 and 0 < size[0] < size[1]}


def _usual(sizes: Counter[int]) -> int:
    """The size that most rows have; 0 where there is none."""
    size, number = sizes.most_common(1)[0]
    return size if number >= MOST_ROWS * sizes.total() else 0


def _begins_group(of: Table, settled: Settled) -> bool:
    """Whether a row is the first of its group, and not of its table."""
    group = settled.row.path.rpartition(".")[0]
    first = next((row.path for row in of.rows if row.path.startswith(f"{group}.")), "")
    return first == settled.row.path != of.rows[0].path


def _begins(settled: Settled) -> Iterator[int]:
    """Where the figures of a row begin, if it has no more cells than columns, or a figure for each."""
    cells, filled = settled.row.cells, settled.row.filled
    if filled and (len(cells) == len(settled.target) or len(filled) == len(settled.target)):
        yield cells.index(filled[0]) if len(cells) > len(settled.target) else 0


def shown_of(settled: Settled) -> Iterator[tuple[list[Cell], list[Cell]]]:
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


def _alike(of: Table, rows: Sequence[Settled], open_rows: Sequence[Settled]) -> None:
    """Choose what happened to each group of rows, all together, by what it costs and what the identities say."""
    groups = list(_groups(of, rows, open_rows))
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
            settled.slots = agreed([slots for slots in ways if slots])
            settled.slots = _unpadded(settled) if padded else settled.slots
            settled.hypothesis = _of_lost(settled.slots, rivals, best)
            settled.left = _left_over(settled, best)


def _look_again(of: Table, rows: Sequence[Settled]) -> None:
    """Place rows that were shifted where the sums put them."""
    for settled in shifted(rows):
        if settled.hypothesis is not None and not settled.is_open:
            cells, known = settled.row.cells, {other.row.path: other.slots for other in rows if other.slots is not None}
            ways = [settled.hypothesis.place(cells, start) for start in settled.hypothesis.starts(cells)]
            settled.slots = _least([(weigh(of, known | {settled.row.path: slots}), slots) for slots in ways])


def shifted(rows: Sequence[Settled]) -> list[Settled]:
    """The rows whose labels stand before those of most others at the same depth: so may their figures."""
    labels = [(s.depth, s.row.label.column) for s in rows if s.row.label is not None and s.row.lines[0].grid]
    usual = {depth: column for (depth, column), _ in reversed(Counter(labels).most_common())}
    return [s for s in rows if s.row.label is not None and s.row.label.column < usual.get(s.depth, 0)]


def _least(weighed: Sequence[tuple[float, Slots]]) -> Slots | None:
    """What the cheapest ways to place a row have in common."""
    least = min(cost for cost, _ in weighed)
    return agreed([slots for cost, slots in weighed if cost <= least + MARGIN])


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
    """Whether most rows of a group are left without a total, though figures reach the column before it."""
    for first, total in target.totals if len(placed) > 1 else ():
        last = max((at for at in range(first, total) if at not in hypothesis.lost), default=first)
        without = sum(1 for slots in placed if is_blank(slots[total]))
        if without >= MOST_ROWS * len(placed) and any(not is_blank(slots[last]) for slots in placed):
            return True
    return False


NEARLY_ALL, MOST_ROWS = 0.75, 0.6


def _unpadded(settled: Settled) -> Slots | None:
    """A row that has lost a column, and is filled up with an empty cell where its total was cut off.

    One that has a cell there all the same begins elsewhere, unless the cell is the sum: it is left open.
    """
    slots = settled.slots or ()
    for first, total in settled.target.totals if slots else ():
        numbers = [read_figure(slot.text) if isinstance(slot, Cell) else 0 for slot in slots[first : total + 1]]
        counts = [number for number in numbers if isinstance(number, int)]
        shown = isinstance(slots[total], Cell) and not is_blank(slots[total])
        if shown and not 0 < 2 * counts[-1] == sum(counts):
            return (None,) * len(slots)
    totals = {total for _, total in settled.target.totals}
    return tuple([Mark.MISSING if at in totals and is_blank(slot) else slot for at, slot in enumerate(slots)]) or None


def is_blank(slot: Cell | Mark | None) -> bool:
    """Whether a column has a cell that is empty."""
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
    supposed = hypotheses([settled.row.cells for settled in group.rows], first.target, header)
    for hypothesis in () if group.uneven else supposed:
        way = _way(group, hypothesis)
        if way.placed:
            weighed.append((hypothesis.cost + way.deviation + weigh(of, way.placed), way))
    weighed.sort(key=_first)
    most = min(weighed[0][0] + WITHIN, weighed[min(LIKELY, len(weighed)) - 1][0])
    return [way for cost, way in weighed if cost <= most]


DEVIATES, UNLIKE, NO_TOTALS, NOTHING = 0.5, 1.2, 1.7, 2.5
"""What it costs that a row is not like the others; that groups of rows are not alike, that rows have no totals, or that
nothing explains a group."""


def _left_over(settled: Settled, hypothesis: Hypothesis) -> list[Cell]:
    """The cells of a row that belong to no column of the form."""
    if hypothesis.repeated or settled.slots is None:
        return []
    taken = [slot for slot in settled.slots if isinstance(slot, Cell)]
    return [cell for cell in settled.row.filled if cell not in taken] if hypothesis.extra is not None else []


def agreed(alternatives: Sequence[Slots]) -> Slots | None:
    """What all ways to place a row have in common; `None` stands where they differ."""
    if not alternatives:
        return None
    return tuple(map(_common, zip(*alternatives, strict=True)))


def _common(ways: Sequence[Cell | Mark | None]) -> Cell | Mark | None:
    """What all ways to fill a column have in common: a cell, or that there is no figure, if they differ in how."""
    if all(_same(ways[0], other) for other in ways[1:]):
        return ways[0]
    return Mark.MISSING if all(way is Mark.MISSING or is_blank(way) for way in ways) else None


def _same(one: Cell | Mark | None, other: Cell | Mark | None) -> bool:
    if isinstance(one, Cell) and isinstance(other, Cell):
        return one.text == other.text
    return one is other


def _alone(of: Table, known: dict[str, Slots], alike: Sequence[Settled], settled: Settled) -> None:
    """Place a row that is not like the others: it has a cell too many, or may begin in several places."""
    alternatives = list(_alternatives(alike, settled))
    if not alternatives:
        return
    weighed = [(cost + weigh(of, known | {settled.row.path: slots}), slots) for cost, slots, _ in alternatives]
    settled.slots = _least(weighed)
    settled.alone = alternatives[weighed.index(min(weighed, key=_first))][2]


def _alternatives(rows: Sequence[Settled], settled: Settled) -> Iterator[tuple[float, Slots, str]]:
    """The ways to place a row by itself: what it costs, the cells in their columns, and what happened."""
    cells, target = settled.row.cells, settled.target
    if len(target.rows) > 1:
        yield from _with_some_lost(settled)
    lost = lost_beside(rows, settled)
    for hypothesis in hypotheses([cells], target, settled.header):
        if hypothesis.lost == lost:
            for start in hypothesis.starts(cells):
                yield hypothesis.cost, hypothesis.place(cells, start), hypothesis.accident
    for shown in (settled.row.filled, cells) if len(cells) > len(settled.row.filled) else (cells,):
        if target.totals and len(shown) == len(target) + 1:
            for joined in split_numbers(shown):
                yield ACCIDENTS["number split"], joined, "number split"


def _with_some_lost(settled: Settled) -> Iterator[tuple[float, Slots, str]]:
    """The ways in which the one row of a table has lost some cells, and all its sums can still be right."""
    cells, width = settled.row.cells, len(settled.target)
    missing = width - len(cells)
    if len(settled.row.filled) < len(cells) or not 0 < missing <= MOST_LOST:
        return
    for lost in combinations(range(width), missing):
        slots = Hypothesis(EMPTY_LOST, 0.0, width, frozenset(lost)).place(cells, 0)
        if not weigh_row(settled.target, slots) > 0:
            yield ACCIDENTS["columns lost"], slots, EMPTY_LOST

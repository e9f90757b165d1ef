"""What is read of a table: the cheapest explanation, where no rival puts a figure elsewhere, and a finding an accident."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations, islice, product

from attrs import define, field, frozen

from gov_info_report.document import Cell
from gov_info_report.findings import Finding, find
from gov_info_report.model import NUMBERS, Figure, Mark, Table, Unreadable
from gov_info_report.parsing.alignment import Aligned, AlignedRow
from gov_info_report.parsing.glue import cuts
from gov_info_report.parsing.hypotheses import Header, Layout, Slots, Target, header_of, layouts, target_of, weigh
from gov_info_report.recognise import adds_up, converts, may_have_slid, printed_unit, read_figure

__all__ = ["PlacedRow", "settle"]

MARGIN = 0.99
"""An explanation that costs no more than this above the cheapest is its rival."""

MOST = 600
"""So many explanations of a table are weighed at the most."""

PLAIN = frozenset({"as printed", "empty cells beside", "merged cells repeated", "columns without a name lost"})
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
    """A row whose cells are being placed; `accident` is what moved them, `left` the cells that belong to no column."""

    row: AlignedRow
    target: Target
    slots: Slots | None = None
    accident: str = "as printed"
    layout: Layout | None = None
    left: list[Cell] = field(factory=list)

    @property
    def depth(self) -> int:
        """How deep the row's label stands in the groups of its table."""
        return self.row.path.count(".")

    def take(self, layout: Layout) -> Slots:
        """The row's cells as a layout places them."""
        return layout.place(self.row.cells)


def settle(found: Aligned, of: Table) -> tuple[list[PlacedRow], list[Finding]]:
    """The rows of a table with every figure in its column, and a finding for each accident."""
    rows = [_Settled(row, target) for row in found.rows if (target := target_of(row.path, of)) is not None]
    waiting = [settled for settled in rows if not _is_full(settled)]
    if any(settled.row.filled for settled in waiting):
        _explain(of, rows, waiting)
    for settled in waiting:
        if not settled.row.filled and settled.row.sure:
            settled.slots = _empty(rows, settled)
    findings = [*_about(rows, of)]
    placed = [_placed(settled) for settled in rows]
    for row in placed:
        findings += _about_units(row)
    return placed, findings


def _is_full(settled: _Settled) -> bool:
    """Whether a row has a figure for each column; it stands as it is printed, and tells nothing of other rows."""
    row, width = settled.row, len(settled.target)
    if not row.sure or row.glued or len(row.cells) != width or len(row.filled) != width:
        return False
    settled.slots = tuple(row.cells)
    return True


def _empty(rows: Sequence[_Settled], settled: _Settled) -> Slots:
    """A row that has empty cells, or none at all: the columns that rows beside it have lost are missing."""
    cells, lost = settled.row.cells, _lost_beside(rows, settled)
    slots: list[Cell | Mark] = []
    for at in range(len(settled.target)):
        there = bool(cells) and at not in lost
        slots.append((cells[at] if at < len(cells) else Mark.BLANK) if there else Mark.MISSING)
    return tuple(slots)


# Explaining what is not as the form has it


def _explain(of: Table, rows: Sequence[_Settled], waiting: Sequence[_Settled]) -> None:
    """Place the rows that are not full: all alike where that explains them, else each by itself."""
    headers = {id(s.row.header): header_of(of.name, s.row.header, s.target) for s in rows}
    open_rows = [settled for settled in waiting if settled.row.filled and settled.row.sure]
    for settled in open_rows:
        if settled.row.glued:
            cells = settled.row.filled
            settled.slots = _agreed(cuts("".join([cell.text for cell in cells]), cells[0], settled.target))
        elif settled.row.exact:
            _by_column(settled, headers[id(settled.row.header)])
    open_rows = [settled for settled in open_rows if settled.slots is None and not settled.row.glued]
    if groups := _groups(open_rows, rows):
        _alike(of, rows, groups, headers)
    for settled in open_rows:
        if settled.slots is None:
            _alone(of, rows, settled, headers[id(settled.row.header)])


def _by_column(settled: _Settled, header: Header) -> None:
    """Place a row of a grid whose header names every column, each once: a cell belongs to the name above it."""
    if header.own or sorted(header.names) != sorted(settled.target.names) or len(set(header.at)) < len(header.at) or -1 in header.at:
        return
    at = dict(zip(header.names, header.at, strict=True))
    cells = {cell.column: cell for cell in settled.row.cells}
    if cells.keys() == set(header.at):
        settled.slots = tuple(cells[at[name]] for name in settled.target.names)


def _groups(open_rows: Sequence[_Settled], rows: Sequence[_Settled]) -> list[list[_Settled]]:
    """Rows that are alike: most of those at their depth have as many cells."""
    counts: dict[int, Counter[int]] = {}
    for settled in rows:
        if settled.row.filled and not settled.row.glued and len(settled.target) == len(rows[0].target):
            counts.setdefault(settled.depth, Counter())[len(settled.row.cells)] += 1
    groups: dict[tuple[int, int], list[_Settled]] = {}
    for settled in open_rows:
        count = len(settled.row.cells)
        of_depth = counts.get(settled.depth, Counter())
        if len(settled.target) != len(rows[0].target):
            groups.setdefault((id(settled), count), []).append(settled)
        elif of_depth and of_depth[count] == max(of_depth.values()):
            groups.setdefault((settled.depth if count < len(settled.target) else 0, count), []).append(settled)
    return list(groups.values())


def _alike(of: Table, rows: Sequence[_Settled], groups: list[list[_Settled]], headers: dict[int, Header]) -> None:
    """Choose a layout for each group of rows, all together, by what they cost and what the identities say."""
    choices = [_likely(of, group, headers[id(group[0].row.header)]) for group in groups]
    known = {settled.row.path: settled.slots for settled in rows if settled.slots is not None}
    weighed: list[tuple[float, tuple[Layout | None, ...]]] = []
    for chosen in islice(product(*choices), MOST):
        placed = dict(known)
        for group, layout in zip(groups, chosen, strict=True):
            if layout is not None:
                placed.update({settled.row.path: settled.take(layout) for settled in group})
        accidents = {(layout.accident, layout.lost): layout.cost for layout in chosen if layout}
        weighed.append((sum(accidents.values()) + weigh(of, placed), chosen))
    least, best = min(weighed, key=_first)
    rivals = [chosen for cost, chosen in weighed if cost <= least + MARGIN]
    for at, group in enumerate(groups):
        layout = best[at]
        if layout is not None:
            for settled in group:
                settled.slots = _agreed([settled.take(other) for chosen in rivals if (other := chosen[at])])
                settled.accident, settled.layout = layout.accident, layout
                settled.left = _left_over(settled, layout)


def _first(entry: tuple[float, object]) -> float:
    return entry[0]


LIKELY, WITHIN = 8, 2.0
"""So many layouts of a group are weighed with those of the others, if they cost no more than this above the best."""


def _likely(of: Table, group: Sequence[_Settled], header: Header) -> Sequence[Layout | None]:
    """The layouts of a group of rows that its own sums do not speak against."""
    found = layouts([settled.row.cells for settled in group], group[0].target, header)
    weighed = [
        (layout.cost + weigh(of, {settled.row.path: settled.take(layout) for settled in group}), layout)
        for layout in found
    ]
    weighed.sort(key=_first)
    return [layout for cost, layout in weighed[:LIKELY] if cost <= weighed[0][0] + WITHIN] or [None]


def _left_over(settled: _Settled, layout: Layout) -> list[Cell]:
    taken = {
        at for places in layout.take if places is not None for at in ((places,) if isinstance(places, int) else places)
    }
    if layout.accident == "merged cells repeated":
        return []
    return [cell for at, cell in enumerate(settled.row.cells) if at not in taken and cell.text]


def _agreed(alternatives: Sequence[Slots]) -> Slots | None:
    """What all ways to place a row have in common; `None` stands where they differ."""
    if not alternatives:
        return None
    agreed = []
    for slots in zip(*alternatives, strict=True):
        first = slots[0]
        same = all(_same(first, slot) for slot in slots[1:])
        agreed.append(first if same else None)
    return tuple(agreed)


def _same(one: Cell | Mark | None, other: Cell | Mark | None) -> bool:
    if isinstance(one, Cell) and isinstance(other, Cell):
        return one.text == other.text
    return one is other


def _alone(of: Table, rows: Sequence[_Settled], settled: _Settled, header: Header) -> None:
    """Place a row that is not like the others: it lacks empty cells, or has a cell too many."""
    alternatives = list(_alternatives(rows, settled, header))
    if not alternatives:
        return
    known = {other.row.path: other.slots for other in rows if other.slots is not None}
    weighed = [
        (cost + weigh(of, known | {settled.row.path: slots}), slots, layout) for cost, slots, layout in alternatives
    ]
    least = min(cost for cost, _, _ in weighed)
    settled.slots = _agreed([slots for cost, slots, _ in weighed if cost <= least + MARGIN])
    best = min(weighed, key=lambda entry: entry[0])[2]
    settled.accident = best.accident if best else "blanks dropped"
    settled.left = _left_over(settled, best) if best else []


def _alternatives(
    rows: Sequence[_Settled], settled: _Settled, header: Header
) -> Iterator[tuple[float, Slots, Layout | None]]:
    """The ways to place a row by itself."""
    lost = _lost_beside(rows, settled)
    for layout in layouts([settled.row.cells], settled.target, header):
        if layout.lost == lost:
            yield layout.cost, settled.take(layout), layout


def _lost_beside(rows: Sequence[_Settled], settled: _Settled) -> frozenset[int]:
    """The columns that rows at the same depth have lost."""
    others = (other for other in rows if other is not settled and other.depth == settled.depth and other.layout)
    return next((other.layout.lost for other in others if other.layout), frozenset())


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


def _spans(rows: Sequence[_Settled]) -> list[object]:
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
    printed = "\n".join([settled.row.raw for settled in rows])
    return find(code, paths, spans, actual=printed, detail=printed)


def _is_doubtful(settled: _Settled) -> bool:
    """Whether a row stands as it is printed, though its empty cells could hide that its numbers slid."""
    if settled.slots is None or None in settled.slots or settled.row.exact or settled.row.glued:
        return False
    texts = [slot.text if isinstance(slot, Cell) else "" for slot in settled.slots]
    if not may_have_slid(texts, settled.target.names):
        return False
    return adds_up(tuple(texts), settled.target.names) is not True


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

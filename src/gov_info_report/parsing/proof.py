"""Which column a number belongs to where cells were lost, or are too many: by the identities, or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import combinations, pairwise
from math import comb
from typing import TypeAlias

from attrs import define

from gov_info_report.balance import Contradiction, Identity, Intervals, assess, system, tighten
from gov_info_report.balance.bounds import UNBOUNDED
from gov_info_report.document import Cell, Span
from gov_info_report.findings import Finding, find
from gov_info_report.model import Figure, Mark, Table, Unreadable
from gov_info_report.parsing.evidence import Slots, Target, in_reading_order
from gov_info_report.parsing.rows import FoundRow
from gov_info_report.recognise import may_have_slid, read_figure

__all__ = ["could_move", "prove"]

UNKNOWN = (0, UNBOUNDED)

MOST_PLACEMENTS = 700
"""A row with more ways to place its numbers than this is undecided without trying."""

Way: TypeAlias = tuple[int | None, ...]
"""A number for each column that gets one, `None` for each that does not; other cells `NO_NUMBER`."""

NO_NUMBER = -(10**30)
"""No figure that can be printed; a change may be -1."""

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
    """A row whose numbers could stand in several ways, and the places of its columns in the table.

    `shown` is the way that the page shows, which stands unless the identities exclude it; `printed` stands where they
    exclude every way.
    """

    row: int
    at: tuple[int, ...]
    ways: _Ways
    shown: Slots | None
    printed: Slots | None


def prove(of: Table, rows: Sequence[FoundRow], targets: Sequence[Target], slots: list[Slots | None]) -> list[Finding]:
    """Fill the slots that the identities decide, in place; a finding for every row that position does not tell.

    Beside rows without slots these are rows whose numbers may have slid, where the identities gainsay their places.
    """
    places = {path: place for place, path in enumerate(of.paths)}
    at = [tuple([places[path] for path in target.paths]) for target in targets]
    slides = _gainsaid(of, targets, slots, at)
    bounds, doubts = _weighed(of, rows, targets, slots, at, slides)
    if bounds is None and slides:
        told = _decided(doubts[-len(slides) :], rows, targets, slots, None)
        bounds, doubts = _weighed(of, rows, targets, slots, at, [])
        return [*_decided(doubts, rows, targets, slots, bounds), *told]
    return _decided(doubts, rows, targets, slots, bounds)


def could_move(slots: Slots, target: Target) -> bool:
    """Whether a row's numbers may have slid, and are not all 0, which could stand anywhere."""
    texts = [slot.text if isinstance(slot, Cell) else "" for slot in slots]
    return "" in texts and not {*texts} <= {"", "0"} and may_have_slid(texts, target.names)


def _gainsaid(
    of: Table, targets: Sequence[Target], slots: Sequence[Slots | None], at: Sequence[tuple[int, ...]]
) -> list[int]:
    """The rows that may have slid, and either break an identity as they stand, or end in the sum of their numbers."""
    rows = [
        row
        for row, (chosen, target) in enumerate(zip(slots, targets, strict=True))
        if chosen is not None and could_move(chosen, target)
    ]
    if not rows:
        return []
    known = _known(of, targets, slots, at, [])
    broken = {
        place
        for each in assess(system(of.name, of.edition), known)
        if each.state == "broken"
        for place in each.identity.places
    }
    return [row for row in rows if not broken.isdisjoint(at[row]) or _ends_in_sum(of, at[row], slots[row] or ())]


def _ends_in_sum(of: Table, at: tuple[int, ...], slots: Slots) -> bool:
    """Whether all but the last column of a row with a total are filled, and the last number would be that total."""
    numbers = [read_figure(slot.text) for slot in slots[:-1] if isinstance(slot, Cell) and slot.text]
    counts = [number for number in numbers if isinstance(number, int)]
    full = len(_own_identities(of, at)) == 1 and len(counts) == len(slots) - 1
    return full and 2 * counts[-1] == sum(counts) > 0


def _known(
    of: Table,
    targets: Sequence[Target],
    slots: Sequence[Slots | None],
    at: Sequence[tuple[int, ...]],
    doubted: Sequence[int],
) -> list[Figure]:
    """The figures of the table as far as they are in place; of rows printed twice, the first."""
    known: list[Figure] = [Mark.MISSING] * len(of.paths)
    for row, (target, chosen) in enumerate(zip(targets, slots, strict=True)):
        if chosen is not None and row not in doubted:
            for place, slot, unit in zip(at[row], chosen, target.units, strict=True):
                if isinstance(slot, Cell) and known[place] is Mark.MISSING:
                    known[place] = read_figure(slot.text, unit)
    return known


def _weighed(
    of: Table,
    rows: Sequence[FoundRow],
    targets: Sequence[Target],
    slots: Sequence[Slots | None],
    at: Sequence[tuple[int, ...]],
    slides: Sequence[int],
) -> tuple[Intervals | None, list[_Doubt]]:
    """What the identities leave of every row in doubt; no bounds where the figures contradict each other."""
    known = _known(of, targets, slots, at, slides)
    all_identities = system(of.name, of.edition)
    broken = {each.identity for each in assess(all_identities, known) if each.state == "broken"}
    identities = [identity for identity in all_identities.identities if identity not in broken]
    bounds = [(figure, figure) if isinstance(figure, int) else UNKNOWN for figure in known]
    doubts: list[_Doubt] = []
    for row in [*(row for row, chosen in enumerate(slots) if chosen is None), *slides]:
        found, target, own = rows[row], targets[row], _own_identities(of, at[row])
        named = not any(name.startswith("?") for name in found.header)
        ways = _ways(tuple([cell.text for cell in found.filled]), found.glued, len(target), own, named)
        shown = slots[row]
        in_sum = shown is not None and _ends_in_sum(of, at[row], shown)
        printed = None if in_sum else shown
        if shown is None:
            full = tuple(found.filled) if len(found.filled) == len(target) else None  # a name in the header misprinted
            ordered = None if named else in_reading_order(found, target)
            shown = next((each for each in (full, ordered) if each and _keeps(_way(each), own)), None)
            ways = _Ways([_way(shown)]) if shown else ways
        elif in_sum or _way(shown) not in list(ways):
            shown = None
        doubts.append(_Doubt(row, at[row], ways, shown, printed))
    consistent = _propagate(identities, bounds, [doubt for doubt in doubts if doubt.ways])
    return bounds if consistent else None, doubts


@cache
def _own_identities(of: Table, at: tuple[int, ...]) -> Own:
    columns = {place: column for column, place in enumerate(at)}
    return tuple(
        (tuple(columns[place] for place in identity.left), tuple(columns[place] for place in identity.right))
        for identity in system(of.name, of.edition).identities
        if all(place in columns for place in (*identity.left, *identity.right))
    )


@lru_cache(maxsize=1024)
def _ways(texts: tuple[str, ...], glued: bool, width: int, own: Own, named: bool) -> _Ways:
    """Every way in which the figures of a row can fill its columns in order, the leftmost first.

    `named` says that the header names no column that the form has not: a cell too many is then one of two that hold
    one number, if the identities of the row can hold so. Kept, as what follows is, since the rows of a
    table that lost a column are alike.
    """
    if glued:
        return _Ways(_cuts(texts[0], width, own))
    if len(texts) == width + 1:
        joined = [way for way in map(_way_of, _joined(texts)) if _keeps(way, own)]
        parted = [way for way in map(_way_of, _parted(texts)) if _keeps(way, own)]
        sure = named and joined and (own or width == 1)
        return _Ways(joined if sure else dict.fromkeys((*parted, *joined)))
    return _Ways(_fills(_numbers(texts), width, own))


def _numbers(texts: Sequence[str]) -> tuple[int, ...]:
    figures = map(read_figure, texts)
    return tuple([figure if isinstance(figure, int) else NO_NUMBER for figure in figures])


def _fills(numbers: tuple[int, ...], width: int, own: Own) -> tuple[Way, ...]:
    """The ways to place too few numbers: some columns stay empty."""
    if comb(width, len(numbers)) > MOST_PLACEMENTS:
        return ()
    places = combinations(range(width), len(numbers))
    ways = (tuple(map(dict(zip(columns, numbers, strict=True)).get, range(width))) for columns in places)
    return tuple(way for way in ways if _keeps(way, own))


Choice: TypeAlias = tuple[tuple[int, str], ...]
"""For each column the place of its cell, and the text that it holds."""


def _parted(texts: Sequence[str]) -> Iterator[Choice]:
    """The ways to read one cell too many as the cell of a column that the form has not."""
    cells = tuple(enumerate(texts))
    if NO_NUMBER not in _numbers(texts):
        yield from ((*cells[:at], *cells[at + 1 :]) for at in range(len(texts)))


def _joined(texts: Sequence[str]) -> Iterator[Choice]:
    """The ways to read one cell too many as a part of its neighbour's number; what alone is no figure must be one."""
    cells = tuple(enumerate(texts))
    no_figures = {at for at, text in cells if isinstance(read_figure(text), Unreadable)}
    for at, (one, other) in enumerate(pairwise(texts)):
        digits = one != "0" and _DIGITS.fullmatch(one) and _DIGITS.fullmatch(other)
        if digits and _NUMBER.fullmatch(one + other) and no_figures <= {at, at + 1}:
            yield (*cells[:at], (at, one + other), *cells[at + 2 :])


def _way_of(choice: Choice) -> Way:
    return _numbers([text for _, text in choice])


_DIGITS = re.compile(r"[\d.]+", re.ASCII)
_NUMBER = re.compile(r"(?:0|[1-9]\d{0,17})(?:\.\d{1,18})?", re.ASCII)


def _cuts(digits: str, width: int, own: Own) -> tuple[Way, ...]:
    """The ways to cut digits that run together into a number for each column; no number begins with a 0."""
    if not digits.isdecimal() or len(digits) < width or comb(len(digits) - 1, width - 1) > MOST_PLACEMENTS:
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
        if new is not None and new != old and new[0] >= 0
    ]
    return left, tuple(narrowed)


def _fits(way: Way, bounds: tuple[tuple[int, int], ...]) -> bool:
    for number, (low, high) in zip(way, bounds, strict=True):
        if number is not None and number >= 0 and not low <= number <= high:
            return False
    return True


def _decided(
    doubts: Sequence[_Doubt],
    rows: Sequence[FoundRow],
    targets: Sequence[Target],
    slots: list[Slots | None],
    bounds: Intervals | None,
) -> list[Finding]:
    """Place the numbers of every row in doubt, in place; a finding for each that the page does not place itself."""
    told: list[Finding] = []
    for doubt in doubts:
        row, target, printed = rows[doubt.row], targets[doubt.row], slots[doubt.row]
        chosen, way = _decide(doubt, row, len(target), bounds)
        slots[doubt.row] = chosen
        if chosen is not printed:
            label = row.label.text if row.label else "数据行"  # a table's one row has no label
            code = "cell-undecided" if way is None else "cell-reassigned"
            placed = "、".join(
                name for name, number in zip(target.labels, way or (), strict=False) if number is not None
            )
            told.append(find(code, target.paths, _spans(chosen), label=label, actual=row.raw, detail=placed))
    return told


def _decide(doubt: _Doubt, row: FoundRow, width: int, bounds: Intervals | None) -> tuple[Slots, Way | None]:
    """The row's numbers where the page shows them, where one way is left, or all ways complete to the same table.

    Where several are left, the columns on which all agree are placed, and the others stay unread. Where none is,
    the office itself has added wrongly: numbers stand where they are printed, if that is anywhere.
    """
    if doubt.shown is not None and (bounds is None or _way(doubt.shown) in list(doubt.ways)):
        return doubt.shown, _way(doubt.shown)
    if bounds is None or not doubt.ways:
        return doubt.printed or _undecided(row, width), None
    if len(doubt.ways) > 1 and any(bounds[place][0] < bounds[place][1] for place in doubt.at):
        return _agreed(row, doubt.ways), None
    return _slots(row, doubt.ways[0]), doubt.ways[0]


def _way(slots: Slots) -> Way:
    """The way that a row goes whose cells are in place."""
    return tuple([_numbers([slot.text])[0] if isinstance(slot, Cell) and slot.text else None for slot in slots])


def _slots(row: FoundRow, way: Way) -> tuple[Cell | Mark, ...]:
    """The cells that a way puts into the columns; numbers that were cut get cells of their own."""
    if len(row.filled) == len(way) - way.count(None):
        left = iter(row.filled)
        return tuple([Mark.MISSING if number is None else next(left) for number in way])
    if row.glued:
        return tuple(row.filled[0]._replace(text=str(number)) for number in way)
    texts = [cell.text for cell in row.filled]
    choice = next(choice for choice in (*_parted(texts), *_joined(texts)) if _way_of(choice) == way)
    return tuple(row.filled[place]._replace(text=text) for place, text in choice)


def _agreed(row: FoundRow, ways: Sequence[Way]) -> Slots:
    unread = Unreadable(" ".join(cell.text for cell in row.filled))
    slots: list[Cell | Mark | Unreadable] = []
    for slot, numbers in zip(_slots(row, ways[0]), zip(*ways, strict=True), strict=True):
        agree = len(set(numbers)) == 1 and NO_NUMBER not in numbers
        slots.append(slot if agree else unread)
    return tuple(slots)


def _spans(slots: Slots) -> tuple[Span | None, ...]:
    return tuple([slot.span if isinstance(slot, Cell) else None for slot in slots])


def _undecided(found: FoundRow, width: int) -> Slots:
    """The numbers from the left, each kept as it is printed and none of them read; the rest is missing."""
    numbers = [Unreadable(cell.text) for cell in found.filled]
    return (*numbers[:width], *(Mark.MISSING for _ in range(width - len(numbers))))

"""Which column each cell of a table belongs to: as the page prints it, or with the fewest accidents that explain it.

A hypothesis says for all rows alike, per depth of their labels, which cell fills which column. All of them come from
one list of accidents, `ACCIDENTS`, and each is weighed against all identities of the table at once. Those may be
broken: offices add wrongly, and a wrong figure must not cost its table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import combinations, pairwise
from typing import TypeAlias

from attrs import field, frozen

from gov_info_report.document import Cell
from gov_info_report.model import Column, Mark, Row, Table, on_new_aliases
from gov_info_report.recognise import COUNTS, Label, LabelKind, Piece, parts_of, read_figure
from gov_info_report.recognise.labels import fold

__all__ = [
    "ACCIDENTS",
    "BROKEN",
    "MOST_LOST",
    "NO_HEADER",
    "WIDEST",
    "Header",
    "Hypothesis",
    "Slots",
    "Target",
    "columns_of",
    "header_of",
    "hypotheses",
    "split_numbers",
    "sums_hold",
    "target_of",
    "unnamed",
    "weigh",
    "weigh_row",
]

Slots: TypeAlias = "tuple[Cell | Mark | None, ...]"
"""For each column of a row its cell, or the mark that stands where there is none; `None` where it cannot be known."""

ACCIDENTS: Mapping[str, float] = {
    "as printed": 0.0,
    "merged cells repeated": 0.2,  # what spans several columns is printed in each of them
    "columns without a name lost": 0.4,  # what the header lacks, the rows lack
    "column of the office's own": 0.4,  # the header names a column that the form has not, such as 小计
    "column without a name": 2.0,  # figures stand in a column that the header lacks
    "last columns lost": 2.0,  # the rows are cut off at the end
    "column too many": 2.0,  # a column that no header names
    "number split": 2.0,  # one number runs over two cells
    "columns lost": 2.6,  # others than those that the header lacks
}
"""What may have happened to the columns of a table, and what it costs to suppose it."""

BROKEN = 1.0
"""What an identity costs that does not hold."""

HOLDS = 0.1
"""What an identity gains that holds for figures that are not all zero."""


@frozen(eq=False)
class Target:
    """What a row of the page is to fill: the columns of one row of the form, or of all rows of its table."""

    path: str
    rows: tuple[Row, ...]
    columns: tuple[Column, ...] = field(init=False)
    names: tuple[str, ...] = field(init=False)
    paths: tuple[str, ...] = field(init=False)
    units: tuple[str, ...] = field(init=False)
    totals: tuple[tuple[int, int], ...] = field(init=False)
    """Where the parts of each total begin, and where it stands."""

    @columns.default
    def _columns(self) -> tuple[Column, ...]:
        return tuple(column for row in self.rows for column in row.columns)

    @names.default
    def _names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @paths.default
    def _paths(self) -> tuple[str, ...]:
        return tuple(path for row in self.rows for path in row.paths)

    @units.default
    def _units(self) -> tuple[str, ...]:
        return tuple(column.term.unit for column in self.columns)

    @totals.default
    def _totals(self) -> tuple[tuple[int, int], ...]:
        totals = [at for at, column in enumerate(self.columns) if column.term.sums]
        return tuple((at - self.columns[at].index, at) for at in totals)

    def __len__(self) -> int:
        return len(self.columns)


@cache
def target_of(path: str, of: Table) -> Target | None:
    """What a row with this path is to fill in an edition's table; `None` where the edition has no such row."""
    rows = tuple(row for row in of.rows if path in (row.path, of.name))
    return Target(path, rows) if rows else None


# Headers


@frozen
class Header:
    """What a header says: which columns it names, in the order of print, and where they stand in a grid.

    `own` are the columns before those that the form has not, "" for none; `own_at` is where such columns stand in a
    grid, or the names above labels. `order` says at which place each column of the form is printed, where all of them
    are named whole, side by side, and in another order than the form's; where the names may be `torn` apart, the form's
    is as likely.
    """

    names: tuple[str, ...] = ()
    at: tuple[int, ...] = ()
    own: tuple[str, ...] = ()
    own_at: tuple[int, ...] = ()
    order: tuple[int, ...] = ()
    torn: bool = False


NO_HEADER = Header()


_Printed: TypeAlias = tuple[tuple[Label, ...], str, int, bool]
"""A cell of a header: its labels, its words and its column, and whether it is no label beside the name of a column."""


def header_of(of: str, pieces: Sequence[Piece], target: Target) -> Header:
    """The columns that a header names, whole or in parts."""
    printed: list[_Printed] = []
    for labels, cell in [(piece.labels, piece.cell) for piece in pieces]:
        beside = not labels and any(cell.place == other.cell.place for other in pieces if _names_column(other.labels))
        printed.append((labels, cell.text, cell.column, beside))
    return _header(of, tuple(printed), target)


def _names_column(labels: Sequence[Label]) -> bool:
    return any(label.kind is LabelKind.COLUMN for label in labels)


@lru_cache(maxsize=1024)
def _header(of: str, printed: tuple[_Printed, ...], target: Target) -> Header:
    """The same; kept, since most tables have the same headers."""
    names: dict[str, int] = {}
    own: list[str] = []
    own_at: list[int] = []
    parts: list[tuple[str, int]] = []
    for labels, words, column, beside in printed:
        named = next((label.name for label in labels if label.kind is LabelKind.COLUMN), None)
        if named is not None:
            names.setdefault(named, column)
        elif not labels:
            if _is_own(words) and not parts_of(of, words):
                before = next(reversed(names), "")
                own += [before] if beside or column >= names.get(before, column + 1) else []
                own_at.append(column)
            parts += [(fold(word), column) for word in words.split()]
    pieced: list[tuple[int, ...]] = []
    for missing in target.columns:
        if parts and missing.name not in names:
            found = (_in_parts(fold(label), parts) for label in (missing.term.label, *missing.term.aliases))
            if columns := next(filter(None, found), ()):
                names[missing.name] = columns[0]
                pieced.append(columns)
    order = _other_order(printed, target)
    if pieced and all(len({*columns}) == 1 for columns in pieced) and not _names_twice(printed):
        order = _order_of_columns(names, target)
    return Header(tuple(names), tuple(names.values()), tuple(own), tuple(own_at), order)


on_new_aliases(_header.cache_clear)


def _other_order(cells: Sequence[_Printed], target: Target) -> tuple[int, ...]:
    """At which place each column is printed, if a header names them in another order than the form's.

    A total that is named second stands above the names that follow, and is last, unless the names are cells side by
    side. The one row of table 4 has its columns once for each block, and the blocks may have another order, too.
    """
    once = _once(cells)
    if len(target.rows) > 1:
        return _order_of_blocks(once if sum(map(bool, map(_named, once))) == len(target) else cells, target)
    cells, whole = once, [_named(cell) for cell in once]
    printed = [name for name in whole if name]
    if tuple(printed) == target.names:
        return ()
    names = list(dict.fromkeys(printed))
    at = [column for (_, _, column, _), name in zip(cells, whole, strict=True) if name]
    if names[1:2] == ["total"] and any(first >= second for first, second in pairwise(at)):
        names = [*(name for name in names if name != "total"), "total"]
    if len(names) < len(printed) or tuple(names) == target.names or sorted(names) != sorted(target.names):
        return ()  # what is named twice says nothing of an order
    moved = [name for name, own in zip(names, target.names, strict=True) if name != own]
    first, last = sorted([whole.index(moved[0]), whole.index(moved[-1])])
    between = zip(cells[first : last + 1], whole[first : last + 1], strict=True)
    if any(not name and not _stands_above(labels) for (labels, _, _, _), name in between):
        return ()
    return tuple(names.index(name) for name in target.names)


def _named(cell: _Printed) -> str:
    """The column that a cell of a header names whole."""
    return next((label.name for label in cell[0] if label.kind is LabelKind.COLUMN), "")


def _once(cells: Sequence[_Printed]) -> list[_Printed]:
    """The cells of a header without the names that a merged cell repeats in the lines below, in the same column."""
    kept: dict[tuple[str, int], _Printed] = {}
    for at, cell in enumerate(cells):
        name = _named(cell)
        kept.setdefault((name, cell[2] if name else at), cell)
    return list(kept.values())


def _names_twice(cells: Sequence[_Printed]) -> bool:
    """Whether a header names a column again, elsewhere."""
    names = [name for name in map(_named, _once(cells)) if name]
    return len(set(names)) < len(names)


def _stands_above(labels: Sequence[Label]) -> bool:
    """Whether a label names what stands above columns, such as 法人或其他组织."""
    return bool(labels) and labels[0].kind is LabelKind.HEADING


def _order_of_blocks(cells: Sequence[_Printed], target: Target) -> tuple[int, ...]:
    """The same for a row that stands for all rows of its table, whose columns are named one block after the other."""
    width = len(target.rows[0].columns)
    paths = [row.path for row in target.rows]
    printed = [name for name in map(_named, cells) if name]
    rows = [label.name for labels, _, _, _ in cells for label in labels[:1] if label.name in paths]
    blocks = list(dict.fromkeys(rows)) if sorted(set(rows)) == sorted(paths) else paths
    names = [printed[at : at + width] for at in range(0, len(printed), width)]
    own = [column.name for column in target.rows[0].columns]
    if len(printed) != len(target) or any(sorted(block) != sorted(own) for block in names):
        names = [own for _ in paths]
    order = tuple(
        blocks.index(row.path) * width + names[blocks.index(row.path)].index(column.name)
        for row in target.rows
        for column in row.columns
    )
    return order if order != tuple(range(len(target))) else ()


def _order_of_columns(names: Mapping[str, int], target: Target) -> tuple[int, ...]:
    """The same for names whose parts stand one above the other: each in a column of its own."""
    columns = sorted(names.values())
    if sorted(names) != sorted(target.names) or len({*columns}) < len(columns):
        return ()
    order = tuple(columns.index(names[name]) for name in target.names)
    return order if order != tuple(range(len(target))) else ()


def _in_parts(label: str, parts: Sequence[tuple[str, int]]) -> tuple[int, ...]:
    """The columns of the words that are a label together: one after the other, or one above the other."""
    for start, (word, column) in enumerate(parts):
        if label.startswith(word):
            rest, columns = label[len(word) :], [column]
            for after, beside in parts[start + 1 :]:
                if rest.startswith(after):
                    rest = rest.removeprefix(after)
                    columns.append(beside)
            if not rest:
                return tuple(columns)
    return ()


LONGEST_OWN = 8


def _is_own(text: str) -> bool:
    """Whether a word of a header names a column of the office's own, and is no remark."""
    return len(text) <= LONGEST_OWN and any(map(str.isalpha, text)) and not any(map(str.isdigit, text))


# The list of what may have happened


@frozen
class Hypothesis:
    """What may have happened to all rows of a table that are alike.

    `lost` are the columns that they have no cells for, `extra` is the place of a cell that belongs to no column.
    `accident` is the gravest thing that it supposes, `cost` what all of them cost. Where it is `repeated`, every cell
    is printed several times.
    """

    accident: str
    cost: float
    width: int
    lost: frozenset[int] = frozenset()
    extra: int | None = None
    repeated: bool = False

    @property
    def size(self) -> int:
        """How many cells stand side by side in a row."""
        return self.width - len(self.lost) + (self.extra is not None)

    def starts(self, cells: Sequence[Cell]) -> list[int]:
        """Where the cells of the columns can begin in a row: what stands before and after them is empty."""
        if self.repeated:
            return [0] if _repeats(cells, self.width) else []
        first = next(at for at, cell in enumerate(cells) if cell.text)
        last = max(at for at, cell in enumerate(cells) if cell.text)
        return list(range(max(0, last - self.size + 1), min(first, len(cells) - self.size) + 1))

    def place(self, cells: Sequence[Cell], start: int) -> Slots:
        """The cells of a row in their columns."""
        if self.repeated:
            return tuple(cells[:: len(cells) // self.width])
        side_by_side = [cells[at] for at in range(start, start + self.size) if at - start != self.extra]
        kept = iter(side_by_side)
        return tuple([Mark.MISSING if at in self.lost else next(kept) for at in range(self.width)])


def _repeats(cells: Sequence[Cell], width: int) -> bool:
    """Whether a row prints each of its cells several times, since they were merged."""
    step, rest = divmod(len(cells), width)
    return (
        step > 1
        and not rest
        and all(len({cell.text for cell in cells[at : at + step]}) == 1 for at in range(0, len(cells), step))
    )


def split_numbers(cells: Sequence[Cell]) -> Iterator[tuple[Cell, ...]]:
    """A row in which one number runs over two cells, with these joined: every way to do so."""
    for at, (first, second) in enumerate(pairwise(cells)):
        if first.text.isdigit() and second.text.isdigit():
            yield (*cells[:at], first._replace(text=first.text + second.text), *cells[at + 2 :])


MOST_LOST, WIDEST = 3, 7
"""Rows that have lost more columns, or are wider, say nothing of which are lost."""


def hypotheses(rows: Sequence[Sequence[Cell]], target: Target, header: Header) -> list[Hypothesis]:
    """What may have happened to rows that are alike, the likeliest first.

    Where a row has no sums, nothing but its header can tell which of its columns are lost.
    """
    width = len(target)
    without = unnamed(target, header)
    fewest = max(sum(1 for cell in cells if cell.text) for cells in rows)
    most = max(map(len, rows))
    found = []
    for missing in range(min(MOST_LOST, width - 1) + 1 if width <= WIDEST else 1):
        if fewest <= width - missing <= most:
            losses = combinations(range(width), missing)
            found += [_losing(lost, without, width) for lost in losses if target.totals or without.issuperset(lost)]
    if most > width:
        found.append(_hypothesis(["merged cells repeated"], width, repeated=True))
        own = _own_column(target, header)
        for lost in {frozenset[int](), without}:
            if fewest == width - len(lost) + 1 and len(lost) < 2:
                found += [_with_extra(extra, own, lost, width) for extra in range(width - len(lost) + 1)]
    return sorted(found, key=_cost_of)


def _cost_of(hypothesis: Hypothesis) -> float:
    return hypothesis.cost


def _hypothesis(
    accidents: Sequence[str],
    width: int,
    lost: Iterable[int] = (),
    extra: int | None = None,
    repeated: bool = False,
) -> Hypothesis:
    gravest = max(accidents, key=ACCIDENTS.__getitem__)
    return Hypothesis(gravest, sum(map(ACCIDENTS.__getitem__, accidents)), width, frozenset(lost), extra, repeated)


def unnamed(target: Target, header: Header) -> frozenset[int]:
    """The columns that a header lacks which names nearly all others."""
    lacking = frozenset(at for at, name in enumerate(target.names) if name not in header.names)
    return lacking if len(lacking) <= 2 < len(target) - len(lacking) else frozenset()


def _losing(lost: Sequence[int], without: frozenset[int], width: int) -> Hypothesis:
    """Some columns are lost: those without a name, the last ones, or others."""
    rest = [at for at in lost if at not in without]
    accidents = ["as printed"]
    if len(rest) < len(lost):
        accidents.append("columns without a name lost")
    last = rest == list(range(width - len(rest), width))
    accidents += ["last columns lost" if last else "columns lost"] * len(rest)
    accidents += ["column without a name"] * len(without.difference(lost))
    return _hypothesis(accidents, width, lost)


def _with_extra(extra: int, own: int, lost: frozenset[int], width: int) -> Hypothesis:
    """There is a column that the form has not."""
    accidents = [
        "column of the office's own" if extra == own - sum(1 for at in lost if at < own) else "column too many"
    ]
    return _hypothesis(accidents + ["columns without a name lost"] * len(lost), width, lost, extra)


def _own_column(target: Target, header: Header) -> int:
    """Where a header names a column that the form has not, among the form's; -1 where it does not."""
    names = ("", *target.names)
    return names.index(header.own[0]) if len(header.own) == 1 and header.own[0] in names else -1


# Weighing


def weigh(of: Table, placed: Mapping[str, Slots]) -> float:
    """What the identities cost that do not hold, where the rows are placed so; an empty cell counts as 0."""
    unit = of.rows[0].columns[0].term.unit
    numbers = {path: [_number(slot, unit) for slot in slots] for path, slots in placed.items()}
    cost = 0.0
    for path, row in numbers.items():
        target = target_of(path, of)
        cost += _sums(target, row) if target is not None else 0.0
    for left, right in columns_of(of):
        if all(path in numbers for path in (*left, *right)):
            for at in range(len(of.rows[0].columns)):
                cost += _weighed([numbers[path][at] for path in left], [numbers[path][at] for path in right])
    return cost


def weigh_row(target: Target, slots: Slots) -> float:
    """What the sums of one row cost, or gain."""
    if not target.totals:
        return 0.0
    return _sums(target, [_number(slot, unit) for slot, unit in zip(slots, target.units, strict=True)])


def _sums(target: Target, row: Sequence[_Number]) -> float:
    cost = 0.0
    for first, total in target.totals:
        cost += _weighed(row[first:total], row[total : total + 1])
    return cost


_Number: TypeAlias = "int | Mark | None"


def _number(slot: Cell | Mark | None, unit: str) -> _Number:
    """The number in a cell; a mark where it is empty or has nothing to count, `None` if it is not known."""
    return _count(slot.text, unit) if isinstance(slot, Cell) else None


@lru_cache(maxsize=4096)
def _count(text: str, unit: str) -> _Number:
    """The same for what is printed in a cell: small numbers recur from cell to cell, and are weighed over and over."""
    figure = read_figure(text, unit)
    if isinstance(figure, int) or figure is Mark.BLANK or figure is Mark.NOT_APPLICABLE:
        return figure
    return None


def _weighed(left: Sequence[_Number], right: Sequence[_Number]) -> float:
    """What it costs, or gains, that two sums are the same or not; nothing where a side has no number.

    Where figures of one side are not known, it may be the less, and not the greater: none is below 0.
    """
    ours = [number for number in left if type(number) is int]
    theirs = [number for number in right if type(number) is int]
    if not ours or not theirs:
        return 0.0
    one, other = sum(ours), sum(theirs)
    if None in left or None in right:
        greater = (None not in right and one > other) or (None not in left and other > one)
        return BROKEN if greater else 0.0
    return BROKEN if one != other else -HOLDS if one else 0.0


@cache
def columns_of(of: Table) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """The rows whose figures add up to those of other rows, in each column."""
    sides = {sign: tuple(row.path for row in of.rows if row.term.balance == sign) for sign in (1, -1)}
    found = [(sides[1], sides[-1])] if sides[1] else []
    for total in of.rows:
        if total.term.sums:
            group = total.path.rsplit(".", 1)[0] + "."
            parts = tuple(row.path for row in of.rows if row.path.startswith(group) and row is not total)
            found.append((parts, (total.path,)))
    return tuple(found)


def sums_hold(target: Target, slots: Slots) -> bool:
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

"""Which column each cell of a table belongs to: as the page prints it, or with the fewest accidents that explain it.

A hypothesis says for all rows alike, per depth of their labels, which cell fills which column. All of them come from one
list of accidents, `ACCIDENTS`, and each is weighed against all identities of the table at once. Those may be broken:
offices add wrongly, and a wrong figure must not cost its table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations
from typing import TypeAlias

from attrs import field, frozen

from gov_info_report.document import Cell
from gov_info_report.model import Column, Mark, Row, Table
from gov_info_report.recognise import LabelKind, Piece, read_figure
from gov_info_report.recognise.labels import fold

__all__ = ["ACCIDENTS", "BROKEN", "Header", "Layout", "Slots", "Target", "header_of", "layouts", "target_of", "weigh"]

Slots: TypeAlias = "tuple[Cell | Mark | None, ...]"
"""For each column of a row its cell, or the mark that stands where there is none; `None` where it cannot be known."""

ACCIDENTS: Mapping[str, float] = {
    "as printed": 0.0,
    "merged cells repeated": 0.2,  # what spans several columns is printed in each of them
    "empty cells beside": 0.2,  # spans leave empty cells before the figures, or after them
    "columns without a name lost": 0.4,  # what the header lacks, the rows lack
    "column of the office's own": 0.4,  # the header names a column that the form has not, such as 小计
    "last columns lost": 2.0,  # the rows are cut off at the end
    "column too many": 2.0,  # a column that no header names
    "number split": 2.0,  # one number runs over two cells
    "columns lost": 3.0,  # others than those that the header lacks
}
"""What may have happened to the columns of a table, and what it costs to suppose it."""

BROKEN = 1.0
"""What an identity costs that does not hold."""


@frozen(eq=False)
class Target:
    """What a row of the page is to fill: the columns of one row of the form, or of all rows of its table."""

    path: str
    rows: tuple[Row, ...]
    columns: tuple[Column, ...] = field(init=False)
    names: tuple[str, ...] = field(init=False)
    paths: tuple[str, ...] = field(init=False)
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
    """What a header says: which columns it names, in the order of print; "" for one that the form has not.

    `at` are their columns in a grid.
    """

    names: tuple[str, ...] = ()
    at: tuple[int, ...] = ()


def header_of(pieces: Sequence[Piece], target: Target) -> Header:
    """The columns that a header names, whole or in parts."""
    words = {piece.cell.column: "" for piece in pieces}
    names: dict[str, int] = {}
    others: dict[str, int] = {}
    for piece in pieces:
        words[piece.cell.column] += fold(piece.cell.text)
        column = next((label.name for label in piece.labels if label.kind is LabelKind.COLUMN), None)
        if column is not None:
            names.setdefault(column, piece.cell.column)
        elif not piece.labels and piece.cell.text:
            others.setdefault(piece.cell.text, piece.cell.column)
    together = fold("".join([piece.cell.text for piece in pieces]))
    parts = [fold(piece.cell.text) for piece in pieces]
    for column in target.columns:
        if column.name not in names:
            label = fold(column.term.label)
            under = next((at for at, text in words.items() if label in text), None)
            if under is not None:
                names[column.name] = under
            elif label in together or _in_parts(label, parts):
                names[column.name] = -1
    printed = [*names.items(), *(("", at) for text, at in others.items() if _is_own(text))]
    printed.sort(key=lambda entry: entry[1])
    return Header(tuple(name for name, _ in printed), tuple(at for _, at in printed))


def _in_parts(label: str, parts: Sequence[str]) -> bool:
    return any(label[:cut] in parts and label[cut:] in parts for cut in range(1, len(label)))


def _is_own(text: str) -> bool:
    """Whether a word of a header names a column of the office's own, and is no remark."""
    return len(text) <= 6 and not any(character.isdigit() for character in text)


# The list of what may have happened


@frozen
class Layout:
    """A hypothesis for rows that are alike: for each column the place of its cell among the row's, `None` for none.

    Two places are those of a number that is split.
    """

    accident: str
    take: tuple[int | tuple[int, int] | None, ...]
    lost: int = 0

    @property
    def cost(self) -> float:
        """What it costs to suppose it."""
        return ACCIDENTS[self.accident] * max(1, self.lost)

    def place(self, cells: Sequence[Cell]) -> Slots:
        """The cells in their columns."""
        return tuple([Mark.MISSING if at is None else _taken(cells, at) for at in self.take])


def _taken(cells: Sequence[Cell], at: int | tuple[int, int]) -> Cell:
    if isinstance(at, tuple):
        return cells[at[0]]._replace(text=cells[at[0]].text + cells[at[1]].text)
    return cells[at]


def layouts(rows: Sequence[Sequence[Cell]], target: Target, header: Header) -> list[Layout]:
    """What may have happened to rows with the same number of cells, the likeliest first."""
    width, count = len(target), len(rows[0])
    if count == width:
        return [Layout("as printed", tuple(range(width)))]
    if count < width:
        return list(_lost(count, target, header))
    return list(_too_many(rows, width, count, target, header))


MOST_LOST = 4
"""Rows that have lost more columns say nothing of which."""


def _lost(count: int, target: Target, header: Header) -> Iterator[Layout]:
    """Columns lost: those without a name, the last ones, or any others."""
    width = len(target)
    missing = width - count
    unnamed = [at for at, name in enumerate(target.names) if name not in header.names]
    if not 0 < len(unnamed) < width - 1:
        unnamed = []
    if missing > MOST_LOST or width > 7:
        return
    for lost in combinations(range(width), missing):
        kept = iter(range(count))
        take = tuple(None if at in lost else next(kept) for at in range(width))
        rest = [at for at in lost if at not in unnamed]
        if len(unnamed) > missing:
            rest = [at for at in lost if at not in unnamed]
        if not rest:
            yield Layout("columns without a name lost", take)
        elif rest == list(range(width - len(rest), width)):
            yield Layout("last columns lost", take, len(rest))
        else:
            yield Layout("columns lost", take, len(rest))


def _too_many(
    rows: Sequence[Sequence[Cell]], width: int, count: int, target: Target, header: Header
) -> Iterator[Layout]:
    """More cells than columns: empty ones beside, repeated ones, a column too many, a number in two cells."""
    for start in range(count - width + 1):
        if not any(cell.text for cells in rows for cell in (*cells[:start], *cells[start + width :])):
            yield Layout("empty cells beside", tuple(range(start, start + width)))
    if repeated := _repeated(rows, width, count):
        yield Layout("merged cells repeated", repeated)
    if count == width + 1:
        own = _own_column(target, header)
        for extra in range(count):
            take = tuple(at for at in range(count) if at != extra)
            yield Layout("column of the office's own" if extra == own else "column too many", take)
        for first in range(count - 1):
            places: list[int | tuple[int, int]] = [at for at in range(count) if at != first + 1]
            places[first] = (first, first + 1)
            if all(cells[first].text.isdigit() and cells[first + 1].text.isdigit() for cells in rows):
                yield Layout("number split", tuple(places))


def _repeated(rows: Sequence[Sequence[Cell]], width: int, count: int) -> tuple[int, ...]:
    """One place of each stretch of equal cells, where all rows repeat theirs in the same places."""
    if count % width:
        return ()
    step = count // width
    same = all(
        len({cell.text for cell in cells[at : at + step]}) == 1 for cells in rows for at in range(0, count, step)
    )
    return tuple(range(0, count, step)) if same else ()


def _own_column(target: Target, header: Header) -> int:
    """Where a header names a column that the form has not, among those of the form; -1 where it does not."""
    if "" not in header.names or len(header.names) != len(target) + 1:
        return -1
    return header.names.index("")


# Weighing


def weigh(of: Table, placed: Mapping[str, Slots]) -> float:
    """What the identities cost that do not hold, where the rows are placed so; an empty cell counts as 0."""
    numbers = {path: [_number(slot) for slot in slots] for path, slots in placed.items()}
    broken = 0
    for path, row in numbers.items():
        target = target_of(path, of)
        if target is not None:
            broken += sum(1 for first, total in target.totals if _differ(row[first:total], row[total : total + 1]))
    for left, right in _columns(of):
        if all(path in numbers for path in (*left, *right)):
            for at in range(len(of.rows[0].columns)):
                broken += _differ([numbers[path][at] for path in left], [numbers[path][at] for path in right])
    return BROKEN * broken


def _number(slot: Cell | Mark | None) -> int | None:
    if not isinstance(slot, Cell):
        return None
    figure = read_figure(slot.text)
    if isinstance(figure, int):
        return figure
    return 0 if figure in (Mark.BLANK, Mark.NOT_APPLICABLE) else None


def _differ(left: Sequence[int | None], right: Sequence[int | None]) -> bool:
    """Whether two sums are both known, and not the same."""
    if None in left or None in right:
        return False
    return sum(left) != sum(right)  # type: ignore[arg-type]  # no None is left


@cache
def _columns(of: Table) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """The rows whose figures add up to those of other rows, in each column."""
    sides = {sign: tuple(row.path for row in of.rows if row.term.balance == sign) for sign in (1, -1)}
    found = [(sides[1], sides[-1])] if sides[1] else []
    for total in of.rows:
        if total.term.sums:
            group = total.path.rsplit(".", 1)[0] + "."
            parts = tuple(row.path for row in of.rows if row.path.startswith(group) and row is not total)
            found.append((parts, (total.path,)))
    return tuple(found)

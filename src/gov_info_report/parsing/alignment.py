"""Which row of the form each label and each run of figures on a page belongs to.

The rows of the form come in one order. A page prints them with accidents: a label is broken, misprinted, printed twice
or lost, stands before its figures, after them or around them. The alignment is the cheapest way to read the page as the
form with such accidents; `COSTS` says what each of them costs. A page without any is read from the top, without search.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby, pairwise
from typing import NamedTuple, TypeAlias

from attrs import define, field, frozen

from gov_info_report.document import Budget, Cell
from gov_info_report.model import EDITIONS, Edition, table
from gov_info_report.parsing.outline import Line
from gov_info_report.recognise import Label, LabelKind, Piece, PieceKind, is_figure, nearest_row, parts_of, pieces_of

__all__ = ["Aligned", "AlignedRow", "FormRow", "Run", "Strange", "align", "form_rows"]


@frozen
class Costs:
    """What each accident of a page costs, when it is read as the form."""

    near: float = 0.8
    """A label is misprinted."""
    broken: float = 0.1
    """A label is broken, and begins here."""
    other: float = 0.8
    """A label is meant in another than its closest sense."""
    header: float = 0.5
    """A column is named elsewhere than in a header."""
    again: float = 0.1
    """A label is printed again."""
    twice: float = 0.3
    """A row is printed twice."""
    label: float = 3.5
    """A label names nothing here."""
    part: float = 1.0
    """A part of a label belongs to nothing."""
    words: float = 0.3
    """Words belong to nothing."""
    empty: float = 0.5
    """A row has a label and no figures."""
    skipped: float = 0.7
    """A row of the form has neither."""
    most_skipped: float = 3.0
    """What that costs at the most, for all rows between two others."""
    back: float = 2.6
    """A row stands before one that the form has before it."""
    unlabelled: float = 1.4
    """Figures have no label."""
    several: float = 0.4
    """Figures of several rows stand side by side; for each row after the first."""
    style: float = -0.6
    """So have those of the row before, whose label comes after them."""
    passed: float = 3.0
    """Figures stand beside a label, and are another row's."""
    below: float = 1.0
    """Figures stand right below a label, and are another row's."""
    after: float = -0.8
    """A label comes after its figures, which seemed to have none."""
    apart: float = 0.3
    """The figures of a row stand apart, with other words between them."""
    short: float = 0.3
    """The one row of a table has no more figures than a part of it."""
    width: float = 0.1
    """A row has a figure more or fewer than the form, for each."""
    most_width: float = 0.3
    """What that costs at the most."""
    cell: float = 0.6
    """Words that no label knows are a figure that cannot be read."""
    left: float = 1.5
    """A figure belongs to nothing; for each."""
    drawn: float = 0.2
    """Marks that belong to nothing, as what Markdown draws below a header."""
    lone: float = 0.6
    """A figure alone on its line stands apart from those of its row."""
    page: float = 0.65
    """A number alone on its line belongs to nothing, since it counts pages."""
    own: float = 1.0
    """They belong to a row of the office's own."""
    others: float = 2.0
    """Figures belong to the row above words that name something else."""
    beside: float = 0.3
    """Figures without a label follow words that no label knows."""
    most: float = 8.0
    """What figures of one line that belong to nothing cost at the most."""
    straight: float = 1.0
    """A label that names a later row for less than this needs no other sense."""


COSTS = Costs()

MARGIN = 3.5
"""Readings that cost so much more than the cheapest are followed no further."""

WIDEST = 16
"""So many readings are followed at the most."""

LONGEST_CELL = 12
"""Words that stand for a figure, such as 未增未减, are no longer."""


@frozen
class FormRow:
    """A row of a table in the order of the form, of both editions.

    `widths` are the numbers of figures that it may have; an `optional` row need not be there.

    `whole` is a row that stands for all rows of its table, as the one row of table 4 does; it has no label.
    """

    path: str
    widths: frozenset[int]
    optional: bool
    whole: bool = False

    @property
    def width(self) -> int:
        """The most figures that it may have."""
        return max(self.widths)


@cache
def form_rows(name: str) -> tuple[FormRow, ...]:
    """The rows of a table, both editions in one order; a row that only one has may be absent."""
    widths: dict[str, set[int]] = {}
    having: Counter[str] = Counter()
    for edition in EDITIONS:
        of = table(name, edition)
        for row in of.rows:
            widths.setdefault(row.path, set()).add(len(row.columns))
            having[row.path] += 1
    order = _merged([[row.path for row in table(name, edition).rows] for edition in EDITIONS])
    rows = [FormRow(path, frozenset(widths[path]), having[path] < len(EDITIONS)) for path in order]
    if table(name, EDITIONS[0]).term.corner:
        return tuple(rows)
    whole = FormRow(name, frozenset({len(table(name, EDITIONS[0]).paths)}), True, whole=True)
    return (*(FormRow(row.path, row.widths, optional=True) for row in rows), whole)


def _merged(orders: Sequence[Sequence[str]]) -> list[str]:
    """Two orders in one: what only the second has stands before what follows it there."""
    first, second = orders
    merged = list(first)
    for place, path in reversed(list(enumerate(second))):
        if path not in merged:
            after = next((later for later in second[place + 1 :] if later in merged), None)
            merged.insert(merged.index(after) if after else len(merged), path)
    return merged


class Run(NamedTuple):
    """Figures side by side: their cells, and how many of them hold anything.

    They may be `loose`, each on a line of its own, or `glued` digits in one cell. `beside` says that a label or words
    stand before them on their line, `before` that these stand after them.
    """

    cells: tuple[Cell, ...]
    filled: int
    loose: bool = False
    glued: bool = False
    beside: bool = False
    before: bool = False

    @property
    def size(self) -> int:
        """How many figures there may be."""
        return len(self.cells[0].text) if self.glued else len(self.cells)

    @property
    def alone(self) -> bool:
        """Whether it is one figure on a line of its own."""
        return self.loose and len(self.cells) == 1

    @property
    def weight(self) -> int:
        """How many figures would be lost with the run: those with digits; half of the marks, if it holds no others.

        Marks without a label may be what Markdown draws below a header.
        """
        numbers = sum(1 for cell in self.cells if any(map(str.isdigit, cell.text)))
        return numbers or (self.filled // 2 if self.beside else 0)


def _run(
    cells: Iterable[Cell], loose: bool = False, glued: bool = False, beside: bool = False, before: bool = False
) -> Run:
    held = tuple(cells)
    return Run(held, len([cell for cell in held if cell.text]), loose, glued, beside, before)


Item: TypeAlias = "Piece | Run"


@define
class AlignedRow:
    """A row of the form as a page has it: its label, its cells, the lines that they stand on, and the header above it.

    `near` is a label that is not quite the form's. `named` says that a label names the row, `sure` that it can be no
    other; `glued` that the one cell holds the digits of all its figures; `loose` that they do not stand in one row of
    cells, but each on a line of its own, or several in a cell.
    `parts` are figures that stand apart, and that the row is pieced together from; `printed` is what stands on `lines`.
    """

    path: str
    header: list[Piece]
    label: Cell | None = None
    near: bool = False
    named: bool = False
    sure: bool = True
    glued: bool = False
    exact: bool = False
    loose: bool = False
    cells: list[Cell] = field(factory=list)
    parts: list[list[Cell]] = field(factory=list)
    lines: list[Line] = field(factory=list)
    printed: list[str] = field(factory=list)

    @property
    def raw(self) -> str:
        """The row as printed."""
        return "\n".join(self.printed)

    @property
    def filled(self) -> list[Cell]:
        """The cells that hold anything."""
        return [cell for cell in self.cells if cell.text]

    @property
    def pieced(self) -> bool:
        """Whether the row is put together from figures that stand apart, or has no label beside them."""
        return len(self.parts) > 1 or not self.named


class Strange(NamedTuple):
    """What found no place in a table: "figures", those of an "own" row of the office, "words" or a "page" number."""

    kind: str
    text: str
    cell: Cell


@define
class Aligned:
    """A table of a page: its rows, and what found no place.

    `votes` counts the labels that only one edition has.
    """

    name: str
    rows: list[AlignedRow] = field(factory=list)
    strange: list[Strange] = field(factory=list)
    votes: Counter[Edition] = field(factory=Counter)


def align(name: str, lines: Sequence[Line], budget: Budget) -> Aligned:
    """The lines of table `name` as rows of the form, by the cheapest way to read them so."""
    form = _form(name)
    items = list(_items(name, lines, budget))
    headed = {line for line, group in groupby(items, key=_line_of) if _is_header(list(group))}
    states: dict[State, tuple[float, _Trail]] = {START: (0.0, None)}
    for item, line in budget.timed(items):
        states = _step(form, states, item, line in headed)
    _, _, trail = min(
        (cost + form.leave(state), number, trail) for number, (state, (cost, trail)) in enumerate(states.items())
    )
    return _told(form, items, trail)


# Lines as items


def _items(name: str, lines: Sequence[Line], budget: Budget) -> Iterator[tuple[Item, Line]]:
    """The labels, words and runs of figures of a table, with the lines that they stand on, in the order of print."""
    loose: list[Cell] = []
    at: Line | None = None
    for line, cells in _with_dividers(lines, budget):
        pieces = pieces_of(name, cells)
        if len(pieces) == 1 and pieces[0].kind is PieceKind.FIGURE:
            at = at or line
            loose.append(pieces[0].cell)
            continue
        if at is not None:
            yield _run(loose, loose=True), at
            loose, at = [], None
        yield from _of_line(name, pieces, line)
    if at is not None:
        yield _run(loose, loose=True), at


def _of_line(name: str, pieces: Sequence[Piece], line: Line) -> Iterator[tuple[Item, Line]]:
    """The items of one line; empty cells before its first label say nothing."""
    beside = labelled = False
    fills = _filling(name, pieces, line)
    at = 0
    for figures, group in groupby(fills):
        size = len(list(group))
        held, at = pieces[at : at + size], at + size
        if not figures:
            labelled = labelled or any(piece.kind is PieceKind.LABEL for piece in held)
            beside = True
            yield from [(piece, line) for piece in held]
            continue
        glued = held[0].kind is PieceKind.GLUED and len(held) == 1
        run = _run([piece.cell for piece in held], glued=glued, beside=beside)
        if run.filled and not beside and at < len(pieces):
            run = run._replace(before=True)
        if labelled or len(held) > 2 or run.filled:
            yield run, line


def _filling(name: str, pieces: Sequence[Piece], line: Line) -> list[bool]:
    """Which pieces of a line are figures; or stand for one, as words among the cells of a row that no label knows.

    So they do at the end of a row, where it lacks a figure.
    """
    fills = [piece.kind in (PieceKind.FIGURE, PieceKind.GLUED) for piece in pieces]
    if line.grid is None or all(fills) or not any(fills):
        return fills
    last = max(at for at, figure in enumerate(fills) if figure)
    labels = [piece.labels[0] for piece in pieces if piece.kind is PieceKind.LABEL]
    width = _form(name).width(labels)
    begun = False
    for at, piece in enumerate(pieces):
        begun = begun or piece.kind is PieceKind.LABEL or (not labels and fills[at])
        if begun and piece.kind is PieceKind.WORDS and (at < last or sum(fills) < width) and _is_cell(name, piece):
            fills[at] = True
    return fills


def _is_cell(name: str, piece: Piece) -> bool:
    """Whether words can stand in the place of a figure."""
    return len(piece.cell.text) <= LONGEST_CELL and not parts_of(name, piece.cell.text)


DIVIDER = frozenset("|")
DRAWN = re.compile(r"[\s|:+-]*-{3}[\s|:+-]*")
"""What is drawn below a header."""
MOST_TABS = 3
"""A line of no more than so many empty cells divides others, and is no row."""


def _with_dividers(lines: Sequence[Line], budget: Budget) -> Iterator[tuple[Line, Sequence[Cell]]]:
    """Each line with its cells; a pipe alone on its line is an empty cell, or divides the cells before and after it."""
    divided = any(line.grid is None and is_figure(line.raw) for line in lines)
    before = False
    for line in budget.timed(lines):
        if not (line.raw and DIVIDER.issuperset(line.raw)):
            before = False
            shows = line.raw.strip() or len(line.cells) > MOST_TABS
            if shows and not DRAWN.fullmatch(line.raw):
                yield line, line.cells
            continue
        if len(line.raw) == 1 and (before or not divided):
            yield line, (Cell("", 0, line.cells[0].place if line.cells else NOWHERE),)
        before = len(line.raw) == 1


NOWHERE = (None, None, None, None, None)

EITHER = "requests.outcomes.other"
"""A row of one edition and a group of the other: its label tells neither."""


# What can be done with an item


class State(NamedTuple):
    """Where a reading of the page stands: the last row, how many figures it has, and whether a label names it.

    `after` says that this label comes after the figures. `other` says that a label or words came last that name
    something else, such as a row of the office's own.
    """

    row: int
    figures: int
    named: bool
    other: bool = False
    after: bool = False


START = State(-1, 0, True)
EMPTY = -1
"""The figures of a row whose cells are there, and empty."""


class Act(NamedTuple):
    """What is done with an item, or with a run's cells from `start` on: the part of `row` that it is, -1 for none.

    `kind` is "label", "part" (of a label), "figures", "head" (of a column, or of rows), "page" or "strange".
    """

    kind: str
    row: int = -1
    start: int = 0
    number: int = 0
    near: bool = False


Move: TypeAlias = "tuple[float, State, tuple[Act, ...]]"


class _Form:
    """A table of the form, and the moves that its rows allow."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.rows = form_rows(name)
        self.labelled = not self.rows[-1].whole
        self.place = {row.path: place for place, row in enumerate(self.rows)}
        self.groups: dict[str, tuple[int, int]] = {}
        for place, row in enumerate(self.rows):
            for end, character in enumerate(row.path):
                if character == ".":
                    first, _ = self.groups.get(row.path[:end], (place, place))
                    self.groups[row.path[:end]] = (first, place)

    def width(self, labels: Sequence[Label]) -> int:
        """The most figures that the last row has which labels name; any row of the table, if they name none."""
        named = [self.rows[self.place[label.name]] for label in labels if label.kind is LabelKind.ROW]
        return named[-1].width if named else max(row.width for row in self.rows)

    def moves(self, state: State, item: Item, headed: bool) -> list[Move]:
        """What can be done with an item; alone, if it is what the form says comes next."""
        if isinstance(item, Run):
            return self.figures(state, item)
        if item.kind is PieceKind.LABEL:
            return self.label(state, item, headed)
        if item.kind is PieceKind.PAGE:
            return [(0.0, state, (Act("page"),))]
        return self.words(state, item)

    def leave(self, state: State) -> float:
        """What it costs to leave a row with the figures that it has."""
        if state.row < 0:
            return 0.0
        row = self.rows[state.row]
        if state.figures == EMPTY:
            return 0.0
        if not state.figures:
            return COSTS.empty if state.named and self.labelled else self.skip(state.row, state.row + 1)
        return min(COSTS.most_width, COSTS.width * min(abs(state.figures - width) for width in row.widths))

    def skip(self, first: int, end: int) -> float:
        """What it costs that rows of the form are not there."""
        return min(COSTS.most_skipped, COSTS.skipped * sum(1 for row in self.rows[first:end] if not row.optional))

    def to(self, state: State, row: int) -> float:
        """What it costs to go on to a row."""
        if row > state.row:
            return self.leave(state) + self.skip(state.row + 1, row)
        return self.leave(state) + COSTS.back

    # Labels

    def label(self, state: State, piece: Piece, headed: bool) -> list[Move]:
        """What a whole label can name here."""
        first = piece.labels[0]
        moves: list[Move] = []
        for label in piece.labels:
            doubt = 0.0 if label.name == first.name else COSTS.other
            doubt += COSTS.other if headed and label.kind is LabelKind.ROW else 0.0
            if label.kind is LabelKind.ROW:
                named = self.row(state, self.place[label.name])
                straight = len(named) == len(piece.labels) == 1 and named[0][0] < COSTS.straight
                if straight and not headed:
                    return named
                moves += [(cost + doubt, to, acts) for cost, to, acts in named]
            elif label.kind is LabelKind.GROUP:
                moves += [(cost + doubt, to, acts) for cost, to, acts in self.group(state, *self.groups[label.name])]
            else:
                free = headed or state.row < 0 or not self.labelled or label.kind is LabelKind.HEADING
                moves.append((doubt if free else doubt + COSTS.header, state, (Act("head"),)))
                if label is first and free and state.row < 0:
                    return moves
        if (headed and not self.labelled) or (state.row >= 0 and self.rows[state.row].whole):
            # the header of table 4 names the blocks of its one row
            moves.append((0.0, state._replace(other=True), (Act("head"),)))
        return [*moves, (COSTS.words if headed else COSTS.label, state, (Act("strange"),))]

    def row(self, state: State, row: int, cost: float = 0.0, near: bool = False) -> list[Move]:
        """What it is to name a row."""
        act = (Act("label", row, near=near),)
        if row != state.row:
            return [(cost + self.to(state, row), State(row, 0, True), act)]
        if state.figures <= 0:
            return [(cost + (COSTS.again if state.named else 0.0), State(row, 0, True), act)]
        if state.named:
            again = (cost + COSTS.twice + self.leave(state), State(row, 0, True), act)
            return [(COSTS.again, state, (Act("part", row),)), again]
        return [(cost + COSTS.after, State(row, state.figures, True, after=True), act)]

    def group(self, state: State, first: int, last: int) -> list[Move]:
        """What the label of a group can say: that its rows come next, or nothing that is not said otherwise."""
        within = first <= state.row <= last
        cost = 0.0 if within else COSTS.header if state.row < first else COSTS.label
        stay = (cost, state if within else state._replace(other=True), (Act("head"),))
        if state.row < first:
            return [(self.to(state, first), State(first, 0, False), (Act("head"),)), stay]
        return [stay]

    # Words

    def words(self, state: State, piece: Piece) -> list[Move]:
        """What words can be that are no whole label: a part of one, a misprint, a figure that cannot be read."""
        text = piece.cell.text
        parts = parts_of(self.name, text)
        strange = COSTS.part if parts else COSTS.words
        moves: list[Move] = [(strange, state._replace(other=_may_be_label(text)), (Act("strange"),))]
        for part in parts:
            label = part.label
            if label.kind is LabelKind.ROW:
                moves += self.part(state, self.place[label.name], part.begins and len(text) > 1)
            elif label.kind is LabelKind.GROUP and part.begins and len(text) > 1:
                moves += self.group(state, *self.groups[label.name])
            else:
                moves.append((0.0, state, (Act("head"),)))
        if not parts and (near := nearest_row(self.name, text)):
            moves += self.row(state, self.place[near.name], COSTS.near, near=True)
        elif self.may_be_cell(state, text):
            act = Act("figures", state.row, 0, 1)
            moves.append((COSTS.cell, State(state.row, state.figures + 1, state.named), (act,)))
        return moves

    def may_be_cell(self, state: State, text: str) -> bool:
        """Whether words can stand in the place of a figure of the row: short ones, and no part of a row's label."""
        if state.row < 0 or len(text) > LONGEST_CELL or state.figures >= self.rows[state.row].width:
            return False
        rows = any(part.label.kind in (LabelKind.ROW, LabelKind.GROUP) for part in parts_of(self.name, text))
        return not rows and (state.figures > 0 or (state.named and not parts_of(self.name, text)))

    def part(self, state: State, row: int, begins: bool) -> Iterator[Move]:
        """What a part of a row's label can be: more of the label of the last row, or the beginning of the next."""
        if row == state.row:
            if state.figures and not state.named:
                yield COSTS.after, State(row, state.figures, True, after=True), (Act("part", row),)
            else:
                yield 0.0, State(row, state.figures, True), (Act("part", row),)
        elif begins and row > state.row:
            yield COSTS.broken + self.to(state, row), State(row, 0, True), (Act("label", row),)
        elif row > state.row:
            yield COSTS.near + self.to(state, row), State(row, 0, True), (Act("label", row),)

    # Figures

    def figures(self, state: State, run: Run) -> list[Move]:
        """Where the figures of a run can go."""
        row = self.rows[state.row] if state.row >= 0 else None
        waits = row is not None and state.named and not state.figures and not state.other
        fits = row is not None and run.filled in row.widths and (self.labelled or len(run.cells) == run.filled)
        if waits and fits and not run.before and not run.glued:
            act = Act("figures", state.row, 0, len(run.cells))  # a label, and its figures right after it
            return [(0.0, State(state.row, run.filled, True), (act,))]
        if not run.filled:
            return [self.nothing(state, run, waits)]
        moves = list(self.own(state, run))
        if waits and run.beside and len(moves) == 1 and (self.labelled or run.size <= 2 * self.rows[state.row].width):
            return moves
        moves += self.elsewhere(state, run)
        if row is not None and row.whole and run.filled == row.width == state.figures:
            acts = Act("label", state.row), Act("figures", state.row, 0, len(run.cells))
            moves.append((COSTS.twice, state, acts))
        left = COSTS.own if state.other else min(COSTS.left * run.weight, COSTS.most)
        left = max(left, COSTS.drawn if run.filled > 2 else 0.0)
        left = min(left, COSTS.page) if run.alone else left
        return [*moves, (left, state._replace(other=False), (Act("strange"),))]

    def nothing(self, state: State, run: Run, waits: bool) -> Move:
        """What empty cells are: those of a row that was left empty, or what spans leave."""
        row, count, whole = self.rows[max(0, state.row)], len(run.cells), len(self.rows) - 1
        there = (run.beside or run.loose) and count >= row.width
        if waits and self.labelled:
            blank = state._replace(figures=EMPTY) if there else state
            return 0.0, blank, (Act("figures", state.row, 0, count),)
        if not self.labelled and not run.beside and count > row.width and state.figures <= 0 and not row.whole:
            return 0.0, State(whole, EMPTY, True), (Act("figures", whole, 0, count),)
        own = state.row >= 0 and there and not state.named
        return COSTS.header if own else 0.0, state, (Act("strange"),)

    def own(self, state: State, run: Run) -> Iterator[Move]:
        """Figures that go to the last row: all that it has, or more of them."""
        if state.row < 0:
            return
        row = self.rows[state.row]
        if state.figures <= 0:
            cost = COSTS.passed if run.before and state.named else 0.0
            cost += COSTS.apart if state.figures else 0.0
            cost += 0.0 if state.named else COSTS.unlabelled
            cost += COSTS.others if state.other else 0.0
            yield from self.into(run, state.row, state.named, cost)
        elif state.figures + run.filled <= row.width:
            whole = state.figures + run.filled in row.widths
            cost = COSTS.broken if whole else COSTS.lone if run.alone else COSTS.apart
            act = Act("figures", state.row, 0, len(run.cells))
            yield cost, State(state.row, state.figures + run.filled, state.named), (act,)

    def elsewhere(self, state: State, run: Run) -> Iterator[Move]:
        """Figures that go to a row after the last one, without its label."""
        unlabelled = COSTS.unlabelled + (COSTS.beside if state.other else 0.0) + (COSTS.style if state.after else 0.0)
        if state.row >= 0 and state.named and (run.beside or not state.figures):
            unlabelled += COSTS.passed if run.beside else COSTS.below
        for later in range(state.row + 1, min(state.row + 5, len(self.rows))):
            whole = self.rows[later].whole
            if not whole or state.figures <= 0:
                short = COSTS.short if run.size <= self.rows[later - 1].width else 0.0
                yield from self.into(run, later, whole, self.to(state, later) + (short if whole else unlabelled))

    def into(self, run: Run, row: int, named: bool, cost: float) -> Iterator[Move]:
        """A run that fills a row; or this row and those after it, where it is long enough for several."""
        filled, count = run.filled, len(run.cells)
        of = self.rows[row]
        figures = of.width if filled < of.width <= count else filled
        size = len(run.cells[0].text) if run.glued else count
        figures = min(of.width, size) if run.glued else figures
        if not self.labelled and not of.whole and size > of.width:
            cost += COSTS.others if count >= self.rows[-1].width else COSTS.width
        several = filled >= 2 * of.width and (run.loose or filled == count)
        if not several or of.whole or run.glued:
            yield cost, State(row, figures, named), (Act("figures", row, 0, count),)
            return
        acts: list[Act] = []
        start = 0
        while start < count and row < len(self.rows):
            of = self.rows[row]
            size = min(of.width, count - start)
            acts.append(Act("figures", row, start, size))
            start += size
            cost += COSTS.several if len(acts) > 1 else 0.0
            row += 1
        if start == count:
            yield cost, State(row - 1, acts[-1].number, named and len(acts) == 1), tuple(acts)


_LETTERS = re.compile(r"[^\W\d_]{3}")


def _may_be_label(text: str) -> bool:
    """Whether words can name a row that the form has not."""
    return len(text) < 40 and _LETTERS.search(text) is not None


@cache
def _form(name: str) -> _Form:
    return _Form(name)


# The search

_Trail: TypeAlias = "tuple[_Trail, tuple[Act, ...]] | None"
"""What was done with the items so far, the last first."""


def _line_of(item: tuple[Item, Line]) -> Line:
    return item[1]


def _step(
    form: _Form, states: dict[State, tuple[float, _Trail]], item: Item, headed: bool
) -> dict[State, tuple[float, _Trail]]:
    """The readings of a page after one more item, none that costs much more than the cheapest."""
    after: dict[State, tuple[float, _Trail]] = {}
    for state, (cost, trail) in states.items():
        for more, to, acts in form.moves(state, item, headed):
            known = after.get(to)
            if known is None or cost + more < known[0]:
                after[to] = (cost + more, (trail, acts))
    if len(after) == 1:
        return after
    least = min(cost for cost, _ in after.values())
    kept = [(state, reading) for state, reading in after.items() if reading[0] <= least + MARGIN]
    return dict(kept if len(kept) <= WIDEST else sorted(kept, key=_cost)[:WIDEST])


def _cost(reading: tuple[State, tuple[float, _Trail]]) -> float:
    return reading[1][0]


MOST_LABELS = 3
"""A line without figures that has more labels than this is a header of the office's own."""


def _is_header(items: Sequence[tuple[Item, Line]]) -> bool:
    """Whether a line names several columns, and holds no figures."""
    if any(isinstance(item, Run) and item.filled for item, _ in items):
        return False
    kinds = [item.labels[0].kind for item, _ in items if not isinstance(item, Run) and item.labels]
    return kinds.count(LabelKind.COLUMN) > 1 or len(kinds) > MOST_LABELS


# What was found


def _told(form: _Form, items: Sequence[tuple[Item, Line]], trail: _Trail) -> Aligned:
    """The rows that a reading of a page comes to."""
    found = Aligned(form.name)
    steps: list[tuple[Act, ...]] = []
    while trail is not None:
        trail, acts = trail
        steps.append(acts)
    header: list[Piece] = []
    row: AlignedRow | None = None
    before = ""
    for (item, line), acts in zip(items, reversed(steps), strict=True):
        for act in acts:
            if act.kind in ("strange", "page"):
                _leave(found.strange, item, act, before == "strange")
            before = act.kind
            if isinstance(item, Piece):
                _vote(found, item, act)
                header = _headed(header, item, act, row)
            if act.row >= 0:
                row = _entered(found, form.rows[act.row].path, row, act, header)
                _add(row, item, line, act)
    _settle_unlabelled(form, found)
    return found


def _headed(header: list[Piece], piece: Piece, act: Act, row: AlignedRow | None) -> list[Piece]:
    """The header in force after a piece: columns named after a row begin a new one."""
    under = row is not None and row.header is header
    if act.row >= 0 or act.kind == "page" or (under and (act.kind != "head" or not _names_columns(piece))):
        return header
    if under:
        return [piece]
    header.append(piece)
    return header


def _names_columns(piece: Piece) -> bool:
    """Whether a piece names columns, or what stands above them, and nothing else."""
    return bool(piece.labels) and all(label.kind in (LabelKind.COLUMN, LabelKind.HEADING) for label in piece.labels)


def _leave(strange: list[Strange], item: Item, act: Act, after: bool) -> None:
    """Keep what belongs to nothing; words and the figures right `after` them are a row of the office's own."""
    if not isinstance(item, Run):
        strange.append(Strange("page" if act.kind == "page" else "words", item.cell.text, item.cell))
    elif cells := [cell for cell in item.cells if cell.text]:
        words = " ".join([cell.text for cell in cells])
        if after and strange and strange[-1].kind == "words" and _may_be_label(strange[-1].text):
            strange[-1] = Strange("own", f"{strange[-1].text} {words}", strange[-1].cell)
        else:
            strange.append(Strange("figures", words, cells[0]))


def _vote(found: Aligned, piece: Piece, act: Act) -> None:
    """Count a label that only one edition has."""
    if piece.labels and act.kind != "strange" and len(piece.labels[0].editions) == 1 and piece.labels[0].name != EITHER:
        found.votes.update(piece.labels[0].editions)


def _entered(found: Aligned, path: str, row: AlignedRow | None, act: Act, header: list[Piece]) -> AlignedRow:
    """The row that an act belongs to: the last one, or a new one."""
    again = act.kind == "label" and row is not None and row.cells and (row.named or path == found.name)
    if row is not None and row.path == path and not again:
        return row
    row = AlignedRow(path, header)
    found.rows.append(row)
    return row


def _add(row: AlignedRow, item: Item, line: Line, act: Act) -> None:
    """Give a row a label, a part of one, or figures."""
    if not row.lines or row.lines[-1] is not line:
        row.lines.append(line)
        if not isinstance(item, Run) or not item.loose:
            row.printed.append(line.raw)
    if isinstance(item, Run) and item.loose:  # figures each on a line of its own
        row.printed += [cell.text for cell in item.cells[act.start : act.start + act.number]]
    if isinstance(item, Run):
        cells = item.cells[act.start : act.start + act.number]
        if not row.filled and any(cell.text for cell in cells):
            row.cells.clear()  # empty cells beside the label: the figures stand on this line
        row.cells += cells
        row.parts += [[cell for cell in cells if cell.text]] if any(cell.text for cell in cells) else []
        row.glued = item.glued
        shared = act.number < len(item.cells) or len({cell.place for cell in cells}) < len(cells)
        row.loose = item.loose or shared
        row.exact = line.grid is not None and line.grid.exact
    elif act.kind == "figures":
        row.cells.append(item.cell)
    else:
        row.named = True
        row.label = row.label or item.cell
        row.near = row.near or act.near


def _settle_unlabelled(form: _Form, found: Aligned) -> None:
    """Rows without a label are sure where as many stand between two labelled ones as the form has there.

    Below the names of several blocks that have no figures, figures for one of them are not.
    """
    before = -1
    waiting: list[AlignedRow] = []
    for row in [*found.rows, None]:
        place = form.place[row.path] if row is not None else len(form.rows)
        if row is not None and not row.named and not form.rows[place].whole:
            waiting.append(row)
            continue
        between = [at for at in range(before + 1, place) if not form.rows[at].optional or not form.labelled]
        taken = {form.place[other.path] for other in waiting}
        for other in waiting:
            other.sure = taken.issuperset(between) or form.rows[place - 1].whole
        waiting.clear()
        before = place
    if not form.labelled and any(form.rows[form.place[row.path]].whole for row in found.rows):
        whole = [row for row in found.rows if form.rows[form.place[row.path]].whole]
        found.rows = [row for row in found.rows if row.filled] or whole[:1]
    elif not form.labelled:
        for above, row in pairwise(found.rows):
            row.sure = row.sure and bool(above.filled or not row.filled)

"""What can be done with an item of a page, when it is read as the form, and what each accident costs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import accumulate
from typing import NamedTuple, TypeAlias

from attrs import frozen

from gov_info_report.parsing.form_rows import form_rows
from gov_info_report.parsing.items import CODE, Shape, is_short
from gov_info_report.recognise import Label, LabelKind, Piece, PieceKind, nearest_row, parts_of, reduced

__all__ = ["START", "Act", "Form", "State", "form_of", "may_be_label"]


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
    cell: float = 0.55
    """Words that no label knows are a figure that cannot be read."""
    unchanged: float = -0.4
    """They stand where a row lacks its last figure, and say that nothing changed."""
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
    most: float = 4.0
    """What figures of one line that belong to nothing cost at the most."""
    behind: float = 2.5
    """Figures right after those of a row belong to nothing."""
    straight: float = 1.0
    """A label that names a later row for less than this needs no other sense."""


COSTS = Costs()


class State(NamedTuple):
    """Where a reading of the page stands: the last row, how many figures it has, and whether a label names it.

    `after` says that this label comes after the figures, and so have all before. `other` says that words came last that
    name something else, such as a row of the office's own (`OWN`), or a label of the form that is not the row's, such
    as that of another group (`GROUP`).
    """

    row: int
    figures: int
    named: bool
    other: int = 0
    after: bool = False

    @property
    def begins(self) -> bool:
        """Whether no row before has its label before its figures."""
        return self.after or self.row < 0

    def beside(self, other: int) -> State:
        """This, with `other` words last."""
        return self if self.other == other else State(self.row, self.figures, self.named, other, self.after)


UNCHANGED = re.compile(r"\w{0,4}[无未不没平同]\w{0,4}")
"""Words that say that nothing changed, such as 无变化."""
SIGNS = "增减"
"""Words for signs, which may stand without their number."""

START = State(-1, 0, True)
OWN, GROUP = 1, 2
EMPTY = -1
"""The figures of a row whose cells are there, and empty."""


def closed(state: State) -> State:
    """Where a reading stands after the name of a column: figures that had no label before it have none after it."""
    return State(state.row, state.figures, True, *state[3:]) if state.figures > 0 and not state.named else state


class Act(NamedTuple):
    """What is done with an item, or with a run's cells from `start` on: the part of `row` that it is, -1 for none.

    `kind` is "label", "part" (of a label), "figures", "head" (of a column, or of rows), "page" or "strange".
    """

    kind: str
    row: int = -1
    start: int = 0
    number: int = 0
    near: bool = False


HEAD, STRANGE = (Act("head"),), (Act("strange"),)

Move: TypeAlias = "tuple[float, State, tuple[Act, ...]]"


class Form:
    """A table of the form, and the moves that its rows allow."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.rows = form_rows(name)
        self.labelled = not self.rows[-1].whole
        self.needed = (0, *accumulate(not row.optional for row in self.rows))
        """How many rows before each, or before the end, are not optional."""
        self.place = {row.path: place for place, row in enumerate(self.rows)}
        self.groups: dict[str, tuple[int, int]] = {}
        for place, row in enumerate(self.rows):
            for end, character in enumerate(row.path):
                if character == ".":
                    first, _ = self.groups.get(row.path[:end], (place, place))
                    self.groups[row.path[:end]] = (first, place)

    def moves(self, state: State, item: Piece | Shape, headed: bool) -> Sequence[Move]:
        """What can be done with a piece, or a run of figures of a shape; alone, if the form says that it comes next."""
        if isinstance(item, Shape):
            return _figure_moves(self.name, state, item)
        if item.kind is PieceKind.LABEL:
            return _label_moves(self.name, state, item.labels, headed)
        if item.kind is PieceKind.PAGE:
            return [(0.0, state, (Act("page"),))]
        return self.words(state, item, headed)

    def leave(self, state: State) -> float:
        """What it costs to leave a row with the figures that it has."""
        if state.row < 0:
            return 0.0
        row = self.rows[state.row]
        if state.figures == EMPTY:
            return 0.0
        if not state.figures:
            return COSTS.empty if state.named and self.labelled else self.skip(state.row, state.row + 1)
        if state.figures in row.widths:
            return 0.0
        return min(COSTS.most_width, COSTS.width * min([abs(state.figures - width) for width in row.widths]))

    def skip(self, first: int, end: int) -> float:
        """What it costs that rows of the form are not there."""
        return min(COSTS.most_skipped, COSTS.skipped * (self.needed[end] - self.needed[first])) if first < end else 0.0

    def to(self, state: State, row: int) -> float:
        """What it costs to go on to a row."""
        if row > state.row:
            return self.leave(state) + self.skip(state.row + 1, row)
        return self.leave(state) + COSTS.back

    # Labels

    def label(self, state: State, labels: Sequence[Label], headed: bool) -> list[Move]:
        """What a whole label can name here."""
        first = labels[0]
        moves: list[Move] = []
        for label in labels:
            doubt = 0.0 if label.name == first.name else COSTS.other
            doubt += COSTS.other if headed and label.kind is LabelKind.ROW else 0.0
            if label.kind is LabelKind.ROW:
                place = self.place[label.name]
                named = self.row(state, place)
                if self.labelled and not (state.named or state.figures) and self.rows[place].optional:
                    doubt += COSTS.empty * (place - state.row)  # its group is named, and has no row before it
                straight = len(named) == len(labels) == 1 and named[0][0] < COSTS.straight
                if straight and not headed:
                    return named
                moves += [(cost + doubt, to, acts) for cost, to, acts in named] if doubt else named
            elif label.kind is LabelKind.GROUP:
                moves += [(cost + doubt, to, acts) for cost, to, acts in self.group(state, *self.groups[label.name])]
            else:
                free = headed or state.row < 0 or not self.labelled or label.kind is LabelKind.HEADING
                moves.append((doubt if free else doubt + COSTS.header, closed(state), HEAD))
                if label is first and free and state.row < 0:
                    return moves
        row = self.rows[state.row] if state.row >= 0 else None
        between = row is not None and 0 < state.figures < row.width
        if (headed and not self.labelled) or (row is not None and row.whole and not between):
            # the header of table 4 names the blocks of its one row
            moves.append((0.0, state.beside(OWN), HEAD))
        moves.append((COSTS.words, state, STRANGE) if headed else (COSTS.label, state.beside(GROUP), STRANGE))
        return moves

    def row(self, state: State, row: int, cost: float = 0.0, near: bool = False) -> list[Move]:
        """What it is to name a row."""
        act = (Act("label", row, 0, 0, near),)
        if row != state.row:
            return [(cost + self.to(state, row), State(row, 0, True), act)]
        if state.figures <= 0:
            return [(cost + (COSTS.again if state.named else 0.0), State(row, 0, True), act)]
        if state.named:
            again = (cost + COSTS.twice + self.leave(state), State(row, 0, True), act)
            return [(COSTS.again, state, (Act("part", row),)), again]
        return [(cost + COSTS.after, State(row, state.figures, True, after=state.after), act)]

    def group(self, state: State, first: int, last: int) -> list[Move]:
        """What the label of a group can say: that its rows come next, or nothing that is not said otherwise."""
        within = first <= state.row <= last
        cost = 0.0 if within else COSTS.header if state.row < first else COSTS.label
        stay = (cost, state if within else state.beside(GROUP), HEAD)
        if state.row < first:
            return [(self.to(state, first), State(first, 0, False, 0, state.begins), HEAD), stay]
        return [stay]

    # Words

    def words(self, state: State, piece: Piece, headed: bool) -> list[Move]:
        """What words can be that are no whole label: a part of one, a misprint, a figure that cannot be read.

        Among the names of columns, and the cells of a row, they are no figure.
        """
        text = piece.cell.text
        parts = parts_of(self.name, text)
        strange = COSTS.part if parts else COSTS.words
        moves: list[Move] = [(strange, state._replace(other=OWN if may_be_label(text) else 0), (Act("strange"),))]
        may_be_cell = not headed and self.may_be_cell(state, text)
        for part in parts:
            label = part.label
            if label.kind is LabelKind.ROW:
                moves += self.part(state, self.place[label.name], part.begins and len(text) > 1)
            elif label.kind is LabelKind.GROUP and part.begins and len(text) > 1:
                moves += self.group(state, *self.groups[label.name])
            else:
                moves.append((COSTS.apart if may_be_cell and len(text) == 1 else 0.0, state, (Act("head"),)))
        if not parts and (near := nearest_row(self.name, text)):
            moves += self.row(state, self.place[near.name], COSTS.near, near=True)
        elif may_be_cell:
            act = Act("figures", state.row, 0, 1)
            row = self.rows[state.row]
            says = row.changes and state.figures + 1 in row.widths and UNCHANGED.fullmatch(text)
            cost = COSTS.cell + (COSTS.unchanged if says else 0.0)
            moves.append((cost, State(state.row, state.figures + 1, state.named), (act,)))
        return moves

    def may_be_cell(self, state: State, text: str) -> bool:
        """Whether words can stand in the place of a figure of the row: short ones, and no part of a row's label."""
        if state.row < 0 or state.figures >= self.rows[state.row].width or not is_short(text):
            return False
        if len(text) == 1 and text not in SIGNS:
            return False
        parts = parts_of(self.name, text)
        if not parts:
            return state.figures > 0 or state.named
        return state.figures > 0 and all(part.label.kind not in (LabelKind.ROW, LabelKind.GROUP) for part in parts)

    def part(self, state: State, row: int, begins: bool) -> Iterator[Move]:
        """What a part of a row's label can be: more of the label of the last row, or the beginning of the next."""
        if row == state.row:
            if state.figures and not state.named:
                yield COSTS.after, State(row, state.figures, True, after=state.after), (Act("part", row),)
            else:
                yield 0.0, State(row, state.figures, True), (Act("part", row),)
        elif begins and row > state.row:
            yield COSTS.broken + self.to(state, row), State(row, 0, True), (Act("label", row),)
        elif row > state.row:
            yield COSTS.near + self.to(state, row), State(row, 0, True), (Act("label", row),)

    # Figures

    def figures(self, state: State, run: Shape) -> list[Move]:
        """Where the figures of a run can go."""
        row = self.rows[state.row] if state.row >= 0 else None
        waits = row is not None and state.named and not state.figures and not state.other
        fits = row is not None and run.filled in row.widths and (self.labelled or run.cells == run.filled)
        if waits and fits and not run.before and not run.glued:
            act = Act("figures", state.row, 0, run.cells)  # a label, and its figures right after it
            return [(0.0, State(state.row, run.filled, True), (act,))]
        if not run.filled:
            return [self.nothing(state, run, waits)]
        if run.across:
            return [(COSTS.own, state, (Act("strange"),))]
        moves = list(self.own(state, run))
        if waits and run.beside and len(moves) == 1 and (self.labelled or run.size <= 2 * self.rows[state.row].width):
            return moves
        moves += self.elsewhere(state, run)
        if row is not None and row.whole and run.filled == row.width == state.figures:
            acts = Act("label", state.row), Act("figures", state.row, 0, run.cells)
            moves.append((COSTS.twice, state, acts))
        left = (
            COSTS.own if state.other and not self.fills_rows(state, run) else min(COSTS.left * run.weight, COSTS.most)
        )
        left = max(left, COSTS.drawn if run.filled > 2 else 0.0)
        left = min(left, COSTS.page) if run.alone else left
        return [*moves, (left, state if state.figures == EMPTY else state.beside(0), STRANGE)]

    def fills_rows(self, state: State, run: Shape) -> bool:
        """Whether figures right after other words are those of several rows, and not one of the office's own."""
        rows, rest = divmod(run.filled, self.rows[max(0, state.row)].width)
        return rows > 1 and (run.beside or (state.other == GROUP and not rest))

    def nothing(self, state: State, run: Shape, waits: bool) -> Move:
        """What empty cells are: those of a row that was left empty, or what spans leave."""
        row, count, whole = self.rows[max(0, state.row)], run.cells, len(self.rows) - 1
        there = (run.beside or run.loose or state.figures <= 0) and count >= min(row.widths)
        if waits and self.labelled:
            blank = state._replace(figures=EMPTY) if there else state
            return 0.0, blank, (Act("figures", state.row, 0, count),)
        if not self.labelled and not run.beside and count > 2 * row.width and state.figures <= 0 and not row.whole:
            return 0.0, State(whole, EMPTY, True), (Act("figures", whole, 0, count),)
        own = state.row >= 0 and there and not state.named
        others = run.beside and there and self.labelled and state.named and state.figures > 0 and not run.headed
        return COSTS.header if own else COSTS.below if others else 0.0, state, (Act("strange"),)

    def own(self, state: State, run: Shape) -> Iterator[Move]:
        """Figures that go to the last row, all or more of them; none below another label, if its cells are empty."""
        if state.row < 0 or (state.figures == EMPTY and state.other == GROUP):
            return
        row = self.rows[state.row]
        if state.figures <= 0:
            cost = COSTS.passed if run.before and state.named else 0.0
            cost += (COSTS.apart + COSTS.lone if run.alone else COSTS.apart) if state.figures else 0.0
            cost += 0.0 if state.named else COSTS.unlabelled
            cost += COSTS.others if state.other or (run.headed and state.figures) else 0.0
            yield from self.into(run, state.row, state.named, cost, after=state.after and not state.named)
        elif state.figures + run.filled <= row.width:
            whole = state.figures + run.filled in row.widths
            cost = COSTS.broken if whole else COSTS.lone if run.alone else COSTS.apart
            cost += COSTS.others if state.other == GROUP or (state.other and run.beside) else 0.0
            act = Act("figures", state.row, 0, run.cells)
            yield cost, State(state.row, state.figures + run.filled, state.named), (act,)

    def elsewhere(self, state: State, run: Shape) -> Iterator[Move]:
        """Figures that go to a row after the last one, without its label."""
        unlabelled = COSTS.unlabelled + (COSTS.beside if state.other else 0.0) + (COSTS.style if state.after else 0.0)
        if run.beside and (state.other == GROUP or (state.row >= 0 and state.named)):
            unlabelled += COSTS.passed
        elif state.row >= 0 and state.named and state.figures <= 0:
            unlabelled += COSTS.below
        for later in range(state.row + 1, min(state.row + 5, len(self.rows))):
            whole = self.rows[later].whole
            if not whole or state.figures <= 0:
                short = COSTS.short if run.size <= self.rows[later - 1].width else 0.0
                cost = self.to(state, later) + (short if whole else unlabelled)
                yield from self.into(run, later, whole, cost, after=state.begins)

    def into(self, run: Shape, row: int, named: bool, cost: float, after: bool) -> Iterator[Move]:
        """A run that fills a row; or this row and those after it, where it is as long as several are."""
        filled, count = run.filled, run.cells
        of = self.rows[row]
        figures = of.width if filled < of.width <= count else filled
        figures = min(of.width, run.size) if run.glued else figures
        if not self.labelled and not of.whole and run.size > of.width:
            cost += COSTS.others if count >= self.rows[-1].width else COSTS.width
        start, end = run.start, run.end
        several = filled >= 2 * of.width and (run.loose or filled == end - start)
        if not several or of.whole or run.glued:
            yield cost, State(row, figures, named, after=after), (Act("figures", row, 0, count),)
            return
        if named:
            acts = [Act("figures", row, 0, of.width), Act("strange", -1, of.width)]
            yield cost + COSTS.behind, State(row, of.width, named, after=after), tuple(acts)
        acts = []
        while start < end and row < len(self.rows):
            of = self.rows[row]
            size = min(of.width, end - start)
            acts.append(Act("figures", row, start, size))
            start += size
            cost += COSTS.several if len(acts) > 1 else 0.0
            row += 1
        if start == end and acts[-1].number in of.widths:
            yield cost, State(row - 1, acts[-1].number, run.beside, after=after), tuple(acts)


_LETTERS = re.compile(r"[^\W\d_]{2}")


def may_be_label(text: str) -> bool:
    """Whether words can name a row that the form has not, what stands in brackets aside."""
    words = text if len(text) < LONGEST_NAME else reduced(text)
    return len(words) < LONGEST_NAME and _LETTERS.search(text) is not None and not CODE.search(text)


LONGEST_NAME = 40


@lru_cache(maxsize=16384)
def _label_moves(name: str, state: State, labels: tuple[Label, ...], headed: bool) -> Sequence[Move]:
    """What a whole label can name: labels recur from page to page, and so does what was read before them."""
    return form_of(name).label(state, labels, headed)


@lru_cache(maxsize=16384)
def _figure_moves(name: str, state: State, run: Shape) -> Sequence[Move]:
    """Where figures can go: the runs of tables have few shapes, and stand in few places."""
    return form_of(name).figures(state, run)


@cache
def form_of(name: str) -> Form:
    """The moves of a table, made once."""
    return Form(name)

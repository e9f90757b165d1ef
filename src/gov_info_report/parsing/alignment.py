"""Which row of the form each label and each run of figures on a page belongs to.

The rows of the form come in one order. A page prints them with accidents: a label is broken, misprinted, printed twice
or lost, stands before its figures, after them or around them. The alignment is the cheapest way to read the page as the
form with such accidents; `moves.COSTS` says what each of them costs. A table without any is read from the top, without
search, by `straight`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise
from operator import itemgetter
from typing import TypeAlias

from gov_info_report.document import Budget, Cell
from gov_info_report.parsing.aligned import Aligned, AlignedRow, Strange, editions_told, header_after, is_header
from gov_info_report.parsing.items import Item, Run, items_of, with_dividers
from gov_info_report.parsing.moves import START, Act, Form, State, form_of, may_be_label
from gov_info_report.parsing.outline import Line
from gov_info_report.parsing.printed import Printed, printed_as_the_form
from gov_info_report.recognise import Piece, PieceKind

__all__ = ["align", "search"]

MARGIN = 5.0
"""Readings that cost so much more than the cheapest are followed no further."""

WIDEST = 16
"""So many readings are followed at the most."""


def align(name: str, lines: Sequence[Line], budget: Budget) -> Aligned | Printed:
    """The lines of table `name` as rows of the form, by the cheapest way to read them so."""
    printed = list(with_dividers(lines, budget))
    return printed_as_the_form(name, printed) or search(form_of(name), printed, budget)


def search(form: Form, printed: Sequence[tuple[Line, Sequence[Cell]]], budget: Budget) -> Aligned:
    """The same for a table with accidents, or any other."""
    items = list(items_of(form.name, printed))
    headed = {line for line, group in groupby(items, key=itemgetter(1)) if _is_header([item for item, _ in group])}
    states: dict[State, tuple[float, _Trail]] = {START: (0.0, None)}
    for item, line in budget.timed(items):
        # whether words among the cells of a row stand for a figure is known already
        told = isinstance(item, Piece) and item.kind is PieceKind.WORDS and line.grid and len(line.cells) > 1
        states = _step(form, states, item, bool(told) or line in headed)
    _, _, trail = min(
        (cost + form.leave(state), number, trail) for number, (state, (cost, trail)) in enumerate(states.items())
    )
    return _told(form, items, trail)


def _is_header(items: Sequence[Item]) -> bool:
    """Whether a line names several columns, and holds no figures."""
    labels = [item.labels[0] for item in items if not isinstance(item, Run) and item.labels]
    return is_header(labels) and not any(isinstance(item, Run) and item.filled for item in items)


# The search

_Trail: TypeAlias = "tuple[_Trail, tuple[Act, ...]] | None"
"""What was done with the items so far, the last first."""


def _step(
    form: Form, states: dict[State, tuple[float, _Trail]], item: Item, headed: bool
) -> dict[State, tuple[float, _Trail]]:
    """The readings of a page after one more item, none that costs much more than the cheapest."""
    after: dict[State, tuple[float, _Trail]] = {}
    said = item.shape if isinstance(item, Run) else item
    for state, (cost, trail) in states.items():
        for more, to, acts in form.moves(state, said, headed):
            known = after.get(to)
            if known is None or cost + more < known[0]:
                after[to] = (cost + more, (trail, acts))
    if len(after) == 1:
        return after
    least = min([cost for cost, _ in after.values()])
    kept = [(state, reading) for state, reading in after.items() if reading[0] <= least + MARGIN]
    return dict(kept if len(kept) <= WIDEST else sorted(kept, key=_cost)[:WIDEST])


def _cost(reading: tuple[State, tuple[float, _Trail]]) -> float:
    return reading[1][0]


# What was found


def _told(form: Form, items: Sequence[tuple[Item, Line]], trail: _Trail) -> Aligned:
    """The rows that a reading of a page comes to."""
    found = Aligned(form.name)
    steps: list[tuple[Act, ...]] = []
    while trail is not None:
        trail, acts = trail
        steps.append(acts)
    header: list[Piece] = []
    row: AlignedRow | None = None
    before = ""
    stray = False
    for (item, line), acts in zip(items, reversed(steps), strict=True):
        for act in acts:
            if act.kind in ("strange", "page"):
                _leave(found.strange, item, act, before == "strange")
                if row is not None and before == "figures" and isinstance(item, Run) and item.shape.alone:
                    row.rest = item.cells[0] if item.weight else None
            before = act.kind
            if isinstance(item, Piece):
                if act.kind != "strange":
                    found.vote(editions_told(item.labels))
                if act.kind == "head" and row is not None and row.named and not form.labelled:
                    of = form.rows[form.place[row.path]]
                    row.names += [item] if not of.whole and len(row.filled) < of.width else []
                if act.row < 0 and act.kind != "page":
                    header = header_after(header, item, row, heads=act.kind == "head")
                    if row is not None and row.named and not row.cells:
                        row.header = header  # names between a label and its figures are that row's
            if act.row >= 0:
                last, row = row, _entered(found, form.rows[act.row].path, row, act, header)
                row.stray = row.stray or (row is not last and stray)
                _add(row, item, line, act)
            stray = (act.kind == "strange" and isinstance(item, Run) and item.weight >= form.rows[0].width) or (
                stray and act.row < 0
            )
    _settle_unlabelled(form, found)
    _settle_stacked(found)
    return found


def _leave(strange: list[Strange], item: Item, act: Act, after: bool) -> None:
    """Keep what belongs to nothing; words and the figures right `after` them are a row of the office's own."""
    if not isinstance(item, Run):
        strange.append(Strange("page" if act.kind == "page" else "words", item.cell.text, item.cell))
    elif cells := [cell for cell in item.cells[act.start :] if cell.text]:
        words = " ".join([cell.text for cell in cells])
        if after and strange and strange[-1].kind == "words" and may_be_label(strange[-1].text):
            strange[-1] = Strange("own", f"{strange[-1].text} {words}", strange[-1].cell)
        else:
            strange.append(Strange("figures", words, cells[0]))


def _entered(found: Aligned, path: str, row: AlignedRow | None, act: Act, header: list[Piece]) -> AlignedRow:
    """The row that an act belongs to: the last one, or a new one."""
    again = act.kind == "label" and row is not None and row.cells and (row.named or path == found.name)
    if row is not None and row.path == path and not again:
        return row
    row = AlignedRow(path, header, headed=row is None or row.header is not header)
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
        if part := [cell for cell in cells if cell.text]:
            if not row.filled:
                row.cells.clear()  # empty cells beside the label: the figures stand on this line
            row.parts.append(part)
        row.cells += cells
        row.glued = item.glued
        row.beside = row.beside or item.beside
        shared = act.number < len(item.cells) or len({cell.column for cell in cells}) < len(cells)
        row.loose = item.loose or shared
        row.exact = line.grid is not None and line.grid.exact
        row.sure = row.sure and not (row.exact and len(row.parts) > 1)  # a row of cells is one row
    elif act.kind == "figures":
        row.cells.append(item.cell)
    else:
        after = bool(row.filled)
        row.above = row.above or (not row.named and after)
        row.named = True
        row.beside = row.beside or after
        row.label = row.label or item.cell
        row.near = row.near or act.near


def _settle_stacked(found: Aligned) -> None:
    """Rows are not sure whose figures stand below several labels, in a table that has labels beside its figures."""
    filled = [row for row in found.rows if row.filled]
    if 2 * sum(1 for row in filled if row.beside) > len(filled):
        for above, row in pairwise(found.rows):
            if row.named and row.filled and not row.beside and above.named and not above.cells:
                row.sure = False


def _of_both(row: AlignedRow, others: Sequence[AlignedRow]) -> bool:
    """Whether a row of one edition stands among others that the other edition has in its place."""
    inside = (other.path.startswith(f"{row.path}.") or row.path.startswith(f"{other.path}.") for other in others)
    return any(inside)


def _settle_unlabelled(form: Form, found: Aligned) -> None:
    """Rows without a label are sure where as many stand between two labelled ones as the form has there.

    Below the names of several blocks that have no figures, figures for one of them are not, unless beside its name.
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
            other.sure = form.rows[place - 1].whole or (taken.issuperset(between) and not _of_both(other, waiting))
        waiting.clear()
        before = place
    if not form.labelled and any(form.rows[form.place[row.path]].whole for row in found.rows):
        whole = [row for row in found.rows if form.rows[form.place[row.path]].whole]
        found.rows = [row for row in found.rows if row.filled] or whole[:1]
    elif not form.labelled:
        for above, row in pairwise(found.rows):
            row.sure = row.sure and bool(above.filled or not row.filled or row.beside)

"""What is told of the rows of a table: a finding for each accident, with all figures that it touches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gov_info_report.document import Cell, Span
from gov_info_report.findings import Finding, find
from gov_info_report.parsing.explaining import (
    EMPTY_LOST,
    Settled,
    is_blank,
)
from gov_info_report.recognise import adds_up, may_have_slid, read_figure

__all__ = ["tell"]

PLAIN = frozenset({"as printed", "merged cells repeated", "columns without a name lost"})
"""What a page shows by itself; all else is a finding."""


def tell(rows: Sequence[Settled]) -> Iterator[Finding]:
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
    undecided = [settled for settled in rows if settled.is_open]
    if undecided:
        yield _touching("cell-undecided", undecided)
    left_out = any(_leaves_out_totals(settled) for settled in rows if settled.row.exact)
    doubtful = [s for s in rows if _is_doubtful(s, left_out) or (undecided and _is_cut(s))]
    if doubtful:
        yield _touching("cell-doubtful", doubtful)
    left = [cell for settled in rows for cell in settled.left]
    if left:
        words = " ".join([cell.text for cell in left])
        yield find("text-unplaced", (), [left[0].span], severity="warning", actual=words)


def _spans(rows: Sequence[Settled]) -> list[Span | None]:
    return [settled.row.lines[0].place for settled in rows]


def _touching(code: str, rows: Sequence[Settled]) -> Finding:
    """A finding that names figures of several rows: those that it leaves open, or all."""
    paths: list[str] = []
    spans = []
    for settled in rows:
        slots = settled.slots or settled.nowhere
        for path, slot in zip(settled.target.paths, slots, strict=True):
            if code != "cell-undecided" or slot is None or settled.accident == EMPTY_LOST:
                paths.append(path)
                spans.append(slot.span if isinstance(slot, Cell) else settled.row.lines[0].place)
    printed = list(dict.fromkeys(settled.row.raw for settled in rows))  # several rows may stand on one line
    detail = printed[0] + (" …" if len(printed) > 1 else "")
    if code == "cell-reassigned":
        columns = zip(rows[0].slots or (), rows[0].target.columns, strict=True)
        detail = "、".join([column.term.label for slot, column in columns if isinstance(slot, Cell)])
    return find(code, paths, spans, actual="\n".join(printed), detail=detail)


def _is_doubtful(settled: Settled, totals_left_out: bool) -> bool:
    """Whether a row stands as it is printed, though its numbers may have slid over cells that are empty or lost.

    So they may have where its own header names other columns, or the rest of a number stands alone after the row. Where
    the table leaves out totals, that of a row is empty, and no other number is it.
    """
    if settled.slots is None or settled.is_open or settled.row.glued:
        return False
    if settled.row.broken and not settled.target.totals:
        return True
    if settled.header.names and settled.row.headed and not set(settled.header.names).intersection(settled.target.names):
        return True
    if settled.row.exact:
        return not totals_left_out and any(_ends_in_its_sum(settled))
    if settled.accident not in PLAIN:
        return False  # placed by what was found, and reported
    texts = [slot.text if isinstance(slot, Cell) else "" for slot in settled.slots]
    if not may_have_slid(texts, settled.target.names):
        return False
    return adds_up(tuple(texts), settled.target.names) is not True


def _is_cut(settled: Settled) -> bool:
    """Whether the digits of a row were cut as its own sum says, which may be wrong, and could be cut otherwise."""
    digits = sum(len(cell.text) for cell in settled.row.filled)
    return settled.row.glued and not settled.is_open and 1 < len(settled.target) < digits


def _leaves_out_totals(settled: Settled) -> bool:
    """Whether a total of a row is empty, and no number before it can be that."""
    return not all(_ends_in_its_sum(settled))


def _ends_in_its_sum(settled: Settled) -> Iterator[bool]:
    """For each empty total, whether the last number before it is the sum of the others: it may be the total."""
    for first, total in settled.target.totals if settled.slots else ():
        shown = [slot.text for slot in (settled.slots or ())[first : total + 1] if isinstance(slot, Cell) and slot.text]
        figures = [read_figure(text, "") for text in shown]
        numbers = [figure for figure in figures if isinstance(figure, int)]
        if is_blank((settled.slots or ())[total]) and any(numbers):
            yield len(numbers) > 1 and 2 * numbers[-1] == sum(numbers)

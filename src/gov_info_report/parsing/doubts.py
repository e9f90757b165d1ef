"""Rows whose numbers stand where the page shows them, though nothing proves that none of them has slid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gov_info_report.document import Cell
from gov_info_report.findings import Finding, find
from gov_info_report.model import may_have_slid, read_figure, totals_of
from gov_info_report.parsing.evidence import Slots, Target, other_columns
from gov_info_report.parsing.rows import GLUED, FoundRow

MANY = 3
"""So many rows with more figures than the form has columns show a column that the form has not."""

__all__ = ["about_doubtful"]


def about_doubtful(
    rows: Sequence[FoundRow], targets: Sequence[Target], slots: Sequence[Slots | None], shown: Sequence[Slots | None]
) -> Iterator[Finding]:
    """A finding for each row whose numbers may have slid; they stay where they are printed.

    `shown` is what the page showed before anything was proved.
    """
    crowded = sum(
        len(row.filled) > len(target) for row, target, slot in zip(rows, targets, shown, strict=True) if not slot
    )
    most = {id(row.header): 0 for row in rows}
    for row in rows:
        most[id(row.header)] = max(most[id(row.header)], len(row.filled))
    for row, target, chosen, printed in zip(rows, targets, slots, shown, strict=True):
        if chosen is not printed or chosen is None or len(chosen) == 1:
            continue  # nothing to be mistaken for, or told already
        texts = [slot.text if isinstance(slot, Cell) else "" for slot in chosen]
        cells = [slot for slot in chosen if isinstance(slot, Cell)]
        if len(cells) < len(chosen):
            doubtful = 0 < len(row.filled) < most[id(row.header)]  # the header has lost more columns than the rows
        elif any(cell.column == GLUED for cell in cells):
            doubtful = _was_cut(texts, target)
        else:
            doubtful = (
                may_have_slid(texts, target.names)
                or crowded >= MANY
                or row.unsure
                or ("" in texts and _goes_beyond(row))
                or (len(row.cells) == len(chosen) and _names_another(row))
            )
        if doubtful:
            label = row.label.text if row.label else "数据行"  # a table's one row has no label
            yield find(
                "cell-doubtful",
                target.paths,
                [cell.span for cell in cells] if len(cells) == len(chosen) else (),
                label=label,
                actual=row.raw,
            )


def _goes_beyond(row: FoundRow) -> bool:
    """Whether a row of a grid with true spans has a cell beside the last column of its header.

    The header of table 4 names its columns three times over, and says nothing of where they end.
    """
    grid = row.lines[-1].grid
    last = max((head.column for head in row.header.values()), default=row.cells[-1].column)
    return row.label is not None and grid is not None and grid.exact and row.cells[-1].column > last


def _names_another(row: FoundRow) -> bool:
    """Whether a header names a column that the form has not between two that it has; what stands last is a note."""
    return row.label is not None and any(name != last for last in list(row.header)[-1:] for name in other_columns(row))


def _was_cut(texts: Sequence[str], target: Target) -> bool:
    """Whether digits ran together, and neither their sums nor zeros alone show where one number ends."""
    if {*texts} == {"0"}:
        return False
    figures = [read_figure(text) for text in texts]
    counts = [figure for figure in figures if isinstance(figure, int)]
    sums = list(totals_of(target.names))
    proven = len(counts) == len(texts) and all(sum(counts[first:total]) == counts[total] for first, total in sums)
    return not (sums and proven)

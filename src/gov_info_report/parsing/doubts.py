"""Rows whose numbers stand where the page shows them, though nothing proves that none of them has slid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gov_info_report.document import Cell
from gov_info_report.findings import Finding, find
from gov_info_report.model import may_have_slid, read_figure, totals_of
from gov_info_report.parsing.evidence import Slots, Target
from gov_info_report.parsing.rows import FoundRow

__all__ = ["about_doubtful"]


def about_doubtful(
    rows: Sequence[FoundRow], targets: Sequence[Target], slots: Sequence[Slots | None]
) -> Iterator[Finding]:
    """A finding for each row whose numbers may have slid; they stay where they are printed."""
    for row, target, chosen in zip(rows, targets, slots, strict=True):
        cells = [slot for slot in chosen or () if isinstance(slot, Cell)]
        if len(cells) != len(target) or len(cells) == 1:
            continue  # nothing to be mistaken for, or told already, with every column that lacks a cell
        texts = [cell.text for cell in cells]
        if _was_cut(texts, target) if row.glued else may_have_slid(texts, target.names):
            label = row.label.text if row.label else "数据行"  # a table's one row has no label
            yield find("cell-doubtful", target.paths, [cell.span for cell in cells], label=label, actual=row.raw)


def _was_cut(texts: Sequence[str], target: Target) -> bool:
    """Whether digits ran together, and neither their sums nor zeros alone show where one number ends."""
    if {*texts} == {"0"}:
        return False
    figures = [read_figure(text) for text in texts]
    counts = [figure for figure in figures if isinstance(figure, int)]
    sums = list(totals_of(target.names))
    proven = len(counts) == len(texts) and all(sum(counts[first:total]) == counts[total] for first, total in sums)
    return not (sums and proven)

"""The rows of a table with every number in its column, as the page shows it, or as the identities prove it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from gov_info_report.document import Cell
from gov_info_report.findings import Finding, find
from gov_info_report.model import NUMBERS, Figure, Table
from gov_info_report.parsing.doubts import about_doubtful, lacks_a_name
from gov_info_report.parsing.evidence import Slots, Target, by_evidence, if_full, shape_of, starts_of, target_of
from gov_info_report.parsing.proof import could_move, prove
from gov_info_report.parsing.rows import FoundRow
from gov_info_report.recognise import converts, printed_unit, read_figure

__all__ = ["PlacedRow", "place_rows"]


@frozen
class PlacedRow:
    """A row with a figure for each of its columns, and the cells that they were read from."""

    path: str
    paths: tuple[str, ...]
    figures: tuple[Figure, ...]
    cells: tuple[Cell | None, ...]
    found: FoundRow


def place_rows(rows: Sequence[FoundRow], of: Table) -> tuple[list[PlacedRow], list[Finding]]:
    """Give every number of the rows its column; a finding for each row where position alone did not tell."""
    targets = [target_of(row.path, of) for row in rows]
    widest = max((cell.column for row in rows for cell in (*row.cells[-1:], *row.header.values())), default=0)
    slots = [if_full(row, target) for row, target in zip(rows, targets, strict=True)]
    findings: list[Finding] = []
    shown, told = slots, None not in slots
    if not told:
        starts = starts_of(rows, targets, widest)
        slots = [
            slot or by_evidence(row, target, widest, starts.get(shape_of(row, target)))
            for row, target, slot in zip(rows, targets, slots, strict=True)
        ]
        findings += [finding for found in zip(rows, slots, strict=True) for finding in _left_over(*found)]
        shown = list(slots)
        if any(slot is None or could_move(slot, target) for slot, target in zip(slots, targets, strict=True)):
            findings += prove(of, rows, targets, slots)
    if not told or lacks_a_name(rows, targets):
        findings += about_doubtful(rows, targets, slots, shown)
    placed = [
        _placed(row, target, slot)
        for row, target, slot in zip(rows, targets, slots, strict=True)
        if slot is not None  # none is left: the identities decide, or say that they cannot
    ]
    for row, target in zip(placed, targets, strict=True):
        findings += _about_units(row, target)
    return placed, findings


def _placed(found: FoundRow, target: Target, slots: Slots) -> PlacedRow:
    figures = [
        read_figure(slot.text, unit) if isinstance(slot, Cell) else slot
        for slot, unit in zip(slots, target.units, strict=True)
    ]
    cells = [slot if isinstance(slot, Cell) else None for slot in slots]
    return PlacedRow(found.path, target.paths, tuple(figures), tuple(cells), found)


def _left_over(row: FoundRow, slots: Slots | None) -> Iterator[Finding]:
    """A finding for each cell of a row that stands under a column which the form has not."""
    if slots is not None and len(row.filled) > sum(isinstance(slot, Cell) and slot.text != "" for slot in slots):
        for cell in row.filled:
            if cell not in slots:
                yield find("text-unplaced", (), [cell.span], severity="warning", actual=cell.text)


def _about_units(row: PlacedRow, target: Target) -> Iterator[Finding]:
    """A finding for each cell that prints another unit than the form's, or one where the form has none."""
    for path, unit, figure, cell in zip(target.paths, target.units, row.figures, row.cells, strict=True):
        printed = printed_unit(cell.text) if cell is not None else ""
        if cell is not None and printed and isinstance(figure, NUMBERS):
            if not unit:
                yield find("unit-printed", [path], [cell.span], actual=cell.text)
            elif converts(printed, unit):
                yield find("unit-converted", [path], [cell.span], expected=figure, actual=cell.text)

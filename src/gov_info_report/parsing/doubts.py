"""Rows whose numbers stand where the page shows them, though nothing proves that none of them has slid."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from gov_info_report.document import Cell
from gov_info_report.findings import Finding, find
from gov_info_report.model import adds_up, may_have_slid
from gov_info_report.parsing.evidence import Slots, Target, other_columns
from gov_info_report.parsing.rows import GLUED, FoundRow

MANY = 3
"""So many rows are no accident: more figures than the form has columns, or numbers that slid."""

REMARKS = ("?备注", "?说明")
"""Columns that hold no figures."""

LONGEST_NAME = len("?小计合计")
"""What stands last in a header and is longer, is a note beside it, and names no column."""

__all__ = ["about_doubtful", "lacks_a_name"]


def about_doubtful(
    rows: Sequence[FoundRow], targets: Sequence[Target], slots: Sequence[Slots | None], shown: Sequence[Slots | None]
) -> Iterator[Finding]:
    """A finding for each row whose numbers may have slid; they stay where they are printed.

    `shown` is what the page showed before anything was proved.
    """
    texts = [tuple([slot.text if isinstance(slot, Cell) else "" for slot in chosen or ()]) for chosen in slots]
    sums = [adds_up(row, target.names) for row, target in zip(texts, targets, strict=True)]
    under: dict[int, list[int]] = {}
    shapes: dict[int, set[tuple[int, int]]] = {}
    for place, row in enumerate(rows):
        under.setdefault(id(row.header), []).append(place)
        shapes.setdefault(id(row.header), set()).add((len(row.filled), row.path.count(".")))
    slid = ["" in row and may_have_slid(row, target.names) for row, target in zip(texts, targets, strict=True)]
    crowded = sum(
        len(row.filled) > len(target) for row, target, slot in zip(rows, targets, shown, strict=True) if not slot
    )
    for place, (row, target, chosen) in enumerate(zip(rows, targets, slots, strict=True)):
        if chosen is not shown[place] or chosen is None or len(chosen) == 1:
            continue  # nothing to be mistaken for, or told already
        cells = [slot for slot in chosen if isinstance(slot, Cell)]
        if len(cells) < len(chosen):
            doubtful = len(row.filled) > 0 and (
                sums[place] is False or _may_have_lost_more(row, shapes[id(row.header)], target)
            )
        elif any(cell.column == GLUED for cell in cells):
            doubtful = _was_cut(texts[place], target)
        else:
            doubtful = (
                slid[place]
                or crowded >= MANY
                or row.unsure
                or ("" in texts[place] and (_goes_beyond(row) or sums[place] is False))
                or (sum(slid) >= MANY and not sums[place] and _could_be_slid(texts[place]))
                or (len(row.cells) == len(chosen) and _names_another(row, texts[place]))
                or _unproven([sums[other] for other in under[id(row.header)]], row, target)
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


def lacks_a_name(rows: Sequence[FoundRow], targets: Sequence[Target]) -> bool:
    """Whether a header over rows with totals has lost the name of a column."""
    headers = {id(row.header): (row.header, target.names) for row, target in zip(rows, targets, strict=True)}
    return any("total" in names and header and not header.keys() >= {*names} for header, names in headers.values())


def _may_have_lost_more(row: FoundRow, beside: Iterable[tuple[int, int]], target: Target) -> bool:
    """Whether a row that has as many numbers as its header has names need not have those of the same columns.

    Another row has more; a row of no more labels has less, though those lose cells last; the header has lost the total,
    or has a name that may be the lost one.
    """
    filled, depth = len(row.filled), row.path.count(".")
    return (
        any(name.startswith("?") for name in row.header)
        or ("total" in target.names and "total" not in row.header)
        or any(figures > filled or (0 < figures < filled and labels <= depth) for figures, labels in beside)
    )


def _goes_beyond(row: FoundRow) -> bool:
    """Whether a row of a grid with true spans has a cell beside the last column of its header.

    The header of table 4 names its columns three times over, and says nothing of where they end.
    """
    grid = row.lines[-1].grid
    last = max((head.column for head in row.header.values()), default=row.cells[-1].column)
    return row.label is not None and grid is not None and grid.exact and row.cells[-1].column > last


def _could_be_slid(texts: tuple[str, ...]) -> bool:
    """Whether a row has an empty cell at an end, and others; more than one number, which would have its place."""
    return "" in (texts[0], texts[-1]) and texts.count("") < len(texts) - 1


def _names_another(row: FoundRow, texts: tuple[str, ...]) -> bool:
    """Whether a header names a column that the form has not; neither a note that stands last, nor room for remarks."""
    names = other_columns(row) if row.label is not None else []
    last = [*row.header][-1:]
    return any(
        (name not in last or len(name) <= LONGEST_NAME) and ("" in texts or name not in REMARKS) for name in names
    )


def _unproven(sums: Sequence[bool | None], row: FoundRow, target: Target) -> bool:
    """Whether a header has lost the name of a column, and the rows under it do not prove by their sums to have it."""
    return lacks_a_name([row], [target]) and sums.count(True) <= sums.count(False)


def _was_cut(texts: tuple[str, ...], target: Target) -> bool:
    """Whether digits ran together, and neither their sums nor zeros alone show where one number ends."""
    if {*texts} == {"0"}:
        return False
    return not (all(text.isdigit() for text in texts) and adds_up(texts, target.names))

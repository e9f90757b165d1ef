"""Rows whose numbers stand where the page shows them, though nothing proves that none of them has slid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property

from attrs import frozen

from gov_info_report.document import Cell
from gov_info_report.findings import Finding, find
from gov_info_report.model import Mark
from gov_info_report.parsing.evidence import Slots, Target, other_columns
from gov_info_report.parsing.rows import GLUED, FoundRow
from gov_info_report.recognise import adds_up, may_have_slid

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
    doubts = _Doubts(rows, targets, slots, shown)
    for place, (row, target, chosen) in enumerate(zip(rows, targets, slots, strict=True)):
        if chosen is not shown[place] or chosen is None or len(chosen) == 1:
            continue  # nothing to be mistaken for, or told already
        if doubts.at(place):
            label = row.label.text if row.label else "数据行"  # a table's one row has no label
            cells = [slot for slot in chosen if isinstance(slot, Cell)]
            yield find(
                "cell-doubtful",
                target.paths,
                [cell.span for cell in cells] if len(cells) == len(chosen) else (),
                label=label,
                actual=row.raw,
            )


@frozen
class _Doubts:
    """The rows of a table, and what they say of one another; asked for where a row alone does not settle it."""

    rows: Sequence[FoundRow]
    targets: Sequence[Target]
    slots: Sequence[Slots | None]
    shown: Sequence[Slots | None]

    def at(self, place: int) -> bool:
        """Whether the numbers of a row, which stand where they are printed, may have slid."""
        row, target, chosen, texts = self.rows[place], self.targets[place], self.slots[place] or (), self.texts(place)
        sums = adds_up(texts, target.names)
        if Mark.MISSING in chosen:
            return len(row.filled) > 0 and (sums is False or self.may_have_lost_more(place))
        if any(isinstance(slot, Cell) and slot.column == GLUED for slot in chosen):
            cut_surely = {*texts} == {"0"} or (sums and all(text.isdigit() for text in texts))
            return not cut_surely  # only zeros, or their sums, show where numbers that ran together end
        if "" in texts and (
            may_have_slid(texts, target.names)
            or _goes_beyond(row)
            or sums is False
            or (_could_be_slid(texts) and not sums and self.slid >= MANY)
        ):
            return True
        return (
            row.unsure
            or self.crowded >= MANY
            or (len(row.cells) == len(chosen) and _names_another(row, texts))
            or (lacks_a_name([row], [target]) and (self.is_fuller(place) or not self.proven[id(row.header)]))
            or ("" not in texts and self.short[id(row.header)])
        )

    def texts(self, place: int) -> tuple[str, ...]:
        """What stands in the columns of a row."""
        return tuple([slot.text if isinstance(slot, Cell) else "" for slot in self.slots[place] or ()])

    @cached_property
    def slid(self) -> int:
        """How many rows with empty cells may have slid."""
        return sum(
            "" in texts and may_have_slid(texts, target.names)
            for texts, target in zip(map(self.texts, range(len(self.rows))), self.targets, strict=True)
        )

    @cached_property
    def crowded(self) -> int:
        """How many rows have more figures than the form has columns."""
        return sum(
            slot is None and len(row.filled) > len(target)
            for row, target, slot in zip(self.rows, self.targets, self.shown, strict=True)
        )

    @cached_property
    def proven(self) -> dict[int, bool]:
        """Whether more rows under a header prove by their sums than deny that they have all columns."""
        balance: Counter[int] = Counter()
        for place, (row, target) in enumerate(zip(self.rows, self.targets, strict=True)):
            balance[id(row.header)] += {True: 1, False: -1, None: 0}[adds_up(self.texts(place), target.names)]
        return {header: more > 0 for header, more in balance.items()}

    @cached_property
    def short(self) -> dict[int, bool]:
        """Whether most rows under a header end before the last column; one that does not may have a number too many."""
        balance: Counter[int] = Counter()
        for row, target in zip(self.rows, self.targets, strict=True):
            end = max((place for place, cell in enumerate(row.cells, start=1) if cell.text), default=len(target))
            balance[id(row.header)] += 1 if end < len(target) else -1
        return {header: more > 0 for header, more in balance.items()}

    @cached_property
    def shapes(self) -> dict[int, set[tuple[int, int]]]:
        """How many figures, and how many labels, the rows under each header have."""
        shapes: dict[int, set[tuple[int, int]]] = {}
        for row in self.rows:
            shapes.setdefault(id(row.header), set()).add((len(row.filled), row.path.count(".")))
        return shapes

    def is_fuller(self, place: int) -> bool:
        """Whether another row under the same header has fewer figures, as many perhaps as the header has names."""
        filled = len(self.rows[place].filled)
        return any(0 < figures < filled for figures, _ in self.shapes[id(self.rows[place].header)])

    def may_have_lost_more(self, place: int) -> bool:
        """Whether a row that has as many numbers as its header has names need not have those of the same columns.

        Another row has more; a row of no more labels has less, though those lose cells last; the header has lost the
        total, or has a name that may be the lost one.
        """
        row = self.rows[place]
        filled, depth = len(row.filled), row.path.count(".")
        return (
            any(name.startswith("?") for name in row.header)
            or ("total" in self.targets[place].names and "total" not in row.header)
            or any(
                figures > filled or (0 < figures < filled and labels <= depth)
                for figures, labels in self.shapes[id(row.header)]
            )
        )


def lacks_a_name(rows: Sequence[FoundRow], targets: Sequence[Target]) -> bool:
    """Whether a header over rows with totals has lost the name of a column."""
    headers = {id(row.header): (row.header, target.names) for row, target in zip(rows, targets, strict=True)}
    return any("total" in names and header and not header.keys() >= {*names} for header, names in headers.values())


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

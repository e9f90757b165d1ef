"""The rows of a table in the order of the form, both editions in one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache

from attrs import field, frozen

from gov_info_report.model import EDITIONS, Kind, table

__all__ = ["FormRow", "form_rows"]


@frozen
class FormRow:
    """A row of a table in the order of the form, of both editions.

    `widths` are the numbers of figures that it may have; an `optional` row need not be there.

    `whole` is a row that stands for all rows of its table, as the one row of table 4 does; it has no label. One that
    `changes` tells by how much something grew, and may say so in words.
    """

    path: str
    widths: frozenset[int]
    optional: bool
    whole: bool = False
    changes: bool = False

    width: int = field(init=False)
    """The most figures that it may have."""

    @width.default
    def _width(self) -> int:
        return max(self.widths)


@cache
def form_rows(name: str) -> tuple[FormRow, ...]:
    """The rows of a table, both editions in one order; a row that only one has may be absent."""
    widths: dict[str, set[int]] = {}
    having: Counter[str] = Counter()
    changing: set[str] = set()
    for edition in EDITIONS:
        of = table(name, edition)
        for row in of.rows:
            widths.setdefault(row.path, set()).add(len(row.columns))
            having[row.path] += 1
            changing.update(row.path for column in row.columns if column.term.kind is Kind.CHANGE)
    order = _merged([[row.path for row in table(name, edition).rows] for edition in EDITIONS])
    rows = [
        FormRow(path, frozenset(widths[path]), having[path] < len(EDITIONS), changes=path in changing) for path in order
    ]
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

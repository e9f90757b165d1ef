"""Tables whose columns are drawn by a line of dashes, as pandoc and tabulate print them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, pairwise

from gov_info_report.document import Budget, GridRow, row_of
from gov_info_report.readers.lines import Finder, Found, Lines
from gov_info_report.readers.tables import table_blocks
from gov_info_report.readers.widths import WIDTHS

__all__ = ["FINDER"]

_RULE = re.compile(r"\s*(?:-{2,}(?:\s+-{2,})+|={2,}(?:\s+={2,})+)\s*")
_LINE = re.compile(r"\s*(?:-{2,}|={2,})\s*")
_RUN = re.compile(r"[-=]+")
_LONGEST = 2000
"""A table has so many lines at the most."""


WIDEST = 4000
"""A line of dashes is no longer."""


def _find(lines: Lines, budget: Budget) -> Iterator[Found]:
    """The tables of a text that lines of dashes draw; these lines are consumed.

    One such line stands under the header, or above the first row; where another closes the table, empty lines divide
    its rows, if there are any. Each column must begin where its dashes do, in every line.
    """
    after = 0
    for at, line in budget.timed(enumerate(lines.texts)):
        if at >= after and "--" in line and len(line) <= WIDEST and _RULE.fullmatch(line):
            found = _table(lines, at, budget)
            if found is not None:
                after = found.after
                yield found


def _table(lines: Lines, rule: int, budget: Budget) -> Found | None:
    texts = lines.texts
    end = _end(texts, rule)
    below = _rows(texts, rule + 1, end)
    if not below:
        return None
    first = rule
    while first and texts[first - 1].strip() and not _LINE.fullmatch(texts[first - 1]) and rule - first < 4:
        first -= 1
    rows = [list(range(first, rule))] if first < rule else []
    rows += below
    used = [at for row in rows for at in row]
    width = next((each for each in WIDTHS if _fits(texts, used, texts[rule], each)), None)
    if width is None:
        return None
    starts = _starts(texts[rule])
    budget.spend_cells(len(starts) * len(used))
    made = [_row(lines, row, starts, width) for row in rows]
    closed = end < len(texts) and texts[end].strip() != ""
    return Found(first, end + 1 if closed else end, table_blocks(made, exact=True))


def _end(texts: Sequence[str], rule: int) -> int:
    """The line that closes a table, or the empty line after it."""
    last = min(len(texts), rule + _LONGEST)
    for at in range(rule + 1, last):
        if texts[at].strip() == texts[rule].strip() or (_LINE.fullmatch(texts[at]) and len(texts[at]) > 20):
            return at
    return next((at for at in range(rule + 1, last) if not texts[at].strip()), last)


def _rows(texts: Sequence[str], start: int, end: int) -> list[list[int]]:
    """The lines of each row: one, or those between empty lines."""
    rows: list[list[int]] = [[]]
    for at in range(start, end):
        if texts[at].strip():
            rows[-1].append(at)
        elif rows[-1]:
            rows.append([])
    rows = [row for row in rows if row]
    return rows if len(rows) > 1 else [[at] for row in rows for at in row]


def _starts(rule: str) -> list[int]:
    return [found.start() for found in _RUN.finditer(rule)]


def _fits(texts: Sequence[str], used: Sequence[int], rule: str, width: Callable[[str], int]) -> bool:
    """Whether no word of these lines stands across the beginning of a column."""
    starts = _starts(rule)[1:]
    for at in used:
        places = list(accumulate(map(width, texts[at]), initial=0))
        for start in starts:
            if start < places[-1] and (start not in places or texts[at][places.index(start) - 1] != " "):
                return False
    return True


def _row(lines: Lines, row: Sequence[int], starts: Sequence[int], width: Callable[[str], int]) -> GridRow:
    parts: list[list[tuple[int, int, int]]] = [[] for _ in starts]
    for at in row:
        text = lines.texts[at]
        places = list(accumulate(map(width, text), initial=0))
        cuts = [places.index(start) if start in places else len(text) for start in starts] + [len(text)]
        for column, (one, other) in enumerate(pairwise(cuts)):
            parts[column].append((at, one, other))
    end = (row[0], len(lines.texts[row[0]]))
    return row_of([lines.cell(part, column, end) for column, part in enumerate(parts)])


FINDER = Finder(re.compile(r"--"), _find)
"""Tables that dashes draw."""

"""Tables drawn with the characters of boxes, or in ASCII with `+`, `-` and `|`: cells by where their borders are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, groupby, pairwise
from operator import attrgetter
from typing import NamedTuple

from attrs import define, field

from gov_info_report.document import Block, Budget, row_of
from gov_info_report.readers.lines import Finder, Found, Lines
from gov_info_report.readers.tables import table_blocks
from gov_info_report.readers.widths import WIDTHS
from gov_info_report.recognise import BOX, BOX_RULE, is_figure

__all__ = ["FINDER"]

_UNICODE_LINE = re.compile(r"\s*[\u2500-\u257f].*[\u2500-\u257f]\s*")
_ASCII_LINE = re.compile(r"\s*[|+].*[|+]\s*")
_BORDER = re.compile(r"[\u2502-\u254b\u2551-\u257f|]|\+(?=[-=+:|]|\s*$)|(?<=[-=:|])\+")
"""Where a cell begins or ends; crossings of lines are such, dashes are not."""
_RULE = re.compile(r"\s*(?:[\u2500\u2501\u2504\u2505\u2508\u2509\u254c\u254d\u2550]+|[=:-]{3,})\s*")
_SHORT_RULE = re.compile("[=:-]+")
_UPRIGHT = frozenset("\u2502|")


WIDEST = 256
"""A box has no more borders on a line; the form's have 16."""


class _Part(NamedTuple):
    """A part of a line between two borders: where they stand on the page, and where the part is in the line."""

    left: int
    right: int
    start: int
    end: int


@define
class _Cell:
    """A cell being drawn: between which borders, from which row on, and its lines."""

    left: int
    right: int
    row: int
    lines: list[tuple[int, int, int]] = field(factory=list)


def _find(lines: Lines, budget: Budget) -> Iterator[Found]:
    """The boxes of a text; borders are consumed. What is printed on several lines of a cell is a line each.

    A box of one column is there for the layout: its lines are read as if they had no borders.
    """
    at = 0
    texts = lines.texts
    while at < len(texts):
        kind = _kind(texts[at])
        if kind is None:
            at += 1
            continue
        after = at + 1
        while after < len(texts) and kind.fullmatch(texts[after]):
            after += 1
        if any(len(_BORDER.findall(text)) > WIDEST for text in texts[at:after]):
            at = after
            continue
        width = _measure(texts[at:after])
        cells = _cells(lines, at, after, width, budget)
        if len({cell.left for cell in cells}) == 1:
            yield Found(at, after, _inside(lines, cells))
        else:
            yield Found(at, after, _blocks(lines, cells))
        at = after


def _kind(line: str) -> re.Pattern[str] | None:
    """What the lines of a box look like that begins with this line; `None` when none does."""
    if "+" in line and BOX_RULE.fullmatch(line):
        return _ASCII_LINE
    return _UNICODE_LINE if BOX.search(line) and _UNICODE_LINE.fullmatch(line) else None


def _cells(lines: Lines, first: int, after: int, width: Callable[[str], int], budget: Budget) -> list[_Cell]:
    """The cells that are drawn from one line up to another."""
    cells: list[_Cell] = []
    open_cells: dict[int, _Cell] = {}
    row = 0
    for at in budget.timed(range(first, after)):
        text = lines.texts[at]
        parts = list(_parts(text, width))
        budget.spend_cells(len(parts))
        rules = [part for part in parts if _is_rule(text, part)]
        row += bool(rules)
        for part in parts:
            if part in rules:
                _close(open_cells, part)
            else:
                _write(open_cells, cells, part, at, row)
    return cells


def _is_rule(text: str, part: _Part) -> bool:
    """Whether a part of a line is drawn; one or two hyphens between upright borders are what a cell holds."""
    upright = text[part.start - 1] in _UPRIGHT and text[part.end] in _UPRIGHT
    drawn = _RULE.fullmatch(text, part.start, part.end)
    return bool(drawn or (not upright and _SHORT_RULE.fullmatch(text, part.start, part.end)))


def _inside(lines: Lines, cells: Sequence[_Cell]) -> Lines:
    """What a box of one column holds, as lines."""
    parts = [part for cell in cells for part in cell.lines]
    return Lines(
        [lines.texts[at][start:end].rstrip() for at, start, end in parts],
        [lines.starts[at] + start for at, start, _ in parts],
        origins=[(at, start) for at, start, _ in parts],
    )


def _blocks(lines: Lines, cells: Sequence[_Cell]) -> list[Block]:
    columns = {left: column for column, left in enumerate(sorted({cell.left for cell in cells}))}
    drawn = sorted(cells, key=attrgetter("row", "left"))
    rows = [each for _, row in groupby(drawn, attrgetter("row")) for each in _rows(lines, list(row))]
    made = [row_of([lines.cell(cell.lines, columns[cell.left], cell.lines[0][:2]) for cell in row]) for row in rows]
    return table_blocks(made, exact=True)


def _rows(lines: Lines, row: list[_Cell]) -> Iterator[list[_Cell]]:
    """The rows between two rules: one, or one for each line, where cells would have figures on several lines."""
    texts = [[lines.texts[at][start:end].strip() for at, start, end in cell.lines] for cell in row]
    several = [held for held in texts if len([text for text in held if text and is_figure(text)]) > 1]
    even = len(set(map(len, texts))) == 1 and all(map(all, texts))
    if len(several) < (1 if even else 2):
        yield row
        return
    by_line: dict[int, list[_Cell]] = {}
    for cell in row:
        for part in cell.lines:
            by_line.setdefault(part[0], []).append(_Cell(cell.left, cell.right, cell.row, [part]))
    yield from (by_line[line] for line in sorted(by_line))


def _close(open_cells: dict[int, _Cell], part: _Part) -> None:
    """End the cells that stand above a border."""
    for above in [left for left, cell in open_cells.items() if left < part.right and part.left < cell.right]:
        del open_cells[above]


def _write(open_cells: dict[int, _Cell], cells: list[_Cell], part: _Part, at: int, row: int) -> None:
    """Put a line into the cell that it stands in, or into a new one."""
    cell = open_cells.get(part.left)
    if cell is None or cell.right != part.right:
        _close(open_cells, part)
        cell = _Cell(part.left, part.right, row)
        open_cells[part.left] = cell
        cells.append(cell)
    cell.lines.append((at, part.start, part.end))


# Where characters stand on the page


def _parts(text: str, width: Callable[[str], int]) -> Iterator[_Part]:
    """The parts of a line between its borders."""
    borders = [found.start() for found in _BORDER.finditer(text)]
    places = list(accumulate([width(text[one:other]) for one, other in pairwise([0, *borders])]))
    for (one, left), (other, right) in pairwise(zip(borders, places, strict=True)):
        if other > one + 1:
            yield _Part(left, right, one + 1, other)


def _measure(texts: Sequence[str]) -> Callable[[str], int]:
    """How wide characters are, in the eyes of the program that drew: so that most lines end in one place."""

    def evenness(width: Callable[[str], int]) -> int:
        ends = Counter(width(text.rstrip()) for text in texts)
        return max(ends.values())

    return max(WIDTHS, key=evenness)


FINDER = Finder(re.compile(r"[+\u2500-\u257f]"), _find)
"""Boxes."""

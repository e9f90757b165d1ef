"""What a line of text is by its marks alone: cells that commas divide, a box, Markdown; what writers have to escape."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from functools import lru_cache

from gov_info_report.recognise.cells import is_figure

__all__ = [
    "BOX",
    "BOX_RULE",
    "DIVIDERS",
    "SLASH",
    "divided_cells",
    "has_marks",
    "is_divided_row",
    "may_stand_in_divided_table",
]

BOX = re.compile(r"[\u2500-\u257f]")
"""The characters of which boxes are drawn."""
BOX_RULE = re.compile(r"\s*\+(?:[-=:]+\+)+\s*")
"""A border of a box that is drawn in ASCII."""

SLASH = " / "
DIVIDERS = (",", ";", "；", SLASH)
"""What divides cells on a line; a text has one of them."""

_MARKS = re.compile(
    r"[\u2500-\u257f]|^\s*\+[-=:+]+\+\s*$|^\s*=+\s*$"  # boxes, and lines under headings
    r'|^:{3,}|(?:^|,)"'  # fences of Markdown, quoted cells
    r"|^(\*\*|__).*\1$|^\s*`{3}"
)
_THOUSANDS = re.compile(r"(?<![\d,.\"])\d{1,3}(?:,\d{3})+(?![\d,])")
_SENTENCE = re.compile("[。；！？]")
_LONGEST_CELL = 120
_FIGURES_ALONE = 5
"""So many figures in a row need no label to be a row of a table."""
_FIGURES_OF_A_PAGE = 20
"""A line with more is a table, or a page, whatever prose stands between them."""
_FIGURES_AT_SLASHES = 6
"""A slash is a mark, too: it divides cells where so many numbers stand each after one."""


def has_marks(line: str) -> bool:
    """Whether a line bears marks that a reader may take for the borders of cells, or for Markdown.

    >>> (
    ...     has_marks("│规章│0│"),
    ...     has_marks("规章,0,0,0"),
    ...     has_marks("**一、总体情况**"),
    ...     has_marks("全年11,398件,均已办结"),
    ... )
    (True, True, True, False)
    """
    if _MARKS.search(line):
        return True
    return any(mark in line and is_divided_row(divided_cells(line, mark), mark) for mark in DIVIDERS)


@lru_cache(maxsize=1024)
def divided_cells(record: str, mark: str = ",") -> tuple[str, ...]:
    """A line, or several where a quoted cell holds line breaks, cut at a mark; one cell where none divides any.

    Commas between thousands divide nothing, nor do others in a line that has such within its words.

    >>> divided_cells('规章,"1,024",0'), divided_cells("全年公开信息11,398条"), divided_cells("规章;0;1,024", ";")
    (('规章', '1,024', '0'), ('全年公开信息11,398条',), ('规章', '0', '1,024'))
    """
    if mark not in record or (mark == "," and _has_thousands(record)):
        return (record.strip().replace("\t", " "),)
    if mark == SLASH:
        cells = record.split(mark)
    else:
        try:
            (cells,) = csv.reader([record], delimiter=mark)
        except (csv.Error, ValueError):
            return (record.strip().replace("\t", " "),)
    return tuple([cell.strip().replace("\t", " ") for cell in cells])


def _has_thousands(record: str) -> bool:
    """Whether commas stand between thousands, and so at its beginning that none divides cells."""
    thousands = _THOUSANDS.search(record)
    return thousands is not None and (thousands.start() > 0 or "," not in _THOUSANDS.sub("", record))


def is_divided_row(cells: Sequence[str], mark: str = ",") -> bool:
    """Whether these cells are a row of a table beyond doubt: words and figures after them, or many figures.

    >>> is_divided_row(("规章", "0", "", "0")), is_divided_row(("2024", "1", "5")), is_divided_row(("甲", "乙", "0"))
    (True, False, False)
    """
    after = cells[1:]
    if len(after) < 2 or not may_stand_in_divided_table(cells):
        return False
    if mark == SLASH:
        return "/" not in cells and sum(map(str.isdecimal, after)) >= _FIGURES_AT_SLASHES
    figures = sum(1 for cell in after if cell and is_figure(cell))
    empty = after.count("")
    if not figures or figures + empty < 2:
        return False
    return len(cells) >= _FIGURES_ALONE or not is_figure(cells[0]) or not cells[0]


def may_stand_in_divided_table(cells: Sequence[str]) -> bool:
    """Whether cells are short enough, and no sentences, or the only one that holds anything, or a page on one line."""
    filled = [cell for cell in cells if cell]
    if len(filled) < 2:
        return len(cells) > 1
    if max(map(len, filled)) <= _LONGEST_CELL and not _SENTENCE.search("".join(filled)):
        return True
    return len(filled) > _FIGURES_OF_A_PAGE and sum(map(is_figure, filled)) > _FIGURES_OF_A_PAGE

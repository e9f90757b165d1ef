"""Page furniture: the lines at the edges of pages that number them, or that several pages repeat."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from gov_info_report.readers.paper.lines import Line
from gov_info_report.readers.paper.rulings import RuledTable
from gov_info_report.readers.paper.sheet import Sheet
from gov_info_report.recognise import is_figure

__all__ = ["furniture_of"]

MARGIN = 0.12
"""Page furniture stands in this part of a page, at its top or bottom."""

_PAGE_NUMBER = re.compile(
    r"[-—–―－~·\s]*(?:第\s*)?(\d{1,4}|[一二三四五六七八九十]{1,3})(?:\s*页)?(?:\s*[/／,，]?\s*共?\s*\d{1,4}\s*页?)?[-—–―－~·\s]*"
)
_MARKED = re.compile(r"[-—–―－~·页/／]")
"""What a page number bears that a figure at the foot of a table does not."""


def furniture_of(pages: Sequence[tuple[Sheet, list[RuledTable], list[Line]]]) -> set[int]:
    """The lines at the edges of pages that number them, or that several pages repeat."""
    edge: list[tuple[int, Sheet, Line]] = []
    for place, (sheet, tables, lines) in enumerate(pages):
        inner = [table.top for table in tables], [table.bottom for table in tables]
        for line in lines:
            above = line.bottom < sheet.height * MARGIN and line.bottom <= min(inner[0], default=sheet.height)
            below = line.top > sheet.height * (1 - MARGIN) and line.top >= max(inner[1], default=0.0)
            if above or below:
                edge.append((place, sheet, line))
    repeated = Counter(key for _, key in {(place, _print(line)) for place, _, line in edge})
    numbers = Counter(offset for place, _, line in edge if (offset := _offset(line, place)) is not None)
    found = set()
    for place, _, line in edge:
        offset = _offset(line, place)
        numbered = offset is not None and (
            _MARKED.search(line.text) is not None or numbers[offset] > 1 or (len(pages) == 1 and offset == 1)
        )
        alone = numbered and _is_apart(line, pages[place][2])
        if alone or (len(pages) > 1 and repeated[_print(line)] >= max(2, len(pages) / 2) and not is_figure(line.text)):
            found.add(id(line))
    return found


def _print(line: Line) -> tuple[str, int]:
    """A line as a page repeats it: its words without the digits, at its height."""
    return re.sub(r"\d+", "#", line.text), round(line.base / 6)


def _offset(line: Line, place: int) -> int | None:
    """How far a page number runs ahead of the place of its page; `None` when the line is no page number."""
    found = _PAGE_NUMBER.fullmatch(line.text)
    if found is None:
        return None
    return int(found[1]) - place if found[1].isdecimal() else 0


def _is_apart(line: Line, lines: Iterable[Line]) -> bool:
    """Whether nothing else stands on the line's height."""
    return not any(other is not line and other.top < line.base < other.bottom for other in lines)

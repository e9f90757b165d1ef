"""Where the parts of an HTML page stand in its source: found when somebody asks, since the parser does not say."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cached_property
from html import unescape

from attrs import define, field

from gov_info_report.document import Limits, Span
from gov_info_report.readers.page import BLOCKS, CELL, Page, Table

__all__ = ["Places"]

MARK = "gir-at"
"""The attribute that tells an element's place: the first of its element, so that no other of the name counts."""

_NAMES = "|".join(sorted(BLOCKS, key=len, reverse=True))
_MARKED = re.compile(rf"<(?:{_NAMES})(?=[\s/>])", re.IGNORECASE)
_MARK = re.compile(rf'\s{MARK}="(\d+)"')
_START = re.compile(r"""<(?:=\s*"[^"]*"|=\s*'[^']*'|[^>])*+>""")
_NO_TEXT = r"!--.*?-->|(script|style)\b.*?</\1\s*>"
_BOUNDARY = re.compile(rf"<(?:{_NO_TEXT}|(/?(?:{_NAMES})(?=[\s/>])[^>]*>?))", re.IGNORECASE | re.DOTALL)
_CELL_ENDS = re.compile(
    rf"<(?:{_NO_TEXT}|(/?(?:td|th|tr|table|tbody|thead|tfoot|caption)(?=[\s/>])))", re.IGNORECASE | re.DOTALL
)
_UNPRINTED = re.compile(rf"<(?:{_NO_TEXT}|/?[a-zA-Z!][^>]*>)", re.IGNORECASE | re.DOTALL)
_GAPS = 8
"""A passage stands between two tags, or between a few more where some of them mean nothing."""


class Places:
    """The ranges of cells and passages of a page that begins at a place of a text, after so many grids and passages.

    The page is read again with a mark at every element that tells where it begins. Nothing that cannot be found for
    certain is given.
    """

    def __init__(self, text: str, write: Callable[[str], str], base: int = 0, before: tuple[int, int] = (0, 0)) -> None:
        self._text, self._write, self._base, self._before = text, write, base, before

    def __call__(self, span: Span) -> tuple[int, int] | None:
        """Where in the text the cell or the passage starts and ends."""
        key = (span.block,) if span.table is None else (span.table, span.row, span.cell)
        return self._ranges.get(key)

    @cached_property
    def _ranges(self) -> dict[tuple[int | None, ...], tuple[int, int]]:
        marked = _MARKED.sub(lambda found: f"{found[0]} {MARK}={found.start()} ", self._text)
        limits = Limits(cells=10**9, seconds=3600)  # what was within the limits without the marks is so with them
        page = _MarkedPage(limits.start(), grids=self._before[0], passages=self._before[1], source=self._text)
        page.read(self._write(marked))
        return {key: (start + self._base, end + self._base) for key, (start, end) in page.ranges.items()}


@define
class _MarkedPage(Page):
    """The walk through a marked page."""

    source: str = ""
    ranges: dict[tuple[int | None, ...], tuple[int, int]] = field(factory=dict)
    cells: dict[tuple[int, int], int] = field(factory=dict)
    after: int = 0

    def enter(self, tag: str, attributes: str) -> None:
        if tag == "table":
            self.cells.clear()  # a table within another makes that one layout
        mark = _MARK.match(attributes)
        Page.enter(self, tag, attributes[mark.end() :] if mark else attributes)
        if mark is None:
            return
        self.after = self.inside(mark)
        table = self.tables[-1] if self.tables else None
        if table is not None and table.open and tag in ("td", "th"):
            self.cells[len(table.rows), len(table.rows[-1]) + 1] = self.after

    def inside(self, mark: re.Match[str]) -> int:
        """Where in the source the tag ends that bears a mark."""
        at = int(mark[1])
        start = _START.match(self.source, at)
        return start.end() if start else at

    def leave(self, tag: str) -> None:
        Page.leave(self, tag)
        if tag in ("td", "th"):
            self.after = self.cell_end(self.after)

    def plain_cells(self, written: str) -> bool:
        rows = self.tables[-1].rows if self.tables else []
        row, place = len(rows), len(rows[-1]) if rows else 0
        if not Page.plain_cells(self, _MARK.sub("", written)):
            return False
        for begun, attributes, _ in CELL.findall(written):
            row, place = (row + 1, 1) if begun else (row, place + 1)
            mark = _MARK.match(attributes)
            if mark is not None:
                self.after = self.inside(mark)
                self.cells[row, place] = self.after
        self.after = self.cell_end(self.after)
        return True

    def passage(self, words: str, level: int, literal: bool) -> None:
        Page.passage(self, words, level, literal)
        found = self.passage_at(_printed(words))
        if found is not None:
            self.ranges[(self.passages,)] = found
            self.after = found[1]

    def passage_at(self, printed: str) -> tuple[int, int] | None:
        """Where the passage stands that prints so: between tags after the place that was reached."""
        start, at, words = -1, self.after, ""
        for _ in range(_GAPS):
            end, after = self.boundary(at)
            gap = _printed(unescape(_UNPRINTED.sub("", self.source[at:end])))
            if gap:
                start = at if start < 0 else start
                words += gap
            if words == printed:
                return _trimmed(self.source, start, end)
            if not printed.startswith(words) or after == at:
                return None
            at = after
        return None

    def boundary(self, at: int) -> tuple[int, int]:
        """Where the next tag that ends a passage begins and ends."""
        for found in _BOUNDARY.finditer(self.source, at):
            if found[2]:
                return found.start(), found.end()
        return len(self.source), len(self.source)

    def emit(self, table: Table) -> None:
        before = self.grids
        Page.emit(self, table)
        if self.grids > before:
            for (row, cell), at in self.cells.items():
                self.ranges[self.grids, row, cell] = at, self.cell_end(at)
        self.cells.clear()

    def cell_end(self, at: int) -> int:
        """Where a cell ends that begins at a place: at its own end, or where another begins."""
        for found in _CELL_ENDS.finditer(self.source, at):
            if found[2]:
                return found.start()
        return len(self.source)


def _printed(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A range without the white space at its ends."""
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip())
